"""Brings a ledger to the present form, step by step.

In: a connection. Out: the same ledger with the tables of `schema`. Never here: a write by `pending`.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from hearsay.errors import NewerLedger
from hearsay.ledger.schema import REVISIONS

FOLDER = Path(__file__).parent


def pending(connection: Connection, *, path: str) -> tuple[str, ...]:
    """The migrations that this ledger has not seen, oldest first. Writes nothing.

    Raises:
        NewerLedger: the ledger has seen a migration that this version does not know.
    """
    if not inspect(connection).has_table("alembic_version"):
        return REVISIONS
    seen = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if seen is None:
        return REVISIONS
    if seen not in REVISIONS:
        raise NewerLedger(
            "the ledger was written by a newer version of hearsay",
            path=path,
            hint="update hearsay to open it",
        )
    return REVISIONS[REVISIONS.index(seen) + 1 :]


def upgrade(connection: Connection) -> None:
    """Run the pending migrations within the transaction of the connection."""
    from alembic import command  # loaded late: only a new or an old ledger needs it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
