"""What a reader's eye finds in a text: sentences, names, dates, places, amounts, and who says what.

In: `Report`s. Out: `AnnotatedReport`s in the same order, a few at a time. Never here: what the claims are.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from hearsay.annotate.batches import BATCH_CHARACTERS, batches
from hearsay.annotate.version import model_name, model_version
from hearsay.config import AnnotateConfig
from hearsay.records import AnnotatedReport, Report

__all__ = ["BATCH_CHARACTERS", "Annotator", "batches", "load_annotator", "model_name", "model_version"]


class Annotator(Protocol):
    """Models that are loaded once, for any number of reports."""

    def annotate(self, reports: Iterable[Report], /) -> Iterator[AnnotatedReport]:
        """Each report with what stands in it, in the same order; reads ahead by one batch at most."""
        ...


def load_annotator(config: AnnotateConfig) -> Annotator:
    """An annotator with the models that the settings name.

    Raises:
        MissingModel: a model is not there or cannot be used.
    """
    from hearsay.annotate.annotator import load  # late: the models' libraries take seconds to load

    return load(config)
