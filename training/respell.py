"""Other spellings and other names for the words of a unit, so that their surroundings are learned from.

In: a unit. Out: the same labels over other words. Never here: a tree over another number of words.
"""

import random
from dataclasses import replace

import numpy as np

from invent import invented, invented_word
from parser_data import KINDS, NAMES, OPEN, Unit

Pool = dict[str, list[list[str]]]
"""Names by kind, to be borrowed."""

CURLY = {
    "``": "“",
    "''": "”",
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ve": "’ve",
    "'ll": "’ll",
    "'m": "’m",
    "'d": "’d",
}
DASHES = {"--": "—", "-": "–", "–": "-", "—": "--"}
STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'"}


def borrowable(units: list[Unit]) -> Pool:
    """Each name of the units once, by kind; of a person's name of two words also each word alone."""
    pool: dict[str, dict[tuple[str, ...], None]] = {kind: {} for kind in KINDS}
    for unit in units:
        for start, end, kind in names_of(unit):
            words = tuple(unit.words[start:end])
            pool[kind][words] = None
            if kind == "person" and len(words) == 2:
                pool[kind].update({words[:1]: None, words[1:]: None})
    return {kind: [list(words) for words in known] for kind, known in pool.items()}


def names_of(unit: Unit) -> list[tuple[int, int, str]]:
    """The names of a unit: first word, end word, kind."""
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(unit.labels["name"].tolist()):
        if label > 0 and NAMES[label][0] == "B":
            found.append((i, i + 1, NAMES[label][2:]))
        elif label > 0 and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


def respelled(unit: Unit, rng: random.Random, pool: Pool) -> Unit:
    """Other names for half of the units, invented nouns for a quarter of those with trees.

    After that about one in three is spelt as another house would.
    """
    has_tree = unit.labels["head"][0] != OPEN
    if has_tree:
        if rng.random() < 0.25:
            unit = replace(unit, words=_new_nouns(unit, rng))
    elif rng.random() < 0.5 and (names := names_of(unit)):
        unit = _renamed(unit, names, rng, pool)
    return replace(unit, words=_spelt(unit.words, rng))


def _new_nouns(unit: Unit, rng: random.Random) -> list[str]:
    return [
        invented_word(rng) if label != 0 and word.istitle() and rng.random() < 0.5 else word
        for word, label in zip(unit.words, unit.labels["name"].tolist(), strict=True)
    ]


def _renamed(unit: Unit, names: list[tuple[int, int, str]], rng: random.Random, pool: Pool) -> Unit:
    words, came, labels, at = [], [], [], 0
    for start, end, kind in names:
        words += unit.words[at:start]
        came += range(at, start)
        labels += unit.labels["name"][at:start].tolist()
        old = unit.words[start:end]
        new = old
        if rng.random() < 0.7:
            new = rng.choice(pool[kind]) if rng.random() < 2 / 3 else invented(kind, old, rng)
        words += new
        came += [start + min(k, end - start - 1) for k in range(len(new))]
        labels += [NAMES.index(f"B-{kind}")] + [NAMES.index(f"I-{kind}")] * (len(new) - 1)
        at = end
    words += unit.words[at:]
    came += range(at, len(unit.words))
    labels += unit.labels["name"][at:].tolist()
    cut = {name: values[came] for name, values in unit.labels.items()}
    return Unit(words, unit.place[came], {**cut, "name": np.array(labels)})


def _spelt(words: list[str], rng: random.Random) -> list[str]:
    chance = rng.random()
    if chance < 0.15:
        return _other_marks(words)
    if chance < 0.19:
        return [DASHES.get(word, word) for word in words]
    if chance < 0.23:
        return [word.upper() for word in words]
    if chance < 0.26:
        return [word.title() if len(word) > 3 else word for word in words]
    if chance < 0.28:
        return [word.lower() for word in words]
    return words


def _other_marks(words: list[str]) -> list[str]:
    if any(word in STRAIGHT for word in words):
        return ["".join(STRAIGHT.get(c, c) for c in word) for word in words]
    made, opened = [], False
    for word in words:
        if word == '"':
            word, opened = "”" if opened else "“", not opened
        made.append(CURLY.get(word, word.replace("'", "’")))
    return made
