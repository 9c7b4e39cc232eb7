"""Writes the trained attribution network as ONNX, and the vocabulary beside it.

In: the network in PyTorch. Out: five models, `vocabulary.json`. Never here: training.

Tables are stored in half precision, layers in whole numbers (`whole_numbers.py`).
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
from gated import Gated
from hearsay.annotate.attribution_features import COLUMNS
from hearsay.annotate.attribution_pairs import PAIR_COLUMNS
from recurrent import BiLSTM
from whole_numbers import Arrays, parameters, whole_input, whole_linear

HEADER = '<ir_version: 8, opset_import: ["" : 17, "com.microsoft" : 1]>'
SIDES = ("onward", "back")


def export(network: Network, labels: Mapping[str, int], reach: Mapping[str, float], folder: Path) -> None:
    """Writes the models and the labels into a folder; `reach` is of `whole_modules`."""
    folder.mkdir(parents=True, exist_ok=True)
    models = {
        "opening": opening(network, reach),
        "middle": middle(network, reach),
        "closing": closing(network, reach),
        "around": around(network, reach),
        "roles": roles(network),
    }
    for name, model in models.items():
        onnx.save(model, folder / f"{name}.onnx")
    (folder / "vocabulary.json").write_bytes(msgspec.json.encode({"deps": list(labels)}))


def whole_modules(network: Network) -> dict[str, nn.Module]:
    """The layers that are written in whole numbers, by which the reach of what they read is known."""
    first, second = network.layers
    assert isinstance(first, Gated) and isinstance(second, Gated)
    return {
        "states": network.known, "first": first.gates, "second": second.gates,
        "last": network.tag, "around": network.around.gates,
    }  # fmt: skip


def opening(network: Network, reach: Mapping[str, float]) -> onnx.ModelProto:
    """Words, their states and the words above them, up to the gates of the first layer."""
    arrays, lines = whole_input("whole_states", "states", reach["states"])
    for name, linear in (("known", network.known), ("upward", network.above)):
        more, further = whole_linear(name, "whole_states", *parameters(linear))
        arrays, lines = arrays | more, lines + further
    lines.append("head = Gather (upward, above)")
    for name, table in network.tables.items():
        arrays[f"{name}_table"] = half(table)
        lines.append(f"{name} = {cast(name)}")
        lines.append(f"{name}_row = Constant <value_int = {COLUMNS.index(name)}> ()")
        lines.append(f"{name}_ids = Gather <axis = 1> (ids, {name}_row)")
        lines.append(f"{name}_vector = Gather ({name}, {name}_ids)")
    # what is taken over of the word itself is as wide as all the rest together
    lines.append("read_onward = Identity (known)")
    rest = ["head", *(f"{name}_vector" for name in network.tables)]
    lines.append(f"read_back = Concat <axis = -1> ({', '.join(rest)})")
    more, further = gates(network.layers[0], "read", reach["first"])
    width = network.known.in_features
    signature = f"int32[N,{len(COLUMNS)}] ids, float[N,{width}] states, int32[N] above"
    return assemble(
        f"opening ({signature}) => ({sides('read keep new show')})", lines + further, arrays | more
    )


def middle(network: Network, reach: Mapping[str, float]) -> onnx.ModelProto:
    """What the first layer shows, up to the gates of the second."""
    arrays, lines = gates(network.layers[1], "next_read", reach["second"], show="next_show")
    signature = f"middle ({MEMORY}) => ({sides('next_read keep new next_show')})"
    return assemble(signature, [*shown_lines("next_read"), *lines], arrays)


def closing(network: Network, reach: Mapping[str, float]) -> onnx.ModelProto:
    """What the last layer shows, to scores of tags and to vectors."""
    arrays, lines = whole_sides("whole_shown", "shown", reach["last"])
    heads = {"scores": network.tag, "as_cue": network.as_cue, "as_filler": network.as_filler}
    for name, linear in heads.items():
        more, further = whole_linear(name, "whole_shown", *parameters(linear))
        arrays, lines = arrays | more, lines + further
    results = f"float[N,{network.tag.out_features}] scores, float[N,P] as_cue, float[N,P] as_filler"
    return assemble(f"closing ({MEMORY}) => ({results})", [*shown_lines("shown"), *lines], arrays)


def around(network: Network, reach: Mapping[str, float]) -> onnx.ModelProto:
    """Vectors of cues and of the words around them, up to the gates of the layer that reads them.

    Small tables are added up to one for each pair of columns, which is read once instead of twice.
    """
    tables = dict(zip(PAIR_COLUMNS, (half(table) for table in network.pairs), strict=True))
    arrays: Arrays = {}
    lines = ["sum0 = Add (cues, words)"]
    for name, row in zip(PAIR_COLUMNS, range(len(PAIR_COLUMNS)), strict=True):
        lines.append(f"{name}_row = Constant <value_int = {row}> ()")
        lines.append(f"{name}_ids = Gather <axis = 1> (pairs, {name}_row)")
    for first, second in (("depth", "sentence"), ("quotation", "other_cues")):
        table, further = tables.pop(first), tables.pop(second)
        tables[f"{first}_{second}"] = (table[:, None] + further).reshape(-1, table.shape[1])
        arrays[f"{second}_rows"] = np.array(len(further), np.int32)
        lines.append(f"{first}_begins = Mul ({first}_ids, {second}_rows)")
        lines.append(f"{first}_{second}_ids = Add ({first}_begins, {second}_ids)")
    for i, (name, table) in enumerate(tables.items()):
        arrays[f"{name}_table"] = table
        lines.append(f"{name} = {cast(name)}")
        lines.append(f"{name}_vector = Gather ({name}, {name}_ids)")
        lines.append(f"sum{i + 1} = Add (sum{i}, {name}_vector)")
    lines.append(f"read = Relu (sum{len(tables)})")
    lines.append("read_onward, read_back = Split <axis = -1> (read, halves)")
    arrays["halves"] = np.full(2, network.around.half, np.int64)
    more, further = gates(network.around, "read", reach["around"], positive=True)
    signature = f"float[N,P] cues, float[N,P] words, int32[N,{len(PAIR_COLUMNS)}] pairs"
    return assemble(
        f"around ({signature}) => ({sides('read keep new show')})", lines + further, arrays | more
    )


def roles(network: Network) -> onnx.ModelProto:
    """What that layer shows, to scores of roles."""
    weight, bias = parameters(network.role)
    names = [f"{what}_{side}" for what in ("shown", "read") for side in SIDES]
    arrays: Arrays = {"path_steps": network.steps.detach().numpy(), "sum0": bias}
    lines = shown_lines("shown")
    for i, (name, part) in enumerate(zip(names, np.split(weight.T, len(names)), strict=True), 1):
        arrays[f"{name}_weight"] = np.ascontiguousarray(part)
        result = f"sum{i}" if i < len(names) else "scores"
        lines.append(f"{result} = Gemm ({name}, {name}_weight, sum{i - 1})")
    lines.append("steps = Identity (path_steps)")
    return assemble(f"roles ({MEMORY}) => (float[N,3] scores, float[3,3] steps)", lines, arrays)


def sides(names: str) -> str:
    """Arrays of both directions, a row for each word."""
    return ", ".join(f"float[N,H] {name}_{side}" for name in names.split() for side in SIDES)


MEMORY = sides("read show memory")


def gates(
    layer: nn.Module, read: str, reach: float, *, show: str = "show", positive: bool = False
) -> tuple[Arrays, list[str]]:
    """See `Gated.forward`, as far as words do not know of one another. The directions are kept apart."""
    assert isinstance(layer, Gated)
    arrays, lines = whole_sides("whole_read", read, reach, positive=positive)
    names = [f"{name}_{side}" for name in ("new", "keep_sum", "show_sum") for side in SIDES]
    parts = (np.split(array, len(names)) for array in parameters(layer.gates))
    for name, weight, bias in zip(names, *parts, strict=True):
        more, further = whole_linear(name, "whole_read", weight, bias)
        arrays, lines = arrays | more, lines + further
    for side in SIDES:
        lines.append(f"keep_{side} = Sigmoid (keep_sum_{side})")
        lines.append(f"{show}_{side} = Sigmoid (show_sum_{side})")
    return arrays, lines


def whole_sides(name: str, read: str, reach: float, *, positive: bool = False) -> tuple[Arrays, list[str]]:
    """What is read in both directions as whole numbers, side by side."""
    arrays: Arrays = {}
    lines = []
    for side in SIDES:
        arrays, quantize = whole_input(f"{name}", f"{read}_{side}", reach, positive=positive)
        lines += [line.replace(f"{name} =", f"{name}_{side} =", 1) for line in quantize]
    lines.append(f"{name} = Concat <axis = -1> ({', '.join(f'{name}_{side}' for side in SIDES)})")
    return arrays, lines


def shown_lines(result: str) -> list[str]:
    """See the end of `Gated.forward`."""
    return [
        line
        for side in SIDES
        for line in (
            f"there_{side} = Tanh (memory_{side})",
            f"change_{side} = Sub (there_{side}, read_{side})",
            f"part_{side} = Mul (show_{side}, change_{side})",
            f"{result}_{side} = Add (read_{side}, part_{side})",
        )
    ]


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


def halved(arrays: Arrays, lines: list[str]) -> Arrays:
    """The large float arrays in half precision under another name, turned back by lines put in front."""
    made: Arrays = {}
    for name, array in arrays.items():
        if array.dtype == np.float32 and array.size > 4096:
            made[f"{name}_half"] = array.astype(np.float16)
            lines.insert(0, f"{name} = Cast <to = {onnx.TensorProto.FLOAT}> ({name}_half)")
        else:
            made[name] = array
    return made


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
