"""Rival answers to a question, side by side, and which claims tell them apart."""

from datetime import UTC, datetime

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from hearsay.language import mark
from hearsay.ledger import Ledger as Store
from hearsay.ledger import View
from hearsay.records import suppose
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.guard import Fields, user_of
from hearsay.serve.page import Ledger, leaf_of, page
from hearsay.serve.weighing import Matrix, matrix

router = APIRouter()
MOST, LONGEST = 12, 300  # answers to a question, characters of each
SIZE = 30  # claims of a matrix on a page
MISSING = mark("The ledger holds no such question.")
FITS = {
    "consistent": mark("fits"),
    "inconsistent": mark("contradicts"),
    "neutral": mark("leaves it open"),
    "not applicable": mark("does not speak of it"),
}


@router.get("/hypotheses", include_in_schema=False)
def hypotheses(request: Request, ledger: Ledger) -> Response:
    """All questions to which people suppose answers."""
    asked: dict[str, list[str]] = {}
    questions: dict[str, str] = {}
    for one in ledger.hypotheses():
        asked.setdefault(one.matter, []).append(one.text)
        questions[one.matter] = one.question
    return page(request, "hypotheses.html", asked=asked, questions=questions)


@router.post("/hypotheses", include_in_schema=False)
def put_side_by_side(request: Request, ledger: Ledger, fields: Fields) -> Response:
    """Keep rival answers to a question, and show how the claims stand to them."""
    question = " ".join(fields.get("question", "").split())[:LONGEST]
    answers = [" ".join(line.split())[:LONGEST] for line in fields.get("answers", "").splitlines()]
    answers = list(dict.fromkeys(filter(None, answers)))[:MOST]
    story = fields.get("story") or None
    if not question or not answers:
        raise HTTPException(422, mark("Write a question and at least one answer to it."))
    if story and ledger.story(story) is None:
        raise HTTPException(404, mark("The ledger holds no such story."))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = [suppose(question, text, story=story, time=now, user=user_of(request)) for text in answers]
    with Store(ledger.path) as store:
        for hypothesis in made:
            store.suppose(hypothesis)
    return RedirectResponse(f"/hypotheses/{made[0].matter}", status_code=303)


@router.get("/hypotheses/{matter}", include_in_schema=False)
def weighed(request: Request, ledger: Ledger, matter: str, leaf: int = 1) -> Response:
    """The matrix: for each claim, which answers it fits, contradicts or leaves open."""
    found = _matrix(ledger, matter)
    rows, leaves = leaf_of(found.rows, leaf, size=SIZE)
    return page(request, "matrix.html", matrix=found, rows=rows, leaves=leaves, fits=FITS)


@router.get(f"{API}/hypotheses", tags=["ledger"], responses=described("Part"))
def hypotheses_twin(request: Request, ledger: Ledger) -> Response:
    """All supposed answers, rivals of one matter together."""
    return as_json(request, {"items": msgspec.to_builtins(list(ledger.hypotheses())), "next": None})


@router.get(f"{API}/hypotheses/{{matter}}", tags=["ledger"], responses=described("Record"))
def matrix_twin(request: Request, ledger: Ledger, matter: str) -> Response:
    """The matrix of a matter: hypotheses, and rows of claims with a cell for each."""
    found = _matrix(ledger, matter)
    return as_json(
        request,
        {
            "matter": found.matter,
            "question": found.question,
            "story": found.story,
            "hypotheses": msgspec.to_builtins(found.hypotheses),
            "rows": [
                {"claim": r.claim.id, "report": r.report.id, "cells": msgspec.to_builtins(r.cells)}
                for r in found.rows
            ],
            "silent": found.silent,
        },
    )


def _matrix(ledger: View, matter: str) -> Matrix:
    try:
        return matrix(ledger, matter)
    except KeyError:
        raise HTTPException(404, MISSING) from None
