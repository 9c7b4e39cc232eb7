"""Reads from a ledger all that is said of a person, a body or a thing.

In: an open ledger; an entity, or words for a thing that has no name. Out: a dossier with its aspects, its
disputes and its predictions. Never here: markup, writing, a report that does not name it.
"""

import re
from collections.abc import Iterable, Sequence

from hearsay.errors import HearsayError
from hearsay.export.aspects import Aspect, arrange, parts_of
from hearsay.export.dossier import Dossier
from hearsay.ledger import View
from hearsay.records import Claim, Entity, Prediction, Report
from hearsay.serve.found import disputes_of
from hearsay.serve.voices import names_in

MOST_REPORTS = 200
_WORD = re.compile(r"[^\W_]+")


def find_entity(ledger: View, given: str) -> Entity | None:
    """The only entity of this name, or whose id is or begins so; None where no entity is called so.

    Raises:
        HearsayError: several entities can be meant.
    """
    exact = ledger.entity(given) or ledger.entity(f"entity-{given}")
    if exact is not None:
        return exact
    wanted = given.casefold()
    entities = list(ledger.entities())
    found = [e for e in entities if wanted in {name.casefold() for name in (e.name, *e.aliases)}]
    found = found or [e for e in entities if e.id.startswith((given, f"entity-{given}"))]
    if len(found) > 1:
        ids = ", ".join(entity.id for entity in found)
        raise HearsayError(f"{len(found)} entities are called {given!r}", path=str(ledger.path), hint=ids)
    return found[0] if found else None


def entity_dossier(ledger: View, entity: Entity) -> Dossier:
    """All that is said of an entity, and by it."""
    where: dict[str, list[int]] = {}
    for mention in entity.mentions:
        where.setdefault(mention.report, []).append(mention.start)
    about: list[Claim] = []
    parts: list[Claim] = []
    for report in list(where)[:MOST_REPORTS]:
        claims = list(ledger.claims(report=report))
        here = [claim for claim in claims if _names_it(claim, entity.id, where[report])]
        about += here
        parts += parts_of(here, claims)

    def is_it(named: str | None, name: str) -> bool:
        return named == entity.id or name in (entity.name, *entity.aliases)

    kept = [claim for claim in about if not claim.rejected]
    reports = _reports(ledger, kept or about, where)
    return _dossier(
        ledger, entity.name, reports, kept, arrange(kept, parts, {r.id: r for r in reports}, is_it)
    )


def thing_dossier(ledger: View, words: str) -> Dossier:
    """All that is said of a thing without a name, in whose claims these words stand ("the database").

    Raises:
        HearsayError: no report has them.
    """
    wanted = [word for word in _words(words) if word not in {"the", "a", "an"}]
    hits = ledger.search(" ".join(wanted), MOST_REPORTS) if wanted else []
    about: list[Claim] = []
    parts: list[Claim] = []
    for hit in hits:
        claims = list(ledger.claims(report=hit.report))
        here = [claim for claim in claims if set(wanted) <= set(_words(claim.content)) and not claim.rejected]
        about += here
        parts += parts_of(here, claims)
    if not about:
        raise HearsayError(f"no claim speaks of {words!r}", path=str(ledger.path), hint="try fewer words")

    def is_it(named: str | None, name: str) -> bool:
        words_of = _words(name)
        return set(wanted) <= set(words_of) and words_of[-1] in wanted

    reports = _reports(ledger, [*about, *parts])
    return _dossier(ledger, words, reports, about, arrange(about, parts, {r.id: r for r in reports}, is_it))


def _names_it(claim: Claim, entity: str, starts: Sequence[int]) -> bool:
    named = (claim.voice.entity, *(p.entity for p in claim.participants))
    return entity in named or any(claim.start <= start < claim.end for start in starts)


def _words(text: str) -> list[str]:
    """Words in lower case, without plural endings."""
    found = (word.lower() for word in _WORD.findall(text))
    return [word[:-1] if len(word) > 4 and word.endswith("s") else word for word in found]


def _reports(ledger: View, claims: Iterable[Claim], more: Iterable[str] = ()) -> tuple[Report, ...]:
    ids = dict.fromkeys([*(claim.report for claim in claims), *list(more)[:MOST_REPORTS]])
    return tuple(report for id_ in ids if (report := ledger.report(id_)))


def _dossier(
    ledger: View, name: str, reports: tuple[Report, ...], about: Sequence[Claim], aspects: tuple[Aspect, ...]
) -> Dossier:
    """The dossier with the disputes and predictions that any of its claims belongs to."""
    ids = {claim.id for aspect in aspects for claim in aspect.claims}
    disputes = {}
    predictions: dict[str, Prediction] = {}
    for conflict in disputes_of(ledger, reports):
        if any(ids & set(answer.claims) for answer in conflict.values):
            disputes[conflict.id] = conflict
    for report in reports:
        for prediction in ledger.predictions(report=report.id):
            if prediction.claim in ids:
                predictions[prediction.id] = prediction
    behind = {claim for conflict in disputes.values() for a in conflict.values for claim in a.claims}
    claims = {claim.id: claim for aspect in aspects for claim in aspect.claims}
    claims |= {c: found for c in sorted(behind - ids) if (found := ledger.claim(c))}
    origins = {o.id: o for r in reports if r.origin and (o := ledger.origin(r.origin))}
    every = tuple(claims.values())
    known = {report.id for report in reports}
    others = _reports(ledger, [claim for claim in every if claim.report not in known])
    return Dossier(
        story=None,
        reports=reports,
        claims=every,
        conflicts=tuple(disputes.values()),
        origins=tuple(origins.values()),
        predictions=tuple(predictions.values()),
        names=names_in(ledger, every),
        others=others,
        about=name,
        aspects=aspects,
    )
