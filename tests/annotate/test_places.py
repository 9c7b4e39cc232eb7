"""Every row: words of a report and where the place named in it lies. Made-up places have no coordinates."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.annotate.gazetteer import fold, load_gazetteer
from hearsay.annotate.places import find_places, resolve_spans
from hearsay.records import Name, Span, Where

GAZETTEER = load_gazetteer()


def places(text: str, *words: str) -> list[Where]:
    """The places at the first occurrence of each of these words."""
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    return list(resolve_spans(text, spans, gazetteer=GAZETTEER))


COUNTRIES = [
    ("It was said in Paris.", "Paris", "FR"),
    ("It was said in Paris, Texas.", "Paris", "US"),
    ("It was said in PARIS, Texas.", "PARIS", "US"),
    ("A team came from Valencia, Venezuela.", "Valencia", "VE"),
    ("A team came from Valencia, Spain.", "Valencia", "ES"),
    ("Shells fell on Daraa, in southern Syria.", "Daraa", "SY"),
    ("Shells fell on the Syrian city of Daraa.", "Daraa", "SY"),
    ("They met in Athens, Ga., in spring.", "Athens", "US"),
    ("They met in Athens.", "Athens", "GR"),
    ("They met in London, Ontario.", "London", "CA"),
    ("They met in Georgia and then in Tbilisi.", "Georgia", "GE"),
    ("They drove from Georgia to Alabama and Tennessee.", "Georgia", "US"),
    ("They met in Vienna.", "Vienna", "AT"),
    ("They met in Kiev.", "Kiev", "UA"),
    ("They met in the U.S. in spring.", "U.S.", "US"),
    ("Macedonian police came.", "Macedonian", "MK"),
    ("The Syrians left.", "Syrians", "SY"),
]

UNKNOWN = [
    ("They met in Dravenholt.", "Dravenholt"),
    ("Two men left Kirrel Voss.", "Kirrel Voss"),
    ("They met in Santa Rosa, in the east of Dravonia.", "Santa Rosa"),
    ("They met in Springfield.", "Springfield"),
    ("They met in Halle, and nobody else came.", "Halle"),
]


@pytest.mark.parametrize(("text", "word", "country"), COUNTRIES)
def test_the_country_of_a_place(text: str, word: str, country: str) -> None:
    others = [other for other in ("Tbilisi", "Alabama", "Tennessee") if other in text]
    found = places(text, word, *others)[0]
    assert found.country == country
    assert found.lat is not None and found.lon is not None


@pytest.mark.parametrize(("text", "word"), UNKNOWN)
def test_a_bare_guess_is_worse_than_nothing(text: str, word: str) -> None:
    (found,) = places(text, word)
    assert (found.name, found.lat, found.country) == (word, None, None)
    assert found.reason


def test_the_other_places_of_a_report_decide() -> None:
    text = "Fires burned in Springfield, and smoke reached Chicago, Peoria and Decatur."
    springfield, *_ = places(text, "Springfield", "Chicago", "Peoria", "Decatur")
    assert (springfield.country, round(springfield.lat or 0)) == ("US", 40)
    assert springfield.basis == "resolved"
    assert "other places" in (springfield.reason or "")


def test_two_places_of_one_name_stay_apart() -> None:
    text = "Builders from Valencia, Spain, met a team from Valencia, Venezuela."
    spans = [Span(match.start(), match.end()) for match in re.finditer("Valencia", text)]
    assert [where.country for where in resolve_spans(text, spans, gazetteer=GAZETTEER)] == ["ES", "VE"]


def test_what_rests_on_size_alone_is_assumed() -> None:
    (found,) = places("It was said in Paris.", "Paris")
    assert found.basis == "assumed" and "best known" in (found.reason or "")


def test_a_place_said_to_lie_in_another_is_stated() -> None:
    (found,) = places("It was said in Paris, Texas.", "Paris")
    assert (found.basis, found.reason) == ("stated", "said to lie in Texas")


def test_the_noun_that_ends_a_name_belongs_to_it() -> None:
    text = "Shots fell at the Korva bridge."
    (found,) = find_places(text, [Name(18, 23, "place", "Korva")], gazetteer=GAZETTEER)
    assert (found.name, text[found.start : found.end]) == ("Korva bridge", "Korva bridge")


def test_countries_and_peoples_are_found_without_a_name() -> None:
    text = "German soldiers flew to Mali."
    assert [place.country for place in find_places(text, [], gazetteer=GAZETTEER)] == ["DE", "ML"]


def test_a_person_named_like_a_place_is_none() -> None:
    text = "Paris Holm spoke."
    assert find_places(text, [Name(0, 10, "person", "Paris Holm")], gazetteer=GAZETTEER) == ()


@pytest.mark.parametrize("word", ["us", "in", "or", "me", "la", "car"])
def test_words_are_no_abbreviations(word: str) -> None:
    assert all(GAZETTEER.place(row).kind.name == "CITY" for row in GAZETTEER.find(word))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("St. Louis", "saint louis"),
        ("Dar‘ā", "dara"),
        ("The Hague", "hague"),
        ("Port-au-Prince", "port au prince"),
    ],
)
def test_names_are_compared_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


words = st.sampled_from(
    ["Paris", "Texas", ",", "in", "the north of", "Syrian", "Springfield", "bridge", "U.S.", "."]
)


@given(st.lists(st.one_of(words, st.text(max_size=8)), max_size=12))
def test_any_text_gives_spans_in_order(parts: list[str]) -> None:
    text, end = " ".join(parts), 0
    for where in find_places(text, [], gazetteer=GAZETTEER):
        assert end <= where.start < where.end <= len(text)
        assert (where.lat is None) == (where.lon is None)
        end = where.end
