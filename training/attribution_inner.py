"""Who says what within the content of another: labels that PolNeAR does not give.

In: articles with marked attributions, and a network that knows the outermost ones. Out: what it finds in each
sentence of a content that is read alone, as if nothing were around it. Never here: what people marked; these
labels are made by a program (silver).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

from attribution_data import ROLES, Corpus
from data_sets import Row
from hearsay.annotate.attribution import Attributor
from hearsay.annotate.attribution_features import DEP, PLACE, Words
from hearsay.annotate.sequences import runs

SHORTEST = 5  # words of a content that may hold an attribution of its own


def find_inner(
    docs: Sequence[Doc], corpus: Corpus, attributor: Attributor, labels: Mapping[str, int]
) -> list[list[Row]]:
    """The attributions within contents of each article, in the form of the data set."""
    within = words_within(corpus.words, list(_contents(corpus)), labels)
    states = attributor.parser.states_apart(docs, within.units)
    found: list[list[Row]] = [[] for _ in docs]
    for first, attribution in attributor.read(replace(within, states=states), inner=True):
        doc = int(np.searchsorted(within.docs[:, 1], first, side="right"))
        spans = {role: [[s.start, s.end] for s in getattr(attribution, role)] for role in ROLES}
        found[doc].append(spans)
    return found


def _contents(corpus: Corpus) -> Iterator[tuple[int, int]]:
    """The pieces of contents, cut where sentences begin."""
    words = corpus.words
    for gold in (g for unit in corpus.gold for g in unit if not g.inner):
        first = min(gold.content, default=0)
        inside = np.isin(np.arange(first, max(gold.content, default=-1) + 1), list(gold.content))
        for begin, end in ((first + a, first + b) for a, b in runs(inside)):
            cuts = begin + 1 + np.flatnonzero(np.diff(words.sentences[begin:end]))
            yield from pairwise([begin, *cuts.tolist(), end])


def words_within(words: Words, ranges: Sequence[tuple[int, int]], labels: Mapping[str, int]) -> Words:
    """The same words with each of the ranges as a unit that stands alone, as if nothing were around it."""
    ids, heads = words.ids.copy(), words.heads.copy()
    units: list[tuple[int, int]] = []
    for begin, end in sorted(ranges):
        if ids[begin, DEP] == labels.get("mark"):
            begin += 1
        if end - begin < SHORTEST or (units and begin < units[-1][1]):
            continue
        units.append((begin, end))
        outside = begin + np.flatnonzero((heads[begin:end] < begin) | (heads[begin:end] >= end))
        heads[outside] = outside
        ids[outside, DEP] = labels.get("ROOT", 0)
        ids[begin, PLACE], ids[end - 1, PLACE] = 2, 3
    return replace(words, ids=ids, heads=heads, units=np.array(units, np.int32).reshape(-1, 2))
