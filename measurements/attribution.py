"""Attributions: who says what in each text of a data set, as the shipped pipeline reads it.

In: texts. Out: source, cue and content of each attribution, for `score_attribution.py`. Never here: the gold.
PolNeAR marks no attribution within the content of another: those are left out unless asked for.

    python measurements/attribution.py --data polnear-dev.jsonl.gz --pred OUT.jsonl
"""

import time
from collections.abc import Iterator, Sequence
from itertools import islice

from bench import Row, arguments, read_rows, write_rows
from hearsay.annotate.attribution import load_attributor
from hearsay.annotate.model import find_parser, load_pipeline
from hearsay.records import Span

BATCH = 16


def main() -> None:
    """Writes the attributions of every text, and says how long reading and attributing took."""
    parser = arguments("Attributions of the texts of a data set.")
    parser.add_argument("--inner", action="store_true", help="also those within the content of others")
    options = parser.parse_args()
    nlp = load_pipeline(None)
    attributor = load_attributor(find_parser(nlp))
    spent = {"pipeline": 0.0, "attribution": 0.0, "words": 0.0}

    def rows() -> Iterator[Row]:
        source = read_rows(options.data)
        while batch := list(islice(source, BATCH)):
            began = time.perf_counter()
            docs = list(nlp.pipe([row["text"] for row in batch], batch_size=BATCH))
            parsed = time.perf_counter()
            found = attributor.find(docs, inner=options.inner)
            spent["attribution"] += time.perf_counter() - parsed
            spent["pipeline"] += parsed - began
            spent["words"] += sum(map(len, docs))
            for row, attributions in zip(batch, found, strict=True):
                roles = [
                    {"source": spans(a.source), "cue": spans(a.cue), "content": spans(a.content)}
                    for a in attributions
                ]
                yield {"id": row["id"], "attributions": roles}

    write_rows(options.pred, rows())
    share = spent["attribution"] / spent["pipeline"] if spent["pipeline"] else 0.0
    print(", ".join(f"{what} {amount:.1f}" for what, amount in spent.items()), f"share {share:.2f}")


def spans(pieces: Sequence[Span]) -> list[list[int]]:
    """The pieces in the form of the scorer."""
    return [[piece.start, piece.end] for piece in pieces]


if __name__ == "__main__":
    main()
