"""Every row: the words of a report and what is counted in it, as (value, low, high, unit, of)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.annotate.amounts import find_amounts
from hearsay.annotate.dates import find_dates
from hearsay.records import Amount, Span


def read(text: str) -> list[Amount]:
    dates = find_dates(text, published="2020-05-14", sentences=(Span(0, len(text)),))
    return list(find_amounts(None, text, dates=dates))


COUNTED = [
    ("Some people saw 14 soldiers.", "14", (14, 14, 14, None, "soldiers")),
    ("Fourteen soldiers fell.", "Fourteen", (14, 14, 14, None, "soldiers")),
    ("He saw two hundred and six men.", "two hundred and six", (206, 206, 206, None, "men")),
    ("He saw a dozen men.", "a dozen", (12, 12, 12, None, "men")),
    ("About 2,500 people came.", "About 2,500", (2500, 2250, 2750, None, "people")),
    ("Around thirty people came.", "Around thirty", (30, 27, 33, None, "people")),
    ("At least 23 people came.", "At least 23", (23, 23, None, None, "people")),
    ("More than 400 people came.", "More than 400", (400, 400, None, None, "people")),
    ("Up to 30 people came.", "Up to 30", (30, None, 30, None, "people")),
    ("Fewer than 30 people came.", "Fewer than 30", (30, None, 30, None, "people")),
    ("Nearly 100 people came.", "Nearly 100", (100, 90, 100, None, "people")),
    ("Between 20 and 30 people came.", "Between 20 and 30", (None, 20, 30, None, "people")),
    ("Dozens of people came.", "Dozens", (None, 24, None, None, "people")),
    ("Tens of thousands of people came.", "Tens of thousands", (None, 20_000, None, None, "people")),
    ("The firm paid $285.", "$285", (285, 285, 285, "USD", None)),
    ("The firm paid $2 million.", "$2 million", (2e6, 2e6, 2e6, "USD", None)),
    ("The firm paid €4.5bn.", "€4.5bn", (4.5e9, 4.5e9, 4.5e9, "EUR", None)),
    ("The firm paid 285 dollars.", "285 dollars", (285, 285, 285, "USD", None)),
    ("The firm paid between $255 and $290.", "between $255 and $290", (None, 255, 290, "USD", None)),
    ("The firm paid 255-290 dollars.", "255-290 dollars", (None, 255, 290, "USD", None)),
    ("The firm paid $2-3 million.", "$2-3 million", (None, 2e6, 3e6, "USD", None)),
    ("Prices rose by 4 percent.", "4 percent", (4, 4, 4, "percent", None)),
    ("Prices rose by 4.5%.", "4.5%", (4.5, 4.5, 4.5, "percent", None)),
    ("It rained 400 millimetres.", "400 millimetres", (400, 400, 400, "mm", None)),
    ("It holds 3 billion cubic metres.", "3 billion cubic metres", (3e9, 3e9, 3e9, "m3", None)),
    ("It carried 4.1 million tonnes.", "4.1 million tonnes", (4.1e6, 4.1e6, 4.1e6, "t", None)),
    ("One in five went.", "One in five", (0.2, 0.2, 0.2, "share", None)),
    ("It is a fifth below that.", "a fifth", (0.2, 0.2, 0.2, "share", None)),
    ("Two-thirds of the seats went.", "Two-thirds", (0.6667, 0.6667, 0.6667, "share", None)),
    ("Growth is between 3% and 6% now.", "between 3% and 6%", (None, 3, 6, "percent", None)),
    ("Two men from 12 families came.", "Two", (2, 2, 2, None, "men")),
    ("They asked for 240, he said.", "240", (240, 240, 240, None, None)),
]

STATES = [
    ("At least 23 people were killed.", "killed"),
    ("Around thirty people were hurt.", "injured"),
    ("Some 48 people are still missing.", "missing"),
    ("The flood killed nine people.", "killed"),
    ("Police said 12 men were arrested.", "arrested"),
    ("Twelve people left.", None),
]

NOTHING = [
    "The mine closed on 3 May 2019.",
    "It fell at 4 a.m. on Sunday.",
    "The 9th brigade and the 21st century.",
    "The operators shut gate 3.",
    "They read statement No. 34.",
    "It stands in section 3.2 of the paper.",
    "They took Flight 17 and Highway 61.",
    "Apollo 11 was built by Vostok 2.",
    "Ana Rell, 58, came alone.",
    "Ana Rell (58) came alone.",
    "A 12-year-old boy came.",
    "Marrow won 3-1 at home.",
    "Call (318) 555-2019 now.",
    "Line of Sorrow 2 is open.",
    "No people came.",
    "One of the men came.",
    "No one came.",
    "In 2009 it fell.",
    "1. The dam failed.",
    "It took two weeks.",
]


@pytest.mark.parametrize(("text", "words", "meant"), COUNTED)
def test_what_is_counted(text: str, words: str, meant: tuple[float | None, ...]) -> None:
    amount = read(text)[0]
    assert text[amount.start : amount.end] == words
    assert (amount.value, amount.low, amount.high, amount.unit, amount.of) == meant


@pytest.mark.parametrize(("text", "state"), STATES)
def test_what_has_become_of_those_counted(text: str, state: str | None) -> None:
    (amount,) = read(text)
    assert amount.state == state


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_amount(text: str) -> None:
    assert read(text) == []


rows = st.sampled_from([row[0] for row in COUNTED + STATES] + NOTHING)


@given(st.lists(st.one_of(rows, st.text(max_size=12)), max_size=6))
def test_any_text_gives_spans_in_order(parts: list[str]) -> None:
    text, end = " ".join(parts), 0
    for amount in read(text):
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end].strip() == text[amount.start : amount.end]
        assert amount.low is None or amount.high is None or amount.low <= amount.high
        end = amount.end
