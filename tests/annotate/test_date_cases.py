"""The pairs of date_cases.toml: what a report says, and the dates that come of it."""

import tomllib
from pathlib import Path

import pytest

from hearsay.annotate.dates import find_dates
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


def test_there_are_enough_rows_to_rely_on() -> None:
    assert len(ROWS) >= 200
