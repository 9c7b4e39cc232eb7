"""The origin of a claim, where it is not that of its report."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table of such claims."""
    op.create_table(
        "claim_origins",
        sa.Column("claim", sa.Text, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("origin", sa.Text, sa.ForeignKey("origins.id"), nullable=False),
    )
    op.create_index("ix_claim_origins_origin", "claim_origins", ["origin"])
