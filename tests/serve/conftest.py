"""The fictional ledger, written once for all tests of the workbench, and served by a real server."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser

from hearsay.ledger import Ledger, open_ledger
from hearsay.serve.app import create_app
from tests.serve.fiction import TODAY, write_fiction
from tests.serve.used import build_examples, opened_browser, use


@contextmanager
def served(ledger: Path, *, app: FastAPI | None = None) -> Iterator[str]:
    """The workbench over a ledger, at a free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = app or create_app(ledger, today=lambda: TODAY, user="Vera")
    config = uvicorn.Config(app, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        app.state.applying.wait()
        listening.close()


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ferry.ledger"
    write_fiction(path)
    return path


@pytest.fixture
def ledger(ledger_path: Path) -> Iterator[Ledger]:
    with open_ledger(ledger_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(ledger_path: Path) -> Iterator[str]:
    with served(ledger_path) as address:
        yield address


@pytest.fixture  # of its own for each test: it keeps the cookie of a language
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def reports(ledger_path: Path) -> dict[str, str]:
    """The id of each report by its source."""
    with open_ledger(ledger_path) as opened:
        return {report.source: report.id for report in opened.reports()}


@pytest.fixture
def own_path(ledger_path: Path, tmp_path: Path) -> Path:
    """The same ledger, for one test to decide in."""
    return Path(shutil.copy(ledger_path, tmp_path / "own.ledger"))


@pytest.fixture
def own_address(own_path: Path) -> Iterator[str]:
    with served(own_path) as address:
        yield address


@pytest.fixture
def own(own_path: Path) -> Iterator[Ledger]:
    with open_ledger(own_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def examples_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the examples, as the shipped models read them."""
    folder = tmp_path_factory.mktemp("examples")
    build_examples(folder / "examples.ledger", folder / "scan.pdf")
    return folder / "examples.ledger"


@pytest.fixture(scope="session")
def used_path(examples_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after people have worked with it."""
    path = Path(shutil.copy(examples_path, tmp_path_factory.mktemp("used") / "used.ledger"))
    use(path)
    return path
