"""How reports stand to claims: the two small networks of `hearsay check`.

In: FNC-1's part `train`, the plain news, FEVER-symmetric's dev part. Out: `stance.npz`, and figures by
cross-validation. Never here: the part `dev` of FNC-1, or a test part.

    python training/stance.py --bench ../shared/bench --out src/hearsay/check/weights/stance.npz

FNC-1 trains the network that looks at whole reports; it is measured on the part `dev` by
`measurements/stance.py`. FEVER-symmetric has no part to train on here, so the sentence network is measured by
cross-validation over its dev part, where claims that share an evidence stay together, and shipped as trained
on all of it. The claim-only baseline sees what the columns say of the claim alone. The random numbers are
fixed.
"""

import argparse
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_sets import rows
from hearsay.check.features import (
    REPORT_COLUMNS,
    SENTENCE_COLUMNS,
    Reading,
    compare,
    read,
    report_features,
    sentence_features,
)
from hearsay.check.model import OUTLOOKS, Network
from hearsay.check.words import read_sentence, read_sentences, stem

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RARE = 6  # texts that a word must be in to be weighed
SEED = 7
CLAIM_ALONE = ("claim length", "negations claimed", "narrows", "names", "numbers")
# How much each stance counts in training: "disagree" is one pair in sixty, and the one that matters most.
EMPHASIS = {"agree": 1.2, "disagree": 2.5, "discuss": 1.0, "unrelated": 1.0}
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def main() -> None:
    """Weighs the words, makes the vectors, trains both networks and stores them."""
    parser = argparse.ArgumentParser(description="Train the networks of hearsay check.")
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the weights go, .npz")
    parser.add_argument("--validate", action="store_true", help="only the figures by cross-validation")
    parser.add_argument("--cache", type=Path, help="keeps the vectors of FNC-1 between runs")
    parser.add_argument("--epochs", type=int, default=30)
    args = parser.parse_args()
    if args.out is None and not args.validate:
        parser.error("--out or --validate")
    bodies = {row["id"]: row["text"] for row in rows(args.bench, "fnc1-bodies")}
    pairs = list(rows(args.bench, "fnc1-pairs", part="train"))
    seen = sorted({pair["body"] for pair in pairs})
    texts = [bodies[body] for body in seen] + [row["text"] for row in rows(args.bench, "news-text")]
    weights = word_weights(texts)

    claims, answers, groups = symmetric(args.bench / "fever-symmetric-dev.jsonl", weights)
    only = [SENTENCE_COLUMNS.index(column) for column in CLAIM_ALONE]
    print(f"FEVER-symmetric, cross-validated: {validated(claims, answers, groups):.3f}")
    print(f"claim alone: {validated(claims[:, only], answers, groups):.3f}")
    if args.validate:
        return
    sentence = linear(claims, answers)

    vectors, stances = headlines(pairs, bodies, weights, args.cache)
    report = network(vectors, stances, epochs=args.epochs)
    store(args.out, weights, sentence, report)


def word_weights(texts: list[str]) -> dict[str, float]:
    """How telling each stem is: the logarithm of how many texts there are for one that has it."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({stem(w.lower().replace("’", "'")) for w in set(_WORD.findall(text))})
    return {
        word: round(min(math.log(len(texts) / count), 8.0), 1)
        for word, count in sorted(counts.items())
        if count >= RARE
    }


def symmetric(path: Path, weights: dict[str, float]) -> tuple[Floats, Ints, Ints]:
    """Vectors of claim and evidence, whether the evidence supports, and groups that share a text."""
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    vectors = []
    for pair in pairs:
        claim, said = (read_sentence(plain(pair[key]), weights) for key in ("claim", "evidence"))
        vectors.append(sentence_features(claim, compare(claim, said)))
    group: dict[str, int] = {}
    for number, pair in enumerate(pairs):
        joined = {group[text] for text in (pair["claim"], pair["evidence"]) if text in group}
        group |= {text: number for text, other in group.items() if other in joined}
        group |= {pair["claim"]: number, pair["evidence"]: number}
    answers = np.array([pair["label"] == "SUPPORTS" for pair in pairs], dtype=np.int64)
    return np.array(vectors), answers, np.array([group[pair["claim"]] for pair in pairs])


def plain(text: str) -> str:
    """A text without the marks of a treebank."""
    for marked, meant in (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("``", '"')):
        text = text.replace(marked, meant)
    return text


def headlines(
    pairs: list[dict[str, Any]], bodies: dict[str, str], weights: dict[str, float], cache: Path | None
) -> tuple[Floats, Ints]:
    """Vectors of headline and body, and their stances; pairs with nothing in common are left out."""
    if cache is not None and cache.is_file():
        with np.load(cache) as stored:
            if tuple(stored["columns"]) == REPORT_COLUMNS:
                return stored["vectors"], stored["stances"]
    readings: dict[str, Reading] = {}
    vectors, stances = [], []
    for pair in pairs:
        body = pair["body"]
        if body not in readings:
            readings[body] = read(read_sentences(bodies[body], weights))
        vector = report_features(read_sentence(pair["headline"], weights), readings[body])
        if vector is not None:
            vectors.append(vector)
            stances.append(OUTLOOKS.index(pair["stance"]))
    found = np.array(vectors), np.array(stances)
    if cache is not None:
        np.savez(cache, columns=REPORT_COLUMNS, vectors=found[0], stances=found[1])
    return found


def validated(vectors: Floats, answers: Ints, groups: Ints, folds: int = 10) -> float:
    """The share of right answers on groups that were not trained on."""
    shuffled = np.random.default_rng(SEED).permutation(np.unique(groups))
    right = 0
    for fold in range(folds):
        held = np.isin(groups, shuffled[fold::folds])
        found = linear(vectors[~held], answers[~held]).likelihoods(vectors[held]).argmax(axis=1)
        right += int((found == answers[held]).sum())
    return right / len(answers)


def linear(vectors: Floats, answers: Ints, penalty: float = 20.0) -> Network:
    """Logistic regression by Newton's method, written as a network whose hidden layer is the input twice."""
    mean, spread = scale(vectors)
    scaled = np.c_[np.clip((vectors - mean) / spread, -6, 6), np.ones(len(vectors))]
    weights = np.zeros(scaled.shape[1])
    for _ in range(20):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (likely - answers) + penalty * weights
        bend = (scaled.T * (likely * (1 - likely))) @ scaled + penalty * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    size = vectors.shape[1]
    both = np.concatenate([np.eye(size), -np.eye(size)], axis=1)
    out = np.zeros((2 * size, 2))
    out[:size, 1], out[size:, 1] = weights[:-1], -weights[:-1]
    parts = (mean, spread, both, np.zeros(2 * size), out, np.array([0.0, weights[-1]]))
    return Network(*(part.astype(np.float32) for part in parts))


def network(vectors: Floats, answers: Ints, *, epochs: int, width: int = 32, decay: float = 2e-3) -> Network:
    """One hidden layer, trained by Adam on weighted cross-entropy."""
    random = np.random.default_rng(SEED)
    mean, spread = scale(vectors)
    scaled = np.clip((vectors - mean) / spread, -6, 6)
    emphasis = np.array([EMPHASIS[name] for name in OUTLOOKS], dtype=np.float32)[answers]
    wanted = np.eye(len(OUTLOOKS), dtype=np.float32)[answers]
    size = vectors.shape[1]
    parts = [
        random.normal(0, 1 / math.sqrt(size), (size, width)).astype(np.float32),
        np.zeros(width, dtype=np.float32),
        random.normal(0, 1 / math.sqrt(width), (width, len(OUTLOOKS))).astype(np.float32),
        np.zeros(len(OUTLOOKS), dtype=np.float32),
    ]
    first, second = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
    step = 0
    for epoch in range(epochs):
        rate = 2e-3 * (1 - epoch / epochs) + 1e-5
        for chosen in np.array_split(random.permutation(len(scaled)), max(len(scaled) // 256, 1)):
            step += 1
            rows_in, hidden_raw = scaled[chosen], scaled[chosen] @ parts[0] + parts[1]
            kept = (random.random(hidden_raw.shape) > 0.3).astype(np.float32) / 0.7
            hidden = np.maximum(hidden_raw, 0) * kept
            logits = hidden @ parts[2] + parts[3]
            likely = np.exp(logits - logits.max(axis=1, keepdims=True))
            likely /= likely.sum(axis=1, keepdims=True)
            wrong = (likely - wanted[chosen]) * emphasis[chosen][:, None] / len(chosen)
            back = (wrong @ parts[2].T) * kept * (hidden_raw > 0)
            slopes = [rows_in.T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0)]
            for i, slope in enumerate(slopes):
                first[i] += 0.1 * (slope - first[i])
                second[i] += 0.001 * (slope**2 - second[i])
                move = (first[i] / (1 - 0.9**step)) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
                parts[i] -= rate * (move + (decay * parts[i] if i in (0, 2) else 0))
    return Network(mean, spread, *parts)


def scale(vectors: Floats) -> tuple[Floats, Floats]:
    """The mean and spread of each column; one that never varies has spread 1."""
    spread = vectors.std(axis=0)
    return vectors.mean(axis=0), np.where(spread > 1e-6, spread, 1).astype(np.float32)


def store(path: Path, weights: dict[str, float], sentence: Network, report: Network) -> None:
    """Everything in one file of plain arrays."""
    arrays: dict[str, Any] = {
        "words": "\n".join(weights),
        "word_weights": np.array(list(weights.values()), dtype=np.float16),
        "sentence_columns": SENTENCE_COLUMNS,
        "report_columns": REPORT_COLUMNS,
    }
    for name, trained in (("sentence", sentence), ("report", report)):
        arrays |= {f"{name}_{part}": getattr(trained, part).astype(np.float32) for part in Network.__slots__}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    main()
