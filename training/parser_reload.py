"""Reads the weights that are shipped back into PyTorch, so that training can go on from them.

In: the folder that `parser_export` has written. Out: the network, its words and labels. Never here: training.

What was not exported starts anew: the heads of cues, roles and a treebank's mentions, which only training
needs. An input that the weights do not know yet comes in with weights of nothing, so that the network reads
as it did before.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from hearsay.annotate.parser import Labels
from parser_data import MENTIONS, NAMES, Tags
from parser_model import WIDTHS, ParserNetwork
from recurrent import BiLSTM

Arrays = Mapping[str, NDArray[np.float32]]

LINEAR = {
    "root": "root", "arc_from": "arc_from_sum", "arc_to": "arc_to_sum", "arc": "dependent",
    "edge_from": "edge_from", "edge_to": "edge_to", "edge": "scores",
    "mention.middle": "checked_sum", "mention.scores": "checked_scores",
    "naming.middle": "naming_sum", "naming.scores": "naming_scores",
}  # fmt: skip
"""The layers of trees and what they are called in the files."""


def reload(
    folder: Path, known: NDArray[np.int8], usage: NDArray[np.int8]
) -> tuple[ParserNetwork, list[str], Tags]:
    """The network with what is `known` of words, the words of its vocabulary, the numbers of its labels."""
    labels = msgspec.json.decode((folder / "vocabulary.json").read_bytes(), type=Labels)
    tags = Tags()
    for kind in tags.of:
        tags.of[kind] = {label: i for i, label in enumerate(getattr(labels, kind))}
    arrays = {**_arrays(folder / "reading.onnx"), **_arrays(folder / "labelling.onnx")}
    sizes = {"xpos": len(labels.xpos), "upos": len(labels.upos), "start": 2, "cue": 3, "role": 3}
    sizes |= {"name": len(NAMES), "mention": len(MENTIONS)}
    network = ParserNetwork(arrays["word_table"], known, usage, sizes, labels=len(labels.dep))
    with torch.no_grad():
        for name, table in network.tables.items():
            assert isinstance(table, nn.Embedding)
            table.weight.copy_(torch.from_numpy(arrays[f"{name}_table"]))
        for i, layer in enumerate(network.layers):
            assert isinstance(layer, BiLSTM)
            _fill_layer(layer, arrays, f"layer{i}", new=_new_columns(network, arrays) if i == 0 else None)
        for name, head in network.plain.items():
            if name != "mention" and f"{name}_scores_weight" in arrays:
                _fill_linear(head, arrays, f"{name}_scores")
        for name, stored in LINEAR.items():
            if f"{stored}_weight" in arrays:
                _fill_linear(network.get_submodule(name), arrays, stored)
        for part in (network.arc.weight, network.arc.bias):  # exported as it is used: scaled
            part.mul_(network.arc.out_features**0.5)
    return network, labels.words, tags


def _arrays(path: Path) -> dict[str, NDArray[np.float32]]:
    """The weights of a file by name, those in half precision in full."""
    return {
        stored.name.removesuffix("_half"): numpy_helper.to_array(stored).astype(np.float32)
        for stored in onnx.load(path).graph.initializer
    }


def _new_columns(network: ParserNetwork, arrays: Arrays) -> slice | None:
    """Where the first layer reads the borrowed vectors, if the weights were trained without."""
    begin = network.word.embedding_dim
    missing = begin + network.known.shape[1] + sum(WIDTHS.values()) - arrays["layer0_w"].shape[2]
    return slice(begin, begin + missing) if missing else None


def _fill_layer(layer: BiLSTM, arrays: Arrays, name: str, *, new: slice | None) -> None:
    """Both directions; ONNX has the gates as input, output, forget, cell."""

    def turned(stored: NDArray[np.float32]) -> Tensor:
        inputs, output, forget, cell = np.split(stored, 4)
        return torch.from_numpy(np.concatenate([inputs, forget, cell, output]))

    for side, way in enumerate((layer.onward, layer.back)):
        read = turned(arrays[f"{name}_w"][side])
        if new is not None:
            nothing = torch.zeros(len(read), new.stop - new.start)
            read = torch.cat([read[:, : new.start], nothing, read[:, new.start :]], 1)
        way.weight_ih_l0.copy_(read)
        way.weight_hh_l0.copy_(turned(arrays[f"{name}_r"][side]))
        of_input, of_state = np.split(arrays[f"{name}_b"][side], 2)
        way.bias_ih_l0.copy_(turned(of_input))
        way.bias_hh_l0.copy_(turned(of_state))


def _fill_linear(linear: nn.Module, arrays: Arrays, name: str) -> None:
    assert isinstance(linear, nn.Linear)
    weight = torch.from_numpy(arrays[f"{name}_weight"].T.copy())
    nn.init.zeros_(linear.weight)
    linear.weight[:, : weight.shape[1]] = weight
    linear.bias.copy_(torch.from_numpy(arrays[f"{name}_bias"]))
