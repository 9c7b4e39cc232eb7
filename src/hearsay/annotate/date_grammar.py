"""The English expressions of time, as patterns, each with the function that reads it.

In: a stretch of text and a `Context`. Out: where the next expression stands and what it means.
Never here: prepositions, ranges and deadlines, which join expressions (`dates`).

A rule is a pattern of its own named groups. All rules stand in one alternation, the more specific ones first;
only the rule that matched is matched again, for its groups.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from hearsay.annotate import date_readings as read
from hearsay.annotate.date_readings import SEASONS, Context, Reading
from hearsay.annotate.date_words import (
    ANY_WEEKDAY,
    AT_PART,
    COUNT,
    DAY,
    DAYS,
    HOLIDAYS,
    LAST,
    LONG,
    MONTH,
    NEXT,
    PART,
    RANK,
    SEASON,
    SHORT,
    THIS,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    YEAR,
    count_of,
    length_code,
    month_number,
    part_code,
    time_of_day,
    unit_name,
)
from hearsay.annotate.numbers import ordinal_value


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Reading | None]


_rules: list[_Rule] = []
_Reader = Callable[[re.Match[str], Context], Reading | None]


def _rule(pattern: str) -> Callable[[_Reader], _Reader]:
    def add(reader: _Reader) -> _Reader:
        _rules.append(_Rule(re.compile(pattern), reader))
        return reader

    return add


# Ages and the like look like durations and are none.
@_rule(rf"(?:{COUNT}|\d+)[-\s](?i:years?|months?|weeks?|days?)[-\s]old(?:s)?\b|(?i:aged)\s{COUNT}\b")
def _age(match: re.Match[str], context: Context) -> Reading | None:
    return None


@_rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T(?P<t>\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![-\d])")
def _iso(match: re.Match[str], context: Context) -> Reading | None:
    reading = read.calendar_day(int(match["y"]), int(match["m"]), int(match["d"]), context)
    if reading is None or not match["t"]:
        return reading
    return Reading(f"{reading.timex}T{match['t']}", reading.edtf, "TIME")


@_rule(r"(?P<a>\d\d?)(?P<mark>[/.])(?P<b>\d\d?)[/.](?P<y>(?:19|20)\d\d)(?![\d/]|\.\d)")
def _numeric(match: re.Match[str], context: Context) -> Reading | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = read.calendar_day(year, second, first, context)
    month_first = read.calendar_day(year, first, second, context) if match["mark"] == "/" else None
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    for reading in (day_first, month_first):
        if context.day is not None and reading.edtf == context.day.isoformat():
            return context.why(reading)
    return Reading(
        day_first.timex, "[" + ",".join(sorted((day_first.edtf or "", month_first.edtf or ""))) + "]"
    )


@_rule(
    rf"(?P<a>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)\s?(?P<join>-|–|to|and|until)\s?"
    rf"(?P<b>{DAY})\s(?:of\s)?(?P<m>{MONTH})(?:,?\s(?P<y>{YEAR}))?"
)
@_rule(
    rf"(?P<m>{MONTH})\s(?P<a>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)\s?(?P<join>-|–|to|and|until)\s?(?P<b>{DAY})"
    rf"(?:,?\s(?P<y>{YEAR}))?"
)
def _days(match: re.Match[str], context: Context) -> Reading | None:
    year, month = int(match["y"]) if match["y"] else None, month_number(match["m"])
    first, last = (int(re.sub(r"\D", "", match[name])) for name in "ab")
    start, end = (read.calendar_day(year, month, day, context) for day in (first, last))
    if start is None or end is None or first >= last:
        return None
    several = match["join"] == "and" and not match.string[: match.start()].rstrip().lower().endswith(
        "between"
    )
    text = f"{{{start.edtf},{end.edtf}}}" if several else f"{start.edtf}/{end.edtf}"
    return replace(end, edtf=text)


@_rule(
    rf"(?:{ANY_WEEKDAY},?\s(?:the\s)?)?(?P<d>{DAY})\s(?:of\s)?(?P<m>{MONTH})"
    rf"(?:,?\s(?P<y>{YEAR})|\s(?P<rel>(?i:last|this|next)\syear))?{AT_PART}"
)
@_rule(
    rf"(?:{ANY_WEEKDAY},?\s)?(?P<m>{MONTH})\s(?:the\s)?(?P<d>{DAY})"
    rf"(?:,?\s(?P<y>{YEAR})|,?\s(?P<rel>(?i:last|this|next)\syear))?{AT_PART}"
)
@_rule(
    rf"(?:{ANY_WEEKDAY},?\s)?(?P<m>{MONTH})\s"
    r"(?P<d>(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b)(?P<y>)(?P<rel>)"
    rf"{AT_PART}"
)
def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    figures = re.match(r"\d+", match["d"])
    day = int(figures[0]) if figures else ordinal_value(match["d"]) or 0
    year = int(match["y"]) if match["y"] else _relative_year(match["rel"], context)
    return _with_part(read.calendar_day(year, month_number(match["m"]), day, context), match["part"])


@_rule(rf"(?P<m>{MONTH})(?:,?\s(?:of\s)?(?P<y>{YEAR})|,?\s(?:of\s)?(?P<rel>(?i:last|this|next)\syear))")
def _month_of_year(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["y"]) if match["y"] else _relative_year(match["rel"], context)
    reading = read.calendar_month(year, month_number(match["m"]), context)
    return context.why(reading) if match["rel"] else reading


@_rule(rf"(?:(?P<last>{LAST})|(?P<next>{NEXT})|(?P<this>{THIS}))\s(?P<m>{MONTH})")
def _relative_month(match: re.Match[str], context: Context) -> Reading | None:
    number = month_number(match["m"])
    if context.month is None or context.year is None:
        return read.calendar_month(None, number, context)
    year, month = context.month
    if match["last"]:
        year -= number >= month
    elif match["next"]:
        year += number <= month
    return context.why(read.in_month(year, number))


@_rule(rf"(?P<m>{MONTH})(?!\s\d\d?\b)")
def _bare_month(match: re.Match[str], context: Context) -> Reading | None:
    before = match.string[max(0, match.start() - 24) : match.start()]
    if match["m"] in ("May", "March", "Mar", "Mar.", "Sun") and not re.search(
        r"\b(?i:in|of|since|until|till|by|from|to|during|before|after|and|or|mid|early|late|between|through|for"
        r"|next|last|this|every|each|around|about|beginning|starting|is|was)[-\s]$",
        before,
    ):
        return None
    if (
        match["m"] in ("April", "June", "August", "May")
        and re.match(r"\s[A-Z]\w+", match.string[match.end() :])
        and not re.search(
            r"(?i)\b(?:in|of|since|until|by|from|during|before|after|last|next|this)\s$", before
        )
    ):
        return None
    return read.calendar_month(None, month_number(match["m"]), context)


@_rule(
    rf"(?:(?P<set>(?i:every|each))\s|(?:(?P<last>{LAST})|(?P<next>{NEXT})|(?P<this>{THIS}))\s)?"
    rf"(?P<w>{WEEKDAY})(?P<plural>s)?(?!\w){AT_PART}(?P<week>\s(?i:last|next|this)\sweek)?"
)
def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    index = DAYS.index(match["w"].lower())
    if match["set"] or (match["plural"] and not (match["last"] or match["next"])):
        return Reading(f"XXXX-WXX-{index + 1}" + part_code(match["part"]), None, "SET")
    if match["week"]:
        today = context.day
        if today is None:
            return context.unknown(f"XXXX-WXX-{index + 1}")
        weeks = {"last": -1, "this": 0, "next": 1}[match["week"].split()[0].lower()]
        return context.why(read.on_day(today + timedelta(days=index - today.weekday() + 7 * weeks)))
    shift = -1 if match["last"] else 1 if match["next"] else 0
    return _with_part(read.weekday(index, shift, context), match["part"])


@_rule(
    rf"(?i:(?P<yesterday>the\sday\sbefore\syesterday|yesterday)|(?P<today>today)|(?P<tomorrow>the\sday\safter\s"
    rf"tomorrow|tomorrow)|(?P<tonight>tonight)|(?P<night>last\snight|overnight)|this\s(?P<this>{PART}))\b{AT_PART}"
)
def _near_day(match: re.Match[str], context: Context) -> Reading | None:
    word = (match["yesterday"] or match["tomorrow"] or "").lower()
    count = {"": 0, "yesterday": -1, "tomorrow": 1}.get(word.split()[-1] if word else "", 0)
    count = 2 * count if word.startswith("the day") else count
    if match["night"]:
        count = -1
    part = match["part"] or match["this"] or ("night" if match["tonight"] or match["night"] else None)
    return _with_part(read.shifted("day", count, context), part)


@_rule(
    rf"(?:(?P<set>(?i:every|each))|(?P<last>{LAST})|(?P<next>{NEXT})|(?P<this>(?i:this|the)))\s(?P<s>{SEASON})(?!\w)"
    rf"(?:\s(?:of\s)?(?P<y>{YEAR}|\d{{4}}(?=-\d\d\b))(?:-\d\d)?)?"
)
@_rule(
    rf"(?P<set>)(?P<last>)(?P<next>)(?P<this>)(?P<s>{SEASON})(?:\s(?:of\s)?)(?P<y>{YEAR}|\d{{4}}(?=-\d\d\b))(?:-\d\d)?"
)
def _season(match: re.Match[str], context: Context) -> Reading | None:
    name = match["s"].lower()
    if match["set"]:
        return Reading(f"XXXX-{SEASONS[name][1]}", None, "SET")
    if match["y"]:
        return read.in_season(int(match["y"]), name)
    if (match["this"] or "").lower() == "the" and not re.search(
        r"(?i)\b(?:in|of|during|since|until|by|before|after|over|throughout)\s$",
        match.string[max(0, match.start() - 16) : match.start()],
    ):
        return None
    return read.season(name, -1 if match["last"] else 1 if match["next"] else 0, context)


@_rule(
    rf"(?:(?i:the|this\syear's|last\syear's|next\syear's|a)\s)?(?P<fiscal>(?i:fiscal)\s)?(?P<rank>{RANK})[-\s](?i:quarter)(?!\w)"
    rf"(?:\s(?:of\s)?(?:(?i:fiscal)\s)?(?P<y>{YEAR})|\s(?:of\s)?(?P<rel>(?i:last|this|next)\syear))?"
)
@_rule(rf"(?P<rank>Q[1-4])(?:\s(?:of\s)?(?P<y>{YEAR}))?(?P<rel>)(?P<fiscal>)")
def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    rank = int(match["rank"][1]) if match["rank"].startswith("Q") else ordinal_value(match["rank"]) or 1
    if match["y"]:
        return read.in_quarter(int(match["y"]), rank)
    owner = re.match(r"(?i)(this|last|next) year's", match[0])
    relative = match["rel"] or (owner and owner[1] + " year")
    year = _relative_year(relative, context) if relative else None
    return context.why(read.in_quarter(year, rank)) if year else read.quarter(rank, context)


@_rule(
    rf"(?i:the\s)?(?P<rank>(?i:first|second))\shalf(?:\sof\s(?P<y>{YEAR})|\sof\s(?P<rel>(?i:last|this|next|the)\syear))"
)
def _half(match: re.Match[str], context: Context) -> Reading | None:
    year = (
        int(match["y"])
        if match["y"]
        else _relative_year(match["rel"].lower().replace("the", "this"), context)
    )
    first = match["rank"].lower() == "first"
    if year is None:
        return context.unknown(f"XXXX-H{1 if first else 2}")
    months = ("01", "06") if first else ("07", "12")
    reading = Reading(f"{year}-H{1 if first else 2}", f"{year}-{months[0]}/{year}-{months[1]}")
    return context.why(reading) if match["rel"] else reading


@_rule(
    rf"(?P<n>{COUNT}|{VAGUE}|an?)?(?P<half>\sand\sa\shalf)?\s?(?P<unit>{UNIT})(?:\s(?i:or\sso|or\stwo))?"
    r"\s(?P<way>(?i:ago|earlier|before(?=[\s]*[.,;:])|from\snow|hence|later|afterwards?))(?!\w)"
)
def _away(match: re.Match[str], context: Context) -> Reading | None:
    unit, way = unit_name(match["unit"]), match["way"].lower()
    count = count_of(match["n"])
    sign = -1 if way in ("ago", "earlier", "before") else 1
    if way in ("ago", "from now", "hence"):
        start = context.day
        if start is None and unit in ("year", "decade", "century") and context.anchor:
            start = context.anchor.first
        return context.why(read.away(unit, count, start, sign))
    start = context.reference
    if start is None:
        return read.away(unit, count, None, sign)
    if count is None and unit in ("second", "minute", "hour"):
        count = 1
    return context.from_reference(read.away(unit, count, start, sign))


@_rule(
    r"(?i:the\s(?P<way>previous|following|next|same)\s(?P<unit>day|night|morning|evening|week|month|year)|"
    r"that\s(?P<that>same\sday|day|night|morning|evening|week|month|year))(?!\w)"
)
def _from_reference(match: re.Match[str], context: Context) -> Reading | None:
    unit = (match["unit"] or match["that"]).lower().split()[-1]
    start = context.reference
    if start is None:
        return Reading("XXXX-XX-XX", None, reason="it is not known which day is meant")
    count = {"previous": -1, "following": 1, "next": 1}.get((match["way"] or "").lower(), 0)
    part = unit if unit.upper() not in ("DAY", "WEEK", "MONTH", "YEAR") else None
    nearby = Context(read.Anchor(start, start, "the text"))
    reading = _with_part(read.shifted("day" if part else unit, count, nearby), part)
    return context.from_reference(reading) if reading else None


@_rule(
    rf"(?i:(?P<later>later|earlier)\s)?(?:(?P<last>{LAST})|(?P<next>{NEXT})|(?P<this>{THIS}))\s"
    r"(?P<unit>(?i:weekend|week|month|quarter|year|decade|century))(?!\w|-)"
)
def _near_unit(match: re.Match[str], context: Context) -> Reading | None:
    return read.shifted(unit_name(match["unit"]), -1 if match["last"] else 1 if match["next"] else 0, context)


@_rule(r"(?i:the)\s(?P<unit>(?i:weekend|week|month|quarter|year))(?!\w|-)")
def _the_unit(match: re.Match[str], context: Context) -> Reading | None:
    return read.shifted(unit_name(match["unit"]), 0, context)


@_rule(r"(?P<y>(?:1[5-9]|20)\d\d)-(?P<end>\d\d|(?:1[5-9]|20)\d\d)(?![\d-])")
def _years(match: re.Match[str], context: Context) -> Reading | None:
    first, end = match["y"], match["end"]
    last = end if len(end) == 4 else first[:2] + end
    return Reading(f"{first}/{last}", f"{first}/{last}") if int(first) < int(last) else None


@_rule(
    r"(?i:the\s)?(?P<n>(?:1[0-9]|20)?\d0)['’]?s(?!\w)|(?i:the\s)?['’](?P<short>\d0)s|(?i:the\s(?P<word>"
    r"twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))"
)
def _decade(match: re.Match[str], context: Context) -> Reading | None:
    if match["word"]:
        tens = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
        return read.in_decade(1920 + 10 * tens.index(match["word"].lower().split()[-1].removesuffix("ties")))
    figures = match["n"] or match["short"]
    if len(figures) == 4:
        return read.in_decade(int(figures))
    return read.in_decade(1900 + int(figures)) if not match["n"] or int(figures) >= 20 else None


@_rule(r"(?i:the\s)?(?P<n>\d\d?(?:st|nd|rd|th))\s(?i:century)(?!\w)")
def _century(match: re.Match[str], context: Context) -> Reading | None:
    first = (ordinal_value(match["n"]) or 1) - 1
    return Reading(f"{first:02}", f"{first:02}XX") if 0 < first < 99 else None


# What stands before a number that counts or names something and is no year.
_NUMBERED = re.compile(
    r"(?:[$€£#№/:]|\d,|(?i:\b(?:no|nos|page|p|pp)\.?|\b(?:room|about|some|than|least|most|article|section|flight"
    r"|highway|route)))\s*$"
)


@_rule(
    rf"(?i:fiscal\s(?:year\s)?|the\syear\s)?(?P<y>{YEAR})(?!-\w)(?![\s-](?i:people|men|women|children|soldiers|troops|"
    r"families|cases|homes|houses|hours|days|years|miles|kilomet|met(?:re|er)|feet|tons?\b|tonnes|dollars|euros|"
    r"pounds|workers|jobs|shares|points|votes|million|billion|square|cubic|percent|per\b))"
)
def _year(match: re.Match[str], context: Context) -> Reading | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _NUMBERED.search(before):
        return None
    if int(match["y"]) < 1500 and not re.search(r"(?i)\b(?:in|since|until|of)\s$", before):
        return None
    return read.in_year(int(match["y"]))


@_rule(
    r"(?i:(?:around|about|circa)\s)?(?P<clock>\d\d?(?:[:.]\d\d)?\s?(?:a\.m\.?|p\.m\.?|am|pm|AM|PM)(?!\w)|(?<![\d:.])"
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))(?:\s(?P<zone>GMT|UTC|EST|EDT|CET|CEST|BST|PST|PDT)\b)?"
)
@_rule(r"(?P<clock>(?i:noon|midnight|midday))(?!\w)(?P<zone>)")
def _clock(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(f"XXXX-XX-XXT{time_of_day(match['clock'])}", None, "TIME", reason="a time without a day")


@_rule(r"(?i:the|early|late|mid)[-\s](?P<part>(?i:morning|afternoon|evening))(?!\w)")
def _part_of_day(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(f"XXXX-XX-XX{part_code(match['part'])}", None, "TIME", reason="a time without a day")


@_rule(rf"(?P<name>{'|'.join(HOLIDAYS)})(?!\w)(?:,?\s(?P<y>{YEAR}))?")
def _holiday(match: re.Match[str], context: Context) -> Reading | None:
    month, day = HOLIDAYS[match["name"]]
    return read.calendar_day(int(match["y"]) if match["y"] else None, month, day, context)


@_rule(
    rf"(?i:every|each)\s(?:(?P<n>{COUNT})\s)?(?P<unit>{UNIT}|{MONTH})(?!\w)|"
    r"(?P<ly>(?i:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually))(?!\w)|"
    r"(?P<times>(?i:once|twice|\w+\stimes))\s(?:a|per)\s(?P<per>day|week|month|year)\b"
)
def _set(match: re.Match[str], context: Context) -> Reading | None:
    if match["ly"]:
        word = match["ly"].lower()
        unit = {"dai": "day", "ann": "year", "nig": "day"}.get(word[:3], word.removesuffix("ly"))
        return Reading(UNITS[unit], None, "SET")
    if match["per"]:
        return Reading(UNITS[match["per"]], None, "SET")
    if re.fullmatch(MONTH, match["unit"]):
        return Reading(f"XXXX-{month_number(match['unit']):02}", None, "SET")
    return Reading(
        length_code(unit_name(match["unit"]), count_of(match["n"]) if match["n"] else 1), None, "SET"
    )


@_rule(
    r"(?i:(?:the|these|those)\s)?(?i:(?:past|last|next|first|latest|coming|following|final|previous)\s)?"
    rf"(?:(?P<n>{COUNT}|(?i:a\scouple\sof))|(?P<vague>{VAGUE}))(?:[-\s](?:more\s|consecutive\s|straight\s|full\s)?)(?P<unit>{UNIT})(?!\w)"
)
@_rule(
    r"(?P<n>(?i:an?))\s(?P<vague>)(?P<unit>(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade"
    r"|century))(?:\s(?P<half>and\sa\shalf))?(?!\w|-)"
)
@_rule(
    r"(?P<n>)(?P<vague>)(?i:the\s(?:past|last|next)\s)?(?P<unit>(?i:days|weeks|months|years|decades|centuries))(?!\w)"
)
def _duration(match: re.Match[str], context: Context) -> Reading | None:
    count = count_of(match["n"])
    if count is not None and match.groupdict().get("half"):
        count += 0.5
    return Reading(length_code(unit_name(match["unit"]), count), None, "DURATION")


@_rule(
    r"(?P<present>(?i:now|currently|at\spresent|nowadays))(?!\w)|(?P<future>(?i:the\s(?:near\s)?future|soon))(?!\w)|"
    r"(?P<past>(?i:recently|previously|lately|formerly|the\spast(?!\s\w+\s(?:day|week|month|year))))(?!\w)"
)
def _vaguely(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(f"{(match.lastgroup or '').upper()}_REF", None)


# What may stand before an expression and takes a part of it.
_PARTS_OF_PERIODS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "close": "end", "end": "end",
}  # fmt: skip
_MODIFIER = (
    r"(?P<modifier>(?i:(?:very\s)?(?:early|late|mid))(?:\s(?:in|on)(?:\sthe)?\s|[-\s])"
    r"|(?i:(?:the\s)?(?:very\s)?(?:end|close|beginning|start|middle)\sof\s|end-)"
    r"|(?i:around|about|circa|c\.)\s(?=\d{4}))?"
)


def _without_names(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_GRAMMAR = re.compile(
    rf"(?<![\w$€£#.,])(?<!\d[/:-]){_MODIFIER}"
    + "(?:"
    + "|".join(f"(?P<rule{n}>{_without_names(rule.pattern.pattern)})" for n, rule in enumerate(_rules))
    + ")"
)
# Text without any of these holds no expression; looking for them first makes such text cheap.
_TRIGGER = re.compile(
    r"\d{4}|\d[:./]\d|\d\d?\s?[ap]\.?m|\d0s|day|night|noon|week|month|quarter|year|hour|minute|second|decade|centur"
    r"|tomorrow|morning|evening|spring|summer|autumn|fall|winter|now|current|recent|soon|future|past|present|previous"
    r"|late|annual|quarterl|half|Christmas|Halloween|Q[1-4]|ties\b|"
    + "|".join(name[:3] for name in SHORT) + "|May|" + "|".join(name[:3].upper() for name in LONG)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time in `text[start:end]`; `part` is the part of the period that is meant."""

    start: int
    end: int
    part: str | None
    _rule: _Rule
    _match: re.Match[str]

    def read(self, context: Context) -> Reading | None:
        """What it means, whole period and all; None if it is no date after all."""
        return self._rule.read(self._match, context)


def find_expressions(text: str, start: int, end: int) -> Iterator[Expression]:
    """The expressions in a stretch of text, in order."""
    if not _TRIGGER.search(text, start, end):
        return
    for found in _GRAMMAR.finditer(text, start, end):
        name = next(name for name in found.groupdict() if name != "modifier" and found[name] is not None)
        rule = _rules[int(name.removeprefix("rule"))]
        match = rule.pattern.match(text, found.start(name), end)
        if match is not None:
            yield Expression(found.start(), found.end(), _part_of_period(found["modifier"]), rule, match)


def _part_of_period(modifier: str | None) -> str | None:
    if modifier is None:
        return None
    words = re.findall(r"[a-z]+", modifier.lower())
    return next((_PARTS_OF_PERIODS[word] for word in words if word in _PARTS_OF_PERIODS), "about")


def _relative_year(words: str | None, context: Context) -> int | None:
    if not words or context.year is None:
        return None
    return context.year + {"last": -1, "this": 0, "next": 1}[words.split()[0].lower()]


def _with_part(reading: Reading | None, part: str | None) -> Reading | None:
    if reading is None or not part:
        return reading
    return replace(reading, timex=reading.timex + part_code(part), type="TIME")
