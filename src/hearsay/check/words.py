"""A text as the check of a claim sees it: sentences of words with their stems, names, numbers and dates.

In: a text. Out: `Sentence`s in text order. Never here: what a sentence has to do with a claim.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_SENTENCE = re.compile(
    r"\S.*?(?:(?<!\s[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?]+[\"'”’»)\]]*(?=\s|$)|(?=\n)|$)"
)
_WORD = re.compile(r"n['’]t\b|[^\W\d_]+(?=n['’]t\b)|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")

_CLAUSE = re.compile(r"; |, (?:while|whereas|but|although|though)\b")
_CONTRAST = re.compile(r", (?:and |but )?not (?!only\b|just\b|least\b)[^,.;:!?]{1,50}(?:,|(?=[.;:!?]|$))")
_SAYS = r"(?:said|says|told \w+|announced|stated|added|claimed|claims)"
_SOURCES = (
    re.compile(
        rf"[\"“]?(?P<content>[^\"“”]+?)(?:,|,?[\"”],?) (?P<source>[^,\"“”]+?) {_SAYS}(?: \w+){{0,2}}\."
    ),
    re.compile(rf"[\"“](?P<content>[^\"“”]+?),[\"”] {_SAYS} (?P<source>[^,\"“”]+?)\."),
    re.compile(r"According to (?P<source>[^,\"“”]+), (?P<content>[^\"“”]+?)\."),
    re.compile(r"(?P<content>[^\"“”]+?), according to (?P<source>[^,\"“”]+?)\."),
)

# What a word weighs that the counted texts (almost) never use.
UNSEEN = 8.0
RARE = 5.0  # a word that begins a sentence is taken for a name if it is as rare as this
TITLE_CASE = 0.6  # of more words than this with a capital, capitals tell nothing

MONTHS = frozenset(
    "january february march april May june july august september october november december".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence `text[start:end]` of a text, word by word.

    `words` are in lower case and `stems` what is left without endings, both in order; `weights` is how
    telling each is. `names` are stems of words written like names, `numbers` are values without
    years, each with the place of its last word; `dates` years, months and days of the week.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    names: frozenset[str]
    numbers: tuple[tuple[int, float], ...]
    dates: frozenset[str]

    @property
    def values(self) -> frozenset[float]:
        """The numbers alone."""
        return frozenset(value for _, value in self.numbers)


def read_sentences(text: str, weights: Mapping[str, float]) -> tuple[Sentence, ...]:
    """The sentences of a text; lines end them too."""
    found = (read_sentence(m.group(), weights, start=m.start()) for m in _SENTENCE.finditer(text))
    return tuple(sentence for sentence in found if sentence.words)


def clauses(sentence: Sentence, weights: Mapping[str, float]) -> tuple[Sentence, ...]:
    """What a sentence says one after the other, so that "… survived; … died" is not read across."""
    ends = [match.start() for match in _CLAUSE.finditer(sentence.text)]
    if not ends:
        return (sentence,)
    pieces = [
        read_sentence(sentence.text[start:end], weights, start=sentence.start + start)
        for start, end in pairwise([0, *ends, len(sentence.text)])
    ]
    return tuple(piece for piece in pieces if piece.words)


def read_sentence(text: str, weights: Mapping[str, float], *, start: int = 0) -> Sentence:
    """One sentence that stands at `start`; all of the text is taken for it."""
    raw = [match.group() for match in _WORD.finditer(text)]
    lower = tuple(word.lower().replace("’", "'") for word in raw)
    # The month keeps its capital, so that nobody takes it for what only may be.
    words = tuple("May" if w == "May" and _near_number(lower, i) else lower[i] for i, w in enumerate(raw))
    stems = tuple(stem(word) for word in lower)
    weighed = tuple(weights.get(s, UNSEEN) for s in stems)
    numbers, dates = _figures(words, raw)
    return Sentence(
        start, start + len(text), text, words, stems, weighed, _names(raw, stems, weighed), numbers, dates
    )


def source_first(text: str) -> str:
    """The text with the one who says it before what is said: "It rained, Ms Pell said." begins with her."""
    for pattern in _SOURCES:
        if (match := pattern.fullmatch(text.strip())) is not None:
            return f"{match['source']} said {match['content']}."
    return text


def without_contrast(text: str) -> str:
    """The text without what it says is not meant: "soldiers, not rebels, burned it"."""
    return _CONTRAST.sub("", text)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without the commonest endings, so that "models", "modelled" and "modelling" meet."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, least in (("ies", 5), ("ing", 6), ("ied", 5), ("ed", 5), ("ly", 6), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in "lmnprtgd":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def is_figure(word: str) -> bool:
    """Whether a word is (part of) a number or a date, which are compared by their value."""
    return _value(word) is not None or word in _TIMES or word in MONTHS or word in DAYS


def akin(one: str, other: str) -> bool:
    """Whether two stems are likely forms of one word ("direct" and "director")."""
    if one == other:
        return True
    longer = max(len(one), len(other))
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same >= 4 and same >= 0.7 * longer


def _names(raw: list[str], stems: tuple[str, ...], weights: tuple[float, ...]) -> frozenset[str]:
    capital = [word[0].isupper() for word in raw]
    long = [c for c, word in zip(capital, raw, strict=True) if len(word) > 3 and word[0].isalpha()]
    titled = len(raw) > 5 and sum(long) > TITLE_CASE * len(long)
    return frozenset(
        s
        for i, (s, is_capital, weight) in enumerate(zip(stems, capital, weights, strict=True))
        if is_capital and len(s) > 1 and s not in DAYS | MONTHS and (weight >= RARE or (i > 0 and not titled))
    )


def _figures(words: tuple[str, ...], raw: list[str]) -> tuple[tuple[tuple[int, float], ...], frozenset[str]]:
    """Numbers with their places, and dates; "two hundred and five" and "4 million" are one number each."""
    numbers: list[tuple[int, float]] = []
    dates: set[str] = set()
    open_number = False  # the last number may go on with this word
    for i, (word, written) in enumerate(zip(words, raw, strict=True)):
        value = _value(word)
        if word in _TIMES and (open_number or (i and words[i - 1] in {"a", "an"})):
            factor = numbers.pop()[1] if open_number else 1
            numbers.append((i, factor * _TIMES[word]))
            open_number = True
        elif value is None:
            open_number = open_number and word == "and" and numbers[-1][1] >= 100
            if word in DAYS or (word in MONTHS and written[0].isupper()):
                dates.add(word.lower())
        elif written.isdigit() and len(written) == 4 and value in _YEARS:
            dates.add(written)
            open_number = False
        elif open_number and not written[0].isdigit() and value < 100 <= numbers[-1][1]:
            numbers.append((i, numbers.pop()[1] + value))
        else:
            numbers.append((i, value))
            open_number = True
    return tuple(numbers), frozenset(dates)


def _near_number(words: tuple[str, ...], i: int) -> bool:
    """Whether a word stands where a month does."""
    around = words[max(i - 1, 0) : i] + words[i + 1 : i + 2]
    return any(word[0].isdigit() or word in {"in", "on", "since", "until", "by", "last"} for word in around)


def _value(word: str) -> float | None:
    if word[0].isdigit():
        try:
            return float(word.replace(",", ""))
        except ValueError:
            return None
    first, _, second = word.partition("-")
    if first in _TENS and (not second or second in _UNITS):
        return float(_TENS[first] + _UNITS.get(second, 0))
    return float(_UNITS[word]) if word in _UNITS and word != "one" else None  # "one of the …" counts nothing
