"""Names in a text, in the form that `score_entities.py` takes.

In: any data set with `id` and `text`. Out: `{"id", "entities": [{start, end, type}]}`, one document a line.
Never here: gold spans. Of the gold only the names of its types are looked at, so as to speak its language:

    ledger  person, organization, group, place, event, work, other     (also GUM, `--key mentions`)
    conll   PER, ORG, LOC; the other kinds are left out                (EWT, WikiGold, CoNLL-2003)
    re3d    Person, Organisation, Location; descriptions and pronouns beside names, as the set has them

`--types` names one of them; without it, the one that shares most types with the data set is taken.
"""

from collections.abc import Iterable
from pathlib import Path

import bench
from hearsay.annotate.model import load_pipeline, to_mentions, to_names
from hearsay.records import NameKind

TYPES: dict[str, dict[NameKind, str]] = {
    "ledger": {
        "person": "person",
        "organization": "organization",
        "group": "group",
        "place": "place",
        "event": "event",
        "work": "work",
        "other": "other",
    },
    "conll": {"person": "PER", "organization": "ORG", "place": "LOC"},
    "re3d": {"person": "Person", "organization": "Organisation", "place": "Location"},
}


def main() -> None:
    """Reads every document and writes its names."""
    parser = bench.arguments("Names in a text.")
    parser.add_argument("--part", help="only documents of this part (dev)")
    parser.add_argument("--types", choices=sorted(TYPES), help="how the kinds are called")
    parser.add_argument("--pipeline", help="another spaCy pipeline, by name or path")
    options = parser.parse_args()
    write_names(options.data, options.pred, options.part, options.types, options.pipeline)


def write_names(data: Path, pred: Path, part: str | None, types: str | None, pipeline: str | None) -> None:
    """Writes the names of every document, called as `types` says."""
    rows = [row for row in bench.read_rows(data) if part in (None, row.get("part"))]
    language = types or spoken(rows)
    called = TYPES[language]
    found = to_mentions if language == "re3d" else to_names
    docs = load_pipeline(pipeline).pipe((row["text"] for row in rows), batch_size=16)
    bench.write_rows(
        pred,
        (
            {
                "id": str(row["id"]),
                "entities": [
                    {"start": name.start, "end": name.end, "type": called[name.kind]}
                    for name in found(doc)
                    if name.kind in called
                ],
            }
            for row, doc in zip(rows, docs, strict=True)
        ),
    )


def spoken(rows: Iterable[bench.Row]) -> str:
    """The naming that shares most types with the gold of a data set; `ledger` where there is none."""
    found = {e["type"] for row in rows for e in (row.get("entities") or row.get("mentions") or ())}
    return max(TYPES, key=lambda name: len(found & set(TYPES[name].values())))


if __name__ == "__main__":
    main()
