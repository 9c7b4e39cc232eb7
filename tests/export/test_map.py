"""A map shows how exactly a place is known and who disputes it, and every mark leads to words."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hearsay.export.atlas import Window, load_atlas
from hearsay.export.brief import Brief, State
from hearsay.export.brief_html import brief_html
from hearsay.export.brief_markdown import brief_markdown
from hearsay.export.dossier import Dossier
from hearsay.export.map import Map, basis_words, site_words, story_map, window_of
from hearsay.export.map_drawing import map_svg
from hearsay.export.sections import story_section
from hearsay.records import Claim, Where
from tests.export.test_timeline import REPORT, claim_of


def claim_in(number: int, where: Where | None) -> Claim:
    return replace(claim_of(number, "2023-03-10"), where=where)


def place(name: str, lat: float | None = None, lon: float | None = None, **more: object) -> Where:
    return Where(name, 0, 1, "stated", lat=lat, lon=lon, **more)  # type: ignore[arg-type]


def drawn(*places: Where | None) -> Map:
    return story_map(Dossier(None, (REPORT,), tuple(claim_in(n, w) for n, w in enumerate(places))))


def link(claim: Claim) -> str:
    return f"/words/{claim.id}"


ODESA = place("Odesa", 46.49, 30.74, country="UA", geonames=698740)
CRIMEA = place(
    "Crimea", 45.3, 34.4, claimed_by=("RU", "UA"), radius_km=150.0, reason="disputed: claimed by RU and UA"
)
SUVA = place("Suva", -18.14, 178.44, country="FJ")
APIA = place("Apia", -13.83, -171.76, country="WS")
MOSCOW = place("Moscow", 55.75, 37.61, kind="government")

wheres = st.none() | st.builds(
    place,
    st.sampled_from(["Odesa", "<b>Harn</b>", "Quell"]),
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    radius_km=st.none() | st.floats(1, 5000),
    kind=st.sampled_from([None, "city", "government", "country"]),
    claimed_by=st.sampled_from([(), ("RU", "UA")]),
)


@settings(max_examples=60, deadline=None)
@example([place("Odesa", 0.0, lon) for lon in (0.0, 7.0, -4.9e-186)])
@given(st.lists(wheres, max_size=12))
def test_every_claim_stands_in_one_place_and_every_mark_leads_to_it(places: list[Where | None]) -> None:
    found = drawn(*places)
    wordings = [w for group in (*found.sites, *found.lost) for w in group.wordings]
    claims = [claim.id for wording in (*wordings, *found.placeless) for claim in wording.claims]
    assert sorted(claims) == sorted(claim_in(n, w).id for n, w in enumerate(places))
    assert [site.number for site in found.sites] == list(range(1, len(found.sites) + 1))
    assert found == story_map(
        Dossier(None, (REPORT,), tuple(claim_in(n, w) for n, w in reversed(list(enumerate(places)))))
    )
    drawing = map_svg(found, link, "place-")
    if not found.sites:
        assert (found.window, drawing) == (None, "")
        return
    assert found.window
    assert all(found.window.holds(s.where.lat or 0, s.where.lon or 0) for s in found.sites)
    root = ElementTree.fromstring(drawing)
    anchors = list(root.iter("a"))
    words = {link(claim) for site in found.sites for wording in site.wordings for claim in wording.claims}
    lists = {f"#place-{site.number}" for site in found.sites}
    assert anchors and {a.attrib["href"] for a in anchors} <= words | lists
    named = " ".join(a.attrib["aria-label"] for a in anchors)
    assert all(f"{site.number}: {site_words(site)}" in named for site in found.sites)
    assert "<b>" not in drawing


def test_a_mark_for_one_statement_leads_to_it_and_one_for_more_to_their_list() -> None:
    found = drawn(ODESA, CRIMEA, CRIMEA, None)
    hrefs = re.findall(r'<a class="[^"]*" href="([^"]*)"', map_svg(found, link, "place-"))
    assert hrefs == ["#place-1", link(claim_in(0, ODESA))]


@pytest.mark.parametrize(
    ("where", "words", "known"),
    [
        (ODESA, "Odesa, Ukraine", ""),
        (CRIMEA, "Crimea (disputed: claimed by Russia and Ukraine)", ""),
        (place("Harn", 1.0, 2.0), "Harn", ""),
        (place("Syria", 35.0, 38.0, country="SY"), "Syria", ""),
        (
            replace(ODESA, basis="assumed", reason="the best known of 4"),
            "Odesa, Ukraine",
            "assumed: the best known of 4",
        ),
        (replace(ODESA, basis="resolved"), "Odesa, Ukraine", "resolved"),
        (
            place("Kashmir", 34.0, 76.0, claimed_by=("CN", "IN", "PK")),
            "Kashmir (disputed: claimed by China, India and Pakistan)",
            "",
        ),
    ],
)
def test_a_place_is_written_with_its_doubt(where: Where, words: str, known: str) -> None:
    (site,) = drawn(where).sites
    assert (site_words(site), basis_words(site)) == (words, known)


def test_a_disputed_place_is_drawn_as_one() -> None:
    assert 'class="site disputed"' in map_svg(drawn(CRIMEA), link, "place-")
    assert 'class="reach disputed"' in map_svg(drawn(CRIMEA), link, "place-")
    assert "disputed" not in map_svg(drawn(ODESA), link, "place-")


def test_what_is_no_point_is_listed_with_the_reason() -> None:
    found = drawn(
        MOSCOW, place("Quell"), replace(place("Harn"), reason="no place of that name is known"), None
    )
    assert [(lost.name, lost.reason) for lost in found.lost] == [
        ("Harn", "no place of that name is known"),
        ("Moscow", "a government, not the city"),
        ("Quell", "not in the gazetteer"),
    ]
    assert (found.sites, len(found.placeless)) == ((), 1)


def test_a_map_across_the_date_line_is_small() -> None:
    window = window_of([SUVA, APIA])
    assert window and window.width < 40
    assert window.holds(-18.14, 178.44) and window.holds(-13.83, -171.76)


def test_a_reach_is_as_many_kilometres_high_as_wide() -> None:
    (ellipse,) = re.findall(r'rx="([\d.]+)" ry="([\d.]+)"', map_svg(drawn(CRIMEA), link, "p"))
    across, down = map(float, ellipse)
    assert across / down == pytest.approx(1 / 0.7034, rel=0.01)  # the cosine of 45.3 degrees


@pytest.mark.parametrize(
    ("name", "lat", "lon", "land"),
    [
        ("Paris", 48.86, 2.35, True),
        ("Lagos", 6.45, 3.4, True),
        ("the plains of Kansas", 38.5, -98.0, True),
        ("the Atlantic", 30.0, -40.0, False),
        ("the Black Sea", 43.0, 34.0, False),
        ("the Bay of Bengal", 14.0, 88.0, False),
        ("the North Sea", 56.5, 3.0, False),
        ("Hudson Bay", 59.5, -86.0, False),
    ],
)
def test_people_live_on_land(name: str, lat: float, lon: float, land: bool) -> None:
    assert load_atlas().land[int((90 - lat) * 4), int((lon + 180) * 4)] == land, name


def test_an_outline_covers_the_land_in_its_window() -> None:
    atlas = load_atlas()
    assert atlas.outline(Window(-45, 32, 8, 6)) == ""
    assert atlas.outline(Window(10, 52, 4, 2)).startswith("M")
    assert len(atlas.outline(Window(-180, 90, 360, 180))) < 120_000
    assert atlas.country("UA") == "Ukraine"
    assert atlas.country("??") == "??"


def test_a_brief_draws_both_and_every_point_leads_to_cited_words() -> None:
    claims = (claim_in(0, ODESA), claim_in(1, CRIMEA), claim_in(2, place("<i>Quell")))
    brief = Brief(
        "All", (story_section(Dossier(None, (REPORT,), claims)),), State("town.ledger", {}, "0.1.0"), "today"
    )
    html = brief_html(brief)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    asked = re.findall(r'href="#([^"]+)"', html)
    assert set(asked) <= set(ids)
    assert 'class="bars"' in html and 'class="map"' in html
    assert "Crimea (disputed: claimed by Russia and Ukraine)" in html
    assert "&lt;i&gt;Quell" in html and "<i>Quell" not in html and "<b>word</b>" not in html


def test_a_brief_in_markdown_has_both_in_words() -> None:
    claims = (claim_in(0, ODESA), claim_in(1, CRIMEA), claim_in(2, place("Quell")), claim_in(3, None))
    text = brief_markdown(
        Brief(
            "All",
            (story_section(Dossier(None, (REPORT,), claims)),),
            State("town.ledger", {}, "0.1.0"),
            "today",
        )
    )
    places = text[text.index("### Places") :].split("\n\n")[1]
    assert re.sub(r" *\[[^)]*\)", "", places).splitlines() == [
        "- Crimea (disputed: claimed by Russia and Ukraine):",
        "- Odesa, Ukraine:",
        "- Quell (not on the map: not in the gazetteer):",
        "- No place:",
    ]
    assert "**Said to have happened**\n\n- 10 March 2023: [" in text
