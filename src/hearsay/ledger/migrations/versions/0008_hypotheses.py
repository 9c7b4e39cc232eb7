"""Rival answers that people put beside each other."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table of hypotheses."""
    op.create_table(
        "hypotheses",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("matter", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_hypotheses_matter", "hypotheses", ["matter"])
