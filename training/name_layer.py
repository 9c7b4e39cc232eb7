"""The layer that corrects the scores of names by what is known of the words beside the text.

In: the network, and units with names. Out: the layer. Never here: the states of the words, which stay as they
are. They know the names that they were trained on by heart, so that the layer sees half of them replaced.

Each set has its own manner (what is a body and what a place), which a vector of its own takes up; names are
told in the manner of the first.
"""

import random
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from hearsay.annotate.parser_features import Vocabulary
from hearsay.annotate.sequences import like_lengths
from parser_batch import make_batch
from parser_data import OPEN, OTHERS, SOME, Unit
from parser_model import KNOWN, NameLayer, ParserNetwork
from respell import borrowable, respelled

SETS = {"wikigold": 3.0, "conflict": 1.5, "wikineural": 1.0, "reports": 0.3, "trees": 0.2}
"""The sets, and how often a word of each is drawn."""
READ = {"wikigold": 120_000, "conflict": 60_000, "wikineural": 90_000, "reports": 40_000, "trees": 30_000}
"""Words that are read of each; of a smaller set the same ones, respelt anew."""
KEPT = 0.15  # share of the words that stand far from any capital
STEPS = 1500
BATCH = 512  # words
RATE = 2e-3

Read = tuple[Tensor, Tensor]
"""States and facts of words side by side, and their labels."""


def read_names(
    network: ParserNetwork,
    vocabulary: Vocabulary,
    sets: Mapping[str, Sequence[Unit]],
    *,
    share: float = 1.0,
    seed: int = 0,
) -> dict[str, Read]:
    """The words of each set that may be part of a name, as the network has read them; `share` of `READ`."""
    rng = random.Random(seed)
    named = {name: [u for u in units if (u.labels["name"] != OPEN).any()] for name, units in sets.items()}
    pool = borrowable([unit for units in named.values() for unit in units])
    found = {}
    for name, units in named.items():
        made: list[Unit] = []
        words = 0
        while words < share * READ[name] and units:
            made.append(respelled(units[len(made) % len(units)], rng, pool))
            words += len(made[-1].words)
        parts = list(_read(network, vocabulary, made, np.random.default_rng(seed)))
        found[name] = torch.cat([read for read, _ in parts]), torch.cat([labels for _, labels in parts])
    return found


def train_names(network: ParserNetwork, read: Mapping[str, Read], *, seed: int = 0) -> NameLayer:
    """The layer, trained on what `read_names` gives."""
    torch.manual_seed(seed)
    layer = NameLayer(network.naming.middle.in_features, network.naming.scores.out_features, len(SETS))
    head = network.plain["name"]
    optimizer = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=0.01)
    words = torch.cat([states for states, _ in read.values()])
    labels = torch.cat([labels for _, labels in read.values()])
    manners = torch.cat([torch.full((len(y),), list(SETS).index(name)) for name, (_, y) in read.items()])
    weights = np.concatenate(
        [np.full(len(found), SETS[name] / len(found)) for name, (_, found) in read.items()]
    )
    drawn = np.random.default_rng(seed).choice(len(weights), size=(STEPS, BATCH), p=weights / weights.sum())
    with torch.no_grad():
        before = head(words[:, : head.in_features])
    for step, chosen in enumerate(torch.from_numpy(drawn)):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / 50) * (1 - step / STEPS)
        scores = before[chosen] + layer(words[chosen], manners[chosen])
        optimizer.zero_grad()
        _loss(scores, labels[chosen]).backward()
        optimizer.step()
    return layer.eval()


def _loss(scores: Tensor, labels: Tensor) -> Tensor:
    known = labels != SOME
    others = functional.log_softmax(scores[~known], dim=-1)[:, OTHERS].logsumexp(dim=-1)
    return (functional.cross_entropy(scores[known], labels[known], reduction="sum") - others.sum()) / len(
        labels
    )


def _read(
    network: ParserNetwork, vocabulary: Vocabulary, units: Sequence[Unit], noise: np.random.Generator
) -> Iterator[Read]:
    lengths = np.array([len(unit.words) for unit in units], np.int32)
    for rows in like_lengths(lengths, 2500):
        batch = make_batch([units[i] for i in rows.tolist()], vocabulary)
        kept = torch.from_numpy(_near_capitals([units[i].words for i in rows.tolist()], batch.ids.shape[1]))
        kept |= torch.from_numpy(noise.random(kept.shape) < KEPT) | (batch.labels["name"] > 0)
        kept &= batch.labels["name"] != OPEN
        with torch.no_grad():
            states = network.encode(batch.ids, batch.lengths)[kept]
        yield (
            torch.cat([states, network.facts(batch.ids[..., KNOWN][kept])], dim=-1),
            batch.labels["name"][kept],
        )


def _near_capitals(rows: Sequence[Sequence[str]], width: int) -> NDArray[np.bool_]:
    """Of each word whether it or its neighbour has a capital or a digit; False past a row's end."""
    found = np.zeros((len(rows), width + 2), bool)
    for found_here, words in zip(found, rows, strict=True):
        found_here[1 : len(words) + 1] = [any(c.isupper() or c.isdigit() for c in word) for word in words]
    near = found[:, :-2] | found[:, 1:-1] | found[:, 2:]
    return near & (np.arange(width) < np.array([len(words) for words in rows])[:, None])
