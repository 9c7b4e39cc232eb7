"""Counts in how many news texts each common word occurs: the weights of words in `hearsay.stories`.

In: news texts, one JSON object with `text` a line, a file for each kind of news. Out: `common_words.txt`, a
weight and its words a line. Never here: anything of a text but such counts.

    cd ../shared/bench; python ../../hearsay/training/common_words.py news-text.jsonl.gz
        polnear-train.jsonl.gz fnc1-bodies.jsonl.gz lgl-dev.jsonl.gz gva-dev.jsonl.gz=incident

A word weighs what it does in the kind of news that uses it most: "suspect" tells little among reports of
crimes, however rare it is elsewhere. Of a file with `=KEY` only half is counted, and all or none of the texts
with one KEY, so that the other half can be measured.
"""

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from hashlib import blake2b
from pathlib import Path

from hearsay.stories.words import words

TABLE = Path(__file__).parent.parent / "src/hearsay/stories/common_words.txt"
SHORTEST = 400  # characters: shorter texts are headlines and tables
FEWEST = 10  # texts
STEP = 0.2


def count(path: Path, key: str = "") -> tuple[int, Counter[str]]:
    """How many texts there are, and in how many of them each word occurs."""
    texts, counts = 0, Counter[str]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = f"{row.get('title') or ''}\n{row['text']}"
            if len(text) >= SHORTEST and (not key or is_counted(row[key])):
                texts += 1
                counts.update({word for word, _ in words(text)})
    return texts, counts


def is_counted(name: str) -> bool:
    """Whether the half that is counted has it."""
    return blake2b(name.encode(), digest_size=1).digest()[0] % 2 == 0


def main() -> None:
    """Writes the table."""
    weights: dict[str, float] = {}
    for given in sys.argv[1:]:
        path, _, key = given.partition("=")
        texts, counts = count(Path(path), key)
        for word, n in counts.items():
            if n >= FEWEST:
                weights[word] = min(weights.get(word, math.inf), math.log(texts / n))
    table = defaultdict[float, list[str]](list)
    for word, weight in weights.items():
        table[round(round(weight / STEP) * STEP, 1)].append(word)
    lines = [" ".join([f"{weight:.1f}", *sorted(table[weight])]) for weight in sorted(table)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
