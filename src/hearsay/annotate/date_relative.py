"""The rules for what is said from the day of the report or from another date: "yesterday", "two weeks later".

In: words matched, and a `Context`. Out: a `Reading`. Never here: dates written out (`date_written`).
"""

import re
from dataclasses import replace
from datetime import timedelta

from hearsay.annotate import date_readings as read
from hearsay.annotate.date_readings import SEASONS, Context, Reading
from hearsay.annotate.date_rules import Rules, after, before, relative_year, with_part
from hearsay.annotate.date_words import (
    AT_PART,
    COUNT,
    DAYS,
    LAST,
    MONTH,
    NEXT,
    ORDINAL,
    PART,
    RANK,
    SEASON,
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
    unit_name,
)
from hearsay.annotate.numbers import ordinal_value
from hearsay.records import edtf

RULES = Rules()
_rule = RULES.add

_WAY = rf"(?:(?P<last>{LAST})|(?P<next>{NEXT})|(?P<this>{THIS}))"


def _shift(match: re.Match[str]) -> int:
    """-1 for "last", 1 for "next", 0 for "this"."""
    return -1 if match["last"] else 1 if match["next"] else 0


# Ages and the like look like lengths of time or decades and are none.
@_rule(
    rf"(?:(?i:the|a|an)\s)?(?:{COUNT}|\d+)[-\s](?i:years?|months?|weeks?|days?)[-\s]old(?:s)?\b|(?i:aged?)\s{COUNT}\b"
    rf"|(?i:his|her|their|my|our|your|its)\s(?:(?i:early|mid|late)[-\s])?(?:\d0['’]?s\b|(?i:teens|[a-z]+ties)\b)"
    rf"|(?i:the\s)?{ORDINAL}\s(?i:anniversary|birthday)\b"
)
def _age(match: re.Match[str], context: Context) -> Reading | None:
    return None


@_rule(
    rf"(?i:the\s)?(?P<rank>{ORDINAL}|(?i:last))\s(?P<w>{WEEKDAY})\s(?i:in|of)\s(?:"
    rf"(?P<set>(?i:every|each)\s(?i:month|year)|(?i:the\smonth))|(?P<m>{MONTH})(?:,?\s(?P<y>{YEAR}))?)(?!\w)"
)
def _nth_weekday(match: re.Match[str], context: Context) -> Reading | None:
    rank = -1 if match["rank"].lower() == "last" else ordinal_value(match["rank"]) or 1
    weekday = DAYS.index(match["w"].lower())
    if match["set"] or match["m"] is None:
        return Reading(f"XXXX-WXX-{weekday + 1}", None, "SET")
    return read.weekday_of_month(
        int(match["y"]) if match["y"] else None, month_number(match["m"]), weekday, rank, context
    )


# Papers and events that carry a weekday in their names.
_NAMED_BY_A_DAY = re.compile(
    r"\s(?:Herald|Times|Telegraph|Mail|Mirror|Post|Star|Express|Tribune|World|People|Independent|Night\sLive)\b"
)


@_rule(
    rf"(?:(?P<set>(?i:every|each))\s|{_WAY}\s)?(?P<w>{WEEKDAY})(?P<plural>s)?(?!\w){AT_PART}(?P<nights>s\b)?"
    rf"(?:\s(?:of\s)?(?P<week>(?i:last|next|this|the\sfollowing|the\sprevious))\s(?i:week)\b)?"
)
def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    if _NAMED_BY_A_DAY.match(after(match)) or re.search(r"\b(?:Bloody|Black)\s$", before(match)):
        return None
    index = DAYS.index(match["w"].lower())
    code = f"XXXX-WXX-{index + 1}"
    if match["set"] or (match["plural"] and not (match["last"] or match["next"])) or match["nights"]:
        return Reading(code + part_code(match["part"]), None, "SET")
    week = (match["week"] or "").lower().removeprefix("the ")
    if week in ("last", "next", "this"):
        if context.day is None:
            return context.unknown(code)
        days = index - context.day.weekday() + 7 * {"last": -1, "this": 0, "next": 1}[week]
        return with_part(context.why(read.on_day(context.day + timedelta(days=days))), match["part"])
    named = re.match(r"(?i)the\s(previous|preceding|prior|following)", match[0])
    if named and context.reference is not None:
        step = index - context.reference.weekday()
        step = step % 7 or 7 if named[1].lower() == "following" else -(-step % 7 or 7)
        found = context.from_reference(read.on_day(context.reference + timedelta(days=step)))
        return with_part(found, match["part"])
    return with_part(read.weekday(index, _shift(match), context), match["part"])


@_rule(
    rf"(?i:(?P<yesterday>the\sday\sbefore\syesterday|yesterday)|(?P<tomorrow>the\sday\safter\stomorrow|tomorrow)"
    rf"|(?P<today>today)|(?P<tonight>tonight)|(?P<night>last\snight|overnight)"
    rf"|(?:(?P<way>earlier|later)\s)?this\s(?P<this>{PART}))(?!\w){AT_PART}"
)
def _near_day(match: re.Match[str], context: Context) -> Reading | None:
    word = (match["yesterday"] or match["tomorrow"] or "").lower()
    count = {"": 0, "yesterday": -1, "tomorrow": 1}.get(word.split()[-1] if word else "", 0)
    count = 2 * count if word.startswith("the day") else count
    if match["night"]:
        count = -1
    part = match["part"] or match["this"] or ("night" if match["tonight"] or match["night"] else None)
    return with_part(read.shifted("day", count, context), part)


@_rule(
    rf"(?:(?P<set>(?i:every|each))|(?P<last>{LAST})|(?P<next>{NEXT})|(?P<this>(?i:this|the)))\s(?P<s>{SEASON})(?!\w)"
    rf"(?:\s(?:of\s)?(?P<y>{YEAR}|\d{{4}}(?=-\d\d\b))(?:-\d\d)?)?"
)
@_rule(
    rf"(?P<set>)(?P<last>)(?P<next>)(?P<this>)(?<=[a-z][\s-])(?P<s>(?<=early\s){SEASON}|(?<=late\s){SEASON}|(?<=mid-){SEASON})(?!\w)(?P<y>)"
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
        r"(?i)\b(?:in|into|of|during|since|until|by|before|after|over|through|throughout|from|to)\s$",
        before(match),
    ):
        return None
    if match["this"] and match["this"].lower() == "this" and context.direction is None:
        return read.this_season(name, context)
    return read.season(name, _shift(match), context)


_AGO = r"(?i:a\syear\s(?:ago|earlier|before)|last\syear)"
_COMPARED = (
    r"(?i:latest|most\srecent|current|year-ago|year-earlier|same|comparable|corresponding|like|similar)"
)


@_rule(
    r"(?i:(?:the|a)\s)?(?P<which>(?i:year-ago|year-earlier))(?!\w)(?P<y>)(?P<older>)(?P<rank>)(?P<unit>)(?P<back>)(?P<year>)"
)
@_rule(
    rf"(?i:(?:the|its|their)\s)(?P<which>)(?P<y>)(?P<older>)(?P<rank>)(?P<unit>(?i:quarter))(?!\w|-)(?:\s(?P<back>{_AGO}))?(?P<year>)"
)
@_rule(
    rf"(?:(?i:the|its|their|a|this)\s)?(?P<which>{_COMPARED}|(?P<y>{YEAR})(?:['’]s)?)(?:\s(?P<older>(?i:year-ago|year-earlier)))?"
    rf"(?:\s(?:fiscal\s)?(?P<rank>{RANK}))?\s(?P<unit>(?i:quarter|period|half))(?!\w)"
    rf"(?:,?\s(?:of\s|in\s)?(?:(?P<back>{_AGO})|(?P<year>{YEAR})))?"
)
def _compared(match: re.Match[str], context: Context) -> Reading | None:
    """Periods of business reports, which look back to the quarter that they are about."""
    which = (match["which"] or "").lower()
    period = context.period
    if match["rank"]:
        period = read.quarter(ordinal_value(match["rank"]) or 1, context)
    elif ended := re.match(rf"\sended\s(?P<m>{MONTH})", after(match)):
        month = read.calendar_month(None, month_number(ended["m"]), context)
        if month.edtf and month.edtf[:4].isdigit():
            period = context.why(read.in_quarter(int(month.edtf[:4]), int(month.edtf[5:7]) // 3))
    year = match["y"] or match["year"]
    if year:
        quarter = period and re.fullmatch(r"\d{4}(-[QH]\d)", period.timex)
        found = period and quarter and read.years_away(period, int(year) - int(period.timex[:4]))
        return found or read.in_year(int(year))
    back = match["back"] or match["older"] or which in ("year-ago", "year-earlier")
    if period is None:
        if match["unit"] != "quarter" or which not in ("", "latest", "current", "most recent"):
            return (
                None
                if match["unit"] != "quarter"
                else Reading("XXXX-QX", None, reason="the quarter is not known")
            )
        period = read.shifted("quarter", 0 if which in ("current", "") else -1, context)
    found = read.years_away(period, -1) if back else period
    said = "the period that the report is about"
    return found and replace(found, basis="resolved", reason=said, looks_back=True)


@_rule(
    rf"(?:(?i:the|its|their|this\syear's|last\syear's|next\syear's|a)\s)?(?:(?i:fiscal)\s)?(?P<rank>{RANK})[-\s](?i:quarter)(?!\w)"
    rf"(?:\s(?:of\s)?(?:(?i:fiscal)\s)?(?P<y>{YEAR})|,?\s(?:of\s)?(?P<rel>(?i:last|this|next)\syear|a\syear\s(?:ago|earlier)))?"
)
@_rule(rf"(?P<rank>Q[1-4])(?!\w)(?:,?\s(?:of\s)?(?P<y>{YEAR}))?(?P<rel>)")
def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    rank = int(match["rank"][1]) if match["rank"].startswith("Q") else ordinal_value(match["rank"]) or 1
    if match["y"]:
        return read.in_quarter(int(match["y"]), rank)
    owner = re.match(r"(?i)(this|last|next) year's", match[0])
    relative = match["rel"] or (owner and owner[1] + " year")
    if relative and relative.startswith("a year"):
        return read.years_away(read.quarter(rank, context), -1)
    year = relative_year(relative, context) if relative else None
    return context.why(read.in_quarter(year, rank)) if year else read.quarter(rank, context)


@_rule(
    rf"(?i:the\s)?(?P<rank>(?i:first|second|last))[-\s]half(?!\w)(?:\s(?:of\s)?(?:(?P<y>{YEAR})|(?P<rel>(?i:last|this|next|the)\syear)))"
)
def _half(match: re.Match[str], context: Context) -> Reading | None:
    relative = (match["rel"] or "").lower().replace("the", "this")
    year = int(match["y"]) if match["y"] else relative_year(relative, context)
    first = match["rank"].lower() == "first"
    if year is None:
        return context.unknown(f"XXXX-H{1 if first else 2}")
    months = ("01", "06") if first else ("07", "12")
    reading = Reading(f"{year}-H{1 if first else 2}", f"{year}-{months[0]}/{year}-{months[1]}")
    return context.why(reading) if match["rel"] else reading


@_rule(
    rf"(?i:(?:nearly|almost|over|more\sthan|less\sthan|about|around|some|just\sover)\s)?"
    rf"(?P<n>{COUNT}|{VAGUE}|(?i:an?))?(?:\s(?P<half>and\sa\shalf))?\s?(?P<unit>{UNIT})(?:\s(?i:or\sso|or\stwo))?"
    r"\s(?P<way>(?i:ago|earlier|before(?=\s*[.,;:])|from\snow|hence|later|afterwards?))(?!\w)"
)
def _away(match: re.Match[str], context: Context) -> Reading | None:
    unit, way, count = unit_name(match["unit"]), match["way"].lower(), count_of(match["n"])
    if match["n"] is None and not match["unit"].endswith("s"):
        return None
    sign = -1 if way in ("ago", "earlier", "before") else 1
    if unit == "year" and count == 1 and way in ("ago", "earlier") and context.period is not None:
        found = read.years_away(context.period, -1)
        return found and replace(context.from_reference(found, context.period.timex), looks_back=True)
    if way in ("ago", "from now", "hence"):
        start = context.day
        if start is None and unit in ("year", "decade", "century") and context.anchor:
            start = context.anchor.first
        return context.why(read.away(unit, count, start, sign))
    start = context.reference
    if start is None and context.mentioned and unit in ("year", "decade", "century") and count is not None:
        years = round(sign * count * {"year": 1, "decade": 10, "century": 100}[unit])
        found = read.years_away(replace(context.mentioned, timex=context.mentioned.timex[:4]), years)
        return found and context.from_reference(found, context.mentioned.timex)
    if start is None:
        if unit == "year" and count is not None and way == "earlier" and context.year is not None:
            found = read.in_year(context.year - round(count))
            return replace(
                found, basis="assumed", reason="counted from the report: no other date stands before it"
            )
        return read.away(unit, count, None, sign)
    if count is None and unit in ("second", "minute", "hour"):
        count = 1
    return context.from_reference(read.away(unit, count, start, sign))


@_rule(
    r"(?i:the\s(?P<way>previous|preceding|following|next|same)\s(?P<unit>day|night|morning|evening|afternoon|week|month|year)|"
    r"(?:(?:earlier|later)\s)?that\s(?P<that>same\sday|day|night|morning|evening|afternoon|week|month|quarter|year))(?!\w)"
)
def _from_reference(match: re.Match[str], context: Context) -> Reading | None:
    unit = (match["unit"] or match["that"]).lower().split()[-1]
    count = {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get((match["way"] or "").lower(), 0)
    start, said = context.reference, str(context.reference)
    if unit == "quarter" and context.period is not None:
        return replace(context.period, basis="resolved", reason="the quarter mentioned before")
    if unit in ("month", "year") and context.mentioned is not None:
        limits = edtf.bounds(context.mentioned.edtf or "")
        if limits and (unit == "year" or len(context.mentioned.timex) >= 7):
            start, said = limits[0], context.mentioned.timex
    if start is None:
        if match["way"] and context.anchor is not None and unit in ("week", "month", "year") and count:
            return read.shifted(unit, count, context)
        return Reading("XXXX-XX-XX", None, reason="it is not known which day is meant")
    part = unit if unit.upper() not in ("DAY", "WEEK", "MONTH", "YEAR") else None
    nearby = Context(read.Anchor(start, start, "the text"))
    reading = with_part(read.shifted("day" if part else unit, count, nearby), part)
    return context.from_reference(reading, said) if reading else None


@_rule(
    rf"(?i:(?P<way>later|earlier)\s)?{_WAY}\s(?:(?i:fiscal|financial|calendar)\s)?(?P<unit>(?i:weekend|week|month|quarter|year|decade|century))(?!\w|-)"
)
def _near_unit(match: re.Match[str], context: Context) -> Reading | None:
    unit = unit_name(match["unit"])
    if re.search(r"[A-Z][a-z]*\s[A-Z][a-z]+$", match[0]):
        return None  # the name of a programme or a paper ("This Week")
    if match["last"] and match["last"].lower() == "the past" and context.day is not None and unit[0] in "wmy":
        found = read.shifted(unit, -1, context)
        rolling = read.around_report(Reading("P1" + unit[0].upper(), None), "past", context)
        return replace(found, edtf=rolling.edtf) if unit != "weekend" else found
    if unit == "decade" and match["last"] and match["last"].lower().endswith("past"):
        return read.around_report(Reading("P10Y", None, "DURATION"), "past", context)
    found = read.shifted(unit, _shift(match), context)
    way = (match["way"] or "").lower()
    return read.so_far(found, "earlier" if way == "earlier" else "later", context) if way else found


@_rule(r"(?i:(?:the\s)?(?P<whose>year|month|week)(?:['’]s\send|[-\s]end))(?!\w)")
def _end_of_unit(match: re.Match[str], context: Context) -> Reading | None:
    reading = read.shifted(match["whose"].lower(), 0, context)
    if reading.edtf and match["whose"].lower() == "year":
        return replace(reading, edtf=f"{reading.edtf}-12")
    return reading


@_rule(
    r"(?i:the)\s(?:(?i:full|fiscal|financial|calendar)\s)?(?P<unit>(?i:weekend|week|month|year))(?!\w|-)(?!\s(?:before|after|ago|old|\d+)\b)"
)
def _the_unit(match: re.Match[str], context: Context) -> Reading | None:
    if re.match(r"\sthat\send|\send(?:ed|ing)\b", after(match)):
        return Reading(length_code(unit_name(match["unit"]), 1), None, "DURATION")
    if re.match(r"\s(?:of|in\swhich|when|that)\b", after(match)):
        return None
    return read.shifted(unit_name(match["unit"]), 0, context)


@_rule(
    rf"(?i:every|each)\s(?:(?P<n>{COUNT}|(?i:other))\s)?(?P<unit>{UNIT}|{MONTH}|{PART})(?!\w)|"
    r"(?P<ly>(?i:hourly|daily|nightly|weekly|monthly|yearly|annually))(?!\w)|"
    rf"(?:(?i:once|twice)|(?:{COUNT}|(?i:several|many))\stimes)\s(?:a|an|per|each|every)\s(?P<per>hour|day|week|month|year)\b"
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
    if re.fullmatch(PART, match["unit"]):
        return Reading(f"XXXX-XX-XX{part_code(match['unit'])}", None, "SET")
    count = 2 if match["n"] and match["n"].lower() == "other" else count_of(match["n"]) if match["n"] else 1
    return Reading(length_code(unit_name(match["unit"]), count), None, "SET")


def _no_day(side: str) -> Reading:
    return Reading(f"{side}_REF", None, reason="it names no day")


# "$2 million a year", "four flights a week": how often, not how long.
_RATE = re.compile(
    r"(?:\d|[$€£]|\b(?:million|billion|hundred|thousand|dozen|times|one|two|three|four|five|six|ten|cents))\b[^.;:]*\s$"
)
_LASTS = re.compile(
    r"(?i)\b(?:in|within|for|about|after|over|during|than|of|half|nearly|almost|only|just|took|spend|lasted|and|or|is|was|to)\s$"
)


@_rule(
    r"(?i:(?:at\sleast|more\sthan|less\sthan|fewer\sthan|up\sto|nearly|almost|about|around|some|over"
    r"|the|these|those)\s)?(?:(?P<which>(?i:past|last|next|first|latest|coming|following|final|previous))\s)?"
    rf"(?:(?P<n>{COUNT}|(?i:(?:a\s)?couple(?:\sof)?))|(?P<vague>{VAGUE}))(?:[-\s](?:more\s|consecutive\s|straight\s|full\s|trading\s"
    rf"|business\s|working\s)?)(?P<unit>{UNIT})(?!\w|-old|\sold\b)"
)
@_rule(
    r"(?P<n>(?i:an?))\s(?P<vague>)(?P<which>)(?P<unit>(?i:(?:minute|hour|day|week|fortnight|month|year|decade"
    r"|century)))(?:\s(?P<half>and\sa\shalf))?(?!\w|-)"
)
@_rule(
    r"(?P<n>)(?P<vague>)(?:(?P<which>(?i:past|previous|earlier|last|later))\s)?(?P<unit>(?i:days|weeks|months|years|decades|centuries))(?!\w|-old|\sold\b)"
)
def _duration(match: re.Match[str], context: Context) -> Reading | None:
    unit, vague = unit_name(match["unit"]), (match["vague"] or "").lower()
    which = (match["which"] or "").lower()
    if vague == "recent" and unit in ("year", "decade", "quarter", "century"):
        return _no_day("PAST")
    if vague == "coming":
        return _no_day("FUTURE")
    if not match["n"] and not vague and which:
        return _no_day("FUTURE" if which == "later" else "PAST")
    if match[0].lower() == "these days":
        return _no_day("PRESENT")
    if (
        unit == "quarter"
        and not which
        and re.match(r"[a-z]+-quarters\b|(?:three|two|a)\squarters?\sof\b", match[0] + after(match, 4))
    ):
        return None
    count = count_of(match["n"])
    if (
        match["n"]
        and match["n"].lower() in ("a", "an")
        and _RATE.search(before(match, 48))
        and not _LASTS.search(before(match))
    ):
        return None
    if count is not None and match.groupdict().get("half"):
        count += 0.5
    if count == 1 and re.search(r"\b(?i:one\sday)$", match[0]) and context.direction == "future":
        return _no_day("FUTURE")
    reading = Reading(length_code(unit, count), None, "DURATION")
    if which in ("past", "last"):
        return read.around_report(reading, "past", context)
    return read.around_report(reading, "future", context) if which in ("next", "coming") else reading


@_rule(
    r"(?P<present>(?i:now|current|currently|at\spresent|nowadays|these\sdays))(?!\w)"
    r"|(?P<future>(?i:the\s(?:near\s)?future)|(?<!as\s)(?<!so\s)(?i:soon)(?!\s(?:as|after|before)))(?!\w)"
    rf"|(?P<past>(?i:recent|recently|lately|(?<=in\s)the\spast(?!\s(?:\w+[\s-])?{UNIT})))(?!\w)"
)
def _vaguely(match: re.Match[str], context: Context) -> Reading | None:
    return _no_day((match.lastgroup or "").upper())
