"""Stance: what a report has to say to a headline. A floor to beat: words alone, no trees and no claims.

In: headlines with the ids of bodies (FNC-1). Out: `agree`, `disagree`, `discuss` or `unrelated` for each.
Never here: the gold stances.

    python measurements/stance.py --data PAIRS --bodies BODIES --pred OUT.jsonl
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bench import arguments, read_rows, write_rows
from hearsay.stories.words import weight, words

# Tuned on the part `train` of FNC-1.
RELATED = 0.33  # the share of the weight of a headline's words that a related body has
NEAR = 0.35  # the same for a sentence that takes up the headline
REFUTED = 3  # refuting words in a body that make it a rebuttal

_REFUTES = re.compile(
    r"\b(?:fake|hoax\w*|den(?:y|ies|ied)|false|untrue|debunk\w*|refut\w*|disput\w*|bogus|fabricated|satir\w*|"
    r"no (?:truth|evidence)|not true|never happened|made[- ]up)\b",
    re.IGNORECASE,
)
_PASSES_ON = re.compile(
    r"\b(?:report(?:s|ed|edly|ing)?|claim(?:s|ed|ing)?|alleg\w+|rumou?r\w*|according to|apparently|"
    r"unconfirmed|sources?|suggest\w*|could|may|might|supposed\w*)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Body:
    """A report, ready to be held against headlines."""

    words: frozenset[str]
    sentences: tuple[tuple[frozenset[str], str], ...]
    refuting: int


def main() -> None:
    """Reads the bodies once and judges each pair."""
    parser = arguments("What a report has to say to a headline.")
    parser.add_argument("--bodies", type=Path, required=True, help="the bodies, .jsonl or .jsonl.gz")
    args = parser.parse_args()
    bodies = {row["id"]: ready(row["text"]) for row in read_rows(args.bodies)}
    answers = ((row["id"], stance(row["headline"], bodies[row["body"]])) for row in read_rows(args.data))
    write_rows(args.pred, ({"id": name, "stance": found} for name, found in answers))


def ready(text: str) -> Body:
    """A body with the words of all and of each of its sentences."""
    sentences = tuple((vocabulary(s), s) for s in _SENTENCE_END.split(text) if s.strip())
    every = frozenset(word for found, _ in sentences for word in found)
    return Body(every, sentences, len(_REFUTES.findall(text)))


def stance(headline: str, body: Body) -> str:
    """How a body stands to a headline, by the words that they share and by those around them."""
    wanted = vocabulary(headline)
    if share(wanted, body.words) < RELATED:
        return "unrelated"
    near = " ".join(text for found, text in body.sentences if share(wanted, found) >= NEAR)
    denied = bool(_REFUTES.search(headline))
    if (body.refuting >= REFUTED or _REFUTES.search(near)) and not denied:
        return "disagree"
    if not near or _PASSES_ON.search(near) or _PASSES_ON.search(headline):
        return "discuss"
    return "agree"


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in their common form."""
    return frozenset(word for word, _ in words(text))


def share(wanted: frozenset[str], found: frozenset[str]) -> float:
    """The share of the weight of the wanted words that is found."""
    total = sum(weight(word) for word in wanted)
    return sum(weight(word) for word in wanted & found) / total if total else 0.0


if __name__ == "__main__":
    main()
