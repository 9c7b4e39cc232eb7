"""What people decide in the browser: one address for each kind, none of which a page of a stranger can use.

In: forms. Out: decisions in the ledger, and the page on which they show. Never here: a decision that passes
over one which its maker had not seen.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlencode, urlsplit, urlunsplit

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from hearsay.errors import BadDecision, BadForm, DecidedMeanwhile
from hearsay.language import mark
from hearsay.ledger import Ledger as Store
from hearsay.ledger import View
from hearsay.records import VALUES, Decision, DecisionKind, Entity, Judgement
from hearsay.serve.forms import find_entity, read_form
from hearsay.serve.guard import KEYS, Fields, keep_user, local_path, user_of
from hearsay.serve.judging import KINDS
from hearsay.serve.page import A_YEAR, Ledger, page

router = APIRouter(include_in_schema=False)

LONGEST_REASON = 2_000  # characters


@router.post("/judge/{kind}")
def judge(request: Request, ledger: Ledger, fields: Fields, kind: str) -> Response:
    """Keep a judgement of this kind."""
    from hearsay.pipeline import judge  # loads the models' libraries, which reading pages does not need

    if kind not in VALUES:
        raise HTTPException(404, mark("There is no such page."))
    try:
        target, value = read_form(kind, ledger, fields)
        made = Judgement(kind, target, _now(), value, user_of(request), _reason(fields))
        with Store(ledger.path) as store:
            number = judge(store, made, after=_after(fields))
    except DecidedMeanwhile as met:
        return _met(request, fields, met, kind)
    except BadDecision as refused:
        return _refused(request, fields, refused)
    return _kept(request, fields, number, made)


@router.post("/decide/{kind}")
def decide(request: Request, ledger: Ledger, fields: Fields, kind: str) -> Response:
    """Merge two names, or part, confirm or reject a name of one."""
    from hearsay.pipeline import decide

    if kind not in ("merge", "split", "confirm", "reject"):
        raise HTTPException(404, mark("There is no such page."))
    try:
        entity = ledger.entity(fields.get("entity", ""))
        if entity is None:
            raise BadForm(mark("The ledger holds no such name."))
        other = fields.get("other", "")
        meant = _named(ledger, other) if kind == "merge" else other
        if meant == entity:
            raise BadForm(mark("These are one already."), path=other)
        with Store(ledger.path) as store:
            number = decide(
                store,
                cast(DecisionKind, kind),
                entity,
                meant,
                time=_now(),
                user=user_of(request),
                reason=_reason(fields),
                after=_after(fields),
            )
    except DecidedMeanwhile as met:
        return _met(request, fields, met, kind)
    except BadDecision as refused:
        return _refused(request, fields, refused)
    return _kept(request, fields, number, None)


def _named(ledger: View, name: str) -> Entity:
    """Whom a name stands for, with all mentions."""
    entity = ledger.entity(find_entity(ledger, name).id)
    if entity is None:  # gone in between
        raise BadForm(mark("The ledger holds no such name."))
    return entity


@router.post("/undo")
def undo(request: Request, ledger: Ledger, fields: Fields) -> Response:
    """Take a decision of any kind back."""
    from hearsay.pipeline import undo

    given = fields.get("number", "")
    try:
        if not given.isdecimal() or len(given) > 12:
            raise BadForm(mark("There is no such decision."), path=given)
        with Store(ledger.path) as store:
            number, taken_back = undo(
                store, int(given), time=_now(), user=user_of(request), reason=_reason(fields)
            )
    except BadDecision as refused:
        return _refused(request, fields, refused)
    return _kept(request, fields, number, taken_back)


@router.post("/settings")
def settings(fields: Fields) -> Response:
    """Keep under which name this browser decides, and whether single keys act."""
    response = RedirectResponse("/settings?saved=1", status_code=303)
    keep_user(response, fields.get("user", ""))
    keys = "on" if fields.get("keys") == "yes" else "off"
    response.set_cookie(KEYS, keys, max_age=A_YEAR, httponly=True, samesite="strict")
    return response


def _kept(
    request: Request, fields: Mapping[str, str], number: int, made: Decision | Judgement | None
) -> Response:
    """Back to the page that the form came from, which says what was kept; what has to wait is applied now."""
    from hearsay.pipeline import waits

    if made is None or waits(made):
        request.app.state.applying.start()
    parts = urlsplit(local_path(fields.get("next", "/")))
    query = "&".join(part for part in (parts.query, urlencode({"kept": number})) if part)
    place = urlunsplit(("", "", parts.path, query, ""))
    return RedirectResponse(f"{place}#kept", status_code=303)


def _met(request: Request, fields: Mapping[str, str], met: DecidedMeanwhile, kind: str) -> Response:
    again = {name: value for name, value in fields.items() if name not in ("after", "token")}
    return page(
        request,
        "judging/met.html",
        status=409,
        number=met.number,
        mine=KINDS[kind],
        again=again,
        back=local_path(fields.get("next", "/")),
    )


def _refused(request: Request, fields: Mapping[str, str], refused: BadDecision) -> Response:
    back = local_path(fields.get("next", "/"))
    return page(request, "judging/refused.html", status=422, refused=refused, back=back)


def _after(fields: Mapping[str, str]) -> int | None:
    given = fields.get("after", "")
    return int(given) if given.isdecimal() and len(given) <= 12 else None


def _reason(fields: Mapping[str, str]) -> str | None:
    return fields.get("reason", "").strip()[:LONGEST_REASON] or None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
