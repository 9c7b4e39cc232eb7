"""The attribution network in PyTorch: two BiLSTM layers over words, one over the words around a cue.

In: the arrays of `hearsay.annotate.attribution_features`. Out: scores. Never here: text, files.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from hearsay.annotate import attribution_features as features
from hearsay.annotate import attribution_pairs as pairs
from hearsay.annotate.attribution import Floats
from hearsay.annotate.attribution_features import Ints

WIDTHS = {"prefix": 12, "suffix": 16, "shape": 8, "tag": 24, "dep": 16, "name": 4, "quote": 8, "place": 4}
LABELS = 64  # rows of the tables of tags and of dependency labels


class Network(nn.Module):
    """Scores cues among words, and the fillers of a cue's roles among the words around it."""

    def __init__(
        self, vectors: NDArray[np.float32], hidden: int = 128, pair: int = 128, inner: int = 64
    ) -> None:
        super().__init__()
        width = vectors.shape[1]
        rows = {
            "prefix": features.PREFIXES,
            "suffix": features.SUFFIXES,
            "shape": features.SHAPES,
            "tag": LABELS,
            "dep": LABELS,
            "name": features.NAMES,
            "quote": features.QUOTES,
            "place": features.PLACES,
        }
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=False)
        self.tables = nn.ModuleDict({name: nn.Embedding(n, WIDTHS[name]) for name, n in rows.items()})
        size = 2 * width + sum(WIDTHS.values()) + WIDTHS["tag"]
        self.layers = nn.ModuleList(
            nn.LSTM(n, hidden, batch_first=True, bidirectional=True) for n in (size, 2 * hidden)
        )
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
        self.around = nn.LSTM(pair, inner, batch_first=True, bidirectional=True)
        self.role = nn.Linear(2 * inner + pair, 3)
        self.steps = nn.Parameter(torch.zeros(3, 3))

    def encode(self, ids: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Cue scores of each word, and its vectors as a cue and as a filler."""
        named = dict(zip(features.COLUMNS, ids.unbind(-1), strict=True))
        parts = [self.word(named["word"])]
        parts += [table(named[name]) for name, table in self.tables.items()]
        parts += [self.word(named["head_word"]), self.tables["tag"](named["head_tag"])]
        states = self.drop(torch.cat(parts, dim=-1))
        for layer in self.layers:
            states = self.drop(_run(layer, states, lengths))
        return self.cue(states), self.as_cue(states), self.as_filler(states)

    def label(self, cues: Tensor, words: Tensor, relations: Tensor, lengths: Tensor) -> Tensor:
        """Role scores of the words around each cue."""
        states = cues[:, None] + words
        for table, numbers in zip(self.pairs, relations.unbind(-1), strict=True):
            states = states + table(numbers)
        states = self.drop(torch.relu(states))
        return self.role(torch.cat([self.drop(_run(self.around, states, lengths)), states], dim=-1))


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
    def encode(self, ids: Ints, lengths: Ints) -> tuple[Floats, Floats, Floats]:
        """See `hearsay.annotate.attribution.Network`."""
        outputs = self.network.encode(torch.from_numpy(ids), torch.from_numpy(lengths))
        return outputs[0].numpy(), outputs[1].numpy(), outputs[2].numpy()

    @torch.inference_mode()
    def label(self, cues: Floats, words: Floats, pairs: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """See `hearsay.annotate.attribution.Network`."""
        inputs = (torch.from_numpy(np.ascontiguousarray(array)) for array in (cues, words, pairs, lengths))
        return self.network.label(*inputs).numpy(), self.network.steps.detach().numpy()


def _run(layer: nn.LSTM, states: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(states, lengths.long(), batch_first=True, enforce_sorted=False)
    return pad_packed_sequence(layer(packed)[0], batch_first=True)[0]
