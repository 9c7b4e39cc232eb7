"""What somebody means who gives an id, how one begins, or a name.

In: an open ledger, a few characters. Out: the one record that they stand for. Never here: a choice between
several that can be meant.
"""

from collections.abc import Collection
from typing import Protocol, TypeVar

from hearsay.errors import HearsayError
from hearsay.ledger.query import View
from hearsay.records import Conflict, Entity, Story


class _Known(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Known)


def find_story(ledger: View, given: str | None) -> Story | None:
    """The story whose id is given, or how it begins, with or without the word before the dash.

    Raises:
        HearsayError: no story, or several, can be meant.
    """
    if given is None:
        return None
    ids = ledger.ids_given("stories", given)
    return _only(ledger, list(ledger.stories_named(ids).values()), given, "story", "stories")


def find_conflict(ledger: View, given: str) -> Conflict:
    """The question in dispute whose id is given, or how it begins, with or without the word before the dash.

    Raises:
        HearsayError: no question, or several, can be meant.
    """
    found = list(ledger.conflicts(ids=ledger.ids_given("conflicts", given)))
    return _only(ledger, found, given, "conflict", "conflicts", hint="see: hearsay show conflicts --json")


def find_matter(ledger: View, given: str) -> str:
    """The matter whose id is given, or how it begins, with or without the word before the dash.

    Raises:
        HearsayError: no matter, or several, can be meant.
    """
    first = {hypothesis.matter: hypothesis for hypothesis in ledger.hypotheses()}
    found = [one for id_, one in sorted(first.items()) if id_.startswith((given, f"matter-{given}"))]
    return _only(ledger, found, given, "matter", "matters", hint="see: hearsay hypotheses").matter


def find_entity(ledger: View, given: str) -> Entity:
    """The only entity of this id or name, or whose id begins so; without its mentions.

    Raises:
        HearsayError: no entity, or several, can be meant.
    """
    found = ledger.entities_given(given)
    if len(found) > 1:
        ids = ", ".join(entity.id for entity in found)
        raise HearsayError(f"{len(found)} entities are called {given!r}", path=str(ledger.path), hint=ids)
    return _only(ledger, found, given, "entity", "entities")


def _only(
    ledger: View, found: Collection[T], given: str, one: str, several: str, *, hint: str | None = None
) -> T:
    if len(found) != 1:
        reason = f"{len(found)} {several} begin with {given!r}" if found else f"no {one} {given!r}"
        raise HearsayError(reason, path=str(ledger.path), hint=hint or f"see: hearsay show {several}")
    return next(iter(found))
