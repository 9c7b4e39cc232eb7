"""Where the expressions of time stand in a text.

In: a stretch of text. Out: `Expression`s, in order. Never here: prepositions, ranges and deadlines, which
join expressions (`dates`), and the rules themselves (`date_relative`, `date_written`).

All rules stand in one alternation; only the rule that matched is matched again, for its groups. The
alternation is costly: it is tried only at words that can open an expression, near a word of time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hearsay.annotate import date_relative, date_written
from hearsay.annotate.date_feasts import FEASTS
from hearsay.annotate.date_readings import Context, Reading
from hearsay.annotate.date_rules import Rule
from hearsay.annotate.date_words import DAYS, LONG, PARTS, SHORT, UNITS, ZONES
from hearsay.annotate.numbers import WORDS

_RULES = (*date_written.RULES, *date_relative.RULES)

# What may stand before an expression and takes a part of it.
_PARTS_OF_PERIODS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "close": "end", "end": "end",
}  # fmt: skip
_MODIFIER = (
    r"(?P<modifier>(?i:(?:the\s)?(?:very\s)?(?:early|late|mid))(?:\s(?:in|on)(?:\sthe)?\s|[-\s])"
    r"|(?i:(?:the\s)?(?:very\s)?(?:end|close|beginning|start|middle)\sof\s|end-)"
    rf"|(?i:around|about|circa|c\.|approximately|roughly)\s(?=\d{{4}}|\d\d?\s[A-Z]|{'|'.join(LONG)}))?"
)


def _without_names(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", re.sub(r"\(\?P=\w+\)", r"[-/.]", pattern))


_GRAMMAR = re.compile(
    rf"(?<![\w$€£#.,])(?<!\d[/:-]){_MODIFIER}"
    + "(?:"
    + "|".join(f"(?P<rule{n}>{_without_names(rule.pattern.pattern)})" for n, rule in enumerate(_RULES))
    + ")"
)


def _cased(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word.lower(), word.capitalize(), word.upper())}


_MONTHS = {form for name in (*LONG, *SHORT) for form in (name, name.upper())}
_ABBREVIATED_DAYS = {"Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"}
_FEASTS = [re.findall(r"\w+", name) for name in FEASTS]
_SINGULAR = [*DAYS, *PARTS, *UNITS]
_PERIODS = [*_SINGULAR, *(f"{word}s" for word in _SINGULAR), "centuries"]
_ALONE = """
    today tomorrow yesterday tonight overnight noon midday midnight now current currently nowadays recent
    recently lately soon hourly daily nightly weekly monthly yearly annually once twice spring summer autumn
    fall winter fiscal fy q
""".split()
_INSIDE = """
    period half ago past future present anniversary birthday times old aged thousand seventeen eighteen
    nineteen twenty ad bc ce bce twenties thirties forties fifties sixties seventies eighties nineties
""".split()
_OPENING = """
    the a an this that these those last past next previous coming upcoming following each every early late mid
    end beginning start middle close very around about circa c approximately roughly nearly almost over more
    less fewer at up some just first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth nineteenth twentieth latest most comparable corresponding same like similar its their his her my
    our your couple few several many half earlier later final aged age ad
""".split()
# Nearly every expression holds one of these words, or certain figures.
_HEADS = _MONTHS | _cased([*_PERIODS, *_ALONE, *_INSIDE, *ZONES, *(name[-1] for name in _FEASTS)])
# Every expression begins with one of these words, or with figures.
_STARTS = (
    _MONTHS
    | _ABBREVIATED_DAYS
    | _cased(
        [*_PERIODS, *_ALONE, *_OPENING, *re.findall(r"[a-z]{2,}", WORDS), *(name[0] for name in _FEASTS)]
    )
)
_WORD = re.compile(r"[A-Za-z]+|\d+")
_FIGURES = re.compile(r"[:./-]\d|['’]?s\b|\s?[ap]\.?m\b|(?:st|nd|rd|th)\b", re.IGNORECASE)
# How far an expression reaches to either side of such a word, in characters.
_LEAD, _TRAIL = 40, 48


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time in `text[start:end]`; `part` is the part of the period that is meant."""

    start: int
    end: int
    part: str | None
    _rule: Rule
    _match: re.Match[str]

    def read(self, context: Context) -> Reading | None:
        """What it means, whole period and all; None if it is no date after all."""
        return self._rule.read(self._match, context)


def find_expressions(text: str, start: int, end: int) -> Iterator[Expression]:
    """The expressions in a stretch of text, in order."""
    heads, starts = _words_of_time(text, start, end)
    behind = start
    at = 0
    for place in starts if heads else ():
        while at < len(heads) and heads[at] + _TRAIL < place:
            at += 1
        if at == len(heads):
            return
        if place < behind or place < heads[at] - _LEAD:
            continue
        found = _GRAMMAR.match(text, place, end)
        if found is None:
            continue
        behind = found.end()
        name = found.lastgroup or ""
        rule = _RULES[int(name.removeprefix("rule"))]
        match = rule.pattern.match(text, found.start(name), end)
        if match is not None:
            part = found["modifier"]
            yield Expression(found.start(), behind, part and _part_of_period(part), rule, match)


def _words_of_time(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where heads of expressions stand, and where expressions may begin."""
    heads, starts = [], []
    for found in _WORD.finditer(text, start, end):
        word = found[0]
        if word in _STARTS:
            starts.append(found.start())
        elif word[0].isdigit():
            place = found.start()
            starts.append(place - 1 if place > start and text[place - 1] in "'’" else place)
            if len(word) == 4 or _FIGURES.match(text, found.end()):
                heads.append(place)
        if word in _HEADS:
            heads.append(found.start())
    return heads, starts


def _part_of_period(modifier: str) -> str:
    words = re.findall(r"[a-z]+", modifier.lower())
    return next((_PARTS_OF_PERIODS[word] for word in words if word in _PARTS_OF_PERIODS), "about")
