"""The ledger as JSON, for programs."""

from collections.abc import Iterable
from typing import Any

import msgspec
from fastapi import APIRouter, HTTPException, Response

from hearsay.serve.page import Ledger

router = APIRouter(prefix="/api/v1", tags=["ledger"])


@router.get("/stories")
def stories(ledger: Ledger) -> Response:
    """All stories."""
    return _json(ledger.stories())


@router.get("/reports/{report_id}")
def report(ledger: Ledger, report_id: str) -> Response:
    """One report with its text."""
    found = ledger.report(report_id)
    if found is None:
        raise HTTPException(404, "The ledger holds no such report.")
    return _json(found)


@router.get("/claims")
def claims(ledger: Ledger, report: str | None = None, story: str | None = None) -> Response:
    """All claims, or those of a report or a story."""
    return _json(ledger.claims(report=report, story=story))


@router.get("/conflicts")
def conflicts(ledger: Ledger, story: str | None = None) -> Response:
    """All questions in dispute, or those of a story."""
    return _json(ledger.conflicts(story=story))


def _json(found: Iterable[Any] | Any) -> Response:
    rows = list(found) if isinstance(found, Iterable) else found
    return Response(msgspec.json.encode(rows), media_type="application/json")
