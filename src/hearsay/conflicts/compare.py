"""Whether two values of one slot can both be true, and why.

In: two dates, places, amounts or parties. Out: a verdict. All verdicts are symmetric, a value agrees with
itself, and what is unknown excludes nothing.
"""

from typing import Literal

from hearsay.conflicts.happenings import content_words
from hearsay.records import Amount, Participant, When, Where, edtf

Verdict = Literal["agree", "compatible", "conflict"]


def dates(a: When, b: When) -> Verdict:
    """Two dates of one happening; "Tuesday" and "14 March" are one date at two grains."""
    return dates_with_reason(a, b).verdict


def dates_with_reason(a: When, b: When) -> edtf.Judged:
    """The same verdict with its reason: "2021-03-02 lies in 2021-03"."""
    if a.edtf is None or b.edtf is None:
        return edtf.Judged("compatible", "one of the two is not known")
    return edtf.judge(a.edtf, b.edtf)


def places(a: Where, b: Where) -> Verdict:
    """Two places of one happening: they conflict if both are points and lie apart, or have unlike names.

    A country holds its towns. Of a place without coordinates only the name is known; that one name lies in
    the other is then for the caller to find out.
    """
    one, other = content_words(a.name), content_words(b.name)
    if one == other:
        return "conflict" if a.country and b.country and a.country != b.country else "agree"
    if one & other:
        return "compatible"
    if a.country and b.country:
        if a.country != b.country:
            return "conflict"
        if not _is_point(a) or not _is_point(b):
            return "compatible"
    return "conflict"


def _is_point(place: Where) -> bool:
    return place.radius_km is None or place.radius_km < 100


def amounts(a: Amount, b: Amount) -> Verdict:
    """Two figures for one quantity: they conflict if neither rounds, bounds or holds the other."""
    if a.unit != b.unit:
        return "compatible"
    if a.value is not None and a.value == b.value:
        return "agree"
    low, high = _range(a)
    other_low, other_high = _range(b)
    if low <= other_high and other_low <= high:
        return "compatible"
    return "conflict"


def _range(amount: Amount) -> tuple[float, float]:
    """What an amount leaves possible. "At least 23" is a figure known so far: open upwards."""
    low, high = amount.low, amount.high
    if low is not None and high is not None and low != high:
        return low, high
    if low is not None and high is None and amount.value is not None:
        return low, float("inf")
    if high is not None and low is None:
        return float("-inf"), high
    value = amount.value if amount.value is not None else low if low is not None else high
    return (value, value) if value is not None else (float("-inf"), float("inf"))


def parties(a: Participant, b: Participant) -> Verdict:
    """Two doers of one deed: they agree if they are one entity or share a telling word of their names."""
    if a.entity is not None and a.entity == b.entity:
        return "agree"
    one, other = content_words(a.name), content_words(b.name)
    if not one or not other:
        return "compatible"
    if one == other:
        return "agree"
    return "compatible" if one & other else "conflict"
