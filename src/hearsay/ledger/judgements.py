"""What people judged, in the order in which they did, beside what they decided about entities.

In: judgements. Out: the same, numbered. Never here: a row that is changed or dropped, or a judgement that
passes over another which its maker had not seen.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from hearsay.errors import BadDecision, DecidedMeanwhile
from hearsay.ledger.schema import decisions
from hearsay.records import MATTERS, VALUES, Judgement, JudgementKind, Target


def add(connection: Connection, judgement: Judgement, *, after: int | None, path: str) -> int:
    """Append a judgement; its number. `after` is the last one on the same matter that its maker saw, or 0.

    Raises:
        BadDecision: it is about something of another kind, or does not hold what its kind holds.
        DecidedMeanwhile: somebody judged the same matter in between. `after=None` asks for no such check.
    """
    _check(judgement, path)
    if after is not None and (last := last_on(connection, judgement.kind, judgement.target)) != after:
        raise DecidedMeanwhile(last, path=path)
    row = {
        "time": judgement.time,
        "user": judgement.user,
        "kind": judgement.kind,
        "report": judgement.target.report,
        "payload": msgspec.json.encode({"target": judgement.target, "value": judgement.value}).decode(),
        "reason": judgement.reason,
    }
    number = connection.execute(insert(decisions).values(row)).inserted_primary_key
    assert number is not None
    return int(number[0])


def read(
    connection: Connection,
    *kinds: JudgementKind,
    report: str | None = None,
    holding: bool = False,
    numbers: Sequence[int] | None = None,
) -> Iterator[Judgement]:
    """Judgements of these kinds, or of all, oldest first; about one report alone, in force, or of these."""
    table = decisions.c
    query = select(decisions).where(table.kind.in_(kinds or tuple(VALUES))).order_by(table.id)
    if report is not None:
        query = query.where(table.report == report)
    if holding:
        query = query.where(table.undone_by.is_(None))
    if numbers is not None:
        query = query.where(table.id.in_(numbers))
    for row in connection.execute(query):
        yield of_row(row)


def of_row(row: Any) -> Judgement:
    """A row of the table as a judgement."""
    kind: JudgementKind = row.kind
    parts = msgspec.json.decode(row.payload, type=dict[str, msgspec.Raw])
    return Judgement(
        kind=kind,
        target=msgspec.json.decode(parts["target"], type=Target),
        time=row.time,
        value=msgspec.json.decode(parts["value"], type=VALUES[kind][1]),
        user=row.user,
        reason=row.reason,
        number=row.id,
        undone_by=row.undone_by,
    )


def last_on(connection: Connection, kind: JudgementKind, target: Target) -> int:
    """The number of the last decision on this matter, an undo counted too; 0 if there is none."""
    found = read(connection, *MATTERS[kind], report=target.report)
    numbers = (max(j.number or 0, j.undone_by or 0) for j in found if j.target.same(target))
    return max(numbers, default=0)


def _check(judgement: Judgement, path: str) -> None:
    about, holds = VALUES[judgement.kind]
    if judgement.target.kind not in about:
        raise BadDecision(f"{judgement.kind} is not about a {judgement.target.kind}", path=path)
    try:
        msgspec.convert(msgspec.to_builtins(judgement.value), type=holds)
        msgspec.convert(msgspec.to_builtins(judgement.target), type=Target)
    except msgspec.ValidationError as error:
        raise BadDecision(f"{judgement.kind}: {error}", path=path) from error
    if type(judgement.value) is not holds:
        raise BadDecision(f"{judgement.kind} holds a {holds.__name__}", path=path)
