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


def pytest_collection_finish(session: pytest.Session) -> None:
    wanted = session.config.getoption("--require-shared")
    if wanted and not any(item.get_closest_marker("shared") for item in session.items):
        raise pytest.UsageError("no test of the group `shared` is chosen")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in _left_out(terminalreporter.config):
        terminalreporter.write_line(f"not run, which counts as failed: {report.nodeid}", red=True)


def _left_out(config: pytest.Config) -> list[pytest.TestReport]:
    """The tests that neither passed nor failed: they prove nothing."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    stats = reporter.stats if reporter else {}
    proved = {"", "passed", "failed", "error", "deselected", "warnings"}
    return [report for outcome, reports in stats.items() if outcome not in proved for report in reports]


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
