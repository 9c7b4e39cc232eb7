"""Reads dumps of GeoNames (geonames.org) into a gazetteer beside the shipped one.

In: lines of a dump ("allCountries.txt", "UA.txt", "cities500.txt"). Out: rows for `gazetteer_pack`, and how
many lines are none. Never here: a line that cannot be read ends the reading, or the network.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from hearsay.annotate.gazetteer import Gazetteer, Kind
from hearsay.annotate.gazetteer_pack import Row, keys_of, pack, unpack
from hearsay.errors import UnreadableDocument

FIELDS = 19  # columns of a line, as geonames.org describes them
FARTHEST = {"P": Kind.CITY, "A": Kind.ADMIN2, "T": Kind.REGION, "H": Kind.REGION, "L": Kind.REGION}
"""What becomes of each feature class; roads, spots and woods ("R", "S", "V", "U") are left out."""
# Of lakes, hills and parks most are known to nobody but their neighbours: only with other names besides.
TRUSTED = frozenset({"P", "A"})


@dataclass(slots=True)
class Loaded:
    """What a load read: places, those new to the gazetteer, and lines that are no places."""

    places: int = 0
    added: int = 0
    skipped: int = 0


def load_dump(dumps: Sequence[Path], out: Path, *, shipped: Gazetteer, people: int = 0) -> Loaded:
    """Writes a gazetteer of the shipped places and those of the dumps; of towns those of `people` and more.

    Raises:
        UnreadableDocument: a dump cannot be opened, or holds no line of GeoNames.
    """
    rows = list(unpack(shipped))
    number_of = {row.geonames: number for number, row in enumerate(rows) if row.geonames}
    loaded = Loaded()
    for path in dumps:
        before = loaded.places
        try:
            with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
                for row in read_dump(lines, loaded):
                    _take(row, rows, number_of, loaded, people)
        except OSError as error:
            raise UnreadableDocument(f"cannot be read: {error.strerror}", path=str(path)) from error
        if loaded.places == before:
            hint = "expected lines of 19 columns with tabs between them, as in allCountries.txt, unzipped"
            raise UnreadableDocument("no line of it is a place of GeoNames", path=str(path), hint=hint)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as file:
        columns: dict[str, Any] = pack(rows)
        np.savez_compressed(file, **columns)
    return loaded


def read_dump(lines: Iterable[str], loaded: Loaded) -> Iterator[Row]:
    """The places of a dump in its order; counts them, and the lines that are none."""
    for line in lines:
        row = read_line(line)
        if row is None:
            loaded.skipped += bool(line.strip())
        else:
            loaded.places += 1
            yield row


def read_line(line: str) -> Row | None:
    """The place on one line; None for what is no place, has no point, or is of a class left out."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) != FIELDS:
        return None
    number, name, plain, others, lat, lon, feature, code, country, _, division = fields[:11]
    kind = FARTHEST.get(feature)
    if kind is None or not name.strip() or (feature not in TRUSTED and not others):
        return None
    point = _number(lat, 90), _number(lon, 180)
    geonames, people = _whole(number), _whole(fields[14])
    if point[0] is None or point[1] is None or not geonames:
        return None
    if code == "ADM1":
        kind = Kind.ADMIN1
    elif code.startswith("PCL"):
        kind = Kind.COUNTRY
    country = country if len(country) == 2 and country.isalpha() and country.isascii() else ""
    inside = f"{country}.{division}" if country and division.isalnum() and kind != Kind.COUNTRY else ""
    return Row(
        name=name,
        kind=kind,
        lat=point[0],
        lon=point[1],
        geonames=geonames,
        country=country.upper(),
        inside=inside,
        population=people if kind != Kind.REGION else 0,
        keys=keys_of(name, [plain, *(other for other in others.split(",") if _is_latin(other))]),
    )


def _take(row: Row, rows: list[Row], number_of: dict[int, int], loaded: Loaded, people: int) -> None:
    """Adds a place, or its names to the one that is there under its id."""
    at = number_of.get(row.geonames)
    if at is not None:
        rows[at] = replace(rows[at], keys=list(dict.fromkeys([*rows[at].keys, *row.keys])))
    elif row.kind != Kind.CITY or row.population >= people:
        number_of[row.geonames] = len(rows)
        rows.append(row)
        loaded.added += 1


def _is_latin(name: str) -> bool:
    """Whether an English text may use a name: a name in Latin letters, not a code."""
    return len(name) > 3 and name[0].isupper() and not name.isupper() and all(ord(c) < 0x250 for c in name)


def _number(text: str, most: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -most <= value <= most else None


def _whole(text: str) -> int:
    """A count or id; 0 for none, and for what no column can hold."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
