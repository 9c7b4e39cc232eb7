"""How a sentence is read: stems, names, numbers, dates, and who says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.check.words import akin, read_sentence, read_sentences, source_first, stem, without_contrast


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two hundred and five sheep", {205}),
        ("4 million crowns", {4_000_000}),
        ("a dozen boats", {12}),
        ("1,200 of 3,400 houses", {1200, 3400}),
        ("twenty-three goats and seven dogs", {23, 7}),
        ("one of the best", set()),
        ("in 1987", set()),
    ],
)
def test_numbers_are_read_by_value(text: str, values: set[float]) -> None:
    assert read_sentence(text, {}).values == values


def test_months_days_and_years_are_dates() -> None:
    assert read_sentence("It may rain on Monday, 3 May 2031.", {}).dates == {"monday", "may", "2031"}
    assert read_sentence("It may rain.", {}).dates == frozenset()


@pytest.mark.parametrize(
    ("one", "other"), [("models", "modelling"), ("denied", "denies"), ("closed", "closing")]
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert akin(stem(one), stem(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Austria", "Australia"), ("Slovakia", "Slovenia"), ("dam", "damage")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert not akin(stem(one.lower()), stem(other.lower()))


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day, Mina Holt said.",
        "“It rained all day,” said Mina Holt.",
        "According to Mina Holt, it rained all day.",
        "It rained all day, according to Mina Holt.",
    ],
)
def test_who_says_it_comes_first(text: str) -> None:
    assert source_first(text).lower() == "mina holt said it rained all day."


@given(st.text())
def test_any_text_is_read_and_sentences_quote_it(text: str) -> None:
    for sentence in read_sentences(text, {}):
        assert text[sentence.start : sentence.end] == sentence.text
        assert len(sentence.words) == len(sentence.stems) == len(sentence.weights)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Soldiers, not rebels, burned the mill.", "Soldiers burned the mill."),
        ("It was done by a cutter, and not by the navy.", "It was done by a cutter."),
        ("It did not burn.", "It did not burn."),
        ("He came, not only in May, and left.", "He came, not only in May, and left."),
    ],
)
def test_what_is_not_meant_is_left_out(text: str, meant: str) -> None:
    assert without_contrast(text) == meant
