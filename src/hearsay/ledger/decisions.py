"""What people decided about entities, and what of all decisions they took back, in the order they did.

In: decisions. Out: the same, numbered. Never here: a row that is changed or dropped; an undo is a row of its
own, and the one that it takes back only learns its number.
"""

from collections.abc import Collection, Iterator
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, insert, select, update

from hearsay.errors import BadDecision, DecidedMeanwhile
from hearsay.ledger import judgements
from hearsay.ledger.schema import about, decisions
from hearsay.records import MATTERS, Bearer, Decision, DecisionKind, Judgement

MANY = 500  # reports that one question names


class _Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    one: tuple[Bearer, ...] = ()
    other: tuple[Bearer, ...] = ()
    undoes: int | None = None


def add(connection: Connection, decision: Decision, *, after: int | None = None, path: str) -> int:
    """Append a decision; its number. `after` is the last one on the first side that its maker saw, or 0.

    Raises:
        BadDecision: it joins or parts nobody, or what it undoes cannot be undone.
        DecidedMeanwhile: somebody decided about the first side in between.
    """
    if after is not None and (last := last_about(connection, set(decision.one))) > after:
        raise DecidedMeanwhile(last, path=path)
    if decision.kind == "undo":
        _check_undo(connection, decision.undoes, path)
    elif not (decision.one and decision.other):
        raise BadDecision(f"a {decision.kind} needs names on both sides", path=path)
    payload = _Payload(decision.one, decision.other, decision.undoes)
    row = {
        "time": decision.time,
        "user": decision.user,
        "kind": decision.kind,
        "payload": msgspec.json.encode(payload).decode(),
        "reason": decision.reason,
    }
    number = connection.execute(insert(decisions).values(row)).inserted_primary_key
    assert number is not None
    if decision.undoes is not None:
        undone = decisions.c.id == decision.undoes
        connection.execute(update(decisions).where(undone).values(undone_by=number[0]))
    return int(number[0])


def read(connection: Connection) -> Iterator[Decision]:
    """All decisions about entities and what takes them back, oldest first."""
    kinds = decisions.c.kind.in_(get_args(DecisionKind))
    seen = set()
    for row in connection.execute(select(decisions).where(kinds).order_by(decisions.c.id)):
        decision = of_row(row)
        if decision.kind != "undo" or decision.undoes in seen:
            seen.add(decision.number)
            yield decision


def last_about(connection: Connection, bearers: Collection[Bearer]) -> int:
    """The number of the last decision, or undo, that speaks of any of these bearers; 0 if none does."""
    reports, last = sorted({bearer.report for bearer in bearers}), 0
    for start in range(0, len(reports), MANY):
        spoken_of = select(about.c.decision).where(about.c.thing.in_(reports[start : start + MANY]))
        query = select(decisions).where(decisions.c.kind.in_(get_args(DecisionKind)))
        for row in connection.execute(query.where(decisions.c.id.in_(spoken_of))):
            made = of_row(row)
            if not set(bearers).isdisjoint((*made.one, *made.other)):
                last = max(last, made.number or 0, made.undone_by or 0)
    return last


def numbered(connection: Connection, number: int) -> Decision | Judgement:
    """The decision of this number, of whatever kind."""
    row = connection.execute(select(decisions).where(decisions.c.id == number)).one()
    return judgements.of_row(row) if row.kind in MATTERS else of_row(row)


def of_row(row: Any) -> Decision:
    """A row of the table as a decision about entities, or an undo of any."""
    payload = msgspec.json.decode(row.payload, type=_Payload)
    return Decision(
        kind=row.kind,
        one=payload.one,
        other=payload.other,
        time=row.time,
        user=row.user,
        reason=row.reason,
        undoes=payload.undoes,
        number=row.id,
        undone_by=row.undone_by,
    )


def _check_undo(connection: Connection, number: int | None, path: str) -> None:
    found = connection.execute(select(decisions).where(decisions.c.id == number)).first()
    if found is None:
        raise BadDecision(f"there is no decision {number}", path=path)
    if found.kind == "undo":
        raise BadDecision(f"decision {number} is itself an undo", path=path, hint="decide it again instead")
    if found.undone_by is not None:
        raise BadDecision(f"decision {number} was undone by {found.undone_by} already", path=path)
