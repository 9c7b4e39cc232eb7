"""The ledger as JSON, for programs: the records as the export writes them, under the addresses of the pages.

Lists come a part at a time: `size` items, and in `next` the address of those that follow.
"""

from dataclasses import asdict, replace
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from hearsay import __version__
from hearsay.export.dossier import tally
from hearsay.export.jsonl import row
from hearsay.language import mark
from hearsay.ledger import Part, View, Wanted
from hearsay.records import Claim, NameKind
from hearsay.serve.answers import API, as_json, described, part_as_json
from hearsay.serve.asked import LONGEST, wanted
from hearsay.serve.found import disputes_of
from hearsay.serve.page import Ledger, Today
from hearsay.serve.views.home import By, stories
from hearsay.serve.views.predictions import Group, predictions_in

T = TypeVar("T")

PART, RECORD = described("Part"), described("Record")
After = Annotated[str | None, Query(max_length=LONGEST, description="Where the part before ended.")]
Size = Annotated[int, Query(ge=1, le=500, description="How many items.")]

router = APIRouter(prefix=API, tags=["ledger"])


@router.get("", responses=RECORD)
def ledger_itself(request: Request, ledger: Ledger) -> Response:
    """How many records of each kind the ledger holds."""
    return as_json(request, {"ledger": ledger.path.name, "hearsay": __version__, "counts": ledger.counts()})


@router.get("/stories", responses=PART)
def all_stories(
    request: Request, ledger: Ledger, today: Today, by: By = "new", after: After = None, size: Size = 50
) -> Response:
    """Stories: the latest, the most disputed, or those in which something is due next."""
    return part_as_json(request, stories(ledger, by, after, today.isoformat(), size=size))


@router.get("/stories/{story_id}", responses=RECORD)
def story(request: Request, ledger: Ledger, story_id: str) -> Response:
    """One story with all that belongs to it but the texts of its reports; of its claims the first part."""
    found = _there(ledger.story(story_id), mark("The ledger holds no such story."))
    origins = list(ledger.origins(story=story_id))
    counted, claims = tally(origins, found.reports), _claims_in(ledger, None, story_id, None, 100)
    return as_json(
        request,
        {
            **row(found),
            "tally": asdict(counted),
            "origins": [row(origin) for origin in origins],
            "claims": [row(claim) for claim in claims.items],
            "claims_next": f"{API}/claims?story={quote(story_id)}&after={claims.after}"
            if claims.after
            else None,
            "conflicts": [row(conflict) for conflict in ledger.conflicts(story=story_id)],
            "predictions": [row(prediction) for prediction in ledger.predictions(story=story_id)],
        },
    )


@router.get("/reports", responses=PART)
def all_reports(
    request: Request, ledger: Ledger, story: str | None = None, after: After = None, size: Size = 50
) -> Response:
    """Reports without their texts, latest first; those of a story, or with `story=none` of none."""
    loose = story == "none"
    part = ledger.reports_after(after, size=size, loose=loose, story=None if loose else story)
    return part_as_json(request, part, [_without_text(report) for report in part.items])


@router.get("/reports/{report_id}", responses=RECORD)
def report(request: Request, ledger: Ledger, report_id: str) -> Response:
    """One report with its text."""
    return as_json(request, row(_there(ledger.report(report_id), mark("The ledger holds no such report."))))


@router.get("/claims", responses=PART)
def claims(
    request: Request,
    ledger: Ledger,
    report: str | None = None,
    story: str | None = None,
    after: After = None,
    size: Size = 100,
) -> Response:
    """Claims; those of a report or a story in the order of their texts."""
    if report is not None or story is not None:
        return part_as_json(request, _claims_in(ledger, report, story, after, size))
    return _by_ids(request, ledger.ids_after("claims", after, size=size), ledger.claims)


@router.get("/claims/{claim_id}", responses=RECORD)
def claim(request: Request, ledger: Ledger, claim_id: str) -> Response:
    """One claim, the questions in dispute that it answers, and what it foretells."""
    found = _there(ledger.claim(claim_id), mark("The ledger holds no such claim."))
    report = _there(ledger.report(found.report), mark("The ledger holds no such report."))
    asked = [c for c in disputes_of(ledger, [report]) if any(claim_id in a.claims for a in c.values)]
    foretold = [p for p in ledger.predictions(report=report.id) if p.claim == claim_id]
    return as_json(
        request,
        {**row(found), "conflicts": [row(c) for c in asked], "predictions": [row(p) for p in foretold]},
    )


@router.get("/conflicts", responses=PART)
def conflicts(
    request: Request, ledger: Ledger, story: str | None = None, after: After = None, size: Size = 100
) -> Response:
    """Questions in dispute, or those of a story (then all at once)."""
    if story is not None:
        return part_as_json(request, Part(tuple(ledger.conflicts(story=story))))
    return _by_ids(request, ledger.ids_after("conflicts", after, size=size), ledger.conflicts)


@router.get("/conflicts/{conflict_id}", responses=RECORD)
def conflict(request: Request, ledger: Ledger, conflict_id: str) -> Response:
    """One question in dispute."""
    found = next(ledger.conflicts(ids=[conflict_id]), None)
    return as_json(request, row(_there(found, mark("The ledger holds no such question."))))


@router.get("/names", responses=PART)
def names(
    request: Request,
    ledger: Ledger,
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    kind: NameKind | None = None,
    after: After = None,
    size: Size = 100,
) -> Response:
    """Names without their mentions, those in most reports first, with the number of those reports."""
    part = ledger.names_after(after, like=q, kind=kind, size=size)
    shown = [{**row(entity), "mentions": None, "reports": reports} for reports, entity in part.items]
    return part_as_json(request, part, shown)


@router.get("/names/{entity_id}", responses=RECORD)
def name(request: Request, ledger: Ledger, entity_id: str, after: After = None, size: Size = 500) -> Response:
    """One person, body or place with its mentions, a part of them at a time."""
    found = _there(ledger.entity_in_short(entity_id), mark("The ledger holds no such name."))
    part = ledger.mentions_after(entity_id, after, size=size)
    reports, mentions = ledger.count_mentions(entity_id)
    url = request.url.include_query_params(after=part.after) if part.after else None
    return as_json(
        request,
        {
            **row(replace(found, mentions=part.items)),
            "counts": {"reports": reports, "mentions": mentions},
            "next": f"{url.path}?{url.query}" if url else None,
        },
    )


@router.get("/origins/{origin_id}", responses=RECORD)
def origin(request: Request, ledger: Ledger, origin_id: str) -> Response:
    """One account, and the reports that go back to it."""
    found = ledger.origin(origin_id)
    return as_json(request, row(_there(found, mark("The ledger holds no such account."))))


@router.get("/predictions", responses=PART)
def predictions(
    request: Request,
    ledger: Ledger,
    today: Today,
    group: Group | None = None,
    after: After = None,
    size: Size = 100,
) -> Response:
    """Predictions; or those past their date, to come, without a date, decided, by their date."""
    if group is not None:
        return part_as_json(request, predictions_in(ledger, group, today.isoformat(), after, size))
    return _by_ids(request, ledger.ids_after("predictions", after, size=size), ledger.predictions)


@router.get("/rejected", responses=PART)
def rejected(request: Request, ledger: Ledger, after: After = None, size: Size = 100) -> Response:
    """Files that became no report, and why."""
    part = ledger.rejected_after(after, size=size)
    return part_as_json(request, part, [asdict(file) for file in part.items])


@router.get("/search", responses=PART)
def search(
    request: Request,
    ledger: Ledger,
    asked: Annotated[Wanted, Depends(wanted)],
    after: After = None,
    size: Size = 20,
) -> Response:
    """Reports that answer to all that is asked, where their words stand, and which claims are meant."""
    part = ledger.find(asked, after, size=size) if asked.anything else Part(())
    shown = [
        {
            "report": _without_text(found.report),
            "start": found.hit.start if found.hit else None,
            "end": found.hit.end if found.hit else None,
            "snippet": found.hit.snippet if found.hit else None,
            "claims": found.claims,
        }
        for found in part.items
    ]
    return part_as_json(request, part, shown)


def _by_ids(request: Request, part: Part[str], read: Any) -> Response:
    """The records of these ids, in the order of the ids."""
    found = {record.id: record for record in read(ids=part.items)}
    return part_as_json(request, part, [row(found[id_]) for id_ in part.items if id_ in found])


def _claims_in(
    ledger: View, report: str | None, story: str | None, after: str | None, size: int
) -> Part[Claim]:
    """A part of the claims of a report or a story."""
    ids = ledger.claims_after(after, report=report, story=story, size=size)
    found = {claim.id: claim for claim in ledger.claims(ids=ids.items)}
    return Part(tuple(found[id_] for id_ in ids.items), ids.after)


def _without_text(report: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {**row(report)}
    shown.pop("text", None)
    return shown


def _there(found: T | None, missing: str) -> T:
    if found is None:
        raise HTTPException(404, missing)
    return found
