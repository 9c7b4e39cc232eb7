"""Every entry of `chains.toml`, read by the shipped pipeline."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay.annotate import Annotator
from hearsay.records import Claim, Link
from tests.claims.test_cases import PUBLISHER, read

CHAINS = tomllib.loads(Path(__file__).with_name("chains.toml").read_text("utf-8"))["chain"]


def holding(claims: list[Claim], start: int, end: int) -> Claim | None:
    """The shortest claim of which the words are part."""
    near = [c for c in claims if any(s.start < end and start < s.end for s in c.spans)]
    return min(near, key=lambda c: (len(c.content), c.start), default=None)


def plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def words_of(link: Link, text: str) -> str:
    assert link.start is not None and link.end is not None
    return text[link.start : link.end]


@pytest.mark.parametrize("entry", CHAINS, ids=[f"{n:02} {e['text'][:60]}" for n, e in enumerate(CHAINS, 1)])
def test_whose_word_it_comes_on(entry: dict[str, Any], annotator: Annotator) -> None:
    text = entry["text"]
    start = text.index(entry["says"])
    claims = read(text, annotator)
    claim = holding(claims, start, start + len(entry["says"]))
    assert claim is not None, claims
    *voices, publisher = claim.chain
    assert publisher.name == PUBLISHER
    assert [plain(link.name) for link in voices] == [plain(name) for name in entry["chain"]]
    assert all(words_of(link, text).strip() for link in voices)
    if "count" in entry:
        assert (claim.voice.count or 0) == entry["count"]
