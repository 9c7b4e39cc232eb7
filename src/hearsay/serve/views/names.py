"""The people, bodies and places that reports name, and what is said by and about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.export.dossier import Dossier
from hearsay.language import mark
from hearsay.records import Claim, Entity, Mention, NameKind, Report
from hearsay.serve.asked import Asked
from hearsay.serve.entity_dossier import entity_dossier
from hearsay.serve.marks import Context, in_context
from hearsay.serve.page import Leaf, Ledger, page

router = APIRouter(include_in_schema=False)

SIZE = 20  # reports at a time


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that names an entity: its mentions in their sentences, its claims, others' claims about it."""

    report: Report
    mentions: tuple[tuple[Mention, Context], ...]
    by: tuple[Claim, ...]
    about: tuple[Claim, ...]


@router.get("/names")
def names(
    request: Request,
    ledger: Ledger,
    q: Asked = "",
    kind: NameKind | None = None,
    after: str | None = None,
) -> Response:
    """Names, those in most reports first; `q` keeps those that hold these letters, `kind` those of a kind."""
    part = ledger.names_after(after, like=q, kind=kind)
    return page(
        request,
        "names.html",
        rows=part.items,
        after=part.after,
        first=after is None,
        total=ledger.count_names(like=q, kind=kind),
        q=q,
        kind=kind,
        kinds=get_args(NameKind),
    )


@router.get("/names/{entity_id}")
def name(request: Request, ledger: Ledger, entity_id: str, leaf: int = 1) -> Response:
    """One person, body or place, report by report."""
    entity = ledger.entity_in_short(entity_id)
    if entity is None:
        raise HTTPException(404, mark("The ledger holds no such name."))
    named_in, mentions = ledger.count_mentions(entity_id)
    leaves = Leaf.within(leaf, named_in, size=SIZE)
    shown = ledger.named_in(entity_id, skip=SIZE * (leaves.number - 1), limit=SIZE)
    reports, at = list(ledger.reports(ids=shown)), ledger.mentions_in(entity_id, shown)
    claims: dict[str, list[Claim]] = {report.id: [] for report in reports}
    for claim in ledger.claims(reports=shown):
        claims[claim.report].append(claim)
    return page(
        request,
        "name.html",
        entity=entity,
        seen=[_seen(entity, report, at[report.id], claims[report.id]) for report in reports],
        dossier=Dossier(None, tuple(reports), tuple(claim for found in claims.values() for claim in found)),
        report_count=named_in,
        mention_count=mentions,
        leaves=leaves,
        said=entity_dossier(ledger, entity) if leaves.number == 1 else None,
    )


def _seen(entity: Entity, report: Report, mentions: Sequence[Mention], claims: Sequence[Claim]) -> Seen:
    return Seen(
        report,
        tuple((m, in_context(report.text, m.start, m.end)) for m in mentions),
        tuple(c for c in claims if c.voice.entity == entity.id),
        tuple(
            c
            for c in claims
            if c.voice.entity != entity.id and any(part.entity == entity.id for part in c.participants)
        ),
    )
