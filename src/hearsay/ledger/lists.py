"""Long lists a part at a time: reports, stories, names, predictions and more, in an order that holds.

In: where the last part ended. Out: the next part, and where it ends. Never here: a list read as a whole.

Where a part ends is the key of its last row, written so that it fits into an address; a row that comes or
goes in between shifts nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any, Generic, Literal, TypeVar

import msgspec
from sqlalchemy import Connection, Select, func, select, tuple_

from hearsay.errors import BadCursor
from hearsay.ledger import schema
from hearsay.ledger.columns import folded
from hearsay.records import Entity, Outcome, Rejected, Report, Story

T = TypeVar("T")
MANY = 500  # ids that one question names


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some items of a list; `after` is where they end, None where the list does."""

    items: tuple[T, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A search that people keep: `query` as it stands in the address of the page."""

    id: str
    name: str
    query: str
    time: str


def cursor(*key: str | int) -> str:
    """The key of a row, for an address."""
    return urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def key_of(after: str, *kinds: type) -> list[Any]:
    """The key that a cursor holds, one value of each kind.

    Raises:
        BadCursor: it is none, or that of another list.
    """
    try:
        key = msgspec.json.decode(urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except ValueError:
        key = None
    if not isinstance(key, list) or [type(value) for value in key] != list(kinds):
        raise BadCursor("no list goes on there", hint="begin at its first page")
    if any(type(value) is int and abs(value) >= 2**63 for value in key):
        raise BadCursor("no list goes on there", hint="begin at its first page")
    return key


def part_of(rows: Sequence[Any], size: int, key: Callable[[Any], tuple[str | int, ...]]) -> Part[Any]:
    """The first `size` of rows that were asked for with one more than that."""
    more = len(rows) > size
    return Part(tuple(rows[:size]), cursor(*key(rows[size - 1])) if more else None)


class Lists:
    """The lists of a ledger; `_read` gives a connection."""

    _read: Callable[[], AbstractContextManager[Connection]]

    def reports_after(
        self, after: str | None = None, *, size: int = 50, loose: bool = False, story: str | None = None
    ) -> Part[Report]:
        """Reports without their texts, latest first, those without a date last; `loose`: of no story."""
        table = schema.reports.c
        query = report_rows().order_by(table.last_day.desc(), table.id.desc()).limit(size + 1)
        if loose:
            query = query.where(table.story.is_(None))
        if story is not None:
            query = query.where(table.story == story)
        if after:
            query = query.where(tuple_(table.last_day, table.id) < tuple_(*key_of(after, str, str)))
        with self._read() as connection:
            rows = connection.execute(query).all()
        found = part_of(rows, size, lambda row: (row.last_day, row.id))
        return replace(found, items=tuple(report_of(row) for row in found.items))

    def stories_after(self, after: str | None = None, *, size: int = 25) -> Part[Story]:
        """Stories, latest first."""
        table = schema.stories.c
        query = select(table.record, table.last_day, table.id)
        query = query.order_by(table.last_day.desc(), table.id.desc()).limit(size + 1)
        if after:
            query = query.where(tuple_(table.last_day, table.id) < tuple_(*key_of(after, str, str)))
        with self._read() as connection:
            rows = connection.execute(query).all()
        return _decoded(part_of(rows, size, lambda row: (row.last_day, row.id)), Story)

    def stories_in_dispute(self, after: str | None = None, *, size: int = 25) -> Part[Story]:
        """Stories with open questions, those with most of them first."""
        open_, table = schema.conflicts.c, schema.stories.c
        count = func.count().label("count")
        asked = select(open_.story, count).where(open_.status == "open", open_.story.is_not(None))
        asked = asked.group_by(open_.story)
        if after:
            most, last = key_of(after, int, str)
            asked = asked.having(tuple_(-func.count(), open_.story) > tuple_(-most, last))
        ranked = asked.order_by(count.desc(), open_.story).limit(size + 1).subquery()
        query = select(table.record, table.id, ranked.c.count).join(ranked, ranked.c.story == table.id)
        with self._read() as connection:
            rows = connection.execute(query.order_by(ranked.c.count.desc(), table.id)).all()
        return _decoded(part_of(rows, size, lambda row: (row.count, row.id)), Story)

    def stories_due(self, since: str, after: str | None = None, *, size: int = 25) -> Part[Story]:
        """Stories in which something is expected on the day `since` or later, the nearest first."""
        day, last = key_of(after, str, str) if after else (since, "")
        with self._read() as connection:
            found = _stories_due(connection, since, max(since, day))
            beyond = (one for one in found if one > (day, last))
            first = {story: day for day, story in islice(beyond, size + 1)}
            table = schema.stories.c
            rows = connection.execute(select(table.record, table.id).where(table.id.in_(first))).all()
        rows = sorted(rows, key=lambda row: (first[row.id], row.id))
        return _decoded(part_of(rows, size, lambda row: (first[row.id], row.id)), Story)

    def open_predictions(self, stories: Collection[str]) -> dict[str, list[str]]:
        """The ids of what is still open of all that reports of these stories foretell, by story."""
        due, claim, report = schema.predictions.c, schema.claims.c, schema.reports.c
        query = select(report.story, due.id, due.outcome).join(schema.claims, claim.report == report.id)
        query = query.join(schema.predictions, due.claim == claim.id).where(report.story.in_(stories))
        found: dict[str, list[str]] = {}
        with self._read() as connection:
            for story, prediction, outcome in connection.execute(query):
                if outcome == "open":  # asked in SQL, this would be the index that is searched
                    found.setdefault(story, []).append(prediction)
        return found

    def in_short(self, reports: Iterable[str]) -> dict[str, Report]:
        """These reports without their texts, by id."""
        wanted, table = sorted(set(reports)), schema.reports.c
        found: dict[str, Report] = {}
        with self._read() as connection:
            for start in range(0, len(wanted), MANY):
                query = report_rows().where(table.id.in_(wanted[start : start + MANY]))
                found |= {row.id: report_of(row) for row in connection.execute(query)}
        return found

    def stories_named(self, ids: Iterable[str]) -> dict[str, Story]:
        """These stories, by id."""
        wanted, table = sorted(set(ids)), schema.stories.c
        found: dict[str, Story] = {}
        with self._read() as connection:
            for start in range(0, len(wanted), MANY):
                query = select(table.record).where(table.id.in_(wanted[start : start + MANY]))
                for (record,) in connection.execute(query):
                    story = msgspec.json.decode(record, type=Story)
                    found[story.id] = story
        return found

    def names_after(
        self, after: str | None = None, *, like: str = "", kind: str | None = None, size: int = 100
    ) -> Part[tuple[int, Entity]]:
        """Entities without mentions, those in most reports first, each after the number of its reports."""
        table = schema.entities.c
        query: Select[Any] = select(table.record, table.reports, table.id)
        query = query.order_by(table.reports.desc(), table.id.desc()).limit(size + 1)
        query = self._names(query, like, kind)
        if after:
            query = query.where(tuple_(table.reports, table.id) < tuple_(*key_of(after, int, str)))
        with self._read() as connection:
            rows = connection.execute(query).all()
        found = part_of(rows, size, lambda row: (row.reports, row.id))
        return replace(
            found,
            items=tuple((row.reports, msgspec.json.decode(row.record, type=Entity)) for row in found.items),
        )

    def count_names(self, *, like: str = "", kind: str | None = None) -> int:
        """How many entities there are of this kind under a name that holds these letters."""
        query = self._names(select(func.count()).select_from(schema.entities), like, kind)
        with self._read() as connection:
            return int(connection.execute(query).scalar_one())

    def _names(self, query: Select[Any], like: str, kind: str | None) -> Select[Any]:
        names = schema.aliases.c
        if wanted := folded(like):
            holding = select(names.entity).where(names.folded.contains(wanted, autoescape=True))
            query = query.where(schema.entities.c.id.in_(holding))
        return query if kind is None else query.where(schema.entities.c.kind == kind)

    def rejected_after(self, after: str | None = None, *, size: int = 100) -> Part[Rejected]:
        """Documents that became no report, by source."""
        table = schema.rejected.c
        query = select(table.record, table.source).order_by(table.source).limit(size + 1)
        if after:
            query = query.where(table.source > key_of(after, str)[0])
        with self._read() as connection:
            rows = connection.execute(query).all()
        return _decoded(part_of(rows, size, lambda row: (row.source,)), Rejected)

    def prediction_ids(
        self,
        outcome: Outcome | None = None,
        *,
        due: Literal["passed", "coming", "never"] | None = None,
        today: str = "",
        after: str | None = None,
        size: int = 50,
    ) -> Part[str]:
        """The ids of predictions, by the last day on which each can be checked.

        `due` keeps those whose day has passed before `today`, is still to come, or is not known.
        """
        table = schema.predictions.c
        day = func.coalesce(table.last_day, "")
        query = select(table.id, day.label("day"))
        if outcome == "open":
            query = query.where(table.outcome == "open")
        elif outcome is not None:
            query = query.where(table.outcome != "open")
        if due == "never":
            query = query.where(table.last_day.is_(None)).order_by(table.id)
            if after:
                query = query.where(table.id > key_of(after, str, str)[1])
        else:
            if due == "passed":
                query = query.where(table.last_day < today)
            elif due == "coming":
                query = query.where(table.last_day >= today)
            query = query.order_by(table.last_day, table.id)
            if after:
                since, last = key_of(after, str, str)
                query = query.where(tuple_(day, table.id) > tuple_(since, last))
        with self._read() as connection:
            rows = connection.execute(query.limit(size + 1)).all()
        found = part_of(rows, size, lambda row: (row.day, row.id))
        return replace(found, items=tuple(row.id for row in found.items))

    def names_of(self, entities: Iterable[str]) -> dict[str, str]:
        """What entities are called, by id."""
        wanted, table = sorted(set(entities)), schema.entities.c
        found: dict[str, str] = {}
        with self._read() as connection:
            for start in range(0, len(wanted), MANY):
                query = select(table.id, table.record).where(table.id.in_(wanted[start : start + MANY]))
                for row in connection.execute(query):
                    found[row.id] = msgspec.json.decode(row.record, type=Entity).name
        return found

    def searches(self) -> Iterator[Search]:
        """The searches that people keep, by name."""
        table = schema.searches
        with self._read() as connection:
            for row in connection.execute(select(table).order_by(table.c.name, table.c.id)):
                yield Search(row.id, row.name, row.query, row.time)

    def loose_count(self) -> int:
        """How many reports belong to no story."""
        with self._read() as connection:
            query = select(func.count()).select_from(schema.reports).where(schema.reports.c.story.is_(None))
            return int(connection.execute(query).scalar_one())

    def ids_after(self, kind: str, after: str | None = None, *, size: int = 100) -> Part[str]:
        """The ids of the records in a table, in their order."""
        return self._ids(schema.metadata.tables[kind].c.id, after, size)

    def claims_after(
        self,
        after: str | None = None,
        *,
        report: str | None = None,
        story: str | None = None,
        size: int = 100,
    ) -> Part[str]:
        """The ids of claims of a report or of a story, by report, then in text order."""
        table = schema.claims.c
        query = select(table.id, table.report, table.start, table.end).limit(size + 1)
        if report is not None:
            query = query.where(table.report == report)
        if story is not None:
            members = select(schema.reports.c.id).where(schema.reports.c.story == story)
            query = query.where(table.report.in_(members))
        order = (table.report, table.start, table.end, table.id)
        if after:
            query = query.where(tuple_(*order) > tuple_(*key_of(after, str, int, int, str)))
        with self._read() as connection:
            rows = connection.execute(query.order_by(*order)).all()
        found = part_of(rows, size, lambda row: (row.report, row.start, row.end, row.id))
        return replace(found, items=tuple(row.id for row in found.items))

    def ids_given(self, kind: str, given: str) -> list[str]:
        """The ids in a table that begin so, with or without the word before the dash; no more than some."""
        column = schema.metadata.tables[kind].c.id
        singular = {"stories": "story", "conflicts": "conflict"}[kind]
        begun = [column.startswith(begin, autoescape=True) for begin in (given, f"{singular}-{given}")]
        with self._read() as connection:
            query = select(column).where(begun[0] | begun[1]).order_by(column).limit(MANY)
            return list(connection.execute(query).scalars())

    def _ids(self, column: Any, after: str | None, size: int) -> Part[str]:
        query = select(column.label("id")).order_by(column).limit(size + 1)
        if after:
            query = query.where(column > key_of(after, str)[0])
        with self._read() as connection:
            rows = connection.execute(query).all()
        found = part_of(rows, size, lambda row: (row.id,))
        return replace(found, items=tuple(row.id for row in found.items))


def _stories_due(connection: Connection, since: str, day: str) -> Iterator[tuple[str, str]]:
    """From a day on: the day on which the first thing in a story is due, and the story; in that order.

    Predictions are read one after the other, no further than the asker goes on: a list of all stories with
    their first days would have to be made from every prediction.
    """
    due, claim, report = schema.predictions.c, schema.claims.c, schema.reports.c
    expected = schema.predictions.join(schema.claims, claim.id == due.claim)
    expected = expected.join(schema.reports, report.id == claim.report)
    found = select(due.last_day, report.story).select_from(expected).where(report.story.is_not(None))
    found = found.where(due.outcome == "open", due.last_day >= day).order_by(due.last_day)
    told = schema.reports.join(schema.claims, claim.report == report.id)
    told = told.join(schema.predictions, due.claim == claim.id)
    first = select(func.min(due.last_day)).select_from(told).where(due.outcome == "open")
    for at, rows in groupby(connection.execute(found), key=lambda row: row.last_day):
        for story in sorted({row.story for row in rows}):
            before = first.where(report.story == story, due.last_day >= since)
            if connection.execute(before).scalar() == at:
                yield at, story


def report_rows() -> Select[Any]:
    """Rows from which `report_of` makes reports without their texts."""
    table = schema.reports.c
    source = select(func.min(schema.sources.c.source)).where(schema.sources.c.report == table.id)
    return select(
        table.record, table.id, table.origin, table.story, table.last_day,
        source.scalar_subquery().label("source"),
    )  # fmt: skip


def report_of(row: Any) -> Report:
    """A report without its text."""
    report = msgspec.json.decode(row.record, type=Report)
    return replace(report, source=row.source, origin=row.origin, story=row.story)


def _decoded(part: Part[Any], kind: type[T]) -> Part[T]:
    return Part(tuple(msgspec.json.decode(row.record, type=kind) for row in part.items), part.after)
