"""What the look across reports keeps from one report to the next, and which reports wait for it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the tables. What was found across reports stays until the next look, which begins anew."""
    _table("pending", ["report"], report=sa.Text)
    _table("made", ["what"], what=sa.Text, version=sa.Text)
    _create_of_origins()
    _create_of_names()
    _create_of_stories()
    op.add_column("reports", sa.Column("read_by", sa.Text))


def _create_of_origins() -> None:
    key = ["key", "first", "report"]
    _table("shelf", key, rows=False, key=sa.BigInteger, first=sa.Integer, report=sa.Text, last=sa.Integer)
    _table("standing", ["key"], key=sa.BigInteger)
    _table("links", ["report"], report=sa.Text, record=sa.LargeBinary)
    _table("linked", ["report", "other"], rows=False, report=sa.Text, other=sa.Text)


def _create_of_names() -> None:
    _table(
        "bearers",
        ["key", "report", "number"],
        rows=False,
        key=sa.Text,
        report=sa.Text,
        number=sa.Integer,
        country=sa.Text,
        described=sa.Boolean,
        entity=sa.Text,
        record=sa.LargeBinary,
    )
    op.create_index("bearers_of_report", "bearers", ["report"])
    _table("known_names", ["key"], key=sa.Text, reports=sa.Integer, record=sa.LargeBinary)
    _table("filed", ["block", "key"], rows=False, block=sa.Text, key=sa.Text)
    _table("crowded", ["block"], block=sa.Text)
    _table("entity_keys", ["entity", "key"], rows=False, entity=sa.Text, key=sa.Text)
    op.create_index("entities_of_key", "entity_keys", ["key", "entity"])


def _create_of_stories() -> None:
    _table("places", ["row", "day", "report"], rows=False, row=sa.Text, day=sa.Integer, report=sa.Text)
    _table(
        "ties",
        ["report", "other"],
        rows=False,
        report=sa.Text,
        other=sa.Text,
        likeness=sa.Float,
        rows_=sa.Integer,
    )
    _table("accounts", ["report"], report=sa.Text, first=sa.Text, story=sa.Text)
    op.create_index("ix_accounts_first", "accounts", ["first"])


OPEN = {("bearers", "entity"), ("accounts", "story")}
"""Columns that may be empty."""


def _table(name: str, primary: list[str], /, *, rows: bool = True, **columns: type[Any]) -> None:
    """A table with this primary key; without `rows` it is kept in the order of that key alone."""
    made = [sa.Column(c.rstrip("_"), kind, nullable=(name, c) in OPEN) for c, kind in columns.items()]
    op.create_table(name, *made, sa.PrimaryKeyConstraint(*primary), sqlite_with_rowid=rows)
