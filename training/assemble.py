"""The parts put together into the pipeline that is shipped.

In: the trained parser's weights, treebanks for the lemmas. Out: one pipeline on disk, without what only
training needs. Never here: training.
"""

import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

from hearsay.annotate.model import PARSER, TITLES
from hearsay.annotate.parser import Labels, Parser
from lemmas import add_lemmatizer
from tokenizer import word_tokenizer


def assemble(weights: Path, bench: Path, out: Path) -> Language:
    """Writes the pipeline to `out`, over what was there; `weights` is the folder of the parser's."""
    nlp = word_tokenizer()
    parser = nlp.add_pipe(PARSER)
    assert isinstance(parser, Parser)
    parser.load(weights)
    add_lemmatizer(nlp, bench)
    nlp.meta["name"] = "hearsay"
    nlp.meta["version"] = "0.1.0"
    nlp.meta["description"] = "Tags, universal dependencies, lemmas and names for English news"
    nlp.meta["license"] = "CC BY-NC-SA 4.0"
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    _forget_words(parser.lists, out / "vocab" / "strings.json")
    return spacy.load(out)


def _forget_words(labels: Labels, strings: Path) -> None:
    """Keeps the strings that name labels and spellings; those of the training texts are not shipped."""
    kept = set(spacy.blank("en").vocab.strings)
    kept |= {*labels.xpos, *labels.upos, *labels.dep, *(name[2:] for name in labels.name), *TITLES}
    strings.write_text(json.dumps(sorted(kept), ensure_ascii=False), encoding="utf-8")
