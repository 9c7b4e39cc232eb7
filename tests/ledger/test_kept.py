"""What stories rest on is the same in tables as in memory, however many reports come at once."""

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.ledger import ArchiveTables, kept, open_ledger
from hearsay.records import StoryDigest
from hearsay.stories import MemoryArchive, Stories, Tie, near, places_of
from tests.stories.test_stream import digests


@settings(max_examples=60, deadline=None)
@given(digests(), st.lists(st.integers(1, 4), max_size=6), st.integers(0, 4), st.booleans())
def test_an_archive_in_tables_is_as_one_in_memory(
    tmp_path_factory: pytest.TempPathFactory,
    every: list[StoryDigest],
    batches: list[int],
    between: int,
    forgetful: bool,
) -> None:
    known = {digest.report: digest for digest in every}

    def load(reports: Collection[str]) -> list[StoryDigest]:
        return [known[report] for report in reports]

    path: Path = tmp_path_factory.mktemp("archive") / "a.hearsay"
    memory = MemoryArchive()
    aside = Stories(memory, beside=2, largest=6)
    with (
        pytest.MonkeyPatch.context() as patch,
        open_ledger(path, create=True).looking_across() as (connection, _),
    ):
        patch.setattr(kept, "BETWEEN", between)
        patch.setattr(kept, "KEPT", 0 if forgetful else 100)
        tables = ArchiveTables(connection, load, places_of, near, Tie)
        stories = Stories(tables, beside=2, largest=6)
        rest = list(every)
        for size in [*batches, len(every)]:
            some, rest = rest[:size], rest[size:]
            assert stories.fill(some) == aside.fill(some)
            tables.rest()
        for digest in every:
            assert tables.ties(digest.report) == memory.ties(digest.report)
            assert tables.story(digest.report) == memory.story(digest.report)
        for digest in every[::2]:
            assert stories.remove(digest.report) == aside.remove(digest.report)
            tables.rest()
