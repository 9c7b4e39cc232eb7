"""When a ledger was added to, what was first there when, who has seen what, and what is watched."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables; what an older ledger holds was there before its first noted build."""
    op.create_table(
        "builds",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO builds SELECT 0, '', '', count(*) FROM reports")
    op.execute("UPDATE builds SET reports = (SELECT coalesce(max(number), 0) FROM reports)")
    op.create_table(
        "firsts",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("build", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id"),
    )
    op.create_index("firsts_by_build", "firsts", ["kind", "build", "id"])
    for table in ("stories", "conflicts"):
        op.execute(f"INSERT INTO firsts (kind, id, build) SELECT '{table}', id, 0 FROM {table}")
    op.create_table(
        "visits",
        sa.Column("user", sa.Text, primary_key=True),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("build", sa.Integer, nullable=False),
    )
    op.create_table(
        "watched",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("kind", "name"),
    )
