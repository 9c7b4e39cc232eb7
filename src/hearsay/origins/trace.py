"""The origins of all reports, and how they change when a report comes or goes.

In: digests in any order, and a way to load a text. Out: origins; every report is a member of one. Never
here: a comparison of all reports with all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from hearsay.origins.book import Book, MemoryPages, Pages
from hearsay.origins.decided import Pairs
from hearsay.origins.digest import hashes_of
from hearsay.origins.links import Links, candidates, is_copy, links_by_name, shared_with, touched_by
from hearsay.origins.passages import Overlap, Text, overlap
from hearsay.origins.recent import Recent
from hearsay.origins.settle import settle
from hearsay.origins.shelf import MemoryRows, Rows, Shelf
from hearsay.records import Judgement, Origin, TextDigest

LOADED = 512  # texts kept in memory


@dataclass(frozen=True, slots=True)
class Shared:
    """Two reports, the smaller id first, and what the first shares with the second."""

    a: str
    b: str
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Change:
    """What changed as reports came or went: all origins of these reports are now those, and no others."""

    reports: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


def trace_origins(
    digests: Iterable[TextDigest], load_text: Callable[[str], str], judgements: Iterable[Judgement] = ()
) -> list[Origin]:
    """Every report under the account that it goes back to; the same for any order of digests.

    What people judged of pairs of reports holds against all evidence.
    """
    change = in_memory(load_text, judgements).change(digests)
    return sorted(change.origins, key=lambda origin: origin.id)


def find_shared(digests: Iterable[TextDigest], load_text: Callable[[str], str]) -> Iterator[Shared]:
    """Pairs of reports of which one has words of the other, common quotations apart."""
    lineage = in_memory(load_text)
    found = lineage.change(digests)
    return lineage.shared(found.reports)


def in_memory(load_text: Callable[[str], str], judgements: Iterable[Judgement] = ()) -> "Lineage":
    """A lineage of no report yet that keeps all that it is given in memory."""
    digests: dict[str, TextDigest] = {}

    def load(reports: Collection[str]) -> Iterable[TextDigest]:
        return [digests[report] for report in reports]

    lineage = Lineage(MemoryRows(), MemoryPages(), load, load_text, judgements)
    lineage.keep = digests.update
    return lineage


class Lineage:
    """The reports at hand with their links; after each change the same as if built from what is there.

    Adding reports looks at those that share an n-gram or a name with them, and settles anew the reports that
    links join with them. When an n-gram turns out to be a standing phrase, all reports with it are looked at
    once more. Many at once give the same as one after the other, with fewer questions to the store.
    """

    def __init__(
        self,
        rows: Rows,
        pages: Pages,
        load_digests: Callable[[Collection[str]], Iterable[TextDigest]],
        load_text: Callable[[str], str],
        judgements: Iterable[Judgement] = (),
    ) -> None:
        self.pairs = Pairs(judgements)
        self.shelf = Shelf(rows, load_digests)
        self.book = Book(pages)
        self.keep: Callable[[dict[str, TextDigest]], None] = lambda digests: None
        self._load_text = load_text
        self._texts = Recent(lambda report: Text(load_text(report)), LOADED)
        self._overlaps: dict[tuple[str, str], Overlap] = {}

    def origins(self, reports: Collection[str]) -> list[Origin]:
        """All origins of these reports, which are whole families, in the order of their ids."""
        return sorted(self._settle(set(reports)).origins, key=lambda origin: origin.id)

    def shared(self, reports: Iterable[str]) -> Iterator[Shared]:
        """Pairs of these reports of which one has words of the other, common quotations apart."""
        for report in reports:
            for other, found in sorted(self.book[report].shared.items()):
                if report < other and is_copy(found):
                    yield Shared(report, other, found)

    def add(self, digest: TextDigest) -> Change:
        """Take in a report; one that is here already changes nothing."""
        return self.change((digest,))

    def remove(self, report: str) -> Change:
        """Take a report away, with its links and nothing else."""
        return self.change((), (report,))

    def change(self, come: Iterable[TextDigest], go: Iterable[str] = (), again: Iterable[str] = ()) -> Change:
        """Take reports in and away. Those that are here already, or not, change nothing.

        `again` are reports that people judged since they came.
        """
        coming = {digest.report: digest for digest in come}
        self.book.expect(coming)
        coming = {report: digest for report, digest in coming.items() if report not in self.book}
        self.keep(coming)
        going = {report: self.shelf.digest(report) for report in go if report in self.book}
        self.shelf.expect(coming.values(), going.values())
        try:
            judged = {report for report in again if report in self.book} - coming.keys() - going.keys()
            return self._look_again(coming, going, judged) if coming or going or judged else Change()
        finally:
            self.shelf.rest()
            self.book.rest()
            self._overlaps = {}

    def _look_again(
        self, coming: dict[str, TextDigest], going: dict[str, TextDigest], judged: set[str]
    ) -> Change:
        """Find anew the links of whatever the coming and going of reports touches."""
        moved = coming.keys() | going.keys()
        again = self._file(coming, going) - moved
        self.shelf.read_digests(again)
        self.shelf.read(key for other in again for key in hashes_of(self.shelf.digest(other).sketch))
        digests = (*coming.values(), *going.values())
        named = {other for digest in digests for other in touched_by(digest, self.shelf)}
        named |= {other for report in going for other in self.book.linked_from(report)}
        named -= moved
        affected = self._joined(moved | again | named | judged)
        for report in sorted(going):
            self._link(report, None)
        # in the order of their days: the texts that one is laid beside are then still at hand for the next
        looked = map(self.shelf.digest, coming.keys() | again)
        for digest in sorted(looked, key=lambda digest: (digest.published or "", digest.report)):
            report, shared = digest.report, self._shared(digest)
            new = report in coming
            links = (
                links_by_name(digest, self.shelf, shared)
                if new
                else replace(self.book[report], shared=shared)
            )
            self._link(report, links)
        for report in sorted(named):
            known = self.book[report].shared
            self._link(report, links_by_name(self.shelf.digest(report), self.shelf, known))
        return self._settle(affected | self._joined(moved | again | named | judged))

    def _file(self, coming: dict[str, TextDigest], going: dict[str, TextDigest]) -> set[str]:
        """Put reports on the shelf and take others away; those which are laid beside others from now on."""
        moved = coming.keys() | going.keys()
        digests = [*going.values(), *coming.values()]
        before = {key: self.shelf.witnesses(key) for digest in digests for key in hashes_of(digest.sketch)}
        for digest in going.values():
            self.shelf.remove(digest)
        for digest in coming.values():
            self.shelf.add(digest)
        after = {key: self.shelf.witnesses(key) for key in before}
        changed = (key for key, known in before.items() if set(known) - moved != set(after[key]) - moved)
        return {other for key in changed for other in self.shelf.under(key)}

    def _shared(self, digest: TextDigest) -> dict[str, Overlap]:
        """What a report shares with those that have words of it."""
        return shared_with(digest, candidates(digest, self.shelf), self.shelf, self._lay_beside)

    def _link(self, report: str, links: Links | None) -> None:
        """Put a report's links in the place of its former ones; what links both ways, on both sides."""
        former = self.book.get(report)
        self.book.put(report, links)
        before, after = former or Links(), links or Links()
        for other in before.shared.keys() | after.shared.keys():
            if (theirs := self.book.get(other)) is not None:
                shared = {r: found for r, found in theirs.shared.items() if r != report}
                if other in after.shared:
                    shared[report] = after.shared[other].turned()
                self.book.put(other, replace(theirs, shared=shared))
        for other in before.fellows ^ after.fellows:
            if (theirs := self.book.get(other)) is not None:
                fellows = theirs.fellows - {report}
                fellows = fellows | {report} if other in after.fellows else fellows
                self.book.put(other, replace(theirs, fellows=fellows))

    def _joined(self, reports: set[str]) -> set[str]:
        """These reports and all that links, or people, join with them."""
        found = self.book.joined(reports)
        ahead = found
        while ahead:
            held = {other for one in ahead for other in self.pairs.together(one) if other in self.book}
            ahead = self.book.joined(held - found) - found
            found |= ahead
        return found

    def _settle(self, reports: set[str]) -> Change:
        """Count these reports anew; they are whole families."""
        done, made = set[str](), list[Origin]()
        for report in sorted(reports):
            if report in done or report not in self.book:
                continue
            family = self._joined({report})
            done |= family
            links = {one: self.book[one] for one in family}
            made += settle(map(self.shelf.digest, family), links, self._load_text, self.pairs)
        return Change(tuple(sorted(reports)), tuple(made))

    def _lay_beside(self, a: str, b: str) -> Overlap:
        if (a, b) not in self._overlaps:
            self._overlaps[a, b] = overlap(self._texts(a), self._texts(b))
        return self._overlaps[a, b]
