"""Reports a batch at a time.

In: reports. Out: lists of them in the same order. Never here: models.
"""

from collections.abc import Iterable, Iterator

from hearsay.records import Report

BATCH_CHARACTERS = 200_000  # a batch of long texts ends early: memory depends on the longest text only


def batches(reports: Iterable[Report], *, count: int, characters: int) -> Iterator[list[Report]]:
    """The reports in order, so many or so long at a time."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        batch.append(report)
        size += len(report.text)
        if len(batch) >= count or size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
