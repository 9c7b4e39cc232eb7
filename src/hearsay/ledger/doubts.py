"""What decisions would change, by how much hangs on each: rows that triggers keep in step with the records.

In: a kind, a place in the order. Out: rows, a leaf at a time, and how many there are. Never here: a record
that is read to see how much hangs on it.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from hearsay.ledger import schema

KINDS = ("answer", "join", "copy")
"""The kinds that have rows; predictions whose day has passed are told by the day on which one asks."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision about `part` of the record `id` would change so many statements; `doubt` is from 0 to 1."""

    kind: str
    id: str
    part: str
    changes: int
    doubt: float


class Doubts:
    """What to decide in a ledger; `_read` gives a connection."""

    _read: Callable[[], AbstractContextManager[Connection]]

    def count_doubts(self, today: str) -> dict[str, int]:
        """How many there are of each kind."""
        table = schema.doubts.c
        with self._read() as connection:
            found = dict.fromkeys(KINDS, 0)
            for kind in KINDS:
                query = select(func.count()).select_from(schema.doubts).where(table.kind == kind)
                found[kind] = connection.execute(query).scalar_one()
            found["prediction"] = _count(connection, _passed(today))
        return found

    def doubts(self, today: str, *, kind: str | None = None, skip: int = 0, size: int) -> list[Doubt]:
        """Those from a place on, the weightiest first.

        A prediction whose day has passed has weight 1, so that all of them stand together.
        """
        table = schema.doubts.c
        segments: list[Select[tuple[str, str, str, int, float]]]
        if kind == "prediction":
            segments = [_passed(today)]
        elif kind is not None:
            segments = [_rows(table.kind == kind)]
        else:
            segments = [_rows(table.weight >= 1), _passed(today), _rows(table.weight < 1)]
        found: list[Doubt] = []
        with self._read() as connection:
            for segment in segments:
                if len(found) == size:
                    break
                some: Iterable[Any] = connection.execute(segment.offset(skip).limit(size - len(found)))
                rows = [Doubt(*row) for row in some]
                skip = 0 if rows else skip - _count(connection, segment)
                found += rows
        return found


def _rows(condition: ColumnElement[bool]) -> Select[tuple[str, str, str, int, float]]:
    table = schema.doubts.c
    query = select(table.kind, table.id, table.part, table.changes, table.doubt).where(condition)
    # backwards through the index: the tie-breakers go down with the weight
    return query.order_by(table.weight.desc(), table.kind.desc(), table.id.desc(), table.part.desc())


def _passed(today: str) -> Select[tuple[str, str, str, int, float]]:
    table = schema.predictions.c
    query = select(literal("prediction"), table.id, table.claim, literal(1), literal(1.0))
    query = query.where(table.outcome == "open", table.last_day < today)
    return query.order_by(table.last_day, table.id)


def _count(connection: Connection, query: Select[tuple[str, str, str, int, float]]) -> int:
    some = query.order_by(None).with_only_columns(literal(1)).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())
