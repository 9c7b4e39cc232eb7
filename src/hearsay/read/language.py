"""The language of a text.

In: text. Out: a BCP 47 code, or None where there is too little to tell. Never here: the network.
"""

import math
import re

import py3langid

SHORTEST = 40
"""Letters below which the identifier guesses: names outweigh words in shorter texts."""

LONGEST = 2_000
"""Characters that are looked at: more hardly ever change the answer, and cost half the time of reading."""


def find_language(text: str) -> str | None:
    """The code of the language that most of the text is in, None if that is not probable."""
    sample = text[:LONGEST]
    if len(re.findall(r"[^\W\d_]", sample)) < SHORTEST:
        return None
    ranked = py3langid.rank(sample)
    best, score = ranked[0]
    probability = 1 / sum(math.exp(other - score) for _, other in ranked if other - score > -50)
    return str(best) if probability >= 0.7 else None
