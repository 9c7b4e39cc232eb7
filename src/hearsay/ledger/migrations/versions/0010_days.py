"""The index of reports by their last day holds their first day too: a span of days is found in it alone."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the index anew."""
    op.drop_index("reports_by_last_day", "reports")
    op.create_index("reports_by_last_day", "reports", ["last_day", "id", "first_day"])
