"""Who rests on whom, a row for each report and each part of one, in step with the origins by triggers."""

from alembic import op

revision = "0006"
down_revision = "0005"

COLUMNS = 'origin, report, relation, "of", outside, direction, whole'
MEMBERS = f"""INSERT INTO rests ({COLUMNS}) SELECT {{0}}.id, json_extract(m.value, '$.report'),
 json_extract(m.value, '$.relation'), json_extract(m.value, '$.of'), json_extract({{0}}.record, '$.outside'),
 json_extract(m.value, '$.direction'), 1
 FROM {{1}} json_each({{0}}.record, '$.members') m"""
PARTS = f"""INSERT INTO rests ({COLUMNS}) SELECT {{0}}.id, json_extract(m.value, '$.report'),
 json_extract(p.value, '$.relation'), json_extract(p.value, '$.of'), json_extract(p.value, '$.outside'),
 json_extract(p.value, '$.direction'), 0
 FROM {{1}} json_each({{0}}.record, '$.members') m, json_each(m.value, '$.parts') p"""


def upgrade() -> None:
    """Create the table, fill it from the origins that are there, and let it follow them."""
    op.execute(
        'CREATE TABLE rests (origin TEXT NOT NULL, report TEXT NOT NULL, relation TEXT NOT NULL, "of" TEXT,'
        " outside TEXT, direction TEXT, whole INTEGER NOT NULL)"
    )
    for column in ("origin", "report", '"of"'):
        name = column.strip('"')
        op.execute(f"CREATE INDEX rests_by_{name} ON rests ({column}, relation)")
    for statement in (MEMBERS, PARTS):
        op.execute(statement.format("origins", "origins,"))
    gone = "DELETE FROM rests WHERE origin = old.id;"
    made = f"{MEMBERS.format('new', '')}; {PARTS.format('new', '')};"
    op.execute(f"CREATE TRIGGER origins_made AFTER INSERT ON origins BEGIN {made} END")
    op.execute(f"CREATE TRIGGER origins_gone AFTER DELETE ON origins BEGIN {gone} END")
    op.execute(f"CREATE TRIGGER origins_changed AFTER UPDATE OF record ON origins BEGIN {gone} {made} END")
