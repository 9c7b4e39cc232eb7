"""The parts put together into the pipeline that is shipped.

In: the trained pipelines of syntax and names. Out: one pipeline on disk, without what only training needs.
Never here: training.
"""

import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

from hearsay.annotate.model import TITLES
from lemmas import add_lemmatizer


def assemble(syntax: Path, names: Path, bench: Path, out: Path) -> Language:
    """Writes the joint pipeline to `out`, over what was there."""
    nlp, other = spacy.load(syntax), spacy.load(names)
    for pipe in ("names2vec", "ner"):
        nlp.add_pipe(pipe, source=other)
    add_lemmatizer(nlp, bench)
    for title in TITLES:
        for spelling in (title.capitalize(), title.upper()):
            nlp.tokenizer.add_special_case(spelling, [{"ORTH": spelling}])
    nlp.meta["name"] = "hearsay"
    nlp.meta["version"] = "0.1.0"
    nlp.meta["description"] = "Tags, universal dependencies, lemmas and names for English news"
    nlp.meta["license"] = "CC BY-NC-SA 4.0"
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    _forget_words(nlp, out / "vocab" / "strings.json")
    return spacy.load(out)


def _forget_words(nlp: Language, strings: Path) -> None:
    """Keeps the strings that name labels and spellings; those of the training texts are not shipped."""
    kept = set(spacy.blank("en").vocab.strings)
    for labels in nlp.pipe_labels.values():
        for label in labels:
            kept |= {label, *label.replace("=", "|").split("|"), label.split("-", 1)[-1]}
    strings.write_text(json.dumps(sorted(kept), ensure_ascii=False), encoding="utf-8")
