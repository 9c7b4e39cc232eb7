"""Claims: who puts what forward in a report, on whose word."""

from dataclasses import dataclass
from typing import Any, Literal

from hearsay.records.identity import content_id
from hearsay.records.judged import Judged
from hearsay.records.values import Amount, Basis, Span, When, Where

VoiceKind = Literal["report", "named", "unnamed"]
Stance = Literal["asserts", "confirms", "denies", "doubts", "predicts", "demands", "asks", "other"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Role = Literal["agent", "affected", "other"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who puts a claim forward, in `text[start:end]`.

    `kind` is `report` (the report's own voice: no name, no span), `named` (the name of a person, body or
    publication) or `unnamed` ("officials", "is broadly viewed"). `name` is the name that the words lead to
    in the same report; where they are a pronoun or a role ("he", "the ministry"), `refers` is the span of
    that name, `basis` how it was found and `reason` by what; a pronoun or role that leads nowhere stays as it
    stands and has the reason alone. `count` is how many people speak, where the words say so ("two
    officials"). `entity` is filled when the claim is read back from a ledger.
    """

    kind: VoiceKind
    name: str | None = None
    start: int | None = None
    end: int | None = None
    refers: Span | None = None
    entity: str | None = None
    basis: Basis | None = None
    reason: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain of words of mouth; the publisher, known from metadata, may have no span."""

    name: str
    start: int | None = None
    end: int | None = None
    refers: Span | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody or something that takes part in what is claimed."""

    role: Role
    name: str
    start: int
    end: int
    refers: Span | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute a claim ("confirmed", "according to")."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """The word that names the happening or state which a claim is about, and its lemma."""

    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` tells a further happening in the same claim ("… and three were taken prisoner")."""

    start: int
    end: int
    predicate: Predicate
    negated: bool
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Report `report` has `voice` put forward `text[start:end]`, with this stance.

    `spans` are the pieces of the content in order; `start` and `end` their outermost bounds, and `text`
    is exactly the report's text between them. `content` is the pieces alone, joined by " … ".
    `chain` runs from the one who first says it to the publisher of the report. `negated` is whether the
    content itself is negated. `when` is the date of the happening, `said` that of the saying. `clauses` are
    what it tells beside that to which `predicate`, `negated` and `participants` belong. `event`
    and `origin` are filled when the claim is read back from a ledger; `origin` is that of its report, but for
    what the report took over elsewhere, or has itself while the rest of it is taken over. `judged` are what
    people judged of it, and what reads otherwise because of that; `id` is always that of the claim as found.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    spans: tuple[Span, ...]
    content: str
    voice: Voice
    cue: Cue | None
    chain: tuple[Link, ...]
    stance: Stance
    negated: bool
    certainty: Certainty
    predicate: Predicate | None = None
    hypothetical: bool = False
    when: When | None = None
    where: Where | None = None
    amounts: tuple[Amount, ...] = ()
    participants: tuple[Participant, ...] = ()
    said: When | None = None
    clauses: tuple[Clause, ...] = ()
    event: str | None = None
    origin: str | None = None
    judged: tuple[Judged, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether people say that nobody puts it forward here: it is shown, but counts nowhere."""
        return any(mark.kind == "claim.reject" for mark in self.judged)


def claim_id(report: str, spans: tuple[Span, ...], voice: Voice, cue: Cue | None) -> str:
    """The identifier of a claim: its report, its words, and the words that attribute it."""
    pieces = [[s.start, s.end] for s in spans]
    words = [voice.kind, voice.start, voice.end, cue.start if cue else None, cue.end if cue else None]
    return content_id("claim", report, pieces, words)


def stands(claim: Claim, text: str) -> bool:
    """Whether every word that a claim quotes stands where it says."""
    parts = (part for clause in claim.clauses for part in clause.participants)
    speakers: tuple[Voice | Link | Participant, ...]
    speakers = (claim.voice, *claim.chain, *claim.participants, *parts)
    places = [
        *claim.spans,
        *(Span(s.start, s.end) for s in speakers if s.start is not None and s.end is not None),
        *(s.refers for s in speakers if s.refers),
        *(value for value in (claim.when, claim.where, claim.predicate, *claim.amounts) if value),
        *(place for clause in claim.clauses for place in (clause, clause.predicate)),
    ]
    return (
        _inside(claim, len(text))
        and text[claim.start : claim.end] == claim.text
        and " … ".join(text[span.start : span.end] for span in claim.spans) == claim.content
        and (claim.cue is None or text[claim.cue.start : claim.cue.end] == claim.cue.text)
        and all(_inside(place, len(text)) for place in places)
    )


def _inside(place: Any, length: int) -> bool:
    return bool(0 <= place.start < place.end <= length)
