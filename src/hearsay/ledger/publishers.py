"""Publishers: how many of their reports are accounts of their own, and on whom the others rest.

In: the name of a publisher. Out: counts, and the reports behind each. Never here: a score, an order by merit;
publishers come by their names.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from hearsay.ledger import schema
from hearsay.ledger.columns import folded
from hearsay.ledger.lists import Part, key_of, part_of, report_of, report_rows
from hearsay.records import Report

How = Literal["first", "own", "copy", "derived", "part"]
"""`first`: others rest on it. `own`: an account of its own on which no other report rests. `copy`, `derived`:
it goes back to another account. `part`: an account of its own, parts of which go back elsewhere."""

TAKEN = ("copy", "derived")


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher by its counts: reports, and how many are of which kind. `key` is its folded name."""

    key: str
    name: str
    reports: int
    first: int
    own: int
    copy: int
    derived: int
    part: int


@dataclass(frozen=True, slots=True)
class Tie:
    """So many reports of one publisher rest, as a whole or in part, on what another published.

    `key` is None for a source that is not among the reports.
    """

    key: str | None
    name: str
    reports: int


class Publishers:
    """The publishers in a ledger; `_read` gives a connection."""

    _read: Callable[[], AbstractContextManager[Connection]]

    def publishers_after(self, after: str | None = None, *, size: int = 10) -> Part[Publisher]:
        """Publishers by name."""
        report = schema.reports.c
        query = select(report.publisher).where(report.publisher.is_not(None)).distinct()
        if after:
            query = query.where(report.publisher > key_of(after, str)[0])
        with self._read() as connection:
            rows = connection.execute(query.order_by(report.publisher).limit(size + 1)).all()
            part = part_of(rows, size, lambda row: (row.publisher,))
            return replace(part, items=tuple(_counted(connection, [row.publisher for row in part.items])))

    def publisher(self, name: str) -> Publisher | None:
        """One publisher, however its name is written; None if no report is by it."""
        key = folded(name)
        with self._read() as connection:
            return next(iter(_counted(connection, [key] if key else [])), None)

    def draws_on(self, key: str) -> list[Tie]:
        """On whom reports of a publisher rest, as a whole or in part, by name."""
        rests, report = schema.rests.c, schema.reports.c
        outside = (
            select(rests.outside, func.count(rests.report.distinct()))
            .join(schema.reports, report.id == rests.report)
            .where(report.publisher == key, rests.outside.is_not(None))
            .group_by(rests.outside)
            .order_by(rests.outside)
        )
        within = self._ties(key, mine=rests.report, theirs=rests.of)
        with self._read() as connection:
            return within + [Tie(None, name, count) for name, count in connection.execute(outside)]

    def drawn_on_by(self, key: str) -> list[Tie]:
        """Whose reports rest on those of a publisher, as a whole or in part, by name."""
        return self._ties(key, mine=schema.rests.c.of, theirs=schema.rests.c.report)

    def _ties(self, key: str, *, mine: Any, theirs: Any) -> list[Tie]:
        """The other publishers of rows that rest on one another, with how many reports rest there."""
        rests, one, other = schema.rests.c, schema.reports.alias("mine"), schema.reports.alias("other")
        query = (
            select(other.c.publisher, func.count(rests.report.distinct()))
            .select_from(schema.rests)
            .join(one, one.c.id == mine)
            .join(other, other.c.id == theirs)
            .where(one.c.publisher == key, rests.relation.in_(TAKEN), other.c.publisher.is_not(None))
            .group_by(other.c.publisher)
            .order_by(other.c.publisher)
        )
        with self._read() as connection:
            counts = {row[0]: row[1] for row in connection.execute(query)}
            names = _names(connection, counts)
        return [Tie(key, names[key], count) for key, count in counts.items()]

    def reports_by(
        self,
        key: str,
        after: str | None = None,
        *,
        how: How | None = None,
        of: str | None = None,
        outside: str | None = None,
        size: int = 50,
    ) -> Part[Report]:
        """Reports of a publisher without their texts, latest first.

        `how`: of one kind. `of`: that rest on this other publisher's; `outside`: on this source.
        """
        report, rests = schema.reports.c, schema.rests.c
        query = report_rows().where(report.publisher == key)
        if how:
            query = query.where(_is(how))
        if of is not None:
            other = select(report.id).where(report.publisher == of)
            taken = select(rests.report).where(rests.of.in_(other), rests.relation.in_(TAKEN))
            query = query.where(report.id.in_(taken))
        if outside is not None:
            query = query.where(report.id.in_(select(rests.report).where(rests.outside == outside)))
        if after:
            query = query.where(tuple_(report.last_day, report.id) < tuple_(*key_of(after, str, str)))
        query = query.order_by(report.last_day.desc(), report.id.desc()).limit(size + 1)
        with self._read() as connection:
            part = part_of(connection.execute(query).all(), size, lambda row: (row.last_day, row.id))
        return replace(part, items=tuple(report_of(row) for row in part.items))


def _counted(connection: Connection, keys: Sequence[str]) -> list[Publisher]:
    """Those of these publishers that published anything, by key."""
    report = schema.reports.c
    each = select(
        report.publisher,
        _relation().label("relation"),
        _followed().label("followed"),
        _parts().label("parts"),
    )
    # the limit keeps SQLite from asking for each fact of a report more than once
    rows = each.where(report.publisher.in_(keys)).order_by(report.publisher).limit(-1).subquery()
    own = rows.c.relation == "origin"
    kinds = (
        own & rows.c.followed,
        own & ~rows.c.followed,
        rows.c.relation == "copy",
        rows.c.relation == "derived",
        own & rows.c.parts,
    )
    counts = [func.count().filter(kind) for kind in kinds]
    query = select(rows.c.publisher, func.count(), *counts).group_by(rows.c.publisher)
    found = connection.execute(query.order_by(rows.c.publisher)).all()
    names = _names(connection, [row.publisher for row in found])
    return [Publisher(key, names[key], *numbers) for key, *numbers in map(tuple, found)]


def _names(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """How the first report of each publisher has its name; the column is folded."""
    table, found = schema.reports.c, {}
    for key in keys:
        first = select(table.record).where(table.publisher == key).order_by(table.number).limit(1)
        record = connection.execute(first).scalar_one()
        found[key] = msgspec.json.decode(record, type=Report).publisher or key
    return found


def _is(how: str) -> ColumnElement[bool]:
    """Whether a report is of a kind."""
    own = _relation() == "origin"
    if how == "first":
        return own & _followed()
    if how == "own":
        return own & ~_followed()
    if how == "part":
        return own & _parts()
    return _relation() == how


def _relation() -> ColumnElement[str]:
    """How a report as a whole stands to its origin."""
    rests = schema.rests.alias("rests_here")
    query = select(rests.c.relation).where(rests.c.report == schema.reports.c.id, rests.c.whole == 1)
    return query.limit(1).scalar_subquery()


def _followed() -> ColumnElement[bool]:
    """Whether other reports rest on it."""
    rests = schema.rests.alias("rests_on_it")
    query = select(rests.c.of).where(rests.c.of == schema.reports.c.id, rests.c.relation.in_(TAKEN))
    return query.exists()


def _parts() -> ColumnElement[bool]:
    """Whether parts of it go back elsewhere."""
    rests = schema.rests.alias("rests_in_part")
    mine = rests.c.report == schema.reports.c.id
    query = select(rests.c.report).where(mine, rests.c.whole == 0, rests.c.relation.in_(TAKEN))
    return query.exists()
