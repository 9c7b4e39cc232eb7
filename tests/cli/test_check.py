"""`hearsay check` prints who stands where, with the words, or says that nobody speaks of it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def built(run: Run, stand_in: None, reports: Path, ledger_path: Path) -> Path:
    run("build", reports, "-l", ledger_path)
    return ledger_path


def test_both_sides_are_printed_with_voice_and_words(run: Run, built: Path) -> None:
    printed = run("check", "Nine people had died.", "-l", built).out
    supported, _, denied = printed.partition("Denied by")
    assert "Supported by (" in supported
    assert "Ana Pell, in Coastal Wire: “nine people had died in the cold water" in supported
    assert "Tomas Reck" in denied


def test_findings_come_as_json(run: Run, built: Path) -> None:
    found = json.loads(run("check", "The ferry Nordlys Star sank.", "-l", built, "--json").out)
    assert [f["verdict"] for f in found["supports"]["findings"]] == ["supports", "supports"]
    assert found["supports"]["origins"] + found["supports"]["unestablished"] == 1


def test_nobody_speaks_of_it(run: Run, built: Path) -> None:
    assert run("check", "Wolves returned to the Kestrel moor.", "-l", built).out == "no report speaks of it\n"


def test_any_words_can_be_checked(run: Run, built: Path) -> None:
    for text in ("", "*", '"', "AND OR NOT", "…", "a" * 5000):
        result = run("check", text, "-l", built)
        assert (result.status, result.err) == (0, "")
