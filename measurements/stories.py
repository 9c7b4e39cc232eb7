"""Stories: puts the reports of a data set into groups that tell of the same happening.

In: texts, with title and date where known. Out: a cluster per text, for `score_clusters.py`. Never here:
the gold clusters.

    python measurements/stories.py --data gva-dev.jsonl.gz --pred OUT.jsonl
    python measurements/stories.py --data gva-dev.jsonl.gz --pred OUT.jsonl --plain     # to compare with
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bench import arguments, as_report, read_rows, write_rows
from hearsay.records import AnnotatedReport, StoryDigest
from hearsay.stories import group_stories, story_digest
from hearsay.stories.words import words

PLAIN_THRESHOLD = 0.3
PLAIN_TERMS = 100


def main() -> None:
    """Reads, groups, writes."""
    parser = arguments("Groups reports into stories.")
    parser.add_argument("--plain", action="store_true", help="one-pass TF-IDF clustering, to compare with")
    args = parser.parse_args()
    rows = list(read_rows(args.data))
    write_rows(args.pred, plain(rows) if args.plain else grouped(rows))


def grouped(rows: Sequence[Any]) -> Iterator[dict[str, str]]:
    """The clusters of `hearsay.stories`; a report in no story is a cluster of its own."""
    cluster = {row["id"]: row["id"] for row in rows}
    for story in group_stories((digest(row) for row in rows), ()):
        cluster.update(dict.fromkeys(story.reports, story.id))
    return ({"id": row["id"], "cluster": cluster[row["id"]]} for row in rows)


def digest(row: Any) -> StoryDigest:
    """The digest of a row, from its words alone."""
    report = replace(as_report(row), id=row["id"])
    return story_digest(AnnotatedReport(report, (), (), (), (), (), (), None), ())


def plain(rows: Sequence[Any]) -> Iterator[dict[str, str]]:
    """The nearest earlier cluster by the cosine of TF-IDF vectors, or a new one: one pass, no dates."""
    bags = [Counter(word for word, _ in words(f"{row.get('title') or ''}\n{row['text']}")) for row in rows]
    seen = Counter(word for bag in bags for word in bag)
    centres: list[dict[str, float]] = []
    index: dict[str, set[int]] = defaultdict(set)
    for row, bag in zip(rows, bags, strict=True):
        tfidf = {w: (1 + math.log(n)) * math.log(len(rows) / seen[w]) for w, n in bag.items()}
        top = dict(sorted(tfidf.items(), key=lambda item: (-item[1], item[0]))[:PLAIN_TERMS])
        near = {c for word in top for c in index[word] if len(index[word]) < 300}
        best = max(((_cosine(top, centres[c]), -c) for c in near), default=(0.0, 0))
        place = -best[1] if best[0] >= PLAIN_THRESHOLD else len(centres)
        if place == len(centres):
            centres.append({})
        for word, value in top.items():
            centres[place][word] = centres[place].get(word, 0.0) + value
            index[word].add(place)
        yield {"id": row["id"], "cluster": str(place)}


def _cosine(x: dict[str, float], y: dict[str, float]) -> float:
    shared = sum(value * y.get(word, 0.0) for word, value in x.items())
    return shared / math.sqrt(sum(v * v for v in x.values()) * sum(v * v for v in y.values()))


if __name__ == "__main__":
    main()
