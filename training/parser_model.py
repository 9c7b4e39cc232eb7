"""The parsing network in PyTorch: three BiLSTM layers over words, and what is told from their states.

In: the arrays of `hearsay.annotate.parser_features`. Out: scores. Never here: text, files.

Heads are chosen by a bilinear form over two views of the words (Dozat and Manning 2017); their labels by a
layer over the sum of two further views, which costs a twentieth of a bilinear form and is as good.
"""

import math
from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from hearsay.annotate.parser_features import COLUMNS
from recurrent import BiLSTM, turn

KNOWN = list(COLUMNS).index("known")
KNOWN_STEP = 1 / 32  # what one step of a borrowed vector's whole numbers is worth
USAGE = 7  # numbers that say what a word mostly is elsewhere, see `usage`
USAGE_STEP = 1 / 127
CHECKED = ("", "person", "organization", "place")  # the kinds of mentions that are told
MANNERS = 5  # sets with names
WIDTHS = {"norm": 48, "prefix": 24, "suffix": 32, "ending": 16, "shape": 16, "place": 8}


class SharedDropout(nn.Module):
    """Dropout that hides the same parts of every word of a row (Gal and Ghahramani 2016)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, rows: Tensor) -> Tensor:
        """The rows as they are, but in training."""
        if not self.training:
            return rows
        kept = torch.empty(len(rows), 1, rows.shape[2]).bernoulli_(1 - self.share)
        return rows * (kept / (1 - self.share)).to(rows.dtype)


class MentionLayer(nn.Module):
    """What stands for a person, body or place, told from a word's state and facts; trained by `mentions`."""

    def __init__(self, width: int, middle: int = 64) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.4)
        self.middle = nn.Linear(width, middle)
        self.scores = nn.Linear(middle, len(CHECKED))

    def forward(self, read: Tensor) -> Tensor:
        """The score of each of `CHECKED`; `read` are words' states and facts side by side."""
        scores: Tensor = self.scores(self.drop(torch.relu(self.middle(self.drop(read)))))
        return scores


class NameLayer(nn.Module):
    """What is added to a word's scores of names; trained by `name_layer`. At first it adds nothing.

    `manners` are the ways in which the data sets mark names, the first one being that of reports.
    """

    def __init__(self, width: int, labels: int, manners: int, middle: int = 64) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.4)
        self.middle = nn.Linear(width, middle)
        self.manner = nn.Embedding(manners, middle)
        self.scores = nn.Linear(middle, labels)
        for part in (self.manner.weight, self.scores.weight, self.scores.bias):
            nn.init.zeros_(part)

    def forward(self, read: Tensor, manner: Tensor | int = 0) -> Tensor:
        """What is added; `read` are words' states and facts side by side."""
        middle = self.middle(self.drop(read)) + self.manner(torch.as_tensor(manner))
        scores: Tensor = self.scores(self.drop(torch.relu(middle)))
        return scores


class ParserNetwork(nn.Module):
    """Tags, sentences, trees, names, mentions and attributions from one reading of the words.

    `vectors` are made from our own texts and trained further; `known`, borrowed ones in steps of
    `KNOWN_STEP`, and `usage`, what their words mostly are elsewhere, in steps of `USAGE_STEP`, stay as they
    are. `sizes` says how many labels each of the plain tasks has.
    """

    def __init__(
        self,
        vectors: NDArray[np.float32],
        known: NDArray[np.int8],
        usage: NDArray[np.int8],
        sizes: Mapping[str, int],
        *,
        labels: int,
        hidden: int = 200,
        depth: int = 3,
        arc: int = 160,
        edge: int = 160,
    ) -> None:
        super().__init__()
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=False)
        self.known: Tensor
        self.register_buffer("known", torch.from_numpy(known))
        self.usage: Tensor
        self.register_buffer("usage", torch.from_numpy(usage))
        self.tables = nn.ModuleDict({name: nn.Embedding(COLUMNS[name], n) for name, n in WIDTHS.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.5)
        width = vectors.shape[1] + known.shape[1] + sum(WIDTHS.values())
        self.layers = nn.ModuleList(BiLSTM(width if n == 0 else 2 * hidden, hidden) for n in range(depth))
        self.drop = SharedDropout(0.33)
        read = 2 * hidden + known.shape[1] + usage.shape[1]
        self.mention = MentionLayer(read)
        self.naming = NameLayer(read, sizes["name"], MANNERS)
        self.plain = nn.ModuleDict({name: nn.Linear(2 * hidden, n) for name, n in sizes.items()})
        self.root = nn.Linear(2 * hidden, 1)
        self.arc_from, self.arc_to = nn.Linear(2 * hidden, arc), nn.Linear(2 * hidden, arc)
        self.arc = nn.Linear(arc, arc)
        self.edge_from, self.edge_to = nn.Linear(2 * hidden, edge), nn.Linear(2 * hidden, edge)
        self.edge = nn.Linear(edge, labels)

    def encode(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """The state of each word."""
        named = dict(zip(COLUMNS, ids.unbind(-1), strict=True))
        parts = [self.word(named["word"]), self.known[named["known"]].float() * KNOWN_STEP]
        parts += [table(named[name]) for name, table in self.tables.items()]
        states = self.drop(torch.cat(parts, dim=-1))
        turned = turn(lengths, ids.shape[1])
        for layer in self.layers:
            states = self.drop(layer(states, turned))
        return states

    def facts(self, known: Tensor) -> Tensor:
        """What is known of words beside what was read, by their numbers among the known ones."""
        return torch.cat([self.known[known] * KNOWN_STEP, self.usage[known] * USAGE_STEP], dim=-1)

    def arcs(self, states: Tensor) -> Tensor:
        """Of each word (second axis) the score of each word as its head, of itself as being the root."""
        dependents, heads = self.arc_views(states)
        scores = dependents @ heads.transpose(1, 2)
        root = self.root(states)[..., 0]
        return scores.diagonal_scatter(root, dim1=1, dim2=2)

    def arc_views(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Each word as a dependent and as a head: the product of the two is a score."""
        dependents = self.arc(self.drop(torch.relu(self.arc_from(states)))) / math.sqrt(self.arc.out_features)
        return dependents, self.drop(torch.relu(self.arc_to(states)))

    def edges(self, states: Tensor, heads: Tensor) -> Tensor:
        """The label scores of each word under its head."""
        chosen = self.edge_to(states).gather(1, heads[..., None].expand(-1, -1, self.edge_to.out_features))
        return self.edge(self.drop(torch.relu(self.edge_from(states) + chosen)))
