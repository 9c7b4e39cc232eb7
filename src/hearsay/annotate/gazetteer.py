"""Places of the world and the names they go by, from the packed tables in `data/`.

In: a name as written. Out: the places that have it. Never here: a choice among them (`places`).

Names are found without regard to case, accents, dots and hyphens; abbreviations ("US", "Tex.", "La.") only as
written, for many of them are words. Rows are numbers into columns, so that a quarter of a million places cost
little to load and hold.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

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
    """One place. `inside` is the first-level division ("US.TX"), empty for what lies in several."""

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
        self._geonames, self._radius = columns["geonames"], columns["radius"]
        self._codes = _strings(columns["codes"])
        self._divisions = _strings(columns["divisions"])
        # Single numbers come out of a memoryview several times faster than out of an array.
        self._names, self._name_at = columns["names"].tobytes(), columns["name_at"].data
        self._keys, self._key_at = columns["keys"].tobytes(), columns["key_at"].data
        self._rows, self._rows_at = columns["rows"].data, columns["rows_at"].data

    def find(self, name: str) -> list[int]:
        """The rows of the places that have this name, as written or folded."""
        folded = fold(name)
        rows = self._lookup("=" + name.replace(".", "")) if is_abbreviation(name) else []
        # Capitals may also be a whole name set in capitals ("PARIS").
        return rows or (self._lookup(folded) if folded else [])

    def of_people(self, word: str) -> list[int]:
        """The rows of the countries or regions that an adjective or a people's name belongs to ("Syrian")."""
        return self._lookup("~" + fold(word)) if word[:1].isupper() else []

    def place(self, row: int) -> Place:
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
        )

    def _lookup(self, key: str) -> list[int]:
        wanted = key.encode()
        low, high = 0, len(self._key_at) - 1
        while low < high:
            middle = (low + high) // 2
            if self._keys[self._key_at[middle] : self._key_at[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == len(self._key_at) - 1 or self._keys[self._key_at[low] : self._key_at[low + 1]] != wanted:
            return []
        return self._rows[self._rows_at[low] : self._rows_at[low + 1]].tolist()


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that is shipped; opened once."""
    table = resources.files("hearsay.annotate") / "data" / "gazetteer.npz"
    with resources.as_file(table) as path, np.load(path, allow_pickle=False) as columns:
        return Gazetteer({name: columns[name] for name in columns.files})


def _strings(column: npt.NDArray[np.generic]) -> list[str]:
    return column.tobytes().decode().split("\n")
