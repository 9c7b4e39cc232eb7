"""The stories of all reports, and how they change when a report comes or goes.

In: digests, one at a time in any order, and the origins that changed. Out: the stories that are no more and
those made anew. Never here: all pairs of reports, the clock, a fixed number of stories.

After each change the stories are those that a build from what is left would find.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from hearsay.records import Origin, Story, StoryDigest
from hearsay.stories.archive import BESIDE, TOGETHER, WITHIN, Archive, Tie, places_of
from hearsay.stories.cluster import average_link
from hearsay.stories.compose import compose
from hearsay.stories.likeness import Page, likeness, page
from hearsay.stories.units import LARGEST, LEVELS, unit

PAGES, LIKENESSES = 16_384, 400_000  # kept in memory: 150 and 80 MB
Pair = tuple[str, str]
"""Two reports, the smaller id first."""

# The mean likeness at which groups are joined. B³ on GVA, dev, stays within 0.01 from 0.12 to 0.18.
THRESHOLD = 0.12


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What a report that came or went changed: the ids of stories that are no more, and those made anew.

    `stories` are all those of the reports that were looked at again; some may be as they were.
    """

    gone: tuple[str, ...]
    stories: tuple[Story, ...]


class Stories:
    """The stories of the reports in an archive, kept true while reports come and go.

    A report is compared with those that stand beside it in the rows of its telling terms; then the units of
    whatever it is tied to are told apart anew.
    """

    def __init__(self, archive: Archive, *, beside: int = BESIDE, largest: int = LARGEST) -> None:
        self._archive = archive
        self._beside, self._largest = beside, largest
        self._kept: dict[str, Page] = {}
        self._known: dict[tuple[str, str], float] = {}

    def fill(self, digests: Iterable[StoryDigest], origins: Iterable[Origin] = ()) -> StoryChange:
        """Take in many reports: the same as one by one, looked at and told only once."""
        changed: dict[Pair, Tie | None] = {}
        coming = list(digests)
        self._archive.expect(coming, self._beside)
        new = {digest.report for digest in coming if self._place(digest, changed)}
        looked = new | self._lead_back(origins, changed)
        return self._tell(looked)

    def add(self, digest: StoryDigest, origins: Iterable[Origin] = ()) -> StoryChange:
        """Take in a report, and the origins that are new since; one that is here already changes nothing."""
        return self.fill([digest], origins)

    def remove(self, report: str, origins: Iterable[Origin] = ()) -> StoryChange:
        """Take a report away with what rests on it, and nothing else; `origins` are those new since."""
        former = self._archive.story(report) if report in self._archive else None
        looked = self._remove(report) | self._lead_back(origins, {})
        return self._tell(looked, () if former is None else (former,))

    def follow(self, origins: Iterable[Origin]) -> StoryChange:
        """Take in what changed in the origins of reports that are here."""
        return self._tell(self._lead_back(origins, {}))

    def _place(self, digest: StoryDigest, changed: dict[Pair, Tie | None]) -> bool:
        """Put a report that is not here in its places; the ties that this makes, loosens and cuts."""
        archive, new = self._archive, digest.report
        if new in archive:
            return False
        meets, parts = self._neighbours(digest)
        mine = self._kept[new] = page(digest)
        for other, theirs in self._pages(o for o, rows in meets.items() if rows >= TOGETHER).items():
            if tie := self._tie(mine, theirs, meets[other]):
                changed[_pair(new, other)] = tie
        for pair, rows in parts.items():
            if tie := changed[pair] if pair in changed else archive.ties(pair[0]).get(pair[1]):
                left = tie.rows - rows
                changed[pair] = Tie(tie.likeness, left) if left >= TOGETHER else None
        archive.keep(digest, places_of(digest))
        return True

    def _remove(self, report: str) -> set[str]:
        """Take a report out of its places, with its ties; the reports of the units that this changes."""
        archive = self._archive
        if report not in archive:
            return set()
        (digest,) = archive.digests((report,))
        _, meets = self._neighbours(digest)
        self._pages({end for pair in meets for end in pair})
        tied = {pair: tie for pair, rows in meets.items() if (tie := self._tightened(*pair, rows))}
        fresh = {end for pair in tied if pair[1] not in archive.ties(pair[0]) for end in pair}
        ends = set(archive.ties(report)) | fresh
        looked = self._units(ends | {report})
        archive.tie({(report, other): None for other in archive.ties(report)})
        archive.drop(report)
        self._kept, self._known = {}, {}
        archive.tie(tied)
        return looked - {report}

    def _neighbours(self, digest: StoryDigest) -> tuple[Counter[str], Counter[Pair]]:
        """Beside whom a report stands in how many rows, and who stands side by side only where it is not."""
        beside: Counter[str] = Counter()
        parted: Counter[Pair] = Counter()
        for before, after in self._archive.beside(places_of(digest), digest.report, self._beside):
            beside.update(before)
            beside.update(after)
            for nearer, one in enumerate(before, start=1):
                if self._beside - nearer < len(after):
                    parted[_pair(one, after[self._beside - nearer])] += 1
        return beside, parted

    def _tie(self, a: Page, b: Page, rows: int) -> Tie | None:
        """What ties two reports that stand side by side in so many rows, if they are alike enough."""
        if a.published and b.published and abs(a.published[0] - b.published[0]) > WITHIN:
            return None
        alike = likeness(a, b)
        return Tie(alike, rows) if alike >= LEVELS[0] else None

    def _tightened(self, one: str, other: str, rows: int) -> Tie | None:
        """The tie of two reports that stand side by side in so many rows more."""
        tie = self._archive.ties(one).get(other)
        if tie is not None:
            return Tie(tie.likeness, tie.rows + rows)
        pages = self._pages((one, other))
        found = self._tie(pages[one], pages[other], rows)
        if found is None:
            return None
        # they were not tied for want of rows in which they stand side by side
        row_by_row = self._archive.beside(places_of(pages[one].digest), one, self._beside)
        every = rows + sum(other in before or other in after for before, after in row_by_row)
        return Tie(found.likeness, every) if every >= TOGETHER else None

    def _lead_back(self, origins: Iterable[Origin], changed: Mapping[Pair, Tie | None]) -> set[str]:
        """Change these ties, and lead reports back to the firsts of these origins.

        Returned are the reports of the units that this changes, as they were before. A unit that becomes, or
        ceases to be, that of a report has an end of a changed tie in it, so all may change at once.
        """
        archive = self._archive
        led = {
            member.report: origin.first
            for origin in origins
            for member in origin.members
            if member.report in archive and archive.first(member.report) != origin.first
        }
        turned = (pair for pair, tie in changed.items() if (pair[1] in archive.ties(pair[0])) != bool(tie))
        firsts = {*led.values(), *map(archive.first, led)}  # with whom those led back stand, or stood
        ends = {end for pair in turned for end in pair}
        looked = self._units({*led, *(first for first in firsts if first in archive), *ends})
        archive.tie(changed)
        for report, first in led.items():
            archive.lead_back(report, first)
        return looked

    def _units(self, reports: Iterable[str]) -> set[str]:
        """The reports in the units of these."""
        found: set[str] = set()
        for report in reports:
            if report not in found:
                found |= unit(report, self._archive, self._largest)
        return found

    def _tell(self, looked: set[str], former: Iterable[str] = ()) -> StoryChange:
        """Tell the stories of these reports anew, and of all that their units now hold.

        That is enough: if another report's unit is not what it was, it holds the end of a tie that changed.
        """
        archive = self._archive
        rest = {report for report in looked if report in archive}
        gone, made = set(former), list[Story]()
        while rest:
            together = unit(min(rest), archive, self._largest)
            rest -= together
            gone |= {story for report in together if (story := archive.story(report)) is not None}
            for group in self._groups(together):
                told = compose(self._digests(group), archive.first) if len(group) > 1 else None
                for report in group:
                    archive.enter(report, told.id if told else None)
                if told:
                    made.append(told)
        self._let_go()
        kept = {story.id for story in made}
        return StoryChange(tuple(sorted(gone - kept)), tuple(sorted(made, key=lambda story: story.id)))

    def _groups(self, together: frozenset[str]) -> list[list[str]]:
        """The reports of a unit, those of one story together."""
        reports = sorted(together)
        if len(reports) > self._largest:
            return [reports]
        accounts: dict[str, list[str]] = {}
        for report in reports:
            accounts.setdefault(self._archive.first(report), []).append(report)
        members = sorted(accounts.values())
        pages = self._pages(reports)
        alike = {
            (a, b): self._mean_likeness(members[a], members[b], pages)
            for a, b in combinations(range(len(members)), 2)
        }
        joined = average_link(len(members), alike, THRESHOLD)
        return [[report for member in group for report in members[member]] for group in joined]

    def _mean_likeness(self, one: Sequence[str], other: Sequence[str], pages: Mapping[str, Page]) -> float:
        """How alike two accounts are: their reports on average, so that one much copied has no more say."""
        if len(one) == len(other) == 1:
            return self._alike(one[0], other[0], pages)
        every = math.fsum(self._alike(a, b, pages) for a in one for b in other)
        return every / (len(one) * len(other))

    def _alike(self, a: str, b: str, pages: Mapping[str, Page]) -> float:
        """How alike two reports are, worked out once for as long as they stay in memory."""
        found = self._known.get((a, b))
        if found is None:
            tie = self._archive.ties(a).get(b)
            found = self._known[a, b] = tie.likeness if tie else likeness(pages[a], pages[b])
        return found

    def _pages(self, reports: Iterable[str]) -> dict[str, Page]:
        """Digests made ready; those that are not in memory are asked for at once."""
        names = list(reports)
        for digest in self._archive.digests([name for name in names if name not in self._kept]):
            self._kept[digest.report] = page(digest)
        return {name: self._kept[name] for name in names}

    def _digests(self, reports: Iterable[str]) -> Iterator[StoryDigest]:
        return (found.digest for found in self._pages(reports).values())

    def _let_go(self) -> None:
        """Keep in memory what was read last."""
        for name in list(islice(self._kept, max(0, len(self._kept) - PAGES))):
            del self._kept[name]
        for pair in list(islice(self._known, max(0, len(self._known) - LIKENESSES))):
            del self._known[pair]


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
