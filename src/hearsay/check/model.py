"""Two small networks: whether a sentence bears a claim out, and how a report stands to it.

In: the vectors of `features`. Out: likelihoods. Never here: training; see `training/stance.py` and the card
beside the weights.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hearsay.check.features import REPORT_COLUMNS, SENTENCE_COLUMNS, Vector
from hearsay.errors import MissingModel

Outlook = Literal["agree", "disagree", "discuss", "unrelated"]
OUTLOOKS: tuple[Outlook, ...] = ("agree", "disagree", "discuss", "unrelated")

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer over columns that are brought to mean 0 and spread 1."""

    mean: Array
    spread: Array
    hidden: Array
    hidden_bias: Array
    out: Array
    out_bias: Array

    def likelihoods(self, rows: Array) -> Array:
        """For each row, how likely each answer is."""
        scaled = np.clip((rows - self.mean) / self.spread, -6, 6)
        logits = np.maximum(scaled @ self.hidden + self.hidden_bias, 0) @ self.out + self.out_bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        likelihoods: Array = powers / powers.sum(axis=1, keepdims=True)
        return likelihoods


@dataclass(frozen=True, slots=True)
class StanceModel:
    """The weights of words and the two networks."""

    weights: dict[str, float]
    sentence: Network
    report: Network

    def bears_out(self, features: Vector) -> float:
        """How likely a sentence about the matter of a claim bears it out instead of excluding it."""
        return float(self.sentence.likelihoods(features[None])[0, 1])

    def outlook(self, features: Vector | None) -> dict[Outlook, float]:
        """How likely a report agrees with a claim, disagrees, discusses it or is about something else."""
        if features is None:
            return {"agree": 0.0, "disagree": 0.0, "discuss": 0.0, "unrelated": 1.0}
        found = self.report.likelihoods(features[None])[0]
        return {name: float(value) for name, value in zip(OUTLOOKS, found, strict=True)}


@cache
def load_model() -> StanceModel:
    """The model that is shipped with the package.

    Raises:
        MissingModel: it is not there, or was trained for other features.
    """
    with as_file(files(__package__) / "weights" / "stance.npz") as path:
        if not path.is_file():
            raise MissingModel("the stance model is not there", path=str(path), hint="reinstall hearsay")
        with np.load(path, allow_pickle=False) as stored:
            columns = tuple(stored["sentence_columns"]), tuple(stored["report_columns"])
            if columns != (SENTENCE_COLUMNS, REPORT_COLUMNS):
                reason = "the stance model was trained for other features"
                raise MissingModel(reason, path=str(path), hint="run training/stance.py")
            words = str(stored["words"]).split("\n")
            weights = dict(zip(words, stored["word_weights"].tolist(), strict=True))
            sentence, report = (
                Network(*(stored[f"{name}_{part}"] for part in Network.__slots__))
                for name in ("sentence", "report")
            )
            return StanceModel(weights, sentence, report)
