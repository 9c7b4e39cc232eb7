"""The stories of all reports, and how they change when a report comes or goes.

In: digests, one at a time in any order, and the origins that changed. Out: the stories that are no more and
those made anew. Never here: all pairs of reports, the clock, a fixed number of stories.

After each change the stories are those that a build from what is left would find.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from hearsay.records import Origin, Story, StoryDigest
from hearsay.stories.archive import BESIDE, Archive, Tie, places_of
from hearsay.stories.cluster import average_link
from hearsay.stories.compose import compose
from hearsay.stories.likeness import Page, likeness, page
from hearsay.stories.units import LARGEST, LEVELS, unit

PAGES = 4096  # kept in memory

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
        self._page = lru_cache(maxsize=PAGES)(self._read)

    def fill(self, digests: Iterable[StoryDigest], origins: Iterable[Origin] = ()) -> StoryChange:
        """Take in many reports: the same as one by one, told only once."""
        looked: set[str] = set()
        for digest in digests:
            looked |= self._add(digest)
        return self._tell(looked | self._lead_back(origins))

    def add(self, digest: StoryDigest, origins: Iterable[Origin] = ()) -> StoryChange:
        """Take in a report, and the origins that are new since; one that is here already changes nothing."""
        return self.fill([digest], origins)

    def remove(self, report: str, origins: Iterable[Origin] = ()) -> StoryChange:
        """Take a report away with what rests on it, and nothing else; `origins` are those new since."""
        former = self._archive.story(report) if report in self._archive else None
        looked = self._remove(report) | self._lead_back(origins)
        return self._tell(looked, () if former is None else (former,))

    def follow(self, origins: Iterable[Origin]) -> StoryChange:
        """Take in what changed in the origins of reports that are here."""
        return self._tell(self._lead_back(origins))

    def _add(self, digest: StoryDigest) -> set[str]:
        """Put a report in its places, with its ties; the reports of the units that this changes."""
        archive, new = self._archive, digest.report
        if new in archive:
            return set()
        meets, parts = self._neighbours(digest)
        mine = page(digest)
        ties = {other: self._tie(mine, self._page(other), rows) for other, rows in meets.items()}
        made = {other: tie for other, tie in ties.items() if tie}
        cut = {pair: tie for pair, rows in parts.items() if (tie := self._loosened(*pair, rows))}
        ends = {*made, *(end for pair, tie in cut.items() if not tie.rows for end in pair)}
        looked = self._units(ends)
        archive.keep(digest, places_of(digest))
        for other, tie in made.items():
            archive.tie(new, other, tie)
        for pair, tie in cut.items():
            archive.tie(*pair, tie if tie.rows else None)
        return looked | {new}

    def _remove(self, report: str) -> set[str]:
        """Take a report out of its places, with its ties; the reports of the units that this changes."""
        archive = self._archive
        if report not in archive:
            return set()
        _, meets = self._neighbours(archive.digest(report))
        tied = {pair: tie for pair, rows in meets.items() if (tie := self._tightened(*pair, rows))}
        fresh = {end for pair in tied if pair[1] not in archive.ties(pair[0]) for end in pair}
        ends = set(archive.ties(report)) | fresh
        looked = self._units(ends | {report})
        for other in list(archive.ties(report)):
            archive.tie(report, other, None)
        archive.drop(report)
        self._page.cache_clear()
        for pair, tie in tied.items():
            archive.tie(*pair, tie)
        return looked - {report}

    def _neighbours(self, digest: StoryDigest) -> tuple[Counter[str], Counter[tuple[str, str]]]:
        """Beside whom a report stands in how many rows, and who stands side by side only where it is not."""
        beside: Counter[str] = Counter()
        parted: Counter[tuple[str, str]] = Counter()
        for place in places_of(digest):
            before, after = self._archive.beside(place, digest.report, self._beside)
            beside.update(before)
            beside.update(after)
            for nearer, one in enumerate(before, start=1):
                if self._beside - nearer < len(after):
                    other = after[self._beside - nearer]
                    parted[min(one, other), max(one, other)] += 1
        return beside, parted

    def _tie(self, a: Page, b: Page, rows: int) -> Tie | None:
        """What ties two reports that stand side by side in so many rows, if they are alike enough."""
        alike = likeness(a, b)
        return Tie(alike, rows) if alike >= LEVELS[0] else None

    def _loosened(self, one: str, other: str, rows: int) -> Tie | None:
        """The tie of two reports that stand side by side in so many rows less."""
        tie = self._archive.ties(one).get(other)
        return Tie(tie.likeness, tie.rows - rows) if tie else None

    def _tightened(self, one: str, other: str, rows: int) -> Tie | None:
        """The tie of two reports that stand side by side in so many rows more."""
        tie = self._archive.ties(one).get(other)
        if tie is None:
            return self._tie(self._page(one), self._page(other), rows)
        return Tie(tie.likeness, tie.rows + rows)

    def _lead_back(self, origins: Iterable[Origin]) -> set[str]:
        """Lead reports back to the firsts of these origins; the reports of the units that this changes."""
        archive = self._archive
        changed = {
            member.report: origin.first
            for origin in origins
            for member in origin.members
            if member.report in archive and archive.first(member.report) != origin.first
        }
        looked = self._units(changed)
        for report, first in changed.items():
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
                told = compose(map(archive.digest, group), archive.first) if len(group) > 1 else None
                for report in group:
                    archive.enter(report, told.id if told else None)
                if told:
                    made.append(told)
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
        pages = [[self._page(report) for report in account] for account in members]
        alike = {(a, b): _mean_likeness(pages[a], pages[b]) for a, b in combinations(range(len(pages)), 2)}
        joined = average_link(len(members), alike, THRESHOLD)
        return [[report for member in group for report in members[member]] for group in joined]

    def _read(self, report: str) -> Page:
        return page(self._archive.digest(report))


def _mean_likeness(one: Sequence[Page], other: Sequence[Page]) -> float:
    """How alike two accounts are: their reports on average, so that one much copied has no more say."""
    return math.fsum(likeness(a, b) for a in one for b in other) / (len(one) * len(other))
