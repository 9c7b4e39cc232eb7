"""A report to read: its text with the claims marked in it, and listed beside it."""

import re
from collections.abc import Iterator

from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.export.dossier import Dossier
from hearsay.language import mark
from hearsay.records import Claim, Report
from hearsay.serve.gather import report_dossier
from hearsay.serve.marks import Mark, Piece, claim_marks, lay_out, value_marks
from hearsay.serve.page import Ledger, page
from hearsay.serve.views.sheets import document

router = APIRouter(include_in_schema=False)


@router.get("/reports/{report_id}")
def report(
    request: Request, ledger: Ledger, report_id: str, claim: str | None = None, at: str | None = None
) -> Response:
    """One report; `claim` chooses one of its claims, `at` (`start-end`) marks any of its words."""
    found = ledger.report(report_id)
    if found is None:
        raise HTTPException(404, mark("The ledger holds no such report."))
    dossier = report_dossier(ledger, found)
    claims = sorted(dossier.claims, key=lambda c: (c.start, -c.end, c.id))
    marks = claim_marks(claims)
    marks += value_marks(ledger.names(found.id), claims)
    if words := _words(at, found):
        marks.append(words)
    chosen = dossier.claim.get(claim or "")
    return page(
        request,
        "report.html",
        dossier=dossier,
        report=found,
        story=ledger.story(found.story) if found.story else None,
        claims=claims,
        numbers={c.id: number for number, c in enumerate(claims, start=1)},
        paragraphs=lay_out(found.text, marks, found.pages),
        classes=lambda piece: " ".join(_classes(piece, dossier, chosen)),
        chosen=chosen,
        at=words,
        disputes={id_: q for q in dossier.conflicts for answer in q.values for id_ in answer.claims},
        expected={prediction.claim: prediction for prediction in dossier.predictions},
        sources=ledger.sources(found.id),
        chains={c.id: " → ".join(link.name for link in c.chain) for c in claims if len(c.chain) > 1},
        pictured=bool(found.pages) and document(ledger, found.id) is not None,
    )


def _classes(piece: Piece, dossier: Dossier, chosen: Claim | None) -> Iterator[str]:
    """How a piece looks: by the innermost claim that somebody else makes, or as the report's own voice."""
    claims = [dossier.claim[claim] for claim in piece.claims]
    reported = [claim for claim in claims if claim.voice.kind != "report"]
    if claims:
        yield "said"
    if reported:
        yield f"depth-{min(len(reported), 3)}"
        yield reported[-1].stance
    elif claims:
        yield "own"
    yield from sorted(piece.kinds - {"content"})
    if chosen and chosen.id in (*piece.claims, *piece.sources):
        yield "chosen"


def _words(at: str | None, report: Report) -> Mark | None:
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at or "")
    if match is None:
        return None
    start, end = (min(int(edge), len(report.text)) for edge in match.groups())
    return Mark("found", start, end) if start < end else None
