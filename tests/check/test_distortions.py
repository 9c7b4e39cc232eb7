"""A claim that was turned round must not come out as supported; one that stands in the report must."""

import tomllib
from pathlib import Path

import pytest

from hearsay.annotate import Annotator
from hearsay.check.judge import judge
from hearsay.check.model import load_model
from hearsay.claims import find_claims
from hearsay.records import Claim, Report
from tests.check.reports import report_of

CASES = tomllib.loads(Path(__file__).with_name("distortions.toml").read_text(encoding="utf-8"))["case"]
KINDS = ("negation", "number", "actor", "place", "date", "attribution")


@pytest.fixture(scope="module")
def read_cases(annotator: Annotator) -> list[tuple[Report, list[Claim]]]:
    docs = annotator.annotate([report_of(case["report"]) for case in CASES])
    return [(doc.report, list(find_claims(doc))) for doc in docs]


def verdicts(text: str, report: Report, claims: list[Claim]) -> set[str]:
    return {finding.verdict for finding in judge(text, report, claims, load_model())}


def supported(kind: str, read: list[tuple[Report, list[Claim]]], *, with_claims: bool) -> list[str]:
    return [
        case[kind]
        for case, (report, claims) in zip(CASES, read, strict=True)
        if "supports" in verdicts(case[kind], report, claims if with_claims else [])
    ]


def test_there_are_enough_pairs() -> None:
    assert len(CASES) * len(KINDS) >= 120
    assert all(set(case) == {"report", "true", *KINDS} for case in CASES)


@pytest.mark.parametrize("with_claims", [True, False], ids=["with claims", "sentences alone"])
def test_hardly_any_distorted_claim_is_supported(
    read_cases: list[tuple[Report, list[Claim]]], with_claims: bool
) -> None:
    wrong = [claim for kind in KINDS for claim in supported(kind, read_cases, with_claims=with_claims)]
    assert len(wrong) <= 0.05 * len(CASES) * len(KINDS), wrong


def test_what_a_report_says_is_supported(read_cases: list[tuple[Report, list[Claim]]]) -> None:
    missed = {case["true"] for case in CASES} - set(supported("true", read_cases, with_claims=True))
    assert len(missed) <= 0.15 * len(CASES), missed
