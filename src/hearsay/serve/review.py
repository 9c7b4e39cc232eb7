"""What to look at next: the decisions that would change most, the largest first.

In: an open ledger. Out: what could be decided, with how much hangs on it and how sure that is. Never here:
who is right. The weight of an item is the number of statements that would count otherwise, times the doubt:

- an answer to an open question, unless all claims behind it were confirmed: all claims of the question,
  divided by the number of accounts that would have to be misread for the answer to fall;
- a name that was joined by likeness or company: the reports that use it, times one minus the join's score,
  where that is under 0.95;
- a report taken for a copy or a rewrite: its claims, times how little tells that it is one, from 0.1 (a
  credit) to 0.6 (nothing tells): an order, no measured probability;
- a prediction whose day has passed without an outcome: its one claim.

The ledger keeps these weights in a table that follows the records by triggers (`ledger.doubts`).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast, get_args

from hearsay.ledger import View
from hearsay.records import Conflict, Entity, Join, Member, Prediction

ItemKind = Literal["answer", "join", "copy", "prediction"]

SHOWN = 5  # claims of one answer that are shown


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide: so many statements (`changes`) would count otherwise; from 0 to 1, the `doubt`."""

    kind: ItemKind
    changes: int
    doubt: float
    conflict: Conflict | None = None
    answer: str | None = None
    claims: tuple[str, ...] = ()
    entity: Entity | None = None
    join: Join | None = None
    report: str | None = None
    member: Member | None = None
    prediction: Prediction | None = None

    @property
    def weight(self) -> float:
        """What hangs on it."""
        return self.changes * self.doubt


def review(
    ledger: View, today: date, *, kind: ItemKind | None = None, skip: int = 0, size: int
) -> list[Item]:
    """What is worth a decision, from a place on, that which would change most first."""
    found = ledger.doubts(today.isoformat(), kind=kind, skip=skip, size=size)
    ids = {name: [doubt.id for doubt in found if doubt.kind == name] for name in get_args(ItemKind)}
    conflicts = {conflict.id: conflict for conflict in ledger.conflicts(ids=ids["answer"])}
    entities = {entity.id: entity for entity in ledger.entities_in_short(ids["join"])}
    predictions = {prediction.id: prediction for prediction in ledger.predictions(ids=ids["prediction"])}
    reports = ledger.in_short(ids["copy"])
    accounts = ledger.origins(ids={report.origin for report in reports.values() if report.origin})
    members = {(m.report, m.of): m for origin in accounts for m in origin.members}
    items = []
    for doubt in found:
        item = Item(cast(ItemKind, doubt.kind), doubt.changes, doubt.doubt)
        match item.kind:
            case "answer" if doubt.id in conflicts:
                conflict = conflicts[doubt.id]
                answer = conflict.values[int(doubt.part)]
                items.append(
                    replace(item, conflict=conflict, answer=answer.value, claims=answer.claims[:SHOWN])
                )
            case "join" if doubt.id in entities:
                entity = entities[doubt.id]
                items.append(replace(item, entity=entity, join=entity.joins[int(doubt.part)]))
            case "copy" if (doubt.id, doubt.part) in members:
                member = members[doubt.id, doubt.part]
                items.append(replace(item, report=doubt.id, member=member))
            case "prediction" if doubt.id in predictions:
                items.append(replace(item, prediction=predictions[doubt.id]))
    return items
