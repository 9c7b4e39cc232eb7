"""The data sets that the weights are trained on: JSON lines, gzipped, offsets in characters.

In: the folder that holds them. Out: their rows. Never here: the test parts of a set.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows(bench: Path, name: str, *, part: str | None = None) -> Iterator[Row]:
    """The rows of one file (`gum`, `ud-ewt`), of one part of it where `part` is given."""
    path = bench / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if part is None or row["part"] == part:
                yield row
