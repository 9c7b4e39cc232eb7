"""The best tree over the words of each sentence.

In: scores of each word as the head of each other. Out: heads. Never here: words, labels.

Chu and Liu 1965, Edmonds 1967. Nearly always the best heads, taken word by word, are a tree already; only
where they are not is one searched for.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Heads = NDArray[np.int64]

_NEVER = np.float32(-1e9)


def best_tree(scores: Floats) -> Heads:
    """The heads with the highest sum of scores that make a tree with one root.

    `scores[i, j]` is the score of word j as the head of word i, `scores[i, i]` that of i as the root. The
    root is its own head. The root is chosen first, by how much more than another head it gains.
    """
    heads: Heads = scores.argmax(axis=1)
    if is_tree(heads):
        return heads
    gain = scores.diagonal() - np.where(np.eye(len(scores), dtype=bool), _NEVER, scores).max(axis=1)
    root = int(gain.argmax())
    rest = scores.copy()
    np.fill_diagonal(rest, _NEVER)
    heads = _arborescence(rest, root)
    heads[root] = root
    return heads


def is_tree(heads: Heads) -> bool:
    """Whether every word's heads lead to the one root."""
    up = heads
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return bool((heads[up] == up).all() and len(np.unique(up)) <= 1)


def _arborescence(scores: Floats, root: int) -> Heads:
    """The best tree from a root; a cycle becomes one word until its best entry is known."""
    heads: Heads = scores.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # what entering the cycle at each word costs, beside the cycle's own arcs
    entry = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(outside, cycle)]
    small = np.full((len(outside) + 1, len(outside) + 1), _NEVER, np.float32)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entry.max(axis=0)
    small[:-1, -1] = leaving.max(axis=1)
    chosen = _arborescence(small, int(np.flatnonzero(outside == root)[0]))
    found: Heads = heads.copy()
    for k, word in enumerate(outside.tolist()):
        head = int(chosen[k])
        found[word] = outside[head] if head < len(outside) else cycle[int(leaving[k].argmax())]
    entered_from = int(chosen[-1])
    found[cycle[int(entry[:, entered_from].argmax())]] = outside[entered_from]
    found[root] = root
    return found


def _cycle(heads: Heads, root: int) -> Heads | None:
    """The words of some cycle, or None if there is none."""
    state = np.zeros(len(heads), np.int8)  # 1 on the present path, 2 known to lead to the root
    state[root] = 2
    for start in range(len(heads)):
        path, word = [], start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return np.array(path[path.index(word) :])
        state[path] = 2
    return None
