"""Whom reports name: entities without all their mentions, and of those only what is asked for.

In: the id of an entity. Out: the entity, reports that name it, where, what people decided about it. Never
here: all mentions of a name that thousands of reports hold.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import get_args

import msgspec
from sqlalchemy import Connection, func, literal_column, select, tuple_

from hearsay.ledger import decisions, schema
from hearsay.ledger.columns import folded
from hearsay.ledger.lists import MANY, Part, key_of, part_of
from hearsay.records import Bearer, Decision, DecisionKind, Entity, Mention

FIRST = 200  # mentions among which the names of an entity are looked for


class Mentioned:
    """The entities of a ledger and where they are named; `_read` gives a connection."""

    _read: Callable[[], AbstractContextManager[Connection]]

    def entity_in_short(self, entity: str) -> Entity | None:
        """One entity without its mentions; None if there is none of this id."""
        return next(self.entities_in_short([entity]), None)

    def entities_in_short(self, ids: Iterable[str]) -> Iterator[Entity]:
        """These entities without their mentions, by id."""
        wanted, table = sorted(set(ids)), schema.entities.c
        with self._read() as connection:
            for start in range(0, len(wanted), MANY):
                query = select(table.record).where(table.id.in_(wanted[start : start + MANY]))
                for (record,) in connection.execute(query.order_by(table.id)):
                    yield msgspec.json.decode(record, type=Entity)

    def count_mentions(self, entity: str) -> tuple[int, int]:
        """In how many reports an entity is named, and how often."""
        at = schema.mentions.c
        query = select(func.count(at.report.distinct()), func.count()).where(at.entity == entity)
        with self._read() as connection:
            reports, mentions = connection.execute(query).one()
        return reports, mentions

    def named_in(self, entity: str, *, skip: int = 0, limit: int) -> list[str]:
        """The ids of reports that name an entity, in their order."""
        at = schema.mentions.c
        query = select(at.report).where(at.entity == entity).distinct().order_by(at.report)
        with self._read() as connection:
            return list(connection.execute(query.offset(skip).limit(limit)).scalars())

    def mentions_in(self, entity: str, reports: Collection[str]) -> dict[str, list[Mention]]:
        """Where these reports name an entity."""
        at = schema.mentions.c
        query = select(at.report, at.start, at.end).where(at.entity == entity, at.report.in_(reports))
        found: dict[str, list[Mention]] = {}
        with self._read() as connection:
            for row in connection.execute(query.order_by(at.report, at.start, at.end)):
                found.setdefault(row.report, []).append(Mention(*row))
        return found

    def mentions_after(self, entity: str, after: str | None = None, *, size: int = 500) -> Part[Mention]:
        """Where an entity is named, by report and then in text order."""
        at = schema.mentions.c
        query = select(at.report, at.start, at.end).where(at.entity == entity).limit(size + 1)
        if after:
            query = query.where(tuple_(at.report, at.start, at.end) > tuple_(*key_of(after, str, int, int)))
        with self._read() as connection:
            rows = connection.execute(query.order_by(at.report, at.start, at.end)).all()
        found = part_of(rows, size, tuple)
        return replace(found, items=tuple(Mention(*row) for row in found.items))

    def bearers(self, entity: str) -> tuple[Bearer, ...]:
        """Where each name of an entity is found first, among its first mentions."""
        at, text = schema.mentions.c, schema.reports.c.text
        words = func.substr(text, at.start + 1, at.end - at.start)
        query = select(at.report, words).join(schema.reports, schema.reports.c.id == at.report)
        query = query.where(at.entity == entity).order_by(at.report, at.start, at.end).limit(FIRST)
        first: dict[str, Bearer] = {}
        with self._read() as connection:
            for report, name in connection.execute(query):
                first.setdefault(name, Bearer(report, name))
        return tuple(first.values())

    def decisions_on(self, entity: Entity) -> list[Decision]:
        """What people decided, oldest first, about whom the names of an entity stand for; undone ones too."""
        at, about, made = schema.mentions.c, schema.about.c, schema.decisions
        names = {entity.name, *entity.aliases}
        spoken_of = select(about.decision).join(schema.mentions, at.report == about.thing)
        spoken_of = spoken_of.where(at.entity == entity.id)
        query = select(made).where(made.c.kind.in_(get_args(DecisionKind)), made.c.id.in_(spoken_of))
        with self._read() as connection:
            rows = connection.execute(query.order_by(made.c.id)).all()
            return [d for row in rows if _is_named(connection, entity.id, d := decisions.of_row(row), names)]

    def last_about(self, entity: Entity) -> int:
        """The number of the last decision about whom the entity's names stand for; 0 if there is none."""
        return max((max(d.number or 0, d.undone_by or 0) for d in self.decisions_on(entity)), default=0)

    def entities_given(self, given: str) -> list[Entity]:
        """The entities that may be meant, without mentions: by id, else by name, else by how ids begin."""
        table, names = schema.entities.c, schema.aliases.c
        called = select(names.entity).where(names.folded == folded(given))
        begun = [table.id.startswith(begin, autoescape=True) for begin in (given, f"entity-{given}")]
        with self._read() as connection:
            for meant in (
                table.id.in_([given, f"entity-{given}"]),
                table.id.in_(called),
                begun[0] | begun[1],
            ):
                rows = connection.execute(select(table.record).where(meant).order_by(table.id).limit(20))
                if found := [msgspec.json.decode(record, type=Entity) for (record,) in rows]:
                    return found
        return []


def _is_named(connection: Connection, entity: str, decision: Decision, names: Collection[str]) -> bool:
    """Whether a decision speaks of a report that names the entity by one of these names."""
    at = schema.mentions.c
    spoken_of = sorted({b.report for b in (*decision.one, *decision.other) if b.name in names})
    for start in range(0, len(spoken_of), MANY):
        some = at.report.in_(spoken_of[start : start + MANY])
        if connection.execute(select(literal_column("1")).where(at.entity == entity, some).limit(1)).first():
            return True
    return False
