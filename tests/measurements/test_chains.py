"""Scores of groupings, on cases that can be worked out by hand."""

import importlib
import sys
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "measurements"))
chains = importlib.import_module("chains")
sys.path.pop(0)

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


def test_the_same_groups_under_other_names_are_right() -> None:
    assert chains.conll(GOLD, {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}) == pytest.approx(1)


def test_a_chain_that_is_cut_and_joined_to_another() -> None:
    answer = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
    assert chains.muc(GOLD, answer).f1 == pytest.approx(2 / 3)
    assert chains.b_cubed(GOLD, answer).recall == pytest.approx((4 / 3 + 1 / 3 + 2) / 5)
    assert chains.ceaf_e(GOLD, answer).f1 == pytest.approx(4 / 5)


def test_nothing_joined_is_precise_and_finds_no_link() -> None:
    alone = {mention: mention for mention in GOLD}
    assert chains.muc(GOLD, alone).f1 == 0
    assert chains.b_cubed(GOLD, alone).precision == 1


@given(
    st.integers(1, 4).flatmap(
        lambda high: st.lists(
            st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=high, max_size=high),
            min_size=1,
            max_size=high,
        )
    )
)
def test_no_other_assignment_is_better(weights: list[list[float]]) -> None:
    columns = permutations(range(len(weights[0])), len(weights))
    best = max(sum(row[c] for row, c in zip(weights, chosen, strict=True)) for chosen in columns)
    assert chains._assigned(weights) == pytest.approx(best)
