"""Which names in which reports an entity stands for: what a decision points at.

In: an entity, the digests of names. Out: bearers. Never here: a judgement.
"""

from collections.abc import Iterable

from hearsay.records import Bearer, Entity, NameDigest


def bearers_of(entity: Entity, digests: Iterable[NameDigest]) -> tuple[Bearer, ...]:
    """Whoever single reports call by a name of the entity, under each of the names that they write out."""
    spans = {(mention.report, mention.start, mention.end) for mention in entity.mentions}
    reports = {mention.report for mention in entity.mentions}
    return tuple(
        Bearer(digest.report, form.text)
        for digest in digests
        if digest.report in reports
        for part in digest.entities
        for number, form in enumerate(part.forms)
        if any((digest.report, s.start, s.end) in spans for s in form.spans or (() if number else part.spans))
    )
