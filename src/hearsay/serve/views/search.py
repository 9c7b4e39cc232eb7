"""Search: the reports that answer to words and to all else that is asked; all of it stands in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from hearsay.export.dossier import Dossier
from hearsay.language import mark
from hearsay.ledger import Finding, View, Wanted, open_ledger
from hearsay.ledger.finding import COUNTED
from hearsay.records import Claim, Report, Stance
from hearsay.records.report import Genre
from hearsay.serve.asked import LONGEST, query_of, wanted
from hearsay.serve.guard import Fields, token_of
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
        rows=_shown(ledger, part.items) if part else [],
        after=part.after if part else None,
        first=after is None,
        total=ledger.count_found(asked) if part else 0,
        most=COUNTED,
        stances=get_args(Stance),
        genres=get_args(Genre),
        searches=list(ledger.searches()),
        token=token_of(request),
    )


@router.post("/searches")
def keep(ledger: Ledger, fields: Fields) -> Response:
    """Keep a search under a name."""
    name, query = " ".join(fields.get("name", "").split())[:LONGEST], fields.get("query", "")
    if not name or not query or len(query) > 10 * LONGEST:
        raise HTTPException(400, mark("A search is kept under a name."))
    with open_ledger(ledger.path) as opened:
        opened.keep_search(name, query, time=datetime.now(UTC).isoformat(timespec="seconds"))
    return RedirectResponse(f"/search?{query}", status_code=303)


@router.post("/searches/{search_id}/drop")
def drop(ledger: Ledger, fields: Fields, search_id: str) -> Response:
    """Keep a search no longer."""
    with open_ledger(ledger.path) as opened:
        opened.drop_search(search_id)
    return RedirectResponse("/search", status_code=303)


def _shown(ledger: View, findings: Sequence[Finding]) -> list[Shown]:
    claims = {c.id: c for c in ledger.claims(ids=[id_ for found in findings for id_ in found.claims])}
    names = ledger.names_of(c.voice.entity for c in claims.values() if c.voice.entity)
    texts = ledger.texts([found.report.id for found in findings if found.hit and found.hit.end])
    shown = []
    for found in findings:
        hit, report = found.hit, found.report
        at = (hit.start, hit.end) if hit and hit.end else None
        context = in_context(texts[report.id], *at) if at else None
        mine = tuple(claims[id_] for id_ in found.claims if id_ in claims)
        shown.append(Shown(report, at, context, mine, Dossier(None, (report,), mine, names=names)))
    return shown
