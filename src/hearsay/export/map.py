"""A map of a story: the places of its claims, how exactly they are known, which of them are disputed.

In: a dossier. Out: numbered places, a drawing of them, and what could not be put on it. Never here: a border,
a point for what is none, a claim left out.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from hearsay.export.atlas import CELLS, Atlas, Window, load_atlas
from hearsay.export.dossier import Dossier, Wording
from hearsay.export.wording import plural
from hearsay.records import Claim, Where

KM_A_DEGREE = 111.2
ASPECT = 1.5  # width to height
SMALLEST_KM = 900  # a map of less shows no coast and no city that one could recognise
FLATTEST = 0.25  # near the poles a degree of longitude is drawn no narrower than this
# Shares of the width of a map, on a phone of 360 pixels: two marks this near would cover each other.
CROWDED = 0.055
LETTER, LINE = 6.4 / 360, 15 / 240
CITIES_SHOWN = 14


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
class _Mark:
    """What stands at one point of the drawing: a place, or several too close to be told apart."""

    x: float
    y: float
    sites: list[Site]

    @property
    def label(self) -> str:
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
        together = [site for mark in _marks(sites, window) for site in mark.sites]
        sites = tuple(replace(site, number=number) for number, site in enumerate(together, start=1))
    lost = tuple(Lost(*key, dossier.wordings(names[key])) for key in sorted(names))
    return Map(window, sites, lost, dossier.wordings(placeless))


def window_of(places: Sequence[Where]) -> Window | None:
    """The smallest map that holds all places and what can be held of their circles."""
    known = [(w.lat, w.lon, w.radius_km or 0.0) for w in places if w.lat is not None and w.lon is not None]
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


def map_svg(drawn: Map, link: Callable[[Claim], str], anchor: str) -> Markup:
    """The drawing; every mark is a link to the words of its only statement, or to the list of them.

    That stands on the same page under `anchor` and the number of the place. The drawing fills the width that
    it is given, three to two; marks and words keep their size.
    """
    if drawn.window is None:
        return Markup("")
    window, atlas = drawn.window, load_atlas()
    marks = _marks(drawn.sites, window)
    taken = [(m.x - CROWDED / 2, m.y - LINE / 2, m.x + CROWDED / 2, m.y + LINE / 2) for m in marks]
    own = {site.where.name.casefold() for site in drawn.sites}
    cities = [c for c in atlas.cities if window.holds(c.lat, c.lon) and c.name.casefold() not in own]
    words = [_label(mark.x, mark.y, _short(mark), "name", taken) for mark in marks]
    shown: list[Markup] = []
    for city in cities:
        x, y = window.place(city.lat, city.lon)
        if len(shown) < CITIES_SHOWN and (text := _label(x, y, city.name, "city", taken, dot=True)):
            shown.append(text)
    land = Markup(
        '<svg class="ground" width="100%" height="100%" viewBox="0 0 {} {}" preserveAspectRatio="none">'
        '<path class="land" d="{}"/>{}</svg>'
    ).format(
        _short_number(window.width * CELLS),
        _short_number(window.height * CELLS),
        atlas.outline(window),
        Markup("").join(_circle(site, window) for site in drawn.sites),
    )
    points = Markup("").join(_mark(mark, link, anchor) for mark in marks)
    name = f"Map of {plural(len(drawn.sites), 'place')}"
    return Markup('<svg class="map" role="group" aria-label="{}">{}</svg>').format(
        name, land + Markup("").join(shown) + Markup("").join(words) + points
    )


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


def _marks(sites: Sequence[Site], window: Window) -> list[_Mark]:
    """Places that would cover each other share a mark."""
    marks: list[_Mark] = []
    for site in sites:
        x, y = window.place(site.where.lat or 0, site.where.lon or 0)
        near = (m for m in marks if abs(m.x - x) < CROWDED and abs(m.y - y) < CROWDED * ASPECT)
        if mark := next(near, None):
            mark.sites.append(site)
        else:
            marks.append(_Mark(x, y, [site]))
    return marks


def _mark(mark: _Mark, link: Callable[[Claim], str], anchor: str) -> Markup:
    first = mark.sites[0]
    disputed = any(site.claimed_by for site in mark.sites)
    count = sum(len(site.wordings) for site in mark.sites)
    words = "; ".join(f"{s.number}: {site_words(s)}" for s in mark.sites) + f" – {plural(count, 'statement')}"
    return Markup(
        '<a class="site{}" href="{}" aria-label="{}"><title>{}</title>'
        '<svg x="{}%" y="{}%" overflow="visible"><circle r="9.5"/>'
        '<text y="4" text-anchor="middle">{}</text></svg></a>'
    ).format(
        " disputed" if disputed else "",
        link(first.wordings[0].claim) if count == 1 else f"#{anchor}{first.number}",
        words,
        words,
        _short_number(100 * mark.x),
        _short_number(100 * mark.y),
        mark.label,
    )


def _circle(site: Site, window: Window) -> Markup:
    """How far a place reaches, or where within it could be meant."""
    where = site.where
    if not where.radius_km:
        return Markup("")
    x, y = window.place(where.lat or 0, where.lon or 0)
    high = where.radius_km / KM_A_DEGREE * CELLS
    flat = max(FLATTEST, math.cos(math.radians(where.lat or 0)))
    return Markup('<ellipse class="reach{}" cx="{}" cy="{}" rx="{}" ry="{}"/>').format(
        " disputed" if site.claimed_by else "",
        *(_short_number(n) for n in (x * window.width * CELLS, y * window.height * CELLS, high / flat, high)),
    )


def _label(
    x: float,
    y: float,
    words: str,
    kind: str,
    taken: list[tuple[float, float, float, float]],
    *,
    dot: bool = False,
) -> Markup:
    """Words beside a point where they cover nothing, or nothing at all; notes the room that they take."""
    wide, aside = len(words) * LETTER, 0.014 if dot else 0.035
    for left, anchor in ((x + aside, "start"), (x - aside - wide, "end")):
        box = (left, y - LINE / 2, left + wide, y + LINE / 2)
        if (
            box[0] >= 0
            and box[2] <= 1
            and box[1] >= 0
            and box[3] <= 1
            and not any(_meet(box, t) for t in taken)
        ):
            taken.append(box)
            point = Markup('<circle r="1.8"/>') if dot else Markup("")
            offset = (4 if dot else 12) * (1 if anchor == "start" else -1)
            return Markup(
                '<svg class="{}" x="{}%" y="{}%" overflow="visible" aria-hidden="true">{}'
                '<text x="{}" y="4" text-anchor="{}">{}</text></svg>'
            ).format(kind, _short_number(100 * x), _short_number(100 * y), point, offset, anchor, words)
    return Markup("")


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _short(mark: _Mark) -> str:
    names = [site.where.name for site in mark.sites]
    disputed = " (disputed)" if any(site.claimed_by for site in mark.sites) else ""
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return names[0] + disputed + more


def _short_number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
