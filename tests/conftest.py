"""What several tests share: the public data beside the project, an empty ledger; no test may be skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hearsay.annotate import Annotator, load_annotator
from hearsay.config import AnnotateConfig
from hearsay.ledger import Ledger, open_ledger
from tests.stand_in import REPORTS, StandIn, find_claims

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The user's documents and the public data, which lie beside the project."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.fail(f"this test needs the folder {folder}; leave it out with: -m 'not shared'")
    return folder


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    return tmp_path / "town.ledger"


@pytest.fixture
def ledger(ledger_path: Path) -> Iterator[Ledger]:
    with open_ledger(ledger_path, create=True) as made:
        yield made


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require-shared", action="store_true", help="fail unless the `shared` group was run")
    parser.addoption("--pictures", action="store_true", help="put the pictures of pages into docs/images")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _left_out(session.config) or _lacks_shared(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in _left_out(terminalreporter.config):
        terminalreporter.write_line(f"not run, which counts as failed: {report.nodeid}", red=True)
    if _lacks_shared(terminalreporter.config):
        terminalreporter.write_line("no test of the group `shared` was run, which counts as failed", red=True)


def _left_out(config: pytest.Config) -> list[pytest.TestReport]:
    """The tests that neither passed nor failed: they prove nothing."""
    proved = {"", "passed", "failed", "error", "deselected", "warnings"}
    return [
        report for outcome, reports in _told(config).items() if outcome not in proved for report in reports
    ]


def _lacks_shared(config: pytest.Config) -> bool:
    """Whether the group `shared` was asked for, and none of it was run."""
    told = (report for outcome in ("passed", "failed") for report in _told(config).get(outcome, ()))
    return config.getoption("--require-shared") and not any("shared" in report.keywords for report in told)


def _told(config: pytest.Config) -> dict[str, list[pytest.TestReport]]:
    """What became of the tests; of those that other processes ran, too."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.stats if reporter else {}


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of this test use the stand-in instead of the models."""
    monkeypatch.setattr("hearsay.reading.load_annotator", lambda config: StandIn())
    monkeypatch.setattr("hearsay.reading.find_claims", find_claims)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with five documents, one of them empty, two of them from one wire."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The shipped models, loaded once for all tests that read real text."""
    return load_annotator(AnnotateConfig())
