"""The ledger: one SQLite file that holds every record, every source and every decision.

In: records, and questions. Out: records. Never here: a judgement about what a report says.
"""

from pathlib import Path

from sqlalchemy import Connection

from hearsay.errors import LedgerError
from hearsay.ledger import sqlite
from hearsay.ledger.corpus import CorpusTables
from hearsay.ledger.finding import Finding, Wanted
from hearsay.ledger.kept import ArchiveTables, NameTables, ShelfTables
from hearsay.ledger.lists import Part, Search
from hearsay.ledger.migrations import pending, upgrade
from hearsay.ledger.query import View
from hearsay.ledger.reading import follow_all
from hearsay.ledger.schema import APPLICATION_ID
from hearsay.ledger.search import Hit
from hearsay.ledger.write import Found, Ledger

__all__ = [
    "ArchiveTables",
    "Connection",
    "CorpusTables",
    "Finding",
    "Found",
    "Hit",
    "Ledger",
    "NameTables",
    "Part",
    "Search",
    "ShelfTables",
    "View",
    "Wanted",
    "open_ledger",
]


def open_ledger(path: Path | str, *, create: bool = False) -> Ledger:
    """The ledger in a file, brought up to date if it is older; with `create`, a new one where there is none.

    A ledger that is up to date is not written to.

    Raises:
        LedgerError: there is no such file or folder, or it cannot be written.
        NotALedger: the file is something else.
        NewerLedger: a later version of hearsay wrote it.
    """
    path = Path(path)
    with sqlite.translated(path):
        if not path.exists() and not create:
            hint = "build one with: hearsay build PATH… --ledger FILE"
            raise LedgerError("there is no such ledger", path=str(path), hint=hint)
        if not path.parent.is_dir():
            raise LedgerError(f"there is no folder {path.parent}", path=str(path), hint="create it first")
        if path.exists():
            sqlite.check_identity(path)
        if not path.exists() or _pending(path):
            _bring_up_to_date(path)
    return Ledger(path)


def _pending(path: Path) -> bool:
    with sqlite.engine(path).begin() as connection:
        return bool(pending(connection, path=str(path)))


def _bring_up_to_date(path: Path) -> None:
    with sqlite.exclusive(path), sqlite.engine(path, write=True, create=True).begin() as connection:
        if pending(connection, path=str(path)):
            upgrade(connection)
            follow_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
