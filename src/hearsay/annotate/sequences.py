"""Labels of words in a row: the best path through their scores, and rows of like length side by side.

In: scores. Out: labels. Never here: words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

Runs = list[tuple[int, int]]
"""Stretches of words, half-open."""


def best_path(scores: Floats, steps: Floats, lengths: Ints) -> Ints:
    """The labels of each row with the highest sum of scores and steps (Viterbi 1967); 0 past a row's length.

    `scores` has a row of words' scores of each label; `steps[a, b]` is the score of label b after label a.
    """
    rows, width, _ = scores.shape
    came = np.zeros(scores.shape, np.int32)
    total = scores[:, 0].copy()
    for word in range(1, width):
        paths = total[:, :, None] + steps
        came[:, word] = paths.argmax(axis=1)
        going = word < lengths
        total[going] = paths.max(axis=1)[going] + scores[going, word]
        came[~going, word] = np.arange(scores.shape[2])
    labels = np.zeros((rows, width), np.int32)
    label = total.argmax(axis=1)
    for word in range(width - 1, -1, -1):
        labels[:, word] = label
        label = came[np.arange(rows), word, label]
    return np.where(np.arange(width) < lengths[:, None], labels, 0).astype(np.int32)


def like_lengths(lengths: Ints, size: int) -> Iterator[NDArray[np.intp]]:
    """Rows of like length together, so many that a batch holds about `size` words with its padding."""
    order = np.argsort(lengths, kind="stable")
    begin = 0
    while begin < len(order):
        count = 1
        while begin + count < len(order) and (count + 1) * lengths[order[begin + count]] <= size:
            count += 1
        yield order[begin : begin + count]
        begin += count


@dataclass(frozen=True, slots=True)
class Packed:
    """Ranges of words one step after the other: the first word of each, then the second of each that has one.

    The longest comes first, so that those that go on at a step are always the first ones. `order` are the
    ranges, `words` the words; those of step t are `words[offsets[t] : offsets[t + 1]]`. The last words of the
    ranges stand at `lasts`.
    """

    order: NDArray[np.intp]
    words: Ints
    offsets: list[int]
    lasts: NDArray[np.intp]

    @property
    def columns(self) -> NDArray[np.intp]:
        """The range of each word."""
        counts = np.diff(self.offsets)
        columns: NDArray[np.intp] = self.order[
            np.arange(len(self.words)) - np.repeat(self.offsets[:-1], counts)
        ]
        return columns


def pack(begins: Ints, ends: Ints) -> Packed:
    """Ranges of words, packed."""
    order = np.argsort(begins - ends, kind="stable")
    lengths = (ends - begins)[order]
    steps = np.arange(lengths.max(initial=0))
    counts = np.searchsorted(-lengths, -steps, side="left")
    offsets = np.concatenate([[0], np.cumsum(counts)])
    step = np.repeat(steps, counts)
    words = begins[order][np.arange(len(step)) - offsets[step]] + step
    filled = np.flatnonzero(lengths)
    return Packed(order, words.astype(np.int32), offsets.tolist(), offsets[lengths[filled] - 1] + filled)


def walk(keep: Floats, new: Floats, packed: Packed, *, back: bool) -> Floats:
    """What is remembered at each word: the share that is kept of what was before, and the rest of the new.

    Walked from the first word of each range on, or back from the last. The memory takes the place of `new`.
    """
    spans = list(pairwise(packed.offsets))
    if not spans:
        return new
    left = np.empty((spans[0][1], new.shape[1]), np.float32)
    firsts = packed.lasts if back else slice(spans[0][1])
    new[firsts] -= keep[firsts] * new[firsts]
    for (here, _), (after, end) in reversed(list(pairwise(spans))) if back else pairwise(spans):
        count = end - after
        before = new[after:end] if back else new[here : here + count]
        at = slice(here, here + count) if back else slice(after, end)
        rest, word = left[:count], new[at]
        np.subtract(before, word, out=rest)
        np.multiply(rest, keep[at], out=rest)
        np.add(word, rest, out=word)
    return new


def best_packed_path(scores: Floats, steps: Floats, packed: Packed) -> Ints:
    """As `best_path`, for packed words: a label for each."""
    spans = list(pairwise(packed.offsets))
    total = np.ascontiguousarray(scores.T)  # of the best path that ends with a label: a row for each label
    gains = steps.T[:, :, None]
    for (here, _), (after, end) in pairwise(spans):
        total[:, after:end] += (total[:, here : here + end - after] + gains).max(axis=1)
    # by the label of the word that follows
    came = np.stack([_best(total + step[:, None]) for step in steps.T])
    at = np.arange(total.shape[1])
    labels = _best(total)
    for (here, _), (after, end) in reversed(list(pairwise(spans))):
        behind = slice(here, here + end - after)
        labels[behind] = came[labels[after:end], at[behind]]
    return labels


def _best(scores: Floats) -> Ints:
    """The row with the highest score in each column; `argmax` takes several times as long for few rows."""
    best, found = scores[0], np.zeros(scores.shape[1], np.int32)
    for row in range(1, len(scores)):
        found[scores[row] > best] = row
        best = np.maximum(best, scores[row])
    return found


def runs(chosen: NDArray[np.bool_]) -> Runs:
    """The stretches of True, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
