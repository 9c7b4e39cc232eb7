"""The attribution network in PyTorch: a BiLSTM layer over words, another over the words around a cue.

In: the arrays of `hearsay.annotate.attribution_features`. Out: scores. Never here: text, files.
"""

import numpy as np
import torch
from torch import Tensor, nn

from hearsay.annotate import attribution_features as features
from hearsay.annotate import attribution_pairs as pairs
from hearsay.annotate.sequences import Floats, Ints
from recurrent import BiLSTM, turn

WIDTHS = {"dep": 16, "quote": 8, "place": 4}
LABELS = 64  # rows of the table of dependency labels
KNOWN, ABOVE = 128, 64  # what is taken over of a word's state and of its head's


class Network(nn.Module):
    """Scores cues among words, and the fillers of a cue's roles among the words around it.

    `width` is that of the parser's states.
    """

    def __init__(self, width: int, hidden: int = 128, pair: int = 128, inner: int = 64) -> None:
        super().__init__()
        rows = {"dep": LABELS, "quote": features.QUOTES, "place": features.PLACES}
        self.tables = nn.ModuleDict({name: nn.Embedding(n, WIDTHS[name]) for name, n in rows.items()})
        self.known, self.above = nn.Linear(width, KNOWN), nn.Linear(width, ABOVE)
        self.layer = BiLSTM(KNOWN + ABOVE + sum(WIDTHS.values()), hidden)
        self.drop = nn.Dropout(0.3)
        self.cue = nn.Linear(2 * hidden, 3)
        self.as_cue = nn.Linear(2 * hidden, pair)
        self.as_filler = nn.Linear(2 * hidden, pair)
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
        self.around = BiLSTM(pair, inner)
        self.role = nn.Linear(2 * inner + pair, 3)
        self.steps = nn.Parameter(torch.zeros(3, 3))

    def encode(
        self, ids: Tensor, states: Tensor, heads: Tensor, lengths: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Cue scores of each word, and its vectors as a cue and as a filler."""
        named = dict(zip(features.COLUMNS, ids.unbind(-1), strict=True))
        parts = [self.known(self.drop(states)), self.above(self.drop(heads))]
        parts += [table(named[name]) for name, table in self.tables.items()]
        turned = turn(lengths, ids.shape[1])
        read = self.drop(self.layer(torch.cat(parts, dim=-1), turned))
        return self.cue(read), self.as_cue(read), self.as_filler(read)

    def label(self, cues: Tensor, words: Tensor, relations: Tensor, lengths: Tensor) -> Tensor:
        """Role scores of the words around each cue."""
        states = cues[:, None] + words
        for table, numbers in zip(self.pairs, relations.unbind(-1), strict=True):
            states = states + table(numbers)
        states = self.drop(torch.relu(states))
        return self.role(
            torch.cat([self.drop(self.around(states, turn(lengths, states.shape[1]))), states], dim=-1)
        )


def path_loss(scores: Tensor, steps: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
    """Minus the log probability of the labels in a linear-chain random field, per word."""
    inside = torch.arange(labels.shape[1]) < lengths[:, None]
    taken = (scores.gather(2, labels[:, :, None])[:, :, 0] * inside).sum()
    taken = taken + (steps[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]).sum()
    total = scores[:, 0]
    for word in range(1, labels.shape[1]):
        further = (total[:, :, None] + steps).logsumexp(1) + scores[:, word]
        total = torch.where(inside[:, word, None], further, total)
    return (total.logsumexp(1).sum() - taken) / inside.sum()


class TorchNetwork:
    """The network behind the interface of the run time, for measuring while training."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @torch.inference_mode()
    def encode(
        self, ids: Ints, states: Floats, heads: Floats, lengths: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """See `hearsay.annotate.attribution.Network`."""
        outputs = self.network.encode(*map(torch.from_numpy, (ids, states, heads, lengths)))
        return outputs[0].numpy(), outputs[1].numpy(), outputs[2].numpy()

    @torch.inference_mode()
    def label(self, cues: Floats, words: Floats, pairs: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """See `hearsay.annotate.attribution.Network`."""
        inputs = (torch.from_numpy(np.ascontiguousarray(array)) for array in (cues, words, pairs, lengths))
        return self.network.label(*inputs).numpy(), self.network.steps.detach().numpy()
