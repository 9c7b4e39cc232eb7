"""Dates: finds the expressions of time in a data set, given when each text was written.

In: texts with their dates. Out: spans with TIMEX3 type and value, for `score_dates.py`, and the words read
per second. Never here: the gold expressions.

    python measurements/dates.py --data tempeval3-tbaq-dev.jsonl.gz --pred OUT.jsonl
"""

import re
import time
from collections.abc import Iterator
from typing import Any

from bench import Row, arguments, read_rows, write_rows
from hearsay.annotate.dates import find_dates
from hearsay.records import Span

_SENTENCE_END = re.compile(r"(?<=[.!?][\"'”’\s])\s*(?=[\"'“‘(]?[A-Z])|\n\s*\n")


def sentences(text: str) -> tuple[Span, ...]:
    """A plain cut into sentences, so that this needs no model; abbreviated months do not end one."""
    cuts = [0]
    for match in _SENTENCE_END.finditer(text):
        if not re.search(
            r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Dr|St)\.\s*$",
            text[: match.start()][-8:],
        ):
            cuts.append(match.end())
    return tuple(Span(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if b > a)


def predictions(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """The expressions in each text."""
    for row in rows:
        dates = find_dates(row["text"], published=row.get("dct"), sentences=sentences(row["text"]))
        yield {
            "id": row["id"],
            "timexes": [{"start": d.start, "end": d.end, "type": d.type, "value": d.timex} for d in dates],
        }


def main() -> None:
    """Reads the data set, writes the predictions and prints the speed."""
    options = arguments("Finds expressions of time.").parse_args()
    rows = list(read_rows(options.data))
    started = time.perf_counter()
    found = list(predictions(rows))
    seconds = time.perf_counter() - started
    write_rows(options.pred, found)
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows)} texts, {words} words, {words / seconds:,.0f} words per second")


if __name__ == "__main__":
    main()
