"""The origins of all reports, and how they change when a report comes or goes.

In: digests in any order, and a way to load a text. Out: origins; every report is a member of one. Never
here: a comparison of all reports with all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from hearsay.origins.decided import Pairs
from hearsay.origins.digest import hashes_of
from hearsay.origins.links import Links, candidates, is_copy, links_by_name, shared_with, touched_by
from hearsay.origins.passages import Overlap, Text, overlap
from hearsay.origins.settle import settle
from hearsay.origins.shelf import MemoryShelf
from hearsay.records import Judgement, Origin, TextDigest

LOADED = 256  # texts kept in memory


@dataclass(frozen=True, slots=True)
class Shared:
    """Two reports, the smaller id first, and what the first shares with the second."""

    a: str
    b: str
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Change:
    """What a report that came or went changed: the ids of origins that are no more, and the new ones."""

    gone: tuple[str, ...]
    origins: tuple[Origin, ...]


def trace_origins(
    digests: Iterable[TextDigest], load_text: Callable[[str], str], judgements: Iterable[Judgement] = ()
) -> list[Origin]:
    """Every report under the account that it goes back to; the same for any order of digests.

    What people judged of pairs of reports holds against all evidence.
    """
    return Lineage(digests, load_text, judgements).origins()


def find_shared(digests: Iterable[TextDigest], load_text: Callable[[str], str]) -> Iterator[Shared]:
    """Pairs of reports of which one has words of the other, common quotations apart."""
    return Lineage(digests, load_text).shared()


class Lineage:
    """The reports at hand with their links; after each change the same as if built from what is there.

    Adding a report looks at those that share an n-gram or a name with it, and settles anew the reports that
    links join with it. When an n-gram turns out to be a standing phrase, all reports with it are looked at
    once more.
    """

    def __init__(
        self,
        digests: Iterable[TextDigest],
        load_text: Callable[[str], str],
        judgements: Iterable[Judgement] = (),
    ) -> None:
        self.shelf = MemoryShelf()
        self.pairs = Pairs(judgements)
        self.links: dict[str, Links] = {}
        self._load_text = load_text
        self._text = lru_cache(maxsize=LOADED)(self._read)
        self._origin_of: dict[str, Origin] = {}
        self._linked_from: dict[str, set[str]] = {}
        for digest in digests:
            self.shelf.add(digest)
        shared: dict[str, dict[str, Overlap]] = {report: {} for report in self.shelf}
        for report in self.shelf:
            for other, found in self._shared(report, after=report).items():
                shared[report][other], shared[other][report] = found, found.turned()
        for report in self.shelf:
            self._link(report, links_by_name(self.shelf.digest(report), self.shelf, shared[report]))
        self._settle(set(self.shelf))

    def origins(self) -> list[Origin]:
        """All origins, in the order of their ids."""
        return sorted({o.id: o for o in self._origin_of.values()}.values(), key=lambda origin: origin.id)

    def shared(self) -> Iterator[Shared]:
        """Pairs of reports of which one has words of the other, common quotations apart."""
        for report in self.shelf:
            for other, found in sorted(self.links[report].shared.items()):
                if report < other and is_copy(found):
                    yield Shared(report, other, found)

    def add(self, digest: TextDigest) -> Change:
        """Take in a report; one that is here already changes nothing."""
        if digest.report in self.shelf:
            return Change((), ())
        before = {key: self.shelf.witnesses(key) for key in hashes_of(digest.sketch)}
        self.shelf.add(digest)
        return self._look_again(digest, before, present=True)

    def remove(self, report: str) -> Change:
        """Take a report away, with its links and nothing else."""
        if report not in self.shelf:
            return Change((), ())
        digest = self.shelf.digest(report)
        before = {key: self.shelf.witnesses(key) for key in hashes_of(digest.sketch)}
        self.shelf.remove(report)
        return self._look_again(digest, before, present=False)

    def _look_again(self, digest: TextDigest, before: dict[int, tuple[str, ...]], *, present: bool) -> Change:
        """Find anew the links of whatever the coming or going of a report touches."""
        report = digest.report
        words = {key for key, known in before.items() if _others_change(report, known, key, self.shelf)}
        again = {other for key in words for other in self.shelf.under(key)} - {report}
        named = touched_by(digest, self.shelf) - again
        touched = {report} | again | named
        affected = self._joined(touched)
        if present:
            self._link(report, links_by_name(digest, self.shelf, self._shared(report)))
        else:
            named |= self._linked_from.get(report, set()) - again
            self._unlink(report)
        for other in sorted(again):
            self._link(other, links_by_name(self.shelf.digest(other), self.shelf, self._shared(other)))
        for other in sorted(named):
            known = self.links[other].shared
            self._link(other, links_by_name(self.shelf.digest(other), self.shelf, known))
        return self._settle(affected | self._joined(touched | named))

    def _shared(self, report: str, *, after: str = "") -> dict[str, Overlap]:
        """What a report shares with those whose ids come after this one."""
        digest = self.shelf.digest(report)
        others = {other for other in candidates(digest, self.shelf) if other > after}
        return shared_with(digest, others, self.shelf, self._lay_beside)

    def _link(self, report: str, links: Links) -> None:
        """Put a report's links in the place of its former ones; what links both ways, on both sides."""
        self._unlink(report)
        self.links[report] = links
        for other in links.others():
            self._linked_from.setdefault(other, set()).add(report)
        for other, shared in links.shared.items():
            if other in self.links and report not in self.links[other].shared:
                self.links[other].shared[report] = shared.turned()
                self._linked_from.setdefault(report, set()).add(other)
        for other in links.fellows:
            if other in self.links and report not in self.links[other].fellows:
                self.links[other] = replace(self.links[other], fellows=self.links[other].fellows | {report})
                self._linked_from.setdefault(report, set()).add(other)

    def _unlink(self, report: str) -> None:
        former = self.links.pop(report, None)
        for other in former.others() if former else ():
            self._linked_from.get(other, set()).discard(report)
        for other in former.shared if former else ():
            if other in self.links:
                self.links[other].shared.pop(report, None)
                self._linked_from.get(report, set()).discard(other)
        for other in former.fellows if former else ():
            if other in self.links:
                rest = self.links[other].fellows - {report}
                self.links[other] = replace(self.links[other], fellows=rest)
                self._linked_from.get(report, set()).discard(other)

    def _joined(self, reports: set[str]) -> set[str]:
        """These reports and all that links join with them."""
        found, ahead = set(reports), list(reports)
        while ahead:
            one = ahead.pop()
            links = self.links.get(one)
            near = (links.others() if links else set()) | self._linked_from.get(one, set())
            near |= {other for other in self.pairs.together(one) if other in self.shelf}
            ahead += near - found
            found |= near
        return found

    def _settle(self, reports: set[str]) -> Change:
        """Count these reports anew; they are whole families."""
        former = {self._origin_of.pop(report).id for report in reports if report in self._origin_of}
        rest, made = {report for report in reports if report in self.shelf}, []
        while rest:
            family = self._joined({min(rest)})
            rest -= family
            made += settle(map(self.shelf.digest, family), self.links, self._load_text, self.pairs)
        self._origin_of |= {member.report: origin for origin in made for member in origin.members}
        kept = {origin.id for origin in made}
        return Change(tuple(sorted(former - kept)), tuple(sorted(made, key=lambda origin: origin.id)))

    def _lay_beside(self, a: str, b: str) -> Overlap:
        return overlap(self._text(a), self._text(b))

    def _read(self, report: str) -> Text:
        return Text(self._load_text(report))


def _others_change(report: str, before: tuple[str, ...], key: int, shelf: MemoryShelf) -> bool:
    """Whether among the other reports some became, or ceased to be, what the rest is laid beside."""
    return set(before) - {report} != set(shelf.witnesses(key)) - {report}
