"""Incidents: the number killed and injured, the day and the town that an article states, against a register.

In: articles on single shootings and the register's facts. Out: accuracies as lines and as JSON in the last
line, beside a baseline that takes the first number; with `--misses N`, so many articles that differ.
Never here: the register's facts before an article is read. A report of the first hour is not wrong where the
register, closed months later, differs from it.

    python measurements/incidents.py --data gva-dev.jsonl.gz --facts gva-facts-dev.jsonl [--misses 30]
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench import Row, as_report, read_rows
from hearsay.annotate import load_annotator
from hearsay.config import AnnotateConfig
from hearsay.records import Amount, AnnotatedReport, edtf

PERSON = re.compile(
    r"(?:people|person|men|man|women|woman|children|child|boys?|girls?|teens?|teenagers?|youths?|victims?|others?|adults?"
    r"|juveniles?|officers?|deput(?:y|ies)|students?|males?|females?|patrons?|bystanders?|residents?|suspects?|gunm[ae]n"
    r"|brothers?|sisters?|mother|father|son|daughter|friends?|infant|toddler|baby|lives|deaths|fatalities)"
)
STATES = {"killed": ("killed",), "injured": ("injured", "hospitalized"), "shot": ("shot",)}
ONE_PERSON = re.compile(rf"\b(?:an?|one|the)\s+(?:[\w-]+\s+){{0,3}}{PERSON.pattern}\b[^.]*$", re.IGNORECASE)
COUNTED = ("killed", "injured")
LED = 600  # characters: the lead and what follows it, where a report says what happened
SINGLE = {
    "killed": re.compile(
        r"\b(?:killed|dead|died|dies|kills|fatally|slain|homicide|murder\w*|fatal|death)\b", re.I
    ),
    "injured": re.compile(
        r"\b(?:injur\w+|wound\w+|hurt|critical condition|hospitali[sz]ed|stable condition)\b", re.I
    ),
}
FIRST_NUMBER = re.compile(r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.I)
WORDS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}


@dataclass(frozen=True)
class Told:
    """What an article tells of its incident; None where it tells nothing."""

    killed: int | None
    injured: int | None
    day: date | None
    town: str | None


def main() -> None:
    """Reads the articles and prints how often each figure is the register's."""
    parser = argparse.ArgumentParser(description="Compares articles with a register of incidents.")
    parser.add_argument("--data", type=Path, required=True, help="articles, .jsonl.gz")
    parser.add_argument("--facts", type=Path, required=True, help="the register, .jsonl")
    parser.add_argument("--every", type=int, default=8, help="read only each n-th article")
    parser.add_argument("--misses", type=int, default=0, help="print so many articles that differ")
    options = parser.parse_args()
    facts = {row["id"]: row for row in read_rows(options.facts)}
    rows = [row for row in read_rows(options.data) if row["incident"] in facts][:: options.every]
    annotator = load_annotator(AnnotateConfig())
    right: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    shown = 0
    for row, doc in zip(rows, annotator.annotate(as_report(row) for row in rows), strict=True):
        fact = facts[row["incident"]]
        told, first = tell(doc), first_numbers(row["text"])
        verdicts = dict(compare(told, fact))
        for name, verdict in verdicts.items():
            stated[name] += verdict is not None
            right[name] += verdict is True
        for name in COUNTED:
            if verdicts[name] is not None:
                right[f"{name}, first number"] += first.get(name) == fact[name]
        if shown < options.misses and any(verdicts[n] is False for n in COUNTED):
            shown += 1
            print(json.dumps({"told": str(told), "fact": _brief(fact), "text": row["text"][:1500]}, indent=1))
    figures = {}
    for name in ("killed", "injured", "day", "town"):
        figures[name] = {"stated": stated[name], "accuracy": round(right[name] / max(1, stated[name]), 3)}
        if name in COUNTED:
            figures[name]["first_number"] = round(right[f"{name}, first number"] / max(1, stated[name]), 3)
        print(
            f"{name}: stated in {stated[name]} of {len(rows)}, right {figures[name]['accuracy']:.3f}", end=""
        )
        print(f" (first number {figures[name]['first_number']:.3f})" if name in COUNTED else "")
    print(json.dumps({"articles": len(rows), **figures}))


def compare(told: Told, fact: Row) -> Iterator[tuple[str, bool | None]]:
    """Whether each value is the register's; None where the article states none."""
    yield "killed", None if told.killed is None else told.killed == fact["killed"]
    yield "injured", None if told.injured is None else told.injured == fact["injured"]
    near = told.day and abs(told.day - date.fromisoformat(fact["date"])) <= timedelta(days=1)
    yield "day", None if told.day is None else bool(near)
    town = re.sub(r"\s*\(.*?\)", "", fact["city_or_county"]).lower()
    yield "town", None if told.town is None else town in told.town.lower() or told.town.lower() in town


def tell(doc: AnnotatedReport) -> Told:
    """The largest total of each state in the lead, else of the whole text; the first day, the likeliest town.

    Of those of whom only "shot" is said, those not killed count as injured.
    """
    days = [edtf.bounds(when.edtf) for when in doc.dates if when.edtf and when.type in ("DATE", "TIME")]
    killed, injured, shot = (total(doc, state) for state in ("killed", "injured", "shot"))
    if shot is not None:
        injured = max(injured or 0, shot - (killed or 0))
    return Told(
        killed=total_or_one(doc, "killed", killed),
        injured=total_or_one(doc, "injured", injured),
        day=next((span[0] for span in days if span and span[0] == span[1]), None),
        town=town(doc),
    )


def town(doc: AnnotatedReport) -> str | None:
    """The town that is named most; of several the first one."""
    towns = Counter(where.name.title() for where in doc.places if where.kind == "city")
    return max(towns, key=lambda name: towns[name], default=None)


def total(doc: AnnotatedReport, state: str) -> int | None:
    """How many an article says were killed, injured or shot: its largest total, that of the lead first."""
    found = [
        (amount.start, int(amount.value))
        for amount in doc.amounts
        if amount.state in STATES[state]
        and amount.value is not None
        and not amount.part
        and _of_persons(amount)
    ]
    lead = [value for start, value in found if start < LED]
    return max(lead or [value for _, value in found], default=None)


def total_or_one(doc: AnnotatedReport, state: str, counted: int | None) -> int | None:
    """The total, or 1 where the lead tells of a single person ("a man was killed")."""
    return 1 if counted is None and told_singly(doc.report.text[:LED], state) else counted


def told_singly(lead: str, state: str) -> bool:
    """Whether a lead says of one person that they were killed, or injured."""
    befores = (lead[max(0, match.start() - 80) : match.start()] for match in SINGLE[state].finditer(lead))
    return any(ONE_PERSON.search(before) for before in befores)


def first_numbers(text: str) -> dict[str, int]:
    """The baseline: the first number before a word of the state, in one sentence."""
    found = {}
    for state, word in SINGLE.items():
        if match := word.search(text):
            sentence = text[text.rfind(".", 0, match.start()) + 1 : match.end()]
            if number := FIRST_NUMBER.search(sentence):
                found[state] = WORDS.get(number[0].lower()) or int(number[0])
    return found


def _of_persons(amount: Amount) -> bool:
    return amount.unit is None and (amount.of is None or bool(PERSON.fullmatch(amount.of.lower())))


def _brief(fact: Row) -> dict[str, object]:
    return {name: fact[name] for name in ("killed", "injured", "date", "city_or_county")}


if __name__ == "__main__":
    main()
