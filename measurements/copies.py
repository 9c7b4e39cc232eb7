r"""Copies: which of many texts were taken from which, by kind of change, beside an off-the-shelf MinHash.

In: plain news texts, from which copies are forged; independent reports on one happening. Out: precision and
recall by kind of change, and the share of pairs of independent reports that are called copies, as JSON.
Never here: the rules by which copies are found.

    python measurements/copies.py --data news-text.jsonl.gz --independent gva-dev.jsonl.gz=incident \
        --independent ecbplus-dev.jsonl.gz=story [--minhash]

The forged copies and their bases stand among as many other texts. A pair is found when the program has one of
its texts take words from the other. Two untouched texts that share words are left out of the precision:
nobody knows whether they are copies. `--minhash` (needs datasketch) adds MinHash LSH on word 3-grams, 128
permutations, at thresholds of 0.5 and 0.8, on the same texts.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import Row, read_rows
from forged_copies import PARTIAL, WHOLE, forge
from hearsay.origins import Lineage, in_memory, text_digest
from hearsay.records import AnnotatedReport, Report

SOURCES = ("bbc", "reuters21578", "wikinews")  # AG News holds only the beginnings of texts
SHORTEST = 150  # words of a base
EACH = 40  # bases for each kind of change
RUN = 12  # words in a row, outside quotations: reports that share so many are not independent
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Bench:
    """Texts by id, and for each forged copy its base and its kind of change."""

    texts: Mapping[str, str]
    forged: Mapping[str, tuple[str, str]]


def main() -> None:
    """Forges, finds, scores."""
    parser = argparse.ArgumentParser(description="Finds copies among forged ones and independent reports.")
    parser.add_argument("--data", type=Path, required=True, help="plain news texts")
    parser.add_argument("--independent", action="append", default=[], help="FILE=KEY of the happening")
    parser.add_argument("--minhash", action="store_true", help="add an off-the-shelf MinHash")
    parser.add_argument("--each", type=int, default=EACH, help="bases for each kind of change")
    args = parser.parse_args()
    bench = forge_all(read_rows(args.data), each=args.each)
    lineage = lineage_of(bench.texts)
    figures: dict[str, Any] = {
        "hearsay": score(bench, pairs(lineage, bench.texts)),
        "accounts": accounts(bench, lineage),
    }
    for given in args.independent:
        path, key = given.rsplit("=", 1)
        figures[f"independent, {key}"] = independent(list(read_rows(Path(path))), key, minhash=args.minhash)
    if args.minhash:
        for threshold in (0.5, 0.8):
            figures[f"minhash {threshold}"] = score(bench, found_by_minhash(bench.texts, threshold))
    print(json.dumps(figures, indent=1))


def forge_all(rows: Iterable[Row], *, each: int) -> Bench:
    """A copy of each base by one kind of change, bases and copies among texts that nobody took over."""
    long = [row for row in rows if row["source"] in SOURCES and len(row["text"].split()) >= SHORTEST]
    kinds = [*WHOLE, *PARTIAL]
    step = max(1, len(long) // (3 * each * len(kinds)))
    picked = long[::step]
    texts: dict[str, str] = {}
    forged: dict[str, tuple[str, str]] = {}
    for number in range(each * len(kinds)):
        base, host, other = picked[3 * number : 3 * number + 3]
        kind = kinds[number % len(kinds)]
        copy = f"{base['id']} ({kind})"
        texts |= {base["id"]: base["text"], other["id"]: other["text"]}
        texts[copy] = forge(kind, base["text"], host["text"]).text
        forged[copy] = base["id"], kind
    return Bench(texts, forged)


def lineage_of(texts: Mapping[str, str]) -> Lineage:
    """The lineage of texts without publisher, date or credit."""
    lineage = in_memory(texts.__getitem__)
    lineage.change(text_digest(_bare(name, text), ()) for name, text in texts.items())
    return lineage


def pairs(lineage: Lineage, reports: Iterable[str]) -> set[Pair]:
    """Pairs of which one has words of the other."""
    return {frozenset((shared.a, shared.b)) for shared in lineage.shared(reports)}


def accounts(bench: Bench, lineage: Lineage) -> dict[str, float]:
    """How often a whole copy is counted with its base, and a report with a part of it as its own account."""
    origin = {
        member.report: origin.id for origin in lineage.origins(bench.texts) for member in origin.members
    }
    whole = [origin[copy] == origin[base] for copy, (base, kind) in bench.forged.items() if kind in WHOLE]
    part = [origin[copy] != origin[base] for copy, (base, kind) in bench.forged.items() if kind in PARTIAL]
    return {
        "whole copies counted with their base": round(sum(whole) / len(whole), 3),
        "reports with a part counted apart": round(sum(part) / len(part), 3),
    }


def found_by_minhash(texts: Mapping[str, str], threshold: float) -> set[Pair]:
    """Pairs that MinHash LSH at this threshold finds, checked by the estimated similarity."""
    from datasketch import MinHash, MinHashLSH

    lsh, sketches = MinHashLSH(threshold=threshold, num_perm=128), {}
    for name, text in texts.items():
        sketches[name] = MinHash(num_perm=128)
        words = re.findall(r"\w+", text.lower())
        sketches[name].update_batch([" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)])
        lsh.insert(name, sketches[name])
    return {
        frozenset((name, other))
        for name, sketch in sketches.items()
        for other in lsh.query(sketch)
        if name != other and sketch.jaccard(sketches[other]) >= threshold
    }


def score(bench: Bench, found: set[Pair]) -> dict[str, Any]:
    """Precision, recall and F1 by kind of change, for whole and for partial copies."""
    by_kind: dict[str, list[tuple[bool, int]]] = defaultdict(list)
    of_copy: dict[str, set[str]] = defaultdict(set)
    for pair in found:
        for name in pair & set(bench.forged):
            of_copy[name] |= pair - {name}
    for copy, (base, kind) in bench.forged.items():
        wrong = [other for other in of_copy[copy] - {base} if not _also(frozenset((base, other)), found)]
        by_kind[kind].append((base in of_copy[copy], len(wrong)))
    figures: dict[str, Any] = {
        group: _figures([hit for kind in kinds for hit in by_kind[kind]])
        for group, kinds in (("whole", WHOLE), ("partial", PARTIAL))
    }
    figures["kinds"] = {kind: _figures(hits) for kind, hits in by_kind.items()}
    return figures


def _also(pair: Pair, found: set[Pair]) -> bool:
    """Whether the base itself shares words with what its copy is said to share words with."""
    return pair in found


def _figures(hits: Sequence[tuple[bool, int]]) -> dict[str, float]:
    right, wrong = sum(hit for hit, _ in hits), sum(more for _, more in hits)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / len(hits)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def independent(rows: Sequence[Row], key: str, *, minhash: bool) -> dict[str, Any]:
    """How many pairs of reports on one happening are called copies, of those that are surely none."""
    texts = {str(row["id"]): row["text"] for row in rows}
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(str(row["id"]))
    together = [frozenset(pair) for names in groups.values() for pair in combinations(names, 2)]
    apart = {
        pair for pair in together if len(pair) == 2 and _longest_run(*(texts[name] for name in pair)) < RUN
    }
    found = {"hearsay": pairs(lineage_of(texts), texts)}
    if minhash:
        found |= {f"minhash {t}": found_by_minhash(texts, t) for t in (0.5, 0.8)}
    return {
        "pairs": len(together),
        "independent": len(apart),
        "called copies": {name: round(len(some & apart) / len(apart), 4) for name, some in found.items()},
        "of all pairs": {
            name: round(len(some & set(together)) / len(together), 4) for name, some in found.items()
        },
    }


def _longest_run(text: str, other: str) -> int:
    """The longest run of words that both texts have outside quotations."""
    a, b = (re.findall(r"\w+", re.sub(r"[“\"][^”\"]*[”\"]", " ¶ ", t.lower())) for t in (text, other))
    longest, row = 0, [0] * (len(b) + 1)
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(b):
        places[word].append(j)
    for word in a:
        fresh = [0] * (len(b) + 1)
        for j in places.get(word, ()):
            fresh[j + 1] = row[j] + 1
            longest = max(longest, fresh[j + 1])
        row = fresh
    return longest


def _bare(name: str, text: str) -> AnnotatedReport:
    report = Report(name, name, None, None, (), None, "en", "news", text)
    return AnnotatedReport(report, (), (), (), (), (), (), None)


if __name__ == "__main__":
    main()
