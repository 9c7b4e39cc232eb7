"""The mark that a person's judgement leaves on a record: who, when, why, and what it changed."""

from dataclasses import dataclass
from typing import Literal

JudgementKind = Literal[
    "claim.confirm",
    "claim.reject",
    "claim.correct",
    "reports.copies",
    "reports.independent",
    "conflict.settle",
    "prediction.outcome",
    "rating",
    "note",
    "tag",
    "hypothesis.cell",
]
"""`claim.confirm`: the claim stands in its report as shown. `claim.reject`: nobody puts it forward there.
`claim.correct`: it reads otherwise. `reports.copies`, `reports.independent`: two reports go back to one
account, or do not. `conflict.settle`: a question is answered, or is none. `prediction.outcome`: what became
of it. `rating`: of a source or of what it says, each apart. `note`, `tag`: words about anything.
`hypothesis.cell`: how far a claim fits a hypothesis."""

SettledAs = Literal["answered", "no conflict", "cannot be told"]

FoundBy = Literal["exact", "overlap"]
"""How a judgement found what it is about: the same words, or, after another reading, words that overlap."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgement `number`, in force here: `user` made it at `time` (ISO 8601) for this reason.

    `changed` names the fields of the record that read otherwise because of it. `settled` is how a question
    was settled, and `value` the answer that holds.
    """

    number: int
    kind: JudgementKind
    time: str
    user: str | None = None
    reason: str | None = None
    changed: tuple[str, ...] = ()
    found: FoundBy = "exact"
    settled: SettledAs | None = None
    value: str | None = None
