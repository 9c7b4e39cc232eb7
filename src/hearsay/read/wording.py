"""Lists of words.

In: words between blanks. Out: a set. Never here: what they are lists of.
"""


def listed(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())
