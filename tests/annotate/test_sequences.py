"""Labels of words in a row: the best path is the best of all, and every row is dealt with once."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hearsay.annotate.sequences import best_packed_path, best_path, like_lengths, pack, runs, walk

WEIGHTS = st.integers(-9, 9).map(float)


def test_the_best_path_weighs_steps_against_scores() -> None:
    scores = np.array([[[0, 0, 2], [0.5, 0, 0], [0, 0, 2], [9, 0, 0]]], np.float32)
    lengths = np.array([3], np.int32)
    free, costly = (-cost * (1 - np.eye(3, dtype=np.float32)) for cost in (0, 1))
    assert best_path(scores, free, lengths).tolist() == [[2, 0, 2, 0]]
    assert best_path(scores, costly, lengths).tolist() == [[2, 2, 2, 0]]


@settings(max_examples=60, deadline=None)
@given(
    arrays.arrays(np.float32, (1, 4, 3), elements=WEIGHTS),
    arrays.arrays(np.float32, (3, 3), elements=WEIGHTS),
)
def test_no_path_scores_higher(scores: np.ndarray, steps: np.ndarray) -> None:
    def total(path: tuple[int, ...]) -> float:
        own = sum(scores[0, word, label] for word, label in enumerate(path))
        return float(own + sum(steps[a, b] for a, b in itertools.pairwise(path)))

    found = best_path(scores, steps, np.array([4], np.int32))[0].tolist()
    assert total(tuple(found)) == max(map(total, itertools.product(range(3), repeat=4)))


@given(st.lists(st.integers(0, 300), max_size=40))
def test_every_row_is_in_one_batch(lengths: list[int]) -> None:
    batches = [rows.tolist() for rows in like_lengths(np.array(lengths, np.int32), 400)]
    assert sorted(itertools.chain.from_iterable(batches)) == list(range(len(lengths)))
    assert all(len(rows) == 1 or len(rows) * max(lengths[i] for i in rows) <= 400 for rows in batches)


def test_runs_are_half_open() -> None:
    assert runs(np.array([True, False, True, True])) == [(0, 1), (2, 4)]


@given(st.lists(st.integers(0, 9), max_size=12))
def test_packed_words_are_all_there_step_by_step(lengths: list[int]) -> None:
    ends = np.cumsum([0, *lengths])[1:].astype(np.int32)
    begins = ends - np.array(lengths, np.int32)
    packed = pack(begins, ends)
    assert sorted(packed.words.tolist()) == list(range(sum(lengths)))
    for step, (here, end) in enumerate(itertools.pairwise(packed.offsets)):
        at = packed.words[here:end]
        assert (at - begins[packed.columns[here:end]] == step).all()
        assert end - here == sum(length > step for length in lengths)


def test_memory_is_walked_from_either_end_of_each_row() -> None:
    packed = pack(np.array([0, 3], np.int32), np.array([3, 5], np.int32))
    keep = np.array([[0.5], [0.5], [0.5], [0.25], [0.5]], np.float32)

    def by_word(back: bool) -> dict[int, float]:
        new = np.array([[2], [4], [8], [4], [2]], np.float32)
        memory = walk(keep[packed.words], new[packed.words], packed, back=back)
        return {word: float(memory[i, 0]) for i, word in enumerate(packed.words.tolist())}

    assert by_word(back=False) == {0: 1, 1: 2.5, 2: 5.25, 3: 3, 4: 2.5}
    assert by_word(back=True) == {2: 4, 1: 4, 0: 3, 4: 1, 3: 3.25}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(0, 2**32 - 1))
def test_packed_paths_are_those_of_rows(lengths: list[int], seed: int) -> None:
    numbers = np.random.default_rng(seed)
    rows = numbers.normal(size=(len(lengths), max(lengths), 3)).astype(np.float32)
    steps = numbers.normal(size=(3, 3)).astype(np.float32)
    packed = pack(np.zeros(len(lengths), np.int32), np.array(lengths, np.int32))
    found = best_packed_path(rows[packed.columns, packed.words], steps, packed)
    one_by_one = best_path(rows, steps, np.array(lengths, np.int32))
    assert (found == one_by_one[packed.columns, packed.words]).all()
