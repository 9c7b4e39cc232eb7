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
_SHORT_SCALES = {"m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "k": 1_000}
_VALUES = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * tens for tens, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
_ORDINALS = {word: rank for rank, word in enumerate(_RANKS, 1)}

FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LONGEST_FIRST = "|".join(sorted(_ONES, key=len, reverse=True))
_SMALL = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?|(?:{_LONGEST_FIRST})"
WORDS = (
    rf"(?:(?:{_SMALL})|an?(?=\s(?:{'|'.join(_SCALES)}|dozen)\b))"
    rf"(?:[-\s](?:and\s)?(?:{_SMALL}|{'|'.join(_SCALES)}|dozen))*"
)
"""A number in words, without regard to case; "a" counts where "hundred", "dozen" … follows."""


def number_value(text: str) -> float | None:
    """The value of "2,500", "4.1 million", "two hundred and six", "a dozen"; None for what is no number."""
    words = re.split(r"[\s-]+|(?<=\d)(?=[a-z])", text.lower().strip())
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
        elif re.fullmatch(FIGURES, word):
            group += float(word.replace(",", ""))
        else:
            return None
        seen = True
    return round(total + group, 6) if seen else None


def ordinal_value(text: str) -> int | None:
    """The rank that "first" … "twelfth" or "21st" names."""
    figures = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text.lower())
    return int(figures[1]) if figures else _ORDINALS.get(text.lower())
