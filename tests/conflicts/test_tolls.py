"""Tolls in running text: who edits `tolls.toml` says what two reports must be found to differ in."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay.annotate import Annotator
from tests.conflicts.test_texts import conflicts_in

CASES = tomllib.loads(Path(__file__).with_name("tolls.toml").read_text(encoding="utf-8"))["case"]
ASKED = {"killed": " died", "injured": " injured"}


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_tolls_of_reports(case: dict[str, Any], annotator: Annotator) -> None:
    _, found = conflicts_in(case["reports"], annotator)
    shown = [
        f"{state}: {' | '.join(sorted(answer.value for answer in conflict.values))}"
        for conflict in found
        for state, word in ASKED.items()
        if conflict.slot == "how_many" and word in conflict.question
    ]
    assert sorted(shown) == sorted(case["conflicts"])
