"""The rows of `places.toml`, what a place rests on, and any text."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.annotate.gazetteer import fold, load_gazetteer
from hearsay.annotate.places import find_places, resolve_spans
from hearsay.records import Name, NameKind, Span, Where

GAZETTEER = load_gazetteer()
SECTIONS = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
FOUND = SECTIONS.pop("found")
RESOLVED = {row: where for rows in SECTIONS.values() for row, where in rows.items()}


def unbracketed(row: str) -> tuple[str, list[Span]]:
    """A row without its brackets, and where the words stood that they held."""
    text, spans = "", []
    for piece in re.split(r"(\[[^\]]*\])", row):
        words = piece[1:-1] if piece.startswith("[") else piece
        if piece.startswith("["):
            spans.append(Span(len(text), len(text) + len(words)))
        text += words
    return text, spans


def named(row: str) -> tuple[str, list[Name]]:
    """A row of the part "found": its text and its names."""
    text, names = "", []
    for piece in re.split(r"(\[[^\]]*\])", row):
        if piece.startswith("["):
            kind, words = piece[1:-1].split(" ", 1)
            names.append(Name(len(text), len(text) + len(words), KINDS[kind], words))
            text += words
        else:
            text += piece
    return text, names


KINDS: dict[str, NameKind] = {"person": "person", "organization": "organization", "place": "place"}


def meaning(where: Where, like: str = "") -> str:
    """A place as the rows write it."""
    if where.kind == "government":
        return f"government of {where.country}"
    if where.lat is None or where.lon is None:
        return "nothing"
    words = " ".join(filter(None, (where.country, where.kind)))
    at = f" @{round(where.lat)},{round(where.lon)}" if "@" in like else ""
    return (f"{' '.join(where.claimed_by)} claim: " if where.claimed_by else "") + words + at


def places(text: str, *words: str) -> list[Where]:
    """The places at the first occurrence of each of these words."""
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    return list(resolve_spans(text, spans, gazetteer=GAZETTEER))


@pytest.mark.parametrize("row", RESOLVED)
def test_where_a_place_lies(row: str) -> None:
    text, spans = unbracketed(row)
    found = resolve_spans(text, spans, gazetteer=GAZETTEER)
    expected = RESOLVED[row]
    assert [meaning(where, like) for where, like in zip(found, expected, strict=True)] == expected
    assert all(where.reason for where in found if where.lat is None or where.basis != "stated")


@pytest.mark.parametrize("row", FOUND)
def test_which_words_are_places(row: str) -> None:
    text, names = named(row)
    found = find_places(text, names, gazetteer=GAZETTEER)
    assert [f"{text[where.start : where.end]} → {meaning(where)}" for where in found] == FOUND[row]


def test_there_are_enough_rows() -> None:
    assert len(RESOLVED) + len(FOUND) >= 100


def test_the_other_places_of_a_report_decide() -> None:
    text = "Fires burned in Springfield, and smoke reached Chicago, Peoria and Decatur."
    springfield, *_ = places(text, "Springfield", "Chicago", "Peoria", "Decatur")
    assert springfield.basis == "resolved" and "other places" in (springfield.reason or "")


def test_the_publisher_keeps_a_place_company() -> None:
    text, span = "Fires burned in Springfield.", Span(16, 27)
    (alone,) = resolve_spans(text, [span], gazetteer=GAZETTEER)
    (local,) = resolve_spans(text, [span], gazetteer=GAZETTEER, publisher="Peoria Morning Post")
    assert alone.lat is None
    assert (local.country, round(local.lat or 0), round(local.lon or 0)) == ("US", 40, -90)


def test_what_rests_on_size_alone_is_assumed() -> None:
    (found,) = places("It was said in Paris.", "Paris")
    assert found.basis == "assumed" and "best known" in (found.reason or "")


def test_a_place_said_to_lie_in_another_is_stated() -> None:
    (found,) = places("It was said in Paris, Texas.", "Paris")
    assert (found.basis, found.reason) == ("stated", "said to lie in Texas")


def test_a_name_means_the_same_place_throughout() -> None:
    text = "It was said in Paris, Texas. Later Paris was quiet."
    spans = [Span(match.start(), match.end()) for match in re.finditer("Paris", text)]
    first, second = resolve_spans(text, spans, gazetteer=GAZETTEER)
    assert first.geonames == second.geonames
    assert (second.basis, second.reason) == ("resolved", "as the report says elsewhere")


def test_a_disputed_territory_says_who_claims_it() -> None:
    (found,) = places("They met in Crimea.", "Crimea")
    assert found.reason == "disputed: claimed by RU and UA"


def test_a_region_has_a_radius() -> None:
    (found,) = places("They met in the Western Balkans.", "Western Balkans")
    assert found.radius_km and found.radius_km > 100


@pytest.mark.parametrize("word", ["us", "in", "or", "me", "la", "car"])
def test_words_are_no_abbreviations(word: str) -> None:
    assert all(GAZETTEER.place(row).kind.name == "CITY" for row in GAZETTEER.find(word))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("São Paulo", "sao paulo"),
        ("St. Louis", "saint louis"),
        ("Dar‘ā", "dara"),
        ("The Hague", "hague"),
        ("Port-au-Prince", "port au prince"),
    ],
)
def test_names_are_compared_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


words = st.sampled_from(
    [
        "Paris",
        "Texas",
        ",",
        "in",
        "the north of",
        "Syrian",
        "Springfield",
        "bridge",
        "U.S.",
        ".",
        "Moscow said",
    ]
)


@settings(deadline=None)  # the first call opens the gazetteer
@given(st.lists(st.one_of(words, st.text(max_size=8)), max_size=12))
def test_any_text_gives_spans_in_order(parts: list[str]) -> None:
    text, end = " ".join(parts), 0
    for where in find_places(text, [], gazetteer=GAZETTEER, publisher=text[:40]):
        assert end <= where.start < where.end <= len(text)
        assert (where.lat is None) == (where.lon is None)
        end = where.end
