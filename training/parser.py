"""Trains the network of tags, sentences, trees and names, and writes its weights into the package.

In: the folder of data sets. Out: `weights/parser`. Never here: a test part.

    python training/parser.py --bench ../shared/bench              # from nothing
    python training/parser.py --bench ../shared/bench --further    # on from the weights that are shipped
    python training/parser.py --bench ../shared/bench --layers     # those, names and mentions alone anew
"""

import argparse
import copy
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from torch import Tensor
from torch.nn import functional

from assemble import assemble
from hearsay.annotate.model import PARSER
from hearsay.annotate.parser_features import Vocabulary
from mentions import read_reports, train_layer
from name_layer import SETS, read_names, train_names
from parser_batch import Batch, make_batch
from parser_data import (
    MENTIONS,
    NAMES,
    OPEN,
    OTHERS,
    SOME,
    Tags,
    Unit,
    conflict_units,
    report_units,
    treebank_units,
    wiki_units,
)
from parser_export import export
from parser_model import ParserNetwork
from parser_reload import reload
from respell import Pool, borrowable, respelled
from tokenizer import word_tokenizer
from usage import word_usage
from vectors import known_vectors, plain_words, word_vectors

WEIGHTS = Path(__file__).parents[1] / "src/hearsay/annotate/weights"

BATCH = 2500  # words
RATE = 2e-3
HALVES = any(torch.cpu.get_capabilities().get(kind) for kind in ("avx512_bf16", "amx_bf16"))
"""Whether the processor reckons with bfloat16, a third faster; one that does not is three times slower."""
RARE = 0.04  # share of the words that the network must do without in training
RECOGNISED = 3  # the first columns, by which a word is told from all others
SHARES = {"xpos": 0.5, "upos": 0.3, "start": 1.0, "name": 1.5, "mention": 0.7, "cue": 2.0, "role": 0.5}
"""How much each plain task counts beside heads and their labels, which count 1 each."""

SOMES = 0.1  # how much a word counts beside the others of which the name is known: there are as many fewer


@dataclass(frozen=True)
class Go:
    """One training: how often the trees are read, the highest learning rate, each set's share in that."""

    epochs: float
    rate: float
    shares: Mapping[str, float]


GOES = (
    Go(9, 2e-3, {"trees": 1, "reports": 0.5, "wikineural": 0.5}),
    Go(7, 1.2e-3, {"trees": 1, "reports": 0.34, "wikineural": 0.34, "wikigold": 1, "conflict": 2}),
)
FURTHER = Go(8, 8e-4, {"trees": 1, "reports": 0.15, "wikineural": 0.25, "wikigold": 0.5, "conflict": 1})
"""With `--further` in their place: on from the weights that are shipped; the vectors of words stay."""


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
            [p for p in network.parameters() if p.requires_grad],
            lr=rate,
            weight_decay=0.01,
            betas=(0.9, 0.98),
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
            with torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
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
            rare = torch.from_numpy(self.noise.random(batch.ids.shape[:2]) < RARE)
            batch.ids[..., :RECOGNISED][rare] = 0
            yield batch


def loss(network: ParserNetwork, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of each task over the words whose label is known."""
    states = network.encode(batch.ids, batch.lengths)
    labels = batch.labels
    losses = {}
    for name, head in network.plain.items():
        known = labels[name] >= 0
        if known.any():
            losses[name] = functional.cross_entropy(head(states[known]).float(), labels[name][known])
    if (some := labels["name"] == SOME).any():
        among = functional.log_softmax(network.plain["name"](states[some]).float(), dim=-1)[:, OTHERS]
        losses["name"] = losses["name"] + SOMES * -among.logsumexp(dim=-1).mean()
    parsed = labels["head"][:, 0] != OPEN
    if parsed.any():
        losses |= tree_loss(network, states[parsed], {k: v[parsed] for k, v in labels.items()})
    return losses


def tree_loss(network: ParserNetwork, states: Tensor, labels: dict[str, Tensor]) -> dict[str, Tensor]:
    """Heads among the words of the same sentence, and labels under the right heads."""
    real = labels["head"] != OPEN
    heads = labels["head"].clamp(min=0)
    sentence = (labels["start"] == 1).cumsum(1).masked_fill(~real, -1)
    scores = network.arcs(states).float().masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e9)
    return {
        "head": functional.cross_entropy(scores[real], heads[real]),
        "dep": functional.cross_entropy(network.edges(states, heads)[real].float(), labels["dep"][real]),
    }


def train(
    network: ParserNetwork, vocabulary: Vocabulary, sets: dict[str, list[Unit]], go: Go, *, seed: int
) -> ParserNetwork:
    """The network with its weights averaged over the last steps of one go."""
    pool = borrowable([unit for name in go.shares for unit in sets[name]])
    rng = random.Random(seed)

    def epoch() -> list[Unit]:
        return [
            unit
            for name, share in go.shares.items()
            for unit in sets[name] * int(share) + rng.sample(sets[name], int(len(sets[name]) * (share % 1)))
        ]

    steps = int(sum(len(unit.words) for unit in epoch()) * go.epochs / BATCH * 1.06)
    trainer = Trainer(network, vocabulary, pool, steps=steps, seed=seed, rate=go.rate)
    while trainer.step < steps:
        losses = trainer.run(epoch())
        print(f"step {trainer.step}/{steps}", {k: round(v, 3) for k, v in losses.items()}, flush=True)
    return trainer.average.eval()


def read_sets(nlp: Language, bench: Path, tags: Tags) -> dict[str, list[Unit]]:
    """The data sets by name, without the one that has to be parsed first."""
    sets = {"trees": list(treebank_units(nlp, bench, tags, random.Random(0)))}
    for name, unit in wiki_units(nlp, bench):
        sets.setdefault(name, []).append(unit)
    sets["reports"] = list(report_units(nlp, bench))
    return sets


def new_network(
    vectors: NDArray[np.float32], known: NDArray[np.int8], usage: NDArray[np.int8], tags: Tags
) -> ParserNetwork:
    """A network that has learned nothing yet; `tags` are the labels that the sets were found to have."""
    sizes = {"xpos": len(tags.of["xpos"]), "upos": len(tags.of["upos"]), "start": 2, "cue": 3, "role": 3}
    sizes |= {"name": len(NAMES), "mention": len(MENTIONS)}
    return ParserNetwork(vectors, known, usage, sizes, labels=len(tags.of["dep"]))


def main() -> None:
    """Reads the data sets, trains, writes the weights of the network and the whole pipeline."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--bench", type=Path, required=True, help="the folder of data sets")
    arguments.add_argument("--effort", type=float, default=1.0, help="share of the epochs")
    arguments.add_argument("--further", action="store_true", help="go on from the weights that are shipped")
    arguments.add_argument(
        "--layers",
        action="store_true",
        help="only the layers of names and mentions anew, upon the weights that are shipped",
    )
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--out", type=Path, default=WEIGHTS / "pipeline")
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    known_words, known = known_vectors()
    usage = word_usage(options.bench, known_words)
    nlp, tags = word_tokenizer(), Tags()
    if options.further or options.layers:
        network, words, tags = reload(WEIGHTS / "pipeline" / PARSER, known, usage)
        network.word.weight.requires_grad_(False)
        sets = read_sets(nlp, options.bench, tags)
    else:
        words, vectors = word_vectors(plain_words(options.bench))
        sets = read_sets(nlp, options.bench, tags)
        network = new_network(vectors, known, usage, tags)
    vocabulary = Vocabulary(words, known_words)

    def written() -> Language:
        with tempfile.TemporaryDirectory() as folder:
            export(network, words, known_words, tags.of, Path(folder))
            return assemble(Path(folder), options.bench, options.out)

    goes = () if options.layers else (FURTHER,) if options.further else GOES
    for seed, go in enumerate(goes, 1):
        if "conflict" in go.shares:  # the heads of its names are found by what has been learned so far
            sets["conflict"] = [unit for _, unit in conflict_units(written(), options.bench)]
        shortened = replace(go, epochs=go.epochs * options.effort)
        network = train(network, vocabulary, sets, shortened, seed=seed)
    parsing = written()
    sets["conflict"] = [unit for _, unit in conflict_units(parsing, options.bench)]
    network.naming = train_names(
        network, read_names(network.eval(), vocabulary, {name: sets[name] for name in SETS})
    )
    reports = read_reports(options.bench)
    network.mention = train_layer([parsing(row["text"]) for row in reports], reports, network, vocabulary)
    written()


if __name__ == "__main__":
    main()
