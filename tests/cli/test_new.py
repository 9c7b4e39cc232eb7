"""What is new since a visit is told by person, and a visit is noted only when somebody says so."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.usefixtures("stand_in")
def test_what_is_new_depends_on_who_asks(run: Run, reports: Path, ledger_path: Path) -> None:
    run("build", reports, "-l", ledger_path)
    first = run("new", "--user", "Vera", "-l", ledger_path).out
    assert first.startswith("4 reports") and "there was no visit yet" in first
    assert run("new", "--user", "Vera", "--seen", "-l", ledger_path).out.startswith("4 reports")
    again = run("new", "--user", "Vera", "-l", ledger_path).out
    assert again.startswith("0 reports, 0 stories, 0 questions since 20")
    assert run("new", "--user", "Ugo", "-l", ledger_path).out.startswith("4 reports")
