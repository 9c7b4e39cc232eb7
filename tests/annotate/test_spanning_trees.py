"""The best tree is the best of all trees, and a tree always."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hearsay.annotate.spanning_trees import best_tree, is_tree

SCORES = st.integers(1, 4).flatmap(
    lambda n: arrays.arrays(np.float32, (n, n), elements=st.integers(-20, 20).map(float))
)


@settings(max_examples=60, deadline=None)
@given(SCORES)
def test_a_tree_is_found_whatever_the_scores(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


@settings(max_examples=60, deadline=None)
@given(SCORES)
def test_no_tree_with_the_same_root_scores_higher(scores: np.ndarray) -> None:
    n = len(scores)
    found = best_tree(scores)
    root = next(i for i in range(n) if found[i] == i)
    words = np.arange(n)
    trees = [np.array(heads) for heads in itertools.product(range(n), repeat=n)]
    best = max(scores[words, t].sum() for t in trees if t[root] == root and is_tree(t))
    assert scores[words, found].sum() == best


def test_the_best_heads_are_kept_where_they_are_a_tree() -> None:
    scores = np.array([[0, 9, 1], [1, 9, 1], [1, 9, 0]], np.float32)
    assert best_tree(scores).tolist() == [1, 1, 1]


def test_a_cycle_is_broken_at_its_cheapest_word() -> None:
    scores = np.array([[0, 9, 1], [9, 0, 5], [2, 3, 4]], np.float32)
    assert best_tree(scores).tolist() == [1, 2, 2]


def test_two_roots_become_one() -> None:
    scores = np.array([[9, 1], [8, 10]], np.float32)
    assert best_tree(scores).tolist() in ([0, 0], [1, 1])
