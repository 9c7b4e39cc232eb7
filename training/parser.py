"""Trains the network of tags, sentences, trees and names, and writes its weights into the package.

In: the folder of data sets. Out: `weights/parser`. Never here: a test part.

    python training/parser.py --bench ../shared/bench
"""

import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from hearsay.annotate.parser_features import COLUMNS, Vocabulary
from parser_data import CHECKED, ELSE, LABELS, MENTIONS, OPEN, Unit
from parser_model import ParserNetwork
from respell_words import Pool, respelled

BATCH = 2500  # words
RATE = 2e-3
RARE = 0.03  # share of the words that the network must do without in training
SHARES = {"xpos": 0.5, "upos": 0.3, "start": 0.5, "name": 1.5, "mention": 0.7, "cue": 2.0, "role": 0.5}
"""How much each plain task counts beside heads and their labels, which count 1 each."""


@dataclass(frozen=True)
class Batch:
    """Units side by side, padded: numbers of words, lengths, labels (`OPEN` in the padding)."""

    ids: Tensor
    lengths: Tensor
    labels: dict[str, Tensor]


class Trainer:
    """The network, its optimizer, and an average of its weights over the last steps."""

    def __init__(
        self,
        network: ParserNetwork,
        vocabulary: Vocabulary,
        pool: Pool,
        *,
        steps: int,
        seed: int = 1,
        rate: float = RATE,
    ) -> None:
        self.network = network
        self.average = copy.deepcopy(network)
        self.vocabulary = vocabulary
        self.pool = pool
        self.rng = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.rate = rate
        self.optimizer = torch.optim.AdamW(
            network.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98)
        )
        self.steps = steps
        self.step = 0

    def run(self, units: Sequence[Unit]) -> dict[str, float]:
        """One pass over the units; the mean loss of each task."""
        sums: dict[str, list[float]] = {}
        for batch in self._batches(units):
            if self.step >= self.steps:
                break
            for group in self.optimizer.param_groups:
                group["lr"] = (
                    self.rate * min(1.0, (self.step + 1) / 200) * max(0.01, 1 - self.step / self.steps)
                )
            losses = loss(self.network, batch)
            self.optimizer.zero_grad()
            torch.stack([SHARES.get(name, 1.0) * value for name, value in losses.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimizer.step()
            self.step += 1
            keep = min(0.998, self.step / (self.step + 20))
            with torch.no_grad():
                for mean, now in zip(self.average.parameters(), self.network.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            for name, value in losses.items():
                sums.setdefault(name, []).append(value.item())
        return {name: sum(values) / len(values) for name, values in sums.items()}

    def _batches(self, units: Sequence[Unit]) -> Iterator[Batch]:
        """Units of like length together, respelt anew each time."""
        made = [respelled(unit, self.rng, self.pool) for unit in units]
        lengths = np.array([len(unit.words) for unit in made])
        order = np.argsort(lengths * self.noise.uniform(0.85, 1.15, len(made)), kind="stable").tolist()
        groups: list[list[int]] = [[]]
        longest = 0
        for i in order:
            longest = max(longest, len(made[i].words))
            if longest * (len(groups[-1]) + 1) > BATCH and groups[-1]:
                groups.append([])
                longest = len(made[i].words)
            groups[-1].append(i)
        self.rng.shuffle(groups)
        for group in groups:
            batch = make_batch([made[i] for i in group], self.vocabulary)
            for column in (0, 1):
                batch.ids[..., column][torch.from_numpy(self.noise.random(batch.ids.shape[:2]) < RARE)] = 0
            yield batch


def make_batch(units: Sequence[Unit], vocabulary: Vocabulary) -> Batch:
    """Units side by side."""
    lengths = np.array([len(unit.words) for unit in units])
    shape = (len(units), int(lengths.max()))
    ids = np.zeros((*shape, len(COLUMNS)), np.int64)
    labels = {name: np.full(shape, OPEN) for name in LABELS}
    for k, unit in enumerate(units):
        n = len(unit.words)
        ids[k, :n, :-1] = [vocabulary.row(word) for word in unit.words]
        ids[k, :n, -1] = unit.place
        for name in LABELS:
            labels[name][k, :n] = unit.labels[name]
    tensors = {name: torch.from_numpy(values) for name, values in labels.items()}
    return Batch(torch.from_numpy(ids), torch.from_numpy(lengths), tensors)


def loss(network: ParserNetwork, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of each task over the words whose label is known."""
    states = network.encode(batch.ids, batch.lengths)
    labels = batch.labels
    losses = {}
    for name, head in network.plain.items():
        known = labels[name] >= 0
        if known.any():
            losses[name] = functional.cross_entropy(head(states[known]), labels[name][known])
    other = labels["mention"] == ELSE
    if other.any():
        likely = functional.log_softmax(network.plain["mention"](states[other]), dim=-1)
        open_kinds = [k for k, kind in enumerate(MENTIONS) if kind not in CHECKED]
        losses["mention_else"] = -likely[:, open_kinds].logsumexp(dim=-1).mean()
    parsed = labels["head"][:, 0] != OPEN
    if parsed.any():
        losses |= tree_loss(network, states[parsed], {k: v[parsed] for k, v in labels.items()})
    return losses


def tree_loss(network: ParserNetwork, states: Tensor, labels: dict[str, Tensor]) -> dict[str, Tensor]:
    """Heads among the words of the same sentence, and labels under the right heads."""
    real = labels["head"] != OPEN
    heads = labels["head"].clamp(min=0)
    sentence = (labels["start"] == 1).cumsum(1).masked_fill(~real, -1)
    scores = network.arcs(states).masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e9)
    return {
        "head": functional.cross_entropy(scores[real], heads[real]),
        "dep": functional.cross_entropy(network.edges(states, heads)[real], labels["dep"][real]),
    }
