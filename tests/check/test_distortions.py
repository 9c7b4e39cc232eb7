"""A claim that was turned round must not come out as supported; one that stands in the report must."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hearsay.annotate import Annotator
from hearsay.check.judge import judge
from hearsay.check.model import load_model
from hearsay.claims import find_claims
from hearsay.records import Claim, Report
from tests.check.reports import report_of

KINDS = ("negation", "number", "actor", "place", "date", "attribution")


@dataclass(frozen=True)
class Case:
    report: str
    true: tuple[str, ...]
    distorted: tuple[str, ...]


def cases(table: dict[str, Any]) -> Iterator[Case]:
    for case in table["case"]:
        yield Case(case["report"], (case["true"],), tuple(case[kind] for kind in KINDS))
    for case in table["mixed"]:
        yield Case(case["report"], tuple(case["true"]), tuple(case["distorted"]))


CASES = tuple(cases(tomllib.loads(Path(__file__).with_name("distortions.toml").read_text(encoding="utf-8"))))
Read = list[tuple[Case, Report, list[Claim]]]


@pytest.fixture(scope="module")
def read(annotator: Annotator) -> Read:
    docs = annotator.annotate([report_of(case.report) for case in CASES])
    return [(case, doc.report, list(find_claims(doc))) for case, doc in zip(CASES, docs, strict=True)]


@pytest.fixture(params=[True, False], ids=["with claims", "sentences alone"])
def material(request: pytest.FixtureRequest, read: Read) -> Read:
    """With the ledger's claims, or with none, as for a language that the pipeline does not know."""
    return read if request.param else [(case, report, []) for case, report, _ in read]


def is_supported(text: str, report: Report, claims: list[Claim]) -> bool:
    return any(finding.verdict == "supports" for finding in judge(text, report, claims, load_model()))


def test_there_are_enough_pairs() -> None:
    assert sum(len(case.distorted) for case in CASES) >= 120


def test_hardly_any_distorted_claim_is_supported(material: Read) -> None:
    wrong = [
        text
        for case, report, claims in material
        for text in case.distorted
        if is_supported(text, report, claims)
    ]
    assert len(wrong) <= 0.05 * sum(len(case.distorted) for case in CASES), wrong


def test_what_a_report_says_is_supported(material: Read) -> None:
    missed = [
        text
        for case, report, claims in material
        for text in case.true
        if not is_supported(text, report, claims)
    ]
    assert len(missed) <= 0.15 * sum(len(case.true) for case in CASES), missed
