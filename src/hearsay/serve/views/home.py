"""The first page and the lists: stories with the accounts they rest on, reports, files that were rejected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request, Response

from hearsay.export.dossier import Tally, accounts, tally
from hearsay.ledger import Part, View
from hearsay.records import Conflict, Origin, Prediction, Report, Story
from hearsay.serve.page import Ledger, Today, page
from hearsay.serve.views.add import dropping
from hearsay.serve.views.news import news

LOOSE_SHOWN = 20

By = Literal["new", "disputed", "due"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A story as the first page lists it; `due` are its dated predictions still open, the nearest first."""

    story: Story
    tally: Tally
    accounts: tuple[Origin, ...]
    questions: tuple[Conflict, ...]
    due: tuple[Prediction, ...]


@router.get("/")
def home(
    request: Request, ledger: Ledger, today: Today, by: By = "new", after: str | None = None
) -> Response:
    """Stories by what is new, disputed or due; then the latest reports that belong to none."""
    part = stories(ledger, by, after, today.isoformat())
    first = after is None
    loose = ledger.reports_after(size=LOOSE_SHOWN, loose=True).items if first else ()
    return page(
        request,
        "home.html",
        rows=story_rows(ledger, part.items),
        after=part.after,
        by=by,
        first=first,
        loose=loose,
        loose_count=ledger.loose_count() if first else 0,
        asked=_asked(ledger, loose),
        counts=ledger.counts(),
        drop=dropping(request),
        news=news(request, ledger),
    )


@router.get("/reports")
def reports(request: Request, ledger: Ledger, after: str | None = None, story: str | None = None) -> Response:
    """Every report, latest first; with `story=none` those that belong to none."""
    loose = story == "none"
    part = ledger.reports_after(after, size=100, loose=loose)
    return page(
        request,
        "reports.html",
        reports=part.items,
        after=part.after,
        first=after is None,
        total=ledger.loose_count() if loose else ledger.counts()["reports"],
        titles=story_titles(ledger, part.items),
        loose=loose,
    )


@router.get("/rejected")
def rejected(request: Request, ledger: Ledger, after: str | None = None) -> Response:
    """Files that became no report, and why."""
    part = ledger.rejected_after(after, size=200)
    return page(request, "rejected.html", rejected=part.items, after=part.after, first=after is None)


def stories(ledger: View, by: By, after: str | None, today: str, *, size: int = 25) -> Part[Story]:
    """Stories in one of the orders of the first page."""
    match by:
        case "disputed":
            return ledger.stories_in_dispute(after, size=size)
        case "due":
            return ledger.stories_due(today, after, size=size)
        case _:
            return ledger.stories_after(after, size=size)


def story_rows(ledger: View, stories: Sequence[Story]) -> list[Row]:
    """Stories with what counts of each."""
    ids = [story.id for story in stories]
    origins: dict[str | None, list[Origin]] = defaultdict(list)
    questions: dict[str | None, list[Conflict]] = defaultdict(list)
    for origin in ledger.origins(stories=ids):
        origins[origin.story].append(origin)
    for conflict in ledger.conflicts(stories=ids):
        if conflict.status == "open":
            questions[conflict.story].append(conflict)
    foretold = ledger.open_predictions(ids)
    every = ledger.predictions(ids=[id_ for some in foretold.values() for id_ in some])
    due = {p.id: p for p in every if p.due and p.outcome == "open"}
    return [
        Row(
            story,
            tally(origins[story.id], story.reports),
            accounts(origins[story.id]),
            tuple(questions[story.id]),
            tuple(
                sorted(
                    (due[id_] for id_ in foretold.get(story.id, ()) if id_ in due),
                    key=lambda p: (p.due or "", p.id),
                )
            ),
        )
        for story in stories
    ]


def story_titles(ledger: View, reports: Iterable[Report]) -> Mapping[str, str]:
    """The titles of the stories to which reports belong."""
    found = ledger.stories_named(report.story for report in reports if report.story)
    return {id_: story.title for id_, story in found.items()}


def _asked(ledger: View, reports: Sequence[Report]) -> Mapping[str, list[Conflict]]:
    """Open questions that belong to no story, by the report whose claims contradict each other."""
    found = [c for c in ledger.conflicts(reports=[r.id for r in reports]) if c.status == "open"]
    first = {conflict.id: conflict.values[0].claims[0] for conflict in found}
    within = {claim.id: claim.report for claim in ledger.claims(ids=sorted(set(first.values())))}
    asked: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in found:
        asked[within[first[conflict.id]]].append(conflict)
    return asked
