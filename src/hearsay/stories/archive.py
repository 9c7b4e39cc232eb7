"""What stories rest on, kept so that a new report looks at a few others and never at all.

In: digests, one at a time. Out: those that stand beside a report, and what ties reports to each other.
Never here: a decision on how alike two reports are.

A report stands in several rows, one for each of its most telling terms, in order of days; it is compared
with those that are among its `BESIDE` neighbours on either side in `TOGETHER` of them. That costs the same
among a million reports as among a thousand, and who stands beside whom depends on which reports there are,
not on which came first.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from hearsay.records import StoryDigest
from hearsay.records.edtf import bounds

ROWS = 24  # telling terms under which a report stands in a row
BESIDE = 8  # neighbours on either side in a row
TOGETHER = 2  # rows in which two reports stand side by side before they are compared
WITHIN = 500  # days: reports that are further apart have nothing to do with each other, in whatever words
UNKNOWN = 4_000_000  # where a report without a day stands: after all days, beside the latest


class Place(NamedTuple):
    """Where a report stands: in the row `row`, at the day `day` (an ordinal, or `UNKNOWN`)."""

    row: str
    day: int


class Tie(NamedTuple):
    """How alike two reports are, and in how many rows they stand side by side: in `TOGETHER` at least."""

    likeness: float
    rows: int


class Archive(Protocol):
    """What is kept of all reports. A ledger may keep it in four tables; `MemoryArchive` keeps it in memory.

    The tables: places (row, day, report), with an index in this order; ties (one, other, likeness, rows),
    each tie twice, once from either side; accounts (report, first), with an index on `first`; stories
    (report, story). Digests are stored anyway. All answers must show what was changed just before.
    """

    def __contains__(self, report: object, /) -> bool:
        """Whether the report is kept here."""
        ...

    def digests(self, reports: Collection[str], /) -> Iterable[StoryDigest]:
        """The digests of reports that are kept here."""
        ...

    def expect(self, digests: Collection[StoryDigest], count: int, /) -> None:
        """Reports are about to come: what stands about their places can be read at once."""
        ...

    def keep(self, digest: StoryDigest, places: Sequence[Place], /) -> None:
        """Keep a report: put it in its places; it is the first of its own account, and in no story."""
        ...

    def drop(self, report: str, /) -> None:
        """Take a report out of its places, and forget its account and story. Its ties were cut before."""
        ...

    def beside(
        self, places: Sequence[Place], report: str, count: int, /
    ) -> Iterable[tuple[Sequence[str], Sequence[str]]]:
        """For each place, up to `count` reports before and after (day, report) in the row, the nearest first.

        Never the report itself; those that are not `near` may be left out.
        """
        ...

    def ties(self, report: str, /) -> Mapping[str, Tie]:
        """The reports that are tied to this one."""
        ...

    def tie(self, ties: Mapping[tuple[str, str], Tie | None], /) -> None:
        """Tie pairs of reports, in place of what tied them before; None cuts the tie."""
        ...

    def first(self, report: str, /) -> str:
        """The first report of the account that this one goes back to: itself, or one that is kept or not."""
        ...

    def account(self, first: str, /) -> Collection[str]:
        """The reports kept here whose first is this one."""
        ...

    def lead_back(self, report: str, first: str, /) -> None:
        """From now on `first` is the first report of this one's account."""
        ...

    def story(self, report: str, /) -> str | None:
        """The id of the story that the report is in."""
        ...

    def enter(self, report: str, story: str | None, /) -> None:
        """From now on the report is in this story, or in none."""
        ...


class MemoryArchive:
    """An archive in memory."""

    def __init__(self) -> None:
        self._digests: dict[str, StoryDigest] = {}
        self._places: dict[str, tuple[Place, ...]] = {}
        self._rows: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._ties: dict[str, dict[str, Tie]] = defaultdict(dict)
        self._first: dict[str, str] = {}
        self._account: dict[str, set[str]] = defaultdict(set)
        self._story: dict[str, str] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._digests))

    def __contains__(self, report: object, /) -> bool:
        return report in self._digests

    def digests(self, reports: Collection[str], /) -> Iterable[StoryDigest]:
        """The digests of reports."""
        return [self._digests[report] for report in reports]

    def expect(self, digests: Collection[StoryDigest], count: int, /) -> None:
        """All is at hand."""

    def keep(self, digest: StoryDigest, places: Sequence[Place], /) -> None:
        """Put a report in its places."""
        self._digests[digest.report] = digest
        self._places[digest.report] = tuple(places)
        for place in places:
            insort(self._rows[place.row], (place.day, digest.report))
        self.lead_back(digest.report, digest.report)

    def drop(self, report: str, /) -> None:
        """Take a report out of its places."""
        del self._digests[report]
        for row, day in self._places.pop(report):
            standing = self._rows[row]
            del standing[bisect_left(standing, (day, report))]
            if not standing:
                del self._rows[row]
        self._forget_account(report)
        self._ties.pop(report, None)
        self._story.pop(report, None)

    def beside(
        self, places: Sequence[Place], report: str, count: int, /
    ) -> Iterable[tuple[Sequence[str], Sequence[str]]]:
        """The neighbours on either side in each row, the nearest first."""
        for row, day in places:
            standing = self._rows.get(row, [])
            at = bisect_left(standing, (day, report))
            after = at + (at < len(standing) and standing[at][1] == report)
            yield (
                [r for d, r in reversed(standing[max(0, at - count) : at]) if near(d, day)],
                [r for d, r in standing[after : after + count] if near(d, day)],
            )

    def ties(self, report: str, /) -> Mapping[str, Tie]:
        """The reports that are tied to this one."""
        return self._ties.get(report, {})

    def tie(self, ties: Mapping[tuple[str, str], Tie | None], /) -> None:
        """Tie pairs of reports, or cut their ties."""
        for (one, other), tie in ties.items():
            for a, b in ((one, other), (other, one)):
                if tie is None:
                    self._ties[a].pop(b, None)
                else:
                    self._ties[a][b] = tie

    def first(self, report: str, /) -> str:
        """The first report of its account."""
        return self._first[report]

    def account(self, first: str, /) -> Collection[str]:
        """The reports that go back to this one."""
        return self._account.get(first, ())

    def lead_back(self, report: str, first: str, /) -> None:
        """Change the first report of its account."""
        self._forget_account(report)
        self._first[report] = first
        self._account[first].add(report)

    def _forget_account(self, report: str) -> None:
        former = self._first.pop(report, None)
        if former is not None:
            self._account[former].discard(report)
            if not self._account[former]:
                del self._account[former]

    def story(self, report: str, /) -> str | None:
        """The id of the story that the report is in."""
        return self._story.get(report)

    def enter(self, report: str, story: str | None, /) -> None:
        """Put a report in a story, or in none."""
        if story is None:
            self._story.pop(report, None)
        else:
            self._story[report] = story


def places_of(digest: StoryDigest) -> list[Place]:
    """Where a report stands: in each row of its terms by its day, if that is known, and else at the end."""
    day = day_of(digest)
    return [Place(term, UNKNOWN if day is None else day) for term in digest.terms[:ROWS]]


def near(one: int, other: int) -> bool:
    """Whether reports of these days may be tied; those of unknown day may, to any."""
    return abs(one - other) <= WITHIN or UNKNOWN in (one, other)


def day_of(digest: StoryDigest) -> int | None:
    """The first of the days on which it may have been published."""
    found = bounds(digest.published) if digest.published else None
    return found[0].toordinal() if found else None
