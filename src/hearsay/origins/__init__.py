"""Which reports go back to one and the same account.

In: a digest of each report, and a way to load the texts of candidates. Out: origins with their members and
the evidence. Never here: a verdict on who is right, and a comparison of all reports with all.
"""

from hearsay.origins.claims import claim_origins
from hearsay.origins.digest import text_digest
from hearsay.origins.shelf import MemoryShelf, Shelf, day_of, keys_of
from hearsay.origins.trace import Change, Lineage, Shared, find_shared, trace_origins

__all__ = [
    "Change",
    "Lineage",
    "MemoryShelf",
    "Shared",
    "Shelf",
    "claim_origins",
    "day_of",
    "find_shared",
    "keys_of",
    "text_digest",
    "trace_origins",
]
