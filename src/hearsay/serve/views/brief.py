"""Briefs to take away: stories, entities and questions in one file, or everything."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from hearsay import __version__
from hearsay.export.forms import FORMS
from hearsay.export.jsonl import row
from hearsay.ledger import View, Wanted
from hearsay.records import Conflict, Story
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.asked import LONGEST
from hearsay.serve.gather import Choice, gather_brief, title_of
from hearsay.serve.page import Ledger, page

# The brief carries its own style, so that it can be saved; it may load nothing at all.
SELF_CONTAINED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}

OFFERED = 20  # stories and names to choose from

router = APIRouter()


def _choice(
    story: Annotated[list[str] | None, Query()] = None,
    entity: Annotated[list[str] | None, Query()] = None,
    question: Annotated[list[str] | None, Query()] = None,
) -> Choice:
    return Choice(tuple(story or ()), tuple(entity or ()), tuple(question or ()))


Chosen = Annotated[Choice, Depends(_choice)]


@router.get("/stories/{story_id}/brief.{form}", include_in_schema=False)
def of_story(ledger: Ledger, story_id: str, form: str) -> Response:
    """The brief on a story, to print or to save."""
    return _brief(ledger, Choice(stories=(story_id,)), form)


@router.get("/brief", include_in_schema=False)
def basket(
    request: Request,
    ledger: Ledger,
    chosen: Chosen,
    find: Annotated[str, Query(max_length=LONGEST)] = "",
) -> Response:
    """What to put into a brief: all that is chosen stands in the address."""
    named = _named(chosen)
    found = _stories(ledger, find)
    asked: dict[str | None, list[Conflict]] = defaultdict(list)
    for conflict in ledger.conflicts(stories=[story.id for story in found]):
        asked[conflict.story].append(conflict)
    return page(
        request,
        "basket.html",
        chosen={id_ for ids in named.values() for id_ in ids},
        picked=list(_picked(ledger, chosen)),
        query=urlencode(named, doseq=True),
        find=find,
        stories=[(story, asked[story.id]) for story in found],
        entities=[entity for _, entity in ledger.names_after(like=find, size=OFFERED).items],
    )


def _stories(ledger: View, find: str) -> Sequence[Story]:
    """The latest stories, or those of the reports that hold the words."""
    if not find.strip():
        return ledger.stories_after(size=OFFERED).items
    found = (finding.report.story for finding in ledger.find(Wanted(find), size=100).items)
    ids = list(dict.fromkeys(id_ for id_ in found if id_))[:OFFERED]
    named = ledger.stories_named(ids)
    return [named[id_] for id_ in ids if id_ in named]


def _picked(ledger: View, chosen: Choice) -> Iterator[tuple[str, str, str]]:
    """The kind, id and name of everything that is chosen; what is no longer there is left out."""
    for id_ in chosen.stories:
        if story := ledger.story(id_):
            yield "story", id_, story.title
    names = ledger.names_of(chosen.entities)
    yield from (("entity", id_, names[id_]) for id_ in chosen.entities if id_ in names)
    for id_ in chosen.questions:
        if conflict := ledger.conflict(id_):
            yield "question", id_, conflict.question


@router.get(f"{API}/brief", tags=["ledger"], responses=described("Record"))
def basket_twin(
    request: Request,
    ledger: Ledger,
    chosen: Chosen,
    find: Annotated[str, Query(max_length=LONGEST)] = "",
) -> Response:
    """What is chosen for a brief, where its forms are, and what else there is to choose."""
    query = urlencode(_named(chosen), doseq=True)
    names = ledger.names_after(like=find, size=OFFERED).items
    return as_json(
        request,
        {
            "chosen": [
                {"kind": kind, "id": id_, "name": name} for kind, id_, name in _picked(ledger, chosen)
            ],
            "forms": [f"/brief{form}?{query}" for form in FORMS],
            "stories": [row(story) for story in _stories(ledger, find)],
            "names": [{"id": entity.id, "kind": entity.kind, "name": entity.name} for _, entity in names],
        },
    )


def _named(chosen: Choice) -> dict[str, tuple[str, ...]]:
    return {"story": chosen.stories, "entity": chosen.entities, "question": chosen.questions}


@router.get("/brief.{form}", include_in_schema=False)
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
