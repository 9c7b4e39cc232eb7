"""The drawing of a map: land, circles, marks that lead to words.

In: a map, and where its words are. Out: SVG that any page can hold, light or dark. Never here: a border, a
colour, a script.
"""

import math
from collections.abc import Callable

from markupsafe import Markup

from hearsay.export.atlas import CELLS, Window, load_atlas
from hearsay.export.map import CROWDED, FLATTEST, KM_A_DEGREE, Map, Mark, Site, marks_of, site_words
from hearsay.export.wording import plural
from hearsay.records import Claim

# Shares of a map on a phone of 360 pixels: what a letter is wide and a line of words high.
LETTER, LINE = 6.4 / 360, 15 / 240
CITIES_SHOWN = 14


def map_svg(drawn: Map, link: Callable[[Claim], str], anchor: str) -> Markup:
    """The drawing; every mark is a link to the words of its only statement, or to the list of them.

    That stands on the same page under `anchor` and the number of the place. The drawing fills the width that
    it is given, three to two; marks and words keep their size.
    """
    if drawn.window is None:
        return Markup("")
    window, atlas = drawn.window, load_atlas()
    marks = marks_of(drawn.sites, window)
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


def _mark(mark: Mark, link: Callable[[Claim], str], anchor: str) -> Markup:
    first = mark.sites[0]
    disputed = any(site.claimed_by for site in mark.sites)
    count = sum(len(site.wordings) for site in mark.sites)
    words = "; ".join(f"{s.number}: {site_words(s)}" for s in mark.sites) + f" – {plural(count, 'statement')}"
    return Markup(
        '<a class="site{}" href="{}" aria-label="{}"><title>{}</title>'
        '<svg x="{}%" y="{}%" overflow="visible"><circle r="{}"/>'
        '<text y="4" text-anchor="middle">{}</text></svg></a>'
    ).format(
        " disputed" if disputed else "",
        link(first.wordings[0].claim) if count == 1 else f"#{anchor}{first.number}",
        words,
        words,
        _short_number(100 * mark.x),
        _short_number(100 * mark.y),
        9.5 if len(mark.sites) == 1 else 13,
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


def _short(mark: Mark) -> str:
    names = [site.where.name for site in mark.sites]
    disputed = " (disputed)" if any(site.claimed_by for site in mark.sites) else ""
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return names[0] + disputed + more


def _short_number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
