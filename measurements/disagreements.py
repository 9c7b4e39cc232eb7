"""Disagreements: where several articles on one incident give figures that exclude each other.

In: articles on single shootings, those of one incident together. Out: the disagreements in killed or injured,
open or updated, beside those that follow from each article's own total (`incidents.tell`: a rule of thumb,
the largest number of the lead); with `--out`, every one that was found, to be read; with `--read`, the
precision by the verdicts of whoever read the whole articles; with `--facts`, how often one of the figures in
dispute is the register's. Never here: the facts of the register before articles are read.

    python measurements/disagreements.py --data gva-dev.jsonl.gz [--every 2] [--out FILE] [--read VERDICTS]
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import Row, as_report, read_rows, write_rows
from hearsay.annotate import Annotator, load_annotator
from hearsay.claims import find_claims
from hearsay.config import AnnotateConfig
from hearsay.conflicts import find_conflicts
from hearsay.origins import claim_origins, text_digest, trace_origins
from hearsay.records import Claim, Conflict, Report, Story, content_id
from incidents import WORDS, Told, tell

STATES = ("killed", "injured")
NUMBERS = {word: str(n) for word, n in WORDS.items()}


def main() -> None:
    """Reads the articles of each incident that has several, and prints what was found."""
    parser = argparse.ArgumentParser(description="Finds articles on one incident that give other figures.")
    parser.add_argument("--data", type=Path, required=True, help="articles, .jsonl.gz")
    parser.add_argument("--every", type=int, default=2, help="read only each n-th incident")
    parser.add_argument("--first", type=int, default=0, help="begin with this incident, from 0")
    parser.add_argument("--out", type=Path, help="where the disagreements go, with their words")
    parser.add_argument("--facts", type=Path, help="the register, .jsonl")
    parser.add_argument("--read", type=Path, help="verdicts of whoever read them, .jsonl: id, verdict")
    options = parser.parse_args()
    articles: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(options.data):
        articles[row["incident"]].append(row)
    several = [rows for rows in articles.values() if len(rows) > 1][options.first :: options.every]
    annotator = load_annotator(AnnotateConfig())
    counted: Counter[str] = Counter()
    found: list[Row] = []
    for rows in several:
        told, disputes = _read(rows, annotator)
        mine = list(disputes)
        found += mine
        for state in STATES:
            totals = {getattr(one, state) for one in told} - {None}
            here = any(dispute["state"] == state for dispute in mine)
            counted["differ by their own totals"] += len(totals) > 1
            counted["of these found"] += here and len(totals) > 1
            counted["found"] += here
    counted["incidents"] = len(several)
    if options.out:
        write_rows(options.out, found)
    figures: dict[str, object] = {**counted, "disputes": len(found)}
    figures["updated"] = sum(dispute["status"] == "updated" for dispute in found)
    hits = counted["of these found"]
    figures["precision by their own totals"] = round(hits / max(1, counted["found"]), 3)
    figures["recall by their own totals"] = round(hits / max(1, counted["differ by their own totals"]), 3)
    if options.facts:
        facts = {row["id"]: row for row in read_rows(options.facts)}
        known = [dispute for dispute in found if dispute["incident"] in facts]
        right = [str(facts[dispute["incident"]][dispute["state"]]) for dispute in known]
        figures["register's figure is among those in dispute"] = sum(
            fact in {NUMBERS.get(side["value"].lower(), side["value"]) for side in dispute["sides"]}
            for fact, dispute in zip(right, known, strict=True)
        )
    if options.read:
        verdicts = {row["id"]: row["verdict"] for row in read_rows(options.read)}
        read = [verdicts[dispute["id"]] for dispute in found if dispute["id"] in verdicts]
        figures |= {"read": len(read), "right": sum(verdict == "right" for verdict in read)}
    for name, value in figures.items():
        print(f"{name}: {value}")
    print(json.dumps(figures))


def _read(rows: Sequence[Row], annotator: Annotator) -> tuple[list[Told], Iterator[Row]]:
    """Each article's own totals, and the disputes between the articles of one incident."""
    docs = list(annotator.annotate(as_report(row) for row in rows))
    claims = {doc.report.id: find_claims(doc) for doc in docs}
    reports = {doc.report.id: doc.report for doc in docs}
    digests = [text_digest(doc, claims[doc.report.id]) for doc in docs]
    origins = trace_origins(digests, lambda report: reports[report].text)
    _, more = claim_origins(origins, lambda report: claims[report])
    story = Story(rows[0]["incident"], rows[0]["title"] or "", tuple(sorted(reports)), None, None)
    every = [claim for made in claims.values() for claim in made]
    _, conflicts = find_conflicts(story, reports=reports, claims=every, origins=[*origins, *more])
    by_id = {claim.id: claim for claim in every}
    disputes = (
        _row(story.id, conflict, by_id, reports)
        for conflict in conflicts
        if conflict.slot == "how_many" and _state(conflict)
    )
    return [tell(doc) for doc in docs], disputes


def _state(conflict: Conflict) -> str | None:
    """Whether the question is about those killed or those injured."""
    words = conflict.question
    return "killed" if " died" in words else "injured" if "injured" in words else None


def _row(incident: str, conflict: Conflict, claims: dict[str, Claim], reports: dict[str, Report]) -> Row:
    sides = [
        {
            "value": answer.value,
            "words": [
                {"source": reports[claims[c].report].source, "text": claims[c].content}
                for c in answer.claims[:3]
            ],
        }
        for answer in conflict.values
    ]
    shown = sorted(answer.value for answer in conflict.values)
    return {
        "id": content_id("read", incident, conflict.question, shown),
        "incident": incident,
        "state": _state(conflict),
        "question": conflict.question,
        "status": conflict.status,
        "sides": sides,
    }


if __name__ == "__main__":
    main()
