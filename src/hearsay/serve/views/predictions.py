"""Predictions, promises and orders, by the date on which they can be checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request, Response

from hearsay.export.wording import voice_words
from hearsay.language import mark
from hearsay.ledger import Part, View
from hearsay.records import Claim, Outcome, Prediction, Report
from hearsay.serve.page import Ledger, Today, page

Group = Literal["passed", "coming", "never", "decided"]

GROUPS: dict[Group, str] = {
    "passed": mark("Past their date, outcome not recorded"),
    "coming": mark("Still to come"),
    "never": mark("Without a date"),
    "decided": mark("Decided"),
}
SHOWN, ALONE = 25, 100  # of each group on the board; of one that is shown by itself

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """A prediction with the words that make it, and who says them."""

    prediction: Prediction
    claim: Claim
    report: Report
    speaker: str


@router.get("/predictions")
def predictions(
    request: Request, ledger: Ledger, today: Today, group: Group | None = None, after: str | None = None
) -> Response:
    """The board: past their date, to come, without a date, decided; or one of these, a part at a time."""
    wanted = [group] if group else list(GROUPS)
    size = ALONE if group else SHOWN
    board = {}
    for name in wanted:
        part = predictions_in(ledger, name, today.isoformat(), after if group else None, size)
        if part.items:
            board[name] = (GROUPS[name], list(expected(ledger, part.items)), part.after)
    return page(request, "predictions.html", board=board, today=today, group=group, first=after is None)


def predictions_in(ledger: View, group: Group, today: str, after: str | None, size: int) -> Part[Prediction]:
    """A part of one group, by the outcomes that people saw; open where nobody saw one."""
    outcome: Outcome = "unclear" if group == "decided" else "open"
    due = None if group == "decided" else group
    part = ledger.prediction_ids(outcome, due=due, today=today, after=after, size=size)
    found = {p.id: p for p in ledger.predictions(ids=part.items)}
    return Part(tuple(found[id_] for id_ in part.items if id_ in found), part.after)


def expected(ledger: View, found: Iterable[Prediction]) -> Iterator[Expected]:
    """Predictions with their claims and reports."""
    several = list(found)
    claims = {claim.id: claim for claim in ledger.claims(ids=[one.claim for one in several])}
    reports = ledger.in_short(claim.report for claim in claims.values())
    known = ledger.names_of(claim.voice.entity for claim in claims.values() if claim.voice.entity)
    for prediction in several:
        claim = claims.get(prediction.claim)
        if claim and claim.report in reports:
            report = reports[claim.report]
            speaker = known.get(claim.voice.entity or "") or voice_words(claim, report)
            yield Expected(prediction, claim, report, speaker)
