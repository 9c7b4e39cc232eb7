"""When: the expressions of time of a report, with their doubt.

In: a text, its sentences and the report's date. Out: `When`s in text order.
Never here: the clock, the parse, a guess at a year that nothing in the report decides.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from hearsay.annotate.date_grammar import Expression, find_expressions
from hearsay.annotate.date_readings import (
    Anchor,
    Context,
    Reading,
    last_day,
    moved,
    narrowed,
    on_day,
    on_that_day,
    within,
)
from hearsay.annotate.date_tense import direction
from hearsay.records import Span, When, datelines, edtf

# How far into a text a line with its date may stand, in characters, and how long such a line is.
HEAD, LINE = 400, 60

# A report dated outside these years is dated wrongly, and nothing is reckoned from it.
PRINTED_YEARS = range(1400, 3000)

# How far from the last day mentioned a time of day still belongs to it, and from the last quarter what is
# compared with it, in characters.
SAME_DAY, SAME_PERIOD = 240, 1500

WEEK = timedelta(days=7)

_PREPOSITION = re.compile(
    r"\b(?P<word>by|before|until|till|since|after|within|no\s+later\s+than|not\s+later\s+than|ahead\s+of|from|between)"
    r"\s+(?:about\s+|around\s+|the\s+)?(?:(?:\d\d?(?::\d\d)?\s?(?:[ap]\.?m\.?)?|noon|midnight)\s+(?:on\s+)?)?$",
    re.IGNORECASE,
)
# Nothing is reckoned from a birthday.
_BORN = re.compile(r"\bborn\s+(?:in\s+[\w ]+\s+)?(?:on\s+)?$", re.IGNORECASE)
_AT_THE_EARLIEST = re.compile(r"\bas\s+(?:soon|early)\s+as\s+$", re.IGNORECASE)
_DEADLINES = ("by", "before", "within", "no later than", "not later than", "ahead of")
_RANGE = re.compile(r"\s*(?:(?P<to>-|–|—|to|until|till|through|thru)|(?P<and>and))\s*", re.IGNORECASE)
_SAME_TIME = re.compile(
    r"(?:\s?\([^)\n]{1,24}\))?,?\s+(?:(?:on|at|of|in)\s+)?(?:the\s+)?(?:about\s+|around\s+)?", re.IGNORECASE
)
_FROM_A_DAY = re.compile(
    r"\s+(?P<way>of|after|from|following|since|before|prior\s+to)\s+(?:the\s+)?", re.IGNORECASE
)
_ONE_LINE = re.compile(
    r"[\s,;:|/()\[\].–—-]|\b(?i:published|updated|posted|dated?|on|filed|issued|released|at|time|local)\b|\b[A-Z][\w'’.-]*"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading at its place, with the preposition before it.

    `due` marks a deadline; `near` is a day mentioned shortly before.
    """

    start: int
    end: int
    reading: Reading
    preposition: str | None = None
    due: bool = False
    near: date | None = None


_Join = Callable[[str, _Found, _Found], _Found | None]


def find_dates(text: str, *, published: str | None, sentences: Sequence[Span]) -> tuple[When, ...]:
    """Every expression of time in the sentences of a text.

    `published` is the report's date (EDTF). Without it, or where it names no day, a full date in the dateline
    or in a line of its own at the head of the text stands in.
    """
    found, anchor = _found(text, published, sentences)
    return tuple(
        _when(one, anchor) for one in _joined(text, found, (_two_zones, _time_of_day, _span, _counted))
    )


def find_timexes(text: str, *, published: str | None, sentences: Sequence[Span]) -> tuple[When, ...]:
    """The same as TIMEX3 counts them: the two ends of a range, and a length and its day, stand apart."""
    found, anchor = _found(text, published, sentences)
    return tuple(_when(one, anchor) for one in _joined(text, found, (_two_zones, _time_of_day)))


def _found(text: str, published: str | None, sentences: Sequence[Span]) -> tuple[list[_Found], Anchor | None]:
    anchor = _anchor(published, "the report's date") if published else None
    if published is None or (anchor is not None and anchor.first != anchor.last):
        anchor = _headed(text, anchor) or anchor
    found: list[_Found] = []
    reference: tuple[int, date] | None = None
    mentioned: Reading | None = None
    period: tuple[int, Reading] | None = None
    for sentence in sentences or (Span(0, len(text)),):
        for expression in find_expressions(text, sentence.start, sentence.end):
            at = expression.start
            context = Context(
                anchor,
                reference=reference and reference[1],
                near=reference is not None and at - reference[0] < SAME_DAY,
                mentioned=mentioned,
                period=period[1] if period and at - period[0] < SAME_PERIOD else None,
            )
            one = _read(text, expression, sentence, context)
            if one is None:
                continue
            found.append(replace(one, near=context.reference if context.near else None))
            reading = one.reading
            if (
                reading.edtf is None
                or reading.type == "DURATION"
                or (limits := edtf.bounds(reading.edtf)) is None
            ):
                continue
            mentioned = reading
            if limits[0] == limits[1] and not _BORN.search(text, max(0, at - 24), at):
                reference = (one.end, limits[0])
            elif re.fullmatch(r"\d{4}-Q\d", reading.timex) and not reading.looks_back:
                period = (one.end, reading)
    return found, anchor


def _anchor(published: str, where: str) -> Anchor | None:
    limits = edtf.bounds(published)
    if limits is None or (limits[1] - limits[0]).days > 366 or limits[0].year not in PRINTED_YEARS:
        return None
    return Anchor(limits[0], limits[1], where)


def _headed(text: str, known: Anchor | None) -> Anchor | None:
    """The full date of the dateline or of a line of its own at the head of a text, within what is known."""
    spans = [(span, "the dateline at the head of the text") for span in datelines(text[: 2 * HEAD])]
    spans += [
        (Span(*line.span()), "the date at the head of the text")
        for line in re.finditer(r"[^\n]+", text[:HEAD])
        if line.end() - line.start() <= LINE
    ]
    for span, where in spans:
        if span.start >= HEAD:
            continue
        for expression in find_expressions(text, span.start, span.end):
            reading = expression.read(Context(known))
            if reading is None or not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", reading.edtf or ""):
                continue
            rest = text[span.start : expression.start] + " " + text[expression.end : span.end]
            if where.startswith("the date at") and _ONE_LINE.sub("", rest):
                continue
            anchor = _anchor(reading.edtf or "", where)
            if anchor and (known is None or known.first <= anchor.first <= known.last):
                return anchor
    return None


def _read(text: str, expression: Expression, sentence: Span, context: Context) -> _Found | None:
    start, end = expression.start, expression.end
    before = _PREPOSITION.search(text, max(0, start - 24), start)
    preposition = re.sub(r"\s+", " ", before["word"].lower()) if before else None
    deadline = preposition in _DEADLINES or preposition in ("until", "till")
    tense = partial(direction, text, sentence, start, end, aims=deadline)
    if preposition not in ("before", "ahead of", "by") and text.startswith(("'s", "’s"), end):
        context = replace(context, tense=lambda: "past")  # "Friday's purchases": an event known by its day
    elif preposition == "since":
        context = replace(context, tense=lambda: "past")
    elif _AT_THE_EARLIEST.search(text, max(0, start - 16), start):
        context = replace(context, tense=lambda: "future")
    elif deadline:
        way = tense() or (None if preposition == "before" else "future")
        context = replace(context, tense=lambda: way)
    else:
        context = replace(context, tense=tense)
    reading = expression.read(context)
    if reading is None:
        return None
    due = preposition == "within" or (preposition in _DEADLINES and context.direction == "future")
    if expression.part:
        ends = due and expression.part == "end"
        reading = last_day(reading) if ends else narrowed(reading, expression.part)
    return _Found(start, end, reading, preposition, due)


def _joined(text: str, found: Sequence[_Found], joins: Sequence[_Join]) -> Iterator[_Found]:
    """Neighbours made one where a join says so, from left to right."""
    one: _Found | None = None
    for other in found:
        both = one and next((both for join in joins if (both := join(text, one, other))), None)
        if one is not None and both is None:
            yield one
        one = both or other
    if one is not None:
        yield one


def _two_zones(text: str, a: _Found, b: _Found) -> _Found | None:
    """One moment said twice: "10:35 a.m. (0735 GMT)"; the zone that is known decides."""
    if (
        not a.reading.clock
        or not b.reading.clock
        or text[a.end : b.start].strip() != "("
        or text[b.end : b.end + 1] != ")"
    ):
        return None
    return _Found(a.start, b.end + 1, replace(a.reading, clock=b.reading.clock), a.preposition, a.due)


def _time_of_day(text: str, a: _Found, b: _Found) -> _Found | None:
    """A time without a day, and its day: "4 a.m. on Sunday", "Saturday at 21:00"."""
    clock, day = (a, b) if a.reading.timex.startswith("XXXX-XX-XXT") else (b, a)
    if not clock.reading.timex.startswith("XXXX-XX-XXT") or day.reading.type not in ("DATE", "TIME"):
        return None
    if not _SAME_TIME.fullmatch(text, a.end, b.start):
        return None
    if not re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)(?:T..)?", day.reading.timex):
        return None
    preposition = None if a is clock and a.preposition in ("before", "after") else a.preposition
    return _Found(a.start, b.end, on_that_day(clock.reading, day.reading), preposition, a.due)


def _span(text: str, a: _Found, b: _Found) -> _Found | None:
    """The two ends of "from 2014 to 2017", "between March and May 2019"."""
    join = _RANGE.fullmatch(text, a.end, b.start)
    if join is None or (join["and"] and a.preposition != "between"):
        return None
    first, last = a.reading.edtf, b.reading.edtf
    if first is None or last is None or any(mark in first + last for mark in "/[{"):
        return None
    if b.reading.basis == "stated" and (a.reading.basis == "resolved" or first.startswith("XXXX")):
        years = (last[:4], f"{int(last[:4]) - 1:04}") if last[:4].isdigit() else (last[:4],)
        ends = [f"{year}{first[4:]}/{last}" for year in years]
    else:
        ends = [f"{first}/{last}"]
    days = [edtf.bounds(end) for end in (first, last)]
    if days[0] and days[1] and timedelta() < days[0][0] - days[1][0] < WEEK and a.reading.basis == "resolved":
        ends = [f"{days[0][0] - WEEK}/{last}"]  # "from Monday to Friday", each taken for the last one
    both = next((text for text in ends if edtf.is_valid(text)), None)
    return None if both is None else _Found(a.start, b.end, replace(b.reading, edtf=both), None, False)


def _counted(text: str, a: _Found, b: _Found) -> _Found | None:
    """A length and the day from which it counts: "within two weeks of 3 May", "ten days before Christmas"."""
    link = _FROM_A_DAY.fullmatch(text, a.end, b.start)
    limits = edtf.bounds(b.reading.edtf) if b.reading.edtf else None
    if link is None or a.reading.type != "DURATION" or limits is None or limits[0] != limits[1]:
        return None
    if a.due:
        return _Found(a.start, b.end, within(a.reading, limits[0], Context(None)), "within", True)
    length = re.fullmatch(r"P(\d+)([DWMY])", a.reading.timex)
    way = link["way"].lower()
    if length is None or way in ("of", "since"):
        return None
    back = way.startswith(("before", "prior"))
    day = moved(limits[0], -int(length[1]) if back else int(length[1]), length[2])
    if day is None:
        return None
    mark = "" if length[2] == "D" else "~"
    reading = replace(on_day(day), edtf=f"{day}{mark}", basis="resolved", reason=f"reckoned from {limits[0]}")
    return _Found(a.start, b.end, reading, None, False)


def _when(one: _Found, anchor: Anchor | None) -> When:
    reading = one.reading
    if reading.timex.startswith("XXXX-XX-XXT"):
        reading = _on_its_day(one, anchor)
    if one.due:
        if reading.type == "DURATION" and (reading.edtf is None or reading.basis != "resolved"):
            reading = within(reading, None, Context(anchor))
    elif reading.edtf and one.preposition and reading.type not in ("SET", "DURATION"):
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


def _on_its_day(one: _Found, anchor: Anchor | None) -> Reading:
    """A time without a day: of the day mentioned shortly before it; else, in TIMEX3 only, of the report."""
    if one.near is not None:
        found = on_that_day(one.reading, on_day(one.near))
        return replace(
            found, basis="assumed", reason=f"a time without a day, taken for {one.near}, mentioned before"
        )
    day = Context(anchor).day
    timex = on_that_day(one.reading, on_day(day)).timex if day else one.reading.timex
    return replace(one.reading, timex=timex)


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
