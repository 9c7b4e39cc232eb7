"""What people judge about claims, reports, conflicts, predictions and hypotheses; kept for good.

In: the judgement of a person. Out: the same, as it is laid over what was found. Never here: a place in a
ledger that the next build may move; a target says where its words stand, so that it is found again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec

from hearsay.records.claim import Certainty, Claim, Participant, Stance, Voice
from hearsay.records.corpus import Conflict, Outcome, Slot
from hearsay.records.decision import Bearer
from hearsay.records.judged import FoundBy, JudgementKind, SettledAs
from hearsay.records.values import Amount, Span, When, Where

TargetKind = Literal[
    "claim", "report", "reports", "conflict", "prediction", "publisher", "entity", "story", "hypothesis"
]
Correctable = Literal[
    "voice", "stance", "negated", "certainty", "spans", "when", "where", "amounts", "participants", "entities"
]
Fit = Literal["consistent", "inconsistent", "neutral", "not applicable"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Of a source, from `A` (completely reliable) to `E` (unreliable); `F`: cannot be judged."""
Credibility = Annotated[int, msgspec.Meta(ge=1, le=6)]
"""Of what it says, from 1 (confirmed by other sources) to 5 (improbable); 6: cannot be judged."""
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^\S(?:.*\S)?$")]

SAME_WORDS = 0.5  # of the characters of two readings of a claim, taken together, that both have
SAME_MATTER = 0.5  # of the smaller of two sets of claims or reports that the other has too


@dataclass(frozen=True, slots=True)
class ClaimAt:
    """The claim whose content stands in these pieces of a report; `claim` is the id that it had then."""

    claim: str
    report: str
    spans: tuple[Span, ...]
    content: str
    voice: Span | None = None
    cue: Span | None = None

    def find(self, claims: Iterable[Claim]) -> tuple[Claim, FoundBy] | None:
        """The claim that is meant: the same, else the one of most common words on the same voice or cue."""
        here = [claim for claim in claims if claim.report == self.report]
        same = next((claim for claim in here if claim.id == self.claim), None)
        if same is not None:
            return same, "exact"
        alike = [(self._alike(other := claim_at(claim)), other.claim, claim) for claim in here]
        best = max(alike, default=None, key=lambda one: one[:2])
        return (best[2], "overlap") if best and best[0] >= SAME_WORDS else None

    def _alike(self, other: "ClaimAt") -> float:
        """The share of common characters; 0 if another voice puts it forward."""
        if not (_meet(self.voice, other.voice) or (self.cue and _meet(self.cue, other.cue))):
            return 0.0
        mine, theirs = ({at for s in one.spans for at in range(s.start, s.end)} for one in (self, other))
        return len(mine & theirs) / max(1, len(mine | theirs))


@dataclass(frozen=True, slots=True)
class Target:
    """What a judgement is about, told by what stands in reports.

    `claims`: the claim, that of a prediction, those of a conflict. `reports`: the report, the pair, those of
    a story. `bearers`: whom reports name by an entity. `name`: of a publisher or a hypothesis.
    """

    kind: TargetKind
    claims: tuple[ClaimAt, ...] = ()
    reports: tuple[str, ...] = ()
    bearers: tuple[Bearer, ...] = ()
    slot: Slot | None = None
    name: str | None = None

    @property
    def report(self) -> str | None:
        """The only report that it is about, if it is about one."""
        about = {*self.reports, *(claim.report for claim in self.claims)}
        return about.pop() if len(about) == 1 else None

    def same(self, other: "Target") -> bool:
        """Whether both are about one thing, though reports or claims may have come or changed since."""
        if (self.kind, self.slot, self.name) != (other.kind, other.slot, other.name):
            return False
        claims = [{claim.claim for claim in target.claims} for target in (self, other)]
        match self.kind:
            case "conflict":
                return _share(*claims)
            case "story":
                return _share(set(self.reports), set(other.reports))
            case "entity":
                return bool(set(self.bearers) & set(other.bearers))
            case _:
                return claims[0] == claims[1] and set(self.reports) == set(other.reports)


def claim_at(claim: Claim) -> ClaimAt:
    """Where a claim stands."""
    voice, cue = claim.voice, claim.cue
    return ClaimAt(
        claim=claim.id,
        report=claim.report,
        spans=claim.spans,
        content=claim.content,
        voice=Span(voice.start, voice.end) if voice.start is not None and voice.end is not None else None,
        cue=Span(cue.start, cue.end) if cue else None,
    )


def claim_target(claim: Claim, kind: Literal["claim", "prediction"] = "claim") -> Target:
    """A claim, or the prediction that it makes."""
    return Target(kind, claims=(claim_at(claim),))


def pair_target(one: str, other: str) -> Target:
    """Two reports, in whatever order."""
    return Target("reports", reports=tuple(sorted((one, other))))


def conflict_target(conflict: Conflict, claims: Iterable[Claim]) -> Target:
    """A question in dispute: its slot, and the claims behind its values."""
    behind = {claim for answer in conflict.values for claim in answer.claims}
    return Target("conflict", claims=tuple(claim_at(c) for c in claims if c.id in behind), slot=conflict.slot)


def cell_target(hypothesis: str, claim: Claim) -> Target:
    """A claim as it bears on a hypothesis, which is told by its id."""
    return Target("hypothesis", claims=(claim_at(claim),), name=hypothesis)


@dataclass(frozen=True, slots=True)
class Named:
    """The words `text[start:end]` name whoever another place calls so; None: nobody that reports name."""

    start: int
    end: int
    bearer: Bearer | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody reads a claim; only the fields that a correction names count."""

    voice: Voice | None = None
    stance: Stance | None = None
    negated: bool | None = None
    certainty: Certainty | None = None
    spans: tuple[Span, ...] = ()
    when: When | None = None
    where: Where | None = None
    amounts: tuple[Amount, ...] = ()
    participants: tuple[Participant, ...] = ()
    entities: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """The kind says it all."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim reads `after`, not `before`, in these fields."""

    changes: Annotated[tuple[Correctable, ...], msgspec.Meta(min_length=1)]
    after: Reading
    before: Reading


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a question was settled; `value` is the answer that holds, if one does, as it was shown."""

    how: SettledAs
    value: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """What became of a prediction, and the report that says so, if one of the ledger does."""

    outcome: Outcome
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """How far a source can be relied on, and, apart from that, how credible a piece of information is."""

    source: Reliability | None = None
    information: Credibility | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Words for whoever comes next."""

    text: Words


@dataclass(frozen=True, slots=True)
class Tag:
    """A word by which to find it again."""

    tag: Name


@dataclass(frozen=True, slots=True)
class Cell:
    """How far what a claim says fits a hypothesis."""

    fit: Fit


Value = Plain | Correction | Settlement | OutcomeSeen | Rating | Note | Tag | Cell

_ANYTHING: tuple[TargetKind, ...] = (
    "claim", "report", "conflict", "prediction", "publisher", "entity", "story", "hypothesis",
)  # fmt: skip

VALUES: dict[JudgementKind, tuple[tuple[TargetKind, ...], type[Value]]] = {
    "claim.confirm": (("claim",), Plain),
    "claim.reject": (("claim",), Plain),
    "claim.correct": (("claim",), Correction),
    "reports.copies": (("reports",), Plain),
    "reports.independent": (("reports",), Plain),
    "conflict.settle": (("conflict",), Settlement),
    "prediction.outcome": (("prediction",), OutcomeSeen),
    "rating": (("claim", "report", "publisher"), Rating),
    "note": (_ANYTHING, Note),
    "tag": (_ANYTHING, Tag),
    "hypothesis.cell": (("hypothesis",), Cell),
}
"""What each kind may be about, and what it holds."""

MATTERS: dict[JudgementKind, tuple[JudgementKind, ...]] = {
    kind: group
    for group in (
        ("claim.confirm", "claim.reject", "claim.correct"),
        ("reports.copies", "reports.independent"),
        ("conflict.settle",),
        ("prediction.outcome",),
        ("rating",),
        ("note",),
        ("tag",),
        ("hypothesis.cell",),
    )
    for kind in group
}
"""The kinds that answer one question about a target: of these the newest that holds counts."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """At `time` (ISO 8601) `user` judged this of the target, for this reason.

    `number` is its place in the order of all decisions, and `undone_by` the undo that took it back; both are
    the ledger's.
    """

    kind: JudgementKind
    target: Target
    time: str
    value: Value = field(default_factory=Plain)
    user: str | None = None
    reason: str | None = None
    number: int | None = None
    undone_by: int | None = None

    @property
    def holds(self) -> bool:
        """Whether it is in force."""
        return self.undone_by is None


def _meet(a: Span | None, b: Span | None) -> bool:
    return a is b is None or (a is not None and b is not None and a.overlaps(b))


def _share(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= max(1, SAME_MATTER * min(len(one), len(other)))
