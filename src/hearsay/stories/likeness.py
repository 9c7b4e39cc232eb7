"""How alike two reports are, as far as one can tell from these two alone.

In: digests. Out: a number between 0 and 1. Never here: the other reports, so that no report that comes or
goes changes how alike two others are.
"""

import math
from dataclasses import dataclass

from hearsay.records import StoryDigest
from hearsay.records.edtf import bounds

FADING = 30.0  # days after which what two reports share counts for 1/e
NO_DAY = 0.8  # what a likeness counts for when nothing is known of the days on either side


@dataclass(frozen=True, slots=True)
class Page:
    """A digest, ready to be compared."""

    weights: dict[str, float]
    published: tuple[int, int] | None
    happened: tuple[tuple[int, int], ...]


def page(digest: StoryDigest) -> Page:
    """A digest made ready."""
    happened = (_days(edtf) for edtf in digest.happened)
    return Page(
        weights=dict(zip(digest.terms, digest.weights, strict=True)),
        published=_days(digest.published),
        happened=tuple(days for days in happened if days),
    )


def likeness(a: Page, b: Page) -> float:
    """How alike two reports are; the same from either side."""
    x, y = a.weights, b.weights
    if len(y) < len(x):
        x, y = y, x
    shared = math.fsum(value * y[term] for term, value in x.items() if term in y)
    return shared * _nearness(a, b)


def _days(edtf: str | None) -> tuple[int, int] | None:
    found = bounds(edtf) if edtf else None
    return (found[0].toordinal(), found[1].toordinal()) if found else None


def _nearness(x: Page, y: Page) -> float:
    """1 for the same days, fading with the days in between.

    Reports of which neither has a date are compared by the dates of what they tell: they need a near pair.
    """
    if x.published and y.published:
        return math.exp(-_gap(x.published, y.published) / FADING)
    if x.published or y.published:
        return 1.0
    if x.happened and y.happened:
        return math.exp(-min(_gap(a, b) for a in x.happened for b in y.happened) / FADING)
    return NO_DAY


def _gap(x: tuple[int, int], y: tuple[int, int]) -> int:
    return max(0, x[0] - y[1], y[0] - x[1])
