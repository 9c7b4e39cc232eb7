"""The claims of a story that travel through its reports, each with the picture of its way."""

from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.export.echo_drawing import echo_axis, path_svg
from hearsay.export.jsonl import row
from hearsay.export.wording import voice_words
from hearsay.language import mark
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.found import agreed_in, echoes_in
from hearsay.serve.page import Ledger, leaf_of, page

router = APIRouter()
MISSING = mark("The ledger holds no such story.")


@router.get("/stories/{story_id}/echoes", include_in_schema=False)
def echoes(request: Request, ledger: Ledger, story_id: str, leaf: int = 1) -> Response:
    """Where each claim was first seen, who passed it on, and in which words it changed."""
    story = ledger.story(story_id)
    if story is None:
        raise HTTPException(404, MISSING)
    shown, leaves = leaf_of(echoes_in(ledger, story), leaf, size=20)
    claims = {claim.id: claim for claim in ledger.claims(story=story_id)}
    reports = {report.id: report for report in ledger.reports(story=story_id)}
    return page(
        request,
        "echoes.html",
        story=story,
        echoes=shown,
        leaves=leaves,
        claims=claims,
        reports=reports,
        path_svg=path_svg,
        echo_axis=echo_axis,
        voice_words=voice_words,
    )


@router.get(f"{API}/stories/{{story_id}}/echoes", tags=["ledger"], responses=described("Part"))
def echoes_twin(request: Request, ledger: Ledger, story_id: str) -> Response:
    """The claims of a story that stand in several reports, each with its way and what changed on it."""
    story = ledger.story(story_id)
    if story is None:
        raise HTTPException(404, MISSING)
    return as_json(request, {"items": [row(echo) for echo in echoes_in(ledger, story)], "next": None})


@router.get(f"{API}/stories/{{story_id}}/agreed", tags=["ledger"], responses=described("Part"))
def agreed(request: Request, ledger: Ledger, story_id: str) -> Response:
    """What all accounts of a story that speak of it agree on, by happening and slot."""
    story = ledger.story(story_id)
    if story is None:
        raise HTTPException(404, MISSING)
    return as_json(request, {"items": [row(one) for one in agreed_in(ledger, story)], "next": None})
