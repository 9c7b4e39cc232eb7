"""A story: what is in dispute, on which accounts it rests, who says what, what is expected."""

from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.language import SOURCE, mark
from hearsay.serve.gather import story_dossier
from hearsay.serve.page import Ledger, Today, page, templates

router = APIRouter(include_in_schema=False)
MOST = 20  # of each list of a story


@router.get("/stories/{story_id}")
def story(request: Request, ledger: Ledger, today: Today, story_id: str, whole: bool = False) -> Response:
    """One story, with every statement linked to its words; long lists have an end unless `whole`."""
    found = ledger.story(story_id)
    if found is None:
        raise HTTPException(404, mark("The ledger holds no such story."))
    return page(
        request, "story.html", dossier=story_dossier(ledger, found), today=today, most=None if whole else MOST
    )


@router.get("/static/drawn.css")
def drawn_style() -> Response:
    """How timelines and maps look; a brief carries the same style within itself."""
    return Response(templates(SOURCE).get_template("drawn.css").render(), media_type="text/css")
