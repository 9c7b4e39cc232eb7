"""The first page and the lists: stories with the accounts they rest on, reports, files that were rejected."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from hearsay.export.dossier import Tally, accounts, tally
from hearsay.ledger import View
from hearsay.records import Conflict, Origin, Report, Story
from hearsay.records.edtf import sort_key
from hearsay.serve.page import Ledger, leaf_of, page

LOOSE_SHOWN = 20

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A story as the first page lists it."""

    story: Story
    tally: Tally
    accounts: tuple[Origin, ...]
    questions: tuple[Conflict, ...]
    due: int


@router.get("/")
def home(request: Request, ledger: Ledger, leaf: int = 1) -> Response:
    """Stories, latest first; then the latest reports that belong to none."""
    stories = sorted(ledger.stories(), key=lambda story: _latest_first(story.until or story.since, story.id))
    shown, leaves = leaf_of(stories, leaf, size=25)
    loose = sorted((r for r in ledger.reports() if r.story is None), key=_by_date)
    return page(
        request,
        "home.html",
        rows=[_row(ledger, story) for story in shown],
        leaves=leaves,
        loose=loose[:LOOSE_SHOWN],
        loose_count=len(loose),
        asked=_asked_within_reports(ledger),
        counts=ledger.counts(),
    )


@router.get("/reports")
def reports(request: Request, ledger: Ledger, leaf: int = 1, story: str | None = None) -> Response:
    """Every report, latest first; with `story=none` those that belong to none."""
    found = sorted((r for r in ledger.reports() if story != "none" or r.story is None), key=_by_date)
    shown, leaves = leaf_of(found, leaf, size=100)
    titles = {story.id: story.title for story in ledger.stories()}
    loose = story == "none"
    return page(
        request, "reports.html", reports=shown, leaves=leaves, total=len(found), titles=titles, loose=loose
    )


@router.get("/rejected")
def rejected(request: Request, ledger: Ledger, leaf: int = 1) -> Response:
    """Files that became no report, and why."""
    shown, leaves = leaf_of(tuple(ledger.rejected()), leaf, size=200)
    return page(request, "rejected.html", rejected=shown, leaves=leaves)


def _row(ledger: View, story: Story) -> Row:
    origins = tuple(ledger.origins(story=story.id))
    return Row(
        story,
        tally(origins, story.reports),
        accounts(origins),
        tuple(conflict for conflict in ledger.conflicts(story=story.id) if conflict.status == "open"),
        sum(bool(p.due) and p.outcome == "open" for p in ledger.predictions(story=story.id)),
    )


def _asked_within_reports(ledger: View) -> Mapping[str, list[Conflict]]:
    """Open questions that belong to no story, by the report whose claims contradict each other."""
    asked: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in ledger.conflicts():
        if conflict.story is None and conflict.status == "open":
            claims = (ledger.claim(id_) for answer in conflict.values for id_ in answer.claims)
            for report in {claim.report for claim in claims if claim}:
                asked[report].append(conflict)
    return asked


def _by_date(report: Report) -> tuple[bool, int, str]:
    return _latest_first(report.published, report.id)


def _latest_first(edtf: str | None, id_: str) -> tuple[bool, int, str]:
    undated, _, last, _ = sort_key(edtf)
    return undated, -last.toordinal(), id_
