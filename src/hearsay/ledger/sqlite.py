"""What is particular to SQLite: connections, the lock of a build, and what its errors mean.

In: the path of a ledger. Out: engines and errors that a user understands. Never here: a query on records.
"""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from hearsay.errors import LedgerBusy, LedgerError, LedgerFull, NotALedger
from hearsay.ledger.schema import APPLICATION_ID

# the cache is a bound, in KiB when negative: it grows with the pages that a build touches
WRITER_PRAGMAS = ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -1048576")
READER_PRAGMAS = ("query_only = ON",)
MAGIC = b"SQLite format 3\x00"
STREAMED = {"yield_per": 500}  # rows fetched at once: results are read as they are used
PATIENCE = 30.0  # seconds that one connection waits for another; a build itself is excluded by `exclusive`


def engine(path: Path, *, write: bool = False, create: bool = False) -> Engine:
    """Connections to a ledger, each opened when it is asked for and closed when it is given back."""
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    pragmas = WRITER_PRAGMAS if write else READER_PRAGMAS

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    made = create_engine("sqlite://", creator=connect, poolclass=NullPool, execution_options=STREAMED)

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        # The driver begins no transaction by itself (isolation_level=None), so that tables, too, are created
        # all or not at all. IMMEDIATE: a writer waits at the start instead of failing halfway.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return made


def check_identity(path: Path) -> None:
    """Make sure that the file is a ledger. An empty file is one that was never begun.

    Raises:
        NotALedger: it is a folder, another kind of file, or another program's database.
    """
    refused = NotALedger("this is not a ledger", path=str(path), hint="choose another file with --ledger")
    if path.is_dir():
        raise refused
    with path.open("rb") as file:
        begins = file.read(len(MAGIC))
    if not begins:
        return
    if begins != MAGIC:
        raise refused
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)
        try:
            (found,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise refused from error
        raise ledger_error(error, path) from error
    if found != APPLICATION_ID and tables:
        raise refused


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Be the only builder of a ledger, by a lock of the operating system that ends with the process.

    The lock is on a file beside the ledger: closing a second handle on the ledger itself would drop the
    locks that SQLite holds on it.

    Raises:
        LedgerBusy: another build holds the ledger.
    """
    beside = path.with_name(f"{path.name}-lock")
    with translated(path):
        while True:
            handle = os.open(beside, os.O_CREAT | os.O_RDWR, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(handle)
                hint = "wait until it ends, or choose another file with --ledger"
                raise LedgerBusy(
                    "another build is writing to this ledger", path=str(path), hint=hint
                ) from error
            if beside.exists() and beside.stat().st_ino == os.fstat(handle).st_ino:
                break
            os.close(handle)  # the build before us removed this file between our opening and locking it
    try:
        yield
    finally:
        beside.unlink(missing_ok=True)
        os.close(handle)


def keep_readers_going(connection: Connection) -> None:
    """Write ahead while a build runs: readers are not held up, and a report costs no wait for the disk."""
    _driver(connection).execute("PRAGMA journal_mode = WAL")


def become_one_file(connection: Connection) -> None:
    """Fold what was written ahead into the ledger; left for the next build if somebody is reading."""
    with suppress(sqlite3.OperationalError):
        _driver(connection).execute("PRAGMA busy_timeout = 0")
        _driver(connection).execute("PRAGMA journal_mode = DELETE")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of the database and the disk into errors that say what to do."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise ledger_error(error.orig, path) from error
    except (sqlite3.Error, OSError) as error:
        raise ledger_error(error, path) from error


def ledger_error(error: sqlite3.Error | OSError, path: Path) -> Exception:
    """The error that a user can act on; the same error if it is not about the store."""
    if isinstance(error, OSError):
        code = {errno.ENOSPC: sqlite3.SQLITE_FULL, errno.EDQUOT: sqlite3.SQLITE_FULL}.get(error.errno or 0)
        code = code or sqlite3.SQLITE_CANTOPEN
    else:
        code = getattr(error, "sqlite_errorcode", None)
    where = str(path)
    match code & 0xFF if code is not None else None:
        case sqlite3.SQLITE_FULL:
            hint = "make room and start the build again: what was stored stays"
            return LedgerFull("the disk is full", path=where, hint=hint)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerBusy("another program is using the ledger", path=where, hint="try again later")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            hint = "check that the folder exists and that you may write there"
            return LedgerError(
                f"the ledger cannot be opened or written: {_words(error)}", path=where, hint=hint
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return NotALedger("the file is damaged", path=where, hint="build the ledger anew")
        case sqlite3.SQLITE_IOERR:
            return LedgerError(f"the disk does not answer: {_words(error)}", path=where)
        case _:
            return error


def _words(error: sqlite3.Error | OSError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
