"""What training makes of texts: invented names, other spellings, our words for those of a treebank."""

import random
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from invent import MAKERS, invented
from names import Groups, kind_of_misc, marked
from rename import renamed
from respell import respelled
from treebank import Passage, as_doc

NLP = spacy.blank("en")
SEEDS = range(40)


def test_the_same_seed_invents_the_same_name() -> None:
    for kind in MAKERS:
        names = [invented(kind, ["Old", "Name"], random.Random(7)) for _ in range(2)]
        assert names[0] == names[1] != []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_renamed_text_keeps_what_is_around_its_names(seed: int) -> None:
    text = "On Monday Ana Belmar of the Harbour Council left Coruvel."
    doc = marked(NLP, text, [(10, 20, "person"), (28, 43, "organization"), (49, 56, "place")])
    other = renamed(doc, random.Random(seed))
    assert [e.label_ for e in other.ents] == ["person", "organization", "place"]
    outside = [t.text.lower() for t in other if not t.ent_type_]
    assert outside == ["on", "monday", "of", "the", "left", "."]


def test_what_a_data_set_leaves_open_is_unknown_and_not_no_name() -> None:
    doc = marked(NLP, "Salt and Iron pleased Belmar.", [(0, 13, ""), (22, 28, "person")])
    assert [t.ent_iob_ for t in doc] == ["", "", "", "O", "B", "O"]


@pytest.mark.parametrize("seed", SEEDS)
def test_another_spelling_has_the_same_words_and_tree(seed: int) -> None:
    doc = Doc(
        NLP.vocab,
        words=['"', "Salt", "'s", "gone", ",", '"', "he", "said"],
        tags=["``", "NNP", "VBZ", "VBN", ",", "''", "PRP", "VBD"],
        heads=[3, 3, 3, 3, 3, 3, 7, 3],
        deps=["punct", "nsubj", "aux", "ROOT", "punct", "punct", "nsubj", "parataxis"],
    )
    other = respelled(doc, random.Random(seed))
    assert [t.tag_ for t in other] == [t.tag_ for t in doc]
    assert [(t.head.i, t.dep_) for t in other] == [(t.head.i, t.dep_) for t in doc]


MISC = [
    (["Coruvelian"], "group"),
    (["Grain", "Act"], "work"),
    (["Treaty", "of", "Coruvel"], "work"),
    (["Battle", "of", "Coruvel"], "event"),
    (["Grain", "Summit"], "event"),
    (["Grain"], ""),
]


@pytest.mark.parametrize(("words", "kind"), MISC)
def test_a_miscellaneous_name_is_what_its_noun_says(words: list[str], kind: str) -> None:
    assert kind_of_misc(words, Groups(frozenset())) == kind


def test_a_tree_is_carried_over_to_our_own_words() -> None:
    """The treebank takes "cannot" for one word; the tokenizer cuts it in two."""
    passage = Passage(
        text="They cannot.\n\nGo",
        bounds=[(0, 4), (5, 11), (11, 12), (14, 16)],
        tags=["PRP", "MD", ".", "VB"],
        pos=["PRON", "AUX", "PUNCT", "VERB"],
        heads=[1, 1, 1, 3],
        deps=["nsubj", "ROOT", "punct", "ROOT"],
    )
    doc = as_doc(NLP, passage)
    assert [(t.text, t.dep_, t.head.text) for t in doc] == [
        ("They", "nsubj", "not"),
        ("can", "goeswith", "not"),
        ("not", "ROOT", "not"),
        (".", "punct", "not"),
        ("\n\n", "dep", "."),
        ("Go", "ROOT", "Go"),
    ]
