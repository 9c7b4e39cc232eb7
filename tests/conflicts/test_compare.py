from hypothesis import given
from hypothesis import strategies as st

from hearsay.conflicts import compare
from hearsay.records import Amount, Where

FIGURES = [
    (14, 14, 14, 15, 13.5, 16.5, "compatible"),
    (23, 23, None, 61, 61, 61, "compatible"),
    (14, 14, 14, 40, 40, 40, "conflict"),
    (285, 285, 285, None, 255, 290, "compatible"),
    (410, 410, 410, 400, 400, None, "compatible"),
    (12, 12, 12, 12, 12, 12, "agree"),
]

numbers = st.none() | st.floats(0, 1e6)
amounts = st.builds(
    lambda value, ends: Amount(value, ends[0], ends[1], None, None, 0, 1),
    numbers,
    st.tuples(numbers, numbers).filter(lambda ends: None in ends or ends[0] <= ends[1]),
)
places = st.builds(
    lambda n, c: Where(n, 0, 1, "stated", country=c),
    st.sampled_from(["Ostrava", "Old Ford", "Ford"]),
    st.sampled_from([None, "CZ", "GB"]),
)


def test_figures_agree_round_or_exclude_each_other() -> None:
    for value, low, high, value2, low2, high2, expected in FIGURES:
        one = Amount(value, low, high, None, "people", 0, 1)
        other = Amount(value2, low2, high2, None, "people", 0, 1)
        assert compare.amounts(one, other) == expected


@given(amounts, amounts)
def test_figures_compare_the_same_both_ways(a: Amount, b: Amount) -> None:
    assert compare.amounts(a, b) == compare.amounts(b, a)
    assert compare.amounts(a, a) != "conflict"


@given(places, places)
def test_places_compare_the_same_both_ways(a: Where, b: Where) -> None:
    assert compare.places(a, b) == compare.places(b, a)
    assert compare.places(a, a) == "agree"


def test_one_name_in_two_countries_is_two_places() -> None:
    one, other = (
        Where("Valport", 0, 1, "stated", country="ES"),
        Where("Valport", 0, 1, "stated", country="VE"),
    )
    assert compare.places(one, other) == "conflict"
