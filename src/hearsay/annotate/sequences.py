"""Labels of words in a row: the best path through their scores, and rows of like length side by side.

In: scores. Out: labels. Never here: words.
"""

from collections.abc import Iterator

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


def runs(chosen: NDArray[np.bool_]) -> Runs:
    """The stretches of True, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
