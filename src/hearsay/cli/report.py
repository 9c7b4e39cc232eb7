"""`hearsay report`: a brief to hand on."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hearsay import __version__
from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption, find_story, opened
from hearsay.errors import HearsayError

FORMATS = (".html", ".htm", ".md", ".markdown")


def report(
    story: Annotated[
        str | None, typer.Argument(metavar="STORY", help="Its id, or how that begins; else all.")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="brief.html or brief.md.")
    ] = Path("brief.html"),
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write a brief with numbered citations, as HTML or Markdown."""
    from hearsay.export.brief import brief_html, brief_markdown
    from hearsay.serve.gather import gather_brief

    if output.suffix.lower() not in FORMATS:
        raise HearsayError("not a form of brief", path=str(output), hint="name it .html or .md")
    with opened(ledger) as view:
        found = find_story(view, story)
        brief = gather_brief(
            view,
            title=found.title if found else f"Brief on {ledger.name}",
            made=datetime.now(UTC).strftime("on %-d %B %Y at %H:%M UTC"),
            version=__version__,
            story=found.id if found else None,
        )
    text = brief_html(brief) if output.suffix.lower().startswith(".h") else brief_markdown(brief)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HearsayError(f"cannot be written: {error.strerror}", path=str(output)) from error
    typer.echo(f"wrote {output}")
