"""What to decide next, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from hearsay.ledger import View
from hearsay.records import Claim, Decision, Judgement, Report
from hearsay.serve.judging import KINDS, Judging, matches
from hearsay.serve.page import Ledger, Spoken, Today, leaf_of, page
from hearsay.serve.review import Item, ItemKind, review

router = APIRouter(include_in_schema=False)

SIZE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """An item of the queue with what it speaks of."""

    item: Item
    claims: tuple[Claim, ...]
    reports: dict[str, Report]


@router.get("/review")
def queue(request: Request, ledger: Ledger, today: Today, kind: str = "", leaf: int = 1) -> Response:
    """What could be decided, that which would change most first; `kind` keeps one kind."""
    items = review(ledger, today)
    counts = {name: sum(item.kind == name for item in items) for name in get_args(ItemKind)}
    counts[""] = len(items)
    if kind and kind in counts:
        items = [item for item in items if item.kind == kind]
    shown, leaves = leaf_of(items, leaf, size=SIZE)
    return page(
        request,
        "judging/review.html",
        rows=[_shown(ledger, item) for item in shown],
        leaves=leaves,
        total=len(items),
        counts=counts,
        kind=kind if kind in counts else "",
    )


@router.get("/log")
def log(
    request: Request,
    ledger: Ledger,
    spoken: Spoken,
    kind: str = "",
    user: str = "",
    q: str = "",
    leaf: int = 1,
) -> Response:
    """Every decision, the newest first; by kind, by who made it, and by words."""
    decisions = list(ledger.log())
    users = sorted({decision.user for decision in decisions if decision.user})
    wanted = [
        decision
        for decision in reversed(decisions)
        if (not kind or decision.kind == kind) and (not user or decision.user == user)
    ]
    judging, words = Judging(request, ledger, spoken), q.casefold().split()
    if words:
        lines = [line for decision in wanted if matches(line := judging.line(decision), words)]
        rows, leaves = leaf_of(lines, leaf)
    else:
        some, leaves = leaf_of(wanted, leaf)
        rows, lines = [judging.line(decision) for decision in some], []
    made = {decision.kind for decision in decisions}
    return page(
        request,
        "judging/log.html",
        rows=rows,
        leaves=leaves,
        total=len(lines) if words else len(wanted),
        kinds={name: words_ for name, words_ in KINDS.items() if name in made},
        users=users,
        kind=kind,
        user=user,
        q=q,
        open_=_is_open,
    )


@router.get("/settings")
def settings(request: Request, saved: str = "") -> Response:
    """Under which name this browser decides, and whether single keys act."""
    return page(request, "judging/settings.html", saved=bool(saved))


@router.get("/help")
def help_(request: Request) -> Response:
    """The keys, and what the words mean."""
    return page(request, "judging/help.html")


@router.get("/applying")
def applying(request: Request) -> Response:
    """How far the look across reports is, for the script that shows it."""
    state = request.app.state.applying.state
    shown = {"running": state.running, "done": state.done, "total": state.total, "error": state.error}
    return JSONResponse(shown)


def _is_open(decision: Decision | Judgement) -> bool:
    """Whether it can be undone."""
    return decision.holds


def _shown(ledger: View, item: Item) -> Shown:
    claims = [claim for id_ in item.claims if (claim := ledger.claim(id_))]
    if item.prediction and (claim := ledger.claim(item.prediction.claim)):
        claims.append(claim)
    wanted: Iterable[str | None] = (
        *(claim.report for claim in claims),
        item.report,
        item.member.of if item.member else None,
    )
    found = (ledger.report(id_) for id_ in islice(dict.fromkeys(id_ for id_ in wanted if id_), 20))
    return Shown(item, tuple(claims), {report.id: report for report in found if report})
