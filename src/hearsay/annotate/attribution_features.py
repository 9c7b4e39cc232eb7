"""What the attribution network sees of a parsed text: numbers for its words.

In: spaCy documents. Out: arrays. Never here: weights, or a decision about what is an attribution.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore
from spacy.tokens import Doc

from hearsay.annotate.sequences import Floats, Ints

COLUMNS = ("dep", "quote", "place", "lemma")
"""The columns of `Words.ids`: label in the tree, relation to quotations, place in a paragraph, lemma."""
DEP, QUOTE, PLACE, LEMMA = range(4)
QUOTES, PLACES = 6, 4
LEMMAS = 5000  # rows that lemmas are hashed into
ATTRIBUTES: list[int | str] = [*"ORTH DEP HEAD SENT_START IDX LENGTH IS_SPACE LEMMA".split()]

LONGEST_UNIT = 240  # words; 99 % of the paragraphs of PolNeAR are shorter than 160

DOUBLE_QUOTES = {'"', "“", "”", "„", "‟", "«", "»", "``", "''"}
SINGLE_QUOTES = {"‘", "’", "‚", "'", "`"}
_OPENING = {"“", "„", "‘", "‚", "«", "``", "`"}
_CLOSING = {"”", "»", "''"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of several documents in a row, blank tokens left out.

    `states` is what the parsing network has understood of each word. `starts` and `ends` are code points in
    the document's text. `heads` are indexes of this array (a root
    is its own head), `marks` counts the quotation marks up to and with each word, `sentences` is the
    running number of each word's sentence. `units` are the ranges that are read as one
    sequence: paragraphs, together with the next where one ends with a colon or within a quotation that the
    next goes on with, long ones cut between sentences. `docs` is the range of each document.
    """

    ids: Ints
    states: Floats
    starts: Ints
    ends: Ints
    heads: Ints
    sentences: Ints
    marks: Ints
    units: Ints
    docs: Ints


def read_words(docs: Sequence[Doc], states: Sequence[Floats], labels: Mapping[str, int]) -> Words:
    """The words of parsed documents as numbers.

    `states` has a row for each token of each document; `labels` are the numbers of dependency labels.
    """
    parts = [_read_document(doc, known, labels) for doc, known in zip(docs, states, strict=True)]
    sizes = np.array([len(part.starts) for part in parts], dtype=np.int32)
    bases = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    counts = np.concatenate([[0], np.cumsum([part.sentences.max(initial=-1) + 1 for part in parts])])

    def join(arrays: list[Ints], shape: tuple[int, ...]) -> Ints:
        return np.concatenate([np.zeros(shape, np.int32), *arrays]).astype(np.int32)

    return Words(
        ids=join([part.ids for part in parts], (0, len(COLUMNS))),
        states=np.concatenate([part.states for part in parts]) if parts else np.zeros((0, 1), np.float32),
        starts=join([part.starts for part in parts], (0,)),
        ends=join([part.ends for part in parts], (0,)),
        heads=join([part.heads + base for part, base in zip(parts, bases, strict=False)], (0,)),
        sentences=join([part.sentences + n for part, n in zip(parts, counts, strict=False)], (0,)),
        marks=join([part.marks for part in parts], (0,)),
        units=join([part.units + base for part, base in zip(parts, bases, strict=False)], (0, 2)),
        docs=np.stack([bases[:-1], bases[1:]], axis=1),
    )


def words_above(words: Words) -> Ints:
    """The number of each word's head; its own where that lies in another unit."""
    lengths = words.units[:, 1] - words.units[:, 0]
    unit = np.repeat(np.arange(len(lengths)), lengths)
    above: Ints = np.where(unit[words.heads] == unit, words.heads, np.arange(len(unit))).astype(np.int32)
    return above


def _read_document(doc: Doc, states: Floats, labels: Mapping[str, int]) -> Words:
    raw: NDArray[np.uint64] = doc.to_array(ATTRIBUTES).astype(np.uint64)
    orth, dep, head, start, idx, length, space, lemma = raw.T
    blank = space == 1
    keep = np.flatnonzero(~blank)
    place_of = np.cumsum(~blank) - 1  # index among the words kept; of a blank, that of the word before
    n = len(keep)
    heads = place_of[np.clip(keep + head[keep].astype(np.int64), 0, max(len(raw) - 1, 0))]
    opens = _sentence_starts(start == 1, keep)
    breaks = _breaks(doc, keep, blank)
    paragraphs = np.flatnonzero((breaks > 1) | ((breaks > 0) & opens))
    paragraphs = np.union1d(np.zeros(min(n, 1), np.intp), paragraphs)
    ids = np.zeros((n, len(COLUMNS)), np.int32)
    ids[:, DEP] = _lookup(dep[keep], doc.vocab.strings, labels)
    marks, ids[:, QUOTE], resumed = _quotations(doc, keep, orth[keep], paragraphs)
    announced = np.flatnonzero(orth[keep] == doc.vocab.strings[":"]) + 1
    starts_alone = np.setdiff1d(paragraphs, np.union1d(resumed, announced))
    units = _units(np.flatnonzero(opens | (breaks > 1)), starts_alone, n)
    ids[:, LEMMA] = lemma[keep] % np.uint64(LEMMAS)
    ids[:, PLACE] = opens
    ids[paragraphs, PLACE] = 2
    ids[np.append(paragraphs[1:], n)[: len(paragraphs)] - 1, PLACE] = 3
    starts = idx[keep].astype(np.int32)
    return Words(
        ids=ids,
        states=states[keep],
        starts=starts,
        ends=starts + length[keep].astype(np.int32),
        heads=np.clip(heads, 0, max(n - 1, 0)).astype(np.int32),
        sentences=(np.cumsum(opens) - 1).astype(np.int32),
        marks=marks,
        units=units,
        docs=np.array([[0, n]], np.int32),
    )


def _lookup(values: NDArray[np.uint64], strings: StringStore, table: Mapping[str, int]) -> Ints:
    distinct, inverse = np.unique(values, return_inverse=True)
    numbers = [table.get(strings[value], 0) if value else 0 for value in distinct.tolist()]
    return np.array(numbers, np.int32)[inverse]


def _sentence_starts(starts: NDArray[np.bool_], keep: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which kept words open a sentence, also where the sentence formally begins with blanks."""
    number = np.cumsum(starts)[keep]
    return np.diff(number, prepend=-1) > 0


def _breaks(doc: Doc, keep: NDArray[np.intp], blank: NDArray[np.bool_]) -> Ints:
    """How many line ends stand before each kept word."""
    breaks = np.zeros(len(keep) + 1, np.int32)
    for i in np.flatnonzero(blank).tolist():
        breaks[np.searchsorted(keep, i)] += doc[i].text.count("\n")
    return breaks[:-1]


def _units(openings: NDArray[np.intp], starts_alone: NDArray[np.intp], words: int) -> Ints:
    """Ranges of words from one paragraph that stands alone to the next, cut when one is full.

    `openings` are the words where a sentence or paragraph begins.
    """
    alone = set(starts_alone.tolist())
    units = []
    begin = last_open = 0
    for i in openings.tolist():
        if i in alone:
            units.append((begin, i))
            begin = i
        elif i - begin > LONGEST_UNIT and last_open > begin:
            units.append((begin, last_open))
            begin = last_open
        last_open = i
    units.append((begin, words))
    cut = [
        (start, min(start + 2 * LONGEST_UNIT, end))
        for begin, end in units
        for start in range(begin, end, 2 * LONGEST_UNIT)
    ]
    return np.array(cut, np.int32).reshape(-1, 2)


def _quotations(
    doc: Doc, keep: NDArray[np.intp], orths: NDArray[np.uint64], paragraphs: NDArray[np.intp]
) -> tuple[Ints, Ints, NDArray[np.intp]]:
    """How many double marks have passed at each word, how it stands to quotations, and which are resumed.

    0 is outside, 1 inside, 2 the opening and 3 the closing mark, 4 and 5 within single marks. A quotation
    that is never closed ends with its paragraph, unless the next one begins with a double mark: then it goes
    on, and that word is one where a quotation is resumed.
    """
    strings = doc.vocab.strings
    number = {strings[mark]: mark for mark in DOUBLE_QUOTES | SINGLE_QUOTES}
    at = np.flatnonzero(np.isin(orths, np.array(list(number), np.uint64)))
    state = np.zeros(len(keep), np.int32)
    marks = np.zeros(len(keep), np.int32)
    paragraph_of = np.searchsorted(paragraphs, at, side="right") - 1
    ends = np.append(paragraphs[1:], len(keep))
    opened: dict[bool, int] = {}
    resumed: list[int] = []
    paragraph = -1
    for i, its in zip(at.tolist(), paragraph_of.tolist(), strict=True):
        mark, token = number[int(orths[i])], int(keep[i])
        double = mark in DOUBLE_QUOTES
        if its != paragraph:
            goes_on = True in opened and its == paragraph + 1 and i == paragraphs[its] and double
            if goes_on and mark not in _CLOSING:
                opened.pop(False, None)
                resumed.append(i)
                paragraph = its
                continue
            _close_all(opened, state, int(ends[paragraph]))
            paragraph = its
        spaced = token == 0 or bool(doc[token - 1].whitespace_) or doc[token - 1].is_space
        tight = token + 1 < len(doc) and not doc[token].whitespace_ and not doc[token + 1].is_space
        if double not in opened:
            if mark in _OPENING or (mark not in _CLOSING and tight and (spaced or double)):
                opened[double] = i
        elif mark not in _OPENING and (double or not tight or mark == "'" or mark == "’"):
            first = opened.pop(double)
            if double:
                state[first : i + 1] += 1
                state[first], state[i] = 2, 3
            else:
                state[first : i + 1] = np.where(state[first : i + 1] == 0, 4, 5)
        marks[i] = double
    _close_all(opened, state, int(ends[paragraph]) if len(ends) else 0)
    state[resumed] = 2
    return np.cumsum(marks).astype(np.int32), np.minimum(state, 5), np.array(resumed, np.intp)


def _close_all(opened: dict[bool, int], state: Ints, end: int) -> None:
    if True in opened:
        first = opened[True]
        state[first:end] += 1
        state[first] = 2
    opened.clear()
