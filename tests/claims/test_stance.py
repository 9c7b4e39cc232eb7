"""Every line of `stance_cases.toml`, read by the shipped pipeline."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hearsay.annotate import Annotator
from hearsay.claims import find_claims
from hearsay.records import Claim, Report, report_id

CASES = tomllib.loads(Path(__file__).with_name("stance_cases.toml").read_text("utf-8"))
LINES = [(topic, case) for topic, cases in CASES.items() for case in cases]
USUAL = {"stance": "asserts", "negated": False, "hypothetical": False}
SAME = 0.6
"""Contents that share this part of their characters count as the same: borders are tested elsewhere."""


def read(text: str, annotator: Annotator) -> list[Claim]:
    [doc] = annotator.annotate(
        [
            Report(
                report_id(text, publisher=None, published=None),
                "t.txt",
                None,
                None,
                (),
                None,
                "en",
                "news",
                text,
            )
        ]
    )
    return find_claims(doc)


def wanted(case: dict[str, Any]) -> dict[str, Any]:
    """What a line says, with what goes without saying."""
    values = USUAL | {key: value for key, value in case.items() if key not in {"text", "claim", "voice"}}
    unclaimed = values["hypothetical"] or values["stance"] in {"asks", "demands", "other"}
    return {"certainty": "unknown" if unclaimed else "certain"} | values


def places(case: dict[str, Any]) -> Iterator[int]:
    """The characters of the words that a line calls claimed."""
    start = 0
    for piece in case["claim"].split(" … "):
        start = case["text"].index(piece, start)
        yield from range(start, start + len(piece))


def nearest(claims: list[Claim], case: dict[str, Any]) -> list[Claim]:
    """The claims of the voice in question that share most with the words of a line."""
    gold = set(places(case))
    shared = []
    for claim in claims:
        here = {i for span in claim.spans for i in range(span.start, span.end)}
        voice = claim.voice.name or "report"
        if case.get("voice", "").lower() in voice.lower():
            shared.append((len(gold & here) / len(gold | here), claim))
    most = max((part for part, _ in shared), default=0.0)
    return [claim for part, claim in shared if part == most >= SAME]


@pytest.mark.parametrize(("topic", "case"), LINES, ids=[f"{topic}-{case['text']}" for topic, case in LINES])
def test_what_a_voice_does_with_a_claim(topic: str, case: dict[str, Any], annotator: Annotator) -> None:
    claims = read(case["text"], annotator)
    expected = wanted(case)
    found = [{key: getattr(claim, key) for key in expected} for claim in nearest(claims, case)]
    assert expected in found, (found, [(claim.content, claim.voice.name) for claim in claims])


def test_no_line_stands_twice() -> None:
    keys = [(case["text"], case["claim"], case.get("voice")) for _, case in LINES]
    assert len(keys) == len(set(keys))
    assert len(keys) >= 150
