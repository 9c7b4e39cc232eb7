"""What to decide next, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, cast

import msgspec
from fastapi import APIRouter, Query, Request, Response

from hearsay.ledger import View
from hearsay.records import Claim, Decision, Judgement, Report
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.asked import Asked
from hearsay.serve.guard import user_of
from hearsay.serve.judging import KINDS, Judging
from hearsay.serve.page import Leaf, Ledger, Spoken, Today, page
from hearsay.serve.review import Item, ItemKind, review

router = APIRouter()
Place = Annotated[int, Query(ge=0, le=10**9, description="How many went before.")]

SIZE, LINES = 20, 50


@dataclass(frozen=True, slots=True)
class Shown:
    """An item of the queue with what it speaks of."""

    item: Item
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]


@router.get("/review", include_in_schema=False)
def queue(request: Request, ledger: Ledger, today: Today, kind: str = "", leaf: int = 1) -> Response:
    """What could be decided, that which would change most first; `kind` keeps one kind."""
    counts = ledger.count_doubts(today.isoformat())
    chosen = cast(ItemKind, kind) if kind in counts else None
    counts[""] = sum(counts.values())
    leaves = Leaf.within(leaf, counts[chosen or ""], size=SIZE)
    items = review(ledger, today, kind=chosen, skip=SIZE * (leaves.number - 1), size=SIZE)
    return page(
        request,
        "judging/review.html",
        rows=_shown(ledger, items),
        leaves=leaves,
        total=counts[chosen or ""],
        counts=counts,
        kind=chosen or "",
    )


@router.get(f"{API}/review", tags=["ledger"], responses=described("Part"))
def queue_twin(
    request: Request,
    ledger: Ledger,
    today: Today,
    kind: ItemKind | None = None,
    after: Place = 0,
    size: Annotated[int, Query(ge=1, le=500, description="How many items.")] = SIZE,
) -> Response:
    """What could be decided, that which would change most first, with how much hangs on it."""
    items = review(ledger, today, kind=kind, skip=after, size=size + 1)
    told = [_told(item) for item in items[:size]]
    return _from_place(request, told, after + size if len(items) > size else None)


@router.get("/log", include_in_schema=False)
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
    words = q.split()
    total = ledger.count_log(kind=kind, user=user, words=words)
    leaves = Leaf.within(leaf, total)
    some = ledger.log_from(LINES * (leaves.number - 1), kind=kind, user=user, words=words, size=LINES)
    judging = Judging(request, ledger, spoken)
    made, users = ledger.deciders()
    return page(
        request,
        "judging/log.html",
        rows=[judging.line(decision) for decision in some],
        leaves=leaves,
        total=total,
        kinds={name: words_ for name, words_ in KINDS.items() if name in made},
        users=users,
        kind=kind,
        user=user,
        q=q,
        open_=_is_open,
    )


@router.get(f"{API}/log", tags=["ledger"], responses=described("Part"))
def log_twin(
    request: Request, ledger: Ledger, kind: Asked = "", user: Asked = "", q: Asked = "", after: Place = 0
) -> Response:
    """Every decision, the newest first; by kind, by who made it, and by words."""
    found = ledger.log_from(after, kind=kind, user=user, words=q.split(), size=LINES + 1)
    told = [msgspec.to_builtins(decision) for decision in found[:LINES]]
    return _from_place(request, told, after + LINES if len(found) > LINES else None)


@router.get("/settings", include_in_schema=False)
def settings(request: Request, saved: str = "") -> Response:
    """Under which name this browser decides, and whether single keys act."""
    return page(request, "judging/settings.html", saved=bool(saved))


@router.get(f"{API}/settings", tags=["ledger"], responses=described("Record"))
def settings_twin(request: Request) -> Response:
    """Under which name whoever asks decides."""
    return as_json(request, {"user": user_of(request)})


@router.get("/help", include_in_schema=False)
def help_(request: Request) -> Response:
    """The keys, and what the words mean."""
    return page(request, "judging/help.html")


@router.get("/applying", include_in_schema=False)
@router.get(f"{API}/applying", tags=["ledger"], responses=described("Record"))
def applying(request: Request) -> Response:
    """How far the look across reports is, for the script that shows it."""
    state = request.app.state.applying.state
    shown = {"running": state.running, "done": state.done, "total": state.total, "error": state.error}
    return as_json(request, shown)


def _from_place(request: Request, items: Sequence[object], after: int | None) -> Response:
    """A part of a list whose order decisions change: it goes on at a place, not at a row."""
    url = request.url.include_query_params(after=after)
    return as_json(request, {"items": items, "next": f"{url.path}?{url.query}" if after else None})


def _told(item: Item) -> dict[str, object]:
    shown = {"kind": item.kind, "changes": item.changes, "doubt": item.doubt, "weight": item.weight}
    ids = {
        "conflict": item.conflict.id if item.conflict else None,
        "answer": item.answer,
        "claims": item.claims or None,
        "entity": item.entity.id if item.entity else None,
        "join": asdict(item.join) if item.join else None,
        "report": item.report,
        "member": asdict(item.member) if item.member else None,
        "prediction": item.prediction.id if item.prediction else None,
    }
    return {**shown, **{name: value for name, value in ids.items() if value is not None}}


def _is_open(decision: Decision | Judgement) -> bool:
    """Whether it can be undone."""
    return decision.holds


def _shown(ledger: View, items: Sequence[Item]) -> list[Shown]:
    spoken_of = {
        id(item): (*item.claims, item.prediction.claim) if item.prediction else item.claims for item in items
    }
    claims = {c.id: c for c in ledger.claims(ids=[one for some in spoken_of.values() for one in some])}
    pairs = {report for item in items if item.member for report in (item.member.report, item.member.of)}
    wanted = pairs | {claim.report for claim in claims.values()}
    reports = ledger.in_short(report for report in wanted if report)
    return [
        Shown(item, tuple(claims[one] for one in spoken_of[id(item)] if one in claims), reports)
        for item in items
    ]
