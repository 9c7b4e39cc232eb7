"""What is known only by looking across reports: entities, origins, stories, conflicts, predictions."""

from dataclasses import dataclass
from typing import Literal

from hearsay.records.annotated import NameKind
from hearsay.records.judged import Judged

Relation = Literal["origin", "copy", "derived"]
PartRelation = Literal["copy", "derived", "quoted", "own"]
Direction = Literal["credit", "later", "unsigned", "supplier", "excerpt", "statement"]
"""How one knows which of two reports has it from the other: it credits the other; it is later; it alone is
unsigned; the other supplies outlets; nearly all of it is in the other, which has more; the other is the
speaker's own text."""
Slot = Literal["when", "where", "who", "how_many", "whether", "what"]
Status = Literal["open", "updated", "settled"]
Outcome = Literal["open", "kept", "failed", "unclear"]
ChangeKind = Literal[
    "figure",
    "made exact",
    "made vague",
    "made certain",
    "made uncertain",
    "attribution dropped",
    "attributed",
    "attributed otherwise",
    "wording",
]
"""What changes in a claim that is passed on: a figure, its "around", what left it open, whose word it is, or
only how it is put."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an entity in a report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Join:
    """In `reports` reports, `name` is taken for a name of the one called `of`, for this reason.

    `score` says how sure that is, between 0 and 1. `decision` is the number of the decision of a person that
    joined them; None where a rule did.
    """

    name: str
    of: str
    reason: str
    score: float
    reports: int
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body, place … under the names that reports give it, and why the names were joined.

    `joins` are the edges that hold it together; `reasons` has one line for each alias that is not the name
    itself.
    """

    id: str
    kind: NameKind
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    reasons: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """These words of a report, and, where a text was taken over, the words of the other report."""

    start: int
    end: int
    of_start: int | None = None
    of_end: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a report that go back elsewhere than the report as a whole.

    `copy`: they are taken over from the report `of`. `derived`: by its own words they rest on `of`, or on
    `outside`, which is not at hand. `quoted`: the same words of a speaker stand in `of` too. `own`: in a
    report that goes back to another, this is its own reporting.
    """

    relation: PartRelation
    of: str | None
    evidence: tuple[Evidence, ...]
    outside: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A report, and how it goes back to the origin it is counted under.

    `of` is the report that it goes back to, None for the first one or where that report is not at hand.
    `direction` is how one knows which of the two was first; None where nothing tells, and where there is
    no other. `parts` of it go back elsewhere. `decision` is the number of that by which people put it here.
    """

    report: str
    relation: Relation
    of: str | None
    evidence: tuple[Evidence, ...] = ()
    direction: Direction | None = None
    parts: tuple[Part, ...] = ()
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent account: the reports that go back to it count once.

    `established` is False where nothing is known of the lineage of its only report (no publisher, no date,
    no credit): it is then counted apart, never as independent. `outside` names an account that reports rest
    on by their own word and that is not among them.
    `discusses` is whether its reports are analyses or opinions: they weigh the accounts of others, and are
    not counted beside them.
    An origin without members is one that only some claims of reports go back to: an account that is not at
    hand, a statement that several quote, the own reporting in a report that else goes back to another.
    """

    id: str
    first: str
    members: tuple[Member, ...]
    established: bool = True
    outside: str | None = None
    discusses: bool = False
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about the same happening; `since` and `until` are EDTF (`from` and `to` in exports)."""

    id: str
    title: str
    reports: tuple[str, ...]
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to the question of a conflict, and who stands behind it.

    `origins` is the number of independent origins, `unestablished` that of further reports whose lineage
    is not known. `leaves_open`: it excludes none of the others ("in battle" does not say by whom).
    """

    value: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]
    origins: int
    unestablished: int
    leaves_open: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Accounts of one happening that cannot all be true, and why: `pair` are two claims of two sides.

    `judged` if people settled it.
    """

    id: str
    story: str | None
    event: str | None
    slot: Slot
    question: str
    values: tuple[Answer, ...]
    status: Status
    reason: str | None = None
    judged: tuple[Judged, ...] = ()
    pair: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """On this slot of a happening all accounts that speak of it agree: `answer` is the fullest of theirs."""

    event: str | None
    slot: Slot
    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Change:
    """On its way a claim lost, got or exchanged these words."""

    kind: ChangeKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """Report `report`, published then, has a travelling claim in the words of `claim`.

    `of` is the earlier claim that it is held against: the one it was taken from where that is known (by
    lineage, or by whom it cites), else the first one, and then no changes are listed.
    """

    claim: str
    report: str
    published: str | None
    of: str | None
    known: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Echo:
    """One claim that travels through reports, first in the words `words`; `steps` in the order of its way."""

    id: str
    words: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the claim says will happen, is promised or is ordered, by `due` (EDTF).

    `judged` if people saw its outcome.
    """

    id: str
    claim: str
    about: str
    due: str | None
    outcome: Outcome = "open"
    judged: tuple[Judged, ...] = ()
