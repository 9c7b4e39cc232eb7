"""From PolNeAR's articles and plain news to what the attribution network is trained on.

In: the bench's files and a spaCy pipeline. Out: arrays of words, gold attributions as words, word vectors.
Never here: the network.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from data_sets import Row, rows
from hearsay.annotate.attribution_features import Vocabulary, Words, normal_form, read_words

ROLES = ("source", "cue", "content")
PLAIN = (
    ("polnear-train", "text"),
    ("gva-dev", "text"),
    ("fnc1-bodies", "text"),
    ("news-text", "text"),
)
FREE = "wikinews"  # the part of news-text whose licence does not restrict use
CONTEXTS = 3000  # the most frequent words, whose company says what a word is like


@dataclass(frozen=True)
class Gold:
    """One attribution as words of the corpus: cue first and last, and 0/1/2 roles of words."""

    first: int
    last: int
    source: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True)
class Corpus:
    """Words of parsed articles and their attributions, by unit."""

    words: Words
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
    return list(nlp.pipe(texts, batch_size=16))


def align(records: list[Row], words: Words) -> list[list[Gold]]:
    """Each unit's gold attributions as words; those without a cue are left out."""
    found: list[list[Gold]] = [[] for _ in words.units]
    for record, (begin, end) in zip(records, words.docs.tolist(), strict=True):
        starts, ends = words.starts[begin:end], words.ends[begin:end]
        for item in record["attributions"]:
            source, cue, content = (
                [begin + int(i) for s, e in item[role] for i in np.flatnonzero((starts < e) & (ends > s))]
                for role in ROLES
            )
            if cue:
                unit = int(np.searchsorted(words.units[:, 0], min(cue), side="right")) - 1
                last = min(max(cue), int(words.units[unit, 1]) - 1)
                found[unit].append(Gold(min(cue), last, frozenset(source), frozenset(content)))
    return found


def labels(docs: list[Doc]) -> tuple[list[str], list[str]]:
    """The tags and the dependency labels that occur."""
    tags = {token.tag_ for doc in docs for token in doc} - {""}
    deps = {token.dep_ for doc in docs for token in doc} - {""}
    return sorted(tags), sorted(deps)


def make_corpus(records: list[Row], docs: list[Doc], vocabulary: Vocabulary) -> Corpus:
    """The articles as the network sees them."""
    words = read_words(docs, vocabulary)
    return Corpus(words, align(records, words))


def plain_words(bench: Path) -> Iterator[list[str]]:
    """Plain news as lists of normal forms, a text at a time."""
    tokenize = spacy.blank("en").tokenizer
    for name, key in PLAIN:
        for record in rows(bench, name):
            if name.startswith("news-text") and record["source"] != FREE:
                continue
            yield [normal_form(t.text) for t in tokenize(record[key]) if not t.is_space]


def word_vectors(
    texts: Iterable[list[str]], least: int = 6, width: int = 64
) -> tuple[list[str], NDArray[np.float32]]:
    """The words that occur `least` times, and vectors of the company they keep; row 0 is any other word.

    Positive pointwise mutual information with the frequent words one, two and three places to the left
    and right, reduced by a randomised singular value decomposition (Levy, Goldberg and Dagan 2015).
    """
    lists = list(texts)
    counts = Counter(word for words in lists for word in words)
    kept = sorted((w for w, n in counts.items() if n >= least), key=lambda w: (-counts[w], w))
    number = {word: i for i, word in enumerate(kept)}
    stream = np.array([number.get(w, -1) for words in lists for w in [*words, "", "", ""]], dtype=np.int64)
    table = np.zeros((len(kept), 2 * CONTEXTS), np.float32)
    for distance, weight in ((1, 1.0), (2, 0.67), (3, 0.33)):
        for side, (here, there) in enumerate(
            ((stream[:-distance], stream[distance:]), (stream[distance:], stream[:-distance]))
        ):
            good = (here >= 0) & (there >= 0) & (there < CONTEXTS)
            cells = np.bincount(here[good] * CONTEXTS + there[good], minlength=len(kept) * CONTEXTS)
            table[:, side * CONTEXTS : (side + 1) * CONTEXTS] += weight * cells.reshape(len(kept), CONTEXTS)
    matrix = torch.from_numpy(table)
    rows, columns = matrix.sum(1, keepdim=True), matrix.sum(0, keepdim=True) ** 0.75
    matrix = (matrix * columns.sum() / (rows.clamp(min=1) * columns.clamp(min=1))).clamp_(min=1).log_()
    torch.manual_seed(1)
    left, scale, _ = torch.svd_lowrank(matrix, q=width + 16, niter=3)
    vectors = left[:, :width] * scale[:width].sqrt()
    vectors = 0.5 * vectors / vectors.std()
    return kept, torch.cat([torch.zeros(1, width), vectors]).numpy()
