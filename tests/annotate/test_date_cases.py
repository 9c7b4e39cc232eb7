"""The pairs of date_cases.toml: what a report says, and the dates that come of it."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.annotate.dates import find_dates, find_timexes
from hearsay.records import Span, edtf

PARTS = tomllib.loads(Path(__file__).with_name("date_cases.toml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(row[0], part.get("published"), row[1:], id=f"{name}-{row[0]}")
    for name, part in PARTS.items()
    for row in part["rows"]
]


@pytest.mark.parametrize(("text", "published", "expected"), ROWS)
def test_what_is_no_date_gives_none_and_what_is_one_keeps_its_doubt(
    text: str, published: str | None, expected: list[str]
) -> None:
    found = find_dates(text, published=published, sentences=(Span(0, len(text)),))
    assert [when.edtf for when in found if when.edtf] == expected
    assert all(edtf.is_valid(day) for day in expected)
    assert all(when.reason for when in found if when.edtf is None and when.type in ("DATE", "TIME"))


texts = st.lists(st.sampled_from([row[0] for part in PARTS.values() for row in part["rows"]]), max_size=6)
days = st.sampled_from([None, "2020-05-14", "2020-05", "2020", "XXXX-05-14", "0001-01-02", "9999-12-30"])


@given(texts, st.sampled_from([" ", "\n\n", " on ", " to ", " and ", ", ", "-"]), days)
def test_rows_side_by_side_give_valid_dates_in_order(
    rows: list[str], between: str, published: str | None
) -> None:
    text = between.join(rows)
    sentences = (Span(0, len(text)),)
    for found in (find_dates, find_timexes):
        end = 0
        for when in found(text, published=published, sentences=sentences):
            assert end <= when.start < when.end <= len(text)
            assert when.edtf is None or edtf.is_valid(when.edtf), when
            end = when.end


@given(texts, days)
def test_what_is_found_does_not_hang_on_what_follows(rows: list[str], published: str | None) -> None:
    """Except that one date in figures may tell the order of another."""
    lines = [row + "\n\n" for row in rows if "/" not in row and "-20" not in row]
    starts = [sum(map(len, lines[:n])) for n in range(len(lines) + 1)]
    sentences = [Span(a, b) for a, b in pairwise(starts)]
    whole = find_dates("".join(lines), published=published, sentences=sentences)
    for n, end in enumerate(starts[1:-1], 1):
        part = find_dates("".join(lines[:n]), published=published, sentences=sentences[:n])
        assert part == tuple(when for when in whole if when.end <= end)


def test_there_are_enough_rows_to_rely_on() -> None:
    assert len(ROWS) >= 200
