"""Search: the reports that answer to words and to all else that is asked; all of it stands in the address."""

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Request, Response

from hearsay.export.dossier import Dossier
from hearsay.ledger import Finding, View, Wanted
from hearsay.ledger.finding import COUNTED
from hearsay.records import Claim, Report, Stance
from hearsay.records.report import Genre
from hearsay.serve.asked import query_of, wanted
from hearsay.serve.marks import Context, in_context
from hearsay.serve.page import Ledger, page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """A report that was found: its words in their sentence, and the claims that are meant."""

    report: Report
    at: tuple[int, int] | None
    context: Context | None
    claims: tuple[Claim, ...]
    dossier: Dossier


@router.get("/search")
def search(
    request: Request,
    ledger: Ledger,
    asked: Annotated[Wanted, Depends(wanted)],
    after: str | None = None,
) -> Response:
    """Reports that answer to all that is asked, best first, each with its first hit or its claims."""
    part = ledger.find(asked, after) if asked.anything else None
    return page(
        request,
        "search.html",
        q=asked.words,
        asked=asked,
        query=query_of(asked),
        rows=[_shown(ledger, found) for found in part.items] if part else [],
        after=part.after if part else None,
        first=after is None,
        total=ledger.count_found(asked) if part else 0,
        most=COUNTED,
        stances=get_args(Stance),
        genres=get_args(Genre),
        searches=list(ledger.searches()),
    )


def _shown(ledger: View, found: Finding) -> Shown:
    hit, report = found.hit, found.report
    text = ledger.text(report.id) if (hit and hit.end) or found.claims else ""
    claims = tuple(ledger.claims(ids=found.claims)) if found.claims else ()
    names = ledger.names_of([c.voice.entity for c in claims if c.voice.entity])
    context = in_context(text, hit.start, hit.end) if hit and hit.end else None
    at = (hit.start, hit.end) if hit and hit.end else None
    return Shown(report, at, context, claims, Dossier(None, (report,), claims, names=names))
