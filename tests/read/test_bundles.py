import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.read.bundles import split_bundle
from hearsay.read.paragraphs import to_paragraphs
from hearsay.records import Report

CASES = tomllib.loads((Path(__file__).parent / "bundles.toml").read_text(encoding="utf-8"))
BUNDLES = {case["name"]: case for case in CASES["bundle"]}
WHOLE = {case["name"]: case for case in CASES["whole"]}
FERRY = "The council of Port Ambry closed the old ferry line on Tuesday. Buses will run from Monday, it said."


def reports(text: str) -> list[Report]:
    found = read_bytes(text.strip().encode(), "pile.txt", config=ReadConfig())
    assert all(isinstance(r, Report) for r in found)
    return [r for r in found if isinstance(r, Report)]


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_split_at_its_seams(name: str) -> None:
    titles = BUNDLES[name]["titles"]
    found = reports(BUNDLES[name]["text"])
    assert [r.title for r in found] == titles
    assert [r.source for r in found] == [f"pile.txt#{n}" for n in range(1, len(titles) + 1)]


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_article_is_not_split(name: str) -> None:
    assert len(reports(WHOLE[name]["text"])) == 1


def test_two_clippings_on_one_story_are_split_by_their_datelines() -> None:
    text = f"""
Ferry line closed after cracks found

PORT AMBRY, May 5 (LNS) - {FERRY}

Port Ambry closes ferry after inspection

Port Ambry, 6 May 2014 (Island Wire) - {FERRY}"""
    assert [r.publisher for r in reports(text)] == ["LNS", "Island Wire"]


@given(st.permutations(sorted(BUNDLES)), st.integers(1, 3))
def test_parts_of_a_bundle_hold_every_paragraph_once_and_in_order(names: list[str], count: int) -> None:
    paragraphs = to_paragraphs("\n\n".join(BUNDLES[name]["text"] for name in names[:count]))
    assert [p for part in split_bundle(paragraphs) for p in part] == paragraphs


@given(st.text(alphabet=st.sampled_from("Ab c.\n?-—("), max_size=300))
def test_any_text_is_split_into_its_own_paragraphs(text: str) -> None:
    paragraphs = to_paragraphs(text)
    assert [p for part in split_bundle(paragraphs) for p in part] == paragraphs
