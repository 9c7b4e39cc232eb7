"""What is new since a reader's last visit, and the same as a feed for programs that read feeds."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from hearsay.errors import HearsayError
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.ledger.news import Count, Visit
from hearsay.records import Story
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.asked import LONGEST
from hearsay.serve.atom import atom_feed
from hearsay.serve.guard import Fields, token_of, user_of
from hearsay.serve.page import Ledger, Today, page
from hearsay.watch.alerts import search_address
from hearsay.watch.items import Item, new_conflicts, new_findings, overdue

SHOWN = 50
EVER = -1  # before the first build, and before what was there when builds began to be noted

router = APIRouter()


@router.get("/new", include_in_schema=False)
def new(request: Request, ledger: Ledger, today: Today) -> Response:
    """Reports, stories and questions that came since the last visit, and what fell due meanwhile."""
    visit, build = visit_of(request, ledger)
    last = ledger.last_build()
    since = visit.time[:10] if visit else ""
    return page(
        request,
        "new.html",
        visit=visit,
        count=ledger.count_new(build),
        build=last.number if last else 0,
        token=token_of(request),
        conflicts=list(new_conflicts(ledger, build, SHOWN)),
        due=list(overdue(ledger, today.isoformat(), since, SHOWN)),
        stories=_stories(ledger, build),
        reports=[report for report, _ in ledger.new_reports(build, limit=SHOWN)],
    )


@router.get(f"{API}/new", tags=["ledger"], responses=described("Record"))
def new_twin(
    request: Request, ledger: Ledger, today: Today, since: Annotated[int, Query(ge=0, le=2**31)] = 0
) -> Response:
    """What came after build `since`: how much, and the newest of it; `build` is the last one."""
    last = ledger.last_build()
    return as_json(
        request,
        {
            "build": asdict(last) if last else None,
            "count": asdict(ledger.count_new(since)),
            "conflicts": [asdict(item) for item in new_conflicts(ledger, since, SHOWN)],
            "overdue": [asdict(item) for item in overdue(ledger, today.isoformat(), "", SHOWN)],
            "reports": [report.id for report, _ in ledger.new_reports(since, limit=SHOWN)],
            "stories": [id_ for id_, _ in ledger.new_ids("stories", since, limit=SHOWN)],
        },
    )


@router.post("/new/seen", include_in_schema=False)
def seen(request: Request, form: Fields) -> Response:
    """Note that everything up to the build that the page showed has been seen."""
    given = form.get("build", "")
    if not given.isdecimal() or len(given) > 9:
        raise HTTPException(422, mark("There is no such build."))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    request.app.state.ledger.note_visit(user_of(request), now, int(given))
    return RedirectResponse("/new", status_code=303)


@router.get("/alerts.atom", include_in_schema=False)
def alerts(
    request: Request,
    ledger: Ledger,
    today: Today,
    search: Annotated[str, Query(max_length=LONGEST)] = "",
) -> Response:
    """New questions in dispute and overdue predictions; with `search`, new reports that answer to it."""
    items: list[Item]
    if search:
        try:
            items = list(new_findings(ledger, EVER, search_address(ledger, search), SHOWN))
        except HearsayError as error:
            raise HTTPException(404, mark("There is no saved search of this name.")) from error
    else:
        both = chain(new_conflicts(ledger, EVER, SHOWN), overdue(ledger, today.isoformat(), "", SHOWN))
        items = sorted(both, key=lambda item: item.time or "", reverse=True)
    title = f"{ledger.path.name}: {search}" if search else ledger.path.name
    address, workbench = str(request.url), str(request.base_url)
    data = atom_feed(list(islice(items, SHOWN)), title=title, address=address, workbench=workbench)
    return Response(data, media_type="application/atom+xml")


def _stories(ledger: View, build: int) -> list[Story]:
    ids = [id_ for id_, _ in ledger.new_ids("stories", build, limit=SHOWN)]
    found = ledger.stories_named(ids)
    return [found[id_] for id_ in ids if id_ in found]


def visit_of(request: Request, ledger: View) -> tuple[Visit | None, int]:
    """The last visit of the reader, and the build up to which everything has been seen."""
    visit = ledger.visit(user_of(request))
    return visit, visit.build if visit else EVER


def news(request: Request, ledger: View) -> Mapping[str, Count | Visit | None]:
    """What the first page says about what is new."""
    visit, build = visit_of(request, ledger)
    return {"visit": visit, "count": ledger.count_new(build)}
