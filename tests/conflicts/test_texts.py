"""Conflicts in running text: who edits `disputes.toml` says what must be found in which reports."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay.annotate import Annotator
from hearsay.claims import find_claims
from hearsay.conflicts import find_conflicts
from hearsay.records import Claim, Conflict, Report
from tests.conflicts.story import STORY, origins

CASES = tomllib.loads(Path(__file__).with_name("disputes.toml").read_text(encoding="utf-8"))["case"]


def conflicts_in(texts: list[str], annotator: Annotator) -> tuple[list[Claim], list[Conflict]]:
    """The conflicts between reports, each an account of its own; without a look across names."""
    reports = [
        Report(f"r{n}", f"r{n}.txt", None, f"Paper {n}", (), "2021-03-04", "en", "news", text.strip())
        for n, text in enumerate(texts)
    ]
    claims = [claim for doc in annotator.annotate(reports) for claim in find_claims(doc)]
    apart = origins(*((report.id,) for report in reports))
    by_id = {report.id: report for report in reports}
    return claims, find_conflicts(STORY, reports=by_id, claims=claims, origins=apart)[1]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_conflicts_of_texts(case: dict[str, Any], annotator: Annotator) -> None:
    claims, found = conflicts_in(case["reports"], annotator)
    shown = [f"{c.slot}: {' | '.join(sorted(a.value for a in c.values))}" for c in found]
    assert sorted(shown) == sorted(case["conflicts"])
    known = {claim.id for claim in claims}
    for conflict in found:
        assert conflict.reason and conflict.pair and set(conflict.pair) <= known
        sides = [set(answer.claims) for answer in conflict.values]
        assert not any(set(conflict.pair) <= side for side in sides), "they stand on two sides"
