"""The scripts of a text: which way it runs, and what its letters are called.

In: a text. Out: directions, names of scripts. Never here: a font.
"""

import unicodedata
from collections.abc import Iterable


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from the right, as the rule for paragraphs has it."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def scripts_of(letters: Iterable[str]) -> list[str]:
    """What letters are called by the first word of their names: "Ethiopic", "Han", "Hangul"."""
    found = set()
    for letter in letters:
        first = unicodedata.name(letter, "signs without a name").split()[0].capitalize()
        found.add("Han" if first == "Cjk" else first)
    return sorted(found)
