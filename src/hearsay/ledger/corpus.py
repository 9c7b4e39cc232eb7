"""What was found across reports, changed where a report that came or went changes it.

In: records that are new or otherwise, and the reports or ids of those that are no more. Out: rows, by the
connection of a build. Never here: a row that nothing touched.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import bindparam, delete, func, literal_column, select, text, update

from hearsay.ledger import schema
from hearsay.ledger.columns import columns, folded
from hearsay.ledger.kept import Tables
from hearsay.ledger.reading import follow_conflicts, follow_predictions
from hearsay.records import Conflict, Entity, Origin, Prediction, Span, Story

T = TypeVar("T")
Moved = tuple[str, Sequence[Span], str | None, str | None]
"""In this report, these mentions are now of one entity, and were of another before."""


UNINDEX = text("INSERT INTO search (search, rowid, title, text) VALUES ('delete', :number, :title, :text)")


class CorpusTables(Tables):
    """The tables of the corpus within one transaction."""

    def waiting(self, limit: int) -> list[str]:
        """The reports that wait for a look across reports, in the order in which they came."""
        query = select(schema.pending.c.report).join(
            schema.reports, schema.reports.c.id == schema.pending.c.report
        )
        return list(self._connection.execute(query.order_by(schema.reports.c.number).limit(limit)).scalars())

    def count_waiting(self) -> int:
        """How many reports wait."""
        return self._connection.execute(select(func.count()).select_from(schema.pending)).scalar_one()

    def seen(self, reports: Collection[str]) -> None:
        """These reports wait no longer."""
        self._drop(schema.pending, ({"report": report} for report in reports), "report")

    def version(self, what: str) -> str | None:
        """Which version made what is here."""
        query = select(schema.made.c.version).where(schema.made.c.what == what)
        return self._connection.execute(query).scalar_one_or_none()

    def begin_anew(self, what: str, version: str) -> None:
        """Forget all that was found across reports, decisions excepted: every report waits again."""
        for table in (*schema.CORPUS, *schema.KEPT):
            self._connection.execute(delete(table))
        self._connection.execute(update(schema.reports).values(origin=None, story=None))
        every = select(schema.reports.c.id)
        self._connection.execute(schema.pending.insert().from_select(["report"], every))
        self._put(schema.made, [{"what": what, "version": version}], replace=True)

    def read_by_others(self, name: str, version: str) -> list[str]:
        """The reports in which an older version of the models of this name found what stands there."""
        table = schema.reports.c
        older = table.read_by.startswith(f"{name} ", autoescape=True) & (table.read_by != version)
        query = select(table.id).where(older | table.read_by.is_(None)).order_by(table.number)
        return list(self._connection.execute(query).scalars())

    def every_report(self) -> list[str]:
        """The ids of all reports, in the order in which they came."""
        return list(
            self._connection.execute(select(schema.reports.c.id).order_by(schema.reports.c.number)).scalars()
        )

    def digests(self, kind: type[T], reports: Collection[str]) -> Iterator[T]:
        """What a stage kept of these reports for the look across reports."""
        table = schema.digests.c
        query = select(table.record).where(table.kind == literal_column(f"'{kind.__name__}'"))
        for (record,) in self._ask(f"digests {kind.__name__}", lambda: query, table.report, sorted(reports)):
            yield msgspec.msgpack.decode(record, type=kind)

    def digest(self, kind: type[T]) -> Callable[[str], T]:
        """A way to load the digest of one report."""
        return lambda report: next(self.digests(kind, (report,)))

    def text(self, report: str) -> str:
        """The text of a report."""
        table = schema.reports.c
        ((text,),) = self._ask("text", lambda: select(table.text), table.id, (report,))
        return str(text)

    def stories_of(self, reports: Collection[str]) -> dict[str, str | None]:
        """The story of each of these reports."""
        table = schema.reports.c
        return dict(self._ask("stories of", lambda: select(table.id, table.story), table.id, sorted(reports)))

    def members(self, stories: Collection[str]) -> set[str]:
        """The reports in these stories."""
        table = schema.reports.c
        return {
            report
            for (report,) in self._ask("members", lambda: select(table.id), table.story, sorted(stories))
        }

    def put_entities(self, gone: Collection[str], entities: Sequence[Entity], moved: Sequence[Moved]) -> None:
        """Write entities in the place of their former selves, and of which entity mentions are now."""
        ids = [{"entity": entity.id} for entity in entities]
        out = [{"entity": entity} for entity in gone]
        before = (
            {"report": report, "start": span.start, "end": span.end, "entity": entity}
            for report, spans, _, entity in moved
            if entity is not None
            for span in spans
        )
        self._drop(schema.mentions, before, "report", "start", "end", "entity")
        self._drop(schema.aliases, (*ids, *out), "entity")
        self._drop(schema.mentions, out, "entity")
        self._drop(schema.entities, ({"id": entity} for entity in gone), "id")
        self._put(schema.entities, map(_row, entities), replace=True)
        now = (
            {"report": report, "start": span.start, "end": span.end, "entity": entity}
            for report, spans, entity, _ in moved
            if entity is not None
            for span in spans
        )
        self._put(schema.mentions, now)
        self._put(
            schema.aliases,
            (
                {"name": name, "entity": entity.id, "folded": folded(name)}
                for entity in entities
                for name in sorted({entity.name, *entity.aliases})
            ),
        )
        mentions = schema.mentions.c
        counted = select(func.count(mentions.report.distinct())).where(mentions.entity == bindparam("entity"))
        if ids:
            statement = update(schema.entities).where(schema.entities.c.id == bindparam("entity"))
            self._connection.execute(statement.values(reports=counted.scalar_subquery()), ids)

    def put_origins(
        self, reports: Collection[str], origins: Sequence[Origin], of_claims: Mapping[str, str]
    ) -> None:
        """All origins of these reports and of their claims are now those."""
        former = self._origins_of(reports)
        of_report = select(schema.claims.c.id).where(schema.claims.c.report == bindparam("_report"))
        rows = [{"_report": report} for report in reports]
        if rows:
            own = delete(schema.claim_origins).where(schema.claim_origins.c.claim.in_(of_report))
            self._connection.execute(own, rows)
        self._drop(schema.origins, ({"id": origin} for origin in former), "id")
        self._put(schema.origins, map(_row, origins), replace=True)
        self._put(schema.claim_origins, ({"claim": c, "origin": o} for c, o in of_claims.items()))
        self._assign("origin", ((m.report, origin.id) for origin in origins for m in origin.members))

    def put_stories(self, gone: Collection[str], stories: Sequence[Story]) -> set[str]:
        """Write stories in the place of their former selves; all reports that were or are in them."""
        former = self.members([*gone, *(story.id for story in stories)])
        now = {report: story.id for story in stories for report in story.reports}
        self._drop(schema.stories, ({"id": story} for story in gone), "id")
        self._put(schema.stories, map(_row, stories), replace=True)
        self._assign("story", [*((report, None) for report in former - now.keys()), *now.items()])
        return former | now.keys()

    def place_origins(self, reports: Collection[str]) -> None:
        """Put the origins of these reports, and of their claims, into the story of their first report."""
        origins = self.origins(reports)
        firsts = {origin.id: _reports_of(origin) for origin in origins}
        stories = self.stories_of({report for some in firsts.values() for report in some})
        placed = [
            replace(o, story=next((s for report in firsts[o.id] if (s := stories.get(report))), None))
            for o in origins
        ]
        changed = (new for old, new in zip(origins, placed, strict=True) if old != new)
        self._put(schema.origins, map(_row, changed), replace=True)

    def origins(self, reports: Collection[str]) -> list[Origin]:
        """The origins of these reports, and of their claims."""
        table = schema.origins.c
        named = sorted(self._origins_of(reports))
        found = self._ask("origins", lambda: select(table.record), table.id, named)
        return [msgspec.json.decode(record, type=Origin) for (record,) in found]

    def stories(self, ids: Collection[str]) -> list[Story]:
        """These stories."""
        table = schema.stories.c
        found = self._ask("stories", lambda: select(table.record), table.id, sorted(ids))
        return [msgspec.json.decode(record, type=Story) for (record,) in found]

    def put_accounts(
        self, reports: Collection[str], conflicts: Iterable[Conflict], events: Mapping[str, str]
    ) -> None:
        """All conflicts and events of the claims of these reports are now those."""
        of_report = select(schema.claims.c.id).where(schema.claims.c.report == bindparam("_report"))
        rows = [{"_report": report} for report in reports]
        for table in (schema.conflicts, schema.events) if rows else ():
            self._connection.execute(delete(table).where(table.c.claim.in_(of_report)), rows)
        self._put(schema.conflicts, (_row(replace(conflict, judged=())) for conflict in conflicts))
        self._put(schema.events, ({"claim": claim, "event": event} for claim, event in events.items()))
        follow_conflicts(self._connection, reports)

    def put_predictions(self, reports: Collection[str], predictions: Iterable[Prediction]) -> None:
        """All predictions in these reports are now those."""
        of_report = select(schema.claims.c.id).where(schema.claims.c.report == bindparam("_report"))
        if rows := [{"_report": report} for report in reports]:
            own = schema.predictions.c.claim.in_(of_report)
            self._connection.execute(delete(schema.predictions).where(own), rows)
        self._put(schema.predictions, (_row(replace(p, judged=())) for p in predictions))
        follow_predictions(self._connection, reports)

    def drop_report(self, report: str) -> None:
        """Take a report out with all that stands in it; nothing across reports may rest on it any more."""
        row = self._connection.execute(
            select(schema.reports.c.number, schema.reports.c.title, schema.reports.c.text).where(
                schema.reports.c.id == report
            )
        ).one()
        self._connection.execute(UNINDEX, {"number": row.number, "title": row.title, "text": row.text})
        for table in (schema.pending, schema.digests, schema.claims, schema.names, schema.sources):
            self._drop(table, [{"report": report}], "report")
        self._drop(schema.reports, [{"id": report}], "id")

    def _origins_of(self, reports: Collection[str]) -> set[str]:
        table, own = schema.reports.c, schema.claim_origins.c
        query = select(own.origin).join(schema.claims, schema.claims.c.id == own.claim)
        names = sorted(reports)
        found = self._ask("origin of", lambda: select(table.origin), table.id, names)
        found += self._ask("origins of claims", lambda: query, schema.claims.c.report, names)
        return {origin for (origin,) in found if origin is not None}

    def _assign(self, name: str, pairs: Iterable[tuple[str, str | None]]) -> None:
        of_report = schema.reports.c.id == bindparam("_report")
        statement = update(schema.reports).where(of_report).values({name: bindparam("_value")})
        if rows := [{"_report": report, "_value": value} for report, value in pairs]:
            self._connection.execute(statement, rows)


def _reports_of(origin: Origin) -> tuple[str, ...]:
    """Its members; where only claims go back to it, the first report that has one."""
    return tuple(member.report for member in origin.members) or (origin.first,)


def _row(record: Entity | Origin | Story | Conflict | Prediction) -> dict[str, Any]:
    stored = replace(record, mentions=()) if isinstance(record, Entity) else record
    return {"id": record.id, "record": msgspec.json.encode(stored).decode(), **columns(record)}
