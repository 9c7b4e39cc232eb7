"""What training makes of texts: invented names, other spellings, our words for those of a treebank."""

import random
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import spacy

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from invent import MAKERS, invented
from names import Groups, kind_of_misc, marked
from parser_data import LABELS, NAMES, OPEN, Unit
from respell import borrowable, names_of, respelled
from tokenizer import word_tokenizer
from treebank import Passage, as_doc

NLP = spacy.blank("en")
SEEDS = range(40)
TEXT = "On Monday Ana Belmar of the Harbour Council left Coruvel .".split()
NAMED = "O O B-person I-person O O B-organization I-organization O B-place O".split()


def unit(words: list[str], **labels: list[int]) -> Unit:
    known = {name: np.array(labels.get(name, [OPEN] * len(words))) for name in LABELS}
    return Unit(words, np.arange(len(words), dtype=np.int32), known)


def test_the_same_seed_invents_the_same_name() -> None:
    for kind in MAKERS:
        names = [invented(kind, ["Old", "Name"], random.Random(7)) for _ in range(2)]
        assert names[0] == names[1] != []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_renamed_text_keeps_what_is_around_its_names(seed: int) -> None:
    text = unit(TEXT, name=[NAMES.index(name if name != "O" else "") for name in NAMED])
    other = respelled(text, random.Random(seed), borrowable([text]))
    assert [kind for _, _, kind in names_of(other)] == ["person", "organization", "place"]
    inside = {i for start, end, _ in names_of(other) for i in range(start, end)}
    outside = [word.lower() for i, word in enumerate(other.words) if i not in inside]
    assert outside == ["on", "monday", "of", "the", "left", "."]
    assert all(len(values) == len(other.words) for values in (other.place, *other.labels.values()))


def test_what_a_data_set_leaves_open_is_unknown_and_not_no_name() -> None:
    doc = marked(NLP.make_doc("Salt and Iron pleased Belmar."), [(0, 13, ""), (22, 28, "person")])
    assert [t.ent_iob_ for t in doc] == ["", "", "", "O", "B", "O"]


@pytest.mark.parametrize("seed", SEEDS)
def test_another_spelling_has_the_same_words_and_tree(seed: int) -> None:
    tree = unit(
        ['"', "Salt", "'s", "gone", ",", '"', "he", "said"], name=[0, 7, 0, 0, 0, 0, 0, 0],
        head=[3, 3, 3, 3, 3, 3, 7, 3],
    )  # fmt: skip
    other = respelled(tree, random.Random(seed), {})
    assert len(other.words) == len(tree.words)
    assert all((other.labels[name] == tree.labels[name]).all() for name in LABELS)


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


def test_the_shipped_words_are_cut_as_training_cuts_them() -> None:
    """What `words.toml` expects of the shipped pipeline holds for the tokenizer that made it."""
    made = word_tokenizer().tokenizer
    cases = tomllib.loads((Path(__file__).parents[1] / "annotate/words.toml").read_text(encoding="utf-8"))
    for case in cases["case"]:
        assert " ".join(token.text for token in made(case["text"])) == case["words"]
