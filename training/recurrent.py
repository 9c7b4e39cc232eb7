"""A recurrent layer that reads rows of words both ways.

In: rows of vectors, padded at their ends, and lengths. Out: rows of vectors of twice the width.

The second direction reads each row turned round by its own length, so that no padding is read before words;
two plain layers are several times as fast on a processor as one over packed rows.
"""

import torch
from torch import Tensor, nn


class BiLSTM(nn.Module):
    """One layer, `hidden` wide in each direction."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.onward = nn.LSTM(width, hidden, batch_first=True)
        self.back = nn.LSTM(width, hidden, batch_first=True)

    def forward(self, rows: Tensor, turned: Tensor) -> Tensor:
        """Both directions side by side; `turned` is `turn(lengths, …)` of the rows."""
        back = self.back(_gather(rows, turned))[0]
        return torch.cat([self.onward(rows)[0], _gather(back, turned)], dim=-1)


def turn(lengths: Tensor, width: int) -> Tensor:
    """For each place of each row the place where it stands when the row is read from its end."""
    places = torch.arange(width)
    return torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)


def _gather(rows: Tensor, places: Tensor) -> Tensor:
    return rows.gather(1, places[..., None].expand(-1, -1, rows.shape[2]))
