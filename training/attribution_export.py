"""Writes the trained attribution network as ONNX, and the vocabulary beside it.

In: the network in PyTorch. Out: `encoder.onnx`, `labeller.onnx`, `vocabulary.json`. Never here: training.

The tables are stored in half precision, which changes no decision that could be measured.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper, parser
from torch import nn

from attribution_model import Network
from hearsay.annotate.attribution_features import COLUMNS
from hearsay.annotate.attribution_pairs import PAIR_COLUMNS
from recurrent import BiLSTM

HEADER = '<ir_version: 8, opset_import: ["" : 17]>'
Arrays = dict[str, NDArray[np.generic]]


def export(network: Network, labels: Mapping[str, int], folder: Path) -> None:
    """Writes the three files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(encoder(network), folder / "encoder.onnx")
    onnx.save(labeller(network), folder / "labeller.onnx")
    (folder / "vocabulary.json").write_bytes(msgspec.json.encode({"deps": list(labels)}))


def encoder(network: Network) -> onnx.ModelProto:
    """Words, their states and those of their heads to scores of cues and to vectors."""
    arrays: Arrays = {}
    lines = []
    for name, linear in (("known", network.known), ("above", network.above)):
        arrays |= linear_arrays(linear, name)
        lines += linear_lines(name, "states" if name == "known" else "heads")
    for name, table in network.tables.items():
        arrays[f"{name}_table"] = half(table)
        lines.append(f"{name} = {cast(name)}")
        lines.append(f"{name}_row = Constant <value_int = {COLUMNS.index(name)}> ()")
        lines.append(f"{name}_ids = Gather <axis = 2> (ids, {name}_row)")
        lines.append(f"{name}_vector = Gather ({name}, {name}_ids)")
    parts = ["known", "above", *(f"{name}_vector" for name in network.tables)]
    lines.append(f"joined = Concat <axis = -1> ({', '.join(parts)})")
    lines.append("turned = Transpose <perm = [1, 0, 2]> (joined)")
    arrays |= lstm_arrays(network.layer, "layer")
    lines += lstm_lines(network.layer, "layer", "turned", "read")
    lines.append("back = Transpose <perm = [1, 0, 2]> (read)")
    for name, linear in (
        ("scores", network.cue),
        ("as_cue", network.as_cue),
        ("as_filler", network.as_filler),
    ):
        arrays |= linear_arrays(linear, name)
        lines += linear_lines(name, "back")
    width = network.known.in_features
    signature = (
        f"encoder (int32[B,T,{len(COLUMNS)}] ids, float[B,T,{width}] states, float[B,T,{width}] heads,"
        " int32[B] lengths) => (float[B,T,3] scores, float[B,T,P] as_cue, float[B,T,P] as_filler)"
    )
    return assemble(signature, lines, arrays)


def labeller(network: Network) -> onnx.ModelProto:
    """Vectors of a cue and of the words around it to scores of roles."""
    arrays: Arrays = {"second": np.array([1], np.int64)}
    lines = ["cue = Unsqueeze (cues, second)", "sum0 = Add (cue, words)"]
    for i, (name, table) in enumerate(zip(PAIR_COLUMNS, network.pairs, strict=True)):
        assert isinstance(table, nn.Embedding)
        arrays[f"{name}_table"] = half(table)
        lines.append(f"{name} = {cast(name)}")
        lines.append(f"{name}_row = Constant <value_int = {i}> ()")
        lines.append(f"{name}_ids = Gather <axis = 2> (pairs, {name}_row)")
        lines.append(f"{name}_vector = Gather ({name}, {name}_ids)")
        lines.append(f"sum{i + 1} = Add (sum{i}, {name}_vector)")
    lines.append(f"joined = Relu (sum{len(PAIR_COLUMNS)})")
    lines.append("turned = Transpose <perm = [1, 0, 2]> (joined)")
    arrays |= lstm_arrays(network.around, "around")
    lines += lstm_lines(network.around, "around", "turned", "read")
    lines.append("back = Transpose <perm = [1, 0, 2]> (read)")
    lines.append("states = Concat <axis = -1> (back, joined)")
    arrays |= linear_arrays(network.role, "scores")
    lines += linear_lines("scores", "states")
    arrays["path_steps"] = network.steps.detach().numpy()
    lines.append("steps = Identity (path_steps)")
    signature = (
        f"labeller (float[K,P] cues, float[K,W,P] words, int32[K,W,{len(PAIR_COLUMNS)}] pairs,"
        " int32[K] lengths) => (float[K,W,3] scores, float[3,3] steps)"
    )
    return assemble(signature, lines, arrays)


def assemble(signature: str, lines: list[str], arrays: Mapping[str, NDArray[np.generic]]) -> onnx.ModelProto:
    """A checked model from its text and its weights."""
    model = parser.parse_model(f"{HEADER}\n{signature}\n{{\n" + "\n".join(lines) + "\n}")
    model.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in arrays.items())
    onnx.checker.check_model(model, full_check=True)
    return model


def half(table: nn.Module) -> NDArray[np.float16]:
    """The weights of a table in half precision."""
    assert isinstance(table, nn.Embedding)
    return table.weight.detach().numpy().astype(np.float16)


def cast(name: str) -> str:
    """The table as the network computes with it."""
    return f"Cast <to = {onnx.TensorProto.FLOAT}> ({name}_table)"


def linear_arrays(linear: nn.Module, name: str, *, scale: float = 1.0) -> Arrays:
    """Weights and offsets of a linear layer, its result scaled."""
    assert isinstance(linear, nn.Linear)
    weight, bias = (scale * part.detach().numpy() for part in (linear.weight, linear.bias))
    return {f"{name}_weight": np.ascontiguousarray(weight.T), f"{name}_bias": bias}


def linear_lines(name: str, states: str) -> list[str]:
    """A linear layer whose result bears its name."""
    return [
        f"{name}_product = MatMul ({states}, {name}_weight)",
        f"{name} = Add ({name}_product, {name}_bias)",
    ]


def lstm_arrays(layer: BiLSTM, name: str) -> Arrays:
    """Weights of both directions; ONNX wants the gates as input, output, forget, cell."""

    def gates(kind: str) -> NDArray[np.float32]:
        both = []
        for side in (layer.onward, layer.back):
            inputs, forget, cell, output = np.split(getattr(side, f"{kind}_l0").detach().numpy(), 4)
            both.append(np.concatenate([inputs, output, forget, cell]))
        return np.stack(both)

    offsets = np.concatenate([gates("bias_ih"), gates("bias_hh")], axis=1)
    shape = np.array([0, 0, -1], np.int64)
    return {
        f"{name}_w": gates("weight_ih"),
        f"{name}_r": gates("weight_hh"),
        f"{name}_b": offsets,
        f"{name}_shape": shape,
    }


def lstm_lines(layer: BiLSTM, name: str, states: str, result: str) -> list[str]:
    """A bidirectional layer over `states`, words first, both directions side by side in `result`."""
    weights = f"{name}_w, {name}_r, {name}_b, lengths"
    setting = f'direction = "bidirectional", hidden_size = {layer.hidden}'
    return [
        f"{name}_y = LSTM <{setting}> ({states}, {weights})",
        f"{name}_sides = Transpose <perm = [0, 2, 1, 3]> ({name}_y)",
        f"{result} = Reshape ({name}_sides, {name}_shape)",
    ]
