"""What the two small networks see: a claim beside a sentence, and a claim beside a whole report, in numbers.

In: sentences. Out: vectors of fixed length, whose columns are named. Never here: a weight that was learned.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hearsay.check import cues
from hearsay.check.differences import TELLING, Alignment, Difference, align, differences
from hearsay.check.words import Sentence

Vector = NDArray[np.float32]

KINDS = ("negation", "opposite", "number", "date", "name", "roles")
CUES = {
    "negates": cues.NEGATES,
    "refutes": cues.REFUTES,
    "hedges": cues.HEDGES,
    "attributes": cues.ATTRIBUTES,
}
NEAR = 0.35  # the share of a claim that a sentence which takes it up has, at least
CLOSE = 0.55  # the same for one that says much of it
SILENT = 0.12  # a report that has less of the claim than this is not looked at more closely

SENTENCE_COLUMNS = (
    "covered", "covered squared", "telling covered", "missing", "missing weight", "heaviest missing",
    "in order", "adjacent", "length", "claim length", "negations claimed", "negations said", "narrows",
    "narrows missing", "names", "names missing", "numbers", "neither negated", "only said negated",
    "only claimed negated", "both negated", "others missing", "others missing weight", "all of the others",
    "last missing", "one other missing", "names missing at first", "names missing later", "polarity alone",
    "polarity and more", "negated claim refused", "covered with one polarity", "hedged", "refuted",
    "question", "verb missing",
    *KINDS, *(f"{kind} excludes" for kind in KINDS),
)  # fmt: skip

REPORT_COLUMNS = (
    "covered by all", "telling covered by all", "names covered by all", "best", "second", "third",
    "best of two", "best of first", "best of first three", "near", "share near", "very near", "place of best",
    "sentences", "pairs of words", "pairs in best", "claim length", "claim question", "claim negated",
    *(f"{kind} in {where}" for kind in CUES for where in ("claim", "near", "best", "first", "all")),
    *(f"{column} (best)" for column in SENTENCE_COLUMNS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A report, ready to be held against claims: its sentences and what of them does not hang on a claim."""

    sentences: tuple[Sentence, ...]
    stems: tuple[frozenset[str], ...]
    every: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    cues: tuple[tuple[int, ...], ...]


def read(sentences: Sequence[Sentence]) -> Reading:
    """Counts once what every claim will ask for."""
    stems = tuple(frozenset(s.stems) for s in sentences)
    pairs = frozenset(pair for s in sentences for pair in pairwise(s.stems))
    counted = tuple(tuple(len(kind.places(s.words)) for kind in CUES.values()) for s in sentences)
    return Reading(tuple(sentences), stems, frozenset().union(*stems), pairs, counted)


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim beside one sentence."""

    sentence: Sentence
    aligned: Alignment
    differences: tuple[Difference, ...]


def compare(claim: Sentence, said: Sentence, aligned: Alignment | None = None) -> Compared:
    """Lays a claim beside a sentence, if they are not aligned already."""
    aligned = aligned or align(claim, said)
    return Compared(said, aligned, differences(claim, said, aligned))


def sentence_features(claim: Sentence, compared: Compared) -> Vector:
    """A claim beside a sentence, in the order of `SENTENCE_COLUMNS`."""
    said, aligned = compared.sentence, compared.aligned
    heavy = [i for i, weight in enumerate(claim.weights) if weight >= TELLING]
    shared = {here for here, _ in aligned.pairs}
    told = [there for here, there in aligned.pairs if claim.weights[here] >= TELLING]
    steps = list(pairwise(told))
    missing = [claim.weights[i] for i in aligned.missing]
    narrows = cues.NARROWS.places(claim.words)
    first, last = aligned.window
    around = said.words[max(first - 4, 0) : last + 4]
    mine, theirs = len(cues.negations(claim.words)), len(cues.negations(around))
    others = [claim.weights[i] for i in aligned.missing if claim.stems[i] not in claim.names]
    named = [i for i in aligned.missing if claim.stems[i] in claim.names]
    opening = max(3, min((here for here in shared if here in heavy), default=0))
    by_kind = {kind: [d for d in compared.differences if d.kind == kind] for kind in KINDS}
    turned = bool(by_kind["negation"])
    values = [
        aligned.covered,
        aligned.covered**2,
        sum(i in shared for i in heavy) / max(len(heavy), 1),
        math.log1p(len(missing)),
        sum(missing) / 8,
        max(missing, default=0.0) / 8,
        sum(a < b for a, b in steps) / max(len(steps), 1),
        sum(0 < b - a < 4 for a, b in steps) / max(len(steps), 1),
        math.log1p(len(said.words)),
        math.log1p(len(claim.words)),
        mine,
        theirs,
        len(narrows),
        sum(claim.words[i] not in said.words for i in narrows),
        len(claim.names),
        sum(claim.stems[i] in claim.names for i in aligned.missing),
        len(claim.numbers) + len(claim.dates),
        *((mine % 2, theirs % 2) == signs for signs in ((0, 0), (0, 1), (1, 0), (1, 1))),
        len(others),
        sum(others) / 8,
        not others,
        len(claim.stems) - 1 in aligned.missing,
        len(others) == 1,
        sum(i < opening for i in named),
        sum(i >= opening for i in named),
        turned and not others,
        turned and bool(others),
        turned and not others and bool(mine % 2),
        aligned.covered * (not turned),
        len(cues.HEDGES.places(around)),
        len(cues.REFUTES.places(around)),
        said.text.rstrip().endswith("?"),
        sum(claim.words[i].endswith(("ed", "ing")) for i in aligned.missing),
        *(len(by_kind[kind]) for kind in KINDS),
        *(sum(d.excludes for d in by_kind[kind]) for kind in KINDS),
    ]
    return np.array(values, dtype=np.float32)


def report_features(claim: Sentence, reading: Reading) -> Vector | None:
    """A claim beside a report, in the order of `REPORT_COLUMNS`; None for one that has too little of it."""
    report, every = reading.sentences, reading.every
    whole = _share(claim, every)
    if whole < SILENT or not report:
        return None
    shares = [_share(claim, stems) for stems in reading.stems]
    ranked = sorted(range(len(report)), key=lambda i: (-shares[i], i))
    best = compare(claim, report[ranked[0]])
    near = [i for i, share in enumerate(shares) if share >= NEAR]
    two = [_share(claim, a | b) for a, b in pairwise(reading.stems)]
    heavy = {s for s, weight in zip(claim.stems, claim.weights, strict=True) if weight >= TELLING}
    pairs = set(pairwise(claim.stems))
    top = best.sentence.stems
    values = [
        whole,
        len(heavy & every) / max(len(heavy), 1),
        len(claim.names & every) / max(len(claim.names), 1),
        *(shares[ranked[k]] if k < len(ranked) else 0.0 for k in range(3)),
        max(two, default=shares[0]),
        shares[0],
        max(shares[:3]),
        math.log1p(len(near)),
        len(near) / len(report),
        math.log1p(sum(share >= CLOSE for share in shares)),
        ranked[0] / len(report),
        math.log1p(len(report)),
        len(pairs & reading.pairs) / max(len(pairs), 1),
        len(pairs & set(pairwise(top))) / max(len(pairs), 1),
        math.log1p(len(claim.words)),
        claim.text.rstrip().endswith("?"),
        len(cues.negations(claim.words)),
    ]
    places = (near, ranked[:1], range(len(report))[:3], range(len(report)))
    for number, kind in enumerate(CUES.values()):
        values.append(math.log1p(len(kind.places(claim.words))))
        values += (math.log1p(sum(reading.cues[i][number] for i in at)) for at in places)
    return np.concatenate([np.array(values, dtype=np.float32), sentence_features(claim, best)])


def _share(claim: Sentence, stems: frozenset[str]) -> float:
    total = sum(claim.weights)
    found = sum(w for s, w in zip(claim.stems, claim.weights, strict=True) if s in stems)
    return found / total if total else 0.0
