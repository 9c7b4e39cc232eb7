"""Reads from a ledger all that is said of a person, a body or a thing.

In: an open ledger; an entity, or words for a thing that has no name. Out: a dossier with its aspects, its
disputes and its predictions. Never here: markup, writing, a report that does not name it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from hearsay.errors import HearsayError
from hearsay.export.aspects import Aspect, arrange, parts_of
from hearsay.export.dossier import Dossier
from hearsay.ledger import View
from hearsay.records import Claim, Entity, Prediction, Report
from hearsay.serve.found import disputes_of
from hearsay.serve.voices import names_in

MOST_REPORTS = 100
_WORD = re.compile(r"[^\W_]+")


def entity_dossier(ledger: View, entity: Entity) -> Dossier:
    """All that is said of an entity, and by it."""
    named = ledger.named_in(entity.id, limit=MOST_REPORTS)
    where = {
        report: [mention.start for mention in some]
        for report, some in ledger.mentions_in(entity.id, named).items()
    }
    about: list[Claim] = []
    parts: list[Claim] = []
    for report, claims in _by_report(ledger.claims(reports=named)):
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
    for _, claims in _by_report(ledger.claims(reports=[hit.report for hit in hits])):
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


def _by_report(claims: Iterable[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    return ((report, list(some)) for report, some in groupby(claims, key=lambda claim: claim.report))


def _reports(ledger: View, claims: Iterable[Claim], more: Iterable[str] = ()) -> tuple[Report, ...]:
    ids = dict.fromkeys([*(claim.report for claim in claims), *list(more)[:MOST_REPORTS]])
    found = {report.id: report for report in ledger.reports(ids=list(ids))}
    return tuple(found[id_] for id_ in ids if id_ in found)


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
    for prediction in ledger.predictions(reports=[report.id for report in reports]):
        if prediction.claim in ids:
            predictions[prediction.id] = prediction
    behind = {claim for conflict in disputes.values() for a in conflict.values for claim in a.claims}
    claims = {claim.id: claim for aspect in aspects for claim in aspect.claims}
    claims |= {claim.id: claim for claim in ledger.claims(ids=sorted(behind - ids))}
    origins = {origin.id: origin for origin in ledger.origins(ids={r.origin for r in reports if r.origin})}
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
