"""`hearsay report`: a brief to hand on."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hearsay import __version__
from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption, opened
from hearsay.cli.screen import complain
from hearsay.errors import HearsayError

_Stories = Annotated[
    list[str] | None, typer.Argument(metavar="STORY…", help="Ids of stories, or how they begin.")
]
_Entities = Annotated[
    list[str] | None,
    typer.Option("--entity", metavar="ENTITY", help="An id, a name, or words for a thing; may be repeated."),
]
_Questions = Annotated[
    list[str] | None,
    typer.Option(
        "--question", metavar="QUESTION", help="The id of a conflict, or how it begins; may be repeated."
    ),
]


def report(
    stories: _Stories = None,
    entity: _Entities = None,
    question: _Questions = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="brief.html, .md, .docx or .pdf.")
    ] = Path("brief.html"),
    title: Annotated[str | None, typer.Option(help="What to call it.")] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write a brief with numbered citations; without anything named, on the whole ledger."""
    from hearsay.export.forms import FORMS
    from hearsay.ledger.given import find_conflict, find_entity, find_story
    from hearsay.serve.gather import Choice, gather_brief, title_of

    form = FORMS.get(output.suffix.lower())
    if form is None:
        raise HearsayError("not a form of brief", path=str(output), hint=f"name it {', '.join(FORMS)}")
    with opened(ledger) as view:
        known = [given for given in entity or () if view.entities_given(given)]
        choice = Choice(
            tuple(found.id for given in stories or () if (found := find_story(view, given))),
            tuple(find_entity(view, given).id for given in known),
            tuple(find_conflict(view, given).id for given in question or ()),
            tuple(given for given in entity or () if given not in known),
        )
        brief = gather_brief(
            view,
            title=title or title_of(view, choice),
            made=datetime.now(UTC).strftime("on %-d %B %Y at %H:%M UTC"),
            version=__version__,
            choice=choice,
        )
    written = form.write(brief)
    try:
        output.write_bytes(written.data)
    except OSError as error:
        raise HearsayError(f"cannot be written: {error.strerror}", path=str(output)) from error
    for remark in written.remarks:
        complain(f"{output}: {remark}")
    typer.echo(f"wrote {output}")
