"""What the attribution network sees of a cue and the words around it: where each word stands to the cue.

In: words and cues. Out: arrays. Never here: weights, or a decision about what is an attribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hearsay.annotate.attribution_features import DEP, QUOTE, Words
from hearsay.annotate.sequences import Ints

PAIR_COLUMNS = tuple("distance path depth sentence quotation other_cues".split())
"""The columns of `Windows.pairs`."""
DISTANCES, UPS, DEPTHS, SENTENCES, QUOTATIONS, CUES = 40, 7, 6, 5, 15, 8

BEFORE, AFTER = (
    96,
    200,
)  # words around a cue; 99.5 % of the contents in PolNeAR that begin in its unit lie within


@dataclass(frozen=True, slots=True)
class CueWords:
    """Cues: words `first` to `last` (inclusive), the word `head` that governs them, their unit's range."""

    first: Ints
    last: Ints
    head: Ints
    begin: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class Windows:
    """The words around each cue: `words[k, w]` for `w < lengths[k]`, and how each stands to the cue."""

    words: Ints
    lengths: Ints
    pairs: Ints


def make_cues(words: Words, ranges: Sequence[tuple[int, int]]) -> CueWords:
    """Cues from ranges of words, first and last inclusive."""

    def governor(first: int, last: int) -> int:
        """The first word whose head is not among them."""
        heads = words.heads[first : last + 1].tolist()
        return next((i for i, h in enumerate(heads, first) if h == i or not first <= h <= last), first)

    first, last = (np.array([r[side] for r in ranges], np.int32) for side in (0, 1))
    head = [governor(*r) for r in ranges]
    begin, end = words.units[np.searchsorted(words.units[:, 0], first, side="right") - 1].T
    return CueWords(first, last, np.array(head, np.int32), begin, end)


def make_windows(words: Words, cues: CueWords) -> Windows:
    """The words around each cue within its unit, and how they stand to it."""
    begin = np.maximum(cues.begin, cues.first - BEFORE)
    end = np.minimum(cues.end, cues.last + AFTER)
    lengths = (end - begin).astype(np.int32)
    at = begin[:, None] + np.arange(lengths.max(initial=0), dtype=np.int32)
    at = np.minimum(at, end[:, None] - 1).astype(np.int32)
    head = cues.head[:, None]
    inside = (at >= cues.first[:, None]) & (at <= cues.last[:, None])
    before, after = at - cues.first[:, None], at - cues.last[:, None]
    away = np.where(before < 0, before, np.maximum(after, 0)).astype(np.int32)
    path, depth = _tree(words, cues, at)
    between = np.minimum(np.abs(words.marks[at] - words.marks[head]), 4)
    quote = np.minimum(words.ids[at, QUOTE], 2)
    counts = np.zeros(len(words.heads) + 1, np.int32)
    np.add.at(counts, cues.first + 1, 1)
    counts = np.cumsum(counts, dtype=np.int32)
    others = np.minimum(np.abs(counts[at] - counts[cues.first[:, None]]), 3)
    pairs = np.stack(
        [
            _bucket(away),
            path,
            depth,
            np.clip(words.sentences[at] - words.sentences[head], -2, 2) + 2,
            between * 3 + quote,
            others * 2 + inside,
        ],
        axis=-1,
    ).astype(np.int32)
    return Windows(at, lengths, pairs)


def _bucket(away: Ints) -> Ints:
    """Signed distances 0..39: one by one to 8, then on a logarithmic scale."""
    size = np.abs(away)
    coarse = np.where(size <= 8, size, 8 + np.ceil(3 * np.log2(np.maximum(size, 8) / 8)).astype(np.int32))
    coarse = np.minimum(coarse, 19)
    return np.where(away < 0, 20 + coarse, coarse).astype(np.int32)


def _tree(words: Words, cues: CueWords, at: Ints) -> tuple[Ints, Ints]:
    """Where words hang in the cue's tree: steps up from the cue and the branch taken down, and the depth.

    A path is `64 * steps + label of the branch`; a word that shares no ancestor within five steps has
    the last number of steps and no label.
    """
    chain = np.empty((len(cues.head), UPS - 1), np.int32)
    chain[:, 0] = cues.head
    for step in range(1, UPS - 1):
        above = words.heads[chain[:, step - 1]]
        chain[:, step] = np.where(above == chain[:, step - 1], -1, above)
    label = words.ids[:, DEP]
    path = np.full(at.shape, 64 * (UPS - 1), np.int32)
    depth = np.full(at.shape, DEPTHS - 1, np.int32)
    row, column = np.nonzero(words.sentences[at] == words.sentences[cues.head[:, None]])
    here = at[row, column]
    branch = np.zeros(len(here), np.int32)
    for below in range(24):
        hit = here[:, None] == chain[row]
        found = hit.any(axis=1)
        if found.any():
            where = row[found], column[found]
            path[where] = 64 * hit[found].argmax(axis=1) + branch[found]
            depth[where] = min(below, DEPTHS - 2)
        rest = ~found & (words.heads[here] != here)
        if not rest.any():
            break
        row, column, here = row[rest], column[rest], here[rest]
        branch = label[here]
        here = words.heads[here]
    return path, depth
