"""What to look at next: the decisions that would change most, the largest first.

In: an open ledger. Out: what could be decided, with how much hangs on it and how sure that is. Never here:
who is right. The weight of an item is the number of statements that would count otherwise, times the doubt:

- an answer to an open question: all claims of the question, divided by the number of accounts that would have
  to be misread for the answer to fall;
- a name that was joined by likeness or company: the reports that use it, times one minus the join's score;
- a report taken for a copy or a rewrite: its claims, times how little tells that it is one (`UNSURE`);
- a prediction whose day has passed without an outcome: its one claim.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hearsay.export.wording import has_passed
from hearsay.ledger import View
from hearsay.records import Conflict, Direction, Entity, Join, Member, Prediction

ItemKind = Literal["answer", "join", "copy", "prediction"]

UNSURE: dict[Direction | None, float] = {
    "credit": 0.1,
    "supplier": 0.2,
    "statement": 0.2,
    "unsigned": 0.3,
    "excerpt": 0.3,
    "later": 0.4,
    None: 0.6,
}
"""How far a copy is open to doubt, by how one knows who was first: an order, no measured probability."""
SURE = 0.95  # a join of at least this score is not asked about
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


def review(ledger: View, today: date) -> list[Item]:
    """Everything worth a decision, that which would change most first."""
    items = [*_answers(ledger), *_joins(ledger), *_copies(ledger), *_due(ledger, today)]
    return sorted(items, key=lambda item: (-item.weight, item.kind, _key(item)))


def _answers(ledger: View) -> Iterator[Item]:
    """Answers that would fall if few accounts were misread, unless all behind them were confirmed."""
    confirmed = {j.target.claims[0].claim for j in ledger.judgements("claim.confirm", holding=True)}
    for conflict in ledger.conflicts():
        if conflict.status != "open":
            continue
        at_stake = len({claim for answer in conflict.values for claim in answer.claims})
        for answer in conflict.values:
            open_claims = tuple(claim for claim in answer.claims if claim not in confirmed)
            if open_claims:
                accounts = max(1, answer.origins + answer.unestablished)
                yield Item(
                    "answer",
                    at_stake,
                    1 / accounts,
                    conflict=conflict,
                    answer=answer.value,
                    claims=open_claims[:SHOWN],
                )


def _joins(ledger: View) -> Iterator[Item]:
    for entity in ledger.joined():
        for join in entity.joins:
            if join.decision is None and join.score < SURE:
                yield Item("join", join.reports, 1 - join.score, entity=entity, join=join)


def _copies(ledger: View) -> Iterator[Item]:
    decided = {report for j in _on_pairs(ledger) for report in j}
    counts = ledger.claim_counts()
    for origin in ledger.origins():
        for member in origin.members:
            if member.relation == "origin" or member.of is None or (member.report, member.of) in decided:
                continue
            if changes := counts.get(member.report, 0):
                yield Item("copy", changes, UNSURE[member.direction], report=member.report, member=member)


def _on_pairs(ledger: View) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for judgement in ledger.judgements("reports.copies", "reports.independent", holding=True):
        a, b = judgement.target.reports
        yield (a, b), (b, a)


def _due(ledger: View, today: date) -> Iterator[Item]:
    for prediction in ledger.predictions():
        if prediction.outcome == "open" and has_passed(prediction.due, today):
            yield Item("prediction", 1, 1.0, prediction=prediction)


def _key(item: Item) -> str:
    match item.kind:
        case "answer" if item.conflict:
            return f"{item.conflict.id} {item.answer}"
        case "join" if item.entity and item.join:
            return f"{item.entity.id} {item.join.name} {item.join.of}"
        case "prediction" if item.prediction:
            return item.prediction.id
        case _:
            return item.report or ""
