"""Places and amounts side by side: who edits a row says what two values have to do with each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.conflicts import compare
from hearsay.records import Amount, PlaceKind, Where


def amount(
    value: float | None,
    low: float | None,
    high: float | None,
    unit: str | None = None,
    state: str | None = None,
    part: bool = False,
) -> Amount:
    return Amount(value, low, high, unit, "people", 0, 1, state, part)


def exactly(value: float, unit: str | None = None, state: str | None = None, part: bool = False) -> Amount:
    return amount(value, value, value, unit, state, part)


AMOUNTS = [
    ("the same number", exactly(12), exactly(12), "agree"),
    ("two numbers", exactly(14), exactly(40), "conflict"),
    ("at least 23, and 61", amount(23, 23, None), exactly(61), "compatible"),
    ("at least 23, and 12", amount(23, 23, None), exactly(12), "conflict"),
    ("about 40, and 41", amount(40, 36, 44), exactly(41), "compatible"),
    ("40, and 41", exactly(40), exactly(41), "compatible"),
    ("300, and 297", exactly(300), exactly(297), "compatible"),
    ("20, and 23", exactly(20), exactly(23), "conflict"),
    ("12, and 13", exactly(12), exactly(13), "conflict"),
    ("dozens, and 60", amount(None, 24, None), exactly(60), "compatible"),
    ("dozens, and 7", amount(None, 24, None), exactly(7), "conflict"),
    ("20 to 30, and 25", amount(None, 20, 30), exactly(25), "compatible"),
    ("20 to 30, twice", amount(None, 20, 30), amount(None, 20, 30), "agree"),
    ("up to 30, and at least 40", amount(30, None, 30), amount(40, 40, None), "conflict"),
    ("dollars and euros", exactly(5, "USD"), exactly(9, "EUR"), "compatible"),
    ("10 miles, and 16 km", exactly(10, "mi"), exactly(16, "km"), "compatible"),
    ("10 miles, and 30 km", exactly(10, "mi"), exactly(30, "km"), "conflict"),
    ("half, and 50 percent", exactly(0.5, "share"), exactly(50, "percent"), "compatible"),
    ("killed and injured", exactly(3, state="killed"), exactly(9, state="injured"), "compatible"),
    ("a total and a part", exactly(12), exactly(3, part=True), "compatible"),
]


def place(
    name: str,
    country: str | None = None,
    lat: float | None = None,
    lon: float | None = None,
    radius: float | None = None,
    kind: PlaceKind | None = "city",
    claimed_by: tuple[str, ...] = (),
) -> Where:
    return Where(name, 0, 1, "stated", None, country, lat, lon, radius, None, kind, claimed_by)


PLACES = [
    ("one name", place("Marrow"), place("Marrow"), "agree"),
    ("one name in two countries", place("Valport", "ES"), place("Valport", "VE"), "conflict"),
    ("one name far apart", place("Ford", "GB", 51, 0), place("Ford", "GB", 57, -3), "conflict"),
    ("a port and its city", place("Marrow", "GB", 51, 0), place("Grain Quay", "GB", 51.1, 0), "compatible"),
    ("part of the name", place("Marrow"), place("Marrow harbour"), "compatible"),
    ("two towns", place("Marrow", "GB", 51, 0), place("Vellan", "GB", 53, 0), "conflict"),
    ("two towns in two countries", place("Marrow", "GB"), place("Vellan", "FR"), "conflict"),
    (
        "a town and its country",
        place("Marrow", "GB", 51, 0),
        place("Britain", "GB", 54, -2, 500, "country"),
        "compatible",
    ),
    (
        "a town and a region over borders",
        place("Marrow", "GB", 51, 0),
        place("the Lowlands", None, 52, 3, 400, "region"),
        "compatible",
    ),
    ("unknown places", place("Marrow"), place("Vellan"), "conflict"),
    ("a government", place("Marrow", "GB", kind="government"), place("Vellan", "FR"), "compatible"),
    (
        "a disputed territory and a side",
        place("Karst", None, 43, 20, 50, "region", ("AA", "BB")),
        place("Bendland", "BB", 10, 20, 500, "country"),
        "compatible",
    ),
]


@pytest.mark.parametrize(("what", "a", "b", "verdict"), AMOUNTS)
def test_amounts(what: str, a: Amount, b: Amount, verdict: str) -> None:
    judged = compare.amounts_with_reason(a, b)
    assert judged.verdict == verdict and judged.reason, what


@pytest.mark.parametrize(("what", "a", "b", "verdict"), PLACES)
def test_places(what: str, a: Where, b: Where, verdict: str) -> None:
    judged = compare.places_with_reason(a, b)
    assert judged.verdict == verdict and judged.reason, what


numbers = st.none() | st.floats(0, 1e6)
any_amount = st.builds(
    amount,
    numbers,
    numbers,
    numbers,
    st.sampled_from([None, "km", "mi", "USD", "percent", "share"]),
    st.sampled_from([None, "killed", "injured"]),
    st.booleans(),
)
any_place = st.builds(
    place,
    st.sampled_from(["Marrow", "Old Marrow", "Vellan", ""]),
    st.sampled_from([None, "CZ", "GB"]),
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.none() | st.floats(0, 5000),
    st.sampled_from([None, "city", "country", "government"]),
    st.sampled_from([(), ("CZ", "GB")]),
)


@given(any_amount, any_amount)
def test_amounts_compare_the_same_both_ways(a: Amount, b: Amount) -> None:
    assert compare.amounts_with_reason(a, b) == compare.amounts_with_reason(b, a)
    assert compare.amounts(a, a) == "agree"


@given(any_place, any_place)
def test_places_compare_the_same_both_ways(a: Where, b: Where) -> None:
    assert compare.places_with_reason(a, b) == compare.places_with_reason(b, a)
    assert compare.places(a, a) == "agree"


@given(st.floats(1, 1e6), st.floats(1, 1e6))
def test_a_range_holds_what_lies_in_it(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert compare.amounts(amount(None, low, high), exactly((low + high) / 2)) != "conflict"
