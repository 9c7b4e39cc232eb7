"""How the parser sees and marks a text, whatever its weights."""

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from hearsay.annotate.model import find_parser, load_pipeline, to_mentions
from hearsay.annotate.parser import MENTIONS, Parser
from hearsay.annotate.parser_features import COLUMNS, Vocabulary, make_units, normal_form, read_words

PIECES = st.lists(
    st.sampled_from(
        [*"“”\"'’ .,\n-", "\n\n", "\t", "said", "Orlov", "HE", "We", "3,000", "\xa0", "…", "word " * 300]
    ),
    max_size=30,
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(None)


@pytest.fixture(scope="module")
def parser(nlp: Language) -> Parser:
    return find_parser(nlp)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=600))
def test_every_word_is_in_one_unit(words: list[tuple[int, bool]]) -> None:
    lines = np.array([n for n, _ in words], np.int32)
    units = make_units(lines, np.array([end for _, end in words], bool))
    assert [i for begin, end in units for i in range(begin, end)] == list(range(len(words)))
    assert all((lines[begin + 1 : end] < 2).all() for begin, end in units)


FORMS = [("“", '"'), ("Don’t", "don't"), ("2,450", "0,000"), ("ORLOV", "orlov")]


@pytest.mark.parametrize(("word", "form"), FORMS)
def test_one_form_for_many_spellings(word: str, form: str) -> None:
    assert normal_form(word) == form


def test_quotation_marks_of_every_style_look_alike() -> None:
    docs = [spacy.blank("en")(text) for text in ('He: "go" now', "He: “go” now")]
    straight, curly = (read_words([doc], Vocabulary(['"', "go"])) for doc in docs)
    columns = [list(COLUMNS).index(name) for name in ("word", "norm", "place")]
    assert (straight.ids[:, columns] == curly.ids[:, columns]).all()


@settings(max_examples=40, deadline=None)
@given(PIECES)
def test_any_text_has_one_tree_a_sentence(nlp: Language, pieces: list[str]) -> None:
    doc = nlp(" ".join(pieces))
    assert all(sum(token.head == token for token in sentence) == 1 for sentence in doc.sents)
    assert all(token.head.sent == token.sent for token in doc)
    assert all(token.tag_ and token.pos_ and token.dep_ for token in doc)
    assert all(name.text for name in doc.ents)
    for mention in to_mentions(doc):
        assert doc.text[mention.start : mention.end] == mention.text.strip() != ""


def test_texts_are_read_alike_alone_and_together(nlp: Language) -> None:
    texts = ["The ferry sank.", "", "“Go,” she said.\n\nNobody went.", " \n", "NINE DEAD IN FIRE"]
    for alone, together in zip(map(nlp, texts), nlp.pipe(texts), strict=True):
        assert look(alone) == look(together)


def test_a_document_of_another_pipeline_is_read_for_its_states_alone(parser: Parser) -> None:
    doc = spacy.blank("en")("The ferry sank off Vellan.")
    states = parser.states(doc)
    assert states.shape[0] == len(doc)
    assert states.any() and not doc.has_annotation("TAG")


def test_what_stands_for_somebody_is_a_mention(nlp: Language) -> None:
    doc = nlp("The three officials met Maria Novak in Oslo on Monday. They said the ministry had lied.")
    found = {(mention.kind, mention.text) for mention in to_mentions(doc)}
    assert {("person", "Maria Novak"), ("place", "Oslo"), ("organization", "the ministry")} <= found
    assert {"The three officials", "They"} <= {text for _, text in found}  # several people count as a body


def test_the_weights_travel_with_the_pipeline(
    nlp: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    again = load_pipeline(str(folder))
    text = "The ferry sank off Vellan, Ana Pell said."
    assert look(again(text)) == look(nlp(text))


def look(doc: Doc) -> list[tuple[object, ...]]:
    mentions = doc.user_data[MENTIONS]
    return [(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_, mentions.get(t.i)) for t in doc]
