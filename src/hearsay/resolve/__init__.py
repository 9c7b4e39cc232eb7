"""Which names mean the same person, body or place.

In: a digest of the names of each report, and what people decided. Out: entities with their names, their
mentions and the reason for every join. Never here: a join by likeness of letters alone; near-identical names
stay apart.
"""

from hearsay.resolve.bearers import bearers_of
from hearsay.resolve.digest import name_digest
from hearsay.resolve.entities import Names, resolve_entities

__all__ = ["Names", "bearers_of", "name_digest", "resolve_entities"]
