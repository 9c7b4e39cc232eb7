"""Rival answers to a question, side by side, and which claims tell them apart."""

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.language import mark
from hearsay.ledger import View
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.page import Ledger, page
from hearsay.serve.weighing import Matrix, matrix

router = APIRouter()
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


@router.get("/hypotheses/{matter}", include_in_schema=False)
def weighed(request: Request, ledger: Ledger, matter: str) -> Response:
    """The matrix: for each claim, which answers it fits, contradicts or leaves open."""
    return page(request, "matrix.html", matrix=_matrix(ledger, matter), fits=FITS)


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
