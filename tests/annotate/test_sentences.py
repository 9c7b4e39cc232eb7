"""Cases of where sentences begin and end, in a file that anybody can read and add to."""

import tomllib
from pathlib import Path

import pytest
from spacy.language import Language

from hearsay.annotate.model import load_pipeline, to_sentences

CASES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(None)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_text_has_these_sentences(nlp: Language, case: dict[str, str]) -> None:
    text = case["text"]
    assert " | ".join(text[s.start : s.end] for s in to_sentences(nlp(text))) == case["sentences"]
