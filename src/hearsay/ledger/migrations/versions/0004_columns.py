"""Columns and indexes by which lists and searches find records without reading them all; saved searches."""

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from hearsay.ledger.columns import columns, folded
from hearsay.records import Claim, Conflict, Entity, Prediction, Report, Story

revision = "0004"
down_revision = "0003"

TEXTS = {
    "reports": ("publisher", "genre", "first_day", "last_day"),
    "claims": ("stance", "voice", "place", "country"),
    "entities": ("kind", "name"),
    "aliases": ("folded",),
    "stories": ("first_day", "last_day"),
    "conflicts": ("status", "claim"),
    "predictions": ("outcome", "last_day"),
}
KINDS: dict[str, type] = {
    "reports": Report,
    "claims": Claim,
    "entities": Entity,
    "stories": Story,
    "conflicts": Conflict,
    "predictions": Prediction,
}
INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "reports": (("last_day", "id"), ("publisher",), ("genre",)),
    "claims": (("stance", "report"), ("voice", "report"), ("place", "report"), ("country", "report")),
    "entities": (("reports", "id"),),
    "aliases": (("folded",),),
    "stories": (("last_day", "id"),),
    "conflicts": (("status", "story"), ("claim",)),
    "predictions": (("outcome", "last_day", "id"),),
}


def upgrade() -> None:
    """Add the columns, fill them from the records that are there, and index them."""
    for table, names in TEXTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text))
    op.add_column("entities", sa.Column("reports", sa.Integer))
    for table, kind in KINDS.items():
        _fill(table, kind)
    connection = op.get_bind()
    counted = "(SELECT count(DISTINCT report) FROM mentions WHERE mentions.entity = entities.id)"
    connection.execute(sa.text(f"UPDATE entities SET reports = {counted}"))
    named = [row.name for row in connection.execute(sa.text("SELECT DISTINCT name FROM aliases"))]
    for name in named:
        connection.execute(
            sa.text("UPDATE aliases SET folded = :folded WHERE name = :name"),
            {"name": name, "folded": folded(name)},
        )
    for table, indexes in INDEXES.items():
        for over in indexes:
            op.create_index(f"{table}_by_{over[0]}", table, list(over))
    op.create_table(
        "searches",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
    )


def _fill(table: str, kind: type) -> None:
    connection = op.get_bind()
    known = (*TEXTS[table],)
    settings = ", ".join(f"{name} = :{name}" for name in known)
    statement = sa.text(f"UPDATE {table} SET {settings} WHERE id = :id")
    for rows in _batches(connection, table):
        values = [{"id": row.id, **columns(msgspec.json.decode(row.record, type=kind))} for row in rows]
        connection.execute(statement, [{name: row[name] for name in ("id", *known)} for row in values])


def _batches(connection: sa.Connection, table: str) -> Iterator[list[Any]]:
    """The rows of a table, some hundred at a time, so that a large ledger is never held as a whole."""
    last = ""
    query = sa.text(f"SELECT id, record FROM {table} WHERE id > :last ORDER BY id LIMIT 500")
    while rows := connection.execute(query, {"last": last}).all():
        yield list(rows)
        last = rows[-1].id
