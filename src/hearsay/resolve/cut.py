"""Joins within one report that people decided against, undone before anything else is looked at.

In: digests of names, decisions. Out: the same digests, with an entity as two where a decision parts its
names. Never here: who the two are then; a newer decision may join them again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hearsay.records import Bearer, Decision, LocalEntity, NameDigest, NameForm
from hearsay.resolve.naming import key


def cut(digests: Iterable[NameDigest], decisions: Iterable[Decision]) -> Iterator[NameDigest]:
    """The digests, cut where people decided so."""
    parted = [decision for decision in decisions if decision.holds and not decision.joins]
    reports = {bearer.report for decision in parted for bearer in decision.one}
    for digest in digests:
        if digest.report not in reports:
            yield digest
            continue
        parts = list(digest.entities)
        for decision in parted:
            one, other = (_keys(digest.report, side) for side in (decision.one, decision.other))
            parts = [piece for part in parts for piece in _pieces(part, one, other)]
        yield replace(digest, entities=tuple(parts))


def _keys(report: str, side: Iterable[Bearer]) -> set[str]:
    return {key(bearer.name) for bearer in side if bearer.report == report}


def _pieces(part: LocalEntity, one: set[str], other: set[str]) -> Iterator[LocalEntity]:
    """The entity itself; where both sides have names of it, what its fullest name keeps, and the rest."""
    names = {key(form.text) for form in part.forms}
    if not names & one or not names & other:
        yield part
        return
    out = one if key(part.forms[0].text) in other else other
    gone = tuple(form for form in part.forms if key(form.text) in out and form.spans)
    kept = tuple(form for form in part.forms if key(form.text) not in out)
    spans = {span for form in gone for span in form.spans}
    left = tuple(span for span in part.spans if span not in spans)
    if not gone or not kept or not left:
        yield part
        return
    yield replace(part, forms=kept, spans=left)
    first, *more = gone
    yield replace(
        part,
        forms=(NameForm(first.text, None, first.spans), *more),
        spans=tuple(sorted(spans, key=lambda s: s.start)),
    )
