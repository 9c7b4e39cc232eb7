"""A recurrent layer without products in its recurrence: all of them are done at once for all words.

In: vectors of words, flat, and where they stand side by side. Out: the same, each knowing its neighbours on
both sides. After the simple recurrent unit (Lei and others 2018): a word's memory is a mean of what was
remembered and of the word, weighed by a gate that sees the word alone.
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from hearsay.annotate.sequences import Ints, Packed


class Gated(nn.Module):
    """One layer both ways, as wide as what it reads: half of it in each direction."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.half = width // 2
        self.gates = nn.Linear(width, 3 * width)
        nn.init.xavier_uniform_(self.gates.weight[:width])
        with torch.no_grad():
            self.gates.bias.zero_()
            self.gates.bias[width : 2 * width] = torch.linspace(-1, 3, self.half).repeat(2)

    def forward(self, flat: Tensor, at: Tensor, real: Tensor) -> Tensor:
        """`at` and `real` as in `side_by_side`."""
        new, keep, show = self.gates(flat).chunk(3, dim=-1)
        keep, show = torch.sigmoid(keep), torch.sigmoid(show)
        added = new * (1 - keep)
        keep = torch.cat([keep, keep.new_ones(1, keep.shape[1])])[at]  # -1 is the last row
        added = torch.cat([added, added.new_zeros(1, added.shape[1])])[at]
        onward = _Scan.apply(keep[..., : self.half], added[..., : self.half])
        back = _Scan.apply(keep[..., self.half :].flip(0), added[..., self.half :].flip(0)).flip(0)
        memory = torch.cat([onward, back], dim=-1)[real[:, 0], real[:, 1]]
        return show * torch.tanh(memory) + (1 - show) * flat


def side_by_side(begins: Ints, ends: Ints) -> tuple[Ints, NDArray[np.intp], Ints]:
    """Ranges of words as columns: `at`, `real` and the words.

    `at` has a row for each step and a column for each range, with the running number of the word there, or -1
    where the range has ended; `real` is row and column of each word; last come the words of the ranges.
    """
    lengths = ends - begins
    firsts = np.cumsum(lengths) - lengths
    column = np.repeat(np.arange(len(lengths)), lengths)
    row = np.arange(len(column)) - firsts[column]
    return _placed(row, column), np.stack([row, column], axis=1), (begins[column] + row).astype(np.int32)


def unpacked(packed: Packed) -> tuple[Ints, NDArray[np.intp]]:
    """`at` and `real` of packed words."""
    counts = np.diff(packed.offsets)
    row = np.repeat(np.arange(len(counts)), counts)
    column = np.arange(len(row)) - np.repeat(packed.offsets[:-1], counts)
    return _placed(row, column), np.stack([row, column], axis=1)


def _placed(row: NDArray[np.intp], column: NDArray[np.intp]) -> Ints:
    at = np.full((int(row.max(initial=-1)) + 1, int(column.max(initial=-1)) + 1), -1, np.int32)
    at[row, column] = np.arange(len(row), dtype=np.int32)
    return at


class LockedDropout(nn.Module):
    """Dropout that leaves out the same places of all words of a sequence (Gal and Ghahramani 2016).

    For a processor drawing a number for each place of each word is as much work as a layer.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.plain = nn.Dropout(share)

    def forward(self, flat: Tensor, real: Tensor) -> Tensor:
        """`real` as in `side_by_side`: its second column is the sequence."""
        if not self.training:
            return flat
        sequences = int(real[:, 1].max()) + 1
        return flat * self.plain(flat.new_ones(sequences, flat.shape[1]))[real[:, 1]]


class _Scan(torch.autograd.Function):
    """The memory at each place: what was there, times what is kept, and what is added."""

    @staticmethod
    def forward(context: Any, keep: Tensor, added: Tensor) -> Tensor:
        keep = keep.contiguous()
        memory = torch.empty_like(added, memory_format=torch.contiguous_format)
        last = torch.zeros_like(added[0])
        for step in range(len(added)):
            last = torch.addcmul(added[step], keep[step], last, out=memory[step])
        context.save_for_backward(keep, memory)
        return memory

    @staticmethod
    def backward(context: Any, *grads: Tensor) -> tuple[Tensor, Tensor]:
        keep, memory = context.saved_tensors
        grad = grads[0].clone(memory_format=torch.contiguous_format)
        for step in range(len(grad) - 2, -1, -1):
            grad[step].addcmul_(keep[step + 1], grad[step + 1])
        before = torch.cat([torch.zeros_like(memory[:1]), memory[:-1]])
        return grad * before, grad
