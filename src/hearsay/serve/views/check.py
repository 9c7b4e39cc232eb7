"""Check a claim: which reports support it, deny it or only discuss it."""

from dataclasses import asdict

from fastapi import APIRouter, Request, Response

from hearsay.serve.answers import API, as_json, described
from hearsay.serve.asked import Asked
from hearsay.serve.checking import check_in
from hearsay.serve.page import Ledger, page

router = APIRouter()


@router.get("/check", include_in_schema=False)
def check(request: Request, ledger: Ledger, q: Asked = "") -> Response:
    """The sides of the claim `q`, each finding with its words, its voice and its report."""
    checked, reports = None, {}
    if q.strip():
        checked = check_in(ledger, q)
        sides = (checked.supports, checked.denies, checked.discusses)
        reports = ledger.in_short(finding.report for side in sides for finding in side.findings)
    return page(request, "check.html", q=q, checked=checked, reports=reports)


@router.get(f"{API}/check", tags=["ledger"], responses=described("Record"))
def check_twin(request: Request, ledger: Ledger, q: Asked = "") -> Response:
    """Which reports support the claim `q`, which deny it, which only discuss it, which are silent on it."""
    if not q.strip():
        return as_json(request, {"claim": q})
    return as_json(request, {"claim": q, **asdict(check_in(ledger, q))})
