"""Options that several commands share, and the ledger and story that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.errors import HearsayError

if TYPE_CHECKING:  # the ledger's libraries are loaded only by a command that opens one
    from hearsay.ledger import View
    from hearsay.records import Conflict, Entity, Story

DEFAULT_LEDGER = Path("hearsay.ledger")

LedgerOption = Annotated[Path, typer.Option("--ledger", "-l", metavar="FILE", help="The ledger.")]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings in TOML instead of the defaults.")
]
StoryOption = Annotated[
    str | None, typer.Option("--story", metavar="STORY", help="Only this story: its id, or how that begins.")
]
HostOption = Annotated[str, typer.Option(help="The address to listen on.")]
PortOption = Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.", min=0, max=65535)]


@contextmanager
def opened(ledger: Path) -> Iterator["View"]:
    """A ledger that exists, to read from."""
    from hearsay.ledger import open_ledger

    with open_ledger(ledger) as found:
        yield found


def find_story(ledger: "View", given: str | None) -> "Story | None":
    """The story whose id is given, or how it begins, with or without the word before the dash.

    Raises:
        HearsayError: no story, or several, can be meant.
    """
    if given is None:
        return None
    found = [s for s in ledger.stories() if s.id.startswith((given, f"story-{given}"))]
    if len(found) != 1:
        reason = f"{len(found)} stories begin with {given!r}" if found else f"no story {given!r}"
        raise HearsayError(reason, path=str(ledger.path), hint="see: hearsay show stories")
    return found[0]


def find_conflict(ledger: "View", given: str) -> "Conflict":
    """The question in dispute whose id is given, or how it begins, with or without the word before the dash.

    Raises:
        HearsayError: no question, or several, can be meant.
    """
    found = [c for c in ledger.conflicts() if c.id.startswith((given, f"conflict-{given}"))]
    if len(found) != 1:
        reason = f"{len(found)} conflicts begin with {given!r}" if found else f"no conflict {given!r}"
        raise HearsayError(reason, path=str(ledger.path), hint="see: hearsay show conflicts --json")
    return found[0]


def find_entity(ledger: "View", given: str) -> "Entity":
    """The only entity of this name, or whose id begins so.

    Raises:
        HearsayError: no entity, or several, can be meant.
    """
    entities = list(ledger.entities())
    found = [entity for entity in entities if given in (entity.name, *entity.aliases)]
    found = found or [entity for entity in entities if entity.id.startswith((given, f"entity-{given}"))]
    if len(found) != 1:
        reason = f"{len(found)} entities are called {given!r}" if found else f"no entity {given!r}"
        ids = ", ".join(entity.id for entity in found)
        raise HearsayError(reason, path=str(ledger.path), hint=ids or "see: hearsay show entities")
    return found[0]
