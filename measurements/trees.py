"""Tags, trees and sentences against a treebank.

In: a data set with tokens, tags and trees. Out: what the pipeline found, one document a line, and the scores.
Never here: another way of cutting words than the pipeline's own.

The pipeline sees the text alone and cuts it itself. A gold word counts as found (`words`) if a token has the
same characters; tag, lemma, head (`uas`), and head with label (`las`) are scored over all gold words, one
that was not found being wrong. A head is right if it has the same characters as the gold head. A sentence is
right if it begins and ends where the gold one does. The last line is JSON.
"""

import json
import time
from collections import Counter
from typing import Any

from spacy.tokens import Doc

import bench
from hearsay.annotate.model import load_pipeline, to_sentences


def main() -> None:
    """Parses every document, writes the result and prints the scores."""
    parser = bench.arguments("Tags, trees and sentences against a treebank.")
    parser.add_argument("--part", help="only documents of this part (dev)")
    parser.add_argument("--pipeline", help="another spaCy pipeline, by name or path")
    options = parser.parse_args()
    nlp = load_pipeline(options.pipeline)
    rows = [row for row in bench.read_rows(options.data) if options.part in (None, row.get("part"))]
    before = time.perf_counter()
    docs = list(nlp.pipe([row["text"] for row in rows], batch_size=16))
    seconds = time.perf_counter() - before
    pairs = list(zip(rows, docs, strict=True))
    bench.write_rows(options.pred, (as_row(str(row["id"]), doc) for row, doc in pairs))
    figures = shares(sum((right(row, doc) for row, doc in pairs), Counter()))
    for name, figure in figures.items():
        print(f"{name:<12}{figure:.4f}")
    print(f"{len(rows)} documents, {sum(map(len, docs)) / seconds:.0f} words a second")
    print(json.dumps(figures))


def as_row(name: str, doc: Doc) -> dict[str, Any]:
    """The parse in the columns of the data sets; heads count within the document, -1 for a root."""
    return {
        "id": name,
        "tokens": [[t.idx, t.idx + len(t)] for t in doc],
        "sentences": [[s.start, s.end] for s in to_sentences(doc)],
        "xpos": [t.tag_ for t in doc],
        "upos": [t.pos_ for t in doc],
        "lemma": [t.lemma_ for t in doc],
        "head": [t.head.i if t.head.i != t.i else -1 for t in doc],
        "dep": [label(t.dep_) for t in doc],
    }


def right(row: bench.Row, doc: Doc) -> Counter[str]:
    """How much of one document is right, and of how much."""
    token_at = {(token.idx, token.idx + len(token)): token for token in doc if not token.is_space}
    bounds = [tuple(token) for token in row["tokens"]]
    gold = {(bounds[first][0], bounds[end - 1][1]) for first, end in row["sentences"]}
    made = {(sentence.start, sentence.end) for sentence in to_sentences(doc)}
    n = Counter(gold_words=len(bounds), gold=len(gold), made=len(made), both=len(gold & made))
    for first, end in row["sentences"]:
        for i in range(first, end):
            token = token_at.get(bounds[i])
            if token is None:
                continue
            head = row["head"][i]
            wanted = bounds[first + head] if head >= 0 else bounds[i]
            attached = (token.head.idx, token.head.idx + len(token.head)) == wanted
            n["words"] += 1
            n["xpos"] += token.tag_ == row["xpos"][i]
            n["upos"] += token.pos_ == row["upos"][i]
            n["lemma"] += token.lemma_.lower() == row["lemma"][i].lower()
            n["uas"] += attached
            n["las"] += attached and label(token.dep_) == row["dep"][i]
    return n


def shares(n: Counter[str]) -> dict[str, float]:
    """The counts as shares of the gold words, and the F1 of sentences."""
    found = {name: n[name] / n["gold_words"] for name in ("words", "xpos", "upos", "lemma", "uas", "las")}
    return {**found, "sentences": 2 * n["both"] / (n["gold"] + n["made"])}


def label(dep: str) -> str:
    """A label as the treebanks write it: the root is `root`."""
    return "root" if dep == "ROOT" else dep


if __name__ == "__main__":
    main()
