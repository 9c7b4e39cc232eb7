"""Which names in which reports an entity stands for: what a decision points at.

In: an entity, the digests of names. Out: bearers. Never here: a judgement.
"""

from collections.abc import Iterable

from hearsay.records import Bearer, Entity, NameDigest


def bearers_of(entity: Entity, digests: Iterable[NameDigest]) -> tuple[Bearer, ...]:
    """Whoever single reports call by a name of the entity, each under the fullest name of its report."""
    spans = {(mention.report, mention.start, mention.end) for mention in entity.mentions}
    reports = {mention.report for mention in entity.mentions}
    return tuple(
        Bearer(digest.report, part.forms[0].text)
        for digest in digests
        if digest.report in reports
        for part in digest.entities
        if any((digest.report, span.start, span.end) in spans for span in part.spans)
    )
