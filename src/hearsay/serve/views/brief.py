"""Briefs to take away: one file for a story or for everything."""

from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from hearsay import __version__
from hearsay.export.brief import Brief, brief_html, brief_markdown
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.serve.gather import gather_brief
from hearsay.serve.page import Ledger

# The brief carries its own style, so that it can be saved; it may load nothing at all.
SELF_CONTAINED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}

router = APIRouter(include_in_schema=False)


@router.get("/stories/{story_id}/brief.html")
def story_html(ledger: Ledger, story_id: str) -> Response:
    """The brief on a story, to print or to save."""
    return HTMLResponse(brief_html(_brief(ledger, story_id)), headers=SELF_CONTAINED)


@router.get("/stories/{story_id}/brief.md")
def story_markdown(ledger: Ledger, story_id: str) -> Response:
    """The brief on a story as Markdown."""
    return PlainTextResponse(brief_markdown(_brief(ledger, story_id)), media_type="text/markdown")


@router.get("/brief.html")
def everything(ledger: Ledger) -> Response:
    """The brief on the whole ledger."""
    return HTMLResponse(brief_html(_brief(ledger, None)), headers=SELF_CONTAINED)


def _brief(ledger: View, story_id: str | None) -> Brief:
    story = ledger.story(story_id) if story_id else None
    if story_id and story is None:
        raise HTTPException(404, mark("The ledger holds no such story."))
    title = story.title if story else f"Brief on {ledger.path.name}"
    made = datetime.now(UTC).strftime("on %-d %B %Y at %H:%M UTC")
    return gather_brief(ledger, title=title, made=made, version=__version__, story=story_id)
