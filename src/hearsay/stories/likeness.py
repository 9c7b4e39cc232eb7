"""How alike two reports are, as far as one can tell from these two alone.

In: digests. Out: a number between 0 and 1. Never here: the other reports, so that no report that comes or
goes changes how alike two others are.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from hearsay.records import StoryDigest
from hearsay.records.edtf import bounds

# How near two days are: most of it fades within weeks, a part within a year, so that a follow-up months later
# still can belong, and the same words a year later do not. Chosen on one half of GVA's incidents, where B³ is
# 0.005 above that of fading within 30 days alone; on the other half it is 0.006.
LASTING = 0.3
FADING, LASTING_DAYS = 10.0, 365.0  # days until each part counts for 1/e
NEAREST = 0.12  # what is less near has nothing to do with each other, in whatever words
NO_DAY = 0.8  # what a likeness counts for when nothing is known of the days on either side
OTHER_DAYS = (
    0.7  # and when neither has a date and they tell of quite other days, of which most are background
)

# How much the one term that says most may count, as a share of all the others. A rare name, of a town say, is
# no story: short texts on one subject would meet by it. B³ on ECB+ and GVA stays within 0.005 from 0.5 to 1.
LEADING = 0.7


@dataclass(frozen=True, slots=True)
class Page:
    """A digest, ready to be compared."""

    digest: StoryDigest
    weights: dict[str, float]
    published: tuple[int, int] | None
    happened: tuple[tuple[int, int], ...]


def page(digest: StoryDigest) -> Page:
    """A digest made ready."""
    happened = (_days(edtf) for edtf in digest.happened)
    return Page(
        digest=digest,
        weights=dict(zip(digest.terms, digest.weights, strict=True)),
        published=_days(digest.published),
        happened=tuple(days for days in happened if days),
    )


def likeness(a: Page, b: Page) -> float:
    """How alike two reports are; the same from either side.

    No term counts for more than a part of all the others that they share.
    """
    x, y = a.weights, b.weights
    terms = x.keys() & y.keys()
    if len(terms) < 2:
        return 0.0
    near = _nearness(a, b)
    if near < NEAREST:
        return 0.0
    shared = [x[term] * y[term] for term in terms]
    most = max(shared)
    rest = math.fsum((*shared, -most))
    return near * (rest + min(LEADING * rest, most))


def _days(edtf: str | None) -> tuple[int, int] | None:
    found = bounds(edtf) if edtf else None
    return (found[0].toordinal(), found[1].toordinal()) if found else None


def _nearness(x: Page, y: Page) -> float:
    """1 for the same days, fading with the days in between.

    Reports of which neither has a date are compared by the nearest pair of the dates in their texts.
    """
    one, other = x.published, y.published
    if one and other:
        return _fading(max(0, one[0] - other[1], other[0] - one[1]))
    if one or other:
        return 1.0
    if x.happened and y.happened:
        nearest = min(_gap(a, b) for a in x.happened for b in y.happened)
        return OTHER_DAYS + (1 - OTHER_DAYS) * _fading(nearest)
    return NO_DAY


@lru_cache(maxsize=4096)
def _fading(days: int) -> float:
    return (1 - LASTING) * math.exp(-days / FADING) + LASTING * math.exp(-days / LASTING_DAYS)


def _gap(x: tuple[int, int], y: tuple[int, int]) -> int:
    return max(0, x[0] - y[1], y[0] - x[1])
