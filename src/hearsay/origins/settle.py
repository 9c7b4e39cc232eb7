"""Which account each of some linked reports is counted under, and which parts of it go back elsewhere.

In: the digests of reports that no link joins to others, and their links. Out: origins; every report is a
member of one. Never here: a guess at lineage: without shared text or words of its own, a report is its own
origin.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hearsay.origins.decided import Pair, Pairs
from hearsay.origins.direction import goes_back, precedence
from hearsay.origins.links import SHARE, Links, is_copy, name_key, outside_names
from hearsay.origins.outlets import AGENCIES, is_outlet, means
from hearsay.origins.own import own_paragraphs, retold
from hearsay.origins.passages import Overlap
from hearsay.records import (
    Direction,
    Evidence,
    Member,
    Origin,
    Part,
    Relation,
    Reliance,
    TextDigest,
    content_id,
)
from hearsay.records.edtf import sort_key

# A report is derived when half of what it attributes rests on one publication, said in so many words, or a
# third of it does and most of the rest on other publishers at hand.
BULK, PART, MOST = 0.5, 0.3, 0.6
# A text is another's when half of it stands there word for word; a third, if it credits the other; or less,
# if the rest only tells the same: independent reports of one happening share a third of their telling words,
# a rewritten one most.
HALF, LEAST, RETOLD = 0.5, 0.1, 0.65
SAME_TEXT = 0.9  # of the longest overlap: then the reports it is shared with are copies of each other
COVERED = 0.5  # of a passage that another report gave already
NONE_DECIDED = Pairs()


@dataclass(frozen=True, slots=True)
class _Step:
    """One report goes back to another, or to one that is not at hand."""

    relation: Relation
    of: str | None
    evidence: tuple[Evidence, ...] = ()
    outside: str | None = None
    direction: Direction | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a report has from another, and how one knows that it is not the reverse."""

    shared: Overlap
    direction: Direction | None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(passage.at for passage in self.shared.passages)


def settle(
    digests: Iterable[TextDigest],
    links: Mapping[str, Links],
    load_text: Callable[[str], str],
    pairs: Pairs = NONE_DECIDED,
) -> list[Origin]:
    """Every report under the account that it goes back to; the same for any order of digests."""
    reports = {d.report: d for d in sorted(digests, key=lambda d: d.report)}
    family = _Family(reports, links, load_text)
    steps = family.steps()
    cut: dict[str, int] = {}
    if decided := pairs.among(reports):
        undecided = steps
        family = _Family(reports, {r: links[r].without(pairs.apart(r)) for r in reports}, load_text)
        steps = family.steps()
        cut = family.decide(steps, decided, undecided)
    parts = {report: tuple(family.parts(report, steps)) for report in family.reports}
    members: dict[str, list[str]] = defaultdict(list)
    for report in family.reports:
        members[_root(report, steps)].append(report)
    return sorted(
        (_origin(root, of_root, family.reports, steps, parts, cut) for root, of_root in members.items()),
        key=lambda origin: origin.id,
    )


class _Family:
    """Linked reports by id, in order."""

    def __init__(
        self,
        reports: Mapping[str, TextDigest],
        links: Mapping[str, Links],
        load_text: Callable[[str], str],
    ) -> None:
        self.reports = reports
        self.links = links
        self.load_text = load_text
        self.taken: dict[str, dict[str, _Taken]] = {report: {} for report in reports}
        for a, b, shared in self._pairs():
            if is_copy(shared):
                back, direction = goes_back(reports[a], reports[b], shared)
                taker, giver = (a, b) if back else (b, a)
                seen = shared if taker == a else shared.turned()
                self.taken[taker][giver] = _Taken(seen, direction)

    def _pairs(self) -> Iterator[tuple[str, str, Overlap]]:
        for a in self.reports:
            for b, shared in sorted(self.links[a].shared.items()):
                if a < b:
                    yield a, b, shared

    def steps(self) -> dict[str, _Step]:
        """How each report as a whole goes back to another one; those of an account of their own have none."""
        steps: dict[str, _Step] = {}
        for report in self.reports:
            if step := self._copied(report, steps):
                steps[report] = step
        for report in self.reports:
            if report not in steps and (step := self._derived(report, steps) or self._sequel(report, steps)):
                steps[report] = step
        self._outside(steps)
        return steps

    def decide(
        self, steps: dict[str, _Step], decided: Sequence[Pair], undecided: Mapping[str, _Step]
    ) -> dict[str, int]:
        """Make these steps what people decided, the newest decision last; which reports they made an account.

        Of two that are one account, the later goes back to the other; of two that are not, the one that
        goes back to the other, or else the later, goes back to nobody.
        """
        cut: dict[str, int] = {}
        for pair in decided:
            earlier, later = sorted((pair.a, pair.b), key=self._by_date)
            are_one = _root(earlier, steps) == _root(later, steps)
            if pair.together and not are_one:
                taken = self.taken[later].get(earlier)
                evidence, direction = (taken.evidence, taken.direction) if taken else ((), None)
                steps[later] = _Step("copy", earlier, evidence, direction=direction, decision=pair.number)
                cut.pop(later, None)
            elif not pair.together and (are_one or _root(earlier, undecided) == _root(later, undecided)):
                back = steps if are_one else undecided
                parted = earlier if _root(earlier, back) == later else later
                if are_one:
                    steps.pop(parted, None)
                cut[parted] = pair.number
        return cut

    def _copied(self, report: str, steps: Mapping[str, _Step]) -> _Step | None:
        """The text is mostly another's: that of the longest overlap, the most likely giver first."""
        whole = {giver: t for giver, t in self.taken[report].items() if self._is_whole(report, giver, t)}
        longest = max((t.shared.taken for t in whole.values()), default=0)
        best = [giver for giver, t in whole.items() if t.shared.taken >= SAME_TEXT * longest]
        for giver in sorted(best, key=lambda other: precedence(self.reports[report], self.reports[other])):
            if _root(giver, steps) != report:
                return _Step("copy", giver, whole[giver].evidence, direction=whole[giver].direction)
        return None

    def _is_whole(self, report: str, giver: str, taken: _Taken) -> bool:
        share = taken.shared.share
        if share >= (SHARE if taken.direction == "credit" else HALF):
            return True
        return share >= LEAST and retold(self.load_text(report), self.load_text(giver)) >= RETOLD

    def _derived(self, report: str, steps: Mapping[str, _Step]) -> _Step | None:
        """The report in which most of what this one attributes was published."""
        digest = self.reports[report]
        cited = [c for c in self.links[report].cited if _root(c.of, steps) != report]
        if digest.own_account:
            return None
        covered = sum(c.reliance.sentences for c in cited)
        for reliance, of in ((c.reliance, c.of) for c in cited if c.reliance.published):
            alone = reliance.sentences >= BULK * digest.attributed
            together = covered >= MOST * digest.attributed and reliance.sentences >= PART * digest.attributed
            if alone or together:
                return _Step("derived", of, (Evidence(reliance.start, reliance.end),), direction="credit")
        return None

    def _sequel(self, report: str, steps: Mapping[str, _Step]) -> _Step | None:
        """A further report of one publisher on the same days is no second witness."""
        first = self.links[report].follows
        if first is None or _root(first, steps) == report:
            return None
        return _Step("derived", first, direction="later")

    def _outside(self, steps: dict[str, _Step]) -> None:
        """Reports that rest on an outlet that is not at hand; those that tell the same are one."""
        found = {report: self._outside_step(report) for report in self.reports if report not in steps}
        for report, step in found.items():
            if step is None or step.outside is None:
                continue
            same = [
                other
                for other in self._fellows(report, step.outside)
                if (theirs := found.get(other)) and name_key(theirs.outside or "") == name_key(step.outside)
            ]
            first = min([report, *same], key=self._by_date)
            of = None if first == report else first
            steps[report] = _Step(step.relation, of, step.evidence, step.outside, step.direction)

    def _outside_step(self, report: str) -> _Step | None:
        digest = self.reports[report]
        own = [name for name in (digest.publisher, *digest.aliases) if name]
        for name in digest.credits:
            if name != AGENCIES and is_outlet(name) and own and not any(means(name, known) for known in own):
                return _Step("copy", None, outside=name, direction="credit")
        for reliance in () if digest.own_account else digest.rests_on:
            bulk = reliance.published and reliance.sentences >= max(2, BULK * digest.attributed)
            if bulk and is_outlet(reliance.name):
                at = (Evidence(reliance.start, reliance.end),)
                return _Step("derived", None, at, reliance.name, "credit")
        return None

    def _fellows(self, report: str, name: str) -> set[str]:
        """All reports that rest on this outlet and are linked to this one by it, at any remove."""
        found, ahead = {report}, [report]
        while ahead:
            for other in self.links[ahead.pop()].fellows - found:
                if name_key(name) in {name_key(theirs) for theirs in outside_names(self.reports[other])}:
                    found.add(other)
                    ahead.append(other)
        return found - {report}

    def _by_date(self, report: str) -> tuple[object, ...]:
        return *sort_key(self.reports[report].published), report

    def parts(self, report: str, steps: Mapping[str, _Step]) -> Iterator[Part]:
        """What in a report goes back elsewhere than the whole of it."""
        digest, step = self.reports[report], steps.get(report)
        if step and step.relation != "origin":
            yield from self._own(report, step)
        yield from self._rested(report, step)
        given = list(step.evidence) if step and step.relation == "copy" else []
        order = sorted(self.taken[report], key=lambda other: precedence(digest, self.reports[other]))
        for giver in order:
            taken = self.taken[report][giver]
            fresh = tuple(at for at in taken.evidence if not _covered(at, given))
            if fresh and not (step and step.of == giver):
                given += fresh
                yield Part("copy", giver, fresh, direction=taken.direction)
        yield from self._quoted(report, steps)

    def _own(self, report: str, step: _Step) -> Iterator[Part]:
        own = {(span.start, span.end) for span in self.reports[report].own}
        if step.relation == "copy" and step.of is not None and step.outside is None:
            own |= set(own_paragraphs(self.load_text(report), self.load_text(step.of), step.evidence))
        if own:
            yield Part("own", None, tuple(Evidence(*span) for span in sorted(own)))

    def _rested(self, report: str, step: _Step | None) -> Iterator[Part]:
        """Claims that by the report's own words rest on what somebody published, at hand or not."""
        at_hand = {c.reliance.name: c for c in self.links[report].cited}
        for reliance in self.reports[report].rests_on:
            cited = at_hand.get(reliance.name)
            if step and ((cited and cited.of == step.of) or reliance.name == step.outside):
                continue
            if cited is not None:
                yield Part("derived", cited.of, _places(reliance), direction="credit")
            elif reliance.published and reliance.name in outside_names(self.reports[report]):
                same = self._fellows(report, reliance.name)
                first = min([report, *same], key=self._by_date)
                yield Part("derived", first, _places(reliance), outside=reliance.name, direction="credit")

    def _quoted(self, report: str, steps: Mapping[str, _Step]) -> Iterator[Part]:
        """The same words of a speaker in reports that do not go back to one account.

        What the other does not quote is its own: a statement of the speaker's.
        """
        for other, shared in sorted(self.links[report].shared.items()):
            if not shared.quotations or _root(other, steps) == _root(report, steps):
                continue
            if other in self.taken[report] or report in self.taken[other]:
                continue
            common = tuple(q.at for q in shared.quotations if q.here and q.there)
            theirs = tuple(q.at for q in shared.quotations if q.here and not q.there)
            if common:
                yield Part("quoted", other, common)
            if theirs:
                yield Part("quoted", other, theirs, direction="statement")


def _places(reliance: Reliance) -> tuple[Evidence, ...]:
    return tuple(Evidence(span.start, span.end) for span in reliance.mentions) or (
        Evidence(reliance.start, reliance.end),
    )


def _covered(at: Evidence, given: Sequence[Evidence]) -> bool:
    inside = sum(max(0, min(at.end, other.end) - max(at.start, other.start)) for other in given)
    return inside >= COVERED * (at.end - at.start)


def _root(report: str, steps: Mapping[str, _Step]) -> str:
    while (step := steps.get(report)) and step.of is not None:
        report = step.of
    return report


def _origin(
    root: str,
    members: Sequence[str],
    reports: Mapping[str, TextDigest],
    steps: Mapping[str, _Step],
    parts: Mapping[str, tuple[Part, ...]],
    cut: Mapping[str, int],
) -> Origin:
    found = []
    for report in members:
        step = steps.get(report, _Step("origin", None))
        of = None if step.outside else step.of
        decision = step.decision if step.of else cut.get(report)
        found.append(
            Member(report, step.relation, of, step.evidence, step.direction, parts[report], decision)
        )
    return Origin(
        id=content_id("origin", root),
        first=root,
        members=tuple(found),
        established=len(members) > 1 or not reports[root].unknown,
        outside=steps[root].outside if root in steps else None,
        discusses=all(reports[report].discusses for report in members),
    )
