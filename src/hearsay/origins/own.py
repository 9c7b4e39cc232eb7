"""What a report adds of its own to what it took over.

In: its text, the text that it goes back to, the passages it has from there. Out: the paragraphs that tell
something else, and how much of the text only tells the same. A rewritten paragraph still speaks of the same
things. Never here: what is copied word by word.
"""

import re
from collections.abc import Iterator, Sequence

from hearsay.records import Evidence

LEAST = 20  # words
TAKEN = 0.1  # of the paragraph's characters, at most
SAME = 0.34  # of its telling words, at most, may stand in the other text too
_TELLING = re.compile(r"[^\W\d_]{5,}|\d[\d.,]*")


def own_paragraphs(text: str, source: str, taken: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand of which the other text says nothing."""
    known = _telling(source)
    for paragraph in re.finditer(r"[^\n]+", text):
        start, end = paragraph.span()
        telling = _telling(paragraph.group())
        inside = sum(max(0, min(end, at.end) - max(start, at.start)) for at in taken)
        if len(paragraph.group().split()) < LEAST or inside > TAKEN * (end - start):
            continue
        if telling and len(telling & known) <= SAME * len(telling):
            yield start, end


def retold(text: str, source: str) -> float:
    """The share of the telling words of a text that stand in the other too."""
    telling = _telling(text)
    return len(telling & _telling(source)) / max(1, len(telling))


def _telling(text: str) -> set[str]:
    return {word.lower() for word in _TELLING.findall(text)}
