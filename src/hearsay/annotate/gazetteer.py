"""Places of the world and the names they go by, from the packed tables in `data/`.

In: a name as written. Out: the places that have it. Never here: a choice among them (`places`).

Names are found without regard to case, accents, dots and hyphens; abbreviations ("US", "Tex.", "La.") only as
written, for many of them are words. Rows are numbers into columns, so that a quarter of a million places cost
little to load and hold.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from hearsay.errors import MissingModel

EARTH_KM = 6371.0

_SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_PUNCTUATION = re.compile(r"[^\w\s&-]|_")
_APOSTROPHES = re.compile(r"['’‘`ʻʼ.]")


class Kind(IntEnum):
    """What a place is. The numbers stand in the packed table."""

    COUNTRY = 0
    ADMIN1 = 1
    CITY = 2
    ADMIN2 = 3
    REGION = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `inside` is the first-level division ("US.TX"), empty for what lies in several.

    `claimed_by` are the countries that claim a disputed territory, in alphabetical order.
    """

    row: int
    name: str
    kind: Kind
    geonames: int | None
    country: str | None
    inside: str
    lat: float
    lon: float
    radius_km: float | None
    population: int
    capital: bool
    claimed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The places of one name, the best known first, and how well known each is by that name.

    `known` counts powers of ten of people, more or less: a country weighs more than its people, a place
    that only also goes by the name weighs ten times less.
    """

    rows: npt.NDArray[np.int32]
    known: npt.NDArray[np.float32]


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name as it is compared: no accents, case, dots, hyphens, article; "St." is "saint"."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _PUNCTUATION.sub(" ", plain).replace("-", " ").split()
    if len(words) > 1:
        words = [_SHORTENED.get(word, word) for word in words]
        if words[0] == "the":
            words = words[1:]
    return " ".join(words)


def is_abbreviation(name: str) -> bool:
    """Whether a name is found only as written: capitals, or short with a dot."""
    letters = name.replace(".", "").replace(" ", "")
    return len(letters) <= 5 and (letters.isupper() or name.endswith("."))


class Gazetteer:
    """The packed tables, opened. Columns are parallel: row `i` of each is one place."""

    def __init__(self, columns: dict[str, npt.NDArray[np.generic]]) -> None:
        self.kind = columns["kind"]
        self.lat, self.lon = columns["lat"], columns["lon"]
        self.population = columns["population"]
        self.country, self.inside = columns["country"], columns["inside"]
        self.capital = columns["capital"]
        self.at = _on_the_sphere(self.lat, self.lon)
        self._geonames, self._radius, self._claimed = (
            columns["geonames"],
            columns["radius"],
            columns["claimed"],
        )
        self._codes = _strings(columns["codes"])
        self._divisions = _strings(columns["divisions"])
        self._claims = _strings(columns["claims"])
        # Single numbers come out of a memoryview several times faster than out of an array.
        self._names, self._name_at = columns["names"].tobytes(), columns["name_at"].data
        self._keys, self._key_at = columns["keys"].tobytes(), columns["key_at"].data
        self._rows, self._rows_at, self._own = columns["rows"], columns["rows_at"].data, columns["own"]
        # The names of the news are few: most are asked for again and again.
        self.named = lru_cache(maxsize=1 << 15)(self._named)
        self.place = lru_cache(maxsize=1 << 13)(self._place)

    def __len__(self) -> int:
        return len(self.kind)

    def find(self, name: str) -> list[int]:
        """The rows of the places that have this name, as written or folded, the best known first."""
        return self.named(name).rows.tolist()

    def of_people(self, word: str) -> list[int]:
        """The rows of the countries or regions that an adjective or a people's name belongs to ("Syrian")."""
        return self.named("~" + word).rows.tolist() if word[:1].isupper() else []

    def names(self) -> Iterator[tuple[str, list[int]]]:
        """Everything that a place is found by, with its rows."""
        for number in range(len(self._key_at) - 1):
            key = self._keys[self._key_at[number] : self._key_at[number + 1]].decode()
            yield key, self._rows[self._rows_at[number] : self._rows_at[number + 1]].tolist()

    def _named(self, name: str) -> Named:
        folded = fold(name)
        if name.startswith("~"):
            return self._ranked(*self._lookup("~" + folded), folded)
        start, end = self._lookup("=" + name.replace(".", "")) if is_abbreviation(name) else (0, 0)
        if start == end and folded:
            # Capitals may also be a whole name set in capitals ("PARIS").
            start, end = self._lookup(folded)
        return self._ranked(start, end, folded)

    def _ranked(self, start: int, end: int, folded: str) -> Named:
        rows = self._rows[start:end]
        kind, people = self.kind[rows], self.population[rows]
        known = np.log10(people + 10.0)
        known = np.select(
            [kind == Kind.COUNTRY, kind == Kind.ADMIN1, kind == Kind.ADMIN2, kind == Kind.REGION],
            [
                np.maximum(known, 7.0) + 1.2,
                np.minimum(known, 7.0) + 0.5,
                5.0 if " " in folded else 3.5,
                np.where(people > 0, 6.5, 3.0),  # a 1 marks the regions that news speaks of
            ],
            known,
        )
        known = known - ~self._own[start:end]
        order = np.argsort(-known, kind="stable")
        return Named(rows[order], known[order].astype(np.float32))

    def _place(self, row: int) -> Place:
        """One row as a record."""
        radius, geonames = float(self._radius[row]), int(self._geonames[row])
        return Place(
            row=row,
            name=self._names[self._name_at[row] : self._name_at[row + 1]].decode(),
            kind=Kind(int(self.kind[row])),
            geonames=geonames or None,
            country=self._codes[self.country[row]] or None,
            inside=self._divisions[self.inside[row]],
            lat=round(float(self.lat[row]), 4),
            lon=round(float(self.lon[row]), 4),
            radius_km=radius or None,
            population=int(self.population[row]),
            capital=bool(self.capital[row]),
            claimed_by=tuple(self._claims[self._claimed[row]].split()),
        )

    def _lookup(self, key: str) -> tuple[int, int]:
        """Where the rows of a key begin and end."""
        wanted = key.encode()
        low, high = 0, len(self._key_at) - 1
        while low < high:
            middle = (low + high) // 2
            if self._keys[self._key_at[middle] : self._key_at[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == len(self._key_at) - 1 or self._keys[self._key_at[low] : self._key_at[low + 1]] != wanted:
            return 0, 0
        return self._rows_at[low], self._rows_at[low + 1]


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer in a file, or the one that is shipped; each is opened once.

    Raises:
        MissingModel: the file is not there, or is no gazetteer.
    """
    return _load(path)


@cache
def _load(path: Path | None) -> Gazetteer:
    if path is None:
        table = resources.files("hearsay.annotate") / "data" / "gazetteer.npz"
        with resources.as_file(table) as shipped:
            return _opened(shipped)
    try:
        return _opened(path)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        hint = "make one with `hearsay gazetteer load`"
        raise MissingModel("is no gazetteer", path=str(path), hint=hint) from error


def _opened(path: Path) -> Gazetteer:
    with np.load(path, allow_pickle=False) as columns:
        return Gazetteer({name: columns[name] for name in columns.files})


def _on_the_sphere(lat: npt.NDArray[np.generic], lon: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
    """Points on the unit sphere: the chord between two of them gives their distance without trigonometry."""
    up, around = np.radians(lat.astype(np.float32)), np.radians(lon.astype(np.float32))
    return np.stack([np.cos(up) * np.cos(around), np.cos(up) * np.sin(around), np.sin(up)], axis=1)


def _strings(column: npt.NDArray[np.generic]) -> list[str]:
    return column.tobytes().decode().split("\n")
