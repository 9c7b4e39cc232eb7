"""What the parsing network sees of a text: numbers for its words, and stretches to be read in one go.

In: spaCy documents that are cut into tokens. Out: arrays. Never here: weights, or a decision about the text.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore
from spacy.tokens import Doc

Ints = NDArray[np.int32]

COLUMNS = {
    "word": 0,  # as many rows as the vocabulary has words
    "known": 0,  # and as there are words whose company in far larger texts is known
    "norm": 6000,
    "prefix": 3000,
    "suffix": 4000,
    "ending": 1000,
    "shape": 400,
    "place": 8,
}
"""What is known of each word, and the rows that its values are hashed into."""

LONGEST_UNIT = 120  # words; a longer paragraph is cut where a sentence seems to end
_MARKS = dict.fromkeys(("“", "”", "„", "‟", "«", "»", "``", "''"), '"')
_DIGIT = re.compile(r"\d")
_ENDS = frozenset({".", "!", "?", "…", '"', "”", "’", "''", ")", "»"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of several documents in a row, blank tokens left out.

    `ids` has a column for each of `COLUMNS`. `tokens` are indexes into each word's document; `units` are the
    ranges that are read in one go; `docs` is the range of each document.
    """

    ids: Ints
    tokens: Ints
    units: Ints
    docs: Ints


class Vocabulary:
    """The numbers of words; 0 is the unknown one. `known` are spellings, `words` normal forms."""

    def __init__(self, words: Sequence[str], known: Sequence[str] = ()) -> None:
        self.words = {word: i for i, word in enumerate(words, 1)}
        self.known = {word: i for i, word in enumerate(known, 1)}
        self._rows: dict[str, tuple[int, ...]] = {}

    def row(self, text: str) -> tuple[int, ...]:
        """The values of a word in the order of `COLUMNS`, without its place."""
        row = self._rows.get(text)
        if row is None:
            plain = plain_form(text)
            norm = _DIGIT.sub("0", plain)
            values = (norm, text[:3].lower(), text[-3:].lower(), norm[-2:], _shape(text))
            hashed = (zlib.crc32(v.encode()) % n for v, n in zip(values, _ROWS, strict=True))
            row = (self.words.get(norm, 0), self.known.get(plain, 0), *hashed)
            if len(self._rows) < _REMEMBERED:
                self._rows[text] = row
        return row


_ROWS = list(COLUMNS.values())[2:-1]
_REMEMBERED = 200_000  # words; beyond that they are worked out each time


def normal_form(text: str) -> str:
    """The form that the vocabulary lists: lower case, one quotation mark, digits as 0."""
    return _DIGIT.sub("0", plain_form(text))


def plain_form(text: str) -> str:
    """A word in lower case, with one kind of quotation mark and apostrophe."""
    return _MARKS.get(text) or text.lower().replace("’", "'")


def read_words(docs: Sequence[Doc], vocabulary: Vocabulary) -> Words:
    """The words of documents as numbers."""
    ids, tokens, units, bounds, base = [], [], [], [], 0
    for doc in docs:
        raw = doc.to_array(_ATTRIBUTES).astype(np.int64)
        kept = np.flatnonzero(raw[:, 1] == 0)
        orths = raw[kept, 0].astype(np.uint64)
        lines = _line_ends(doc, raw[:, 1])
        place = word_places(lines[kept], np.concatenate([[False], raw[:-1, 2] == 1])[kept])
        ids.append(np.column_stack([_rows(orths, doc.vocab.strings, vocabulary), place]))
        tokens.append(kept)
        units.append(base + make_units(lines[kept], _may_end(orths, doc.vocab.strings)))
        bounds.append((base, base + len(kept)))
        base += len(kept)
    return Words(
        np.concatenate([np.zeros((0, len(COLUMNS))), *ids]).astype(np.int32),
        np.concatenate([np.zeros(0), *tokens]).astype(np.int32),
        np.concatenate([np.zeros((0, 2)), *units]).astype(np.int32),
        np.array(bounds, np.int32).reshape(-1, 2),
    )


_ATTRIBUTES: list[int | str] = ["ORTH", "IS_SPACE", "SPACY"]


def word_places(lines: Ints, spaced: NDArray[np.bool_]) -> Ints:
    """How each word is set: twice the line ends before it (2 for more), and 1 for a blank before it."""
    places: Ints = 2 * np.minimum(lines, 2).astype(np.int32) + (spaced & (lines == 0))
    return places


def make_units(lines: Ints, ends: NDArray[np.bool_]) -> Ints:
    """The ranges of words to be read in one go.

    Cut where a blank line stands, where a line ends like a sentence, and, when a unit is full, where a
    sentence seems to end, or else anywhere. `lines` are the line ends before each word, `ends` says
    whether it may close a sentence.
    """
    after_end = np.concatenate([[False], ends[:-1]])
    hard = set(np.flatnonzero((lines > 1) | ((lines == 1) & after_end)).tolist())
    units, begin, soft = [], 0, 0
    for i in np.flatnonzero((lines > 1) | after_end).tolist():
        if i in hard:
            units.append((begin, i))
            begin = soft = i
        elif i - begin > LONGEST_UNIT and soft > begin:
            units.append((begin, soft))
            begin, soft = soft, i
        else:
            soft = i
    units.append((begin, len(lines)))
    cut = [
        (start, min(start + 2 * LONGEST_UNIT, end))
        for begin, end in units
        for start in range(begin, end, 2 * LONGEST_UNIT)
    ]
    return np.array(cut, np.int32).reshape(-1, 2)


def _rows(orths: NDArray[np.uint64], strings: StringStore, vocabulary: Vocabulary) -> Ints:
    distinct, inverse = np.unique(orths, return_inverse=True)
    values = [vocabulary.row(strings[orth]) for orth in distinct.tolist()]
    table = np.array(values, np.int32).reshape(-1, len(COLUMNS) - 1)
    spread: Ints = table.take(inverse, axis=0)
    return spread


def _may_end(orths: NDArray[np.uint64], strings: StringStore) -> NDArray[np.bool_]:
    return np.isin(orths, np.array([strings[mark] for mark in _ENDS], np.uint64))


def _line_ends(doc: Doc, blank: NDArray[np.int64]) -> Ints:
    """How many line ends stand directly before each token."""
    lines = np.zeros(len(doc) + 1, np.int32)
    for i in np.flatnonzero(blank).tolist():
        lines[i + 1] = lines[i] + doc[i].text.count("\n")
    return lines[:-1]


def _shape(text: str) -> str:
    """The word with its letters as x or X and its digits as d, no more than three of a kind in a row."""
    shape, last, run = "", "", 0
    for c in text[:40]:
        kind = "d" if c.isdigit() else ("X" if c.isupper() else "x") if c.isalpha() else c
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 3:
            shape += kind
    return shape
