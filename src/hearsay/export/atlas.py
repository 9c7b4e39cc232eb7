"""What maps are drawn on: inhabited land, great cities, the names of countries; from the packed table.

In: a window on the world. Out: the outline of the land in it, cities to orient oneself by. Never here:
borders, claims.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

CELLS = 4  # to a degree
HEIGHT, WIDTH = 180 * CELLS, 360 * CELLS
MUCH = 0.4
MOST_CELLS = 300  # across a map; more would be finer than a screen shows


@dataclass(frozen=True, slots=True)
class City:
    """A great city."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world from `west` eastwards by `width` degrees, from `north` southwards by `height`.

    `west` may be less than -180 and the east edge more than 180: maps may cross the date line.
    """

    west: float
    north: float
    width: float
    height: float

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """How far right and down a point stands, as shares of the window."""
        # A point on the western edge may come out a hair to its west: it has not gone round the world.
        east = (lon - self.west + 1e-6) % 360 - 1e-6
        return east / self.width, (self.north - lat) / self.height

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        x, y = self.place(lat, lon)
        return 0 <= x <= 1 and 0 <= y <= 1


@dataclass(frozen=True)
class Atlas:
    """The packed table, opened."""

    land: npt.NDArray[np.bool_]
    cities: tuple[City, ...]
    countries: dict[str, str]

    def country(self, code: str) -> str:
        """The name of a country; its code if it has none here."""
        return self.countries.get(code, code)

    def outline(self, window: Window) -> str:
        """The land as an SVG path in units of a quarter degree from the window's north-west corner."""
        step = max(1, -(-int(window.width * CELLS) // MOST_CELLS))
        west, north = int((window.west + 180) * CELLS // step), int((90 - window.north) * CELLS // step)
        across = int(window.width * CELLS / step) + 2
        down = int(window.height * CELLS / step) + 2
        shift_x = west * step - (window.west + 180) * CELLS
        shift_y = -(90 - window.north) * CELLS
        strips = []
        for row, cells in enumerate(self._coarse(north, down, west, across, step).tolist(), start=north):
            for start, end in _runs(cells):
                x, y = start * step + shift_x, row * step + shift_y
                strips.append(f"M{x:.4g} {y:.4g}h{(end - start) * step}v{step}h{(start - end) * step}z")
        return "".join(strips)

    def _coarse(self, top: int, down: int, left: int, across: int, step: int) -> npt.NDArray[np.bool_]:
        """The land in squares of `step` cells; a square is land if much of it is."""
        rows = np.arange(top * step, (top + down) * step)
        columns = np.arange(left * step, (left + across) * step) % WIDTH
        cells = self.land[rows.clip(0, HEIGHT - 1)][:, columns] & ((rows >= 0) & (rows < HEIGHT))[:, None]
        return np.asarray(cells.reshape(down, step, across, step).mean(axis=(1, 3)) >= MUCH)


@cache
def load_atlas() -> Atlas:
    """The shipped atlas, opened once."""
    table = resources.files("hearsay.export") / "data" / "atlas.npz"
    with resources.as_file(table) as path, np.load(path, allow_pickle=False) as columns:
        land = np.unpackbits(columns["land"]).reshape(HEIGHT, WIDTH).astype(np.bool_)
        lats, lons = columns["city_lat"].tolist(), columns["city_lon"].tolist()
        names = _words(columns["city"])
        cities = tuple(City(*city) for city in zip(names, lats, lons, strict=True))
        codes = zip(_words(columns["code"]), _words(columns["country"]), strict=True)
        return Atlas(land, cities, dict(codes))


def _words(column: npt.NDArray[np.uint8]) -> list[str]:
    return column.tobytes().decode().split("\n")


def _runs(cells: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for number, cell in enumerate([*cells, False]):
        if cell and start is None:
            start = number
        elif not cell and start is not None:
            yield start, number
            start = None
