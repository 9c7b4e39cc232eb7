"""When: the expressions of time of a report, with their doubt.

In: a text, its sentences and the report's date. Out: `When`s in text order.
Never here: the clock, the parse, a guess at a year that nothing in the report decides.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from hearsay.annotate.date_grammar import Expression, find_expressions
from hearsay.annotate.date_readings import Anchor, Context, Direction, Reading, last_day, narrowed, within
from hearsay.records import Span, When, edtf

# How far into a text a dateline may stand, in characters.
DATELINE = 400

# A report dated outside these years is dated wrongly, and nothing is reckoned from it.
PRINTED_YEARS = range(1400, 3000)

# How far after an expression its verb is looked for, in characters.
REACH = 60
# How many verbs before it are looked at.
LOOK_BACK = 8

_TENSE = re.compile(
    r"\b(?:(?P<before>had\s+(?:been\s+)?\w+)"
    r"|(?P<future>(?:will|would|shall|may|might|must|should)(?!\s+have\b)(?:(?:\s+\w+)?\s+be\s+\w+)?|won['’]t|wouldn['’]t|going\s+to"
    r"|(?:is|are|was|were)\s+(?:to|due)\b|due|(?:scheduled|expected|planned|slated|set|agreed|ordered|asked|forced|urged)"
    r"\s+(?:to|for)\b|expect(?:s|ed)?|plans?|planned|hopes?|intends?|promise[sd]?|pledge[sd]?|vow(?:s|ed)|scheduled"
    r"|upcoming|ahead\s+of|deadline)"
    r"|(?P<aim>to\s+(?:be\s+)?(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b)[a-z]+)"
    r"|(?P<past>was|were|had|has|have|did|said|told|went|came|took|fell|gave|began|made|found|left|got|saw|\w{2,}ed))\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?P<word>by|before|until|till|since|after|within|no\s+later\s+than|not\s+later\s+than|ahead\s+of|from|between)"
    r"\s+(?:about\s+|around\s+|the\s+)?(?:(?:\d\d?(?::\d\d)?\s?(?:[ap]\.?m\.?)?|noon|midnight)\s+(?:on\s+)?)?$",
    re.IGNORECASE,
)
_DEADLINES = ("by", "before", "within", "no later than", "not later than", "ahead of")
_RANGE = re.compile(r"\s*(?:(?P<to>-|–|—|to|until|till|through)|(?P<and>and))\s*", re.IGNORECASE)
_SAME_TIME = re.compile(r",?\s+(?:(?:on|at|of|in)\s+)?(?:the\s+)?(?:about\s+|around\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading at its place, with the preposition before it; `due` marks a deadline."""

    start: int
    end: int
    reading: Reading
    preposition: str | None
    due: bool


def find_dates(text: str, *, published: str | None, sentences: Sequence[Span]) -> tuple[When, ...]:
    """Every expression of time in the sentences of a text.

    `published` is the report's date (EDTF). Without it, a full date at the head of the text stands in.
    """
    anchor = _anchor(published, "the report's date") if published else None
    if published is None:
        anchor = _dateline(text, sentences)
    found: list[_Found] = []
    reference: date | None = None
    for sentence in sentences or (Span(0, len(text)),):
        tenses = _Tenses(text, sentence)
        for expression in find_expressions(text, sentence.start, sentence.end):
            one = _read(text, expression, tenses, anchor, reference)
            if one is None:
                continue
            found.append(one)
            limits = edtf.bounds(one.reading.edtf) if one.reading.edtf else None
            if limits and limits[0] == limits[1]:
                reference = limits[0]
    return tuple(_when(one, anchor) for one in _joined(text, found))


def _anchor(published: str, where: str) -> Anchor | None:
    limits = edtf.bounds(published)
    if limits is None or (limits[1] - limits[0]).days > 366 or limits[0].year not in PRINTED_YEARS:
        return None
    return Anchor(limits[0], limits[1], where)


def _dateline(text: str, sentences: Sequence[Span]) -> Anchor | None:
    """The first full date at the head of a text that does not say when it was published."""
    for sentence in sentences or (Span(0, len(text)),):
        if sentence.start >= DATELINE:
            return None
        for expression in find_expressions(text, sentence.start, min(sentence.end, DATELINE)):
            reading = expression.read(Context(None))
            if reading and reading.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", reading.edtf):
                return _anchor(reading.edtf, "the date at the head of the text")
    return None


class _Tenses:
    """The verb forms of a sentence that point to the past or the future."""

    def __init__(self, text: str, sentence: Span) -> None:
        self._text, self._sentence = text, sentence
        self._marks: list[tuple[int, str]] | None = None

    def at(self, start: int, end: int, *, aims: bool) -> Direction | None:
        """The tense that governs `text[start:end]`: that of the verb before it, else of the one after it.

        With `aims`, an infinitive points to the future ("ordered them to leave by Monday").
        """
        if self._marks is None:
            matches = _TENSE.finditer(self._text, self._sentence.start, self._sentence.end)
            self._marks = [(match.start(), match.lastgroup or "") for match in matches]
        at = bisect_left(self._marks, (start, ""))
        before = (kind for _, kind in reversed(self._marks[max(0, at - LOOK_BACK) : at]))
        after = (kind for place, kind in self._marks[at : at + LOOK_BACK] if end <= place <= end + REACH)
        kind = next((kind for kind in chain(before, after) if aims or kind != "aim"), None)
        return None if kind is None else "past" if kind in ("past", "before") else "future"


def _read(
    text: str, expression: Expression, tenses: _Tenses, anchor: Anchor | None, reference: date | None
) -> _Found | None:
    before = _PREPOSITION.search(text, max(0, expression.start - 24), expression.start)
    preposition = re.sub(r"\s+", " ", before["word"].lower()) if before else None
    deadline = preposition in _DEADLINES or preposition in ("until", "till")
    direction = tenses.at(expression.start, expression.end, aims=deadline)
    if deadline and direction is None:
        direction = "future"
    elif preposition == "since":
        direction = "past"
    reading = expression.read(Context(anchor, reference, direction))
    if reading is None:
        return None
    due = preposition == "within" or (preposition in _DEADLINES and direction == "future")
    if expression.part:
        ends = due and expression.part == "end"
        reading = last_day(reading) if ends else narrowed(reading, expression.part)
    return _Found(expression.start, expression.end, reading, preposition, due)


def _joined(text: str, found: Sequence[_Found]) -> Iterator[_Found]:
    """Clock times put on their days, and the two ends of a range made one."""
    rest = list(found)
    while rest:
        one = rest.pop(0)
        while rest and (both := _time_of_day(text, one, rest[0]) or _range(text, one, rest[0])):
            one = both
            rest.pop(0)
        yield one


def _time_of_day(text: str, a: _Found, b: _Found) -> _Found | None:
    """A time without a day, and its day: "4 a.m. on Sunday", "Saturday at 21:00"."""
    if not _SAME_TIME.fullmatch(text, a.end, b.start):
        return None
    clock, day = (a, b) if a.reading.timex.startswith("XXXX-XX-XXT") else (b, a)
    if not clock.reading.timex.startswith("XXXX-XX-XXT") or day.reading.type not in ("DATE", "TIME"):
        return None
    if not re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)(?:T..)?", day.reading.timex):
        return None
    value = day.reading.timex.partition("T")[0] + clock.reading.timex.removeprefix("XXXX-XX-XX")
    reading = replace(day.reading, timex=value, type="TIME")
    preposition = None if a is clock and a.preposition in ("before", "after") else a.preposition
    return _Found(a.start, b.end, reading, preposition, a.due)


def _range(text: str, a: _Found, b: _Found) -> _Found | None:
    """The two ends of "from 2014 to 2017", "between March and May 2019"."""
    join = _RANGE.fullmatch(text, a.end, b.start)
    if join is None or (join["and"] and a.preposition != "between"):
        return None
    first, last = a.reading.edtf, b.reading.edtf
    if first is None or last is None or any(mark in first + last for mark in "/[{"):
        return None
    if b.reading.basis == "stated" and (a.reading.basis == "resolved" or first.startswith("XXXX")):
        first = last[:4] + first[4:]
    if not edtf.is_valid(f"{first}/{last}"):
        return None
    reading = replace(b.reading, edtf=f"{first}/{last}")
    return _Found(a.start, b.end, reading, None, False)


def _when(one: _Found, anchor: Anchor | None) -> When:
    reading = one.reading
    if one.due:
        if reading.type == "DURATION":
            reading = within(reading, Context(anchor))
    elif reading.edtf and one.preposition and reading.type != "SET":
        reading = replace(reading, edtf=_open(reading.edtf, one.preposition))
    return When(
        edtf=reading.edtf,
        start=one.start,
        end=one.end,
        basis=reading.basis,
        reason=reading.reason,
        type=reading.type,
        timex=reading.timex,
        role="due" if one.due and reading.edtf else "point",
    )


def _open(text: str, preposition: str) -> str:
    """Since, until, before that date, as an open interval."""
    if any(mark in text for mark in "[{") or not edtf.year_known(text):
        return text
    first, _, last = text.partition("/")
    if preposition == "since":
        return f"{first}/.."
    if preposition in ("until", "till", "before"):
        return f"../{last or first}"
    return text
