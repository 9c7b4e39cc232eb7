"""Dates as lines of publication write them: "Friday, 5 March 2021", "10.06.2016", "mid-June 2016".

In: a short line. Out: EDTF and the characters that say it. Never here: dates in running prose.
"""

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
PARTS = {"early": "05", "mid": "15", "late": "25"}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?:the\s+)?)?"
_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?|,?\s+[-–|]\s+)\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2}|local time|hrs)?(?!\d))?"
)
_TIME_FIRST = (
    r"(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:UTC|GMT|[A-Z]{2,4}T)?,?\s+(?:on\s+)?(?=[A-Z0-9]))?"
)
_YEAR = r"(?P<year>(?:1[6-9]|20)\d{2})"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d){_TIME}",
        rf"{_TIME_FIRST}{_WEEKDAY}\b(?P<a>\d{{1,2}})(?P<sep>[-/.])\s?(?P<b>\d{{1,2}})(?P=sep)\s?"
        rf"(?P<short>\d{{4}}|\d{{2}})(?!\d){_TIME}",
        rf"{_TIME_FIRST}{_WEEKDAY}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*[-\s]\s*(?:of\s+)?{_MONTH}"
        rf"(?:,?[-\s]\s*{_YEAR}\b)?{_TIME}",
        rf"{_TIME_FIRST}{_WEEKDAY}\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|"
        rf"th)?\b(?!:)(?:,?\s+{_YEAR}\b)?{_TIME}",
        rf"\b(?P<part>early|mid|late)[-\s](?:in\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
        rf"\b(?P<season>spring|summer|autumn|fall|winter),?\s+{_YEAR}\b",
    )
]


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """The EDTF date that `line[start:end]` writes. `assumed` says what was assumed, if anything."""

    edtf: str
    start: int
    end: int
    assumed: str | None = None


def find_date(line: str, *, day_first: bool | None = None) -> WrittenDate | None:
    """The first date in a line, from its weekday to its hour.

    `day_first` is how the document writes 06/03/2021, None if nothing in it tells.
    """
    found = [
        (match.start(), -match.end(), order, match)
        for order, form in enumerate(_FORMS)
        for match in form.finditer(line)
    ]
    for *_, match in sorted(found, key=lambda hit: hit[:3]):
        date = _value(match, day_first)
        if date is not None:
            return WrittenDate(date[0], match.start(), match.end(), date[1])
    return None


def iso_date(value: str) -> str | None:
    """The day of an ISO 8601 timestamp as its writer's calendar showed it, or of any written date."""
    found = find_date(value.strip())
    return found.edtf if found else None


def numeric_order(text: str) -> bool | None:
    """Whether numeric dates with slashes in a document put the day first; None if no date tells."""
    for a, b in re.findall(r"\b(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})\b", text):
        if int(a) > 12 >= int(b):
            return True
        if int(b) > 12 >= int(a):
            return False
    return None


def _value(match: re.Match[str], day_first: bool | None) -> tuple[str, str | None] | None:
    """The date in EDTF, and what it assumes; None if there is no such day."""
    part = match.groupdict()
    if part.get("season"):
        return f"{part['year']}-{SEASONS[part['season'].lower()]}", None
    if part.get("short"):
        return _numeric(part, day_first)
    month = int(part["m"]) if part.get("m") else MONTHS[part["month"].lower()]
    if part.get("part"):
        return f"{part['year']}-{month:02}-{PARTS[part['part'].lower()]}~", None
    day = part.get("day")
    if day is None:
        return f"{part['year']}-{month:02}", None
    if not _exists(int(part["year"] or 2000), month, int(day)):
        return None
    return f"{part['year'] or 'XXXX'}-{month:02}-{int(day):02}", None


def _numeric(part: dict[str, str], day_first: bool | None) -> tuple[str, str | None] | None:
    """A date of numbers alone; weekday, a number above 12, a full stop or the document settle its order."""
    a, b, year = int(part["a"]), int(part["b"]), int(part["short"])
    if len(part["short"]) == 2:
        year += 2000 if year < 70 else 1900
    readings = [
        (month, day, first)
        for day, month, first in ((a, b, True), (b, a, False))
        if _exists(year, month, day)
    ]
    if not readings:
        return None
    assumed = None
    weekday = (part.get("weekday") or "").lower()
    if weekday:
        named = [r for r in readings if WEEKDAYS[dt.date(year, r[0], r[1]).weekday()].startswith(weekday)]
        readings = named or readings
    if len({r[:2] for r in readings}) > 1:
        if part["sep"] == ".":
            day_first = True
        elif day_first is None:
            day_first, assumed = True, "assumed day first"
        readings = [r for r in readings if r[2] is day_first]
    month, day, _ = readings[0]
    return f"{year}-{month:02}-{day:02}", assumed


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
