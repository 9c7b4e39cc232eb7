"""Every case of `cases.toml`, read by the shipped pipeline."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay.annotate import Annotator
from hearsay.claims import find_claims
from hearsay.records import Claim, Report, report_id

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
PUBLISHER, PUBLISHED = "Morning Herald", "2020-05-04"


def read(text: str, annotator: Annotator) -> list[Claim]:
    identifier = report_id(text, publisher=PUBLISHER, published=PUBLISHED)
    report = Report(identifier, "t.txt", None, PUBLISHER, (), PUBLISHED, "en", "news", text)
    [doc] = annotator.annotate([report])
    return find_claims(doc)


def seen(claim: Claim) -> dict[str, Any]:
    """A claim in the words of the cases."""
    by_role = {role: [p.name for p in claim.participants if p.role == role] for role in ("agent", "affected")}
    return {
        "content": claim.content,
        "voice": claim.voice.name,
        "kind": claim.voice.kind,
        "stance": claim.stance,
        "negated": claim.negated,
        "certainty": claim.certainty,
        "hypothetical": claim.hypothetical,
        "cue": claim.cue.text if claim.cue else None,
        "chain": [link.name for link in claim.chain],
        "when": claim.when.edtf if claim.when else None,
        "where": claim.where.name if claim.where else None,
        "agents": by_role["agent"],
        "affected": by_role["affected"],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], annotator: Annotator) -> None:
    found = [seen(claim) for claim in read(case["text"], annotator)]
    for wanted in case.get("claims", []):
        near = [f for f in found if f["content"] == wanted["content"]]
        assert any(wanted.items() <= f.items() for f in near), (wanted, near or found)
    for words in case.get("none", []):
        assert not [f for f in found if f["content"] == words]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_offset_slices_to_its_words(case: dict[str, Any], annotator: Annotator) -> None:
    text = case["text"]
    for claim in read(text, annotator):
        assert claim.text == text[claim.start : claim.end] and claim.text
        assert claim.content == " … ".join(text[s.start : s.end] for s in claim.spans)
        if claim.cue:
            assert claim.cue.text == text[claim.cue.start : claim.cue.end]
        for said in (claim.when, claim.where, *claim.amounts, *claim.participants):
            assert said is None or text[said.start : said.end].strip()
