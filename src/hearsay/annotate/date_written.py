"""The rules for dates that are written out: days, months, years, decades, centuries, clock times, feasts.

In: words matched, and a `Context`, which tells the year where none is written. Out: a `Reading`.
Never here: what is reckoned from another day (`date_relative`).
"""

import re
from dataclasses import replace
from datetime import date

from hearsay.annotate import date_readings as read
from hearsay.annotate.date_feasts import FEAST, FEASTS
from hearsay.annotate.date_readings import Context, Reading
from hearsay.annotate.date_rules import Rules, after, before, relative_year, with_part
from hearsay.annotate.date_tense import Direction
from hearsay.annotate.date_words import (
    ANY_WEEKDAY,
    AT_PART,
    DAY,
    DAYS,
    LAST,
    MONTH,
    NEXT,
    RANK,
    SHORT,
    THIS,
    YEAR,
    ZONES,
    month_number,
    part_code,
    time_of_day,
    year_in_words,
)
from hearsay.annotate.numbers import ordinal_value
from hearsay.records import edtf

RULES = Rules()
_rule = RULES.add

# Two figures are a year of this century up to here, else of the last.
SHORT_YEAR = 70


@_rule(
    r"(?P<y>\d{4})(?P<mark>[-/])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)(?:T(?P<t>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
    r"(?![-/\d])"
)
def _iso(match: re.Match[str], context: Context) -> Reading | None:
    reading = read.calendar_day(int(match["y"]), int(match["m"]), int(match["d"]), context)
    if reading is None or not match["t"]:
        return reading
    return read.at_time(reading, match["t"], match["zone"])


@_rule(r"(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)(?P=mark)(?P<y>(?:19|20)\d\d)(?![\d/-]|\.\d)")
@_rule(r"(?P<a>\d\d?)(?P<mark>/)(?P<b>\d\d?)/(?P<y>\d\d)(?![\d/-]|\.\d|%)")
def _numeric(match: re.Match[str], context: Context) -> Reading | None:
    """Day first or month first: where both can be, either may be meant. With full stops it is day first."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:
        year += 2000 if year < SHORT_YEAR else 1900
    day_first = read.calendar_day(year, second, first, context)
    month_first = read.calendar_day(year, first, second, context) if match["mark"] != "." else None
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    for reading in (day_first, month_first):
        if context.day is not None and reading.edtf == context.day.isoformat():
            return context.why(reading)
    if (told := _day_first(match.string)) is not None:
        found = day_first if told else month_first
        return replace(found, basis="resolved", reason="in the order of another date of the report")
    return Reading(
        day_first.timex, "[" + ",".join(sorted((day_first.edtf or "", month_first.edtf or ""))) + "]"
    )


def _day_first(text: str) -> bool | None:
    """Whether the other dates in figures of a text put the day first; None if none tells, or they differ."""
    pairs = re.findall(r"(?<![\d/.-])(\d\d?)([/-])(\d\d?)\2(?:\d{4}|\d\d)(?![\d/-])", text)
    told = {int(a) > 12 for a, _, b in pairs if int(a) > 12 >= int(b) or int(b) > 12 >= int(a)}
    return told.pop() if len(told) == 1 else None


@_rule(r"9/11(?![\d/])")
def _that_day(match: re.Match[str], context: Context) -> Reading | None:
    return read.calendar_day(2001, 9, 11, context)


@_rule(
    rf"(?P<a>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)\s?(?P<join>-|–|to|and|until|or)\s?"
    rf"(?P<b>{DAY})\s(?:of\s)?(?P<m>{MONTH})(?:,?\s(?P<y>{YEAR}))?"
)
@_rule(
    rf"(?P<m>{MONTH})\s(?P<a>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)\s?(?P<join>-|–|to|and|until|or)\s?(?P<b>{DAY})"
    rf"(?:,?\s(?P<y>{YEAR}))?"
)
def _days(match: re.Match[str], context: Context) -> Reading | None:
    year, month = int(match["y"]) if match["y"] else None, month_number(match["m"])
    first, last = (int(re.sub(r"\D", "", match[name])) for name in "ab")
    start, end = (read.calendar_day(year, month, day, context) for day in (first, last))
    if start is None or end is None or first >= last or start.edtf is None or end.edtf is None:
        return None
    if match["join"] == "or":
        return replace(end, edtf=f"[{start.edtf},{end.edtf}]")
    several = match["join"] == "and" and not before(match).rstrip().lower().endswith("between")
    return replace(end, edtf=f"{{{start.edtf},{end.edtf}}}" if several else f"{start.edtf}/{end.edtf}")


_OF_YEAR = rf"(?:,?\s(?P<y>{YEAR})|,?\s(?:of\s)?(?P<rel>(?i:last|this|next)\syear))?"
# A number of four figures that is no year makes what stands before it no date either: "3 May 9999".
_NO_OTHER_YEAR = r"(?!,\s\d{4,}(?![\w%]|,\d)|\s\d{4,5}(?:[.,;:)]|\s*$)(?!\d))"


@_rule(
    rf"(?i:the\sweek)\s(?:of|beginning|starting)\s(?:(?P<m>{MONTH})\s(?P<d>{DAY})|(?P<day>{DAY})\s(?P<month>{MONTH}))"
    rf"(?:,?\s(?P<y>{YEAR}))?"
)
def _week_of_day(match: re.Match[str], context: Context) -> Reading | None:
    day, month = (
        int(re.sub(r"\D", "", match["d"] or match["day"])),
        month_number(match["m"] or match["month"]),
    )
    found = read.calendar_day(int(match["y"]) if match["y"] else None, month, day, context)
    if found is None or found.edtf is None or not edtf.year_known(found.edtf):
        return found
    week = read.in_week(date.fromisoformat(found.edtf))
    return replace(week, basis=found.basis, reason=found.reason)


@_rule(
    rf"(?:(?P<w>{ANY_WEEKDAY}),?\s(?:the\s)?)?(?P<d>{DAY})\s(?:of\s)?(?P<m>{MONTH}){_OF_YEAR}{_NO_OTHER_YEAR}{AT_PART}"
)
@_rule(
    rf"(?:(?P<w>{ANY_WEEKDAY}),?\s|(?P<lead>(?i:last|this\spast|next|this\scoming))\s)?(?P<m>{MONTH})\s(?:the\s)?(?P<d>{DAY}){_OF_YEAR}{_NO_OTHER_YEAR}{AT_PART}"
)
@_rule(
    rf"(?:(?P<w>{ANY_WEEKDAY}),?\s)?(?P<m>{MONTH})\s(?:the\s)?"
    r"(?P<d>(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b)(?P<y>)(?P<rel>)"
    rf"{AT_PART}"
)
@_rule(rf"(?P<w>)(?P<d>\d\d?)-(?P<m>{MONTH})-(?P<y>\d{{4}}|\d\d)(?P<rel>)(?P<part>)(?!\w)")
def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    figures = re.match(r"\d+", match["d"])
    day = int(figures[0]) if figures else ordinal_value(match["d"]) or 0
    year = int(match["y"]) if match["y"] else relative_year(match["rel"], context)
    if year is not None and match["y"] and len(match["y"]) == 2:
        year += 2000 if year < SHORT_YEAR else 1900
    lead = match.groupdict().get("lead")
    if lead:
        way: Direction = "past" if lead.lower().endswith(("last", "past")) else "future"
        context = replace(context, tense=lambda: way)
    weekday = next(
        (index for index, name in enumerate(DAYS) if match["w"] and name[:3] == match["w"][:3].lower()), None
    )
    return with_part(read.calendar_day(year, month_number(match["m"]), day, context, weekday), match["part"])


@_rule(rf"{MONTH}\s\d{{1,3}},\s\d{{4}}(?![\w%]|,\d)")
def _no_such_day(match: re.Match[str], context: Context) -> Reading | None:
    return None


@_rule(
    rf"(?P<m>{MONTH})(?:,?\s(?:of\s)?(?P<y>{YEAR})|,?\s(?:of\s)?(?P<rel>(?i:last|this|next)\syear))(?!-\w)"
)
def _month_of_year(match: re.Match[str], context: Context) -> Reading | None:
    if re.search(r"\d\s$", before(match)):
        return None
    year = int(match["y"]) if match["y"] else relative_year(match["rel"], context)
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


_LEADS_IN = re.compile(
    r"(?i)\b(?:in|of|since|until|till|by|from|to|during|before|after|and|or|mid|early|late|between|through|for|next|last"
    r"|this|every|each|around|about|beginning|starting|is|was|ended|ending)[-\s]$"
)


@_rule(rf"(?P<m>{MONTH})(?!\s\d\d?\b)(?!,?\s\d{{4,}}(?![\w%]|,\d))(?!\s\d{{1,2}},\s\d)")
def _bare_month(match: re.Match[str], context: Context) -> Reading | None:
    led_in = _LEADS_IN.search(before(match))
    if match["m"] in ("May", "March", "Mar", "Mar.") and not led_in:
        return None
    named = re.match(r"\s[A-Z]\w+", after(match)) is not None  # "April Tessen", "Jan Morrow"
    if re.search(r"\d\s$", before(match)) or (match["m"] in SHORT and (named or not led_in)):
        return None
    if named and not led_in and match["m"] in ("April", "June", "August", "May"):
        return None
    return read.calendar_month(None, month_number(match["m"]), context)


# A time of 24 hours is told from a score or a verse by what leads to it.
_AT_A_TIME = re.compile(
    r"(?i)(?:\b(?:at|by|to|from|till|until|about|around|after|before|since|between|just|day|today|yesterday|a|the)\s|[,(–-]\s?)$"
)
_CLOCK_ZONE = rf"(?:\s(?P<zone>{'|'.join(ZONES)}|local\stime)\b)"


@_rule(
    r"(?i:(?:around|about|circa)\s)?(?P<clock>\d\d?(?:[:.]\d\d)?\s?(?:a\.m\.?|p\.m\.?|am|pm|AM|PM)(?!\w)"
    rf"|(?:[01]?\d|2[0-3])(?:[:.][0-5]\d|:[0-5]\d:[0-5]\d)(?={_CLOCK_ZONE.replace('P<zone>', ':')})"
    rf"|(?:[01]\d|2[0-3])[0-5]\d(?=\s(?:hours|hrs|{'|'.join(ZONES)})\b)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))"
    rf"(?:\s(?:hours|hrs)\b)?{_CLOCK_ZONE}?"
)
@_rule(r"(?P<clock>(?i:noon|midnight|midday))(?!\w)(?P<zone>)")
def _clock(match: re.Match[str], context: Context) -> Reading | None:
    plain = re.fullmatch(r"\d\d?:\d\d", match["clock"]) and not match["zone"]
    if plain and not _AT_A_TIME.search(before(match)):
        return None
    zone = ZONES.get(match["zone"] or "")
    return read.at_time(None, time_of_day(match["clock"]), zone)


@_rule(r"(?P<y>(?:1[5-9]|20)\d\d)(?P<mark>[-–/])(?P<end>\d\d|(?:1[5-9]|20)\d\d)(?![\d/–-])")
def _years(match: re.Match[str], context: Context) -> Reading | None:
    first, end = match["y"], match["end"]
    last = end if len(end) == 4 else first[:2] + end
    if not int(first) < int(last) or _NUMBERED.search(before(match)):
        return None
    if match["mark"] == "/" and int(last) - int(first) > 1:
        return None
    return Reading(f"{first}/{last}", f"{first}/{last}")


@_rule(
    r"(?i:the\s)?(?P<n>(?:1[0-9]|20)\d0|(?<=the\s)[2-9]0)['’]?s(?!\w)|(?i:the\s)?['’](?P<short>\d0)s(?!\w)|(?i:the\s(?P<word>"
    r"twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?!\w)|(?i:the\s)(?P<two>[2-9]0)s(?!\w)"
)
def _decade(match: re.Match[str], context: Context) -> Reading | None:
    if re.search(
        r"(?i)\b(?:temperature|degree|high|low|aged|people|women|men)\w*\b[^.]*$", before(match, 40)
    ):
        return None
    if match["word"]:
        tens = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
        return read.in_decade(1920 + 10 * tens.index(match["word"].lower().split()[-1].removesuffix("ties")))
    if match["n"] and len(match["n"]) == 4:
        return read.in_decade(int(match["n"]))
    return read.in_decade(1900 + int(match["n"] or match["short"] or match["two"]))


@_rule(
    r"(?i:the\s)?(?:(?P<part>(?i:early|mid|late))[-\s])?(?P<n>\d\d?(?:st|nd|rd|th)|(?i:nineteenth|twentieth|twenty-first))[-\s]"
    r"(?i:century)(?!\w)(?:\s(?P<bc>B\.?C))?"
)
def _century(match: re.Match[str], context: Context) -> Reading | None:
    words = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    first = (words.get(match["n"].lower()) or ordinal_value(match["n"]) or 1) - 1
    if match["bc"] or not 0 < first < 99:
        return None
    reading = Reading(f"{first:02}", f"{first:02}XX")
    return read.narrowed(reading, match["part"].lower()) if match["part"] else reading


# What stands before a number that counts or names something and is no year.
_NUMBERED = re.compile(
    r"(?:[$€£¥#№]\s?$|[/:]$|\d[,.]$|(?i:\b(?:no|nos|page|p|pp|tel|fax|phone)\.?|\b(?:room|about|some|than|least|most|nearly|almost"
    r"|roughly|over|only|another|articles?|sections?|flight|highway|route|resolutions?|decree|directive|regulation|channel"
    r"|model|boeing|airbus|windows|unit|suite|apartment|box|building|train|bus|call|dial|phone|number|paragraph|chapter"
    r"|apollo|version|lot|gate|case|rule|formula|grade|score|seats|holds|weighs|measures|costs?|(?:score|total|sum|number|capacity|population|count)\sof))\s*$)"
)
_LISTED = re.compile(
    r"(?i)\b(?:resolutions|articles|sections|nos\.?|flights|pages)\s(?:\d+(?:,\s|\sand\s|\sor\s))+$"
)
_DATES_WHAT_FOLLOWS = re.compile(
    r"(?i)(?:\b(?:in|since|until|till|by|of|from|during|the|to|and|between|early|late|mid|before|after|through|circa|year"
    r"|fiscal|ended|for|its|their|his|her|a|s)|['’]s)[-\s]$|[(–-]$"
)
_IN_A_YEAR = re.compile(r"(?i)\b(?:in|since|until|of|by|before|after|year)\s$")
# What shows a number for a count or a group of figures where nothing leads to a year.
_COUNTS_MORE = re.compile(r"\s[a-z]+(?<!s)s\b(?<!was)(?<!has)(?<!is)|\s\d{3,4}(?!\d|,\d)")
# What stands behind a number that counts, or is a house, a road, a time of day or a length.
_COUNTED = re.compile(
    r"[\s-](?:(?i:people|men|women|children|soldiers|troops|families|cases|homes|houses|hours|hrs|days|years|miles|feet|foot"
    r"|kilomet\w+|met(?:re|er)s?|centimet\w+|millimet\w+|yards|acres|hectares|tons?|tonnes|dollars|euros|pounds|rupees|yuan"
    r"|yen|rubles|roubles|workers|jobs|shares|points|votes|seats|million|billion|trillion|square|cubic|percent|per\b|m|km"
    r"|kg|mm|cm|mw|kw|gmt|utc|est|edt|block|of\s(?:the|these|those|them|their|his|her|its)\b|or\sso|or\smore|times|degrees|calories|barrels|others)(?!\w)"
    r"|(?:[NSEW]\.?\s)?(?:[A-Z][a-z]+\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Way|Court|Ct|Place"
    r"|Highway)\b)"
)


@_rule(
    r"(?:(?P<n>\d{1,4})(?:st|nd|rd|th)?\s?(?P<bc>B\.?C\.?(?:E\.?)?)(?!\w)|(?P<ad>A\.?D\.?\s(?P<y>\d{1,4})|(?P<z>\d{2,4})\s(?:A\.?D\.?|C\.?E\.?))"
    r"(?!\w|[.,]\d))"
)
def _era(match: re.Match[str], context: Context) -> Reading | None:
    """Years by their era; before the common era there is no date for them here."""
    if match["bc"]:
        return Reading(f"BC{int(match['n']):04}", None, reason="before the common era")
    year = int(match["y"] or match["z"])
    return read.in_year(year) if year else None


@_rule(rf"(?P<fiscal>(?i:fiscal\s(?:year\s)?)|FY\s?)(?P<y>{YEAR}|['’]?\d\d(?!\w))")
def _fiscal_year(match: re.Match[str], context: Context) -> Reading | None:
    """A year of accounts, whose first day differs from house to house."""
    figures = re.sub(r"\D", "", match["y"])
    year = (
        f"{figures:0>4}" if len(figures) == 4 else f"{'20' if int(figures) < SHORT_YEAR else '19'}{figures}"
    )
    return Reading(year, f"{year}~")


@_rule(
    rf"(?i:the\syear\s)?(?P<y>{YEAR}|21\d\d(?![\w%]|[,.]\d))(?!-\w)"
    rf"(?!(?:['’]s)?\s(?:{RANK}\s)?(?i:quarter|period|half)\b)"
)
def _year(match: re.Match[str], context: Context) -> Reading | None:
    lead, behind, year = before(match, 40), after(match), int(match["y"])
    roughly = re.search(r"(?i)\b(?:about|roughly)\s$", lead) and re.match(r"\s*(?:[.,;)]|$)", behind)
    if (_NUMBERED.search(lead) and not roughly) or _LISTED.search(lead) or _COUNTED.match(behind):
        return None
    if match[0][0] in "tT" or _IN_A_YEAR.search(lead):
        return read.in_year(year)
    if not 1500 <= year < 2100:
        return None
    dated = _DATES_WHAT_FOLLOWS.search(lead) or not (re.search(r"\d\s$", lead) or _COUNTS_MORE.match(behind))
    return read.in_year(year) if dated else None


@_rule(
    r"(?i:the\syear\s)?(?P<words>(?i:(?:seventeen|eighteen|nineteen|twenty)[-\s](?:(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen)|(?:oh|o)[-\s](?:one|two|three|four|five|six|seven|eight|nine)|(?:twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?)|two\sthousand(?:\s(?:and\s)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen))?))(?![\w-]|\s(?:people|men|women|percent)\b|\s(?!has|is|was|as|its|this)[a-z]+s\b)"
)
def _spelled_year(match: re.Match[str], context: Context) -> Reading | None:
    year = year_in_words(match["words"])
    if match["words"].lower().endswith("thousand") and "year" not in match[0].lower():
        return None
    return read.in_year(year) if year else None


@_rule(
    r"(?i:the|early|late|mid)[-\s](?P<part>(?i:morning|afternoon|evening))(?!\w)(?!\s(?:of\s)?(?:news|paper|star|post)\b)"
)
def _part_of_day(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(f"XXXX-XX-XX{part_code(match['part'])}", None, "TIME", reason="a time without a day")


@_rule(
    rf"(?=[A-Z])(?P<name>(?i:{FEAST}))(?!\w|-)(?:,?\s(?P<y>{YEAR}))?(?:\s(?P<rel>(?i:last|this|next)\syear))?"
)
def _feast(match: re.Match[str], context: Context) -> Reading | None:
    name = re.sub(r"\s+", " ", match["name"]).replace("’", "'").lower()
    if match["name"][0].islower():
        return None
    year = int(match["y"]) if match["y"] else relative_year(match["rel"], context)
    return read.feast(FEASTS[name], year, context)
