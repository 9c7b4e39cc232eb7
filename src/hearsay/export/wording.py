"""Words for the values of a ledger, shared by the brief and the workbench; English unless told otherwise.

In: EDTF dates, amounts, stances, voices. Out: words that a reader understands without a key.
Never here: markup, a clock, or a value that the ledger does not hold.
"""

import re
from datetime import date
from functools import reduce

from hearsay.language import ENGLISH, Language, mark
from hearsay.records import Amount, Claim, Report, Stance
from hearsay.records.edtf import bounds

PARTS = {
    "21": mark("spring %(year)s"),
    "22": mark("summer %(year)s"),
    "23": mark("autumn %(year)s"),
    "24": mark("winter %(year)s"),
    "33": mark("first quarter of %(year)s"),
    "34": mark("second quarter of %(year)s"),
    "35": mark("third quarter of %(year)s"),
    "36": mark("fourth quarter of %(year)s"),
}
SAYS: dict[Stance, str] = {
    "asserts": mark("says"),
    "confirms": mark("confirms"),
    "denies": mark("denies"),
    "doubts": mark("doubts"),
    "predicts": mark("expects"),
    "demands": mark("demands"),
    "asks": mark("asks"),
    "other": mark("speaks of"),
}
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T(\d\d:\d\d)\S*)?")


def date_words(edtf: str | None, language: Language = ENGLISH) -> str:
    """An EDTF date as one would write it, with its doubt: "about October 2022", "30 May, year not given".

    A form that is not covered is given back as it stands.
    """
    say = language.gettext
    if edtf is None:
        return say("date not known")
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        joined = say("%(one)s or %(other)s") if edtf[0] == "[" else say("%(one)s and %(other)s")
        first, *rest = (_one_date(part, language) for part in edtf[1:-1].split(","))
        return reduce(lambda one, other: joined % {"one": one, "other": other}, rest, first)
    if "/" not in edtf:
        return _one_date(edtf, language)
    since, until = edtf.split("/", 1)
    if since in ("", ".."):
        return say("until %(date)s") % {"date": _one_date(until, language)}
    if until in ("", ".."):
        return say("from %(date)s") % {"date": _one_date(since, language)}
    ends = _one_date(since, language), _one_date(until, language)
    if since[:8] == until[:8] and _FULL.fullmatch(since) and _FULL.fullmatch(until):
        day = str(int(since[8:]))
        if ends[1].startswith(str(int(until[8:]))):  # the day comes first: "12–14 March 2024"
            point = "." if ends[0].startswith(f"{day}.") else ""
            return f"{day}{point}–{ends[1]}"
    return say("%(since)s to %(until)s") % {"since": ends[0], "until": ends[1]}


def _one_date(edtf: str, language: Language) -> str:
    match = _DAY.fullmatch(re.sub(r"[~?%]", "", edtf))
    if match is None:
        return edtf
    text = _bare_date(match[1], match[2], match[3], language)
    if text is None:
        return edtf
    if match[4]:
        text += f", {match[4]}"
    if re.search(r"[~%]", edtf):
        text = language.gettext("about %(date)s") % {"date": text}
    return language.gettext("%(date)s (uncertain)") % {"date": text} if re.search(r"[?%]", edtf) else text


def _bare_date(year: str, month: str | None, day: str | None, language: Language) -> str | None:
    """A date without its doubt; None if there is no such month or day."""
    say = language.gettext
    known = None if month is None or "X" in month else int(month)
    numbered = None if day is None or "X" in day else int(day)
    if year.isdigit() and known and numbered:
        try:
            return language.day(date(int(year), known, numbered))
        except ValueError:
            return None
    written = say("%(decade)ss") % {"decade": year.replace("X", "0")} if year.endswith("X") else year
    if month in PARTS:
        words = say(PARTS[month]) % {"year": "" if year == "XXXX" else written}
    elif known is None:
        words = "" if year == "XXXX" else written
    elif not 1 <= known <= 12:
        return None
    else:
        words = language.day_of_year(known, numbered) if numbered else language.month(known)
        words = words if year == "XXXX" else f"{words} {written}"
    if year != "XXXX":
        return words
    return say("%(date)s, year not given") % {"date": words.strip()} if words else say("year not given")


def period_words(since: str | None, until: str | None, language: Language = ENGLISH) -> str:
    """The time that a story spans."""
    if since is None and until is None:
        return language.gettext("no date known")
    if since is None or until is None or since == until:
        return date_words(since or until, language)
    return date_words(f"{since}/{until}", language)


def has_passed(due: str | None, today: date) -> bool:
    """Whether the whole of `due` lies before `today`; a date without a year never does."""
    known = bounds(due) if due else None
    return known is not None and known[1] < today


def amount_words(amount: Amount, language: Language = ENGLISH) -> str:
    """What is counted and how many: "130 citizens, between 117 and 143", "at least 23 people killed"."""
    say, written = language.gettext, language.number
    kind = " ".join(word for word in (amount.unit, amount.of, amount.state) if word)
    low, high = amount.low, amount.high
    if amount.value is not None and low == amount.value and high is None:
        number = say("at least %(number)s") % {"number": written(amount.value)}
    elif amount.value is not None and high == amount.value and low is None:
        number = say("at most %(number)s") % {"number": written(amount.value)}
    elif amount.value is not None:
        number = written(amount.value)
    elif low is not None and high is not None:
        between = say("between %(low)s and %(high)s") % {"low": written(low), "high": written(high)}
        return f"{between} {kind}".strip()
    else:
        return kind
    words = f"{number} {kind}".strip()
    if low is not None and high is not None and low != high:
        between = say("between %(low)s and %(high)s") % {"low": written(low), "high": written(high)}
        words += f", {between}"
    return words


def stance_words(claim: Claim) -> str:
    """What the voice does, and how sure it is: mark("denies"), "says (possible)"."""
    doubt = f" ({claim.certainty})" if claim.certainty in ("probable", "possible") else ""
    return SAYS[claim.stance] + doubt


def voice_words(claim: Claim, report: Report, language: Language = ENGLISH) -> str:
    """Who speaks: a name, the words that stand for somebody unnamed, or the publisher for its own voice."""
    voice = claim.voice
    if voice.kind == "report":
        return report.publisher or language.gettext("the report itself")
    if voice.name:
        return voice.name
    if voice.start is not None and voice.end is not None:
        return report.text[voice.start : voice.end]
    return language.gettext("somebody unnamed")


def report_words(report: Report) -> str:
    """What a report is called: its title, or where it came from."""
    return report.title or report.source


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 report", "3 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
