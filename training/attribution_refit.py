"""Fits the attribution network to a parser that was trained further, without training it anew.

In: the former pipeline, the present one, the attribution network of the former. Out: its encoder, for the
present one. Never here: labels of attributions.

Both layers that read the parser's states are linear. So the map that leads from the present states to the
former ones, found by least squares over news texts, is multiplied into them.

    python training/attribution_refit.py --bench DIR --former PIPELINE
"""

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from data_sets import rows
from hearsay.annotate.model import load_pipeline

WEIGHTS = Path(__file__).parents[1] / "src/hearsay/annotate/weights/attribution/encoder.onnx"
TEXTS = 170
KEPT = 10.0  # how much the map is held back towards leaving states as they are
READING = ("known_weight", "above_weight")

Floats = NDArray[np.float64]


def states(
    pipeline: str | None, texts: list[str]
) -> Iterator[tuple[tuple[int, int, int], NDArray[np.float32]]]:
    """Where each word stands (text, start, length), and its state."""
    nlp = load_pipeline(pipeline)
    for number, doc in enumerate(nlp.pipe(texts)):
        table = np.asarray(doc.tensor, np.float32)
        for token in doc:
            if not token.is_space:
                yield (number, token.idx, len(token)), table[token.i]


def mapping(present: Floats, former: Floats) -> Floats:
    """The matrix that turns present states into former ones."""
    one = np.eye(present.shape[1])
    return one + np.linalg.solve(present.T @ present + KEPT * one, present.T @ (former - present))


def main() -> None:
    """Reads the texts with both pipelines and rewrites the encoder."""
    parser = argparse.ArgumentParser(description="Fits the attribution network to a parser trained further.")
    parser.add_argument("--bench", type=Path, required=True, help="the folder of data sets")
    parser.add_argument("--former", required=True, help="the pipeline that the network was trained on")
    options = parser.parse_args()
    texts = [row["text"] for row in islice(rows(options.bench, "polnear-train"), TEXTS)]
    former, present = dict(states(options.former, texts)), dict(states(None, texts))
    both = [place for place in present if place in former]
    matrix = mapping(*(np.array([of[place] for place in both], np.float64) for of in (present, former)))
    model = onnx.load(WEIGHTS)
    for stored in model.graph.initializer:
        if stored.name in READING:
            weight = numpy_helper.to_array(stored)
            stored.CopyFrom(numpy_helper.from_array((matrix @ weight).astype(weight.dtype), stored.name))
    onnx.save(model, WEIGHTS)


if __name__ == "__main__":
    main()
