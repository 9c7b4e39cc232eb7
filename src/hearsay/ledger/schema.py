"""The tables of a ledger.

Each record is kept whole as JSON in `record`; beside it stand the columns that queries need.
What only a look across reports can tell (`CORPUS`) changes as reports come and go, with what that look keeps
for itself (`KEPT`); `decisions` is never replaced.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
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
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
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
    Column("story", Text),
    Column("publisher", Text),  # this and the following: see `columns`
    Column("genre", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("read_by", Text),  # the version that found what stands in it
    Index("reports_by_last_day", "last_day", "id", "first_day"),
    Index("reports_of_story", "story", "last_day", "id"),
    Index("reports_by_publisher", "publisher"),
    Index("reports_by_genre", "genre"),
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
    Column("stance", Text),  # this and the following as people read the claim: see `reading`
    Column("voice", Text),
    Column("place", Text),
    Column("country", Text),
    Index("claims_in_order", "report", "start", "end", "id"),
    Index("claims_by_stance", "stance", "report"),
    Index("claims_by_voice", "voice", "report"),
    Index("claims_by_place", "place", "report"),
    Index("claims_by_country", "country", "report"),
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
    Column("kind", Text),
    Column("name", Text),
    Column("reports", Integer),  # in how many it is named
    Index("entities_by_reports", "reports", "id"),
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
    Column("folded", Text),
    PrimaryKeyConstraint("name", "entity"),
    Index("aliases_by_folded", "folded"),
    Index("aliases_of_entity", "entity"),
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
    Column("first_day", Text),
    Column("last_day", Text),
    Index("stories_by_last_day", "last_day", "id"),
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
    Column("status", Text),  # as people read it
    Column("claim", Text),  # the first of them: it leads to the report
    Index("conflicts_by_status", "status", "story"),
    Index("conflicts_by_claim", "claim"),
)

predictions = Table(
    "predictions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("claim", Text, ForeignKey("claims.id"), nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("outcome", Text),  # as people read it
    Column("last_day", Text),
    Index("predictions_by_outcome", "outcome", "last_day", "id"),
)

hypotheses = Table(
    "hypotheses",  # what people suppose; how claims bear on it is judged in `decisions`
    metadata,
    Column("id", Text, primary_key=True),
    Column("matter", Text, nullable=False, index=True),
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
    Index("decisions_of_report", "report", "kind"),
)

about = Table(
    "about",  # of which reports, claims, publishers and hypotheses a decision speaks, by a trigger
    metadata,
    Column("thing", Text, nullable=False),
    Column("decision", Integer, nullable=False),
    PrimaryKeyConstraint("thing", "decision"),
    sqlite_with_rowid=False,
)

renamed = Table(
    "renamed",  # words that name whom `bearer` calls `name`, or nobody, since people corrected the claim
    metadata,
    Column("report", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("bearer", Text),
    Column("name", Text),
    PrimaryKeyConstraint("report", "start", "end"),
    Index("renamed_by_name", "name"),
)

doubts = Table(
    "doubts",  # what a decision would change, by how much hangs on it; kept in step by triggers
    metadata,
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),  # of the conflict, the entity or the report
    Column("part", Text, nullable=False),  # the place of the answer or the join; the report copied
    Column("changes", Integer, nullable=False),
    Column("doubt", Float, nullable=False),
    Column("weight", Float, nullable=False),
    PrimaryKeyConstraint("kind", "id", "part"),
    Index("doubts_by_weight", "weight", "kind", "id", "part"),
    Index("doubts_of_kind", "kind", "weight", "id", "part"),
)

searches = Table(
    "searches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),  # as it stands in the address of the page
    Column("time", Text, nullable=False),
)

rests = Table(
    "rests",  # rows of the members of origins, kept in step with them by triggers: see the migration
    metadata,
    Column("origin", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("of", Text),
    Column("outside", Text),
    Column("direction", Text),
    Column("whole", Integer, nullable=False),  # 1: the report as a whole; 0: a part of it
    Index("rests_by_origin", "origin", "relation"),
    Index("rests_by_report", "report", "relation"),
    Index("rests_by_of", "of", "relation"),
)

builds = Table(
    "builds",
    metadata,
    Column("number", Integer, primary_key=True),  # 0: what was there before builds were noted
    Column("time", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("reports", Integer, nullable=False),  # the last row number of `reports` after it
)

firsts = Table(
    "firsts",
    metadata,
    Column("kind", Text, nullable=False),  # the table
    Column("id", Text, nullable=False),
    Column("build", Integer, nullable=False),  # the first after which it was there; 0: nobody noted which
    PrimaryKeyConstraint("kind", "id"),
    Index("firsts_by_build", "kind", "build", "id"),
)

visits = Table(
    "visits",
    metadata,
    Column("user", Text, primary_key=True),
    Column("time", Text, nullable=False),
    Column("build", Integer, nullable=False),  # everything up to it has been seen
)

watched = Table(
    "watched",
    metadata,
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),  # JSON, for whoever watches
    PrimaryKeyConstraint("kind", "name"),
)

CORPUS = (predictions, conflicts, events, stories, claim_origins, origins, mentions, aliases, entities)
"""The tables that a build replaces, in an order that never leaves a reference without its row."""

pending = Table(
    "pending",  # reports that came, or that people decided about, since the last look across reports
    metadata,
    Column("report", Text, primary_key=True),
)

made = Table(
    "made",  # by which version of what: rows that an older one made are found anew
    metadata,
    Column("what", Text, primary_key=True),
    Column("version", Text, nullable=False),
)

shelf = Table(
    "shelf",  # reports by n-gram and name; day 0: not known
    metadata,
    Column("key", BigInteger, nullable=False),
    Column("first", Integer, nullable=False),
    Column("report", Text, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("key", "first", "report"),
    sqlite_with_rowid=False,
)

standing = Table("standing", metadata, Column("key", BigInteger, primary_key=True))

links = Table(
    "links",
    metadata,
    Column("report", Text, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)

linked = Table(
    "linked",
    metadata,
    Column("report", Text, nullable=False),
    Column("other", Text, nullable=False),
    PrimaryKeyConstraint("report", "other"),
    sqlite_with_rowid=False,
)

bearers = Table(
    "bearers",  # who in a report bears a name
    metadata,
    Column("key", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("country", Text, nullable=False),
    Column("described", Boolean, nullable=False),
    Column("entity", Text),
    Column("record", LargeBinary, nullable=False),
    PrimaryKeyConstraint("key", "report", "number"),
    Index("bearers_of_report", "report", "described"),
    sqlite_with_rowid=False,
)

known_names = Table(
    "known_names",
    metadata,
    Column("key", Text, primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

filed = Table(
    "filed",  # names by the blocks in which they are looked for
    metadata,
    Column("block", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("block", "key"),
    sqlite_with_rowid=False,
)

crowded = Table("crowded", metadata, Column("block", Text, primary_key=True))

entity_keys = Table(
    "entity_keys",
    metadata,
    Column("entity", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("entity", "key"),
    Index("entities_of_key", "key", "entity"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",  # reports in the rows of their telling terms
    metadata,
    Column("row", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("report", Text, nullable=False),
    PrimaryKeyConstraint("row", "day", "report"),
    sqlite_with_rowid=False,
)

ties = Table(
    "ties",
    metadata,
    Column("report", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("likeness", Float, nullable=False),
    Column("rows", Integer, nullable=False),
    PrimaryKeyConstraint("report", "other"),
    sqlite_with_rowid=False,
)

accounts = Table(
    "accounts",  # of a report that stories know: the first report of its account, and its story
    metadata,
    Column("report", Text, primary_key=True),
    Column("first", Text, nullable=False, index=True),
    Column("story", Text),
)

KEPT = (
    pending,
    made,
    shelf,
    standing,
    links,
    linked,
    bearers,
    known_names,
    filed,
    crowded,
    entity_keys,
    places,
    ties,
    accounts,
)
"""What the look across reports keeps for itself."""
