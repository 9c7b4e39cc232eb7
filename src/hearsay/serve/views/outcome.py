"""One prediction, and what later reports say that may tell how it came out."""

from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.export.jsonl import row
from hearsay.export.wording import has_passed, voice_words
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.records import Prediction
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.found import evidence_for
from hearsay.serve.page import Ledger, Today, page
from hearsay.serve.views.predictions import expected

router = APIRouter()


@router.get("/predictions/{prediction_id}", include_in_schema=False)
def prediction(request: Request, ledger: Ledger, today: Today, prediction_id: str) -> Response:
    """The prediction, its outcome as people decided it, and the evidence that is proposed."""
    found = _found(ledger, prediction_id)
    return page(
        request,
        "outcome.html",
        one=next(expected(ledger, [found])),
        overdue=found.outcome == "open" and has_passed(found.due, today),
        evidence=evidence_for(ledger, found),
        voice_words=voice_words,
    )


@router.get(f"{API}/predictions/{{prediction_id}}", tags=["ledger"], responses=described("Record"))
def prediction_twin(request: Request, ledger: Ledger, today: Today, prediction_id: str) -> Response:
    """One prediction, whether it is overdue, and the claims that are proposed as evidence of its outcome."""
    found = _found(ledger, prediction_id)
    evidence = [row(claim) for claim, _ in evidence_for(ledger, found)]
    overdue = found.outcome == "open" and has_passed(found.due, today)
    return as_json(request, {**row(found), "overdue": overdue, "evidence": evidence})


def _found(ledger: View, prediction_id: str) -> Prediction:
    found = next(ledger.predictions(ids=[prediction_id]), None)
    if found is None:
        raise HTTPException(404, mark("The ledger holds no such prediction."))
    return found
