"""The words of time: months, weekdays, units, parts of the day, as patterns and as values.

In: a word or two. Out: their number or their TIMEX3 code. Never here: whole expressions (`date_grammar`).
"""

import re

from hearsay.annotate.numbers import WORDS, number_value

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = {
    "second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "P1D", "week": "P1W", "weekend": "P1WE",
    "fortnight": "P2W", "month": "P1M", "quarter": "P1Q", "year": "P1Y", "decade": "P1E", "century": "P1C",
}  # fmt: skip
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}

# fmt: off
LONG = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
]
SHORT = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
# fmt: on
MONTH = (
    rf"(?:(?:{'|'.join(LONG + [name.upper() for name in LONG])})(?!\w)"
    rf"|(?:{'|'.join(SHORT + [name.upper() for name in SHORT])})\b\.?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?(?=[,\s]))"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d|-\w)"
ZONES = {
    "GMT": "Z", "UTC": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
"""Hours from UTC; names that mean several zones ("CST", "IST") are left out."""
YEAR = r"(?:1[0-9]\d\d|20\d\d)(?![\w%]|[,.]\d)"
UNIT = (
    r"(?i:(?:second|minute|hour|day|weekend|week|fortnight|month|quarter|year|decade)s?|century|centuries)"
    r"(?!\w)"
)
COUNT = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s1/2)?|(?i:{WORDS})(?:\sand\sa\shalf)?)"
VAGUE = r"(?i:(?:a\s)?(?:few|couple(?:\sof)?)|several|many|some|recent|coming)"
PART = r"(?i:morning|afternoon|evening|night)(?!\w)"
AT_PART = rf"(?P<part>\s{PART})?"
SEASON = r"(?i:spring|summer|autumn|fall|winter)"
RANK = r"(?i:first|second|third|fourth|1st|2nd|3rd|4th)"
_RANKS = r"(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
ORDINAL = rf"(?:\d\d?(?:st|nd|rd|th)|{_RANKS})"
THIS = r"(?i:this|the\scurrent|the\spresent)"
LAST = r"(?i:this\s(?:past|last)|(?:the\s)?(?:last|past)|the\s(?:previous|prior|preceding))"
NEXT = r"(?i:this\scoming|(?:the\s)?(?:next|coming|upcoming)|the\sfollowing)"


# Half a year, a day, an hour, a minute in whole units of the next kind.
_HALVES = {"Y": "6M", "D": "T12H", "H": "30M", "M": "30S"}


def month_number(word: str) -> int:
    """January is 1."""
    return [name[:3].lower() for name in LONG].index(word[:3].lower()) + 1


def unit_name(word: str) -> str:
    """The unit in the singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def count_of(words: str | None) -> float | None:
    """How many units; None for "several" and for no number at all."""
    words = (words or "").lower()
    if words in ("a", "an"):
        return 1
    if words.startswith(("a couple", "couple")):
        return 2
    half = 0.5 if words.endswith((" and a half", " 1/2")) else 0
    value = number_value(words.removesuffix(" and a half").removesuffix(" 1/2"))
    return None if value is None else value + half


def length_code(unit: str, count: float | None) -> str:
    """The TIMEX3 value of so many units; `X` for an unknown number."""
    code = UNITS[unit]
    prefix, letters = code.rstrip("SMHDWEQYC1234567890"), re.sub(r"^PT?\d", "", code)
    if unit == "decade" and count:
        return f"P{count * 10:g}Y"
    if unit == "fortnight" and count:
        return f"P{count * 2:g}W"
    if unit == "hour" and count == 24:
        return "P1D"
    if count and count % 1 == 0.5 and letters in _HALVES and unit != "month":
        return f"{prefix}{count // 1:g}{letters}{_HALVES[letters]}"
    return f"{prefix}{'X' if count is None else f'{count:g}'}{letters}"


def part_code(part: str | None) -> str:
    """TMO for the morning and so on; nothing for None."""
    return "T" + PARTS[part.strip().lower()] if part else ""


def time_of_day(words: str) -> str:
    """Hours and minutes of "4 a.m.", "21:00", "0735", "noon"."""
    words = words.lower()
    if words in ("noon", "midday"):
        return "12:00"
    if words == "midnight":
        return "24:00"
    figures = re.match(r"(\d\d?)(?:[:.]?(\d\d))?", words)
    if figures is None:
        return "XX:XX"
    hour = int(figures[1])
    if re.search(r"[ap]\.?m", words):
        hour = hour % 12 + (12 if re.search(r"p\.?m", words) else 0)
    return f"{hour:02}:{figures[2] or '00'}"


def year_in_words(words: str) -> int | None:
    """1991 for "nineteen ninety-one", 2005 for "two thousand and five" and "twenty oh five"."""
    parts = re.split(r"[-\s]+", words.lower())
    if parts[:2] == ["two", "thousand"]:
        return 2000 + int(number_value(" ".join(parts[2:]) or "zero") or 0)
    hundreds, rest = (
        number_value(parts[0]),
        number_value(" ".join(p for p in parts[1:] if p not in ("oh", "o"))),
    )
    return int(100 * hundreds + rest) if hundreds and rest is not None else None
