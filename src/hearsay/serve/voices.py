"""What voices are called: the names of the entities that claims lead to.

In: an open ledger, claims. Out: names by entity. Never here: markup.
"""

from collections.abc import Iterable

from hearsay.ledger import View
from hearsay.records import Claim


def names_in(ledger: View, claims: Iterable[Claim]) -> dict[str, str]:
    """The names of the voices and chains of claims, by entity."""
    ids: set[str] = set()
    for claim in claims:
        named = (claim.voice.entity, *(link.entity for link in claim.chain))
        ids.update(entity for entity in named if entity)
    return ledger.names_of(ids)
