"""What was found across reports, changed where a report that came or went changes it.

In: records that are new or otherwise, and the reports or ids of those that are no more. Out: rows, by the
connection of a build. Never here: a row that nothing touched.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Select, Table, bindparam, delete, func, literal_column, select, text, update

from hearsay.ledger import schema
from hearsay.ledger.columns import columns, folded
from hearsay.ledger.kept import Tables
from hearsay.ledger.people import Mentions, with_entities
from hearsay.ledger.reading import follow_conflicts, follow_predictions
from hearsay.records import Claim, Conflict, Entity, Origin, Prediction, Report, Span, Story

T = TypeVar("T")
Moved = tuple[str, Sequence[Span], str | None, str | None]
"""In this report, these mentions are now of one entity, and were of another before."""


FEW = 10_000  # reports that wait
UNINDEX = text("INSERT INTO search (search, rowid, title, text) VALUES ('delete', :number, :title, :text)")


class CorpusTables(Tables):
    """The tables of the corpus within one transaction."""

    def waiting(self, limit: int) -> list[str]:
        """The reports that wait for a look across reports, in the order in which they came.

        Where few wait, their numbers are looked up: in the order of all reports nearly all are passed over.
        """
        some = list(self._connection.execute(select(schema.pending.c.report).limit(FEW + 1)).scalars())
        if len(some) <= FEW:
            table = schema.reports.c
            found = self._ask("numbers", lambda: select(table.number, table.id), table.id, some)
            return [report for _, report in sorted(found)][:limit]
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

        def compose() -> Select[Any]:
            return select(table.record).where(table.kind == literal_column(f"'{kind.__name__}'"))

        for (record,) in self._ask(f"digests {kind.__name__}", compose, table.report, sorted(reports)):
            yield msgspec.msgpack.decode(record, type=kind)

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
        out = [{"entity": entity} for entity in gone]
        touched = sorted({report for report, *_ in moved})
        named = self._named_in(touched)
        self._drop(schema.mentions, _rows(moved, now=False), "report", "start", "end", "entity")
        table = schema.entities.c
        query = select(table.id, table.record, table.reports)
        asked = sorted({entity.id for entity in entities} | {e for *_, a, b in moved for e in (a, b) if e})
        known = {
            id_: (record, reports or 0)
            for id_, record, reports in self._ask("entities", lambda: query, table.id, asked)
        }
        rows = {entity.id: _row(entity) for entity in entities}
        changed = [e for e in entities if known.get(e.id, ("", 0))[0] != rows[e.id]["record"]]
        self._drop(schema.aliases, (*({"entity": e.id} for e in changed), *out), "entity")
        self._drop(schema.mentions, out, "entity")
        self._drop(schema.entities, ({"id": entity} for entity in gone), "id")
        for row in rows.values():
            row["reports"] = known.get(row["id"], ("", 0))[1]
        self._put(schema.entities, (rows[e.id] for e in changed), replace=True)
        self._put(schema.mentions, _rows(moved, now=True))
        self._put(
            schema.aliases,
            (
                {"name": name, "entity": entity.id, "folded": folded(name)}
                for entity in changed
                for name in sorted({entity.name, *entity.aliases})
            ),
        )
        # what became of the mentions in these reports: a count of all would grow with the ledger
        more = Counter(entity for _, entity in self._named_in(touched))
        more.subtract(Counter(entity for _, entity in named))
        counted = [{"_entity": entity, "_more": number} for entity, number in more.items() if number]
        if counted:
            statement = update(schema.entities).where(table.id == bindparam("_entity"))
            total = func.coalesce(table.reports, 0) + bindparam("_more")
            self._connection.execute(statement.values(reports=total), counted)

    def _named_in(self, reports: Collection[str]) -> set[tuple[str, str]]:
        """Which entities these reports mention."""
        table = schema.mentions.c
        return {
            (report, entity)
            for report, entity in self._ask(
                "named in", lambda: select(table.report, table.entity).distinct(), table.report, reports
            )
        }

    def put_origins(
        self, reports: Collection[str], origins: Sequence[Origin], of_claims: Mapping[str, str]
    ) -> set[str]:
        """All origins of these reports and of their claims are now those; the reports that this changes."""
        former = self._origins_of(reports)
        known = self._records(schema.origins, former)
        own = schema.claim_origins.c
        query = select(own.claim, own.origin).join(schema.claims, schema.claims.c.id == own.claim)
        were = dict(self._ask("claim origins", lambda: query, schema.claims.c.report, sorted(reports)))
        of_others = dict(were.items() ^ of_claims.items())
        self._drop(schema.claim_origins, ({"claim": c} for c in of_others if c in were), "claim")
        was = {id_: msgspec.json.decode(record, type=Origin) for id_, record in known.items()}
        now = {origin.id: origin for origin in origins}
        # which story an origin is in is told afterwards
        same = {id_ for id_, o in now.items() if id_ in was and replace(was[id_], story=None) == o}
        self._drop(schema.origins, ({"id": origin} for origin in former - now.keys()), "id")
        # a report that moves has to leave before it comes: the rows that triggers keep of it would be two
        under = {member.report: origin.id for origin in now.values() for member in origin.members}
        losing = [
            o for o in was.values() if o.id in now and any(under.get(m.report) != o.id for m in o.members)
        ]
        self._put(schema.origins, (_row(replace(o, members=())) for o in losing), replace=True)
        self._put(schema.origins, (_row(o) for id_, o in now.items() if id_ not in same), replace=True)
        self._put(
            schema.claim_origins, ({"claim": c, "origin": of_claims[c]} for c in of_others if c in of_claims)
        )
        changed = [o for id_, o in now.items() if id_ not in same]
        self._assign("origin", ((m.report, origin.id) for origin in changed for m in origin.members))
        changed += [origin for id_, origin in was.items() if id_ not in same]
        claims = schema.claims.c
        found = self._ask("reports of", lambda: select(claims.report), claims.id, sorted(of_others))
        return {report for origin in changed for report in _reports_of(origin)} | {r for (r,) in found}

    def put_stories(self, gone: Collection[str], stories: Sequence[Story]) -> set[str]:
        """Write stories in the place of their former selves; the reports that were or are in what changed."""
        rows = {story.id: (story, _row(story)) for story in stories}
        known = self._records(schema.stories, rows)
        changed = [story for id_, (story, row) in rows.items() if known.get(id_) != row["record"]]
        former = self.members([*gone, *(story.id for story in changed)])
        now = {report: story.id for story in changed for report in story.reports}
        self._drop(schema.stories, ({"id": story} for story in gone), "id")
        self._put(schema.stories, (rows[story.id][1] for story in changed), replace=True)
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

    def reports(self, ids: Collection[str]) -> dict[str, Report]:
        """These reports, with their origins and stories."""
        table = schema.reports.c

        def compose() -> Select[Any]:
            source = select(func.min(schema.sources.c.source)).where(schema.sources.c.report == table.id)
            columns = table.id, table.record, table.text, table.origin, table.story
            return select(*columns, source.scalar_subquery())

        return {
            id_: replace(
                msgspec.json.decode(record, type=Report), text=text, source=source, origin=origin, story=story
            )
            for id_, record, text, origin, story, source in self._ask(
                "reports", compose, table.id, sorted(ids)
            )
        }

    def found_claims(self, report: str) -> Iterator[Claim]:
        """The claims of a report as they stand there, without what was found across reports."""
        table = schema.claims.c
        for (record,) in self._ask("found", lambda: select(table.record), table.report, (report,)):
            yield msgspec.json.decode(record, type=Claim)

    def claims(self, reports: Collection[str]) -> Iterator[Claim]:
        """The claims of these reports as they were found, with their entities and origins; no events."""
        at, table, own, whole = schema.mentions.c, schema.claims.c, schema.claim_origins.c, schema.reports.c
        names = sorted(reports)
        in_report: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        query = select(at.report, at.start, at.end, at.entity)
        for report, start, end, entity in self._ask("mentions", lambda: query, at.report, names):
            in_report[report].append((Span(start, end), entity))
        mentions = {report: Mentions(found) for report, found in in_report.items()}
        none = Mentions(())
        known: dict[str, str | None] = {}

        def by_name(name: str) -> str | None:
            if name not in known:
                alias = schema.aliases.c
                found = self._ask("alias", lambda: select(alias.entity), alias.name, (name,))
                known[name] = found[0][0] if len(found) == 1 else None
            return known[name]

        def compose() -> Select[Any]:
            joined = select(table.report, table.record, func.coalesce(own.origin, whole.origin))
            return joined.join(schema.reports, whole.id == table.report).outerjoin(
                schema.claim_origins, own.claim == table.id
            )

        for report, record, origin in self._ask("claims", compose, table.report, names):
            claim = msgspec.json.decode(record, type=Claim)
            yield replace(with_entities(claim, mentions.get(report, none), by_name), origin=origin)

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

    def _records(self, table: Table, ids: Collection[str]) -> dict[str, str]:
        """The records of these ids, as they are stored."""
        query = select(table.c.id, table.c.record)
        return dict(self._ask(f"records of {table.name}", lambda: query, table.c.id, sorted(ids)))

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


def _rows(moved: Iterable[Moved], *, now: bool) -> Iterator[dict[str, Any]]:
    """The mentions that are now of an entity, or were of another before."""
    for report, spans, entity, former in moved:
        if (of := entity if now else former) is not None:
            for span in spans:
                yield {"report": report, "start": span.start, "end": span.end, "entity": of}


def _reports_of(origin: Origin) -> tuple[str, ...]:
    """Its members; where only claims go back to it, the first report that has one."""
    return tuple(member.report for member in origin.members) or (origin.first,)


def _row(record: Entity | Origin | Story | Conflict | Prediction) -> dict[str, Any]:
    stored = replace(record, mentions=()) if isinstance(record, Entity) else record
    return {"id": record.id, "record": msgspec.json.encode(stored).decode(), **columns(record)}
