"""What there is to tell: questions in dispute, overdue predictions, reports that answer to a saved search.

In: an open ledger, since when. Out: items, ready to be told anywhere. Never here: how they are told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hearsay.export.wording import date_words, plural, report_words, voice_words
from hearsay.ledger import View
from hearsay.ledger.news import wanted_in

About = Literal["conflict", "overdue", "search"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to tell: a title, a sentence on it, where it stands in the workbench.

    `time` is when it came up (ISO 8601, or a day), None where nobody noted it.
    """

    kind: About
    id: str
    title: str
    detail: str
    path: str
    time: str | None


def new_conflicts(ledger: View, build: int, limit: int = 50) -> Iterator[Item]:
    """Questions that came up after a build."""
    when = dict(ledger.new_ids("conflicts", build, limit=limit))
    found = {conflict.id: conflict for conflict in ledger.conflicts(ids=list(when))}
    firsts = [c.values[0].claims[0] for c in found.values() if not c.story and c.values[0].claims]
    within = {claim.id: claim.report for claim in ledger.claims(ids=firsts)}
    for id_, time in when.items():
        conflict = found[id_]
        answers = "; ".join(
            f"{answer.value} ({plural(answer.origins, 'independent account')})" for answer in conflict.values
        )
        first = next(iter(conflict.values[0].claims), "")
        place = f"/stories/{conflict.story}" if conflict.story else f"/reports/{within.get(first, '')}"
        yield Item("conflict", id_, conflict.question, answers, f"{place}#{id_}", time)


def overdue(ledger: View, today: str, since: str = "", limit: int = 50) -> Iterator[Item]:
    """Open predictions whose last day lies between two days (ISO), `since` included."""
    when = dict(ledger.overdue(today, since=since, limit=limit))
    found = {prediction.id: prediction for prediction in ledger.predictions(ids=list(when))}
    claims = {claim.id: claim for claim in ledger.claims(ids=[one.claim for one in found.values()])}
    reports = ledger.in_short(claim.report for claim in claims.values())
    for id_, day in when.items():
        claim = claims.get(found[id_].claim)
        report = reports.get(claim.report) if claim else None
        if claim and report:
            who = f"{voice_words(claim, report)}, in: {report_words(report)}"
            detail = f"Due {date_words(found[id_].due)}, outcome not recorded. {who}"
            path = f"/reports/{report.id}?claim={claim.id}#{claim.id}"
            yield Item("overdue", id_, found[id_].about, detail, path, day)


def new_findings(ledger: View, build: int, address: str, limit: int = 50) -> Iterator[Item]:
    """Reports that came after a build and answer to a search, by the address of its page."""
    for report, time in ledger.new_reports(build, wanted=wanted_in(address), limit=limit):
        imprint = ", ".join(filter(None, (report.publisher, date_words(report.published))))
        yield Item("search", report.id, report_words(report), imprint, f"/reports/{report.id}", time)
