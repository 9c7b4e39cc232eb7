"""Reports stand under the names of outlets, and are found by what they share."""

import struct
from collections.abc import Collection
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hearsay.origins.digest import names_in
from hearsay.origins.shelf import MemoryRows, Shelf, days_of, published_as
from hearsay.records import TextDigest

DATES = [None, "2031-05-04", "2031-05-05", "2031-05", "2031-07-30", "2032-01"]
MAY = date(2031, 5, 1).toordinal()
WINDOWS = [None, (MAY, MAY + 3), (MAY + 4, MAY + 4), (MAY + 20, MAY + 120)]


@st.composite
def shelves(draw: st.DrawFn) -> dict[str, TextDigest]:
    found = {}
    for number in range(draw(st.integers(1, 8))):
        names = sorted(draw(st.sets(st.integers(1, 6))))
        paper = draw(st.sampled_from(["Orle Almanac", "Vesk Echo"]))
        packed = struct.pack(f"<{len(names)}I", *names)
        day = draw(st.sampled_from(DATES))
        found[f"r{number}"] = TextDigest(f"r{number}", paper, (), day, 9, b"", packed)
    return found


@given(shelves(), st.sets(st.integers(1, 6)), st.sampled_from(WINDOWS), st.integers(1, 3), st.integers(0, 8))
def test_those_are_found_that_share_enough_and_may_be_of_the_days(
    digests: dict[str, TextDigest],
    names: set[int],
    days: tuple[int, int] | None,
    least: int,
    later: int,
) -> None:
    def load(reports: Collection[str]) -> list[TextDigest]:
        return [digests[report] for report in reports]

    shelf = Shelf(MemoryRows(), load)
    keys = published_as("Orle Almanac")
    for number, digest in enumerate(digests.values()):
        if number == later:  # what was looked through before must show who comes afterwards
            shelf.rest()
            shelf.sharing(names, least, keys, days)
        shelf.add(digest)
    wanted = {}
    for digest in digests.values():
        shared, known = len(names & names_in(digest.names)), days_of(digest)
        meets = known is None or days is None or (known[0] <= days[1] and days[0] <= known[1])
        if digest.publisher == "Orle Almanac" and shared >= least and meets:
            wanted[digest.report] = shared
    assert shelf.sharing(names, least, keys, days) == wanted
