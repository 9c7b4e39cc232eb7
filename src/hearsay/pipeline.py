"""The order of the stages, and the only place that joins them to the ledger.

In: what the user names. Out: a ledger that holds it, and a summary. Never here: how a stage works.
A build that is interrupted at any moment goes on, the next time, with the first report that is not stored.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import BinaryIO

from hearsay import __version__
from hearsay.annotate import (
    Annotator,
    model_name,
    model_version,
)
from hearsay.config import Config
from hearsay.conflicts import find_conflicts, find_predictions
from hearsay.errors import BadDecision, NothingToRead
from hearsay.ledger import ArchiveTables, Connection, CorpusTables, Ledger, NameTables, ShelfTables
from hearsay.origins import Change, Lineage, claim_origins
from hearsay.read import Fetched, find_documents, read_document, read_fetched
from hearsay.reading import Reading, read_reports, seldom_collected
from hearsay.records import (
    MATTERS,
    Claim,
    Conflict,
    Decision,
    DecisionKind,
    Entity,
    Judgement,
    NameDigest,
    Origin,
    Prediction,
    Rejected,
    Report,
    Story,
    StoryDigest,
    TextDigest,
)
from hearsay.resolve import Names, bearers_of
from hearsay.stories import Stories, Tie, near, places_of

AT_ONCE = 2000  # reports that are looked at together: memory, and what an interruption costs
CORPUS_VERSION = "8"  # to be counted on when the corpus steps find otherwise: all is then looked at anew


@dataclass(frozen=True, slots=True)
class Progress:
    """So far, `done` of `total` were dealt with in this step; `total` is None while nobody can tell."""

    step: str
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build met (`new`, `seen`, `rejected`) and what the ledger holds after it, by kind of record."""

    new: int
    seen: int
    rejected: tuple[Rejected, ...]
    holds: dict[str, int]


def build(
    inputs: Sequence[str],
    ledger: Ledger,
    *,
    config: Config | None = None,
    annotator: Annotator | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    stdin: BinaryIO | None = None,
    fetched: Sequence[Fetched] = (),
) -> Summary:
    """Read everything that the inputs name into the ledger, then look across what is new in it.

    Where an older version of our models found what stands in a report, it is read again.

    `fetched` are documents that somebody got from elsewhere, read after the inputs.

    Raises:
        NothingToRead: none of the inputs became a report.
        LedgerBusy: another build holds the ledger.
        LedgerFull: there is no room; what was stored stays.
        MissingModel: a model is not there.
    """
    config = config or Config()
    intake = _Intake(ledger, config, on_progress, stdin)
    with ledger.building():
        reports = intake.new_reports(inputs, fetched)
        for reading in read_reports(reports, config.annotate, annotator):
            if reading.failed is not None:
                intake.lose(reading.report.id, reading.failed)
            else:
                _store(ledger, reading, model_version(config.annotate))
        intake.note_sources()
        if not intake.new and not intake.seen:
            raise _nothing(intake.rejected)
        with ledger.looking_across() as (_, tables):
            older = tables.read_by_others(model_name(config.annotate), model_version(config.annotate))
        _read_again(ledger, older, config, annotator, on_progress)
        look_across(ledger, on_progress=on_progress)
        ledger.note_build(datetime.now(UTC).isoformat(timespec="seconds"), __version__)
    return Summary(len(intake.new), intake.seen, tuple(intake.rejected), ledger.counts())


def look_across(ledger: Ledger, *, on_progress: Callable[[Progress], None] = lambda progress: None) -> None:
    """Look across the reports that came, or that people decided about, since the last look.

    What waits is done some thousand reports at a time, each time all or nothing: a look that is interrupted
    goes on, the next time, with those that still wait. Everything is looked at anew where another version
    of the corpus steps had found what is there.
    """
    with ledger.building(), seldom_collected():
        with ledger.looking_across() as (_, tables):
            if tables.version("corpus") != CORPUS_VERSION:
                tables.begin_anew("corpus", CORPUS_VERSION)
            total = tables.count_waiting()
        across, done = Across(ledger), 0
        while True:
            on_progress(Progress("looking across reports", done, total))
            with ledger.looking_across() as (connection, tables):
                come = tables.waiting(AT_ONCE)
                if not come:
                    break
                across.change(connection, tables, come, ())
            done += len(come)


def rebuild(
    ledger: Ledger,
    *,
    config: Config | None = None,
    annotator: Annotator | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> int:
    """Find anew all that stands in the reports of the ledger, and across them; how many were read again.

    Texts, sources and what people decided stay. One that was interrupted goes on with the next build.

    Raises:
        LedgerBusy: a build holds the ledger.
        MissingModel: a model is not there.
    """
    config = config or Config()
    with ledger.building():
        with ledger.looking_across() as (_, tables):
            every = tables.every_report()
        _read_again(ledger, every, config, annotator, on_progress)
        look_across(ledger, on_progress=on_progress)
    return len(every)


def _read_again(
    ledger: Ledger,
    reports: Sequence[str],
    config: Config,
    annotator: Annotator | None,
    on_progress: Callable[[Progress], None],
) -> None:
    """Read stored texts once more; what was found across reports rested on former digests, and goes first."""
    if not reports:
        return
    with ledger.looking_across() as (_, tables):
        tables.begin_anew("corpus", CORPUS_VERSION)
    texts = (report for name in reports if (report := ledger.report(name)) is not None)
    version = model_version(config.annotate)
    for number, reading in enumerate(read_reports(texts, config.annotate, annotator)):
        on_progress(Progress("reading again", number, len(reports)))
        if reading.failed is not None:
            ledger.reject(reading.failed)
            continue
        ledger.read_again(
            reading.report.id,
            names=reading.names,
            claims=reading.claims,
            digests=reading.digests or (),
            read_by=version,
        )


def forget(ledger: Ledger, report: str) -> None:
    """Take a report out of the ledger, with its edges and nothing else; what people decided stays on record.

    Raises:
        LedgerBusy: a build holds the ledger.
    """
    with ledger.building(), ledger.looking_across() as (connection, tables):
        Across(ledger).change(connection, tables, (), (report,))
        tables.drop_report(report)


def decide(
    ledger: Ledger,
    kind: DecisionKind,
    entity: Entity,
    other: Entity | str,
    *,
    time: str,
    user: str | None = None,
    reason: str | None = None,
    after: int | None = None,
) -> int:
    """Keep what a person decided; its number. The next look across reports applies it.

    `merge` takes another entity; the others a name of this one, which is (confirm) or is not (split, reject)
    that of the rest. `after` is the number of the last decision about the entity that the person saw.

    Raises:
        BadDecision: no report calls it so, or none otherwise.
        DecidedMeanwhile: somebody decided about the entity since.
    """
    named = bearers_of(entity, ledger.digests(NameDigest, reports={m.report for m in entity.mentions}))
    if isinstance(other, Entity):
        # the first bearer of each name: enough to find both again, however many reports name them
        one = tuple({bearer.name: bearer for bearer in reversed(named)}.values())
        more = bearers_of(other, ledger.digests(NameDigest, reports={m.report for m in other.mentions}))
        others = tuple({bearer.name: bearer for bearer in reversed(more)}.values())
    else:
        one = tuple(bearer for bearer in named if bearer.name != other)
        others = tuple(bearer for bearer in named if bearer.name == other)
    if not one or not others:
        raise BadDecision(f"no report calls {entity.name!r} both so and otherwise", path=str(other))
    return ledger.decide(Decision(kind, one, others, time, user, reason), after=after)


def judge(ledger: Ledger, judgement: Judgement, *, after: int | None = None) -> int:
    """Keep what a person judged, and apply it where it needs no look across all reports; its number.

    `after` is the number of the last decision on the same matter that the person saw, 0 for none.

    Raises:
        BadDecision: it is about something of another kind, or quotes words that do not stand there.
        DecidedMeanwhile: somebody judged the same matter since.
    """
    with _comparing(ledger, judgement):
        return ledger.judge(judgement, after=after)


def undo(
    ledger: Ledger, number: int, *, time: str, user: str | None = None, reason: str | None = None
) -> tuple[int, Decision | Judgement]:
    """Take a decision of whatever kind back; the number of the undo, and what no longer holds.

    Raises:
        BadDecision: there is no such decision, or it cannot be undone.
    """
    taken_back = next(iter(ledger.log(number=number)), None)
    with _comparing(ledger, taken_back):
        undone = ledger.decide(Decision("undo", (), (), time, user, reason, undoes=number))
    assert taken_back is not None  # what does not exist was refused
    return undone, taken_back


def waits(decision: Decision | Judgement) -> bool:
    """Whether only a look across reports applies it, since entities or origins change."""
    return isinstance(decision, Decision) or decision.kind in ("reports.copies", "reports.independent")


@contextmanager
def _comparing(ledger: Ledger, decision: Decision | Judgement | None) -> Iterator[None]:
    """Compare the accounts of a report and its story anew, if its claims read otherwise afterwards."""
    report = decision.target.report if isinstance(decision, Judgement) else None
    if decision is None or report is None or decision.kind not in MATTERS["claim.confirm"]:
        yield
        return
    before = _readings(ledger, report)
    yield
    if _readings(ledger, report) != before:
        ledger.replace_accounts(report, lambda: _accounts(ledger, report))


def _readings(ledger: Ledger, report: str) -> list[tuple[Claim, bool]]:
    """The claims of a report as they are read now, whoever judged them."""
    return [(replace(claim, judged=()), claim.rejected) for claim in ledger.claims(report=report)]


def _accounts(ledger: Ledger, report_id: str) -> tuple[list[Conflict], Iterable[Prediction], dict[str, str]]:
    report = ledger.report(report_id)
    assert report is not None
    story = ledger.story(report.story) if report.story else None
    if story is not None:
        events, conflicts = _within_story(ledger, story)
    else:
        origin = ledger.origin(report.origin) if report.origin else None
        events, conflicts = _within_report(ledger, report, origin)
    return conflicts, _foretold(ledger, report), events


class Across:
    """The corpus steps, in their order, over what a ledger keeps from one report to the next."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lineage: Lineage | None = None
        self._stories: Stories | None = None

    def change(
        self, connection: Connection, tables: CorpusTables, come: Sequence[str], go: Sequence[str]
    ) -> None:
        """Let reports come and go; only what that touches is looked at and written."""
        named = self._resolve(connection, tables, come, go)
        traced, led_back = self._trace(connection, tables, come, go)
        grouped = self._group(connection, tables, come, go, traced.origins)
        tables.place_origins({*grouped, *traced.reports} - {*go})
        self.compare(tables, {*come, *named, *led_back, *grouped} - {*go}, come, go)
        tables.seen(come)

    def _resolve(
        self, connection: Connection, tables: CorpusTables, come: Sequence[str], go: Sequence[str]
    ) -> set[str]:
        """One entity for the names of one person, body or place; the reports that name others than before."""
        names = Names(NameTables(connection), lambda some: tables.digests(NameDigest, set(some) - {*go}))
        found = names.change(
            list(tables.digests(NameDigest, come)), {*come, *go}, list(self._ledger.decisions())
        )
        tables.put_entities(found.gone, found.entities, found.mentions)
        return {report for report, _, now, before in found.mentions if now != before}

    def _trace(
        self, connection: Connection, tables: CorpusTables, come: Sequence[str], go: Sequence[str]
    ) -> tuple[Change, set[str]]:
        """One origin for reports, and for claims, that go back to one account; the reports that now do."""
        if self._lineage is None:
            kept = ShelfTables(connection)
            judged = self._ledger.judgements("reports.copies", "reports.independent", holding=True)
            self._lineage = Lineage(kept, kept, partial(tables.digests, TextDigest), tables.text, judged)
        found = self._lineage.change(tables.digests(TextDigest, come), go, again=come)
        read_otherwise = self._ledger.judged_reports()

        def claims(report: str) -> Iterable[Claim]:
            return (
                self._ledger.claims(report=report)
                if report in read_otherwise
                else tables.found_claims(report)
            )

        of_claims, more = claim_origins(found.origins, claims)
        return found, tables.put_origins(found.reports, [*found.origins, *more], of_claims)

    def _group(
        self,
        connection: Connection,
        tables: CorpusTables,
        come: Sequence[str],
        go: Sequence[str],
        origins: Sequence[Origin],
    ) -> set[str]:
        """One story for reports about one happening; the reports that are, or were, in those that changed."""
        if self._stories is None:
            load = partial(tables.digests, StoryDigest)
            self._archive = ArchiveTables(connection, load, places_of, near, Tie)
            self._stories = Stories(self._archive)
        stories = self._stories
        told: dict[str, Story] = {}
        gone: set[str] = set()
        changes = [stories.remove(report) for report in go]
        changes.append(stories.fill(tables.digests(StoryDigest, come), origins))
        self._archive.rest()
        for change in changes:
            gone |= {*change.gone}
            told = {id_: story for id_, story in told.items() if id_ not in change.gone}
            told |= {story.id: story for story in change.stories}
        return tables.put_stories(gone - told.keys(), list(told.values()))

    def compare(
        self, tables: CorpusTables, touched: set[str], come: Sequence[str], go: Sequence[str]
    ) -> None:
        """Conflicts story by story, and of each report without one; predictions of the reports that came."""
        story_of = tables.stories_of(touched)
        stories = tables.stories({story for story in story_of.values() if story})
        alone = [report for report in sorted(touched) if story_of.get(report) is None]
        members = {story.id: story.reports for story in stories}
        reports, claims = self._read(tables, {*touched, *(r for some in members.values() for r in some)})
        origins = tables.origins(reports.keys())
        of_story: dict[str | None, list[Origin]] = defaultdict(list)
        for origin in sorted(origins, key=lambda origin: origin.id):
            of_story[origin.story].append(origin)
        events: dict[str, str] = {}
        conflicts: list[Conflict] = []
        for story in sorted(stories, key=lambda story: story.id):
            told = {report: reports[report] for report in members[story.id]}
            found, more = find_conflicts(
                story,
                reports=told,
                claims=[claim for report in told for claim in claims[report]],
                origins=of_story[story.id],
            )
            events |= found
            conflicts += more
        by_id = {origin.id: origin for origin in origins}
        for name in alone:
            own = [by_id[origin] for origin in (reports[name].origin,) if origin in by_id]
            told = {name: reports[name]}
            found, more = find_conflicts(None, reports=told, claims=claims[name], origins=own)
            events |= found
            conflicts += more
        tables.put_accounts(reports.keys() | {*go}, conflicts, events)
        foretold = (p for name in come for p in find_predictions(claims[name], reports={name: reports[name]}))
        tables.put_predictions((*come, *go), list(foretold))

    def _read(
        self, tables: CorpusTables, names: set[str]
    ) -> tuple[dict[str, Report], dict[str, list[Claim]]]:
        """Reports, and their claims as people left them, in the order of their words."""
        judged = self._ledger.judged_reports() & names
        claims: dict[str, list[Claim]] = {name: [] for name in names}
        found = chain(
            tables.claims(names - judged), self._ledger.claims(reports=sorted(judged)) if judged else ()
        )
        for claim in found:
            if not claim.rejected:
                claims[claim.report].append(claim)
        for some in claims.values():
            some.sort(key=lambda claim: (claim.start, claim.end, claim.id))
        return tables.reports(names), claims


@dataclass(slots=True)
class _Intake:
    """What a build reads, told apart: new, seen before, rejected."""

    ledger: Ledger
    config: Config
    on_progress: Callable[[Progress], None]
    stdin: BinaryIO | None
    new: set[str] = field(default_factory=set)
    seen: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    again: list[tuple[str, str]] = field(default_factory=list)

    def new_reports(self, inputs: Sequence[str], fetched: Sequence[Fetched] = ()) -> Iterator[Report]:
        """The reports that the ledger does not hold, one document after the other."""
        for given in inputs:
            self.ledger.forget_rejected(given)
        sources = list(find_documents(inputs, config=self.config.read))
        for number, source in enumerate(sources):
            self.on_progress(Progress("reading", number, len(sources)))
            if isinstance(source, Rejected):
                self._reject(source)
                continue
            self.ledger.forget_rejected(source)
            yield from self._taken(read_document(source, config=self.config.read, stdin=self.stdin))
        for document in fetched:
            self.ledger.forget_rejected(document.source)
            yield from self._taken(read_fetched(document, config=self.config.read))
        self.on_progress(Progress("reading", len(sources), len(sources)))

    def _taken(self, items: Iterable[Report | Rejected]) -> Iterator[Report]:
        for item in items:
            if isinstance(item, Rejected):
                self._reject(item)
            elif self._is_new(item):
                yield item

    def _is_new(self, report: Report) -> bool:
        if report.id in self.new:  # perhaps not stored yet: its batch may still be under way
            self.again.append((report.id, report.source))
        elif self.ledger.has_report(report.id):
            self.ledger.add_source(report.id, report.source)
        else:
            self.new.add(report.id)
            return True
        self.seen += 1
        return False

    def _reject(self, rejected: Rejected) -> None:
        self.rejected.append(rejected)
        self.ledger.reject(rejected)

    def lose(self, report: str, failed: Rejected) -> None:
        """Take a report back that could not be stored."""
        self.new.discard(report)
        self.again = [(other, source) for other, source in self.again if other != report]
        self._reject(failed)

    def note_sources(self) -> None:
        """Note where reports of this build were met a second time, now that all of them are stored."""
        for report, source in self.again:
            self.ledger.add_source(report, source)


def _store(ledger: Ledger, reading: Reading, version: str) -> None:
    """Stores a report with all that its steps found."""
    for misplaced in reading.misplaced:
        where = f"{misplaced.report} {misplaced.id}"
        ledger.reject(Rejected(where, "a claim quotes words that do not stand where it says"))
    ledger.add_report(
        reading.report,
        names=reading.names,
        claims=reading.claims,
        digests=reading.digests or (),
        read_by=version,
    )


def _within_story(ledger: Ledger, story: Story) -> tuple[dict[str, str], list[Conflict]]:
    reports = {report.id: report for report in ledger.reports(story=story.id)}
    origins = list(ledger.origins(story=story.id))
    claims = [claim for claim in ledger.claims(story=story.id) if not claim.rejected]
    return find_conflicts(story, reports=reports, claims=claims, origins=origins)


def _within_report(
    ledger: Ledger, report: Report, origin: Origin | None
) -> tuple[dict[str, str], list[Conflict]]:
    claims = [claim for claim in ledger.claims(report=report.id) if not claim.rejected]
    origins = [origin] if origin else []
    return find_conflicts(None, reports={report.id: report}, claims=claims, origins=origins)


def _foretold(ledger: Ledger, report: Report) -> Iterator[Prediction]:
    claims = (claim for claim in ledger.claims(report=report.id) if not claim.rejected)
    return find_predictions(claims, reports={report.id: report})


def _nothing(rejected: Sequence[Rejected]) -> NothingToRead:
    if not rejected:
        return NothingToRead("nothing to read", hint="name files or folders")
    first = rejected[0]
    more = f"; nor could {len(rejected) - 1} more" if len(rejected) > 1 else ""
    return NothingToRead(f"could not be read: {first.reason}{more}", path=first.source, hint=first.hint)
