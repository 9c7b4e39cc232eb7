"""How telling a word is: rare words tell stories apart, common ones do not.

In: a text. Out: its words in a common form, and the weight of a word. Never here: the corpus at hand, so
that how alike two reports are does not depend on what else was read.

The counts are of `common_words.txt` beside this file, made by `training/common_words.py` from several kinds
of news: a word weighs what it does in the kind that uses it most.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:/]\d+)*")

# What a word weighs that the counted texts (almost) never use: that of one in 2,000 of them.
UNSEEN = 7.6


def words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text in a common form, each with whether it is written like a name inside a sentence."""
    for sentence in _SENTENCE_END.split(text):
        for i, match in enumerate(_WORD.finditer(sentence)):
            yield common_form(match.group()), i > 0 and match.group()[0].isupper()


def common_form(word: str) -> str:
    """The word in lower case, without possessive and, roughly, without the plural's ending."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def weight(word: str) -> float:
    """How much a word tells: the logarithm of how many texts there are for one that uses it."""
    return _weights().get(word, UNSEEN)


@cache
def _weights() -> dict[str, float]:
    table = {}
    lines = files(__package__).joinpath("common_words.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        value, *listed = line.split()
        table.update(dict.fromkeys(listed, float(value)))
    return table
