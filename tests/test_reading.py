"""Reports are read each by itself, and the reading leaves the process as it was."""

import gc
from collections.abc import Iterator

import msgspec
import pytest

from hearsay.config import AnnotateConfig
from hearsay.reading import Reading, read_reports
from hearsay.records import Report
from tests.stand_in import StandIn

CONFIG = AnnotateConfig()


@pytest.fixture
def reports() -> Iterator[list[Report]]:
    texts = ["Snow\n\nIt snowed in Vellan.", "Flood\n\nThe Ald rose, Ida Lunn said."]
    yield [
        Report(
            id=f"report-{number}", source=f"{number}.txt", title=None, publisher=None, authors=(),
            published=None, language="en", genre="news", text=text,
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip


def test_readings_come_in_the_order_of_the_reports(reports: list[Report]) -> None:
    found = list(read_reports(reports, CONFIG, StandIn()))
    assert [reading.report for reading in found] == reports
    assert all(reading.failed is None and reading.digests for reading in found)


def test_a_reading_travels_whole(reports: list[Report]) -> None:
    found = list(read_reports(reports, CONFIG, StandIn()))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=list[Reading]) == found


@pytest.mark.parametrize("to_the_end", [True, False])
def test_garbage_is_looked_for_as_before_when_reading_ends(reports: list[Report], to_the_end: bool) -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    readings = read_reports(reports, CONFIG, StandIn())
    next(readings)
    assert gc.get_threshold() != before
    if to_the_end:
        list(readings)
    readings.close()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, frozen)
