"""Values that a text states about a happening: when, where, how many.

Each keeps the characters that say it and how it was worked out. What is not known is None.
"""

from dataclasses import dataclass
from typing import Literal

Basis = Literal["stated", "resolved", "assumed"]
"""`stated`: written so. `resolved`: worked out from a date or place elsewhere. `assumed`: a default."""

PlaceKind = Literal["country", "division", "district", "city", "region", "government"]
"""What a place is. `division`: of the first level (a state); `district`: of the second (a county)."""


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `text[start:end]` of a report."""

    start: int
    end: int

    def within(self, other: "Span") -> bool:
        """Whether every character of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class When:
    """The date `edtf`, said in `text[start:end]`.

    `edtf` is EDTF (ISO 8601-2), with the year `XXXX` where none is known; None for an expression that
    cannot be resolved ("on Monday" in a report without a date) — such a one never enters a claim.
    `type` and `timex` are the TIMEX3 type and value of the same expression, for comparison with the field.
    `role` is `due` for a deadline ("by 1 May", "within two weeks").
    """

    edtf: str | None
    start: int
    end: int
    basis: Basis
    reason: str | None = None
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    timex: str | None = None
    role: Literal["point", "due"] = "point"


@dataclass(frozen=True, slots=True)
class Where:
    """The place `name`, said in `text[start:end]`; `lat` and `lon` in degrees (WGS84), `radius_km` in km.

    `geonames` is a GeoNames id, `country` an ISO 3166-1 alpha-2 code. A place whose coordinates are not
    known keeps its name and has None there. A `government` that is called by the name of its capital ("Moscow
    said") is no point. `claimed_by` are the countries that claim a disputed territory, in alphabetical order;
    it then has no `country`, unless it has a code of its own.
    """

    name: str
    start: int
    end: int
    basis: Basis
    geonames: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    reason: str | None = None
    kind: PlaceKind | None = None
    claimed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A count or measure of `of`, said in `text[start:end]`: `value`, between `low` and `high`.

    "at least 23 people": value 23, low 23, high None. "around 130": low and high a range about 130.
    `unit` is a unit or currency ("USD", "mm", "percent"), None for plain counts. `state` is the state of
    what is counted ("killed", "injured"). `part`: they are some of a total that the text gives beside them
    ("12 people, among them 3 children").
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    start: int
    end: int
    state: str | None = None
    part: bool = False
