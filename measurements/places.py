"""Places: resolves the place names of a data set to coordinates.

In: texts; with `--gold-spans` also the spans of their place names. Out: spans with latitude and longitude,
for `score_places.py`. Never here: the gold coordinates.

    python measurements/places.py --data lgl-dev.jsonl.gz --pred OUT.jsonl --gold-spans
    python measurements/places.py --data lgl-dev.jsonl.gz --pred OUT.jsonl
    python measurements/places.py --data lgl-dev.jsonl.gz --pred OUT.jsonl --gold-spans --rule   # no context
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from bench import Row, arguments, read_rows, write_rows
from hearsay.annotate.gazetteer import Kind, load_gazetteer
from hearsay.annotate.places import find_places, resolve_spans
from hearsay.records import Name, Span, Where


def main() -> None:
    """Reads the data set, writes the predictions and prints the time it took."""
    parser = arguments("Resolves place names.")
    parser.add_argument("--gold-spans", action="store_true", help="resolve the names given, find none")
    parser.add_argument("--rule", action="store_true", help="with --gold-spans: the baseline without context")
    options = parser.parse_args()
    rows = list(read_rows(options.data))
    load_gazetteer()
    started = time.perf_counter()
    found = by_rule(rows) if options.rule else given(rows) if options.gold_spans else with_pipeline(rows)
    write_rows(
        options.pred, [{"id": row["id"], "places": [_place(one) for one in places]} for row, places in found]
    )
    print(f"{len(rows)} texts in {time.perf_counter() - started:.1f} s")


def given(rows: Sequence[Row]) -> Iterator[tuple[Row, Sequence[Where]]]:
    """The places at the spans of the data set."""
    for row in rows:
        spans = [Span(place["start"], place["end"]) for place in row["places"]]
        yield row, resolve_spans(row["text"], spans, gazetteer=load_gazetteer())


def by_rule(rows: Sequence[Row]) -> Iterator[tuple[Row, Sequence[Where]]]:
    """The baseline: of each name a country, else a first-level division, else the most populous place."""
    gazetteer = load_gazetteer()
    order = {Kind.COUNTRY: 0, Kind.ADMIN1: 1}
    for row in rows:
        found = []
        for place in row["places"]:
            name = row["text"][place["start"] : place["end"]]
            likely = [gazetteer.place(one) for one in gazetteer.find(name) or gazetteer.of_people(name)]
            best = min(likely, key=lambda one: (order.get(one.kind, 2), -one.population), default=None)
            point = (best.lat, best.lon) if best else (None, None)
            found.append(Where(name, place["start"], place["end"], "assumed", lat=point[0], lon=point[1]))
        yield row, found


def with_pipeline(rows: Sequence[Row]) -> Iterator[tuple[Row, Sequence[Where]]]:
    """The places that the shipped pipeline finds."""
    from hearsay.annotate.model import load_pipeline, to_names

    pipeline = load_pipeline(None)
    for row, doc in zip(rows, pipeline.pipe(row["text"] for row in rows), strict=True):
        names: Sequence[Name] = to_names(doc)
        yield row, find_places(row["text"], names, gazetteer=load_gazetteer())


def _place(place: Where) -> dict[str, Any]:
    return {"start": place.start, "end": place.end, "lat": place.lat, "lon": place.lon}


if __name__ == "__main__":
    main()
