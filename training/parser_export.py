"""Writes the trained parsing network as ONNX, in two parts, and its labels and words beside it.

In: the network in PyTorch. Out: `reading.onnx`, `labelling.onnx`, `vocabulary.json`. Never here: training.

The weights are stored in half precision, which changes no decision that could be measured.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import onnx

from attribution_export import (
    Arrays,
    assemble,
    cast,
    half,
    halved,
    linear_arrays,
    linear_lines,
    lstm_arrays,
    lstm_lines,
)
from hearsay.annotate.parser_features import COLUMNS
from parser_data import NAMES
from parser_model import CHECKED, KNOWN, KNOWN_STEP, USAGE_STEP, ParserNetwork
from recurrent import BiLSTM

BEST = ("xpos", "upos")  # tasks whose best label is all that is asked for


def export(
    network: ParserNetwork,
    words: list[str],
    known: list[str],
    labels: Mapping[str, Mapping[str, int]],
    folder: Path,
) -> None:
    """Writes the three files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(reading(network), folder / "reading.onnx")
    onnx.save(labelling(network), folder / "labelling.onnx")
    lists = {kind: list(numbers) for kind, numbers in labels.items()}
    lists |= {"words": words, "known": known, "name": list(NAMES), "mention": list(CHECKED)}
    (folder / "vocabulary.json").write_bytes(msgspec.json.encode(lists))


def reading(network: ParserNetwork) -> onnx.ModelProto:
    """Numbers of words to states, best labels, scores, and views of the words as dependents and heads."""
    tables = {"word": network.word, **network.tables}
    arrays: Arrays = {}
    arrays["known_table"] = network.known.numpy()
    arrays["known_step"] = np.array(KNOWN_STEP, np.float32)
    lines = [
        f"known_row = Constant <value_int = {KNOWN}> ()",
        "known_ids = Gather <axis = 2> (ids, known_row)",
        "known_steps = Gather (known_table, known_ids)",
        f"known_whole = Cast <to = {onnx.TensorProto.FLOAT}> (known_steps)",
        "known_vector = Mul (known_whole, known_step)",
    ]
    for name, table in tables.items():
        arrays[f"{name}_table"] = half(table)
        lines += [
            f"{name} = {cast(name)}",
            f"{name}_row = Constant <value_int = {list(COLUMNS).index(name)}> ()",
            f"{name}_ids = Gather <axis = 2> (ids, {name}_row)",
            f"{name}_vector = Gather ({name}, {name}_ids)",
        ]
    parts = ["word", "known", *network.tables]
    lines.append(f"concatenated = Concat <axis = -1> ({', '.join(f'{name}_vector' for name in parts)})")
    lines.append("states0 = Transpose <perm = [1, 0, 2]> (concatenated)")
    for i, layer in enumerate(network.layers):
        assert isinstance(layer, BiLSTM)
        arrays |= lstm_arrays(layer, f"layer{i}")
        lines += lstm_lines(layer, f"layer{i}", f"states{i}", f"states{i + 1}")
    lines.append(f"padded = Transpose <perm = [1, 0, 2]> (states{len(network.layers)})")
    lines.append("states = GatherND (padded, real)")
    for name in BEST:
        arrays |= linear_arrays(network.plain[name], f"{name}_scores")
        lines += linear_lines(f"{name}_scores", "states")
        lines.append(f"{name} = ArgMax <axis = -1, keepdims = 0> ({name}_scores)")
    for name in ("start", "name"):
        arrays |= linear_arrays(network.plain[name], f"{name}_scores")
        lines += linear_lines(f"{name}_scores", "states")
    more, further = naming(network)
    arrays, lines = arrays | more, lines + further
    arrays |= linear_arrays(network.mention.middle, "checked_sum")
    arrays |= linear_arrays(network.mention.scores, "checked_scores")
    lines += [*linear_lines("checked_sum", "read"), "checked_view = Relu (checked_sum)"]
    lines += linear_lines("checked_scores", "checked_view")
    lines.append("mention = ArgMax <axis = -1, keepdims = 0> (checked_scores)")
    lines.append("start = LogSoftmax <axis = -1> (start_scores)")
    arrays |= linear_arrays(network.root, "root")
    lines += linear_lines("root", "states")
    for name, linear in (("arc_from", network.arc_from), ("arc_to", network.arc_to)):
        arrays |= linear_arrays(linear, f"{name}_sum")
        lines += [*linear_lines(f"{name}_sum", "states"), f"{name}_view = Relu ({name}_sum)"]
    arrays |= linear_arrays(network.arc, "dependent", scale=network.arc.out_features**-0.5)
    lines += linear_lines("dependent", "arc_from_view")
    lines.append("head = Identity (arc_to_view)")
    for name, linear in (("edge_from", network.edge_from), ("edge_to", network.edge_to)):
        arrays |= linear_arrays(linear, name)
        lines += linear_lines(name, "states")
    width = 2 * network.root.in_features // 2
    outputs = [
        f"float[N,{width}] states", *(f"int64[N] {name}" for name in (*BEST, "mention")), "float[N,2] start",
        f"float[N,{len(NAMES)}] name", "float[N,1] root", "float[N,A] dependent", "float[N,A] head",
        "float[N,E] edge_from", "float[N,E] edge_to",
    ]  # fmt: skip
    inputs = f"int32[B,T,{len(COLUMNS)}] ids, int32[B] lengths, int64[N,2] real"
    return assemble(f"reading ({inputs}) => ({', '.join(outputs)})", lines, halved(arrays, lines))


def naming(network: ParserNetwork) -> tuple[Arrays, list[str]]:
    """The states and facts of words to their names, in the manner of reports."""
    layer = network.naming
    arrays: Arrays = {"usage_table": network.usage.numpy(), "usage_step": np.array(USAGE_STEP, np.float32)}
    arrays |= linear_arrays(layer.middle, "naming_sum") | linear_arrays(layer.scores, "naming_scores")
    arrays["naming_sum_bias"] = arrays["naming_sum_bias"] + layer.manner.weight[0].detach().numpy()
    lines = ["known_words = GatherND (known_ids, real)"]
    for name in ("known", "usage"):
        lines += [
            f"{name}_facts = Gather ({name}_table, known_words)",
            f"{name}_facts_whole = Cast <to = {onnx.TensorProto.FLOAT}> ({name}_facts)",
            f"{name}_fact = Mul ({name}_facts_whole, {name}_step)",
        ]
    lines.append("read = Concat <axis = -1> (states, known_fact, usage_fact)")
    lines += [*linear_lines("naming_sum", "read"), "naming_view = Relu (naming_sum)"]
    lines += linear_lines("naming_scores", "naming_view")
    lines += ["names = Add (name_scores, naming_scores)", "name = LogSoftmax <axis = -1> (names)"]
    return arrays, lines


def labelling(network: ParserNetwork) -> onnx.ModelProto:
    """The views of words and of their heads to the words' dependency labels: of the root, and of others."""
    arrays = linear_arrays(network.edge, "scores")
    lines = ["sum = Add (edge_from, edge_to)", "view = Relu (sum)", *linear_lines("scores", "view")]
    signature = "labelling (float[N,E] edge_from, float[N,E] edge_to) => (float[N,L] scores)"
    return assemble(signature, lines, arrays)
