"""What a search asks for, as it stands in the address of a page, and back again.

In: the parameters of a request. Out: what is wanted; an address. Never here: a question to the ledger.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from hearsay.ledger import Wanted

LONGEST = 400  # characters of one parameter; nobody types more, and a machine that does finds nothing
Asked = Annotated[str, Query(max_length=LONGEST)]

ADDRESS = {"words": "q"}
"""What a field is called in an address, where that is not its own name."""


def wanted(
    q: Asked = "",
    voice: Asked = "",
    stance: Asked = "",
    entity: Asked = "",
    place: Asked = "",
    publisher: Asked = "",
    genre: Asked = "",
    since: Asked = "",
    until: Asked = "",
) -> Wanted:
    """What the parameters ask for."""
    return Wanted(q, voice, stance, entity, place, publisher, genre, since, until)


def query_of(wanted: Wanted, **more: str | None) -> str:
    """The parameters as they stand in an address, empty ones left out."""
    asked: Mapping[str, str] = {
        ADDRESS.get(field.name, field.name): getattr(wanted, field.name) for field in fields(wanted)
    }
    return urlencode({name: value for name, value in {**asked, **more}.items() if value})
