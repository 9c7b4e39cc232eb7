"""What people decide about entities, kept for good: nothing of it is ever changed or dropped.

In: the judgement of a person. Out: the same, as every build applies it. Never here: ids of entities, which
change as reports come; a decision points at names as they stand in reports.
"""

from dataclasses import dataclass
from typing import Literal

DecisionKind = Literal["merge", "confirm", "split", "reject", "undo"]
"""`merge`: two entities are one. `confirm`: a join that was found is right. `split`: some of those taken for
one entity are somebody else. `reject`: a join is wrong. `undo`: an earlier decision no longer holds."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever report `report` calls `name`."""

    report: str
    name: str


@dataclass(frozen=True, slots=True)
class Decision:
    """At `time` (ISO 8601) `user` decided: `one` and `other` are one entity or, with split and reject, not.

    `undoes` is the number of the decision that an `undo` takes back. `number` and `undone_by` are the
    ledger's: the place in the order of all decisions, and the undo that took this one back.
    """

    kind: DecisionKind
    one: tuple[Bearer, ...]
    other: tuple[Bearer, ...]
    time: str
    user: str | None = None
    reason: str | None = None
    undoes: int | None = None
    number: int | None = None
    undone_by: int | None = None

    @property
    def joins(self) -> bool:
        """Whether it says that they are one."""
        return self.kind in ("merge", "confirm")

    @property
    def holds(self) -> bool:
        """Whether it is in force."""
        return self.kind != "undo" and self.undone_by is None
