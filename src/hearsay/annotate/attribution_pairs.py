"""What the attribution network sees of a cue and the words around it: where each word stands to the cue.

In: words and cues. Out: arrays. Never here: weights, or a decision about what is an attribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hearsay.annotate.attribution_features import DEP, QUOTE, Words
from hearsay.annotate.sequences import Floats, Ints

PAIR_COLUMNS = tuple("distance path depth sentence quotation other_cues".split())
"""The columns of `Windows.pairs`."""
_WITHIN = (1, 3, 5)  # relations to a quotation of a word that goes on with it
DISTANCES, UPS, DEPTHS, SENTENCES, QUOTATIONS, CUES = 40, 7, 6, 5, 15, 8

BEFORE, AFTER = (
    96,
    200,
)  # words around a cue; 99.5 % of the contents in PolNeAR that begin in its unit lie within

ALL_SAID = 0.7
"""How likely to be said the words of a sentence must be, on average, for a content to reach into it."""
MARGIN = 20
"""Words beyond the sentences that a content can reach, by which the network sees that it ends there.

With both it reads 1.9 words for each word of news instead of 3.2, and finds as much: on PolNeAR's dev part F1
of whole attributions was .7664 for .7655, of words of contents .8705 for .8710 (`attribution.py`)."""


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
    """The words around each cue, one cue after the other, and how each stands to it.

    Those around cue k are `words[begins[k] : ends[k]]`; `cues` is the k of each.
    """

    words: Ints
    cues: NDArray[np.intp]
    pairs: Ints
    begins: Ints
    ends: Ints


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


def near(words: Words, cues: CueWords, said: Floats) -> CueWords:
    """The cues with less around them: the sentences that a content can reach, and a few words beyond.

    A content goes on into the next sentence where that is said throughout, or within a quotation. `said`
    are scores (log odds) of each word to be of a content, whoever's it is.
    """
    sentences = words.sentences
    firsts = np.flatnonzero(np.diff(sentences, prepend=-1))
    edges = np.append(firsts, len(sentences)).astype(np.int32)
    shares = np.add.reduceat(1 / (1 + np.exp(-said)), firsts) / np.diff(edges) if len(firsts) else said
    resumed = np.isin(words.ids[firsts, QUOTE], _WITHIN)
    no_way_on = np.flatnonzero(~resumed & (shares <= ALL_SAID))
    no_way_back = np.flatnonzero(~resumed & (np.append(0, shares)[: len(firsts)] <= ALL_SAID))
    here = np.searchsorted(firsts, cues.head, side="right") - 1
    begin = np.append(0, no_way_back)[np.searchsorted(no_way_back, here, side="right")]
    end = np.append(no_way_on, len(firsts))[np.searchsorted(no_way_on, here, side="right")]
    return replace(
        cues,
        begin=np.clip(edges[begin] - MARGIN, cues.begin, cues.first),
        end=np.clip(edges[end] + MARGIN, cues.last + 1, cues.end),
    )


def make_windows(words: Words, cues: CueWords) -> Windows:
    """The words around each cue within its range, and how they stand to it."""
    begin = np.maximum(cues.begin, cues.first - BEFORE)
    end = np.minimum(cues.end, cues.last + AFTER)
    lengths = end - begin
    ends = np.cumsum(lengths, dtype=np.int32)
    begins = (ends - lengths).astype(np.int32)
    cue = np.repeat(np.arange(len(lengths)), lengths)
    at = (np.arange(len(cue)) + (begin - begins)[cue]).astype(np.int32)
    head, first, last = cues.head[cue], cues.first[cue], cues.last[cue]
    away = np.where(at < first, at - first, np.maximum(at - last, 0))
    sentence = words.sentences[at] - words.sentences[head]
    path, depth = _tree(words, cues, cue, at, np.flatnonzero(sentence == 0))
    between = np.minimum(np.abs(words.marks[at] - words.marks[head]), 4)
    quote = np.minimum(words.ids[at, QUOTE], 2)
    counts = np.zeros(len(words.heads) + 1, np.int32)
    np.add.at(counts, cues.first + 1, 1)
    counts = np.cumsum(counts, dtype=np.int32)
    others = np.minimum(np.abs(counts[at] - counts[first]), 3)
    inside = (at >= first) & (at <= last)
    columns = (
        _BUCKETS[away + _FAR],
        path,
        depth,
        np.clip(sentence, -2, 2) + 2,
        between * 3 + quote,
        others * 2 + inside,
    )
    pairs = np.empty((len(at), len(PAIR_COLUMNS)), np.int32)
    for i, column in enumerate(columns):
        pairs[:, i] = column
    return Windows(at, cue, pairs, begins, ends)


def _bucket(away: Ints) -> Ints:
    """Signed distances 0..39: one by one to 8, then on a logarithmic scale."""
    size = np.abs(away)
    coarse = np.where(size <= 8, size, 8 + np.ceil(3 * np.log2(np.maximum(size, 8) / 8)).astype(np.int32))
    coarse = np.minimum(coarse, 19)
    return np.where(away < 0, 20 + coarse, coarse).astype(np.int32)


_FAR = max(BEFORE, AFTER)
_BUCKETS = _bucket(np.arange(-_FAR, _FAR + 1, dtype=np.int32))


def _tree(
    words: Words, cues: CueWords, cue: NDArray[np.intp], at: Ints, together: NDArray[np.intp]
) -> tuple[Ints, Ints]:
    """Where words hang in the cue's tree: steps up from the cue and the branch taken down, and the depth.

    `together` are those of its sentence. A path is `64 * steps + label of the branch`; a word that shares no
    ancestor within five steps has the last number of steps and no label.
    """
    chain = np.empty((len(cues.head), UPS - 1), np.int32)
    chain[:, 0] = cues.head
    for step in range(1, UPS - 1):
        above = words.heads[chain[:, step - 1]]
        chain[:, step] = np.where(above == chain[:, step - 1], -1, above)
    label = words.ids[:, DEP]
    path = np.full(at.shape, 64 * (UPS - 1), np.int32)
    depth = np.full(at.shape, DEPTHS - 1, np.int32)
    here = at[together]
    branch = np.zeros(len(here), np.int32)
    for below in range(24):
        hit = here[:, None] == chain[cue[together]]
        found = hit.any(axis=1)
        if found.any():
            where = together[found]
            path[where] = 64 * hit[found].argmax(axis=1) + branch[found]
            depth[where] = min(below, DEPTHS - 2)
        rest = ~found & (words.heads[here] != here)
        if not rest.any():
            break
        together, here = together[rest], here[rest]
        branch = label[here]
        here = words.heads[here]
    return path, depth
