"""Trains the attribution network on PolNeAR and writes its weights into the package.

In: the folder of data sets, the shipped pipeline. Out: `weights/attribution`. Never here: the test part.

    python training/attribution.py --bench ../shared/bench
"""

import argparse
import copy
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor
from torch.nn import functional

from attribution_data import ROLES, Corpus, Gold, make_corpus, parse
from attribution_export import export, whole_modules
from attribution_inner import find_inner
from attribution_model import Network, TorchNetwork, path_loss
from data_sets import Row, rows
from gated import side_by_side
from hearsay.annotate.attribution import TAGS, Attributor, cue_ranges
from hearsay.annotate.attribution_pairs import make_cues, make_windows
from hearsay.annotate.model import find_parser, load_pipeline
from hearsay.annotate.parser import Parser
from hearsay.annotate.sequences import Floats, Ints
from hearsay.records import Attribution
from whole_numbers import reaches

WEIGHTS = Path(__file__).parents[1] / "src/hearsay/annotate/weights"
BATCH = 3000  # words
RATE = 2e-3
EPOCHS = 9
FIRST = 3  # epochs of the network that finds attributions within the contents of others


class Trainer:
    """The network, its optimizer and an average of its weights over the last steps."""

    def __init__(self, corpora: list[Corpus], network: Network, *, epochs: int, seed: int = 1) -> None:
        self.corpora = corpora
        self.network = network
        self.average = copy.deepcopy(network)
        self.rng = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.optimizer = torch.optim.AdamW(
            network.parameters(), lr=RATE, weight_decay=0.01, betas=(0.9, 0.98)
        )
        words = sum(len(corpus.words.heads) for corpus in corpora) / len(corpora)
        self.total = int(epochs * words / BATCH * 1.05)
        self.step = 0

    def epoch(self) -> float:
        """One pass over the articles, each paragraph in a style drawn at random; the mean loss."""
        losses = []
        for which, units in self._batches():
            for group in self.optimizer.param_groups:
                group["lr"] = RATE * min(
                    1.0, (self.step + 1) / 100, max(0.02, 1.1 * (1 - self.step / self.total))
                )
            loss = self._loss(self.corpora[which], units)
            self.optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimizer.step()
            self.step += 1
            keep = min(0.995, self.step / (self.step + 20))
            with torch.no_grad():
                for mean, now in zip(self.average.parameters(), self.network.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            losses.append(loss.item())
        return sum(losses) / len(losses)

    def _batches(self) -> list[tuple[int, Ints]]:
        """Paragraphs of like length together; those without attributions as well."""
        batches = []
        for which, corpus in enumerate(self.corpora):
            docs = self.rng.sample(range(len(corpus.words.docs)), len(corpus.words.docs))
            share = docs[: len(docs) // len(self.corpora)] if len(self.corpora) > 1 else docs
            chosen = np.zeros(len(corpus.words.heads) + 1, bool)
            for doc in share:
                chosen[slice(*corpus.words.docs[doc])] = True
            units = corpus.words.units[chosen[corpus.words.units[:, 0]]]
            lengths = units[:, 1] - units[:, 0]
            units = units[np.argsort(lengths * self.noise.uniform(0.85, 1.15, len(units)), kind="stable")]
            begin = 0
            while begin < len(units):
                end = begin + 1
                longest = int(units[begin, 1] - units[begin, 0])
                while end < len(units):
                    longest = max(longest, int(units[end, 1] - units[end, 0]))
                    if longest * (end + 1 - begin) > BATCH:
                        break
                    end += 1
                batches.append((which, units[begin:end]))
                begin = end
        self.rng.shuffle(batches)
        return batches

    def _loss(self, corpus: Corpus, units: Ints) -> Tensor:
        words = corpus.words
        at, real, chosen = side_by_side(units[:, 0], units[:, 1])
        place = np.zeros(len(words.heads), np.int32)
        place[chosen] = np.arange(len(chosen))
        gold = [g for unit in np.searchsorted(words.units[:, 0], units[:, 0]) for g in corpus.gold[unit]]

        tags = np.zeros(len(chosen), np.int64)
        within = np.zeros(len(chosen), np.float32)
        for g in gold:
            tags[place[g.first]] = 3 if g.inner else 1
            tags[place[g.first + 1 : g.last + 1]] = 4 if g.inner else 2
            if not g.inner:
                within[place[[i for i in g.content if chosen[place[i]] == i]]] = 1
        states = torch.from_numpy(words.states[chosen].astype(np.float32))
        scores, as_cue, as_filler = self.network.encode(
            torch.from_numpy(words.ids[chosen]), states, torch.from_numpy(place[corpus.above[chosen]]),
            torch.from_numpy(at), torch.from_numpy(real),
        )  # fmt: skip
        loss = 2.0 * functional.cross_entropy(scores[:, :TAGS], torch.from_numpy(tags), label_smoothing=0.02)
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(
            scores[:, TAGS], torch.from_numpy(within)
        )
        lengths = units[:, 1] - units[:, 0]
        ends = np.cumsum(lengths)
        local = np.stack([ends - lengths, ends], axis=1)
        ranges, fillers = self._cues(scores.detach().numpy(), chosen, local, gold)
        if not ranges:
            return loss
        cues = make_cues(words, ranges)
        windows = make_windows(words, cues)
        order = np.argsort(windows.begins - windows.ends, kind="stable")
        around, stands, shown = side_by_side(windows.begins[order], windows.ends[order])
        roles = np.zeros(len(windows.words), np.int64)
        for k, g in enumerate(fillers):
            if g is not None:
                its = slice(windows.begins[k], windows.ends[k])
                for label, members in ((1, g.source), (2, g.content)):
                    roles[its][np.isin(windows.words[its], list(members))] = label
        there = torch.from_numpy(around)
        labels = self.network.label(
            as_cue[torch.from_numpy(place[cues.head[windows.cues[shown]]])],
            as_filler[torch.from_numpy(place[windows.words[shown]])],
            torch.from_numpy(windows.pairs[shown]),
            there,
            torch.from_numpy(stands),
        )
        return loss + path_loss(labels, self.network.steps, torch.from_numpy(roles[shown]), there)

    def _cues(
        self, scores: Floats, chosen: Ints, units: Ints, gold: list[Gold]
    ) -> tuple[list[tuple[int, int]], list[Gold | None]]:
        """The gold cues, some with the borders that the network gives them, and its mistaken ones."""
        proposed = [(int(chosen[a]), int(chosen[b])) for a, b in cue_ranges(scores, units)]
        owner = {i: g for g in gold for i in range(g.first, g.last + 1)}
        ranges: list[tuple[int, int]] = []
        fillers: list[Gold | None] = []
        taken = set()
        for first, last in proposed:
            meant = [owner[i] for i in range(first, last + 1) if i in owner]
            if not meant:
                if self.step > self.total // 5:
                    ranges.append((first, last))
                    fillers.append(None)
            elif id(meant[0]) not in taken and self.rng.random() < 0.5:
                taken.add(id(meant[0]))
                ranges.append((first, last))
                fillers.append(meant[0])
        for g in gold:
            if id(g) not in taken:
                ranges.append((g.first, g.last))
                fillers.append(g)
        order = sorted(range(len(ranges)), key=lambda k: ranges[k])
        return [ranges[k] for k in order], [fillers[k] for k in order]


def evaluate(
    network: Network, labels: Sequence[str], parser: Parser, articles: list[Row], docs: list[Doc], bench: Path
) -> str:
    """The scorer's main figures on the development part."""
    network.eval()
    found = Attributor(labels, TorchNetwork(network), parser).find(docs, inner=False)
    network.train()
    with tempfile.NamedTemporaryFile("wt", suffix=".jsonl") as file:
        for row, attributions in zip(articles, found, strict=True):
            file.write(
                json.dumps({"id": row["id"], "attributions": [as_spans(a) for a in attributions]}) + "\n"
            )
        file.flush()
        scorer, gold = bench / "score/score_attribution.py", bench / "polnear-dev.jsonl.gz"
        command = [sys.executable, str(scorer), "--gold", str(gold), "--pred", file.name, "--json"]
        scores = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    whole, tokens = scores["attributions"], scores["tokens"]
    exact = {role: scores["spans"][role]["exact"] for role in tokens}
    return "  ".join(
        f"{name} {part['precision']:.3f}/{part['recall']:.3f}/{part['f1']:.3f}"
        for name, part in [
            ("roles", whole["roles"]),
            ("exact", whole["exact"]),
            ("content", tokens["content"]),
        ]
    ) + "".join(f"  {role} {part['f1']:.3f}" for role, part in exact.items())


def as_spans(attribution: Attribution) -> dict[str, list[list[int]]]:
    """An attribution in the form of the scorer."""
    return {role: [[span.start, span.end] for span in getattr(attribution, role)] for role in ROLES}


def train(corpora: list[Corpus], epochs: int, report: Callable[[Network], str]) -> Network:
    """The network with its weights averaged over the last steps."""
    torch.manual_seed(1)
    width = corpora[0].words.states.shape[1]
    trainer = Trainer(corpora, Network(width), epochs=epochs)
    for epoch in range(1, epochs + 1):
        print(f"epoch {epoch} loss {trainer.epoch():.4f}", report(trainer.average), flush=True)
    return trainer.average.eval()


def main() -> None:
    """Reads the articles with the shipped pipeline, trains, measures, writes the weights."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--bench", type=Path, required=True, help="the folder of data sets")
    arguments.add_argument("--effort", type=float, default=1.0, help="share of the epochs")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--out", type=Path, default=WEIGHTS / "attribution")
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    nlp = load_pipeline(None)
    articles, held_out = (list(rows(options.bench, f"polnear-{part}")) for part in ("train", "dev"))
    styles = [parse(nlp, articles), parse(nlp, articles, other_style=True)]
    parser = find_parser(nlp)
    labels = {label: i for i, label in enumerate(parser.lists.dep, 1)}
    checked = parse(nlp, held_out)

    def report(network: Network) -> str:
        return evaluate(network, list(labels), parser, held_out, checked, options.bench)

    def corpora() -> list[Corpus]:
        return [make_corpus(articles, docs, labels) for docs in styles]

    outermost = corpora()
    teacher = train(outermost, max(1, round(FIRST * options.effort)), report)
    reader = Attributor(list(labels), TorchNetwork(teacher), parser)
    for row, inner in zip(articles, find_inner(styles[0], outermost[0], reader, labels), strict=True):
        row["inner"] = inner
    network = train(corpora(), max(1, round(EPOCHS * options.effort)), report)
    reader = Attributor(list(labels), TorchNetwork(network), parser)
    export(network, labels, reaches(whole_modules(network), lambda: reader.find(checked)), options.out)


if __name__ == "__main__":
    main()
