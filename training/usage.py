"""What words mostly are in silver annotation: part of a person's, a body's, a place's, another name, or none.

In: names that programs have found. Out: a row for each word whose borrowed vector is known. Never here: names
that people have marked.

In training half of the names are replaced, so that the network learns what surrounds a name; here it is kept
what "Liverpool" is when nothing around it says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data_sets import rows
from hearsay.annotate.parser_features import plain_form
from parser_model import USAGE

PLACES = {"PER": 0, "PERSON": 0, "ORG": 1, "ORGANIZATION": 1, "LOC": 2, "LOCATION": 2, "MISC": 3}
CAPITAL, PLAIN = 4, 5  # no name, with a capital and without
HOW_OFTEN = 6  # log10 of the count, a quarter of it
WHOLE = 127  # a share of one


def word_usage(bench: Path, known: Sequence[str]) -> NDArray[np.int8]:
    """A row of `USAGE` numbers for any other word, then for each of `known`, in steps of 1 / `WHOLE`."""
    counts = np.zeros((len(known) + 1, HOW_OFTEN))
    number = {word: i for i, word in enumerate(known, 1)}
    for (word, place), n in Counter(_uses(bench)).items():
        if word in number:
            counts[number[word], place] += n
    together = counts.sum(axis=1, keepdims=True)
    table = np.concatenate([counts / (together + 1), np.log10(together + 1) / 4], axis=1)
    assert table.shape[1] == USAGE
    return np.rint(table.clip(0, 1) * WHOLE).astype(np.int8)


def _uses(bench: Path) -> Iterator[tuple[str, int]]:
    """Each word of two silver sets, and what it is there."""
    texts = {row["id"]: row["text"] for row in rows(bench, "polnear-train")}
    for row in rows(bench, "polnear-train-silver"):
        for (start, end), label in zip(row["tokens"], row["ner"], strict=True):
            yield _use(texts[row["id"]][start:end], label)
    for row in rows(bench, "ner-extra"):
        if row["source"] == "wikineural":
            for start, end in row["tokens"]:
                around = (e["type"] for e in row["entities"] if e["start"] <= start and end <= e["end"])
                yield _use(row["text"][start:end], next(around, ""))


def _use(word: str, label: str) -> tuple[str, int]:
    return plain_form(word), PLACES.get(label, CAPITAL if word[:1].isupper() else PLAIN)
