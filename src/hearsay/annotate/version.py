"""Which models find what stands in a report, so that what older ones found can be found anew.

In: settings. Out: a short name. Never here: a model that is loaded.
"""

import hashlib
from functools import cache
from pathlib import Path

from hearsay.config import AnnotateConfig

WEIGHTS = Path(__file__).parent / "weights"
OURS = "hearsay"


def model_name(config: AnnotateConfig) -> str:
    """The pipeline that the settings name; ours has one name, whatever its weights."""
    return config.pipeline or OURS


def model_version(config: AnnotateConfig) -> str:
    """That name, and what tells the weights shipped now from former ones; for any other pipeline, nothing."""
    return f"{model_name(config)} {_of_weights()}" if config.pipeline is None else model_name(config)


@cache
def _of_weights() -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in WEIGHTS.rglob("*") if path.is_file()):
        found.update(path.relative_to(WEIGHTS).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]
