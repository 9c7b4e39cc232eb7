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
    ranges, `words` the words; those of step t are `words[offsets[t] : offsets[t + 1]]`.
    """

    order: NDArray[np.intp]
    words: Ints
    offsets: list[int]

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
    return Packed(order, words.astype(np.int32), offsets.tolist())


def walk(keep: Floats, added: Floats, packed: Packed) -> Floats:
    """What is remembered at each word: of what was before, the share that is kept, and what is added.

    The first half of each row is walked from the first word on, the second from the last word back.
    """
    memory = added.copy()
    half = keep.shape[1] // 2
    offsets = packed.offsets
    spans = list(pairwise(offsets))
    kept = np.empty((spans[0][1] if spans else 0, half), np.float32)
    for (before, _), (here, end) in pairwise(spans):
        count = end - here
        np.multiply(keep[here:end, :half], memory[before : before + count, :half], out=kept[:count])
        memory[here:end, :half] += kept[:count]
    for (here, _), (after, end) in reversed(list(pairwise(spans))):
        count = end - after
        np.multiply(keep[here : here + count, half:], memory[after:end, half:], out=kept[:count])
        memory[here : here + count, half:] += kept[:count]
    return memory


def best_packed_path(scores: Floats, steps: Floats, packed: Packed) -> Ints:
    """As `best_path`, for packed words: a label for each."""
    offsets = packed.offsets
    spans = list(pairwise(offsets))
    labels = np.zeros(len(scores), np.int32)
    total = scores[: spans[0][1]].copy() if spans else scores
    came = []
    for here, end in spans[1:]:
        paths = total[: end - here, :, None] + steps
        came.append(paths.argmax(axis=1))
        total[: end - here] = paths.max(axis=1) + scores[here:end]
    label = total.argmax(axis=1)
    rows = np.arange(len(label))
    for step in range(len(spans) - 1, -1, -1):
        here, end = spans[step]
        count = end - here
        labels[here:end] = label[:count]
        if step:
            label[:count] = came[step - 1][rows[:count], label[:count]]
    return labels


def runs(chosen: NDArray[np.bool_]) -> Runs:
    """The stretches of True, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
