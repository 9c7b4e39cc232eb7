"""Which account each claim goes back to, where that is not the account of its report.

In: origins whose members say which parts of them go back elsewhere, and the claims of such reports. Out: the
origin of a claim, and the accounts that only claims go back to. Never here: texts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from hearsay.origins.outlets import full_form
from hearsay.records import Claim, Evidence, Member, Origin, Part, content_id

MOST = 0.5  # of a claim's words


def claim_origins(
    origins: Iterable[Origin], load_claims: Callable[[str], Iterable[Claim]]
) -> tuple[dict[str, str], list[Origin]]:
    """The origins of claims that go back elsewhere than their reports; and those that have no members."""
    ledger = _Accounts(origins)
    found: dict[str, str] = {}
    for report in ledger.mixed():
        whole = ledger.origin_of[report].id
        for claim in load_claims(report):
            if (origin := ledger.of_claim(claim)) != whole:
                found[claim.id] = origin
    return found, sorted(ledger.made.values(), key=lambda origin: origin.id)


class _Accounts:
    """The accounts of reports and of their parts; those without members are made when a claim needs them."""

    def __init__(self, origins: Iterable[Origin]) -> None:
        self.origin_of: dict[str, Origin] = {}
        self.member: dict[str, Member] = {}
        self.made: dict[str, Origin] = {}
        for origin in origins:
            for member in origin.members:
                self.origin_of[member.report] = origin
                self.member[member.report] = member
        self._statements = _Statements(self.member)

    def mixed(self) -> Iterator[str]:
        """The reports of which some claims may go back elsewhere, in order."""
        for report, member in sorted(self.member.items()):
            source = self.member.get(member.of or "")
            if member.parts or (source and source.parts):
                yield report

    def of_claim(self, claim: Claim) -> str:
        """The account that a claim goes back to: its own words about that first, then where they stand."""
        places = [(link.start, link.end) for link in claim.chain]
        places += [(at.start, at.end) for at in (claim.voice, claim.cue) if at is not None]
        named = [(start, end) for start, end in places if start is not None and end is not None]
        for part in self.member[claim.report].parts:
            touched = any(start < at.end and at.start < end for at in part.evidence for start, end in named)
            if part.relation == "derived" and touched:
                return self._rested_on(part)
        return self._at(claim.report, claim.start, claim.end, frozenset(), claim.voice.name)

    def _rested_on(self, part: Part) -> str:
        first = part.of or ""
        if part.outside is None:
            return self.origin_of[first].id if first in self.origin_of else first
        same = self.origin_of.get(first)
        if same and same.outside and full_form(same.outside) == full_form(part.outside):
            return same.id
        return self._make(("outside", full_form(part.outside), first), first, outside=part.outside)

    def _at(self, report: str, start: int, end: int, seen: frozenset[str], speaker: str | None) -> str:
        """The account of the words that stand here, followed through whatever they were taken from."""
        member = self.member[report]
        by_relation: dict[str, list[Part]] = defaultdict(list)
        for part in member.parts:
            if _holding(part.evidence, start, end):
                by_relation[part.relation].append(part)
        if by_relation["own"]:
            return self._make(("own", report), report)
        for part in sorted(by_relation["quoted"], key=lambda part: part.direction != "statement"):
            at = _holding(part.evidence, start, end)
            if part.direction == "statement" and at and part.of not in (*seen, None):
                return self._follow(report, part.of or "", at, (start, end), seen, speaker)
            if part.direction is None:
                group = self._statements.group(report, start, end)
                return self._make(("said", *group), group[0], outside=speaker)
        for part in by_relation["copy"]:
            at = _holding(part.evidence, start, end)
            if at and part.of in self.member and part.of not in seen:
                return self._follow(report, part.of or "", at, (start, end), seen, speaker)
        at = _holding(member.evidence, start, end) if member.relation == "copy" else None
        if at and member.of in self.member and member.of not in seen:
            return self._follow(report, member.of or "", at, (start, end), seen, speaker)
        return self.origin_of[report].id

    def _follow(
        self,
        report: str,
        other: str,
        at: Evidence,
        words: tuple[int, int],
        seen: frozenset[str],
        speaker: str | None,
    ) -> str:
        low, high = at.of_start or 0, at.of_end or 0
        start = min(high - 1, max(low, low + words[0] - at.start))
        end = max(start + 1, min(high, high + words[1] - at.end))
        return self._at(other, start, end, seen | {report}, speaker)

    def _make(self, key: Sequence[object], first: str, *, outside: str | None = None) -> str:
        made = content_id("origin", *key)
        if made not in self.made:
            established = key[0] != "own" or self.origin_of[first].established
            self.made[made] = Origin(made, first, (), established, outside)
        return made


class _Statements:
    """Quotations that several reports have, each told apart by where it first stands."""

    def __init__(self, members: dict[str, Member]) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lead: dict[tuple[str, int], tuple[str, int]] = {}
        pairs = [
            (report, at, part.of)
            for report, member in sorted(members.items())
            for part in member.parts
            if part.relation == "quoted" and part.direction is None and part.of
            for at in part.evidence
        ]
        for report, at, _ in pairs:
            self._spans[report].append((at.start, at.end))
        self._spans = defaultdict(list, {report: _merged(spans) for report, spans in self._spans.items()})
        for report, at, other in pairs:
            self._join(self._node(report, at.start), self._node(other, at.of_start or 0))

    def group(self, report: str, start: int, end: int) -> tuple[str, int]:
        """The statement that stands here: the first report that has it, and where."""
        at = max(self._spans[report], key=lambda s: min(end, s[1]) - max(start, s[0]))
        return self._find((report, at[0]))

    def _node(self, report: str, start: int) -> tuple[str, int]:
        return report, next((low for low, high in self._spans[report] if low <= start < high), start)

    def _find(self, node: tuple[str, int]) -> tuple[str, int]:
        while (lead := self._lead.get(node, node)) != node:
            node = lead
        return node

    def _join(self, a: tuple[str, int], b: tuple[str, int]) -> None:
        first, second = sorted((self._find(a), self._find(b)))
        self._lead[second] = first


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _holding(evidence: Sequence[Evidence], start: int, end: int) -> Evidence | None:
    """The piece of evidence that holds most of these words, if one does."""
    shared = [(max(0, min(end, at.end) - max(start, at.start)), -at.start, at) for at in evidence]
    most, _, best = max(shared, key=lambda entry: entry[:2], default=(0, 0, None))
    return best if most >= MOST * (end - start) else None
