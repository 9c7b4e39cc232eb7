"""The ledger as JSON, for programs: the records as the export writes them."""

from collections.abc import Iterable

import msgspec
from fastapi import APIRouter, HTTPException, Response

from hearsay.export.jsonl import row
from hearsay.language import mark
from hearsay.serve.page import Ledger

router = APIRouter(prefix="/api/v1", tags=["ledger"])


@router.get("/stories")
def stories(ledger: Ledger) -> Response:
    """All stories."""
    return _all(ledger.stories())


@router.get("/reports/{report_id}")
def report(ledger: Ledger, report_id: str) -> Response:
    """One report with its text."""
    found = ledger.report(report_id)
    if found is None:
        raise HTTPException(404, mark("The ledger holds no such report."))
    return _json(row(found))


@router.get("/claims")
def claims(ledger: Ledger, report: str | None = None, story: str | None = None) -> Response:
    """All claims, or those of a report or a story."""
    return _all(ledger.claims(report=report, story=story))


@router.get("/conflicts")
def conflicts(ledger: Ledger, story: str | None = None) -> Response:
    """All questions in dispute, or those of a story."""
    return _all(ledger.conflicts(story=story))


def _all(found: Iterable[object]) -> Response:
    return _json([row(record) for record in found])


def _json(found: object) -> Response:
    return Response(msgspec.json.encode(found), media_type="application/json")
