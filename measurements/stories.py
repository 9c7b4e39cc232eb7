"""Stories: puts the reports of a data set, one after the other, into groups that tell of the same happening.

In: texts, with title and date where known. Out: a cluster per text, for `score_clusters.py`; with `--key`, B³
here, beside that of plain TF-IDF clustering in one pass. Never here: a look at the gold while grouping.

    python measurements/stories.py --data gva-dev.jsonl.gz --pred OUT.jsonl
    python measurements/stories.py --data gva-dev.jsonl.gz --pred OUT.jsonl --plain     # to compare with
    python measurements/stories.py --data gva-dev.jsonl.gz --pred OUT.jsonl --key incident     # both
    python measurements/stories.py --data gva-dev.jsonl.gz --pred OUT.jsonl --key incident --uncounted
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from bench import arguments, as_report, read_rows, write_rows
from hearsay.annotate import load_annotator
from hearsay.config import AnnotateConfig
from hearsay.records import AnnotatedReport, StoryDigest
from hearsay.stories import MemoryArchive, Stories, story_digest
from hearsay.stories.words import words

PLAIN_THRESHOLD = 0.3
PLAIN_TERMS = 100


def main() -> None:
    """Reads, groups, writes, and measures where it is told what belongs together."""
    parser = arguments("Groups reports into stories.")
    parser.add_argument("--plain", action="store_true", help="one-pass TF-IDF clustering, to compare with")
    parser.add_argument("--key", help="the field that names the story: measure, beside plain clustering")
    parser.add_argument("--uncounted", action="store_true", help="only what gave no counts for the weights")
    args = parser.parse_args()
    rows = list(read_rows(args.data))
    if args.uncounted:
        rows = [row for row in rows if not is_counted(row[args.key])]
    found = list(plain(rows) if args.plain else grouped(rows))
    write_rows(args.pred, found)
    if args.key:
        figures = {"hearsay": compared(rows, found, args.key), "plain": compared(rows, plain(rows), args.key)}
        for name, of in figures.items():
            print(name, *(f"{part} {value:.3f}" for part, value in of.items()))
        print(json.dumps(figures))


def grouped(rows: Sequence[Any]) -> Iterator[dict[str, str]]:
    """The clusters of `hearsay.stories`, one report at a time; a report in no story is one of its own."""
    archive = MemoryArchive()
    stories = Stories(archive)
    for digest in digests(rows):
        stories.add(digest)
    return ({"id": row["id"], "cluster": archive.story(row["id"]) or row["id"]} for row in rows)


def compared(rows: Sequence[Any], found: Iterable[dict[str, str]], key: str) -> dict[str, float]:
    """B³: of the texts put with a text the share that is right, of the right ones the share that is there."""
    pairs = [(row[key], one["cluster"]) for row, one in zip(rows, found, strict=True)]
    gold, put, both = Counter(g for g, _ in pairs), Counter(f for _, f in pairs), Counter(pairs)
    precision = sum(n * n / put[f] for (_, f), n in both.items()) / len(pairs)
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / len(pairs)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def is_counted(name: str) -> bool:
    """Whether `training/common_words.py` counted the half that has it."""
    return blake2b(name.encode(), digest_size=1).digest()[0] % 2 == 0


def digests(rows: Sequence[Any]) -> Iterator[StoryDigest]:
    """The digest of each row. Texts are read for their dates where none says when it was published."""
    reports = [replace(as_report(row), id=row["id"]) for row in rows]
    undated = load_annotator(AnnotateConfig()).annotate(one for one in reports if not one.published)
    for report in reports:
        dated = AnnotatedReport(report, (), (), (), (), (), (), None)
        yield story_digest(dated if report.published else next(undated))


def plain(rows: Sequence[Any]) -> Iterator[dict[str, str]]:
    """The nearest earlier cluster by the cosine of TF-IDF vectors, or a new one: one pass, no dates."""
    bags = [Counter(word for word, _ in words(f"{row.get('title') or ''}\n{row['text']}")) for row in rows]
    seen = Counter(word for bag in bags for word in bag)
    centres: list[dict[str, float]] = []
    squares: list[float] = []
    index: dict[str, set[int]] = defaultdict(set)
    for row, bag in zip(rows, bags, strict=True):
        tfidf = {w: (1 + math.log(n)) * math.log(len(rows) / seen[w]) for w, n in bag.items()}
        top = dict(sorted(tfidf.items(), key=lambda item: (-item[1], item[0]))[:PLAIN_TERMS])
        own = math.fsum(value * value for value in top.values())
        near = {c for word in top for c in index[word] if len(index[word]) < 300}
        alike = {c: _shared(top, centres[c]) / (math.sqrt(own * squares[c]) or 1.0) for c in near}
        place = min(alike, key=lambda c: (-alike[c], c), default=len(centres))
        if alike.get(place, 0.0) < PLAIN_THRESHOLD:
            place = len(centres)
            centres.append({})
            squares.append(0.0)
        squares[place] += own + 2 * _shared(top, centres[place])
        for word, value in top.items():
            centres[place][word] = centres[place].get(word, 0.0) + value
            index[word].add(place)
        yield {"id": row["id"], "cluster": str(place)}


def _shared(x: dict[str, float], y: dict[str, float]) -> float:
    return math.fsum(value * y[word] for word, value in x.items() if word in y)


if __name__ == "__main__":
    main()
