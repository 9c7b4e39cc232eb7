"""Dates with their doubt: what an EDTF string (ISO 8601-2) leaves open, and whether two can both hold.

In: EDTF strings of the forms that hearsay writes. Out: first and last day, an order, a verdict.
Never here: words of a text, the clock, a guess at a missing year.

The forms are `2021`, `2021-03`, `2021-03-02` (with a time after `T`), each with `~`, `?` or `%`; a year
that is not known (`XXXX-03-02`) or known by its decade (`199X`); seasons (`2021-21` spring to `-24` winter)
and quarters (`-33` to `-36`); intervals `a/b`, open ones (`a/..`, `../b`); one of several (`[a,b]`) and
several (`{a,b}`).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Verdict = Literal["agree", "compatible", "conflict"]

# What "about" adds on either side. A month or a season is vague enough as it stands.
ABOUT_A_DAY = timedelta(days=7)
ABOUT_A_YEAR = timedelta(days=365)

# A leap year stands in for the year that is not known, so that 29 February can be said.
SOME_YEAR = 2000
YEAR = timedelta(days=365)

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?P<time>T\d\d(?::\d\d(?::\d\d)?)?(?:Z|[+-]\d\d(?::\d\d)?)?)?)?)?"
    r"(?P<doubt>[~?%])?"
)
_FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}


@dataclass(frozen=True, slots=True)
class _Extent:
    """The days from `first` to `last`; where no year is known, days of any year (`last` may then wrap)."""

    first: date
    last: date
    dated: bool


def bounds(edtf: str) -> tuple[date, date] | None:
    """The earliest and the latest day; None where no year is known or the string is not understood.

    `~` widens a day by a week and a year by a year on either side. Seasons are whole months of the northern
    hemisphere, and a winter runs into the next year. An open end is the first or last day of the calendar.
    """
    extent = _extent(edtf)
    return (extent.first, extent.last) if extent and extent.dated else None


def is_valid(edtf: str) -> bool:
    """Whether the string has one of the forms that hearsay writes and names days that exist."""
    return _extent(edtf) is not None


def year_known(edtf: str) -> bool:
    """Whether the string says in which year or years."""
    return bounds(edtf) is not None


def compare(a: str, b: str) -> Verdict:
    """Whether two dates of one happening are the same, can both be true, or exclude each other.

    They `agree` if they allow the same days, are `compatible` if they share a day, else they `conflict`.
    Where a year is not known, the days of the year are compared. A string that is not understood excludes
    nothing.
    """
    if a == b:
        return "agree"
    x, y = _extent(a), _extent(b)
    if x is None or y is None:
        return "compatible"
    if x == y:
        return "agree"
    if x.dated and y.dated:
        return "compatible" if x.first <= y.last and y.first <= x.last else "conflict"
    return "compatible" if _share_a_day_of_the_year(x, y) else "conflict"


def sort_key(edtf: str | None) -> tuple[bool, date, date, str]:
    """An order by first, then last day; dates without a year come after all others, then None."""
    extent = _extent(edtf) if edtf is not None else None
    if extent is None:
        return (True, date.max, date.max, edtf or "")
    return (not extent.dated, extent.first, extent.last, edtf or "")


def _extent(edtf: str) -> _Extent | None:
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        members = [_extent(part) for part in re.split(r",|\.\.", edtf[1:-1])]
        known = [member for member in members if member is not None]
        if len(known) != len(members) or len({member.dated for member in known}) != 1:
            return None
        return _Extent(min(m.first for m in known), max(m.last for m in known), known[0].dated)
    if "/" in edtf:
        return _interval(*edtf.split("/")) if edtf.count("/") == 1 else None
    return _point(edtf)


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
        if month in _FIRST_MONTHS:
            return None if match["day"] else _months(low, high, _FIRST_MONTHS[month], 3, dated)
        if day is None:
            return _months(low, high, month, 1, dated)
        slack = ABOUT_A_DAY if match["doubt"] in ("~", "%") else timedelta()
        return _widened(date(low, month, day), date(high, month, day), slack, dated)
    except ValueError:
        return None


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
