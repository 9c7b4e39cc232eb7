"""Places of the world and the names they go by, from the packed tables in `data/`.

In: a name as written. Out: the places that have it. Never here: a choice among them (`places`).

Names are found without regard to case, accents, dots and hyphens; abbreviations ("US", "Tex.", "La.") only as
written, for many of them are words. Rows are numbers into columns, so that a quarter of a million places cost
little to load and hold.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from hearsay.errors import MissingModel

EARTH_KM = 6371.0
# A town is meant by the name that it shares with its division if such a part of its people live there.
CHIEF_SHARE = 0.15

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
    that only also goes by the name weighs ten times less. `largest` is the number of people of the largest
    town whose own name it is. `abbreviated`: it is an abbreviation, found as written ("Tex.").
    """

    rows: npt.NDArray[np.int32]
    known: npt.NDArray[np.float64]
    largest: int
    is_country: bool
    abbreviated: bool


NOWHERE = Named(np.empty(0, np.int32), np.empty(0), 0, is_country=False, abbreviated=False)


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

    def __init__(self, columns: Mapping[str, npt.NDArray[Any]]) -> None:
        self.kind = columns["kind"]
        self.lat, self.lon = columns["lat"], columns["lon"]
        self.population = columns["population"]
        self.country, self.inside = columns["country"], columns["inside"]
        self.capital = columns["capital"]
        self.radius, self._geonames, self._claimed = (
            columns["radius"],
            columns["geonames"],
            columns["claimed"],
        )
        self._codes = _strings(columns["codes"])
        self._divisions = _strings(columns["divisions"])
        self._claims = _strings(columns["claims"])
        # Single numbers come out of a memoryview several times faster than out of an array.
        self._kinds, self._people = self.kind.data, self.population.data
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
        rows: list[int] = self.named(name).rows.tolist()
        return rows

    def of_people(self, word: str) -> list[int]:
        """The rows of the countries or regions that an adjective or a people's name belongs to ("Syrian")."""
        return self.find("~" + word) if word[:1].isupper() else []

    def points(self, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
        """Places on the unit sphere: the chord between two of them gives their distance."""
        lat, lon = np.radians(self.lat[rows].astype(float)), np.radians(self.lon[rows].astype(float))
        return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)

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
        if start < end:
            return self._ranked(start, end, folded, abbreviated=True)
        # Capitals may also be a whole name set in capitals ("PARIS").
        return self._ranked(*(self._lookup(folded) if folded else (0, 0)), folded)

    def _ranked(self, start: int, end: int, folded: str, *, abbreviated: bool = False) -> Named:
        if start == end:
            return NOWHERE
        several = " " in folded
        rows: list[int] = self._rows[start:end].tolist()
        known = {
            row: self._known(row, several) - (not own)
            for row, own in zip(rows, self._own[start:end].tolist(), strict=True)
        }
        towns = [row for row in rows if self._kinds[row] == Kind.CITY]
        largest = max((self._people[row] for row in towns if self._own[start + rows.index(row)]), default=0)
        for division in (row for row in rows if towns and self._kinds[row] == Kind.ADMIN1):
            for town in towns:
                if self._is_chief(town, division):
                    known[town] = max(known[town], known[division] + 0.05)
        rows.sort(key=lambda row: -known[row])
        return Named(
            rows=np.array(rows, np.int32),
            known=np.array([known[row] for row in rows]),
            largest=largest,
            is_country=any(self._kinds[row] == Kind.COUNTRY for row in rows),
            abbreviated=abbreviated,
        )

    def _known(self, row: int, several: bool) -> float:
        """How well known a place is by its own name, of one word or of several."""
        people = math.log10(self._people[row] + 10)
        match self._kinds[row]:
            case Kind.COUNTRY:
                return max(people, 7.0) + 1.2
            case Kind.ADMIN1:
                return min(people, 7.0) + 0.5
            case Kind.ADMIN2:
                return 5.0 if several else 3.5
            case Kind.REGION:  # a 1 marks the regions that news speaks of
                return 6.5 if self._people[row] else 3.0
            case _:
                return people

    def _is_chief(self, town: int, division: int) -> bool:
        """Whether a name means the town rather than the division: a capital, or home of many of its people.

        Vienna is the town, but Quebec the province.
        """
        if self.capital[town] and self.country[town] == self.country[division]:
            return True
        share = CHIEF_SHARE * self._people[division]
        return bool(self.inside[town] == self.inside[division]) and self._people[town] >= share

    def _place(self, row: int) -> Place:
        """One row as a record."""
        radius, geonames = float(self.radius[row]), int(self._geonames[row])
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


def _strings(column: npt.NDArray[Any]) -> list[str]:
    return column.tobytes().decode().split("\n")
