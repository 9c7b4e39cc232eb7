"""Cases of how texts are cut into words, in a file that anybody can read and add to."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from hearsay.annotate.model import load_pipeline

CASES = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(None)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_text_is_cut_into_these_words(nlp: Language, case: dict[str, str]) -> None:
    assert " ".join(token.text for token in nlp.make_doc(case["text"])) == case["words"]


@given(st.text(alphabet="ab1-–—!?*#'’\"“”().,;:/@$ \n", max_size=60))
def test_the_words_of_any_text_are_the_text(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
