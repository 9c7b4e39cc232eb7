"""Counts in how many news texts each common word occurs: the weights of words in `hearsay.stories`.

In: plain news texts, one JSON object with `text` a line. Out: `common_words.txt`, a weight and its words a
line. Never here: anything of a text but such counts.

    python training/common_words.py ../shared/bench/news-text.jsonl.gz
"""

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from hearsay.stories.words import words

TABLE = Path(__file__).parent.parent / "src/hearsay/stories/common_words.txt"
SHORTEST = 400  # characters: shorter texts are headlines and tables
FEWEST = 30  # texts
STEP = 0.2


def count(path: Path) -> tuple[int, Counter[str]]:
    """How many texts there are, and in how many of them each word occurs."""
    texts, counts = 0, Counter[str]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            if len(text) >= SHORTEST:
                texts += 1
                counts.update({word for word, _ in words(text)})
    return texts, counts


def main() -> None:
    """Writes the table."""
    texts, counts = count(Path(sys.argv[1]))
    table = defaultdict[float, list[str]](list)
    for word, n in counts.items():
        if n >= FEWEST:
            table[round(round(math.log(texts / n) / STEP) * STEP, 1)].append(word)
    lines = [" ".join([f"{weight:.1f}", *sorted(table[weight])]) for weight in sorted(table)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
