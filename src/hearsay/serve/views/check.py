"""Check a claim: which reports support it, deny it or only discuss it."""

from fastapi import APIRouter, Request, Response

from hearsay.check import check_claim, telling_words
from hearsay.serve.page import Ledger, page

router = APIRouter(include_in_schema=False)

MOST_REPORTS = 50


@router.get("/check")
def check(request: Request, ledger: Ledger, q: str = "") -> Response:
    """The sides of the claim `q`, each finding with its words, its voice and its report."""
    checked, reports = None, {}
    if q.strip():
        candidates = ledger.candidates(telling_words(q), MOST_REPORTS)
        checked = check_claim(q, candidates, ledger.origin)
        sides = (checked.supports, checked.denies, checked.discusses)
        wanted = {finding.report for side in sides for finding in side.findings}
        reports = {name: report for name in wanted if (report := ledger.report(name)) is not None}
    return page(request, "check.html", q=q, checked=checked, reports=reports)
