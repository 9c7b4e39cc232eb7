"""The workbench as a web application.

In: the path of a ledger. Out: an application that reads it and keeps what people decide. Never here: a change
that another site asks for, a request that leaves this server, a page that needs a script to be read.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException

from hearsay import __version__
from hearsay.errors import BadForm, HearsayError, LedgerError
from hearsay.language import LANGUAGES, mark
from hearsay.ledger import open_ledger
from hearsay.serve.answers import SHAPE, is_api, problem
from hearsay.serve.applying import Applying, Look, look_across
from hearsay.serve.guard import Guard, keep_session, open_session
from hearsay.serve.intake import Intake
from hearsay.serve.page import page
from hearsay.serve.views import (
    add,
    api,
    brief,
    check,
    claim,
    dossier,
    echoes,
    home,
    hypotheses,
    judge,
    lineage,
    names,
    news,
    outcome,
    predictions,
    report,
    review,
    search,
    sheets,
    story,
)

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "Referrer-Policy": "same-origin",  # not less: without it a browser does not say where a form comes from
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def create_app(
    ledger_path: Path,
    *,
    today: Callable[[], date] = date.today,
    create: bool = False,
    intake: Intake | None = None,
    user: str = "somebody",
    look: Look = look_across,
) -> FastAPI:
    """The workbench over a ledger, with `create` a new one where there is none.

    `today` tells which predictions are past their date; `intake` reads what people hand over.

    `user` is who decides where a browser has no name of its own; `look` applies what waits for a look across.

    Raises:
        LedgerError: there is no ledger at this path.
    """
    app = FastAPI(
        title="hearsay", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    app.state.ledger = open_ledger(ledger_path, create=create)
    app.state.today = today
    app.state.languages = LANGUAGES
    app.state.user = user
    app.state.guard = Guard()
    app.state.applying = Applying(ledger_path, look=look)
    app.state.intake = intake or Intake(ledger_path)
    read = (home, story, brief, report, names, search, check, predictions, sheets, lineage, claim, review)
    weighed = (echoes, dossier, outcome, hypotheses)
    for view in (*read, *weighed, judge, add, news, api):
        app.include_router(view.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    app.middleware("http")(_guarded)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    app.add_exception_handler(StarletteHTTPException, _missing)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HearsayError, _failed)
    return app


async def _guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    open_session(request)
    request.state.applying = request.app.state.applying.state  # before the page reads what is being applied
    if _is_ours(request.url.hostname or ""):
        response = await call_next(request)
        if response.headers.get("content-type", "").startswith("text/html"):
            keep_session(request, response)
    else:
        reason = "Open the workbench at localhost or at the number of its address, not by another name."
        response = PlainTextResponse(reason, status_code=421)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _is_ours(host: str) -> bool:
    """Whether a page of a stranger cannot have got here by giving its own name our address."""
    try:
        return bool(ip_address(host))
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _described(app: FastAPI) -> dict[str, Any]:
    """What programs can ask for, with the shapes of the answers."""
    if app.openapi_schema is None:
        told = get_openapi(title="hearsay", version=__version__, routes=app.routes)
        told.setdefault("components", {}).setdefault("schemas", {}).update(SHAPE)
        app.openapi_schema = told
    return app.openapi_schema


def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, StarletteHTTPException) else 404
    detail = (
        str(error.detail) if isinstance(error, StarletteHTTPException) else mark("There is no such page.")
    )
    if status == 404 and detail == "Not Found":
        detail = mark("There is no such page.")
    if is_api(request):
        return problem(status, HTTPStatus(status).phrase, detail)
    if status == 404:
        return page(request, "missing.html", status=404, detail=detail)
    return page(request, "judging/refused.html", status=status, refused=BadForm(detail), back="/")


def _misasked(request: Request, error: Exception) -> Response:
    if not is_api(request) or not isinstance(error, RequestValidationError):
        return _missing(request, error)
    wrong = [{"at": ".".join(map(str, one["loc"])), "reason": one["msg"]} for one in error.errors()]
    detail = "; ".join(f"{one['at']}: {one['reason']}" for one in wrong)
    return problem(422, "The request cannot be understood", detail, errors=wrong)


def _failed(request: Request, error: Exception) -> Response:
    reason = str(error)
    status = 503 if isinstance(error, LedgerError) else 400
    if is_api(request):
        return problem(status, HTTPStatus(status).phrase, reason)
    return page(request, "missing.html", status=status, detail=reason)
