"""The attribution network in PyTorch: the architecture that training fits and export writes down.

In: arrays of `hearsay.annotate.attribution_features` and `attribution_pairs`. Out: scores. Never here: text,
files.
"""

import numpy as np
import torch
from torch import Tensor, nn

from gated import Gated, LockedDropout, unpacked
from hearsay.annotate import attribution_features as features
from hearsay.annotate import attribution_pairs as pairs
from hearsay.annotate.attribution import TAGS
from hearsay.annotate.sequences import Floats, Ints, Packed

WIDTHS = {"dep": 16, "quote": 8, "place": 4, "lemma": 36}
LABELS = 64  # rows of the table of dependency labels
KNOWN, ABOVE = 128, 64  # what is taken over of a word's state and of its head's


class Network(nn.Module):
    """Scores cues among words, and the fillers of a cue's roles among the words around it.

    `width` is that of the parser's states.
    """

    def __init__(self, width: int, depth: int = 2, pair: int = 128) -> None:
        super().__init__()
        rows = {
            "dep": LABELS, "quote": features.QUOTES, "place": features.PLACES, "lemma": features.LEMMAS,
        }  # fmt: skip
        self.tables = nn.ModuleDict({name: nn.Embedding(n, WIDTHS[name]) for name, n in rows.items()})
        self.known, self.above = nn.Linear(width, KNOWN), nn.Linear(width, ABOVE)
        hidden = KNOWN + ABOVE + sum(WIDTHS.values())
        self.layers = nn.ModuleList(Gated(hidden) for _ in range(depth))
        self.drop = LockedDropout(0.3)
        self.tag = nn.Linear(hidden, TAGS + 1)  # the last is whether it is in a content
        self.as_cue = nn.Linear(hidden, pair)
        self.as_filler = nn.Linear(hidden, pair)
        counts = (
            pairs.DISTANCES,
            64 * pairs.UPS,
            pairs.DEPTHS,
            pairs.SENTENCES,
            pairs.QUOTATIONS,
            pairs.CUES,
        )
        self.pairs = nn.ModuleList(nn.Embedding(n, pair) for n in counts)
        for table in self.pairs:
            nn.init.normal_(table.weight, std=0.1)
        self.around = Gated(pair)
        self.role = nn.Linear(2 * pair, 3)
        self.steps = nn.Parameter(torch.zeros(3, 3))

    def encode(
        self, ids: Tensor, states: Tensor, above: Tensor, at: Tensor, real: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of each word's tags, and its vectors as a cue and as a filler."""
        named = dict(zip(features.COLUMNS, ids.unbind(-1), strict=True))
        states = self.drop(states, real)
        parts = [self.known(states), self.above(states)[above]]
        parts += [table(named[name]) for name, table in self.tables.items()]
        read = torch.cat(parts, dim=-1)
        for layer in self.layers:
            read = self.drop(layer(read, at, real), real)
        return self.tag(read), self.as_cue(read), self.as_filler(read)

    def label(self, cues: Tensor, words: Tensor, relations: Tensor, at: Tensor, real: Tensor) -> Tensor:
        """Role scores of the words around each cue."""
        states = cues + words
        for table, numbers in zip(self.pairs, relations.unbind(-1), strict=True):
            states = states + table(numbers)
        states = self.drop(torch.relu(states), real)
        return self.role(torch.cat([self.drop(self.around(states, at, real), real), states], dim=-1))


def path_loss(flat: Tensor, steps: Tensor, labels: Tensor, at: Tensor) -> Tensor:
    """Minus the log probability of the labels in a linear-chain random field, per word.

    `flat` and `labels` have a row for each word, `at` puts them side by side.
    """
    inside = at >= 0
    scores, labels = flat[at], labels[at]
    taken = (scores.gather(2, labels[:, :, None])[:, :, 0] * inside).sum()
    taken = taken + (steps[labels[:-1], labels[1:]] * inside[1:]).sum()
    total = scores[0]
    counts = inside.sum(1).tolist()
    ended = []
    for step in range(1, len(at)):
        # sequences are sorted by length, longest first: those that have ended stand at the end
        if counts[step] < len(total):
            ended.append(total[counts[step] :])
            total = total[: counts[step]]
        total = (total[:, :, None] + steps).logsumexp(1) + scores[step, : counts[step]]
    whole = torch.cat([total, *ended]).logsumexp(1).sum()
    return (whole - taken) / inside.sum()


class TorchNetwork:
    """The network behind the interface of the run time, for measuring while training."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @torch.inference_mode()
    def encode(self, ids: Ints, states: Floats, above: Ints, packed: Packed) -> tuple[Floats, Floats, Floats]:
        """See `hearsay.annotate.attribution.Network`."""
        arrays = (ids, states.astype(np.float32), above, *unpacked(packed))
        outputs = self.network.encode(*map(torch.from_numpy, arrays))
        return outputs[0].numpy(), outputs[1].numpy(), outputs[2].numpy()

    @torch.inference_mode()
    def label(self, cues: Floats, words: Floats, pairs: Ints, packed: Packed) -> tuple[Floats, Floats]:
        """See `hearsay.annotate.attribution.Network`."""
        inputs = map(torch.from_numpy, (cues, words, pairs, *unpacked(packed)))
        return self.network.label(*inputs).numpy(), self.network.steps.detach().numpy()
