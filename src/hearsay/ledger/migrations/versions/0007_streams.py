"""What the look across reports keeps from one report to the next, and which reports wait for it."""

import sqlalchemy as sa
from alembic import op

from hearsay.ledger import schema

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the tables. What was found across reports stays until the next look, which begins anew."""
    connection = op.get_bind()
    for table in schema.KEPT:
        table.create(connection)
    op.add_column("reports", sa.Column("read_by", sa.Text))
