"""Persons, bodies and places across reports: whether the names of one are led to one entity.

In: texts with the mentions that people marked, and their chains. Out: CoNLL F1, beside that of joining the
same string, in the same run; a last line of JSON. Never here: names that hearsay finds by itself.

    python measurements/coreference_across.py --data ecbplus-dev.jsonl.gz --pred OUT.jsonl

Named mentions ("the Vesk Ferry Company in Orle", but neither "the ferry company" nor "the Vesk ferry") are
scored alone, and together with all others, which `resolve` leaves where they are: each a chain of its own.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bench import Row, arguments, as_report, read_rows, write_rows
from chains import Grouping, b_cubed, ceaf_e, conll, muc
from hearsay.records import AnnotatedReport, Entity, Name, NameKind
from hearsay.resolve import name_digest, resolve_entities

KINDS: dict[str, NameKind] = {
    "HUMAN_PART_PER": "person",
    "HUMAN_PART_ORG": "organization",
    "HUMAN_PART_GPE": "place",
    "LOC_GEO": "place",
    "LOC_FAC": "place",
}
_OPENING = re.compile(
    r"^(?:(?:in|on|at|to|from|of|off|near|into|inside|outside|around|across|by|with|for|through|over|the|a|an|"
    r"his|her|its|their|our|my|your|this|that|these|those|some|all|both|one|two|he|she|it|they|we|i|you|him|"
    r"them|us|who|whom|whose|which|where|there|here|himself|herself|itself|themselves|everyone|people|police|"
    r"man|woman|officials|authorities)\b\s*)+",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^.*['’]s? (?=[A-Z])")
_CLOSING = re.compile(
    r"(?:\s*['’]s?|\s+[.;:])$|\s*(?:,|\(| (?:in|on|at|near|off|between|from|with|who)\b).*$", re.DOTALL
)


def main() -> None:
    """Reads, resolves, scores."""
    args = arguments("Scores entities across reports.").parse_args()
    rows = list(read_rows(args.data))
    marked = {mention_id(row, m): (row, m) for row in rows for m in mentions(row)}
    gold: Grouping = {i: chain(row, m, i) for i, (row, m) in marked.items()}
    answers: dict[str, Grouping] = {
        "hearsay": resolved(rows),
        "same string": {i: written(row, m) for i, (row, m) in marked.items()},
    }
    write_rows(args.pred, ({"id": i, "chain": answers["hearsay"][i]} for i in marked))
    named = [i for i, (row, m) in marked.items() if bare(row, m)]
    figures: dict[str, dict[str, float]] = {}
    for what, of in (("named", named), ("all", list(marked))):
        for system, answer in answers.items():
            pair = {i: gold[i] for i in of}, {i: answer[i] for i in of}
            print(f"{what:6} {len(of):5} {system:12} {line(*pair)}")
            figures.setdefault(what, {})[system] = conll(*pair)
    print(json.dumps(figures))


def line(gold: Grouping, answer: Grouping) -> str:
    """The scores in one line."""
    parts = [
        f"{name} {score.f1:.3f} (R {score.recall:.3f} P {score.precision:.3f})"
        for name, score in (
            ("MUC", muc(gold, answer)),
            ("B3", b_cubed(gold, answer)),
            ("CEAFe", ceaf_e(gold, answer)),
        )
    ]
    return f"CoNLL F1 {conll(gold, answer):.3f}  " + "  ".join(parts)


def mentions(row: Row) -> Iterator[Any]:
    """The mentions of persons, bodies and places in the sentences that were checked."""
    checked = [
        (row["tokens"][first][0], row["tokens"][end - 1][1])
        for first, end, number in row["sentences"]
        if number in row["validated_sentences"] and end > first
    ]
    for mention in row["mentions"]:
        if mention["type"] in KINDS and any(a <= mention["start"] < b for a, b in checked):
            yield mention


def mention_id(row: Row, mention: Any) -> str:
    """One for each mention of the data set."""
    return f"{row['id']} {mention['id']}"


def chain(row: Row, mention: Any, alone: str) -> tuple[str, ...]:
    """The chain of a mention; one that is in none is its own."""
    if not mention.get("chain"):
        return ("alone", alone)
    return ("chain", mention["chain"], "" if mention.get("kind") == "cross" else row["id"])


def bare(row: Row, mention: Any) -> tuple[int, int] | None:
    """Where the name in a mention stands: what its last word ends; None where that is no name.

    Without preposition, article, owner and possessive, and without what follows to say where or who.
    """
    words = row["text"][mention["start"] : mention["end"]]
    start = 0
    for pattern in (_OPENING, _OWNER, _OPENING):
        start += found.end() if (found := pattern.match(words[start:])) else 0
    name = _CLOSING.sub("", words[start:])
    last = name.split()[-1] if name.split() else ""
    if not name[:1].isupper() or not (last[0].isupper() or last.isdigit() or last == "."):
        return None
    return mention["start"] + start, mention["start"] + start + len(name)


def written(row: Row, mention: Any) -> str:
    """The name in a mention, or all its words, in lower case."""
    start, end = bare(row, mention) or (mention["start"], mention["end"])
    return str(row["text"][start:end]).lower()


def resolved(rows: Sequence[Row]) -> Grouping:
    """The entity of each mention: the one named in the most of its words; its own id where there is none."""
    entities = resolve_entities(name_digest(annotated(row)) for row in rows)
    at = _places(entities)
    return {
        mention_id(row, mention): _entity(at.get(row["id"], ()), bare(row, mention))
        or mention_id(row, mention)
        for row in rows
        for mention in mentions(row)
    }


def annotated(row: Row) -> AnnotatedReport:
    """The text with its marked names, the longest of those that overlap."""
    report = replace(as_report(row), id=row["id"])
    names: list[Name] = []
    taken: set[int] = set()
    for mention in sorted(row["mentions"], key=lambda m: (m["start"] - m["end"], m["start"])):
        if mention["type"] in KINDS and (place := bare(row, mention)) and taken.isdisjoint(range(*place)):
            taken.update(range(*place))
            names.append(Name(*place, KINDS[mention["type"]], report.text[slice(*place)]))
    names.sort(key=lambda name: name.start)
    return AnnotatedReport(report, (), tuple(names), (), (), (), (), None)


def _places(entities: Sequence[Entity]) -> dict[str, list[tuple[int, int, str]]]:
    at: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        for mention in entity.mentions:
            at.setdefault(mention.report, []).append((mention.start, mention.end, entity.id))
    return at


def _entity(at: Sequence[tuple[int, int, str]], place: tuple[int, int] | None) -> str | None:
    if place is None:
        return None
    shared = ((min(end, place[1]) - max(start, place[0]), entity) for start, end, entity in at)
    length, entity = max(shared, default=(0, ""))
    return entity if length > 0 else None


if __name__ == "__main__":
    main()
