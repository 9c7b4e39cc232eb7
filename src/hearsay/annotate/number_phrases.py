"""Number phrases: "at least 23", "$2-3 million", "two-thirds", "one in five", "half a million".

In: a text in small letters. Out: its number phrases, with what they leave open and in which unit.
Never here: what is counted, and whether anything is.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from hearsay.annotate.amount_words import FRACTIONS, HEDGES, ROUND_WORDS, SIGNS, UNITS, Hedge
from hearsay.annotate.numbers import FIGURES, WORDS, number_value

# "About 130" is taken to mean within a tenth of it; "nearly 130" that much below.
ABOUT = 0.1


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


# "5m" is five million, but "5m deep" is a length.
_SHORT_SCALE = r"(?:m(?!\s+(?:tall|high|wide|deep|long|away|from|below|above|off)\b)|mn|bn|tn|k)\b"
_SCALE = rf"(?:[\s-]?(?:hundred|thousand|million|billion|trillion|mln|bln|trln)\b|{_SHORT_SCALE})"
_NUMBER = rf"(?:(?:{FIGURES}){_SCALE}?|(?:{WORDS})(?!\w))"
_MONEY = _any(SIGNS)
_IN = r"\s+(?:in|out\s+of)\s+(?:every\s+)?"
_OPENINGS = {word.split()[0] for word in ROUND_WORDS} | {"half", "a", "an"}

# All patterns read small letters: to ignore the case while searching takes seven times as long.
_START = re.compile(rf"(?<![\w.,/:#№§+-])(?:\d|(?:{WORDS}|{_any(_OPENINGS)})\b)")
_SPECIAL = re.compile(
    rf"(?P<round>{_any(ROUND_WORDS)})\b"
    r"|(?P<halves>half\s+an?\s+(?P<whole>hundred|thousand|million|billion|dozen)|half-dozen|a\s+half-dozen)\b"
    rf"|(?P<part>{WORDS}|\d+){_IN}(?P<of>{WORDS}|\d[\d,]*)(?![\w,.]*\d)"
    rf"|(?P<count>an?|one|two|three|four|five)[-\s](?P<fraction>{_any(FRACTIONS)})s?"
    r"(?=\s+(?:of|below|above|less|more|lower|higher|as)\b|\s*[.,;:!?)]|$)"
    r"|(?P<half>half)(?=\s+(?:of|the|its|their|his|her|our|all)\b)"
)
_PLAIN = re.compile(
    rf"(?P<number>{_NUMBER})(?P<half>\s+and\s+a\s+half\b(?:\s+(?P<scale>thousand|million|billion)\b)?)?"
)
_SECOND = re.compile(
    rf"(?:%|\s?percent|\s?per\s+cent)?(?P<join>\s?[-–—]\s?|\s+(?:to|and|or)\s+)(?:{_MONEY})?\s?(?P<number>{_NUMBER})"
)
_TAIL = re.compile(rf"[-\s]?(?P<unit>{_any(UNITS)})(?!\w)")
_BROKEN_OFF = re.compile(r"[\w/:°]|\s?/\s?\d|[-–]\d|[.,]\d|['’]\d")
_HEDGE = _any(HEDGES)
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<hedge>{_HEDGE})\s+(?:(?:{_HEDGE})\s+)?)?(?:\b(?P<between>between|from)\s+)?"
    rf"(?:(?<![\w$])(?P<money>{_MONEY})\s?)?$"
)
_WINDOW = 40  # how far before a number its hedge may begin
_MINUS = re.compile(r"(?:\bminus\s+|(?<!\w)[-−])$")
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|f[ae]ll|grew|grow|increas|decreas|drop|jump|climb|soar|shr[aiu]nk|cut|rais|reduc|lower|slid|up"
    r"|down|widen|narrow|went|go|chang|slip|surg|plung)\w*\b[^.]{0,30}$"
)
_DEGREES = ("degree", "°C", "°F")


class Numbers(NamedTuple):
    """A value and the bounds between which it lies; what is open is None."""

    value: float | None
    low: float | None
    high: float | None


class Phrase(NamedTuple):
    """A number phrase `text[start:end]` from its hedge to its unit; its figures begin at `number`.

    `kind` tells plain numbers from ranges ("20 to 30"), round words ("dozens") and shares ("one in five").
    """

    start: int
    number: int
    end: int
    numbers: Numbers
    unit: str | None = None
    hedge: str | None = None
    kind: str = "plain"


def find_start(lower: str, at: int) -> int | None:
    """Where the next word or figure stands that a number phrase may begin with."""
    found = _START.search(lower, at)
    return found.start() if found else None


def read_phrase(lower: str, start: int, *, earliest: int) -> Phrase | None:
    """The number phrase around the figure or word at `start`; its hedge begins at `earliest` or later."""
    special, plain = _SPECIAL.match(lower, start), _PLAIN.match(lower, start)
    value = _value(plain) if plain else None
    if special is None and value is None:
        return None
    floor = max(earliest, start - _WINDOW)
    before = _BEFORE.search(lower, floor, start)
    hedge, between, money = before.group("hedge", "between", "money") if before else (None, None, None)
    hedge = " ".join(hedge.split()) if hedge else None
    first = before.start("hedge") if before and hedge else start
    if special is not None and not money:
        return _special(special, first, hedge)
    if plain is None or value is None:
        return None
    end, numbers, kind = plain.end(), hedged(value, HEDGES.get(hedge or "")), "plain"
    second = _SECOND.match(lower, end)
    if second and (bounds := _range(plain, second, between, lower[floor:start])):
        end, numbers, kind = second.end(), bounds, "range"
        first = before.start("between") if before and between else first
    tail = _TAIL.match(lower, end)
    unit = SIGNS[money] if money else UNITS[" ".join(tail["unit"].split())] if tail else None
    end = tail.end() if tail else end
    if _BROKEN_OFF.match(lower, end) or (_is_list(plain["number"]) and unit is None):
        return None
    if before and money and not hedge and not (between and kind == "range"):
        first = before.start("money")
    if unit in _DEGREES and kind == "plain" and (minus := _MINUS.search(lower, floor, start)):
        first, numbers = minus.start(), Numbers(-value, -value, -value)
    return Phrase(first, start, end, numbers, unit, hedge, kind)


def hedged(value: float, hedge: Hedge | None) -> Numbers:
    """What a hedge leaves open about a value."""
    margin = round(abs(value) * ABOUT, 6)
    match hedge:
        case None:
            return Numbers(value, value, value)
        case "least":
            return Numbers(value, value, None)
        case "most":
            return Numbers(value, None, value)
        case "nearly":
            return Numbers(value, round(value - margin, 6), value)
        case "about":
            return Numbers(value, round(value - margin, 6), round(value + margin, 6))


def _special(match: re.Match[str], first: int, hedge: str | None) -> Phrase | None:
    """A round word, "half a million", "one in five", "two-thirds"."""
    kind = HEDGES.get(hedge or "")
    if match["round"]:
        least = ROUND_WORDS[" ".join(match["round"].split())]
        return Phrase(first, match.start(), match.end(), Numbers(None, least, None), None, hedge, "round")
    if match["halves"]:
        value = (number_value("a " + (match["whole"] or "dozen")) or 0) / 2
        return Phrase(first, match.start(), match.end(), hedged(value, kind), None, hedge)
    share = 0.5
    if match["part"]:
        part, whole = number_value(match["part"]), number_value(match["of"])
        if not part or not whole or part > whole:
            return None
        share = part / whole
    elif match["fraction"]:
        share = (number_value(match["count"]) or 1) * FRACTIONS[match["fraction"]]
    return Phrase(first, match.start(), match.end(), hedged(round(share, 4), kind), "share", hedge, "share")


def _value(match: re.Match[str]) -> float | None:
    value = number_value(match["number"])
    if value is None or not match["half"]:
        return value
    return (value + 0.5) * (number_value("a " + match["scale"]) or 1) if match["scale"] else value + 0.5


def _range(plain: re.Match[str], second: re.Match[str], between: str | None, before: str) -> Numbers | None:
    """The bounds that two numbers set; None where they are two ("12 and 15", "rose from 20 to 30")."""
    join = second["join"].strip()
    if (join == "and" and between != "between") or (between == "from" and _CHANGE.search(before)):
        return None
    low, high = number_value(plain["number"]), number_value(second["number"])
    if plain["half"] or low is None or high is None:
        return None
    scale = re.search(rf"{_SCALE}$", second["number"])
    if scale and not re.search(rf"{_SCALE}$", plain["number"]):
        low = number_value(plain["number"] + " " + scale[0].strip(" -")) or low
    return Numbers(None, low, high) if low < high else None


def _is_list(figures: str) -> bool:
    """Whether a comma may as well stand between two numbers ("1,5"), where nothing is measured."""
    return bool(re.fullmatch(r"\d+,\d{1,2}", figures))
