"""A claim by itself: its words, who says them on whose word, what hangs on it, what people judged of it."""

from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.export.dossier import Dossier
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.records import Claim, Report
from hearsay.serve.corrections import AMOUNT, PIECE, amount_fields, coordinates
from hearsay.serve.found import disputes_of
from hearsay.serve.marks import claim_marks, lay_out
from hearsay.serve.page import Ledger, page
from hearsay.serve.voices import names_in

router = APIRouter(include_in_schema=False)

AROUND = 600  # characters of the report that are shown on each side of a claim


@router.get("/claims/{claim_id}")
def claim(request: Request, ledger: Ledger, claim_id: str) -> Response:
    """One claim, with forms to confirm, reject and correct it."""
    found, stored = ledger.claim(claim_id), ledger.found_claim(claim_id)
    report = ledger.report(found.report) if found else None
    if found is None or stored is None or report is None:
        raise HTTPException(404, mark("The ledger holds no such claim."))
    conflicts = [
        conflict
        for conflict in disputes_of(ledger, [report])
        if any(found.id in answer.claims for answer in conflict.values)
    ]
    predictions = [p for p in ledger.predictions(report=report.id) if p.claim == found.id]
    return page(
        request,
        "judging/claim.html",
        claim=found,
        stored=stored,
        report=report,
        story=ledger.story(report.story) if report.story else None,
        dossier=Dossier(None, (report,), (found,), names=names_in(ledger, [found])),
        paragraphs=_around(report, found),
        conflicts=conflicts,
        predictions=predictions,
        fields=_fields(ledger, found, report.text),
        neighbours=_neighbours(ledger, found),
    )


def _around(report: Report, claim: Claim) -> list[list[tuple[int, str, str]]]:
    """The text about a claim, cut into pieces: where each begins, how it looks, its words."""
    places = [at for at in (claim.voice.start, claim.cue.start if claim.cue else None) if at is not None]
    low = max(0, min(claim.start, *places, claim.start) - AROUND)
    high = min(len(report.text), claim.end + AROUND)
    low = report.text.rfind("\n", 0, low) + 1
    end = report.text.find("\n", high)
    high = len(report.text) if end < 0 else end
    return [
        [
            (piece.start, " ".join(sorted(piece.kinds)), piece.text)
            for piece in paragraph
            if low <= piece.start and piece.end <= high
        ]
        for paragraph in lay_out(report.text, claim_marks([claim]))
        if paragraph[-1].end > low and paragraph[0].start < high
    ]


def _fields(ledger: View, claim: Claim, text: str) -> dict[str, object]:
    """What the form for a correction shows at first: the claim as it is read now."""

    def words(place: object) -> str:
        start, end = getattr(place, "start", None), getattr(place, "end", None)
        return " ".join(text[start:end].split()) if start is not None and end is not None else ""

    said = words(claim.voice)
    who = ledger.names_of([claim.voice.entity] if claim.voice.entity else [])
    amounts = [amount_fields(amount, text) for amount in claim.amounts]
    return {
        "content": PIECE.join(words(span) for span in claim.spans),
        "content_at": ",".join(f"{span.start}-{span.end}" for span in claim.spans),
        "voice": said,
        "voice_name": claim.voice.name if claim.voice.name and claim.voice.name != said else "",
        "who": who.get(claim.voice.entity or "", ""),
        "when": claim.when.edtf or "" if claim.when else "",
        "when_words": words(claim.when),
        "where": claim.where.name if claim.where else "",
        "where_words": words(claim.where),
        "where_at": coordinates(claim.where),
        "amounts": [*amounts, dict.fromkeys(("words", *AMOUNT), "")],
    }


def _neighbours(ledger: View, claim: Claim) -> tuple[str | None, str | None]:
    """The claims before and after this one in the report."""
    ids = [other.id for other in ledger.claims(report=claim.report)]
    if claim.id not in ids:
        return None, None
    at = ids.index(claim.id)
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None
