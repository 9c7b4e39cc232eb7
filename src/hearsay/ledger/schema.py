"""The tables of a ledger.

Each record is kept whole as JSON in `record`; beside it stand the columns that queries need.
What only a look across reports can tell (`CORPUS`) is replaced as a whole; `decisions` is never replaced.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

APPLICATION_ID = 0x48454152  # "HEAR" in the header of the file: how a ledger is told from other databases
REVISIONS = ("0001", "0002", "0003")
"""Every migration, oldest first; so that opening a ledger need not load Alembic."""

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),  # the row number that the full-text index refers to
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),  # without text, source, origin and story
    Column("origin", Text, index=True),
    Column("story", Text, index=True),
)

sources = Table(
    "sources",
    metadata,
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("source", Text, nullable=False),
    PrimaryKeyConstraint("report", "source"),
)

names = Table(
    "names",
    metadata,
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    PrimaryKeyConstraint("report", "start", "end", "kind"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("record", Text, nullable=False),  # without entities and event
    Index("claims_in_order", "report", "start", "end", "id"),
)

digests = Table(
    "digests",
    metadata,
    Column("kind", Text, nullable=False),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("record", LargeBinary, nullable=False),  # MessagePack: for the next stage, not for people
    PrimaryKeyConstraint("kind", "report"),
)

rejected = Table(
    "rejected",
    metadata,
    Column("source", Text, primary_key=True),
    Column("record", Text, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),  # without mentions
)

mentions = Table(
    "mentions",
    metadata,
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("entity", Text, ForeignKey("entities.id"), nullable=False),
    PrimaryKeyConstraint("report", "start", "end", "entity"),
    Index("mentions_of_entity", "entity", "report", "start", "end"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("name", Text, nullable=False),
    Column("entity", Text, ForeignKey("entities.id"), nullable=False),
    PrimaryKeyConstraint("name", "entity"),
)

origins = Table(
    "origins",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", Text, index=True),
    Column("record", Text, nullable=False),
)

claim_origins = Table(
    "claim_origins",  # only of claims that go back elsewhere than their report
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), primary_key=True),
    Column("origin", Text, ForeignKey("origins.id"), nullable=False, index=True),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), primary_key=True),
    Column("event", Text, nullable=False, index=True),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", Text, index=True),
    Column("record", Text, nullable=False),
)

predictions = Table(
    "predictions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("claim", Text, ForeignKey("claims.id"), nullable=False, index=True),
    Column("record", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("time", Text, nullable=False),
    Column("user", Text),
    Column("kind", Text, nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("reason", Text),
    Column("undone_by", Integer, ForeignKey("decisions.id")),
    Column("report", Text, index=True),  # where a decision is about one report or something in it
)

CORPUS = (predictions, conflicts, events, stories, claim_origins, origins, mentions, aliases, entities)
"""The tables that a build replaces, in an order that never leaves a reference without its row."""
