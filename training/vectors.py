"""Word vectors: what stands around a word in plain news, as numbers.

In: the texts of the data sets. Out: a vector for each of the most frequent words, in lower case.
Never here: annotation, or the texts of a dev part that is scored.

Positive pointwise mutual information between a word and the frequent words one and two places to its left
and right, reduced by a singular value decomposition (Levy and Goldberg 2014). The only random numbers are
the fixed start of the decomposition.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.vectors import Vectors

from data_sets import rows

WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")
PLACES = (-2, -1, 1, 2)


def add_vectors(
    nlp: Language, bench: Path, *, size: int = 16_000, width: int = 96, contexts: int = 2_000
) -> None:
    """Gives the vocabulary vectors for the `size` most frequent words; others have none."""
    words, ids = _encoded(bench, size)
    counts = _counts(ids, len(words), contexts)
    vectors = _reduced(_informative(counts), width)
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=vectors, keys=words, attr="LOWER", name="news"
    )


def _texts(bench: Path) -> Iterator[str]:
    for name in ("news-text", "fnc1-bodies", "polnear-train", "gva-dev"):
        for row in rows(bench, name):
            yield row["text"]
    for name in ("gum", "ud-ewt"):
        for row in rows(bench, name, part="train"):
            yield row["text"]


def _encoded(bench: Path, size: int) -> tuple[list[str], NDArray[np.int32]]:
    """The words, most frequent first, and all texts one after the other as their numbers (-1 for others)."""
    texts = [WORD.findall(text.lower()) for text in _texts(bench)]
    counts = Counter(word for text in texts for word in text)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))[:size]
    number = {word: i for i, word in enumerate(ordered)}
    gap = [-1] * max(PLACES)
    ids = [i for text in texts for i in (*(number.get(word, -1) for word in text), *gap)]
    return ordered, np.array(ids, dtype=np.int32)


def _counts(ids: NDArray[np.int32], size: int, contexts: int) -> NDArray[np.float32]:
    """How often each word has each context word at each place."""
    counts = np.zeros((size, len(PLACES) * contexts), dtype=np.float32)
    for nth, place in enumerate(PLACES):
        words, around = (ids[:-place], ids[place:]) if place > 0 else (ids[-place:], ids[:place])
        known = (words >= 0) & (around >= 0) & (around < contexts)
        codes = words[known].astype(np.int64) * contexts + around[known]
        pairs, n = np.unique(codes, return_counts=True)
        counts[pairs // contexts, nth * contexts + pairs % contexts] = n
    return counts


def _informative(counts: NDArray[np.float32]) -> NDArray[np.float32]:
    """Positive pointwise mutual information; rare contexts are damped by a power of 0.75."""
    word = counts.sum(axis=1, keepdims=True)
    context = counts.sum(axis=0, keepdims=True) ** 0.75
    counts /= np.maximum(word, 1)
    counts /= np.maximum(context / context.sum(), 1e-12)
    np.maximum(counts, 1, out=counts)
    np.log(counts, out=counts)
    return counts


def _reduced(matrix: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """The strongest `width` dimensions by subspace iteration, rows of length 3."""
    basis = np.random.default_rng(0).standard_normal((matrix.shape[1], width + 16)).astype(np.float32)
    for _ in range(5):
        basis, _ = np.linalg.qr(matrix.T @ (matrix @ basis))
    left, strength, _ = np.linalg.svd(matrix @ basis, full_matrices=False)
    rows_ = left[:, :width] * np.sqrt(strength[:width])
    return np.asarray(
        3 * rows_ / np.maximum(np.linalg.norm(rows_, axis=1, keepdims=True), 1e-6), dtype=np.float32
    )
