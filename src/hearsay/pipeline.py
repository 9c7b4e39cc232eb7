"""The order of the stages, and the only place that joins them to the ledger.

In: what the user names. Out: a ledger that holds it, and a summary. Never here: how a stage works.
A build that is interrupted at any moment goes on, the next time, with the first report that is not stored.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from typing import BinaryIO

from hearsay import __version__
from hearsay.annotate import BATCH_CHARACTERS, Annotator, batches, load_annotator
from hearsay.claims import find_claims
from hearsay.config import AnnotateConfig, Config
from hearsay.conflicts import find_conflicts, find_predictions
from hearsay.errors import BadDecision, NothingToRead
from hearsay.ledger import Ledger
from hearsay.origins import claim_origins, text_digest, trace_origins
from hearsay.parallel import in_order
from hearsay.read import Fetched, find_documents, read_document, read_fetched
from hearsay.records import (
    MATTERS,
    AnnotatedReport,
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
    stands,
)
from hearsay.resolve import bearers_of, name_digest, resolve_entities
from hearsay.stories import group_stories, story_digest


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


@dataclass(slots=True)
class Reading:
    """One report on its way to the ledger."""

    doc: AnnotatedReport
    claims: list[Claim] = field(default_factory=list)
    misplaced: list[Claim] = field(default_factory=list)
    digests: list[object] = field(default_factory=list)
    failed: Rejected | None = None


@dataclass(slots=True)
class Corpus:
    """All reports, on the way from digests to conflicts."""

    ledger: Ledger
    entities: list[Entity] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    events: dict[str, str] = field(default_factory=dict)
    claim_origins: dict[str, str] = field(default_factory=dict)


def claim(reading: Reading) -> None:
    """Who says what; a claim whose words do not stand where it says is set aside."""
    for found in find_claims(reading.doc):
        place = reading.claims if stands(found, reading.doc.report.text) else reading.misplaced
        place.append(found)


def digest(reading: Reading) -> None:
    """What the corpus steps will need of this report."""
    doc, claims = reading.doc, reading.claims
    reading.digests = [name_digest(doc), text_digest(doc, claims), story_digest(doc, claims)]


def resolve(corpus: Corpus) -> None:
    """One entity for the names of one person, body or place."""
    ledger = corpus.ledger
    corpus.entities = resolve_entities(ledger.digests(NameDigest), ledger.decisions())


def trace(corpus: Corpus) -> None:
    """One origin for reports, and for claims, that go back to one account."""
    ledger = corpus.ledger
    judged = ledger.judgements("reports.copies", "reports.independent", holding=True)
    origins = trace_origins(ledger.digests(TextDigest), ledger.text, judged)
    corpus.claim_origins, more = claim_origins(origins, lambda report: ledger.claims(report=report))
    corpus.origins = origins + more


def group(corpus: Corpus) -> None:
    """One story for reports about one happening; an origin belongs to the story of its reports."""
    corpus.stories = list(group_stories(corpus.ledger.digests(StoryDigest), corpus.origins))
    story_of = {report: story.id for story in corpus.stories for report in story.reports}
    corpus.origins = [
        replace(
            origin,
            story=next((story_of[r] for r in _reports_of(origin) if r in story_of), None),
        )
        for origin in corpus.origins
    ]


def compare(corpus: Corpus) -> None:
    """Conflicts and predictions; stored together with all that they rest on."""
    corpus.ledger.replace_corpus(
        entities=corpus.entities,
        origins=corpus.origins,
        stories=corpus.stories,
        conflicts=_conflicts(corpus),
        predictions=_predictions(corpus.ledger),
        events=corpus.events,
        claim_origins=corpus.claim_origins,
    )


def _reports_of(origin: Origin) -> tuple[str, ...]:
    """Its members; where only claims go back to it, the first report that has one."""
    return tuple(member.report for member in origin.members) or (origin.first,)


REPORT_STEPS: tuple[Callable[[Reading], None], ...] = (claim, digest)
"""What is done with each annotated report alone, in this order."""

CORPUS_STEPS: tuple[tuple[str, Callable[[Corpus], None]], ...] = (
    ("matching names", resolve),
    ("tracing origins", trace),
    ("grouping stories", group),
    ("comparing accounts", compare),
)
"""What is done with all reports together, in this order."""


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
    """Read everything that the inputs name into the ledger, then look across all that it holds.

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
        if annotator is None and config.annotate.processes > 1:
            readings = _read_apart(reports, config)
        else:
            readings = map(_read, (annotator or _Late(config)).annotate(reports))
        for reading in readings:
            if reading.failed is not None:
                intake.lose(reading.doc.report.id, reading.failed)
            else:
                _store(ledger, reading)
        intake.note_sources()
        if not intake.new and not intake.seen:
            raise _nothing(intake.rejected)
        look_across(ledger, on_progress=on_progress)
        ledger.note_build(datetime.now(UTC).isoformat(timespec="seconds"), __version__)
    return Summary(len(intake.new), intake.seen, tuple(intake.rejected), ledger.counts())


def look_across(ledger: Ledger, *, on_progress: Callable[[Progress], None] = lambda progress: None) -> None:
    """Replace what was found across reports by what is found now."""
    corpus = Corpus(ledger)
    for number, (name, step) in enumerate(CORPUS_STEPS):
        on_progress(Progress(name, number, len(CORPUS_STEPS)))
        step(corpus)
    on_progress(Progress(CORPUS_STEPS[-1][0], len(CORPUS_STEPS), len(CORPUS_STEPS)))


def decide(
    ledger: Ledger,
    kind: DecisionKind,
    entity: Entity,
    other: Entity | str,
    *,
    time: str,
    user: str | None = None,
    reason: str | None = None,
) -> int:
    """Keep what a person decided; its number. The next look across reports applies it.

    `merge` takes another entity; the others a name of this one, which is (confirm) or is not (split, reject)
    that of the rest.

    Raises:
        BadDecision: no report calls it so, or none otherwise.
    """
    named = bearers_of(entity, ledger.digests(NameDigest))
    if isinstance(other, Entity):
        # the first bearer of each name: enough to find both again, however many reports name them
        one = tuple({bearer.name: bearer for bearer in reversed(named)}.values())
        more = bearers_of(other, ledger.digests(NameDigest))
        others = tuple({bearer.name: bearer for bearer in reversed(more)}.values())
    else:
        one = tuple(bearer for bearer in named if bearer.name != other)
        others = tuple(bearer for bearer in named if bearer.name == other)
    if not one or not others:
        raise BadDecision(f"no report calls {entity.name!r} both so and otherwise", path=str(other))
    return ledger.decide(Decision(kind, one, others, time, user, reason))


def judge(ledger: Ledger, judgement: Judgement, *, after: int | None = None) -> int:
    """Keep what a person judged, and apply it where it needs no look across all reports; its number.

    `after` is the number of the last decision on the same matter that the person saw, 0 for none.

    Raises:
        BadDecision: it is about something of another kind, or quotes words that do not stand there.
        DecidedMeanwhile: somebody judged the same matter since.
    """
    number = ledger.judge(judgement, after=after)
    _apply(ledger, judgement)
    return number


def undo(
    ledger: Ledger, number: int, *, time: str, user: str | None = None, reason: str | None = None
) -> tuple[int, Decision | Judgement]:
    """Take a decision of whatever kind back; the number of the undo, and what no longer holds.

    Raises:
        BadDecision: there is no such decision, or it cannot be undone.
    """
    undone = ledger.decide(Decision("undo", (), (), time, user, reason, undoes=number))
    (taken_back,) = ledger.log(number=number)
    if isinstance(taken_back, Judgement):
        _apply(ledger, taken_back)
    return undone, taken_back


def waits(decision: Decision | Judgement) -> bool:
    """Whether only a look across reports applies it, since entities or origins change."""
    return isinstance(decision, Decision) or decision.kind in ("reports.copies", "reports.independent")


def _apply(ledger: Ledger, judgement: Judgement) -> None:
    """Compare the accounts of the report and its story anew, where claims read otherwise now."""
    report = judgement.target.report
    if judgement.target.kind == "claim" and judgement.kind in MATTERS["claim.confirm"] and report:
        ledger.replace_accounts(report, lambda: _accounts(ledger, report))


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


class _Late:
    """The annotator of the settings, loaded when the first report needs it."""

    def __init__(self, config: Config) -> None:
        self._config = config.annotate

    def annotate(self, reports: Iterable[Report], /) -> Iterator[AnnotatedReport]:
        rest = iter(reports)
        for first in rest:
            yield from load_annotator(self._config).annotate(chain([first], rest))


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


def _read(doc: AnnotatedReport) -> Reading:
    """What the steps find in a report; if one of them fails, says so instead."""
    reading = Reading(doc)
    try:
        for step in REPORT_STEPS:
            step(reading)
    except Exception as error:  # a defect of ours in one report must not cost the user all the others
        reason = f"could not be analysed: {type(error).__name__}: {error}"
        hint = "a defect of hearsay: please report it; the next build tries again"
        reading.failed = Rejected(doc.report.source, reason, hint)
    return reading


def _read_apart(reports: Iterable[Report], config: Config) -> Iterator[Reading]:
    """The same, the reports spread over processes a batch at a time."""
    settings = config.annotate
    work = batches(reports, count=settings.batch, characters=BATCH_CHARACTERS)
    results = in_order(partial(_work, settings), work, processes=settings.processes)
    yield from chain.from_iterable(results)


_load_once = cache(load_annotator)  # in a process that reads for another: once for all its batches


def _work(settings: AnnotateConfig, reports: list[Report]) -> list[Reading]:
    """Readings without their parse, which only the steps need and which does not travel."""
    readings = [_read(doc) for doc in _load_once(settings).annotate(reports)]
    for reading in readings:
        reading.doc = replace(reading.doc, parse=None)
    return readings


def _store(ledger: Ledger, reading: Reading) -> None:
    """Stores a report with all that its steps found."""
    for misplaced in reading.misplaced:
        where = f"{misplaced.report} {misplaced.id}"
        ledger.reject(Rejected(where, "a claim quotes words that do not stand where it says"))
    report, names = reading.doc.report, reading.doc.names
    ledger.add_report(report, names=names, claims=reading.claims, digests=reading.digests)


def _conflicts(corpus: Corpus) -> Iterator[Conflict]:
    """Story by story, then each report without one; claims come with the entities stored just before."""
    ledger = corpus.ledger
    for story in corpus.stories:
        events, conflicts = _within_story(ledger, story)
        corpus.events.update(events)
        yield from conflicts
    own = {origin.id: origin for origin in corpus.origins}
    for report in ledger.reports():
        if report.story is None:
            events, conflicts = _within_report(ledger, report, own.get(report.origin or ""))
            corpus.events.update(events)
            yield from conflicts


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


def _predictions(ledger: Ledger) -> Iterator[Prediction]:
    for report in ledger.reports():
        yield from _foretold(ledger, report)


def _foretold(ledger: Ledger, report: Report) -> Iterator[Prediction]:
    claims = (claim for claim in ledger.claims(report=report.id) if not claim.rejected)
    return find_predictions(claims, reports={report.id: report})


def _nothing(rejected: Sequence[Rejected]) -> NothingToRead:
    if not rejected:
        return NothingToRead("nothing to read", hint="name files or folders")
    first = rejected[0]
    more = f"; nor could {len(rejected) - 1} more" if len(rejected) > 1 else ""
    return NothingToRead(f"could not be read: {first.reason}{more}", path=first.source, hint=first.hint)
