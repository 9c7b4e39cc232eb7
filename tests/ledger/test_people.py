"""Whom the words of a voice stand for: cases that a journalist could edit."""

import pytest

from hearsay.ledger.people import Mentions
from hearsay.records import Span

WORDS = [
    # the words, the names among them, whom they stand for
    ("Minister Ana Bel", ["Ana Bel"], "Ana Bel"),
    ("Ana Bel", ["Ana Bel"], "Ana Bel"),
    ("the hospital in Gostivar", ["Gostivar"], None),
    ("The mayor of Tetovo", ["Tetovo"], None),
    ("Tetovo's mayor", ["Tetovo"], None),
    ("the paper Vardar Daily", ["Vardar Daily"], "Vardar Daily"),
    ("Ana Bel of the Harbour Council", ["Ana Bel", "Harbour Council"], "Ana Bel"),
    ("Ana Bel and Tomas Reck", ["Ana Bel", "Tomas Reck"], None),
]


@pytest.mark.parametrize(("words", "names", "meant"), WORDS)
def test_whom_words_stand_for(words: str, names: list[str], meant: str | None) -> None:
    at = 7  # the words stand somewhere in a text
    spans = [(Span(at + words.index(name), at + words.index(name) + len(name)), name) for name in names]
    assert Mentions(spans).entity(Span(at, at + len(words)), words) == meant
