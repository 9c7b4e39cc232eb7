"""Writing a ledger: one transaction per report, one for everything found across reports.

In: records. Out: rows. Never here: a report half stored, or a second builder.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Table, bindparam, delete, select, text, update
from sqlalchemy.dialects.sqlite import insert

from hearsay.errors import BadDecision
from hearsay.ledger import decisions, judgements, news, schema, sqlite
from hearsay.ledger.columns import columns, folded
from hearsay.ledger.corpus import CorpusTables
from hearsay.ledger.judged import correct
from hearsay.ledger.kept import Tables
from hearsay.ledger.query import View
from hearsay.ledger.reading import (
    follow,
    follow_all,
    follow_claims,
    follow_conflicts,
    follow_predictions,
    in_parts,
)
from hearsay.records import (
    MATTERS,
    Claim,
    Conflict,
    Correction,
    Decision,
    Entity,
    Hypothesis,
    Judgement,
    Name,
    Origin,
    Prediction,
    Rejected,
    Report,
    Story,
    stands,
)
from hearsay.records.identity import content_id

T = TypeVar("T")
_INDEX = text(
    "INSERT INTO search (rowid, title, text) "
    "SELECT number, title, text FROM reports WHERE id IN :ids ORDER BY number"
).bindparams(bindparam("ids", expanding=True))
BATCH = 500  # rows handed to the database at once, so that a corpus is never held as rows


@dataclass(frozen=True, slots=True)
class Found:
    """A report that was read, with what was found in it."""

    report: Report
    names: Sequence[Name]
    claims: Sequence[Claim]
    digests: Sequence[object]


class Ledger(View):
    """A ledger to read from and to write to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._builder: Connection | None = None

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the ledger for a build. What is written outside a build takes the same lock for itself.

        Raises:
            LedgerBusy: another build holds the ledger.
        """
        if self._builder is not None:  # this very build does
            yield
            return
        with sqlite.exclusive(self.path), self._connected() as connection:
            self._builder = connection
            try:
                yield
            finally:
                self._builder = None

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with sqlite.translated(self.path):
            connection = sqlite.engine(self.path, write=True).connect()
            sqlite.keep_readers_going(connection)
        try:
            yield connection
        finally:
            sqlite.become_one_file(connection)
            connection.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if self._builder is None:
            with self.building(), self._write() as connection:
                yield connection
        else:
            with sqlite.translated(self.path), self._builder.begin():
                yield self._builder

    @contextmanager
    def _beside(self) -> Iterator[Connection]:
        """Write a little while another build may run: it waits for a transaction of that, not for its end."""
        if self._builder is not None:
            with self._write() as connection:
                yield connection
        else:
            with sqlite.translated(self.path), sqlite.engine(self.path, write=True).begin() as connection:
                yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        # Within a transaction of this build, what it has written so far can be read.
        if self._builder is not None and self._builder.in_transaction():
            yield self._builder
        else:
            with super()._read() as connection:
                yield connection

    def add_report(
        self,
        report: Report,
        *,
        names: Iterable[Name],
        claims: Iterable[Claim],
        digests: Iterable[object],
        read_by: str | None = None,
    ) -> None:
        """Store a report with what was found in it, all or nothing. One that is there keeps what it has.

        It waits for the next look across reports. `read_by` is the version that found what stands in it.
        """
        self.add_reports([Found(report, tuple(names), tuple(claims), tuple(digests))], read_by=read_by)

    def add_reports(self, found: Iterable[Found], *, read_by: str | None = None) -> None:
        """Store reports with what was found in each, all of them or nothing; otherwise as `add_report`."""
        every = list(found)
        with self._write() as connection:
            sources = ({"report": one.report.id, "source": one.report.source} for one in every)
            known = _there(connection, {one.report.id for one in every})
            fresh: dict[str, Found] = {}
            for one in every:
                if one.report.id not in known:
                    fresh.setdefault(one.report.id, one)
            _insert(connection, schema.reports, (_report_row(new.report, read_by) for new in fresh.values()))
            _insert(connection, schema.sources, sources)
            for some in in_parts([*fresh]):
                connection.execute(_INDEX, {"ids": some})
            _insert_found(connection, [(id_, o.names, o.claims, o.digests) for id_, o in fresh.items()])

    def read_again(
        self,
        report: str,
        *,
        names: Iterable[Name],
        claims: Iterable[Claim],
        digests: Iterable[object],
        read_by: str | None,
    ) -> None:
        """Put what is now found in a report in the place of what was; it waits for the next look.

        What was found across reports and rests on the former claims is dropped with them.
        """
        own = select(schema.claims.c.id).where(schema.claims.c.report == report)
        with self._write() as connection:
            for resting in (schema.predictions, schema.conflicts, schema.events, schema.claim_origins):
                connection.execute(delete(resting).where(resting.c.claim.in_(own)))
            for table in (schema.names, schema.claims, schema.digests):
                connection.execute(delete(table).where(table.c.report == report))
            of_report = schema.reports.c.id == report
            connection.execute(update(schema.reports).where(of_report).values(read_by=read_by))
            _insert_found(connection, [(report, names, claims, digests)])

    @contextmanager
    def looking_across(self) -> Iterator[tuple[Connection, CorpusTables]]:
        """The tables of the corpus, changed all or not at all."""
        with self._write() as connection:
            yield connection, CorpusTables(connection)

    def add_source(self, report: str, source: str) -> None:
        """Note that a report was also seen elsewhere. The smallest source is the one that is shown."""
        if source in self.sources(report):
            return
        with self._write() as connection:
            _insert(connection, schema.sources, [{"report": report, "source": source}])

    def drop_sources(self, report: str, sources: Sequence[str]) -> None:
        """Note that a report is no longer seen in these places."""
        table = schema.sources.c
        with self._write() as connection:
            gone = (table.report == report) & table.source.in_(sources)
            connection.execute(delete(schema.sources).where(gone))

    def reject(self, rejected: Rejected) -> None:
        """Note that a document became no report."""
        row = {"source": rejected.source, "record": _json(rejected)}
        statement = insert(schema.rejected).on_conflict_do_update(["source"], set_={"record": row["record"]})
        with self._write() as connection:
            connection.execute(statement, row)

    def decide(self, decision: Decision, *, after: int | None = None) -> int:
        """Append what a person decided; its number. The next look across reports applies it.

        `after` is the number of the last decision on its first side that the person saw, 0 for none.

        Raises:
            BadDecision: it names nobody, or what it undoes cannot be undone.
            DecidedMeanwhile: somebody decided about that side since.
        """
        with self._beside() as connection:
            number = decisions.add(connection, decision, after=after, path=str(self.path))
            if decision.undoes is None:
                _apply(connection, decision)
            else:
                _apply(connection, decisions.numbered(connection, decision.undoes))
            return number

    def judge(self, judgement: Judgement, *, after: int | None = None) -> int:
        """Append what a person judged; its number. It is in force for whatever is read from then on.

        `after` is the number of the last decision on the same matter that the person saw, 0 for none.

        Raises:
            BadDecision: it is about something of another kind, or does not hold what its kind holds.
            DecidedMeanwhile: somebody judged the same matter since.
        """
        if judgement.kind in MATTERS["claim.confirm"]:
            self._check_claim(judgement)
        with self._beside() as connection:
            number = judgements.add(connection, judgement, after=after, path=str(self.path))
            _apply(connection, judgement)
            return number

    def _check_claim(self, judgement: Judgement) -> None:
        """Make sure that there is such a claim, and that its words stand in the report when corrected."""
        claim = self.found_claim(judgement.target.claims[0].claim) if judgement.target.claims else None
        if claim is None:
            raise BadDecision("the ledger holds no such claim", path=str(self.path))
        if isinstance(judgement.value, Correction):
            whole, spans = self.text(claim.report), judgement.value.after.spans
            in_order = all(a.end <= b.start for a, b in pairwise(spans))
            if "spans" in judgement.value.changes and not (spans and in_order):
                raise BadDecision("the pieces of a claim come one after the other", path=claim.report)
            if not stands(correct(claim, judgement.value, lambda: whole), whole):
                raise BadDecision("a correction quotes words that do not stand there", path=claim.report)

    def keep_search(self, name: str, query: str, *, time: str) -> str:
        """Keep a search under a name; its id. The same search under the same name is kept once."""
        id_: str = content_id("search", name, query)
        with self._beside() as connection:
            _insert(connection, schema.searches, [{"id": id_, "name": name, "query": query, "time": time}])
        return id_

    def drop_search(self, search: str) -> None:
        """Keep a search no longer; one that is not there is not missed."""
        with self._beside() as connection:
            connection.execute(delete(schema.searches).where(schema.searches.c.id == search))

    def note_build(self, time: str, version: str) -> int:
        """Note that the ledger was added to, and what is there for the first time; the build's number.

        `time` is ISO 8601 in UTC.
        """
        with self._write() as connection:
            return news.note_build(connection, time, version)

    def note_visit(self, user: str, time: str, build: int) -> None:
        """Note that somebody has seen everything up to a build."""
        with self._beside() as connection:
            news.note_visit(connection, user, time, build)

    def keep_watched(self, kind: str, name: str, state: object) -> None:
        """Keep what somebody who watches must remember of a file, a page, a feed or an alert."""
        row = {"kind": kind, "name": name, "state": _json(state)}
        statement = insert(schema.watched).on_conflict_do_update(
            ["kind", "name"], set_={"state": row["state"]}
        )
        with self._beside() as connection:
            connection.execute(statement, row)

    def suppose(self, hypothesis: Hypothesis) -> None:
        """Keep a supposed answer; one that is there already stays as it is."""
        row = {"id": hypothesis.id, "matter": hypothesis.matter, "record": _json(hypothesis)}
        with self._beside() as connection:
            _insert(connection, schema.hypotheses, [row])

    def forget_rejected(self, source: str) -> None:
        """Drop what was noted about a document and its parts, before it is read again."""
        column = schema.rejected.c.source
        parts = column.between(f"{source}#", f"{source}$") & (column != f"{source}$")  # "$" comes after "#"
        condition = (column == source) | parts
        with self._read() as connection:
            known = connection.execute(select(column).where(condition)).first()
        if known:
            with self._write() as connection:
                connection.execute(delete(schema.rejected).where(condition))

    def replace_corpus(
        self,
        *,
        entities: Iterable[Entity],
        origins: Iterable[Origin],
        stories: Iterable[Story],
        conflicts: Iterable[Conflict],
        predictions: Iterable[Prediction],
        events: Mapping[str, str],
        claim_origins: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Put these results of the look across reports in the place of the former ones, all or nothing.

        They are written in the order of the arguments, and what is written can be read at once: an iterator
        of conflicts may read claims with the new entities, and fill `events` as it goes. `claim_origins` has
        the claims that go back elsewhere than their reports.
        """
        with self._write() as connection:
            for table in schema.CORPUS:
                connection.execute(delete(table))
            connection.execute(update(schema.reports).values(origin=None, story=None))
            for some in _batches(entities):
                _add_entities(connection, some)
            for origin in origins:
                _insert(connection, schema.origins, [_row(origin)])
                _assign(connection, schema.reports.c.origin, origin.id, (m.report for m in origin.members))
            moved = ({"claim": c, "origin": o} for c, o in claim_origins.items())
            _insert(connection, schema.claim_origins, moved)
            for story in stories:
                _insert(connection, schema.stories, [_row(story)])
                _assign(connection, schema.reports.c.story, story.id, story.reports)
            _insert_accounts(connection, conflicts, predictions, events)
            follow_all(connection)

    def replace_accounts(
        self,
        report: str,
        compare: Callable[[], tuple[Iterable[Conflict], Iterable[Prediction], Mapping[str, str]]],
    ) -> None:
        """Put conflicts, predictions and events in the place of those of a report and of its story.

        `compare` finds them, while nobody else writes.
        """
        with self._beside() as connection:
            found = self.report(report)
            if found is None:
                return
            conflicts, predictions, events = compare()
            own = select(schema.claims.c.id).where(schema.claims.c.report == report)
            members = [report]
            if found.story is not None:
                of_story = select(schema.reports.c.id).where(schema.reports.c.story == found.story)
                members = list(connection.execute(of_story).scalars())
                told = select(schema.claims.c.id).where(schema.claims.c.report.in_(of_story))
                former = schema.conflicts.c.story == found.story
            else:
                told = own
                former = schema.conflicts.c.story.is_(None) & schema.conflicts.c.claim.in_(own)
            connection.execute(delete(schema.conflicts).where(former))
            connection.execute(delete(schema.events).where(schema.events.c.claim.in_(told)))
            connection.execute(delete(schema.predictions).where(schema.predictions.c.claim.in_(own)))
            _insert_accounts(connection, conflicts, predictions, events)
            follow_conflicts(connection, members)
            follow_predictions(connection, [report])


def _apply(connection: Connection, made: Decision | Judgement) -> None:
    """Have columns follow what was decided or taken back; reports wait whose entities or origins change."""
    spoken_of: set[str] = set()
    if isinstance(made, Judgement):
        follow(connection, made)
        if made.kind in MATTERS["reports.copies"]:
            spoken_of = set(made.target.reports)
    else:
        spoken_of = {bearer.report for bearer in (*made.one, *made.other)}
    there = connection.execute(select(schema.reports.c.id).where(schema.reports.c.id.in_(spoken_of)))
    _insert(connection, schema.pending, [{"report": report} for report in there.scalars().all()])


def _insert_accounts(
    connection: Connection,
    conflicts: Iterable[Conflict],
    predictions: Iterable[Prediction],
    events: Mapping[str, str],
) -> None:
    stored = (replace(conflict, judged=()) for conflict in conflicts)
    _insert(connection, schema.conflicts, (_row(c) for c in stored))
    expected = (replace(prediction, judged=()) for prediction in predictions)
    _insert(connection, schema.predictions, (_row(p) for p in expected))
    _insert(connection, schema.events, ({"claim": c, "event": e} for c, e in events.items()))


def _add_entities(connection: Connection, entities: Sequence[Entity]) -> None:
    stored = (_row(replace(entity, mentions=())) | columns(entity) for entity in entities)
    _insert(connection, schema.entities, stored)
    names = ((name, entity.id) for entity in entities for name in (entity.name, *entity.aliases))
    _insert(connection, schema.aliases, ({"name": n, "entity": id_, "folded": folded(n)} for n, id_ in names))
    mentions = ((mention, entity.id) for entity in entities for mention in entity.mentions)
    _insert(
        connection,
        schema.mentions,
        ({"report": m.report, "start": m.start, "end": m.end, "entity": id_} for m, id_ in mentions),
    )


def _assign(connection: Connection, column: Column[str], value: str, reports: Iterable[str]) -> None:
    of_report = schema.reports.c.id == bindparam("report")
    statement = update(schema.reports).where(of_report).values({column: value})
    for batch in _batches({"report": report} for report in reports):
        connection.execute(statement, batch)


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    # The same key is the same record (ids are hashes of content), so a row that is there may stay.
    Tables(connection).add(table, rows)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _json(record: object) -> str:
    return msgspec.json.encode(record).decode()


def _row(record: Entity | Origin | Story | Conflict | Prediction) -> dict[str, Any]:
    return {"id": record.id, "record": _json(record), **columns(record)}


def _there(connection: Connection, reports: Collection[str]) -> set[str]:
    """Those of the reports that are stored."""
    found: set[str] = set()
    for some in in_parts(sorted(reports)):
        found.update(
            connection.execute(select(schema.reports.c.id).where(schema.reports.c.id.in_(some))).scalars()
        )
    return found


def _insert_found(
    connection: Connection,
    found: Collection[tuple[str, Iterable[Name], Iterable[Claim], Iterable[object]]],
) -> None:
    """Write what was found in reports; they wait for the next look."""
    _insert(connection, schema.names, (_name_row(r, name) for r, names, _, _ in found for name in names))
    _insert(connection, schema.claims, (_claim_row(claim) for _, _, claims, _ in found for claim in claims))
    digests = ((report, digest) for report, _, _, some in found for digest in some)
    _insert(connection, schema.digests, (_digest_row(*digest) for digest in digests))
    _insert(connection, schema.pending, ({"report": report} for report, *_ in found))
    follow_claims(connection, {report for report, *_ in found})


def _report_row(report: Report, read_by: str | None) -> dict[str, Any]:
    stored = replace(report, text="", source="", origin=None, story=None)
    row = {"id": report.id, "title": report.title, "text": report.text, "record": _json(stored)}
    return row | columns(report) | {"read_by": read_by}


def _name_row(report: str, name: Name) -> dict[str, Any]:
    return {"report": report, "start": name.start, "end": name.end, "kind": name.kind}


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "record": _json(replace(claim, event=None, origin=None, judged=())),
        **columns(claim),
    }


def _digest_row(report: str, digest: object) -> dict[str, Any]:
    return {"kind": type(digest).__name__, "report": report, "record": msgspec.msgpack.encode(digest)}
