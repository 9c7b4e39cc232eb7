"""Which reports go back to one and the same account.

In: a digest of each report, and a way to load the texts of candidates. Out: origins with their members and
the evidence. Never here: a verdict on who is right, and a comparison of all reports with all.
"""

from hearsay.origins.claims import claim_origins
from hearsay.origins.digest import text_digest
from hearsay.origins.trace import Change, Lineage, Shared, find_shared, in_memory, trace_origins

__all__ = [
    "Change",
    "Lineage",
    "Shared",
    "claim_origins",
    "find_shared",
    "in_memory",
    "text_digest",
    "trace_origins",
]
