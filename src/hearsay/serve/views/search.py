"""Search: the reports that hold the words."""

from fastapi import APIRouter, Request, Response

from hearsay.serve.marks import in_context
from hearsay.serve.page import Ledger, page

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(request: Request, ledger: Ledger, q: str = "") -> Response:
    """Reports that hold all the words of `q`, best first, each with its first hit."""
    hits = ledger.search(q, limit=100) if q.strip() else []
    rows = [
        (hit, report, in_context(report.text, hit.start, hit.end) if hit.end else None)
        for hit in hits
        if (report := ledger.report(hit.report))
    ]
    return page(request, "search.html", q=q, rows=rows)
