"""Reads from a ledger what a page or a brief is about.

In: an open ledger. Out: dossiers and briefs. Never here: markup, a clock, writing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hearsay.conflicts import find_agreed
from hearsay.export.brief import Brief, Section, State
from hearsay.export.dossier import Dossier
from hearsay.export.entity_section import entity_section, thing_section
from hearsay.export.sections import question_section, story_section
from hearsay.ledger import View
from hearsay.records import Conflict, Origin, Prediction, Report, Story
from hearsay.serve.entity_dossier import entity_dossier, thing_dossier
from hearsay.serve.voices import names_in

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a brief is to hold, by id and in this order; nothing at all means everything.

    `things` are words for what has no name ("the database").
    """

    stories: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    things: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stories or self.entities or self.questions or self.things)


EVERYTHING = Choice()


def story_dossier(ledger: View, story: Story) -> Dossier:
    """All that the ledger holds about a story."""
    reports = tuple(ledger.reports(story=story.id))
    claims = tuple(ledger.claims(story=story.id))
    origins = tuple(ledger.origins(story=story.id))
    agreed = find_agreed(story, reports={r.id: r for r in reports}, claims=claims, origins=origins)
    return Dossier(
        story=story,
        reports=reports,
        claims=claims,
        conflicts=tuple(ledger.conflicts(story=story.id)),
        origins=origins,
        predictions=tuple(ledger.predictions(story=story.id)),
        names=names_in(ledger, claims),
        others=_others(ledger, reports, origins),
        agreed=tuple(agreed),
    )


def report_dossier(ledger: View, report: Report, loose: "Loose | None" = None) -> Dossier:
    """All that the ledger holds about a report by itself.

    For many reports without a story, `loose` saves looking for what belongs to each of them again.
    """
    loose = loose or Loose.of_report(ledger, report)
    claims = tuple(ledger.claims(report=report.id))
    origins = tuple(loose.origins[report.id])
    disputes = {conflict.id: conflict for claim in claims for conflict in loose.conflicts[claim.id]}
    return Dossier(
        story=None,
        reports=(report,),
        claims=claims,
        conflicts=tuple(disputes.values()),
        origins=origins,
        predictions=tuple(prediction for claim in claims for prediction in loose.predictions[claim.id]),
        names=names_in(ledger, claims),
        others=_others(ledger, (report,), origins),
    )


@dataclass(frozen=True, slots=True)
class Loose:
    """Origins by report; conflicts and predictions by claim."""

    origins: Mapping[str, list[Origin]]
    conflicts: Mapping[str, list[Conflict]]
    predictions: Mapping[str, list[Prediction]]

    @classmethod
    def of_report(cls, ledger: View, report: Report) -> "Loose":
        """What belongs to a report, or to its story."""
        origin = ledger.origin(report.origin) if report.origin else None
        if report.story is None:
            asked = list(ledger.conflicts(report=report.id))
        else:
            asked = list(ledger.conflicts(story=report.story))
        conflicts, predictions = defaultdict(list), defaultdict(list)
        for conflict in asked:
            for claim in {claim for answer in conflict.values for claim in answer.claims}:
                conflicts[claim].append(conflict)
        for prediction in ledger.predictions(report=report.id):
            predictions[prediction.claim].append(prediction)
        return cls({report.id: [origin] if origin else []}, conflicts, predictions)

    @classmethod
    def of(cls, ledger: View, story: str | None) -> "Loose":
        """What belongs to a story, or, without one, to anything in the ledger."""
        origins, conflicts, predictions = defaultdict(list), defaultdict(list), defaultdict(list)
        for origin in ledger.origins(story=story):
            for report in {member.report for member in origin.members}:
                origins[report].append(origin)
        for conflict in ledger.conflicts(story=story):
            for claim in {claim for answer in conflict.values for claim in answer.claims}:
                conflicts[claim].append(conflict)
        for prediction in ledger.predictions(story=story):
            predictions[prediction.claim].append(prediction)
        return cls(origins, conflicts, predictions)


def gather_brief(ledger: View, *, title: str, made: str, version: str, choice: Choice = EVERYTHING) -> Brief:
    """A brief on what was chosen, or on everything: each story, then each report that belongs to none.

    `made` is the time to print, as it should be read.

    Raises:
        KeyError: the ledger holds nothing with an id that was chosen.
    """
    sections = tuple(_chosen(ledger, choice) if choice else map(story_section, _all_dossiers(ledger)))
    return Brief(title, sections, ledger_state(ledger, version), made)


def title_of(ledger: View, choice: Choice) -> str:
    """What to call a brief: after the one thing that it is about, else after the ledger."""
    chosen = (*choice.stories, *choice.entities, *choice.questions, *choice.things)
    if len(chosen) == 1:
        section = next(_chosen(ledger, choice))
        return section.title
    return f"Brief on {ledger.path.name}"


def ledger_state(ledger: View, version: str) -> State:
    """What a ledger holds now, when it was last built, how far decisions went."""
    last = ledger.last_build()
    built = last.time if last else None
    return State(ledger.path.name, ledger.counts(), version, built, ledger.last_decision())


def _chosen(ledger: View, choice: Choice) -> Iterator[Section]:
    for id_ in choice.stories:
        yield story_section(story_dossier(ledger, _there(ledger.story(id_), id_)))
    for id_ in choice.entities:
        entity = _there(ledger.entity(id_), id_)
        yield entity_section(entity, entity_dossier(ledger, entity))
    for words in choice.things:
        yield thing_section(words, thing_dossier(ledger, words))
    for id_ in choice.questions:
        conflict = _there(ledger.conflict(id_), id_)
        yield question_section(question_dossier(ledger, conflict), conflict)


def question_dossier(ledger: View, conflict: Conflict) -> Dossier:
    """The story that a question belongs to, or the report whose own words contradict each other."""
    story = ledger.story(conflict.story) if conflict.story else None
    if story:
        return story_dossier(ledger, story)
    claim = _there(ledger.claim(conflict.values[0].claims[0]), conflict.id)
    return report_dossier(ledger, _there(ledger.report(claim.report), claim.report))


def _there(found: T | None, id_: str) -> T:
    if found is None:
        raise KeyError(id_)
    return found


def _all_dossiers(ledger: View) -> Iterator[Dossier]:
    for story in ledger.stories():
        yield story_dossier(ledger, story)
    loose = Loose.of(ledger, None)
    for report in ledger.reports():
        if report.story is None:
            yield report_dossier(ledger, report, loose)


def _others(ledger: View, reports: tuple[Report, ...], origins: Iterable[Origin]) -> tuple[Report, ...]:
    here = {report.id for report in reports}
    ids = {id_ for origin in origins for m in origin.members for id_ in (m.report, m.of) if id_}
    found = (ledger.report(id_) for id_ in sorted(ids - here))
    return tuple(report for report in found if report)
