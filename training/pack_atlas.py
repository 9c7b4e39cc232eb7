"""Packs the atlas that `export` draws maps on: where there is land, the great cities, the names of countries.

In: the shipped gazetteer. Out: `atlas.npz`. The same input gives the same file. No shape of anybody is used:
land is where places are known, and what lies between two near places of one country.

    python training/pack_atlas.py src/hearsay/export/data/atlas.npz
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from hearsay.annotate.gazetteer import Gazetteer, Kind, load_gazetteer

CELLS = 4  # to a degree
HEIGHT, WIDTH = 180 * CELLS, 360 * CELLS
KM_A_CELL = 111.2 / CELLS
# Two places of one country have land between them if they are no farther apart than this many times the
# distance within which one of them has so many neighbours: in deserts that is far. Where there are
# neighbours nearer than that, a wide gap is water. Chosen by eye, on the Aegean and the Sahara.
NEIGHBOURS = 6
REACH = 4
FARTHEST_KM = 500
CROWDED_KM = 85
CITIES_OF = 300_000

Mask = npt.NDArray[np.bool_]


def main() -> None:
    """Writes the file and prints how large it is."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = Path(sys.argv[1])
    gazetteer = load_gazetteer()
    columns = {"land": np.packbits(land(gazetteer)), **great_cities(gazetteer), **country_names(gazetteer)}
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **columns)
    print(f"{target.stat().st_size / 1e3:.0f} kB")


def land(gazetteer: Gazetteer) -> Mask:
    """Rows of cells from the north pole down, each from 180° west."""
    country = inhabited(gazetteer)
    apart = spacing(country >= 0)
    reach = np.minimum(FARTHEST_KM, np.where(apart <= CROWDED_KM, apart, REACH * apart))
    filled = country >= 0
    for cells in lines():
        between(country, reach, cells, filled)
    return smooth(filled) | (country >= 0)


def smooth(filled: Mask) -> Mask:
    """The cells most of whose neighbours are filled: no lone lines, no pinholes."""
    around = np.pad(filled.astype(np.int8), 1)
    count = sum(around[row : row + HEIGHT, col : col + WIDTH] for row in range(3) for col in range(3))
    return np.asarray(count >= 5)


def inhabited(gazetteer: Gazetteer) -> npt.NDArray[np.int32]:
    """The country of the cells that hold a place, -1 elsewhere. Regions are no places: many are seas."""
    rows = np.flatnonzero(gazetteer.kind != Kind.REGION)
    country = np.full((HEIGHT, WIDTH), -1, np.int32)
    north = ((90 - gazetteer.lat[rows]) * CELLS).astype(int).clip(0, HEIGHT - 1)
    country[north, ((gazetteer.lon[rows] + 180) * CELLS).astype(int) % WIDTH] = gazetteer.country[rows]
    return country


def spacing(held: Mask) -> npt.NDArray[np.float64]:
    """How far around each cell, in km, one has to go for so many neighbours."""
    sums = np.pad(held.astype(np.int32), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    rows, columns = np.arange(HEIGHT)[:, None], np.arange(WIDTH)[None, :]
    # Cells grow narrow towards the poles: as many km need more of them.
    wider = 1 / np.cos(np.radians(np.abs(90 - (rows + 0.5) / CELLS))).clip(0.1)
    found = np.full((HEIGHT, WIDTH), np.inf)
    for half in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32):
        side = np.rint(half * wider).astype(int)
        top, bottom = (rows - half).clip(0), (rows + half + 1).clip(max=HEIGHT)
        left, right = (columns - side).clip(0), (columns + side + 1).clip(max=WIDTH)
        count = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        found[(count > NEIGHBOURS) & np.isinf(found)] = half * KM_A_CELL
    return found


def lines() -> list[tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]]:
    """Every line of cells in four directions."""
    across = [(np.full(WIDTH, row), np.arange(WIDTH)) for row in range(HEIGHT)]
    down = [(np.arange(HEIGHT), np.full(HEIGHT, column)) for column in range(WIDTH)]
    falling, rising = [], []
    for shift in range(1 - HEIGHT, WIDTH):
        rows = np.arange(max(0, -shift), min(HEIGHT, WIDTH - shift))
        falling.append((rows, rows + shift))
        rising.append((HEIGHT - 1 - rows, rows + shift))
    return [*across, *down, *falling, *rising]


def between(
    country: npt.NDArray[np.int32],
    reach: npt.NDArray[np.float64],
    cells: tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]],
    filled: Mask,
) -> None:
    """Fills the cells of a line that lie between two near places of one country."""
    rows, columns = cells
    held = np.flatnonzero(country[cells] >= 0)
    one, other = held[:-1], held[1:]
    high, wide = rows[other] - rows[one], columns[other] - columns[one]
    middle = 90 - (rows[one] + rows[other]) / 2 / CELLS
    apart = KM_A_CELL * np.hypot(high, wide * np.cos(np.radians(middle)))
    allowed = np.maximum(reach[cells][one], reach[cells][other])
    near = (country[cells][one] == country[cells][other]) & (apart <= allowed) & (other - one > 1)
    for start, end in zip(one[near], other[near], strict=True):
        filled[rows[start:end], columns[start:end]] = True


def great_cities(gazetteer: Gazetteer) -> dict[str, npt.NDArray[Any]]:
    """Cities to orient oneself by, the largest first; none that lies in a disputed territory."""
    rows = [
        row
        for row in np.flatnonzero(gazetteer.kind == Kind.CITY).tolist()
        if (gazetteer.population[row] >= CITIES_OF or gazetteer.capital[row])
        and not gazetteer.place(row).claimed_by
    ]
    rows.sort(key=lambda row: (-int(gazetteer.population[row]), row))
    return {
        "city": _text([gazetteer.place(row).name for row in rows]),
        "city_lat": gazetteer.lat[rows].astype(np.float32),
        "city_lon": gazetteer.lon[rows].astype(np.float32),
    }


def country_names(gazetteer: Gazetteer) -> dict[str, npt.NDArray[Any]]:
    """The names of countries and territories by their codes."""
    places = [gazetteer.place(row) for row in np.flatnonzero(gazetteer.kind == Kind.COUNTRY).tolist()]
    names = {place.country: place.name for place in places if place.country}
    return {"code": _text(sorted(names)), "country": _text([names[code] for code in sorted(names)])}


def _text(words: list[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


if __name__ == "__main__":
    main()
