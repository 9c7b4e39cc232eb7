"""The inventory of cues, read from `cues.toml` beside this file: what each table holds is said there.

In: nothing. Out: sets of words or lemmas, phrases among them joined by underscores. Never here: a text.
A lemma that stands in no table of stances does not attribute a claim.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from hearsay.records import Stance

_TABLES = {
    table: frozenset(words.split())
    for table, words in tomllib.loads(
        files("hearsay.claims").joinpath("cues.toml").read_text("utf-8")
    ).items()
}

CONFIRM = _TABLES["confirm"]
DENY = _TABLES["deny"]
DOUBT = _TABLES["doubt"]
PREDICT = _TABLES["predict"]
DEMAND = _TABLES["demand"]
ASK = _TABLES["ask"]
SAY = _TABLES["say"]
GAUGE = _TABLES["gauge"]
BLAMING = _TABLES["blaming"]
ANSWERING = CONFIRM | DENY | DOUBT
"""What a voice does with what another has said."""

ORDER = _TABLES["order"]
PROMISE = _TABLES["promise"]
INSTRUCT = _TABLES["instruct"]
WISH = _TABLES["wish"]
SURMISE = _TABLES["surmise"]
CONJECTURE = _TABLES["conjecture"]
OPINION = _TABLES["opinion"]
INTENTION = _TABLES["intention"]
EXCLUSION = _TABLES["exclusion"]
WITHHOLDING = _TABLES["withholding"]
PASSIVE_VIEW = _TABLES["passive_view"]
NO_CONTENT = _TABLES["no_content"]

REFUTING = _TABLES["refuting"]
AFFIRMING = _TABLES["affirming"]
DUBIOUS = _TABLES["dubious"]
OPEN_QUESTION = _TABLES["open_question"]
SETTLED = _TABLES["settled"]
FALSELY = _TABLES["falsely"]
RIGHTLY = _TABLES["rightly"]
FACTIVE = _TABLES["factive"]
CONCEALING = _TABLES["concealing"]

POSSIBLE = _TABLES["possible"]
PROBABLE = _TABLES["probable"]
CHANCES = _TABLES["chances"]
PERCEIVING = _TABLES["perceiving"]
NEGATION = _TABLES["negation"]
NO_NEGATION = _TABLES["no_negation"]
NOBODY = _TABLES["nobody"]
NEGATIVE = _TABLES["negative"]
NEVER = _TABLES["never"]
CONDITION = _TABLES["condition"]
CONDITION_PHRASES = _TABLES["condition_phrases"]
NO_CONDITION = _TABLES["no_condition"]
FUTURE = _TABLES["future"]
SCHEDULED = _TABLES["scheduled"]
TERMS = _TABLES["terms"]

TOPIC = _TABLES["topic"]
DESIGNED = _TABLES["designed"]

CLAIM_NOUNS = _TABLES["claim_nouns"]
DOCUMENTS = _TABLES["documents"]
PEOPLE = _TABLES["people"]
BODIES = _TABLES["bodies"]
TITLES = _TABLES["titles"]

STANCES: tuple[tuple[frozenset[str], Stance], ...] = (
    (DENY, "denies"),
    (CONFIRM, "confirms"),
    (DOUBT, "doubts"),
    (PREDICT, "predicts"),
    (DEMAND, "demands"),
    (ASK, "asks"),
    (SAY, "asserts"),
    (GAUGE, "asserts"),
)
"""The tables of stances in the order in which they are asked."""

STANCE_OF: dict[str, Stance] = {lemma: stance for table, stance in reversed(STANCES) for lemma in table}
"""The stance of each lemma: that of the first table that holds it."""


def phrase_in(table: frozenset[str], words: Sequence[str], *, gap: int = 0) -> str | None:
    """The phrase of a table that stands in the words, with at most `gap` others between two of its own.

    Of several, the first by the alphabet.
    """
    if not may_hold(table, words):
        return None
    phrases = _phrases(table)
    found = (
        "_".join(phrase)
        for start, word in enumerate(words)
        for phrase in phrases.get(word, ())
        if _goes_on(phrase[1:], words[start + 1 :], gap)
    )
    return min(found, default=None)


def may_hold(table: frozenset[str], words: Iterable[str]) -> bool:
    """Whether a phrase of a table begins with one of the words; where not, no order of them holds one."""
    return not _phrases(table).keys().isdisjoint(words)


def _goes_on(phrase: Sequence[str], words: Sequence[str], gap: int) -> bool:
    for part in phrase:
        if part not in (reach := words[: gap + 1]):
            return False
        words = words[list(reach).index(part) + 1 :]
    return True


@cache
def _phrases(table: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a table under their first word."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for entry in sorted(table):
        first, *rest = entry.split("_")
        if rest:
            phrases.setdefault(first, []).append((first, *rest))
    return phrases
