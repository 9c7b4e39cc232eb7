"""The rows of `amounts.toml`, trees by hand, and any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from hearsay.annotate.amounts import find_amounts
from hearsay.annotate.dates import find_dates
from hearsay.annotate.numbers import figure_value
from hearsay.records import Amount, Parse, Span

VOCAB = English().vocab

ROWS = {
    text: meant
    for rows in tomllib.loads(Path(__file__).with_name("amounts.toml").read_text(encoding="utf-8")).values()
    for text, meant in rows.items()
}


def read(text: str, parse: Parse | None = None) -> list[Amount]:
    dates = find_dates(text, published="2020-05-14", sentences=(Span(0, len(text)),))
    return list(find_amounts(parse, text, dates=dates))


def meaning(amount: Amount) -> str:
    """An amount as the rows write it."""
    low, high = (f"{bound:.12g}" if bound is not None else "" for bound in (amount.low, amount.high))
    value = f"{amount.value:.12g}" if amount.value is not None else None
    if value == low == high:
        number = value
    elif value is not None and low and high:
        number = f"{value} ({low}..{high})"
    else:
        number = f"{low}..{high}"
    of = f"of {amount.of}" if amount.of and amount.unit else amount.of
    words = " ".join(part for part in (number, amount.unit, of) if part)
    return ", ".join(part for part in (words, amount.state, "part" if amount.part else None) if part)


@pytest.mark.parametrize("text", ROWS)
def test_what_is_counted(text: str) -> None:
    assert [f"{text[one.start : one.end]} → {meaning(one)}" for one in read(text)] == ROWS[text]


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 120


def parsed(*words: tuple[str, str, str, int, str]) -> Doc:
    """A parse by hand: word, tag, lemma, head, relation."""
    texts, tags, lemmas, heads, deps = zip(*words, strict=True)
    return Doc(VOCAB, list(texts), tags=list(tags), lemmas=list(lemmas), heads=list(heads), deps=list(deps))


def test_the_noun_and_the_state_are_read_off_the_tree() -> None:
    doc = parsed(
        ("Storms", "NNS", "storm", 1, "nsubj"),
        ("killed", "VBD", "kill", 1, "ROOT"),
        ("12", "CD", "12", 5, "nummod"),
        ("mostly", "RB", "mostly", 4, "advmod"),
        ("elderly", "JJ", "elderly", 5, "amod"),
        ("sheep", "NNS", "sheep", 1, "obj"),
    )
    assert [meaning(one) for one in read(doc.text, doc)] == ["12 sheep, killed"]


def test_who_kills_is_not_killed() -> None:
    doc = parsed(
        ("Twelve", "CD", "twelve", 1, "nummod"),
        ("hunters", "NNS", "hunter", 2, "nsubj"),
        ("killed", "VBD", "kill", 2, "ROOT"),
        ("foxes", "NNS", "fox", 2, "obj"),
    )
    assert [meaning(one) for one in read(doc.text, doc)] == ["12 hunters"]


def test_who_was_not_hurt_is_not_injured() -> None:
    doc = parsed(
        ("Twelve", "CD", "twelve", 1, "nummod"),
        ("hunters", "NNS", "hunter", 4, "nsubj:pass"),
        ("were", "VBD", "be", 4, "aux:pass"),
        ("never", "RB", "never", 4, "advmod"),
        ("injured", "VBN", "injure", 4, "ROOT"),
    )
    assert [meaning(one) for one in read(doc.text, doc)] == ["12 hunters"]


@pytest.mark.parametrize("figures", ["3.2.1", "1,2,3", "1,0000", "12,345,67", "1.2,3.4"])
def test_what_no_convention_writes_is_no_number(figures: str) -> None:
    assert figure_value(figures) is None


@given(st.integers(0, 10**12))
def test_a_whole_number_is_the_same_in_every_convention(number: int) -> None:
    assert figure_value(f"{number:,}") == number
    if number >= 10**6:
        assert figure_value(f"{number:,}".replace(",", ".")) == number


rows = st.sampled_from(list(ROWS))


@given(st.lists(st.one_of(rows, st.text(max_size=12)), max_size=6))
def test_any_text_gives_spans_in_order(parts: list[str]) -> None:
    text, end = " ".join(parts), 0
    for amount in read(text):
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end].strip() == text[amount.start : amount.end]
        assert amount.low is None or amount.high is None or amount.low <= amount.high
        end = amount.end
