"""English for the values of a ledger, shared by the brief and the workbench.

In: EDTF dates, amounts, stances, voices. Out: words that a reader understands without a key.
Never here: markup, a clock, or a value that the ledger does not hold.
"""

import re
from datetime import date

from hearsay.records import Amount, Claim, Report, Stance
from hearsay.records.edtf import bounds

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PARTS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "first quarter of",
    "34": "second quarter of",
    "35": "third quarter of",
    "36": "fourth quarter of",
}
SAYS: dict[Stance, str] = {
    "asserts": "says",
    "confirms": "confirms",
    "denies": "denies",
    "doubts": "doubts",
    "predicts": "expects",
    "demands": "demands",
    "asks": "asks",
    "other": "speaks of",
}
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T(\d\d:\d\d)\S*)?")


def date_words(edtf: str | None) -> str:
    """An EDTF date as one would write it, with its doubt: "about October 2022", "30 May, year not given".

    A form that is not covered is given back as it stands.
    """
    if edtf is None:
        return "date not known"
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        joined = " or " if edtf[0] == "[" else " and "
        return joined.join(_one_date(part) for part in edtf[1:-1].split(","))
    if "/" not in edtf:
        return _one_date(edtf)
    since, until = edtf.split("/", 1)
    if since in ("", ".."):
        return f"until {_one_date(until)}"
    if until in ("", ".."):
        return f"from {_one_date(since)}"
    if since[:8] == until[:8] and _FULL.fullmatch(since) and _FULL.fullmatch(until):
        return f"{int(since[8:])}–{_one_date(until)}"
    return f"{_one_date(since)} to {_one_date(until)}"


def _one_date(edtf: str) -> str:
    bare = re.sub(r"[~?%]", "", edtf)
    match = _DAY.fullmatch(bare)
    if match is None:
        return edtf
    year, month, day, time = match.groups()
    words = []
    if day and "X" not in day:
        words.append(str(int(day)))
    if month in PARTS:
        words.append(PARTS[month])
    elif month and month.isdigit() and 1 <= int(month) <= 12:
        words.append(MONTHS[int(month) - 1])
    elif month and "X" not in month:
        return edtf
    if year == "XXXX":
        text = f"{' '.join(words)}, year not given" if words else "year not given"
    elif year.endswith("X"):
        words.append(f"{year.replace('X', '0')}s")
        text = " ".join(words)
    else:
        text = " ".join([*words, year])
    if time:
        text += f", {time}"
    if re.search(r"[~%]", edtf):
        text = f"about {text}"
    return f"{text} (uncertain)" if re.search(r"[?%]", edtf) else text


def period_words(since: str | None, until: str | None) -> str:
    """The time that a story spans."""
    if since is None and until is None:
        return "no date known"
    if since is None or until is None or since == until:
        return date_words(since or until)
    return date_words(f"{since}/{until}")


def has_passed(due: str | None, today: date) -> bool:
    """Whether the whole of `due` lies before `today`; a date without a year never does."""
    known = bounds(due) if due else None
    return known is not None and known[1] < today


def amount_words(amount: Amount) -> str:
    """What is counted and how many: "130 citizens, between 117 and 143", "at least 23 people killed"."""
    kind = " ".join(word for word in (amount.unit, amount.of, amount.state) if word)
    low, high = amount.low, amount.high
    if amount.value is not None and low == amount.value and high is None:
        number = f"at least {_number(amount.value)}"
    elif amount.value is not None and high == amount.value and low is None:
        number = f"at most {_number(amount.value)}"
    elif amount.value is not None:
        number = _number(amount.value)
    elif low is not None and high is not None:
        return f"between {_number(low)} and {_number(high)} {kind}".strip()
    else:
        return kind
    words = f"{number} {kind}".strip()
    if low is not None and high is not None and low != high:
        words += f", between {_number(low)} and {_number(high)}"
    return words


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def stance_words(claim: Claim) -> str:
    """What the voice does, and how sure it is: "denies", "says (possible)"."""
    doubt = f" ({claim.certainty})" if claim.certainty in ("probable", "possible") else ""
    return SAYS[claim.stance] + doubt


def voice_words(claim: Claim, report: Report) -> str:
    """Who speaks: a name, the words that stand for somebody unnamed, or the publisher for its own voice."""
    voice = claim.voice
    if voice.kind == "report":
        return report.publisher or "the report itself"
    if voice.name:
        return voice.name
    if voice.start is not None and voice.end is not None:
        return report.text[voice.start : voice.end]
    return "somebody unnamed"


def report_words(report: Report) -> str:
    """What a report is called: its title, or where it came from."""
    return report.title or report.source


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 report", "3 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
