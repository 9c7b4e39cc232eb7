"""Who took from whom, of two reports that share words.

In: two digests and what their texts share. Out: the taker, the giver, and how one knows; nothing, and an
order that is only a convention, where nothing tells. Never here: whether they are copies.
"""

from hearsay.origins.links import later
from hearsay.origins.outlets import AGENCIES, means
from hearsay.origins.passages import Overlap
from hearsay.origins.shelf import supplies
from hearsay.records import Direction, TextDigest
from hearsay.records.edtf import sort_key

# An excerpt is for the most part in the other text, and for so much more of it than the other is in it.
EXCERPT, MORE = 0.5, 0.15


def goes_back(a: TextDigest, b: TextDigest, shared: Overlap) -> tuple[bool, Direction | None]:
    """Whether the first of two reports has the words from the second; how one knows, None if one does not."""
    more = shared.share - shared.share_of_other
    signs: tuple[tuple[Direction, bool, bool], ...] = (
        ("credit", credits_other(a, b), credits_other(b, a)),
        ("later", later(a, b), later(b, a)),
        ("unsigned", a.unknown or not a.publisher, b.unknown or not b.publisher),
        ("supplier", supplies(b), supplies(a)),
        ("excerpt", more > MORE and shared.share > EXCERPT, -more > MORE and shared.share_of_other > EXCERPT),
    )
    for direction, this_way, that_way in signs:
        if this_way != that_way:
            return this_way, direction
    return (sort_key(a.published), -a.length, a.report) > (sort_key(b.published), -b.length, b.report), None


def credits_other(report: TextDigest, other: TextDigest) -> bool:
    """Whether a report credits the publisher of the other: by name, or as an agency without a name."""
    if not other.publisher or (report.publisher and means(report.publisher, other.publisher)):
        return False
    names = (*report.credits, *(reliance.name for reliance in report.rests_on if reliance.published))
    known = (other.publisher, *other.aliases)
    return any(means(name, publisher) for name in names for publisher in known) or (
        AGENCIES in report.credits and supplies(other)
    )


def precedence(taker: TextDigest, giver: TextDigest) -> tuple[object, ...]:
    """The order in which reports with the same words are taken for the one that a report has them from."""
    credited = credits_other(taker, giver)
    return not credited, not supplies(giver), sort_key(giver.published), -giver.length, giver.report
