"""What a rule of the grammar of dates is: a pattern with named groups, and the function that reads it.

In: a pattern and a reader. Out: `Rules`, in the order in which they are tried. Never here: a rule.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from hearsay.annotate.date_readings import Context, Reading
from hearsay.annotate.date_words import part_code

Reader = Callable[[re.Match[str], Context], Reading | None]
"""What the words matched mean, given what they can be reckoned from; None if they are no date after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its reader."""

    pattern: re.Pattern[str]
    read: Reader


class Rules(list[Rule]):
    """Rules in the order in which they are tried: the more specific ones first."""

    def add(self, pattern: str) -> Callable[[Reader], Reader]:
        """Registers a reader for a pattern; of several above one reader the last comes first."""

        def register(reader: Reader) -> Reader:
            self.append(Rule(re.compile(pattern), reader))
            return reader

        return register


def before(match: re.Match[str], characters: int = 24) -> str:
    """What stands in front of the words matched."""
    return match.string[max(0, match.start() - characters) : match.start()]


def after(match: re.Match[str], characters: int = 40) -> str:
    """What stands behind the words matched."""
    return match.string[match.end() : match.end() + characters]


def relative_year(words: str | None, context: Context) -> int | None:
    """The year of "last year", "this year", "next year"."""
    if not words or context.year is None:
        return None
    return context.year + {"last": -1, "this": 0, "next": 1}[words.split()[0].lower()]


def with_part(reading: Reading | None, part: str | None) -> Reading | None:
    """A day, and the morning, afternoon … of it."""
    if reading is None or not part:
        return reading
    return replace(reading, timex=reading.timex + part_code(part), type="TIME")
