"""What opens as a ledger, what does not, and how a ledger comes up to date."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hearsay.errors import LedgerError, NewerLedger, NotALedger
from hearsay.ledger import open_ledger, schema, sqlite
from hearsay.ledger.migrations import FOLDER, pending


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def test_a_missing_ledger_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        open_ledger(tmp_path / "a.ledger")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no folder"):
        open_ledger(tmp_path / "nowhere" / "a.ledger", create=True)


@pytest.mark.parametrize("content", [b"Dear reader,\n" * 200, b"\x00", b"SQLite format 3\x00 but no more"])
def test_another_file_is_not_a_ledger(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(NotALedger):
            open_ledger(path, create=create)
    assert path.read_bytes() == content


def test_a_folder_is_not_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger):
        open_ledger(tmp_path, create=True)


def test_the_database_of_another_program_is_not_a_ledger(tmp_path: Path) -> None:
    change(tmp_path / "bees.db", "CREATE TABLE bees (name)")
    with pytest.raises(NotALedger):
        open_ledger(tmp_path / "bees.db", create=True)


def test_an_empty_file_becomes_a_ledger(ledger_path: Path) -> None:
    ledger_path.touch()
    with open_ledger(ledger_path, create=True) as ledger:
        assert ledger.counts()["reports"] == 0


def test_a_ledger_of_a_newer_version_is_left_alone(ledger_path: Path) -> None:
    open_ledger(ledger_path, create=True)
    change(ledger_path, "UPDATE alembic_version SET version_num = '9999'")
    before = ledger_path.read_bytes()
    for create in (False, True):
        with pytest.raises(NewerLedger, match="newer version"):
            open_ledger(ledger_path, create=create)
    assert ledger_path.read_bytes() == before


def test_opening_a_ledger_that_is_up_to_date_writes_nothing(ledger_path: Path) -> None:
    open_ledger(ledger_path, create=True)
    before = (ledger_path.read_bytes(), ledger_path.stat().st_mtime_ns)
    with open_ledger(ledger_path) as ledger:
        assert ledger.counts()["reports"] == 0
    assert (ledger_path.read_bytes(), ledger_path.stat().st_mtime_ns) == before


def test_a_reader_cannot_write(ledger_path: Path) -> None:
    open_ledger(ledger_path, create=True)
    with (
        pytest.raises(LedgerError, match="cannot be opened or written"),
        sqlite.translated(ledger_path),
        sqlite.engine(ledger_path).begin() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM reports")


def test_a_folder_that_may_not_be_written_is_named(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("hearsay.ledger.sqlite.os.open", refuse)
    with pytest.raises(LedgerError, match="Permission denied"):
        open_ledger(ledger_path, create=True)


def test_the_migrations_lead_to_the_schema(ledger_path: Path) -> None:
    open_ledger(ledger_path, create=True)
    with sqlite.engine(ledger_path).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _, name, *__: not name.startswith("search")}
        )
        assert compare_metadata(context, schema.metadata) == []
        assert pending(connection, path="") == ()


def test_every_migration_is_known_by_name() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == schema.REVISIONS
