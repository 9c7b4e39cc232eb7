"""Land is where places are known and between near places of one country, not between two countries."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from pack_atlas import HEIGHT, WIDTH, between, smooth, spacing


@pytest.mark.parametrize(
    ("places", "reach", "filled"),
    [
        ({10: 1, 14: 1}, 200.0, [10, 11, 12, 13, 14]),
        ({10: 1, 14: 2}, 200.0, [10, 14]),
        ({10: 1, 14: 1}, 50.0, [10, 14]),
        ({10: 1, 12: 2, 14: 1}, 200.0, [10, 12, 14]),
    ],
    ids=["one country", "two countries", "too far apart", "another country between"],
)
def test_land_lies_between_near_places_of_one_country(
    places: dict[int, int], reach: float, filled: list[int]
) -> None:
    country = np.full((HEIGHT, WIDTH), -1, np.int32)
    for column, of in places.items():
        country[HEIGHT // 2, column] = of
    land = country >= 0
    row = (np.full(WIDTH, HEIGHT // 2), np.arange(WIDTH))
    between(country, np.full((HEIGHT, WIDTH), reach), row, land)
    assert np.flatnonzero(land[HEIGHT // 2]).tolist() == filled


def test_where_places_crowd_their_spacing_is_small() -> None:
    held = np.zeros((HEIGHT, WIDTH), np.bool_)
    held[300:310, 300:310] = True
    assert spacing(held)[305, 305] < 60
    assert spacing(held)[305, 340] > 200
    assert np.isinf(spacing(held)[600, 1000])


def test_lone_lines_and_pinholes_go() -> None:
    land = np.zeros((HEIGHT, WIDTH), np.bool_)
    land[100:110, 100:110] = True
    land[105, 105] = False
    land[200, 200:220] = True
    smoothed = smooth(land)
    assert smoothed[105, 105] and not smoothed[200].any()
