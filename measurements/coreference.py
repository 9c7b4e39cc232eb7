"""Whether "he", "the ministry" and the like lead to the right name in the report.

In: GUM, whose mentions carry their chains, or articles of PolNeAR with the machine-made chains of the same
articles (--silver). Out: how often the program leads to a name, and how often to the right one.
Never here: which words are a voice; only pronouns and "the …" of people and bodies are asked for.

Asked is every pronoun of the third person and every phrase with "the", "this" or "that" whose chain has a
name; of PolNeAR only those that the gold gives as a source. `coverage` is the share that is led to some name,
`right` of these the share whose name stands in the same chain, `wrong` the share of all led to another.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import bench
from hearsay.annotate import load_annotator
from hearsay.claims.directory import Directory
from hearsay.claims.referents import PRONOUNS, Referents
from hearsay.claims.words import Words
from hearsay.config import AnnotateConfig
from hearsay.records import AnnotatedReport


class Asked(NamedTuple):
    """The character where the head of a mention begins, its kind, and where the names of its chain stand."""

    at: int
    kind: str
    names: tuple[int, ...]


def main() -> None:
    """Reads every document, writes where each mention is led, prints the shares; the last line is JSON."""
    parser = bench.arguments("Whether pronouns and descriptions lead to the right name.")
    parser.add_argument("--part", help="only documents of this part (dev)")
    parser.add_argument("--silver", type=Path, help="the chains, where the data has none")
    parser.add_argument("--rows", type=int, help="only so many documents")
    options = parser.parse_args()
    silver = {row["id"]: row for row in bench.read_rows(options.silver)} if options.silver else {}
    rows = [row for row in bench.read_rows(options.data) if options.part in (None, row.get("part"))]
    rows = [row for row in rows if not silver or row["id"] in silver][: options.rows]
    docs = load_annotator(AnnotateConfig()).annotate(bench.as_report(row) for row in rows)
    counts: Counter[tuple[str, str]] = Counter()
    answers = []
    for row, doc in zip(rows, docs, strict=True):
        asked = sources(row, silver[row["id"]]) if silver else mentions(row)
        for question, outcome, name in ask(doc, asked):
            counts[question.kind, outcome] += 1
            answers.append({"id": row["id"], "at": question.at, "outcome": outcome, "name": name})
    bench.write_rows(options.pred, answers)
    print(json.dumps(shares(counts)))


def ask(doc: AnnotatedReport, asked: Iterator[Asked]) -> Iterator[tuple[Asked, str, str | None]]:
    """Each question with `right`, `wrong` or `none`, and the name that it was led to."""
    words = Words(doc)
    directory = Directory(words, doc.names)
    referents = Referents(words, directory)
    for question in asked:
        [*found] = words.between(question.at, question.at + 1)
        referent = None
        if found:
            [head] = found
            pronoun = head.lower_ in PRONOUNS
            referent = referents.of_pronoun(head) if pronoun else referents.of_description(head)
        name = referent.name if referent else None
        if name is None:
            yield question, "none", None
            continue
        same = [n for n in doc.names if directory.fullest(n).text == name.text]
        right = any(n.start <= at < n.end for n in same for at in question.names)
        yield question, "right" if right else "wrong", name.text


def mentions(row: bench.Row) -> Iterator[Asked]:
    """What a document of GUM asks: its pronouns and descriptions of people and bodies that have a name."""
    heads = _heads(row["head"], row["sentences"])
    chains: dict[str, list[int]] = {}
    open_to_question = []
    for mention in row["mentions"]:
        inside = [
            i for i, (s, e) in enumerate(row["tokens"]) if mention["start"] <= s and e <= mention["end"]
        ]
        if mention["type"] not in {"person", "organization"} or not inside:
            continue
        head = _head(inside, heads)
        at = row["tokens"][head][0]
        if row["xpos"][head] in {"NNP", "NNPS"}:
            chains.setdefault(mention["chain"], []).append(at)
        elif kind := _kind(row, inside, row["xpos"][head]):
            open_to_question.append((at, kind, mention["chain"]))
    for at, kind, chain in open_to_question:
        if names := chains.get(chain):
            yield Asked(at, kind, tuple(names))


def sources(row: bench.Row, silver: bench.Row) -> Iterator[Asked]:
    """What an article of PolNeAR asks: sources that are pronouns or descriptions, their chain with a name."""
    heads = _heads(silver["head"], silver["sentences"])
    chain_of = {mention[2]: chain for chain in silver["coref"] for mention in chain}
    for attribution in row["attributions"]:
        spans = attribution["source"][:1]
        inside = [i for i, (s, e) in enumerate(row["tokens"]) for b, t in spans if b <= s and e <= t]
        if not inside:
            continue
        head = _head(inside, heads)
        kind = _kind(row, inside, silver["pos"][head])
        names = [m[2] for m in chain_of.get(head, ()) if silver["pos"][m[2]] in {"NNP", "NNPS"}]
        if kind and names:
            yield Asked(row["tokens"][head][0], kind, tuple(row["tokens"][i][0] for i in names))


def shares(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """The figures of all mentions and of each kind."""
    figures: dict[str, float] = {}
    for kind in ("all", *sorted({kind for kind, _ in counts})):
        number = Counter(
            {o: sum(n for (k, p), n in counts.items() if p == o and kind in {"all", k}) for _, o in counts}
        )
        asked, led = number.total(), number["right"] + number["wrong"]
        figures[f"{kind}.asked"] = asked
        figures[f"{kind}.coverage"] = round(led / asked, 4)
        figures[f"{kind}.right"] = round(number["right"] / led, 4) if led else 0.0
        figures[f"{kind}.wrong"] = round(number["wrong"] / asked, 4)
    return figures


def _heads(column: Sequence[int], sentences: Sequence[Any]) -> list[int]:
    """Heads by number in the document; the root of a sentence is its own."""
    heads = list(range(len(column)))
    for first, end, *_ in sentences:
        for i in range(first, end):
            if column[i] >= 0:
                heads[i] = first + column[i]
    return heads


def _head(inside: Sequence[int], heads: Sequence[int]) -> int:
    return next((i for i in inside if heads[i] not in inside or heads[i] == i), inside[-1])


def _kind(row: bench.Row, inside: Sequence[int], tag: str) -> str | None:
    first = row["text"][slice(*row["tokens"][inside[0]])].lower()
    if len(inside) == 1 and first in PRONOUNS:
        return "pronoun"
    return "description" if first in {"the", "this", "that"} and tag == "NN" else None


if __name__ == "__main__":
    main()
