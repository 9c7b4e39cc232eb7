"""The files that every measurement reads and writes: JSON lines, gzipped where the name ends in .gz.

In: a data set in the bench format. Out: its rows in order; predictions in the form of the scorers.
Never here: anything about what is measured.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO, cast

from hearsay.records import Report, report_id

Row = Mapping[str, Any]


def arguments(summary: str) -> argparse.ArgumentParser:
    """A parser that knows the two options which every measurement has."""
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("--data", type=Path, required=True, help="data set, .jsonl or .jsonl.gz")
    parser.add_argument("--pred", type=Path, required=True, help="where the predictions go, .jsonl")
    return parser


def read_rows(path: Path, *, limit: int | None = None) -> Iterator[Row]:
    """The rows of a file in order, at most `limit` of them."""
    with _open(path, "rt") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            if line.strip():
                yield json.loads(line)


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Writes a row a line; folders that are missing are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _open(path, "wt") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def as_report(row: Row) -> Report:
    """The text of a row as a report of its publisher and date, where the row has them.

    The text is taken as it stands: offsets of the data set and of the report are the same.
    """
    publisher, published = row.get("publisher"), row.get("date") or row.get("dct")
    return Report(
        id=report_id(row["text"], publisher=publisher, published=published),
        source=str(row["id"]),
        title=row.get("title"),
        publisher=publisher,
        authors=(),
        published=published,
        language="en",
        genre="news",
        text=row["text"],
    )


def _open(path: Path, mode: str) -> TextIO:
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, mode, encoding="utf-8"))
    return cast(TextIO, path.open(mode, encoding="utf-8"))
