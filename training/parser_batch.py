"""Units side by side, as the network reads them in training.

In: units. Out: tensors. Never here: the network.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from hearsay.annotate.parser_features import COLUMNS, Vocabulary
from parser_data import LABELS, OPEN, Unit


@dataclass(frozen=True)
class Batch:
    """Units side by side, padded: numbers of words, lengths, labels (`OPEN` in the padding)."""

    ids: Tensor
    lengths: Tensor
    labels: dict[str, Tensor]


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
