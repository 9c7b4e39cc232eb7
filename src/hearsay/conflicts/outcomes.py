"""What later reports say about a prediction: proposed as evidence of how it came out.

In: the claim that foretells something, claims of later reports. Out: those of them that speak of it, the most
telling first. Never here: an outcome; a person decides.
"""

import re
from collections.abc import Iterable

from hearsay.conflicts.happenings import content_words
from hearsay.records import Claim, Prediction, Report, edtf

LEAST = 0.5
"""The share of the telling words of a prediction that a claim about its outcome has, at least."""
MOST = 10
_AUXILIARY = frozenset(
    "will would shall should can could may might must going due expected scheduled likely about by before "
    "within order ordered promise promised task tasked plan planned it they he she".split()
)
_FUTURE = re.compile(r"\b(?:will|would|shall|is to|are to|going to|due to|expected|plans?)\b", re.I)


def find_evidence(
    prediction: Prediction, foretold: Claim, published: str | None, later: Iterable[tuple[Claim, Report]]
) -> list[Claim]:
    """The claims of later reports that speak of what was foretold; those that foretell it again come last.

    `published` is the date of the report that foretells it. A report is later unless its date lies before
    that; one without a date may be.
    """
    wanted = content_words(foretold.content) - _AUXILIARY
    if not wanted:
        return []
    found = []
    for claim, report in later:
        if claim.report == foretold.report or claim.id == foretold.id or claim.stance in {"asks", "other"}:
            continue
        if claim.hypothetical or _before(report.published, published):
            continue
        words = content_words(claim.content) - _AUXILIARY
        share = len(wanted & words) / len(wanted)
        if share >= LEAST and len(wanted & words) >= 2:
            again = claim.stance in {"predicts", "demands"} or _FUTURE.search(claim.content) is not None
            found.append((again, -share, edtf.sort_key(report.published), claim.id, claim))
    return [one[-1] for one in sorted(found, key=lambda one: one[:-1])][:MOST]


def _before(one: str | None, other: str | None) -> bool:
    """Whether the whole of a date lies before another."""
    days, others = (edtf.bounds(date) if date else None for date in (one, other))
    return days is not None and others is not None and days[1] < others[0]
