"""What several tests share: the public data beside the project, an empty ledger."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hearsay.ledger import Ledger, open_ledger

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
