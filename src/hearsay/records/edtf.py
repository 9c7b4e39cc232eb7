"""Dates with their doubt: what an EDTF string (ISO 8601-2) leaves open, and whether two can both hold.

In: EDTF strings of the forms that hearsay writes. Out: first and last day, an order, a verdict and its
reason. Never here: words of a text, the clock, a guess at a missing year.

The forms are `2021`, `2021-03`, `2021-03-02` (with a time after `T`), each with `~`, `?` or `%`; a year
that is not known (`XXXX-03-02`) or known by its decade (`199X`); seasons (`2021-21` spring to `-24` winter),
quarters (`-33` to `-36`), thirds and halves (`-37` to `-41`); intervals `a/b`, open ones (`a/..`, `../b`);
one of several (`[a,b]`) and several (`{a,b}`).
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Verdict = Literal["agree", "compatible", "conflict"]


class Judged(NamedTuple):
    """A verdict on two dates, and why."""

    verdict: Verdict
    reason: str


# What "about" adds on either side. A month or a season is vague enough as it stands.
ABOUT_A_DAY = timedelta(days=7)
ABOUT_A_YEAR = timedelta(days=365)

# Two clock times this close are one time ("shortly before four", "4 a.m.").
SAME_TIME = timedelta(hours=1)

# A leap year stands in for the year that is not known, so that 29 February can be said.
SOME_YEAR = 2000
YEAR = timedelta(days=365)

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?P<time>T(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?)?"
    r"(?P<zone>Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?)?)?"
    r"(?P<doubt>[~?%])?"
)
# First month and number of months of the seasons, quarters, thirds and halves of a year.
_PARTS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Extent:
    """The days from `first` to `last`; where no year is known, days of any year (`last` may then wrap)."""

    first: date
    last: date
    dated: bool


@lru_cache(maxsize=16_384)
def bounds(edtf: str) -> tuple[date, date] | None:
    """The earliest and the latest day; None where no year is known or the string is not understood.

    `~` widens a day by a week and a year by a year on either side. Seasons are whole months of the northern
    hemisphere, and a winter runs into the next year. An open end is the first or last day of the calendar.
    """
    extents = _extents(edtf)
    if not extents or not extents[0].dated:
        return None
    return min(extent.first for extent in extents), max(extent.last for extent in extents)


def is_valid(edtf: str) -> bool:
    """Whether the string has one of the forms that hearsay writes and names days that exist."""
    return bool(_extents(edtf))


def year_known(edtf: str) -> bool:
    """Whether the string says in which year or years."""
    return bounds(edtf) is not None


def compare(a: str, b: str) -> Verdict:
    """Whether two dates of one happening are the same, can both be true, or exclude each other."""
    return judge(a, b).verdict


def judge(a: str, b: str) -> Judged:
    """The same, with the reason.

    They `agree` if they allow the same days and, where both say a time, about the same time; they are
    `compatible` if they share a day, else they `conflict`. Where a year is not known, the days of the year
    are compared. A string that is not understood excludes nothing.
    """
    if a == b:
        return Judged("agree", f"both are {a}")
    one, other = _extents(a), _extents(b)
    if not one or not other:
        return Judged("compatible", "one of the two is no date that can be compared")
    first, second = sorted((a, b))
    apart = _apart(a, b)
    if apart is not None and apart <= SAME_TIME:
        return Judged("agree", f"{first} and {second} are about the same time")
    if set(one) == set(other):
        if apart is not None:
            return Judged("compatible", f"{first} and {second} are one day at two times")
        return Judged("agree", f"{first} and {second} are the same days")
    if not any(_meet(x, y) for x in one for y in other):
        return Judged("conflict", f"{first} and {second} have no day in common" + _gap(one, other))
    if _inside(one, other) or _inside(other, one):
        outer, inner = (a, b) if _inside(other, one) else (b, a)
        return Judged("compatible", f"{inner} lies in {outer}")
    return Judged("compatible", f"{first} and {second} share days")


def sort_key(edtf: str | None) -> tuple[bool, date, date, str]:
    """An order by first, then last day; dates without a year come after all others, then None."""
    extents = _extents(edtf) if edtf is not None else ()
    if not extents:
        return (True, date.max, date.max, edtf or "")
    first, last = min(extent.first for extent in extents), max(extent.last for extent in extents)
    return (not extents[0].dated, first, last, edtf or "")


def _meet(x: _Extent, y: _Extent) -> bool:
    if x.dated and y.dated:
        return x.first <= y.last and y.first <= x.last
    return _share_a_day_of_the_year(x, y)


def _inside(inner: Sequence[_Extent], outer: Sequence[_Extent]) -> bool:
    return all(
        any(x.dated and y.dated and y.first <= x.first and x.last <= y.last for y in outer) for x in inner
    )


def _gap(one: Sequence[_Extent], other: Sequence[_Extent]) -> str:
    """How far apart two dates are, in words that follow on."""
    if not all(extent.dated for extent in (*one, *other)):
        return ""
    days = min(max((x.first - y.last).days, (y.first - x.last).days) for x in one for y in other)
    return f": they are {days} day{'s' if days > 1 else ''} apart"


def _apart(a: str, b: str) -> timedelta | None:
    """The time between two days with a time each, if both say their zone or neither does."""
    one, other = _moment(a), _moment(b)
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return None
    return abs(one - other)


def _moment(edtf: str) -> datetime | None:
    match = _POINT.fullmatch(edtf)
    if match is None or match["time"] is None or not match["year"].isdigit():
        return None
    try:
        return datetime.fromisoformat(edtf.rstrip("~?%"))
    except ValueError:
        return None


def _extents(edtf: str) -> tuple[_Extent, ...]:
    """The stretches of days that a string allows; none if it is not understood."""
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        members = [
            _interval(*part.split("..")) if part.count("..") == 1 else _point(part)
            for part in edtf[1:-1].split(",")
        ]
        known = tuple(member for member in members if member is not None)
        return known if len(known) == len(members) and len({one.dated for one in known}) == 1 else ()
    ends = edtf.split("/")
    extent = _interval(*ends) if len(ends) == 2 else _point(edtf)
    return (extent,) if extent else ()


def _interval(first: str, last: str) -> _Extent | None:
    start = _Extent(date.min, date.min, True) if first in ("..", "") else _point(first)
    end = _Extent(date.max, date.max, True) if last in ("..", "") else _point(last)
    if start is None or end is None or start.dated != end.dated:
        return None
    if start.dated and (start.first > end.last or (start.first, end.last) == (date.min, date.max)):
        return None
    return _Extent(start.first, end.last, start.dated)


def _point(edtf: str) -> _Extent | None:
    match = _POINT.fullmatch(edtf)
    if match is None or match["year"] in ("0000", "000X", "00XX"):
        return None
    dated = match["year"] != "XXXX"
    low = int(match["year"].replace("X", "0")) if dated else SOME_YEAR
    high = int(match["year"].replace("X", "9")) if dated else SOME_YEAR
    month = None if match["month"] in (None, "XX") else int(match["month"])
    day = None if match["day"] in (None, "XX") else int(match["day"])
    about = match["doubt"] in ("~", "%") and dated
    try:
        if month is None:
            if day is not None:
                return None
            slack = ABOUT_A_YEAR if about else timedelta()
            return _widened(date(low, 1, 1), date(high, 12, 31), slack, dated)
        if month in _PARTS:
            return None if match["day"] else _months(low, high, *_PARTS[month], dated)
        if day is None:
            return _months(low, high, month, 1, dated)
        slack = ABOUT_A_DAY if match["doubt"] in ("~", "%") else timedelta()
        extent = _widened(date(low, month, day), date(high, month, day), slack, dated)
        return _with_day_in_utc(extent, edtf) if match["zone"] and dated else extent
    except ValueError:
        return None


def _with_day_in_utc(extent: _Extent, edtf: str) -> _Extent:
    """A day with a time and a zone, and the day that it then was in UTC."""
    moment = _moment(edtf)
    try:
        day = moment.astimezone(UTC).date() if moment else extent.first
    except OverflowError:
        return extent
    return _Extent(min(extent.first, day), max(extent.last, day), extent.dated)


def _months(low: int, high: int, month: int, count: int, dated: bool) -> _Extent:
    """So many months from `month` on; the last of them may lie in the next year."""
    over, last = divmod(month + count - 2, 12)
    year = high + over if dated else SOME_YEAR
    if year > date.max.year:
        return _Extent(date(low, month, 1), date.max, dated)
    return _Extent(date(low, month, 1), date(year, last + 1, monthrange(year, last + 1)[1]), dated)


def _widened(first: date, last: date, slack: timedelta, dated: bool) -> _Extent:
    if not dated and slack:
        return _Extent((first - slack).replace(year=SOME_YEAR), (last + slack).replace(year=SOME_YEAR), dated)
    early = first - slack if first - date.min >= slack else date.min
    late = last + slack if date.max - last >= slack else date.max
    return _Extent(early, late, dated)


def _share_a_day_of_the_year(x: _Extent, y: _Extent) -> bool:
    """Whether two extents meet on the circle of the year."""
    if any(extent.dated and extent.last - extent.first >= YEAR for extent in (x, y)):
        return True
    return _holds(x, _day(y.first)) or _holds(y, _day(x.first))


def _holds(extent: _Extent, day: tuple[int, int]) -> bool:
    first, last = _day(extent.first), _day(extent.last)
    return first <= day <= last if first <= last else day >= first or day <= last


def _day(moment: date) -> tuple[int, int]:
    return (moment.month, moment.day)
