"""The first form of a ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _reference(name: str, to: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey(to), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text, primary_key=True)


def upgrade() -> None:
    """Create every table and the full-text index."""
    _create_report_tables()
    _create_corpus_tables()
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("time"),
        _text("user", nullable=True),
        _text("kind"),
        _text("payload"),
        _text("reason", nullable=True),
        sa.Column("undone_by", sa.Integer, sa.ForeignKey("decisions.id")),
    )


def _create_report_tables() -> None:
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        _text("title", nullable=True),
        _text("text"),
        _text("record"),
        _text("origin", nullable=True),
        _text("story", nullable=True),
    )
    op.create_index("ix_reports_origin", "reports", ["origin"])
    op.create_index("ix_reports_story", "reports", ["story"])
    # The words are kept once, in `reports`; the index holds only where they stand.
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(title, text, content='reports', content_rowid='number',"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.create_table(
        "sources",
        _reference("report", "reports.id"),
        _text("source"),
        sa.PrimaryKeyConstraint("report", "source"),
    )
    op.create_table(
        "names",
        _reference("report", "reports.id"),
        _number("start"),
        _number("end"),
        _text("kind"),
        sa.PrimaryKeyConstraint("report", "start", "end", "kind"),
    )
    op.create_table(
        "claims", _id(), _reference("report", "reports.id"), _number("start"), _number("end"), _text("record")
    )
    op.create_index("claims_in_order", "claims", ["report", "start", "end", "id"])
    op.create_table(
        "digests",
        _text("kind"),
        _reference("report", "reports.id"),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("kind", "report"),
    )
    op.create_table("rejected", sa.Column("source", sa.Text, primary_key=True), _text("record"))


def _create_corpus_tables() -> None:
    op.create_table("entities", _id(), _text("record"))
    op.create_table(
        "mentions",
        _reference("report", "reports.id"),
        _number("start"),
        _number("end"),
        _reference("entity", "entities.id"),
        sa.PrimaryKeyConstraint("report", "start", "end", "entity"),
    )
    op.create_index("mentions_of_entity", "mentions", ["entity", "report", "start", "end"])
    op.create_table(
        "aliases",
        _text("name"),
        _reference("entity", "entities.id"),
        sa.PrimaryKeyConstraint("name", "entity"),
    )
    op.create_table("origins", _id(), _text("story", nullable=True), _text("record"))
    op.create_index("ix_origins_story", "origins", ["story"])
    op.create_table("stories", _id(), _text("record"))
    op.create_table(
        "events",
        sa.Column("claim", sa.Text, sa.ForeignKey("claims.id"), primary_key=True),
        _text("event"),
    )
    op.create_index("ix_events_event", "events", ["event"])
    op.create_table("conflicts", _id(), _text("story", nullable=True), _text("record"))
    op.create_index("ix_conflicts_story", "conflicts", ["story"])
    op.create_table("predictions", _id(), _reference("claim", "claims.id"), _text("record"))
    op.create_index("ix_predictions_claim", "predictions", ["claim"])
