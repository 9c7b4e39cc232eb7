"""Briefs to take away: stories, entities and questions in one file, or everything."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Response

from hearsay import __version__
from hearsay.export.forms import FORMS
from hearsay.ledger import View
from hearsay.serve.gather import Choice, gather_brief, title_of
from hearsay.serve.page import Ledger

# The brief carries its own style, so that it can be saved; it may load nothing at all.
SELF_CONTAINED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}

router = APIRouter(include_in_schema=False)


def _choice(
    story: Annotated[list[str] | None, Query()] = None,
    entity: Annotated[list[str] | None, Query()] = None,
    question: Annotated[list[str] | None, Query()] = None,
) -> Choice:
    return Choice(tuple(story or ()), tuple(entity or ()), tuple(question or ()))


Chosen = Annotated[Choice, Depends(_choice)]


@router.get("/stories/{story_id}/brief.{form}")
def of_story(ledger: Ledger, story_id: str, form: str) -> Response:
    """The brief on a story, to print or to save."""
    return _brief(ledger, Choice(stories=(story_id,)), form)


@router.get("/brief.{form}")
def brief(
    ledger: Ledger,
    chosen: Chosen,
    form: str,
    title: str = "",
) -> Response:
    """The brief on what was chosen, or on the whole ledger."""
    return _brief(ledger, chosen, form, title)


def _brief(ledger: View, choice: Choice, form: str, title: str = "") -> Response:
    found = FORMS.get(f".{form}")
    if found is None:
        raise HTTPException(404, f"A brief ends with {', '.join(FORMS)}.")
    made = datetime.now(UTC).strftime("on %-d %B %Y at %H:%M UTC")
    try:
        name = title.strip() or title_of(ledger, choice)
        written = found.write(gather_brief(ledger, title=name, made=made, version=__version__, choice=choice))
    except KeyError as missing:
        raise HTTPException(404, f"The ledger holds nothing called {missing.args[0]}.") from missing
    headers = dict(SELF_CONTAINED)
    if form in ("docx", "pdf"):
        headers["Content-Disposition"] = f'inline; filename="brief.{form}"'
    return Response(written.data, media_type=found.media, headers=headers)
