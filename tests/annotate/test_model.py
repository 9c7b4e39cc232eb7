"""What the shipped pipeline must get right whatever its weights, and how a text without one fails."""

import string
import warnings
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from hearsay.annotate.model import load_pipeline, to_names, to_sentences
from hearsay.errors import MissingModel


@pytest.fixture(scope="module")
def nlp() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load_pipeline(None)


def named(text: str, start: int, end: int, label: str) -> Doc:
    doc = spacy.blank("en")(text)
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert isinstance(span, Span)
    doc.set_ents([span])
    return doc


TRIMMED = [
    # what the pipeline marked, what it called it, and the names
    ("the Harbour Council", "ORG", ["Harbour Council"]),
    ("The Harbour Council’s", "ORG", ["Harbour Council"]),
    ("“Salt and Iron”", "WORK_OF_ART", ["Salt and Iron"]),
    ("Ana Belmar\n\nOstrand", "PERSON", ["Ana Belmar", "Ostrand"]),
    ("Ministry of\nFisheries", "organization", ["Ministry of\nFisheries"]),
    ("A Coruvel", "GPE", ["Coruvel"]),
    ("Ms. Ana Belmar", "PERSON", ["Ana Belmar"]),
    ("Col Belmar’s", "PERSON", ["Belmar"]),
    ("Gen. Electric", "ORG", ["Gen. Electric"]),
    ("the", "ORG", []),
    ("forty", "CARDINAL", []),
]


@pytest.mark.parametrize(("marked", "label", "names"), TRIMMED)
def test_a_name_has_no_article_title_possessive_or_quotation_mark(
    marked: str, label: str, names: list[str]
) -> None:
    text = f"It was {marked} again."
    found = to_names(named(text, 7, 7 + len(marked), label))
    assert [name.text for name in found] == names
    assert all(text[name.start : name.end] == name.text for name in found)


KINDS = [
    ("NORP", "group"),
    ("GPE", "place"),
    ("FAC", "place"),
    ("LAW", "work"),
    ("person", "person"),
    ("MISC", "other"),
]


@pytest.mark.parametrize(("label", "kind"), KINDS)
def test_labels_of_other_pipelines_become_kinds(label: str, kind: str) -> None:
    assert [name.kind for name in to_names(named("So Coruvel said.", 3, 10, label))] == [kind]


def kinds_of(text: str, *marked: tuple[str, str]) -> list[str]:
    """The kinds that are told where these words, in their order, are marked as these kinds."""
    doc, at, spans = spacy.blank("en")(text), 0, []
    for words, label in marked:
        at = text.index(words, at)
        span = doc.char_span(at, at + len(words), label=label)
        assert span is not None
        spans.append(span)
        at += len(words)
    doc.set_ents(spans)
    return [name.kind for name in to_names(doc)]


def test_partners_are_one_body_and_two_places_are_two() -> None:
    text = "Marti & Roll Sons met at Quell & Harn."
    kinds = [("Marti", "person"), ("Roll", "organization"), ("Quell", "place"), ("Harn", "place")]
    assert kinds_of(text, *kinds) == ["organization", "place", "place"]


def test_a_name_is_what_it_is_most_often() -> None:
    text = "Coruvel said so. Coruvel denied it. Coruvel was shut."
    kinds = [("Coruvel", "organization"), ("Coruvel", "organization"), ("Coruvel", "place")]
    assert kinds_of(text, *kinds) == ["organization"] * 3


def test_a_name_stays_as_it_is_read_where_as_many_speak_for_either() -> None:
    text = "Coruvel said so. Coruvel was shut."
    assert kinds_of(text, ("Coruvel", "organization"), ("Coruvel", "place")) == ["organization", "place"]


def test_a_surname_is_a_persons_as_its_longer_name_is() -> None:
    text = "Ana Belmar and Lio Belmar left. Belmar was tired."
    kinds = [("Ana Belmar", "person"), ("Lio Belmar", "person"), ("Belmar", "place")]
    assert kinds_of(text, *kinds) == ["person"] * 3


def test_where_a_report_is_filed_from_stays_a_place() -> None:
    text = "VELLAN, 4 May (Coastal Wire) - Ana VELLAN and Lio VELLAN left."
    kinds = [("VELLAN", "person"), ("Ana VELLAN", "person"), ("Lio VELLAN", "person")]
    assert kinds_of(text, *kinds) == ["place", "person", "person"]


def test_a_plain_sentence_is_read(nlp: Language) -> None:
    doc = nlp("The minister denied the reports on Monday.")
    assert [token.tag_ for token in doc] == ["DT", "NN", "VBD", "DT", "NNS", "IN", "NNP", "."]
    assert [token.lemma_ for token in doc][1:5] == ["minister", "deny", "the", "report"]
    relations = {token.text: (token.dep_, token.head.text) for token in doc}
    assert relations["minister"] == ("nsubj", "denied")
    assert relations["reports"] == ("obj", "denied")


SENTENCES = [
    ("The mine closed. Forty people left.", ["The mine closed.", "Forty people left."]),
    ("MINE CLOSES\n\nForty people left.", ["MINE CLOSES", "Forty people left."]),
    ("Forty people left the\n\nmine.", ["Forty people left the", "mine."]),
    ("Lt. Ana Belmar left.", ["Lt. Ana Belmar left."]),
    ("Col. Belmar left.", ["Col. Belmar left."]),
    ("", []),
    (" \n\n ", []),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences_end_at_full_stops_and_empty_lines(nlp: Language, text: str, sentences: list[str]) -> None:
    assert [text[s.start : s.end] for s in to_sentences(nlp(text))] == sentences


LINES = st.lists(st.text(alphabet=string.ascii_letters + " .,'’“”-\n\t", max_size=60), max_size=4)


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_offsets_slice_to_the_text(nlp: Language, lines: list[str]) -> None:
    text = "\n\n".join(lines)
    doc = nlp(text)
    for name in to_names(doc):
        assert text[name.start : name.end] == name.text == name.text.strip() != ""
    spans = [(s.start, s.end) for s in to_sentences(doc)]
    for start, end in spans:
        piece = text[start:end]
        assert piece == piece.strip() != ""
        assert "\n\n" not in piece
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert sum(end - start for start, end in spans) + text.count(" ") >= len("".join(text.split()))


def test_a_pipeline_that_is_not_installed_is_missing() -> None:
    with pytest.raises(MissingModel, match=r"en_no_such_thing: .*install"):
        load_pipeline("en_no_such_thing")


def test_a_pipeline_that_lacks_a_part_says_which(tmp_path: Path) -> None:
    poor = spacy.blank("en")
    poor.add_pipe("sentencizer")
    poor.to_disk(tmp_path / "poor")
    with pytest.raises(
        MissingModel, match=r"poor: the spaCy pipeline finds no .*needs a component hearsay_parser or tagger"
    ):
        load_pipeline(str(tmp_path / "poor"))


def test_a_dateline_begins_with_a_place_whatever_the_pipeline_says() -> None:
    doc = named("VELLAN, 4 May 2031 (Coastal Wire) - Nine people died.", 0, 6, "person")
    assert [(name.text, name.kind) for name in to_names(doc)] == [("VELLAN", "place")]
