"""Of what decisions speak, what they would change, and records by how people read them now.

Two tables follow others by triggers, whoever writes those: `about` the decisions, `doubts` the conflicts, the
entities and who rests on whom. A doubt is as `hearsay.serve.review` tells.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ABOUT = """INSERT OR IGNORE INTO about (thing, decision)
 SELECT t.atom, {0}.id FROM {1} json_tree({0}.payload) t
 WHERE t.type = 'text' AND t.fullkey NOT LIKE '$.value%'
 AND (t.key IN ('report', 'claim') OR t.path = '$.target.reports' OR t.fullkey = '$.target.name')"""

DECIDED = "SELECT 1 FROM about a JOIN decisions d ON d.id = a.decision WHERE d.undone_by IS NULL AND d.kind"
ROWS = """INSERT OR REPLACE INTO doubts
 SELECT {kind}, {id}, part, changes, doubt, changes * doubt FROM (SELECT {rest});"""
STAKE = """(SELECT count(DISTINCT c.value)
 FROM json_each(new.record, '$.values') w, json_each(w.value, '$.claims') c)"""
ACCOUNTS = "max(1, json_extract(v.value, '$.origins') + json_extract(v.value, '$.unestablished'))"
ANSWERS = ROWS.format(
    kind="'answer'",
    id="new.id",
    rest=f"""v.key AS part, {STAKE} AS changes, 1.0 / {ACCOUNTS} AS doubt
 FROM json_each(new.record, '$.values') v
 WHERE new.status = 'open' AND EXISTS (SELECT 1 FROM json_each(v.value, '$.claims') c WHERE NOT EXISTS (
 {DECIDED} = 'claim.confirm' AND a.thing = c.value))""",
)
JOINS = ROWS.format(
    kind="'join'",
    id="new.id",
    rest="""j.key AS part, json_extract(j.value, '$.reports') AS changes,
 1 - json_extract(j.value, '$.score') AS doubt FROM json_each(new.record, '$.joins') j
 WHERE json_extract(j.value, '$.decision') IS NULL AND json_extract(j.value, '$.score') < 0.95""",
)
COPIES = ROWS.format(
    kind="'copy'",
    id="new.report",
    rest=f"""new."of" AS part, count(*) AS changes, CASE new.direction WHEN 'credit' THEN 0.1
 WHEN 'supplier' THEN 0.2 WHEN 'statement' THEN 0.2 WHEN 'unsigned' THEN 0.3 WHEN 'excerpt' THEN 0.3
 WHEN 'later' THEN 0.4 ELSE 0.6 END AS doubt FROM claims
 WHERE claims.report = new.report AND new.whole = 1 AND new.relation IN ('copy', 'derived')
 AND new."of" IS NOT NULL AND NOT EXISTS ({DECIDED} IN ('reports.copies', 'reports.independent')
 AND a.thing = new.report AND EXISTS (SELECT 1 FROM about b WHERE b.decision = d.id AND b.thing = new."of"))
 HAVING count(*) > 0""",
)
GONE = "DELETE FROM doubts WHERE kind = '{0}' AND id = old.id;"
NO_COPY = "DELETE FROM doubts WHERE kind = 'copy' AND id = old.report AND part = old.\"of\";"


def upgrade() -> None:
    """Create the tables, let them follow the others, and touch those, so that they are filled."""
    op.create_index("reports_of_story", "reports", ["story", "last_day", "id"])
    op.drop_index("ix_reports_story")
    op.create_index("decisions_of_report", "decisions", ["report", "kind"])
    op.execute(
        "CREATE TABLE about (thing TEXT NOT NULL, decision INTEGER NOT NULL, PRIMARY KEY (thing, decision))"
        " WITHOUT ROWID"
    )
    op.create_table(
        "renamed",
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("bearer", sa.Text),
        sa.Column("name", sa.Text),
        sa.PrimaryKeyConstraint("report", "start", "end"),
    )
    op.create_index("renamed_by_name", "renamed", ["name"])
    op.create_table(
        "doubts",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Column("doubt", sa.Float, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", "part"),
    )
    op.create_index("doubts_by_weight", "doubts", ["weight", "kind", "id", "part"])
    op.create_index("doubts_of_kind", "doubts", ["kind", "weight", "id", "part"])
    op.execute(ABOUT.format("decisions", "decisions,"))
    op.execute(
        f"CREATE TRIGGER decisions_made AFTER INSERT ON decisions BEGIN {ABOUT.format('new', '')}; END"
    )
    of = (("answer", "conflicts", "record, status", ANSWERS), ("join", "entities", "record", JOINS))
    for kind, table, read, made in of:
        gone = GONE.format(kind)
        op.execute(f"CREATE TRIGGER {table}_made AFTER INSERT ON {table} BEGIN {made} END")
        op.execute(f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {gone} END")
        op.execute(
            f"CREATE TRIGGER {table}_doubted AFTER UPDATE OF {read} ON {table} BEGIN {gone} {made} END"
        )
        op.execute(f"UPDATE {table} SET record = record")
    op.execute(f"CREATE TRIGGER rests_made AFTER INSERT ON rests BEGIN {COPIES} END")
    op.execute(f"CREATE TRIGGER rests_gone AFTER DELETE ON rests WHEN old.whole = 1 BEGIN {NO_COPY} END")
    op.execute(f"CREATE TRIGGER rests_changed AFTER UPDATE ON rests BEGIN {NO_COPY} {COPIES} END")
    op.execute("UPDATE rests SET whole = whole")
