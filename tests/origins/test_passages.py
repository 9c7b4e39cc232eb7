"""Passages, by pairs of texts that anybody can edit, and whatever the texts are."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.origins.passages import _NOTICE, _SIGNS, Text, overlap

CASES = tomllib.loads(Path(__file__).with_name("taken.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_one_text_has_from_another(case: dict[str, Any]) -> None:
    text = case["text"]
    found = overlap(Text(text), Text(case["other"]))
    assert [text[p.at.start : p.at.end] for p in found.passages] == case["taken"]
    assert [text[q.at.start : q.at.end] for q in found.quotations] == case.get("quoted", [])


SOME = st.lists(st.sampled_from(["the", "Harn", "burst", "its", '"', ".", "\n", "banks", "7", "“", "”"])).map(
    " ".join
)


@given(SOME, SOME)
def test_an_overlap_is_the_same_from_the_other_side(text: str, other: str) -> None:
    found = overlap(Text(text), Text(other))
    assert found.turned().turned() == found
    assert 0 <= found.share <= 1
    assert 0 <= found.share_of_other <= 1
    for place in (*(p.at for p in found.passages), *(q.at for q in found.quotations)):
        assert 0 <= place.start < place.end <= len(text)
        assert place.of_start is not None
        assert place.of_end is not None
        assert 0 <= place.of_start < place.of_end <= len(other)


@given(st.from_regex(_NOTICE, alphabet=st.characters(max_codepoint=255)))
def test_whatever_tells_a_notice_has_one_of_the_signs(line: str) -> None:
    assert any(sign in line.lower() for sign in _SIGNS)
