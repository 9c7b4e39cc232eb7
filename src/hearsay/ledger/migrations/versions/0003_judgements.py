"""Decisions about claims, reports and questions, beside those about entities."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Say which report a decision is about, so that it is found when that is read."""
    op.add_column("decisions", sa.Column("report", sa.Text))
    op.create_index("ix_decisions_report", "decisions", ["report"])
    op.create_index("ix_decisions_kind", "decisions", ["kind"])
