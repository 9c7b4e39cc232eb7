"""Reads from a ledger what a page or a brief is about.

In: an open ledger. Out: dossiers and briefs. Never here: markup, a clock, writing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hearsay.export.brief import Brief
from hearsay.export.dossier import Dossier
from hearsay.ledger import View
from hearsay.records import Claim, Conflict, Origin, Prediction, Report, Story


def story_dossier(ledger: View, story: Story) -> Dossier:
    """All that the ledger holds about a story."""
    reports = tuple(ledger.reports(story=story.id))
    claims = tuple(ledger.claims(story=story.id))
    origins = tuple(ledger.origins(story=story.id))
    return Dossier(
        story=story,
        reports=reports,
        claims=claims,
        conflicts=tuple(ledger.conflicts(story=story.id)),
        origins=origins,
        predictions=tuple(ledger.predictions(story=story.id)),
        names=_names(ledger, claims),
        others=_others(ledger, reports, origins),
    )


def report_dossier(ledger: View, report: Report, loose: "Loose | None" = None) -> Dossier:
    """All that the ledger holds about a report by itself.

    For many reports without a story, `loose` saves looking for what belongs to each of them again.
    """
    loose = loose or Loose.of(ledger, report.story)
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
        names=_names(ledger, claims),
        others=_others(ledger, (report,), origins),
    )


@dataclass(frozen=True, slots=True)
class Loose:
    """Origins by report; conflicts and predictions by claim."""

    origins: Mapping[str, list[Origin]]
    conflicts: Mapping[str, list[Conflict]]
    predictions: Mapping[str, list[Prediction]]

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


def gather_brief(ledger: View, *, title: str, made: str, version: str, story: str | None = None) -> Brief:
    """A brief on one story, or on everything: each story, then each report that belongs to none.

    `made` is the time to print, as it should be read.

    Raises:
        KeyError: there is no story with this id.
    """
    if story is None:
        dossiers = tuple(_all_dossiers(ledger))
    elif found := ledger.story(story):
        dossiers = (story_dossier(ledger, found),)
    else:
        raise KeyError(story)
    return Brief(title=title, dossiers=dossiers, counts=ledger.counts(), version=version, made=made)


def _all_dossiers(ledger: View) -> Iterator[Dossier]:
    for story in ledger.stories():
        yield story_dossier(ledger, story)
    loose = Loose.of(ledger, None)
    for report in ledger.reports():
        if report.story is None:
            yield report_dossier(ledger, report, loose)


def _names(ledger: View, claims: Iterable[Claim]) -> dict[str, str]:
    ids: set[str] = set()
    for claim in claims:
        named = (claim.voice.entity, *(link.entity for link in claim.chain))
        ids.update(entity for entity in named if entity)
    found = (ledger.entity(id_) for id_ in sorted(ids))
    return {entity.id: entity.name for entity in found if entity}


def _others(ledger: View, reports: tuple[Report, ...], origins: Iterable[Origin]) -> tuple[Report, ...]:
    here = {report.id for report in reports}
    ids = {id_ for origin in origins for m in origin.members for id_ in (m.report, m.of) if id_}
    found = (ledger.report(id_) for id_ in sorted(ids - here))
    return tuple(report for report in found if report)
