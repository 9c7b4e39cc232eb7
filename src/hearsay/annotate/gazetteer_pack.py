"""Packs places into the columns of a gazetteer, and takes a gazetteer apart again.

In: rows. Out: columns, ready for `numpy.savez_compressed`. The same rows give the same columns.
Never here: where the rows come from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hearsay.annotate.gazetteer import Gazetteer, Kind, fold, is_abbreviation


@dataclass(slots=True)
class Row:
    """A place on its way into the columns; `keys` are what it is found by (`keys_of`)."""

    name: str
    kind: Kind
    lat: float
    lon: float
    geonames: int = 0
    country: str = ""
    inside: str = ""
    radius: float = 0.0
    population: int = 0
    keys: Sequence[str] = ()
    capital: bool = False
    claimed_by: str = ""


def keys_of(name: str, others: Iterable[str] = (), demonyms: Iterable[str] = ()) -> list[str]:
    """What a place is found by: folded names, `=` and an abbreviation as written, `~` and its people."""
    keys = [fold(name)]
    for other in others:
        keys.append("=" + other.replace(".", "") if is_abbreviation(other) else fold(other))
    keys = [key for key in keys if len(key) > 1] + ["~" + fold(demonym) for demonym in demonyms if demonym]
    return list(dict.fromkeys(keys))


def pack(rows: Sequence[Row]) -> dict[str, npt.NDArray[Any]]:
    """The columns, and the names in the order of their bytes with the rows that have them."""
    codes, insides, claims = (
        sorted({*texts, ""})
        for texts in (
            (row.country for row in rows),
            (row.inside for row in rows),
            (row.claimed_by for row in rows),
        )
    )
    code_at, inside_at, claim_at = (
        {text: number for number, text in enumerate(texts)} for texts in (codes, insides, claims)
    )
    found: dict[bytes, list[int]] = defaultdict(list)
    own = set()
    for number, row in enumerate(rows):
        own.add((fold(row.name).encode(), number))
        for key in row.keys:
            found[key.encode()].append(number)
    keys = sorted(found)
    pairs = [(key, number) for key in keys for number in found[key]]
    names = [row.name.encode() for row in rows]
    return {
        "kind": np.array([row.kind for row in rows], np.uint8),
        "lat": np.array([row.lat for row in rows], np.float32),
        "lon": np.array([row.lon for row in rows], np.float32),
        "geonames": np.array([row.geonames for row in rows], np.int32),
        "population": np.array([row.population for row in rows], np.int64),
        "country": np.array([code_at[row.country] for row in rows], np.int16),
        "inside": np.array([inside_at[row.inside] for row in rows], np.int32),
        "radius": np.array([row.radius for row in rows], np.float32),
        "capital": np.array([row.capital for row in rows], np.bool_),
        "claimed": np.array([claim_at[row.claimed_by] for row in rows], np.int16),
        "codes": _text("\n".join(codes)),
        "divisions": _text("\n".join(insides)),
        "claims": _text("\n".join(claims)),
        "names": np.frombuffer(b"".join(names), np.uint8),
        "name_at": _starts(names),
        "keys": np.frombuffer(b"".join(keys), np.uint8),
        "key_at": _starts(keys),
        "rows": np.array([number for _, number in pairs], np.int32),
        "own": np.array([pair in own for pair in pairs], np.bool_),
        "rows_at": np.cumsum([0, *(len(found[key]) for key in keys)]).astype(np.int32),
    }


def unpack(gazetteer: Gazetteer) -> Iterator[Row]:
    """The rows of a gazetteer, as they went in."""
    keys: dict[int, list[str]] = defaultdict(list)
    for key, rows in gazetteer.names():
        for row in rows:
            keys[row].append(key)
    for number in range(len(gazetteer)):
        place = gazetteer.place(number)
        yield Row(
            name=place.name,
            kind=place.kind,
            lat=place.lat,
            lon=place.lon,
            geonames=place.geonames or 0,
            country=place.country or "",
            inside=place.inside,
            radius=place.radius_km or 0.0,
            population=place.population,
            keys=keys[number],
            capital=place.capital,
            claimed_by=" ".join(place.claimed_by),
        )


def _starts(texts: Sequence[bytes]) -> npt.NDArray[np.int32]:
    return np.cumsum([0, *(len(text) for text in texts)]).astype(np.int32)


def _text(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)
