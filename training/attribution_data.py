"""From PolNeAR's articles and plain news to what the attribution network is trained on.

In: the bench's files and a spaCy pipeline. Out: arrays of words, gold attributions as words, word vectors.
Never here: the network.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from data_sets import Row
from hearsay.annotate.attribution_features import Words, read_words, words_above
from hearsay.annotate.sequences import Ints

ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Gold:
    """One attribution as words of the corpus: cue first and last, and 0/1/2 roles of words."""

    first: int
    last: int
    source: frozenset[int]
    content: frozenset[int]
    inner: bool = False


@dataclass(frozen=True)
class Corpus:
    """Words of parsed articles and their attributions, by unit."""

    words: Words
    above: Ints
    gold: list[list[Gold]]


def restyle(text: str) -> str:
    """The same text in the other style of quotation marks, every character in its place."""
    if "“" in text or "’" in text:
        return text.translate(str.maketrans("“”‘’", "\"\"''"))
    text = re.sub(r'(^|(?<=[\s(\[—–-]))"', "“", text).replace('"', "”")
    return re.sub(r"(^|(?<=[\s(\[—–“-]))'(?=\w)", "‘", text).replace("'", "’")


def parse(nlp: Language, records: list[Row], other_style: bool = False) -> list[Doc]:
    """The articles as the pipeline reads them."""
    texts = (restyle(r["text"]) if other_style else r["text"] for r in records)
    docs = []
    for doc in nlp.pipe(texts, batch_size=16):
        states: Any = doc.tensor
        doc.tensor = states.astype(np.float16)
        docs.append(doc)
    return docs


def align(records: list[Row], words: Words) -> list[list[Gold]]:
    """Each unit's gold attributions as words; those without a cue are left out.

    Those under `inner` lie within the contents of others; where a cue of theirs is one of the others', that
    is its only part.
    """
    found: list[list[Gold]] = [[] for _ in words.units]
    for record, (begin, end) in zip(records, words.docs.tolist(), strict=True):
        starts, ends = words.starts[begin:end], words.ends[begin:end]
        outer = [(item, False) for item in record["attributions"]]
        taken: set[int] = set()
        for item, inner in [*outer, *((item, True) for item in record.get("inner", ()))]:
            source, cue, content = (
                [begin + int(i) for s, e in item[role] for i in np.flatnonzero((starts < e) & (ends > s))]
                for role in ROLES
            )
            if cue and not (inner and taken & set(range(min(cue), max(cue) + 1))):
                unit = int(np.searchsorted(words.units[:, 0], min(cue), side="right")) - 1
                last = min(max(cue), int(words.units[unit, 1]) - 1)
                found[unit].append(Gold(min(cue), last, frozenset(source), frozenset(content), inner))
                taken |= set(range(min(cue), last + 1))
    return found


def make_corpus(records: list[Row], docs: list[Doc], labels: Mapping[str, int]) -> Corpus:
    """The articles as the network sees them; the parser's states in half precision."""
    states: list[Any] = [doc.tensor for doc in docs]
    words = read_words(docs, states, labels)
    return Corpus(words, words_above(words), align(records, words))
