"""Stance: what a report has to say to a headline, by the network of `hearsay check`.

In: headlines with the ids of bodies (FNC-1). Out: `agree`, `disagree`, `discuss` or `unrelated` for each.
Never here: the gold stances.

    python measurements/stance.py --data PAIRS --bodies BODIES --pred OUT.jsonl [--part dev]
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bench import Row, arguments, read_rows, write_rows
from hearsay.check.features import Reading, read, report_features
from hearsay.check.model import StanceModel, load_model
from hearsay.check.words import read_sentence, read_sentences


def main() -> None:
    """Reads each body once and judges each pair."""
    parser = arguments("What a report has to say to a headline.")
    parser.add_argument("--bodies", type=Path, required=True, help="the bodies, .jsonl or .jsonl.gz")
    parser.add_argument("--part", help="only the pairs of this part")
    args = parser.parse_args()
    bodies = {row["id"]: row["text"] for row in read_rows(args.bodies)}
    pairs = (row for row in read_rows(args.data) if args.part in (None, row["part"]))
    write_rows(args.pred, answers(pairs, bodies, load_model()))


def answers(pairs: Iterator[Row], bodies: dict[str, str], model: StanceModel) -> Iterator[Row]:
    """The likeliest stance for each pair."""

    @lru_cache(maxsize=4096)
    def reading(body: str) -> Reading:
        return read(read_sentences(bodies[body], model.weights))

    for pair in pairs:
        claim = read_sentence(pair["headline"], model.weights)
        outlook = model.outlook(report_features(claim, reading(pair["body"])))
        yield {"id": pair["id"], "stance": max(outlook, key=lambda name: outlook[name])}


if __name__ == "__main__":
    main()
