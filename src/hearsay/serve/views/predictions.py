"""Predictions, promises and orders, by the date on which they can be checked."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from hearsay.export.wording import has_passed, voice_words
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.records import Claim, Prediction, Report
from hearsay.records.edtf import sort_key
from hearsay.serve.page import Ledger, Today, page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """A prediction with the words that make it, and who says them."""

    prediction: Prediction
    claim: Claim
    report: Report
    speaker: str


@router.get("/predictions")
def predictions(request: Request, ledger: Ledger, today: Today) -> Response:
    """The board: past their date, still to come, without a date, decided."""
    ordered = sorted(ledger.predictions(), key=lambda p: (sort_key(p.due), p.id))
    passed = [p for p in ordered if p.outcome == "open" and has_passed(p.due, today)]
    to_come = [p for p in ordered if p.outcome == "open" and p.due and p not in passed]
    groups = {
        mark("Past their date, outcome not recorded"): passed,
        mark("Still to come"): to_come,
        mark("Without a date"): [p for p in ordered if p.outcome == "open" and p.due is None],
        mark("Decided"): [p for p in ordered if p.outcome != "open"],
    }
    board = {title: list(_expected(ledger, found)) for title, found in groups.items() if found}
    return page(request, "predictions.html", board=board, today=today)


def _expected(ledger: View, found: Iterable[Prediction]) -> Iterable[Expected]:
    for prediction in found:
        claim = ledger.claim(prediction.claim)
        report = ledger.report(claim.report) if claim else None
        if claim and report:
            entity = ledger.entity(claim.voice.entity) if claim.voice.entity else None
            yield Expected(prediction, claim, report, entity.name if entity else voice_words(claim, report))
