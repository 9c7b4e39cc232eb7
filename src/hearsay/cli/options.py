"""Options that several commands share, and the ledger that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # the ledger's libraries are loaded only by a command that opens one
    from hearsay.ledger import View

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
