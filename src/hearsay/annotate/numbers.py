"""Numbers as English writes them, in figures and in words.

In: the characters of one number. Out: its value. Never here: what is counted.
"""

import re

# fmt: off
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
_RANKS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
]
# fmt: on
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {
    "k": 1_000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12,
    "trln": 10**12,
}  # fmt: skip
_VALUES = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * tens for tens, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
_ORDINALS = {word: rank for rank, word in enumerate(_RANKS, 1)}

FIGURES = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)*"
"""A number in figures, of whatever convention; `figure_value` says whether it is one."""

# Groups of three (or, in India, of two and then three) by commas, points or blanks, and a fraction behind
# the other sign. A lone point is a decimal point; a lone comma before one or two figures is a decimal comma.
_ENGLISH = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}")

_LONGEST_FIRST = "|".join(sorted(_ONES, key=len, reverse=True))
_SMALL = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?|(?:{_LONGEST_FIRST})"
WORDS = (
    rf"(?:(?:{_SMALL})|an?(?=\s(?:{'|'.join(_SCALES)}|dozen)\b))"
    rf"(?:[-\s](?:and\s)?(?:{_SMALL}|{'|'.join(_SCALES)}|dozen))*"
)
"""A number in words, without regard to case; "a" counts where "hundred", "dozen" … follows."""


def number_value(text: str) -> float | None:
    """The value of "2,500", "4.1 million", "two hundred and six", "a dozen"; None for what is no number."""
    joined = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", text.lower().strip())
    words = re.split(r"[\s-]+|(?<=\d)(?=[a-z])", joined)
    total, group, seen = 0.0, 0.0, False
    for word in words:
        if word in ("a", "an", "and", "half", ""):
            continue
        if (scale := _SCALES.get(word) or _SHORT_SCALES.get(word)) is not None:
            group = (group or 1) * scale
            if scale > 100:
                total, group = total + group, 0.0
        elif word == "dozen":
            group = (group or 1) * 12
        elif word in _VALUES:
            group += _VALUES[word]
        elif (figures := figure_value(word)) is not None:
            group += figures
        else:
            return None
        seen = True
    return round(total + group, 6) if seen else None


def figure_value(figures: str) -> float | None:
    """The value of "1,500", "1.234,5", "12 000"; None for what no convention writes ("3.2.1")."""
    if _ENGLISH.fullmatch(figures):
        return float(figures.replace(",", ""))
    if _CONTINENTAL.fullmatch(figures):
        return float(figures.replace(".", "").replace(",", "."))
    return None


def ordinal_value(text: str) -> int | None:
    """The rank that "first" … "twelfth" or "21st" names."""
    figures = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text.lower())
    return int(figures[1]) if figures else _ORDINALS.get(text.lower())
