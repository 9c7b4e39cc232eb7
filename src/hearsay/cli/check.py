"""`hearsay check`: who supports a claim, who denies it, who only speaks of it."""

import json
from typing import Annotated

import typer

from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption, opened
from hearsay.cli.screen import out


def check(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A claim, in a sentence.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    limit: Annotated[int, typer.Option(help="How many reports to look at, at most.", min=1)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False,
) -> None:
    """Check a claim: which reports support it, deny it, only discuss it or do not speak of it."""
    import msgspec

    from hearsay.check import check_claim, telling_words
    from hearsay.cli.findings import draw

    with opened(ledger) as view:
        candidates = view.candidates(telling_words(text), limit)
        checked = check_claim(text, candidates, view.origin)
        if as_json:
            typer.echo(json.dumps(msgspec.to_builtins(checked), ensure_ascii=False, indent=1))
            return
        console = out()
        for drawn in draw(view, checked):
            console.print(drawn, soft_wrap=True)
