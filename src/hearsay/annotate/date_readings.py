"""What an expression of time means, once it is known what the report's date is.

In: parts of a date, and the dates that it can be reckoned from. Out: `Reading`s in EDTF and TIMEX3.
Never here: the words themselves (`date_grammar`) and their place in the text (`dates`).
"""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from hearsay.annotate.date_feasts import Feast, nth_weekday
from hearsay.annotate.date_tense import Direction
from hearsay.records import Basis, edtf

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

# A date without a year is taken on the side that the verb points to, if it lies no further off than this;
# else the nearest year counts ("announced a summit on 20 March", written on 5 March).
NEAR_ENOUGH = timedelta(days=300)

SEASONS = {
    "spring": (21, "SP"),
    "summer": (22, "SU"),
    "autumn": (23, "FA"),
    "fall": (23, "FA"),
    "winter": (24, "WI"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; `edtf` is None where that cannot be worked out, and `reason` says why.

    `clock` is a time of day in EDTF, with its zone where one is written ("T04:00:00-05:00"); `looks_back`
    marks what only repeats or is compared with a period named before.
    """

    timex: str
    edtf: str | None = None
    type: TimexType = "DATE"
    basis: Basis = "stated"
    reason: str | None = None
    clock: str = ""
    looks_back: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days on which the report may have been published, and where that is written."""

    first: date
    last: date
    where: str


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression can be reckoned from: the report's date, the dates mentioned before it, the tense.

    `reference` is the last day mentioned, `near` says that it stands close by; `mentioned` is the last date
    with a year, `period` the quarter or half-year that the text is about.
    """

    anchor: Anchor | None
    reference: date | None = None
    near: bool = False
    mentioned: Reading | None = None
    period: Reading | None = None
    tense: Callable[[], Direction | None] = lambda: None

    @property
    def direction(self) -> Direction | None:
        """Where the verb points."""
        return self.tense()

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.anchor.first if self.anchor and self.anchor.first == self.anchor.last else None

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return (
            self.anchor.first.year
            if self.anchor and self.anchor.first.year == self.anchor.last.year
            else None
        )

    @property
    def month(self) -> tuple[int, int] | None:
        """The year and month of publication."""
        if self.anchor is None or (self.anchor.last - self.anchor.first).days > 31:
            return None
        middle = self.anchor.first + (self.anchor.last - self.anchor.first) / 2
        return middle.year, middle.month

    def why(self, reading: Reading) -> Reading:
        """The same reading, said to be worked out from the report's date."""
        if self.anchor is None or reading.edtf is None:
            return reading
        when = self.anchor.first.isoformat() if self.day else f"{self.anchor.first}/{self.anchor.last}"
        return replace(reading, basis="resolved", reason=f"reckoned from {self.anchor.where}, {when}")

    def unknown(self, timex: str, type: TimexType = "DATE") -> Reading:  # noqa: A002 — as in TIMEX3
        """An expression that needs the day of publication, which is not known."""
        return Reading(timex, None, type, reason="the report's date is not known to the day")

    def from_reference(self, reading: Reading, start: str | None = None) -> Reading:
        """The same reading, said to be worked out from the date mentioned before."""
        start = start or str(self.reference)
        return replace(reading, basis="resolved", reason=f"reckoned from {start}, mentioned before")


def on_day(day: date) -> Reading:
    """That day."""
    return Reading(day.isoformat(), day.isoformat())


def at_time(day: Reading | None, clock: str, zone: str | None) -> Reading:
    """That time ("04:00") of a day, or of a day that is not known yet."""
    moment = f"T{clock}:00{zone or ''}" if re.fullmatch(r"[01]\d:[0-5]\d|2[0-3]:[0-5]\d", clock) else ""
    if day is None:
        return Reading(f"XXXX-XX-XXT{clock}", None, "TIME", reason="a time without a day", clock=moment)
    return on_that_day(Reading(f"XXXX-XX-XXT{clock}", clock=moment), day)


def on_that_day(time: Reading, day: Reading) -> Reading:
    """A time without a day, put on its day."""
    text = day.edtf
    if text and time.clock and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        text += time.clock
    timex = day.timex.partition("T")[0] + time.timex.removeprefix("XXXX-XX-XX")
    return replace(day, timex=timex, edtf=text, type="TIME")


def in_month(year: int, month: int) -> Reading:
    """That month; `month` may lie outside 1 to 12, and then counts into other years."""
    over, index = divmod(month - 1, 12)
    text = f"{year + over:04}-{index + 1:02}"
    return Reading(text, text)


def in_year(year: int) -> Reading:
    """That year."""
    return Reading(f"{year:04}", f"{year:04}")


def in_season(year: int, season: str) -> Reading:
    """That season; a winter is named by the year in which it begins."""
    number, code = SEASONS[season]
    return Reading(f"{year:04}-{code}", f"{year:04}-{number}")


def in_quarter(year: int, quarter: int) -> Reading:
    """That quarter, which may lie outside 1 to 4."""
    over, index = divmod(quarter - 1, 4)
    return Reading(f"{year + over:04}-Q{index + 1}", f"{year + over:04}-{33 + index}")


def in_decade(first: int) -> Reading:
    """The ten years from `first` on."""
    return Reading(f"{first // 10}", f"{first // 10}X")


def in_week(day: date) -> Reading:
    """The week from Monday to Sunday that holds a day."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Reading(f"{year:04}-W{week:02}", f"{monday}/{monday + timedelta(days=6)}")


def weekend(day: date) -> Reading:
    """The Saturday and Sunday of the week that holds a day."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    year, week, _ = day.isocalendar()
    return Reading(f"{year:04}-W{week:02}-WE", f"{saturday}/{saturday + timedelta(days=1)}")


def calendar_day(
    year: int | None, month: int, day: int, context: Context, weekday: int | None = None
) -> Reading | None:
    """A day and month, with the year where it is written or can be worked out; None if it does not exist.

    A `weekday` (Monday 0) helps to tell the year.
    """
    if year is None and month == 2 and day == 29 and context.year is not None:
        leap = (context.year + offset for offset in (0, -1, 1, -2, 2, -3, 3, -4))
        return context.why(on_day(date(next(y for y in leap if monthrange(y, 2)[1] == 29), 2, 29)))
    if year is not None or not edtf.is_valid(f"XXXX-{month:02}-{day:02}"):
        text = f"{1 if year is None else year:04}-{month:02}-{day:02}"
        return Reading(text, text) if edtf.is_valid(text) else None
    if context.anchor is None or context.month is None:
        text = f"XXXX-{month:02}-{day:02}"
        if context.reference is None or not context.near or (month, day) == (2, 29):
            return Reading(text, text)
        years = range(max(1, context.reference.year - 1), min(9999, context.reference.year + 1) + 1)
        found = _nearest([date(year, month, day) for year in years], context.reference, None)
        return context.from_reference(on_day(found))
    target = context.day or context.anchor.last
    candidates = [date(target.year + offset, month, day) for offset in (-1, 0, 1)]
    named = [moment for moment in candidates if moment.weekday() == weekday]
    return context.why(on_day(named[0] if named else _nearest(candidates, target, context.direction)))


def calendar_month(year: int | None, month: int, context: Context) -> Reading:
    """A month, with the year where it is written or can be worked out."""
    if year is not None:
        return in_month(year, month)
    if context.month is None:
        return Reading(f"XXXX-{month:02}", f"XXXX-{month:02}")
    now = date(*context.month, 1)
    candidates = [date(now.year + offset, month, 1) for offset in (-1, 0, 1)]
    found = _nearest(candidates, now, context.direction or "past")
    return context.why(in_month(found.year, found.month))


def feast(kind: Feast, year: int | None, context: Context) -> Reading:
    """A feast, by the days on which it falls in a year."""
    if year is None and context.month is not None and context.anchor is not None:
        now = context.day or context.anchor.last
        spans = [days for days in map(kind.of, (now.year - 1, now.year, now.year + 1)) if days]
        current = next((days for days in spans if days[0] <= now <= days[1]), None)
        first = _nearest([days[0] for days in spans], now, context.direction or "past") if spans else None
        found = current or next((days for days in spans if days[0] == first), None)
    elif year is None and kind.fixed:
        text = f"XXXX-{kind.fixed[0]:02}-{kind.fixed[1]:02}"
        return Reading(text, text)
    else:
        found = kind.of(year) if year is not None else None
    if found is None:
        return Reading("XXXX-XX-XX", None, reason="it is not known in which year")
    mark = "~" if kind.about else ""
    text = "/".join(f"{day}{mark}" for day in dict.fromkeys(found))
    reading = Reading(found[0].isoformat(), text)
    return reading if year is not None else context.why(reading)


def weekday(index: int, shift: int, context: Context) -> Reading:
    """The weekday (Monday 0) before (`shift` -1) or after (1) the report's date, or by tense (0)."""
    today = context.day
    if today is None:
        return context.unknown(f"XXXX-WXX-{index + 1}")
    back = (today.weekday() - index) % 7
    if shift < 0:
        day = today - timedelta(days=back or 7)
    elif shift > 0 or (context.direction == "future" and back):
        day = today + timedelta(days=7 - back)
    else:
        day = today - timedelta(days=back)
    return context.why(on_day(day))


def weekday_of_month(year: int | None, month: int, index: int, rank: int, context: Context) -> Reading | None:
    """The rank-th such weekday of a month (-1 is the last), with the year as for a month without one."""
    known = year if year is not None else (calendar_month(None, month, context).edtf or "XXXX")[:4]
    if known == "XXXX":
        return Reading(f"XXXX-{month:02}-XX", None, reason="it is not known in which year")
    day = nth_weekday(int(known), month, index, rank)
    if day is None:
        return None
    return on_day(day) if year is not None else context.why(on_day(day))


def season(name: str, shift: int, context: Context) -> Reading:
    """Last (-1), this (0) or next (1) season of a name."""
    code = SEASONS[name][1]
    if context.month is None:
        return Reading(f"XXXX-{code}", None, reason="the report's date is not known")
    now = date(*context.month, 15)
    spans = [
        (year, edtf.bounds(in_season(year, name).edtf or "")) for year in range(now.year - 2, now.year + 2)
    ]
    known = [(year, bounds) for year, bounds in spans if bounds]
    if shift < 0:
        year = max(year for year, (_, last) in known if last < now)
    elif shift > 0:
        year = min(year for year, (first, _) in known if first > now)
    elif context.direction == "future":
        year = min(year for year, (_, last) in known if last >= now)
    else:
        year = max(year for year, (first, _) in known if first <= now)
    return context.why(in_season(year, name))


def this_season(name: str, context: Context) -> Reading:
    """The season of a name that is nearest to the report."""
    if context.month is None:
        return season(name, 0, context)
    now = date(*context.month, 15)
    near = [in_season(year, name) for year in range(now.year - 1, now.year + 2)]
    middles = [
        (first + (last - first) / 2, one)
        for one in near
        if (ends := edtf.bounds(one.edtf or ""))
        for first, last in [ends]
    ]
    return context.why(min(middles, key=lambda pair: abs(pair[0] - now))[1])


def quarter(rank: int, context: Context) -> Reading:
    """The quarter of that rank that ended last, or is to come."""
    if context.month is None:
        return Reading(f"XXXX-Q{rank}", None, reason="the report's date is not known")
    year, month = context.month
    current = (month - 1) // 3 + 1
    if context.direction == "future":
        # A quarter that has just ended is still reported on.
        return context.why(in_quarter(year + (current - rank > 1), rank))
    return context.why(in_quarter(year - (rank > current), rank))


def shifted(unit: str, count: int, context: Context) -> Reading:
    """The day, week, weekend, month … `count` units after the report's own (before, if negative)."""
    if unit == "year" and context.year is not None:
        return context.why(in_year(context.year + count))
    if unit in ("decade", "century") and context.year is not None:
        span = 10 if unit == "decade" else 100
        first = context.year - context.year % span + count * span
        reading = in_decade(first) if span == 10 else Reading(f"{first // 100}", f"{first // 100}XX")
        return context.why(reading)
    if unit == "month" and context.month is not None:
        return context.why(in_month(context.month[0], context.month[1] + count))
    if unit == "quarter" and context.month is not None:
        return context.why(in_quarter(context.month[0], (context.month[1] - 1) // 3 + 1 + count))
    today = context.day
    if today is None or unit not in ("day", "week", "weekend", "fortnight"):
        return context.unknown("XXXX-WXX" if unit.startswith("week") else "XXXX-XX-XX")
    if unit == "day":
        return context.why(on_day(today + timedelta(days=count)))
    if unit == "weekend" and count == 0 and context.direction != "future" and today.weekday() < 5:
        count = -1
    days = timedelta(days=count * (14 if unit == "fortnight" else 7))
    return context.why((weekend if unit == "weekend" else in_week)(today + days))


def away(unit: str, count: float | None, start: date | None, sign: int) -> Reading:
    """So many units before (-1) or after (1) a day, as exact as the unit is; None is an unknown number."""
    if start is None or count is None:
        timex = {-1: "PAST_REF", 1: "FUTURE_REF"}[sign]
        return Reading(timex, None, reason="it is not known from which day, or how many, to count")
    if unit in ("second", "minute", "hour"):
        other = start + timedelta(days=sign)
        first, last = sorted([start, other])
        return Reading(start.isoformat(), f"{first}/{last}")
    steps = round(sign * count)
    try:
        if unit in ("day", "week", "fortnight"):
            length = {"day": 1, "week": 7, "fortnight": 14}[unit]
            day = start + timedelta(days=round(sign * count * length))
            timex = day.isoformat() if unit == "day" else in_week(day).timex
            return Reading(timex, day.isoformat() + ("" if unit == "day" else "~"))
        if unit in ("month", "quarter"):
            return in_month(start.year, start.month + steps * (1 if unit == "month" else 3))
        year = start.year + steps * {"year": 1, "decade": 10, "century": 100}[unit]
    except OverflowError:
        year = 0
    if not 1 <= year <= 9999:
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF", None, reason="outside the calendar")
    return in_year(year) if unit == "year" else Reading(f"{year:04}", f"{year:04}~")


def years_away(reading: Reading, count: int) -> Reading | None:
    """The same quarter, month, day … so many years later; None if there is no such."""
    if not re.match(r"\d{4}(?!\d)", reading.timex) or reading.edtf is None:
        return None
    years = [int(year) + count for year in re.findall(r"\d{4}(?=-|$|/)", reading.edtf)]
    if not years or not all(1 <= year <= 9999 for year in years):
        return None
    text = re.sub(r"\d{4}(?=-|$|/)", lambda match: f"{int(match[0]) + count:04}", reading.edtf)
    timex = f"{int(reading.timex[:4]) + count:04}{reading.timex[4:]}"
    return Reading(timex, text) if edtf.is_valid(text) else None


def around_report(reading: Reading, way: Literal["past", "future"], context: Context) -> Reading:
    """A length of time that ends or begins with the report: "the past two weeks", "the next three days"."""
    length = re.fullmatch(r"P(\d+)([DWMY])", reading.timex)
    if length is None or context.day is None:
        return reading
    count, unit = int(length[1]), length[2]
    other = moved(context.day, -count if way == "past" else count, unit)
    if other is None:
        return reading
    first, last = sorted([context.day, other])
    return context.why(replace(reading, edtf=f"{first}/{last}"))


def moved(day: date, count: int, unit: str) -> date | None:
    """A day so many days (D), weeks (W), months (M) or years (Y) later; None outside the calendar."""
    try:
        if unit in "DW":
            return day + timedelta(days=count * (7 if unit == "W" else 1))
        over, index = divmod(day.month - 1 + count * (12 if unit == "Y" else 1), 12)
        year = day.year + over
        return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))
    except (OverflowError, ValueError):
        return None


def so_far(reading: Reading, way: Literal["earlier", "later"], context: Context) -> Reading:
    """The part of a running period before the report ("earlier this week") or after it ("later")."""
    limits = edtf.bounds(reading.edtf) if reading.edtf else None
    if limits is None or context.day is None or not limits[0] <= context.day <= limits[1]:
        return reading
    first, last = (limits[0], context.day) if way == "earlier" else (context.day, limits[1])
    return replace(reading, edtf=str(first) if first == last else f"{first}/{last}")


def narrowed(reading: Reading, part: str) -> Reading:
    """The early, middle or late part of what is meant; `end` and `start` are the same as late and early."""
    text = reading.edtf
    if text is None or part == "about":
        doubtful = text is not None and re.fullmatch(r"[\dX]{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", text)
        return replace(reading, edtf=f"{text}~") if doubtful else reading
    third = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[part]
    if len(text) == 7 and text[5:].isdigit() and int(text[5:]) <= 12:
        if text.startswith("XXXX"):
            return replace(reading, edtf=text + "~")
        return replace(reading, edtf=f"{text}-{('05', '15', '25')[third]}~")
    if len(text) == 4 and text.isdigit():
        first, last = (("01", "04"), ("05", "08"), ("09", "12"))[third]
        return replace(reading, edtf=f"{text}-{first}/{text}-{last}")
    if len(text) == 4 and text.endswith("X"):
        first, last = (("0", "3"), ("4", "6"), ("7", "9"))[third]
        return replace(reading, edtf=f"{text[:3]}{first}/{text[:3]}{last}")
    return reading


def last_day(reading: Reading) -> Reading:
    """The day at which what is meant ends: a deadline "by the end of" it."""
    text = reading.edtf
    if text is None or (limits := edtf.bounds(text)) is None:
        if (
            text
            and text.startswith("XXXX-")
            and len(text) == 7
            and text[5:].isdigit()
            and int(text[5:]) <= 12
        ):
            return replace(reading, edtf=f"{text}-{monthrange(2001, int(text[5:]))[1]:02}")
        return reading
    return replace(reading, edtf=limits[1].isoformat())


def within(reading: Reading, start: date | None, context: Context) -> Reading:
    """The day at which a length of time ends that begins with `start`, or else with the report."""
    length = re.fullmatch(r"P(\d+)([DWMY])", reading.timex)
    begin = start or context.day
    if length is None or begin is None:
        return replace(reading, edtf=None, reason="it is not known from which day to count")
    end = moved(begin, int(length[1]), length[2])
    if end is None:
        return replace(reading, edtf=None, reason="it ends outside the calendar")
    found = on_day(end)
    found = (
        context.why(found)
        if start is None
        else replace(found, basis="resolved", reason=f"reckoned from {start}")
    )
    return replace(found, timex=reading.timex, type=reading.type)


def _nearest(candidates: Sequence[date], target: date, direction: Direction | None) -> date:
    if direction == "past":
        before = max(day for day in candidates if day <= target)
        if target - before <= NEAR_ENOUGH:
            return before
    if direction == "future":
        after = min(day for day in candidates if day >= target)
        if after - target <= NEAR_ENOUGH:
            return after
    return min(candidates, key=lambda day: (abs(day - target), day))
