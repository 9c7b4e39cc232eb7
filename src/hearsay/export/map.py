"""A map of a story: the places of its claims, how exactly they are known, which of them are disputed.

In: a dossier. Out: numbered places, and what is no point on a map. Never here: markup, a guess, a claim left
out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hearsay.export.atlas import Atlas, Window, load_atlas
from hearsay.export.dossier import Dossier, Wording
from hearsay.records import Claim, Where

KM_A_DEGREE = 111.2
ASPECT = 1.5  # width to height
SMALLEST_KM = 900  # a map of less shows no coast and no city that one could recognise
FLATTEST = 0.25  # near the poles a degree of longitude is drawn no narrower than this
# Shares of the width of a map, on a phone of 360 pixels: two marks this near would cover each other.
CROWDED = 0.055


@dataclass(frozen=True, slots=True)
class Site:
    """A place on the map, under its number, with all that is said to have happened there.

    `country` is named in words, `claimed_by` too.
    """

    number: int
    where: Where
    country: str | None
    claimed_by: tuple[str, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A place that is no point, by its name, and why."""

    name: str
    reason: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The claims of a dossier in space; every claim stands in exactly one of the three.

    Without any site there is no window.
    """

    window: Window | None
    sites: tuple[Site, ...]
    lost: tuple[Lost, ...]
    placeless: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at one point of the drawing: a place, or several too close to be told apart."""

    x: float
    y: float
    sites: list[Site]

    @property
    def label(self) -> str:
        """The numbers of its places: "3", "1–2"."""
        numbers = [site.number for site in self.sites]
        return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def story_map(dossier: Dossier) -> Map:
    """The claims of a dossier by place: those with most claims first."""
    atlas = load_atlas()
    points: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    names: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    placeless = []
    for claim in dossier.claims:
        where = claim.where
        if where is None:
            placeless.append(claim)
        elif where.kind == "government":
            names[where.name, "a government, not the city"].append(claim)
        elif where.lat is None or where.lon is None:
            names[where.name, where.reason or "not in the gazetteer"].append(claim)
        else:
            points[where.lat, where.lon, where.geonames, where.geonames is None and where.name].append(claim)
    groups = sorted(points.values(), key=_most_claims_first)
    sites = tuple(
        _site(number, claims, atlas, dossier) for number, claims in enumerate(groups, start=1) if claims
    )
    window = window_of([site.where for site in sites])
    if window:  # places that share a mark follow one another
        together = [site for mark in marks_of(sites, window) for site in mark.sites]
        sites = tuple(replace(site, number=number) for number, site in enumerate(together, start=1))
    lost = tuple(Lost(*key, dossier.wordings(names[key])) for key in sorted(names))
    return Map(window, sites, lost, dossier.wordings(placeless))


def window_of(places: Sequence[Where]) -> Window | None:
    """The smallest map that holds all places and what can be held of their circles."""
    known = [  # rounded, since the arc between two meridians a hair apart may come out as the whole circle
        (round(w.lat, 6), round(w.lon, 6), w.radius_km or 0.0)
        for w in places
        if w.lat is not None and w.lon is not None
    ]
    if not known:
        return None
    west, span = _arc([lon for _, lon, _ in known])
    south, north = min(lat for lat, _, _ in known), max(lat for lat, _, _ in known)
    middle = (south + north) / 2
    flat = max(FLATTEST, math.cos(math.radians(middle)))
    margin = max([SMALLEST_KM / 2, *(radius for _, _, radius in known)]) / KM_A_DEGREE
    high = (north - south) * 1.15 + 2 * margin
    wide = span * 1.15 + 2 * margin / flat
    wide, high = max(wide, high * ASPECT / flat), max(high, wide * flat / ASPECT)
    if wide > 360:
        wide, high = 360.0, max(north - south + 10, 360 * flat / ASPECT)
    return Window(west + span / 2 - wide / 2, middle + high / 2, wide, high)


def site_words(site: Site) -> str:
    """A place with its doubt: "Daraa, Syria", "Crimea (disputed: claimed by Russia and Ukraine)"."""
    name = site.where.name
    if site.claimed_by:
        return f"{name} (disputed: claimed by {_joined(site.claimed_by)})"
    country = site.country
    return f"{name}, {country}" if country and country != name else name


def basis_words(site: Site) -> str:
    """How it is known that this place is meant; empty where the report says so itself."""
    known = [part for part in (site.where.reason or "").split("; ") if not part.startswith("disputed")]
    words = "; ".join(part for part in known if part)
    return words if site.where.basis == "stated" else f"{site.where.basis}: {words}".rstrip(": ")


def _site(number: int, claims: Sequence[Claim], atlas: Atlas, dossier: Dossier) -> Site:
    wordings = dossier.wordings(claims)
    where = next(w.claim.where for w in wordings if w.claim.where)
    by = tuple(atlas.country(code) for code in where.claimed_by)
    return Site(number, where, atlas.country(where.country) if where.country else None, by, wordings)


def _most_claims_first(claims: Sequence[Claim]) -> tuple[int, list[tuple[str, float, float]]]:
    return -len(claims), sorted((c.where.name, c.where.lat or 0, c.where.lon or 0) for c in claims if c.where)


def _joined(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _arc(lons: Iterable[float]) -> tuple[float, float]:
    """The western end and the length of the shortest arc that holds all longitudes."""
    around = sorted({lon % 360 for lon in lons})
    gaps = [
        ((after - before) % 360 or 360, after)
        for before, after in zip(around, [*around[1:], around[0]], strict=True)
    ]
    widest, west = max(gaps)
    return (west - 360 if west > 180 else west), 360 - widest


def marks_of(sites: Sequence[Site], window: Window) -> list[Mark]:
    """Places that would cover each other share a mark."""
    marks: list[Mark] = []
    for site in sites:
        x, y = window.place(site.where.lat or 0, site.where.lon or 0)
        near = (m for m in marks if abs(m.x - x) < CROWDED and abs(m.y - y) < CROWDED * ASPECT)
        if mark := next(near, None):
            mark.sites.append(site)
        else:
            marks.append(Mark(x, y, [site]))
    return marks
