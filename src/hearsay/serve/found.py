"""What is found across the claims of a story when somebody asks: what is agreed, and what travels.

In: an open ledger. Out: `Agreed`, `Echo`, evidence of outcomes. Never here: writing; nothing of it is
stored, so that it never falls behind what people judge.
"""

from collections.abc import Iterable, Iterator

from hearsay.check import telling_words
from hearsay.conflicts import find_agreed, find_evidence
from hearsay.echoes import find_echoes
from hearsay.ledger import View
from hearsay.records import Agreed, Claim, Conflict, Echo, Prediction, Report, Story

LATER_REPORTS = 20
"""So many reports that share words with a prediction are looked at for what came of it."""


def agreed_in(ledger: View, story: Story) -> list[Agreed]:
    """What all accounts of a story agree on."""
    reports = {report.id: report for report in ledger.reports(story=story.id)}
    claims, origins = list(ledger.claims(story=story.id)), list(ledger.origins(story=story.id))
    return find_agreed(story, reports=reports, claims=claims, origins=origins)


def echoes_in(ledger: View, story: Story) -> list[Echo]:
    """The claims of a story that stand in several reports, each with its way."""
    reports = {report.id: report for report in ledger.reports(story=story.id)}
    claims, origins = list(ledger.claims(story=story.id)), list(ledger.origins(story=story.id))
    return find_echoes(reports=reports, claims=claims, origins=origins)


def evidence_for(ledger: View, prediction: Prediction) -> list[tuple[Claim, Report]]:
    """What later reports say about what was foretold; a person decides what follows from it."""
    foretold = ledger.claim(prediction.claim)
    if foretold is None:
        return []
    own = ledger.report(foretold.report)
    candidates = ledger.candidates(telling_words(foretold.content), LATER_REPORTS)
    told = [(claim, report) for report, claims in candidates for claim in claims]
    report_of = {claim.id: report for claim, report in told}
    found = find_evidence(prediction, foretold, own.published if own else None, told)
    return [(claim, report_of[claim.id]) for claim in found]


def disputes_of(ledger: View, reports: Iterable[Report]) -> Iterator[Conflict]:
    """The questions in dispute in the stories of these reports, and within those that belong to none."""
    several = list(reports)
    yield from ledger.conflicts(stories={report.story for report in several if report.story})
    yield from ledger.conflicts(reports=[report.id for report in several if report.story is None])


def in_stories(ledger: View, story: Story | None) -> Iterator[Story]:
    """The story, or all of them."""
    yield from [story] if story else ledger.stories()
