"""Add reports: files dropped into a page are read while it shows how far; then on to the first story."""

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

from hearsay.language import mark
from hearsay.ledger import View
from hearsay.read import SUFFIXES
from hearsay.serve import unpack
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.guard import Guard, token_of
from hearsay.serve.intake import Intake, Standing
from hearsay.serve.page import Ledger, page

router = APIRouter()

STEPS = {
    "reading": mark("Reading the files"),
    "matching names": mark("Matching names"),
    "tracing origins": mark("Tracing origins"),
    "grouping stories": mark("Grouping stories"),
    "comparing accounts": mark("Comparing accounts"),
}


@router.get("/add", include_in_schema=False)
def add(request: Request) -> Response:
    """The form for files, or how far the reading of the last ones is."""
    intake: Intake = request.app.state.intake
    return page(
        request,
        "add.html",
        standing=intake.standing,
        steps=STEPS,
        drop=dropping(request),
    )


def dropping(request: Request) -> dict[str, object]:
    """What the form for files needs."""
    return {
        "token": token_of(request),
        "suffixes": sorted(SUFFIXES | {".zip"}),
        "longest": unpack.LONGEST // 2**20,
        "most": unpack.MOST,
    }


@router.get("/add/landing", include_in_schema=False)
def landing(request: Request, ledger: Ledger) -> Response:
    """On to the first story: the most disputed, else the latest; else a report with a question, if any."""
    return RedirectResponse(_first(ledger), status_code=303)


@router.post("/add", include_in_schema=False)
async def receive(request: Request) -> Response:
    """Take files and begin to read them."""
    intake: Intake = request.app.state.intake
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > unpack.ALL:
        raise HTTPException(413, mark("These files are too large to be handed over at once."))
    async with request.form(max_files=unpack.MOST, max_fields=10) as form:
        guard: Guard = request.app.state.guard
        guard.check(request, str(form.get("token", "")))
        if intake.standing.state == "running":
            raise HTTPException(409, mark("Files are being read already. Wait for them, or stop that first."))
        given = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        files = [(one.filename or "", one.file) for one in given]
        delivery = unpack.Delivery(intake.folder)
        refused = await run_in_threadpool(lambda: list(delivery.add(files)))
    if delivery.taken:
        intake.start([str(path) for path in delivery.taken], refused)
    else:
        intake.refuse(refused)
    return RedirectResponse("/add", status_code=303)


@router.post("/add/cancel", include_in_schema=False)
async def cancel(request: Request) -> Response:
    """Stop reading; what was read stays."""
    form = await request.form(max_files=0, max_fields=10)
    guard: Guard = request.app.state.guard
    guard.check(request, str(form.get("token", "")))
    intake: Intake = request.app.state.intake
    intake.cancel()
    return RedirectResponse("/add", status_code=303)


@router.get(f"{API}/add", tags=["ledger"], responses=described("Record"))
def progress(request: Request) -> Response:
    """How far the reading is, for the script of the page and for programs."""
    intake: Intake = request.app.state.intake
    return as_json(request, _told(intake.standing))


def _told(standing: Standing) -> dict[str, object]:
    now = standing.progress
    return {
        "state": standing.state,
        "step": now.step if now else None,
        "done": now.done if now else None,
        "total": now.total if now else None,
        "reason": standing.reason,
    }


def _first(ledger: View) -> str:
    story = next(iter(ledger.stories_in_dispute(size=1).items or ledger.stories_after(size=1).items), None)
    if story is not None:
        return f"/stories/{story.id}"
    asked = next((c for c in ledger.conflicts(story="") if c.status == "open"), None)
    claim = ledger.claim(asked.values[0].claims[0]) if asked else None
    if claim is not None:
        return f"/reports/{claim.report}"
    report = next(iter(ledger.reports_after(size=1).items), None)
    return f"/reports/{report.id}" if report is not None else "/"
