"""What is new in a ledger: since a build, since somebody's visit, since a day.

In: the number of a build, a day. Out: reports, stories, questions and predictions, the newest first. Never
here: a clock.

Builds are numbered; a report is as old as its row, a story or question as the build after which it was first
there.
"""

from dataclasses import dataclass, fields
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec
from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.sqlite import insert

from hearsay.ledger import schema
from hearsay.ledger.finding import Finder, Wanted, asked_for
from hearsay.ledger.lists import report_of, report_rows
from hearsay.records import Report

T = TypeVar("T")
NEW = ("stories", "conflicts")
"""The tables whose records have no row that would tell their age."""


@dataclass(frozen=True, slots=True)
class Build:
    """At `time` the ledger was added to by hearsay `version`."""

    number: int
    time: str
    version: str


@dataclass(frozen=True, slots=True)
class Visit:
    """At `time` somebody had seen everything up to a build."""

    time: str
    build: int


@dataclass(frozen=True, slots=True)
class Count:
    """So much is new."""

    reports: int
    stories: int
    conflicts: int

    @property
    def anything(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.reports or self.stories or self.conflicts)


def wanted_in(address: str) -> Wanted:
    """What the address of a search asks for; what is no part of a search is left out."""
    asked = {"words" if name == "q" else name: value for name, value in parse_qsl(address.lstrip("?"))}
    return Wanted(**{field.name: asked[field.name] for field in fields(Wanted) if field.name in asked})


class News(Finder):
    """What is new in a ledger; `_read` gives a connection."""

    def last_build(self) -> Build | None:
        """The last time that the ledger was added to; None if nobody noted any."""
        table = schema.builds.c
        query = select(table.number, table.time, table.version).where(table.number > 0)
        query = query.order_by(table.number.desc()).limit(1)
        with self._read() as connection:
            row = connection.execute(query).first()
        return Build(*row) if row else None

    def visit(self, user: str) -> Visit | None:
        """Up to where somebody has seen everything; None if that was never said."""
        table = schema.visits.c
        with self._read() as connection:
            row = connection.execute(select(table.time, table.build).where(table.user == user)).first()
        return Visit(*row) if row else None

    def count_new(self, build: int) -> Count:
        """How much is new since a build."""
        report, first = schema.reports.c, schema.firsts
        with self._read() as connection:
            last = _last_report(connection, build)
            reports = select(func.count()).select_from(schema.reports).where(report.number > last)
            counts = [connection.execute(reports).scalar_one()]
            for kind in NEW:
                there = schema.metadata.tables[kind]
                query = select(func.count()).select_from(there)
                if build >= 0:
                    query = query.join(first, there.c.id == first.c.id)
                    query = query.where(first.c.kind == kind, first.c.build > build)
                counts.append(connection.execute(query).scalar_one())
        return Count(*counts)

    def new_reports(
        self, build: int, *, wanted: Wanted | None = None, limit: int = 50
    ) -> list[tuple[Report, str | None]]:
        """Reports without their texts that came after a build, each with the time when it came.

        With `wanted`, those that answer to a search.
        """
        report = schema.reports.c
        with self._read() as connection:
            query = report_rows().add_columns(_time_of_report())
            query = query.where(report.number > _last_report(connection, build))
            if wanted is not None and wanted.anything:
                asked = asked_for(connection, wanted)
                if asked is None:
                    return []
                query = query.where(report.number.in_(asked.numbers))
            rows = connection.execute(query.order_by(report.number.desc()).limit(limit)).all()
        return [(report_of(row), row.came) for row in rows]

    def new_ids(self, kind: str, build: int, *, limit: int = 50) -> list[tuple[str, str | None]]:
        """Stories or conflicts that were first there after a build, with the time of that."""
        first, there, when = schema.firsts, schema.metadata.tables[kind], schema.builds
        query = (
            select(first.c.id, when.c.time)
            .select_from(first.join(there, there.c.id == first.c.id))
            .outerjoin(when, when.c.number == first.c.build)
            .where(first.c.kind == kind, first.c.build > build)
            .order_by(first.c.build.desc(), first.c.id)
            .limit(limit)
        )
        with self._read() as connection:
            return [(id_, time) for id_, time in connection.execute(query)]

    def overdue(self, before: str, *, since: str = "", limit: int = 50) -> list[tuple[str, str]]:
        """Open predictions whose last day lies in [since, before), latest first, with that day (ISO)."""
        table = schema.predictions.c
        query = select(table.id, table.last_day).where(
            table.outcome == "open", table.last_day < before, table.last_day >= since
        )
        query = query.order_by(table.last_day.desc(), table.id).limit(limit)
        with self._read() as connection:
            return [(id_, day) for id_, day in connection.execute(query)]

    def search_named(self, name: str) -> str | None:
        """The address of a search that somebody saved under this name, the latest of several."""
        table = schema.searches.c
        query = select(table.query).where(table.name == name).order_by(table.time.desc()).limit(1)
        with self._read() as connection:
            found: str | None = connection.execute(query).scalar()
        return found

    def watched(self, kind: str, name: str, type_: type[T]) -> T | None:
        """What is remembered of something that is watched."""
        table = schema.watched.c
        query = select(table.state).where(table.kind == kind, table.name == name)
        with self._read() as connection:
            state = connection.execute(query).scalar()
        return msgspec.json.decode(state, type=type_) if state is not None else None


def note_build(connection: Connection, time: str, version: str) -> int:
    """Number a build, and note what is there for the first time after it."""
    last = connection.execute(select(func.max(schema.reports.c.number))).scalar() or 0
    row = {"time": time, "version": version, "reports": last}
    made = connection.execute(insert(schema.builds), row).inserted_primary_key
    assert made is not None
    for kind in NEW:
        connection.execute(
            text(
                f"INSERT INTO firsts (kind, id, build) SELECT '{kind}', id, :build FROM {kind}"
                f" WHERE NOT EXISTS (SELECT 1 FROM firsts f WHERE f.kind = '{kind}' AND f.id = {kind}.id)"
            ),
            {"build": made[0]},
        )
    return int(made[0])


def note_visit(connection: Connection, user: str, time: str, build: int) -> None:
    """Note up to where somebody has seen everything."""
    row = {"user": user, "time": time, "build": build}
    kept = {"time": time, "build": build}
    connection.execute(insert(schema.visits).on_conflict_do_update(["user"], set_=kept), row)


def _last_report(connection: Connection, build: int) -> int:
    """The last row that reports had at the end of a build; 0 for one that nobody noted."""
    query = select(schema.builds.c.reports).where(schema.builds.c.number == build)
    return connection.execute(query).scalar() or 0


def _time_of_report() -> Any:
    """When a report came: the time of the first build at whose end its row was there."""
    table = schema.builds.c
    came = select(func.min(table.time)).where(table.reports >= schema.reports.c.number)
    return came.scalar_subquery().label("came")
