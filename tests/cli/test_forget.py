"""A report is taken out of a ledger, and a ledger found anew, from the command line."""

from pathlib import Path

import pytest

from hearsay.ledger import open_ledger
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("stand_in")


@pytest.fixture
def built(run: Run, reports: Path, ledger_path: Path) -> Path:
    assert run("build", reports, "--ledger", ledger_path).status == 0
    return ledger_path


def test_a_report_is_forgotten_by_where_it_was_read_from(run: Run, built: Path) -> None:
    with open_ledger(built) as ledger:
        first, *others = ledger.reports()
    assert run("forget", first.source, "--ledger", built).status == 0
    with open_ledger(built) as ledger:
        assert [report.id for report in ledger.reports()] == [report.id for report in others]
        assert {claim.report for claim in ledger.claims()} <= {report.id for report in others}


def test_what_is_not_there_is_said(run: Run, built: Path) -> None:
    assert "no report 'nowhere.txt'" in run("forget", "nowhere.txt", "--ledger", built).only_error


def test_a_rebuild_finds_the_same_again(run: Run, built: Path) -> None:
    with open_ledger(built) as ledger:
        before = list(ledger.claims()), list(ledger.entities()), ledger.counts()
    assert "read again" in run("rebuild", "--ledger", built).out
    with open_ledger(built) as ledger:
        assert (list(ledger.claims()), list(ledger.entities()), ledger.counts()) == before
