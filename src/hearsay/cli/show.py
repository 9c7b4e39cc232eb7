"""`hearsay show`: what a ledger holds, as a table or as JSON."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.text import Text

from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption, StoryOption, opened
from hearsay.cli.screen import out


class Kind(StrEnum):
    """What can be shown."""

    STORIES = "stories"
    CONFLICTS = "conflicts"
    AGREED = "agreed"
    ECHOES = "echoes"
    CLAIMS = "claims"
    ENTITIES = "entities"
    ORIGINS = "origins"
    PREDICTIONS = "predictions"
    REJECTED = "rejected"


def show(
    kind: Annotated[Kind, typer.Argument(metavar="|".join(Kind), help="What to show.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    story: StoryOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="The records themselves, as a JSON array.")] = False,
) -> None:
    """Show what a ledger holds."""
    from hearsay.cli import tables
    from hearsay.export.jsonl import row
    from hearsay.ledger.given import find_story

    console = out()
    with opened(ledger) as view:
        records: list[Any] = list(tables.select(view, kind.value, find_story(view, story)))
        if as_json:
            typer.echo(json.dumps([row(record) for record in records], ensure_ascii=False, indent=1))
        elif records:
            for drawn in tables.draw(view, kind.value, records):
                console.print(drawn)
        else:
            console.print(Text(f"no {kind.value} in {ledger}"), soft_wrap=True)
