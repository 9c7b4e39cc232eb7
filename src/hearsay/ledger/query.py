"""Reading a ledger: rows become records again, joined with what was found across reports.

In: questions. Out: records, streamed in the order of their ids. Never here: a write.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Select, func, or_, select

from hearsay.ledger import decisions, judgements, schema, sqlite
from hearsay.ledger.doubts import Doubts
from hearsay.ledger.judged import judge_claim, name_claim
from hearsay.ledger.lists import Lists
from hearsay.ledger.mentioned import Mentioned
from hearsay.ledger.news import News
from hearsay.ledger.people import Mentions, with_entities
from hearsay.ledger.publishers import Publishers
from hearsay.ledger.reading import OF_CLAIMS, laid_on, read_conflicts, read_predictions, text_of
from hearsay.ledger.search import Hit, reports_with_any, search
from hearsay.records import (
    MATTERS,
    Bearer,
    Claim,
    Conflict,
    Decision,
    Entity,
    Hypothesis,
    Judgement,
    JudgementKind,
    Mention,
    Name,
    Origin,
    Prediction,
    Rejected,
    Report,
    Span,
    Story,
    Target,
)

T = TypeVar("T")

AT_ONCE = 500  # records that are read as people judged them
WORDS = ("content", "name", "text", "tag", "value")  # what people read of a decision, among its parts
COUNTED = (
    schema.reports,
    schema.claims,
    schema.entities,
    schema.stories,
    schema.origins,
    schema.conflicts,
    schema.predictions,
    schema.rejected,
)


class View(Doubts, Lists, Mentioned, News, Publishers):
    """A ledger to read from. Safe to share between threads: each question has its own connection.

    Who asks many questions one after the other, as a page does, keeps one (`with_one_connection`): opening a
    connection costs ten times as much as a question, since SQLite reads the whole schema.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = sqlite.engine(path)
        self._kept: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back everything that is held."""
        self._reader.dispose()

    @contextmanager
    def with_one_connection(self) -> Iterator[Self]:
        """The same ledger for one asker. No lock is held between two questions."""
        with sqlite.translated(self.path), self._reader.connect() as connection:
            bound = copy(self)
            bound._kept = connection
            yield bound

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with sqlite.translated(self.path):
            if self._kept is None:
                with self._reader.begin() as connection:
                    yield connection
            elif self._kept.in_transaction():  # a question within a question
                yield self._kept
            else:
                with self._kept.begin():
                    yield self._kept

    def _records(self, kind: type[T], query: Select[Any]) -> Iterator[T]:
        with self._read() as connection:
            for (record,) in connection.execute(query):
                yield msgspec.json.decode(record, type=kind)

    def has_report(self, report: str) -> bool:
        """Whether the ledger holds the report."""
        with self._read() as connection:
            query = select(schema.reports.c.number).where(schema.reports.c.id == report)
            return connection.execute(query).first() is not None

    def report(self, report: str) -> Report | None:
        """One report, with its origin and story; None if there is none of this id."""
        return next(self._reports(schema.reports.c.id == report), None)

    def text(self, report: str) -> str:
        """The text of a report that the ledger holds."""
        with self._read() as connection:
            query = select(schema.reports.c.text).where(schema.reports.c.id == report)
            text: str = connection.execute(query).scalar_one()
            return text

    def texts(self, reports: Sequence[str]) -> dict[str, str]:
        """The texts of some reports, by id."""
        table = schema.reports.c
        with self._read() as connection:
            rows = connection.execute(select(table.id, table.text).where(table.id.in_(reports)))
            return {row.id: row.text for row in rows}

    def reports(self, *, story: str | None = None, ids: Sequence[str] | None = None) -> Iterator[Report]:
        """All reports, those of a story, or these, in the order of their ids."""
        if ids is not None:
            return self._reports(schema.reports.c.id.in_(ids))
        return self._reports(schema.reports.c.story == story if story else None)

    def _reports(self, condition: Any) -> Iterator[Report]:
        table = schema.reports.c
        source = select(func.min(schema.sources.c.source)).where(schema.sources.c.report == table.id)
        query = select(table.record, table.text, source.scalar_subquery(), table.origin, table.story)
        with self._read() as connection:
            for record, text, source, origin, story in connection.execute(_where(query, condition, table.id)):
                report = msgspec.json.decode(record, type=Report)
                yield replace(report, text=text, source=source, origin=origin, story=story)

    def reports_from(self, given: str) -> list[str]:
        """The ids of the reports of this id, or seen at this place, or at a place within it."""
        table, source = schema.reports.c, schema.sources.c
        parts = source.source.startswith(f"{given}#", autoescape=True)
        with self._read() as connection:
            query = select(table.id).where(table.id == given)
            if found := list(connection.execute(query).scalars()):
                return found
            query = select(source.report).where((source.source == given) | parts).distinct()
            return sorted(connection.execute(query).scalars())

    def sources(self, report: str) -> tuple[str, ...]:
        """Every place where the report was seen, smallest first."""
        table = schema.sources.c
        with self._read() as connection:
            query = select(table.source).where(table.report == report).order_by(table.source)
            return tuple(connection.execute(query).scalars())

    def names(self, report: str) -> tuple[Name, ...]:
        """The names in a report, in text order."""
        table, words = schema.names.c, schema.reports.c
        query = select(table.start, table.end, table.kind, words.text).join(
            schema.reports, words.id == table.report
        )
        query = query.where(table.report == report)
        with self._read() as connection:
            rows = connection.execute(query.order_by(table.start, table.end, table.kind))
            return tuple(Name(start, end, kind, text[start:end]) for start, end, kind, text in rows)

    def claim(self, claim: str) -> Claim | None:
        """One claim, with its event and the entities that it names; None if there is none of this id."""
        return next(self._claims(schema.claims.c.id == claim), None)

    def found_claim(self, claim: str) -> Claim | None:
        """The same as it was found, before anybody judged it."""
        return next(self._claims(schema.claims.c.id == claim, judged=False), None)

    def claims(
        self,
        *,
        report: str | None = None,
        story: str | None = None,
        ids: Sequence[str] | None = None,
        reports: Sequence[str] | None = None,
        judged: bool = True,
    ) -> Iterator[Claim]:
        """All claims, those of a report, of some or of a story, or these; by report, then in text order.

        Without `judged` as they were found.
        """
        condition: Any = None if ids is None else schema.claims.c.id.in_(ids)
        if report is not None:
            condition = schema.claims.c.report == report
        elif reports is not None:
            condition = schema.claims.c.report.in_(reports)
        elif story is not None:
            members = select(schema.reports.c.id).where(schema.reports.c.story == story)
            condition = schema.claims.c.report.in_(members)
        return self._claims(condition, judged=judged)

    def _claims(self, condition: Any, *, judged: bool = True) -> Iterator[Claim]:
        table, event, own, whole = schema.claims.c, schema.events.c, schema.claim_origins.c, schema.reports.c
        origin = func.coalesce(own.origin, whole.origin).label("origin")
        query = (
            select(table.report, table.record, event.event, origin)
            .join(schema.reports, whole.id == table.report)
            .outerjoin(schema.events, event.claim == table.id)
            .outerjoin(schema.claim_origins, own.claim == table.id)
        )
        query = _where(query, condition, table.report, table.start, table.end, table.id)
        with self._read() as connection:

            @lru_cache(maxsize=1024)
            def by_name(name: str) -> str | None:
                named = select(schema.aliases.c.entity).where(schema.aliases.c.name == name)
                found = connection.execute(named).scalars().all()
                return found[0] if len(found) == 1 else None

            reports = _judged_reports(connection, condition) if judged else frozenset()
            for report, rows in groupby(connection.execute(query), key=lambda row: row.report):
                mentions = _mentions(connection, report)
                laid = laid_on(connection, report) if report in reports else {}
                for row in rows:
                    claim = msgspec.json.decode(row.record, type=Claim)
                    about = laid.get(claim.id, ())
                    if about:
                        claim = judge_claim(claim, about, partial(text_of, connection, report))
                    named = with_entities(claim, mentions, by_name)
                    if about:
                        named = name_claim(named, about, partial(_bearer, connection))
                    yield replace(named, event=row.event, origin=row.origin)

    def judged_reports(self) -> frozenset[str]:
        """The reports of which somebody judged a claim."""
        with self._read() as connection:
            return _judged_reports(connection, None)

    def entity(self, entity: str) -> Entity | None:
        """One entity with all its mentions; None if there is none of this id."""
        return next(self._entities(schema.entities.c.id == entity), None)

    def entities(self) -> Iterator[Entity]:
        """All entities with their mentions."""
        return self._entities(None)

    def _entities(self, condition: Any) -> Iterator[Entity]:
        table, at = schema.entities.c, schema.mentions.c
        query = select(table.record, table.id, at.report, at.start, at.end).outerjoin(
            schema.mentions, at.entity == table.id
        )
        with self._read() as connection:
            rows = connection.execute(_where(query, condition, table.id, at.report, at.start, at.end))
            for _, group in groupby(rows, key=lambda row: row.id):
                found = list(group)
                mentions = tuple(Mention(*row[2:]) for row in found if row.report is not None)
                yield replace(msgspec.json.decode(found[0].record, type=Entity), mentions=mentions)

    def claim_counts(self) -> dict[str, int]:
        """How many claims each report has that has any."""
        table = schema.claims.c
        with self._read() as connection:
            rows = connection.execute(select(table.report, func.count()).group_by(table.report))
            return {row.report: row[1] for row in rows}

    def called(self, name: str) -> list[str]:
        """The ids of the entities that have this name, or this id."""
        named = select(schema.aliases.c.entity).where(schema.aliases.c.name == name)
        own = select(schema.entities.c.id).where(schema.entities.c.id == name)
        with self._read() as connection:
            return sorted(set(connection.execute(named.union(own)).scalars()))

    def joined(self) -> Iterator[Entity]:
        """All entities, without their mentions."""
        return self._records(Entity, select(schema.entities.c.record).order_by(schema.entities.c.id))

    def story(self, story: str) -> Story | None:
        """One story; None if there is none of this id."""
        query = select(schema.stories.c.record).where(schema.stories.c.id == story)
        return next(self._records(Story, query), None)

    def stories(self) -> Iterator[Story]:
        """All stories."""
        return self._records(Story, select(schema.stories.c.record).order_by(schema.stories.c.id))

    def origin(self, origin: str) -> Origin | None:
        """One origin; None if there is none of this id."""
        query = select(schema.origins.c.record).where(schema.origins.c.id == origin)
        return next(self._records(Origin, query), None)

    def origins(
        self,
        *,
        story: str | None = None,
        stories: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Origin]:
        """All origins, those of a story or of several, or these."""
        table = schema.origins.c
        condition = _is(table.story, story)
        if stories is not None:
            condition = table.story.in_(stories)
        elif ids is not None:
            condition = table.id.in_(ids)
        return self._records(Origin, _where(select(table.record), condition, table.id))

    def conflicts(
        self,
        *,
        story: str | None = None,
        stories: Collection[str] | None = None,
        report: str | None = None,
        reports: Collection[str] | None = None,
        ids: Sequence[str] | None = None,
    ) -> Iterator[Conflict]:
        """All conflicts, or those of a story, with "" of none, or of several; of reports alone; or these."""
        table = schema.conflicts.c
        query = select(table.record)
        condition = table.story.is_(None) if story == "" else _is(table.story, story)
        alone = reports if report is None else [report]
        if stories is not None:
            condition = table.story.in_(stories)
        elif alone is not None:
            query = query.join(schema.claims, schema.claims.c.id == table.claim)
            condition = schema.claims.c.report.in_(alone) & table.story.is_(None)
        elif ids is not None:
            condition = table.id.in_(ids)
        return self._read_as(Conflict, _where(query, condition, table.id), read_conflicts)

    def _read_as(
        self,
        kind: type[T],
        query: Select[Any],
        read: Callable[[Connection, Sequence[T]], Iterator[T]],
    ) -> Iterator[T]:
        """Records as people read them, some hundred at a time."""
        with self._read() as connection:
            rows = iter(connection.execute(query))
            while some := [msgspec.json.decode(row[0], type=kind) for row in islice(rows, AT_ONCE)]:
                yield from read(connection, some)

    def conflict(self, conflict: str) -> Conflict | None:
        """One question in dispute; None if there is none of this id."""
        return next(self.conflicts(ids=[conflict]), None)

    def predictions(
        self,
        *,
        story: str | None = None,
        report: str | None = None,
        reports: Collection[str] | None = None,
        ids: Sequence[str] | None = None,
    ) -> Iterator[Prediction]:
        """All predictions, or those in the reports of a story, in a report, in several, or these."""
        table = schema.predictions.c
        query = select(table.record)
        if story is not None:
            query = query.join(schema.claims, schema.claims.c.id == table.claim)
            query = query.join(schema.reports, schema.reports.c.id == schema.claims.c.report)
        condition = _is(schema.reports.c.story, story)
        several = reports if report is None else [report]
        if several is not None:
            query = query.join(schema.claims, schema.claims.c.id == table.claim)
            condition = schema.claims.c.report.in_(several)
        elif ids is not None:
            condition = table.id.in_(ids)
        return self._read_as(Prediction, _where(query, condition, table.id), read_predictions)

    def decisions(self) -> Iterator[Decision]:
        """What people decided about entities, oldest first; undone ones too."""
        with self._read() as connection:
            yield from decisions.read(connection)

    def judgements(
        self, *kinds: JudgementKind, report: str | None = None, holding: bool = False
    ) -> Iterator[Judgement]:
        """What people judged, of these kinds or of all, oldest first; about one report alone, or in force."""
        with self._read() as connection:
            yield from judgements.read(connection, *kinds, report=report, holding=holding)

    def last_on(self, kind: JudgementKind, target: Target) -> int:
        """The number of the last decision on this matter, 0 if there is none; to be given back to `judge`."""
        with self._read() as connection:
            return judgements.last_on(connection, kind, target)

    def last_on_claim(self, kind: JudgementKind, claim: str) -> int:
        """The same for a matter of one claim, or of the prediction that it makes."""
        made, about = schema.decisions.c, schema.about.c
        query = select(func.max(func.max(made.id, func.coalesce(made.undone_by, 0))))
        query = query.join(schema.about, about.decision == made.id)
        with self._read() as connection:
            asked = query.where(about.thing == claim, made.kind.in_(MATTERS[kind]))
            return connection.execute(asked).scalar() or 0

    def hypotheses(self, *, matter: str | None = None) -> Iterator[Hypothesis]:
        """All supposed answers, or the rivals on one matter, in the order of matters and then of time."""
        table = schema.hypotheses.c
        query = _where(select(table.record), _is(table.matter, matter), table.matter, table.id)
        found = self._records(Hypothesis, query)
        return iter(sorted(found, key=lambda h: (h.matter, h.time, h.id)))

    def log(self, *, number: int | None = None) -> Iterator[Decision | Judgement]:
        """Every decision of whatever kind, or the one of this number, oldest first."""
        table = schema.decisions.c
        query = _where(select(schema.decisions), _is(table.id, number), table.id)
        with self._read() as connection:
            for row in connection.execute(query):
                yield judgements.of_row(row) if row.kind in MATTERS else decisions.of_row(row)

    def log_from(
        self, skip: int, *, kind: str = "", user: str = "", words: Sequence[str] = (), size: int
    ) -> list[Decision | Judgement]:
        """Decisions from a place on, the newest first: of a kind, of somebody, that hold all of the words."""
        query = select(schema.decisions).where(*_logged(kind, user, words))
        query = query.order_by(schema.decisions.c.id.desc()).offset(skip).limit(size)
        with self._read() as connection:
            rows = connection.execute(query).all()
        return [judgements.of_row(row) if row.kind in MATTERS else decisions.of_row(row) for row in rows]

    def count_log(self, *, kind: str = "", user: str = "", words: Sequence[str] = ()) -> int:
        """How many such decisions there are."""
        query = select(func.count()).select_from(schema.decisions).where(*_logged(kind, user, words))
        with self._read() as connection:
            return int(connection.execute(query).scalar_one())

    def deciders(self) -> tuple[set[str], list[str]]:
        """Which kinds of decisions there are, and who made any, by name."""
        table = schema.decisions.c
        with self._read() as connection:
            kinds = set(connection.execute(select(table.kind).distinct()).scalars())
            users = connection.execute(select(table.user).where(table.user.is_not(None)).distinct()).scalars()
            return kinds, sorted(user for user in users if user)

    def last_decision(self) -> int:
        """The number of the last decision of a person, undone or not; 0 if there is none."""
        with self._read() as connection:
            return connection.execute(select(func.max(schema.decisions.c.id))).scalar() or 0

    def rejected(self) -> Iterator[Rejected]:
        """Every document that became no report, by source."""
        return self._records(Rejected, select(schema.rejected.c.record).order_by(schema.rejected.c.source))

    def digests(self, kind: type[T], *, reports: Collection[str] | None = None) -> Iterator[T]:
        """What a stage kept of each report, or of these, for the look across reports, in order of ids."""
        table = schema.digests.c
        query = select(table.record).where(table.kind == kind.__name__).order_by(table.report)
        if reports is not None:
            query = query.where(table.report.in_(reports))
        with self._read() as connection:
            for (record,) in connection.execute(query):
                yield msgspec.msgpack.decode(record, type=kind)

    def counts(self) -> dict[str, int]:
        """How many records of each kind the ledger holds."""
        with self._read() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in COUNTED
            }

    def candidates(self, words: Sequence[str], limit: int = 50) -> Iterator[tuple[Report, list[Claim]]]:
        """The reports that hold any of the words, best first, each with its claims."""
        with self._read() as connection:
            found = reports_with_any(connection, words, limit)
        reports = {report.id: report for report in self.reports(ids=found)}
        claims: dict[str, list[Claim]] = {}
        for claim in self.claims(reports=found):
            claims.setdefault(claim.report, []).append(claim)
        yield from ((reports[name], claims.get(name, [])) for name in found if name in reports)

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """The reports that hold all the words of the query, best first."""
        with self._read() as connection:
            return search(connection, query, limit)


def _logged(kind: str, user: str, words: Sequence[str]) -> list[Any]:
    """Words may stand in what is decided about, in what was decided, in the reason, or name who did."""
    table, found = schema.decisions.c, list[Any]()
    if kind:
        found.append(table.kind == kind)
    if user:
        found.append(table.user == user)
    titled = select(schema.about.c.decision).join(schema.reports, schema.reports.c.id == schema.about.c.thing)
    said = func.json_tree(table.payload).table_valued("key", "atom").alias("said")
    for word in words:
        spoken = select(said.c.key).where(said.c.key.in_(WORDS), said.c.atom.icontains(word, autoescape=True))
        there = [column.icontains(word, autoescape=True) for column in (table.reason, table.user)]
        there.append(table.id.in_(titled.where(schema.reports.c.title.icontains(word, autoescape=True))))
        found.append(or_(spoken.exists(), *there))
    return found


def _is(column: Any, value: str | int | None) -> Any:
    return None if value is None else column == value


def _where(query: Select[Any], condition: Any, *order: Any) -> Select[Any]:
    return (query if condition is None else query.where(condition)).order_by(*order)


def _mentions(connection: Connection, report: str) -> Mentions:
    at = schema.mentions.c
    rows = connection.execute(select(at.start, at.end, at.entity).where(at.report == report))
    return Mentions((Span(start, end), entity) for start, end, entity in rows)


def _judged_reports(connection: Connection, condition: Any) -> frozenset[str]:
    """The reports, of those whose claims are asked for, of whose claims people judged any."""
    table = schema.decisions.c
    query = select(table.report).where(table.kind.in_(OF_CLAIMS), table.undone_by.is_(None))
    if condition is not None:
        query = query.where(table.report.in_(select(schema.claims.c.report).where(condition)))
    return frozenset(connection.execute(query.distinct()).scalars())


def _bearer(connection: Connection, bearer: Bearer) -> str | None:
    """The entity that a report calls so."""
    names, at = schema.aliases.c, schema.mentions.c
    query = select(names.entity).join(schema.mentions, at.entity == names.entity)
    query = query.where(names.name == bearer.name, at.report == bearer.report).order_by(names.entity)
    found: str | None = connection.execute(query.limit(1)).scalar()
    return found
