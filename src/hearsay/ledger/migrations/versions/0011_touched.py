"""What one look writes costs the same in a large ledger as in a small one.

The aliases of an entity are found by an index: all were looked through when one entity changed. Which names a
report bears stands in an index alone. And who rests
on whom is not written again when only the story of an origin changes.
"""

import importlib

from alembic import op

revision = "0011"
down_revision = "0010"

rests = importlib.import_module("hearsay.ledger.migrations.versions.0006_rests")


def upgrade() -> None:
    """Make the index, and the trigger anew."""
    op.create_index("aliases_of_entity", "aliases", ["entity"])
    op.drop_index("bearers_of_report", "bearers")
    op.create_index("bearers_of_report", "bearers", ["report", "described"])
    gone = "DELETE FROM rests WHERE origin = old.id;"
    made = f"{rests.MEMBERS.format('new', '')}; {rests.PARTS.format('new', '')};"
    op.execute("DROP TRIGGER origins_changed")
    op.execute(
        "CREATE TRIGGER origins_changed AFTER UPDATE OF record ON origins "
        "WHEN json_remove(old.record, '$.story') <> json_remove(new.record, '$.story') "
        f"BEGIN {gone} {made} END"
    )
