"""Who rests on whom: two reports side by side, publishers and those they draw on."""

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request, Response

from hearsay.export.jsonl import row
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.ledger.publishers import How, Publisher
from hearsay.records import Origin, Report
from hearsay.serve.answers import API, as_json, described, part_as_json
from hearsay.serve.asked import LONGEST
from hearsay.serve.beside import beside
from hearsay.serve.page import Ledger, page

After = Annotated[str | None, Query(max_length=LONGEST)]
Name = Annotated[str | None, Query(max_length=LONGEST)]

RECORD, PART = described("Record"), described("Part")

router = APIRouter()


@router.get("/reports/{report_id}/beside/{other_id}", include_in_schema=False)
def side_by_side(request: Request, ledger: Ledger, report_id: str, other_id: str) -> Response:
    """Two reports with the passages that they share, differences marked."""
    report, other, origins = _two(ledger, report_id, other_id)
    return page(request, "beside.html", report=report, other=other, shared=beside(report, other, origins))


@router.get(f"{API}/reports/{{report_id}}/beside/{{other_id}}", tags=["ledger"], responses=RECORD)
def side_by_side_twin(request: Request, ledger: Ledger, report_id: str, other_id: str) -> Response:
    """What two reports share, by the ledger or else by comparison, with the words of both."""
    report, other, origins = _two(ledger, report_id, other_id)
    shared = [asdict(found) for found in beside(report, other, origins)]
    return as_json(request, {"report": report.id, "other": other.id, "shared": shared})


@router.get("/publishers", include_in_schema=False)
def publishers(request: Request, ledger: Ledger, after: After = None) -> Response:
    """Every publisher by name, with how its reports came about."""
    part = ledger.publishers_after(after)
    return page(request, "publishers.html", publishers=part.items, after=part.after, first=after is None)


@router.get(f"{API}/publishers", tags=["ledger"], responses=PART)
def publishers_twin(request: Request, ledger: Ledger, after: After = None) -> Response:
    """Every publisher by name, with how its reports came about."""
    part = ledger.publishers_after(after)
    return part_as_json(request, part, [asdict(publisher) for publisher in part.items])


@router.get("/publishers/{name:path}", include_in_schema=False)
def publisher(
    request: Request,
    ledger: Ledger,
    name: str,
    how: How | None = None,
    of: Name = None,
    outside: Name = None,
    after: After = None,
) -> Response:
    """One publisher: counts, on whom it draws and who on it, and the reports behind each count."""
    found = _publisher(ledger, name)
    part = ledger.reports_by(found.key, after, how=how, of=of, outside=outside)
    asked = {"how": how, "of": of, "outside": outside}
    return page(
        request,
        "publisher.html",
        publisher=found,
        draws_on=ledger.draws_on(found.key),
        drawn_on_by=ledger.drawn_on_by(found.key),
        reports=part.items,
        after=part.after,
        how=how,
        of=ledger.publisher(of) if of else None,
        outside=outside,
        first=after is None,
        query=urlencode({key: value for key, value in asked.items() if value}),
    )


@router.get(f"{API}/publishers/{{name:path}}", tags=["ledger"], responses=RECORD)
def publisher_twin(request: Request, ledger: Ledger, name: str, after: After = None) -> Response:
    """One publisher: counts, on whom it draws and who on it, and its reports, a part at a time."""
    found = _publisher(ledger, name)
    part = ledger.reports_by(found.key, after)
    return as_json(
        request,
        {
            **asdict(found),
            "draws_on": [asdict(tie) for tie in ledger.draws_on(found.key)],
            "drawn_on_by": [asdict(tie) for tie in ledger.drawn_on_by(found.key)],
            "items": [{key: value for key, value in row(r).items() if key != "text"} for r in part.items],
            "after": part.after,
        },
    )


def _publisher(ledger: View, name: str) -> Publisher:
    found = ledger.publisher(name)
    if found is None:
        raise HTTPException(404, mark("The ledger holds no report of this publisher."))
    return found


def _two(ledger: View, report_id: str, other_id: str) -> tuple[Report, Report, list[Origin]]:
    report, other = ledger.report(report_id), ledger.report(other_id)
    if report is None or other is None:
        raise HTTPException(404, mark("The ledger holds no such report."))
    ids = dict.fromkeys(id_ for id_ in (report.origin, other.origin) if id_)
    return report, other, [origin for id_ in ids if (origin := ledger.origin(id_))]
