"""What kind of happening a claim speaks of, and to whom it happened.

In: a claim. Out: a `Happening`, by which claims in other words and voices meet ("the army killed him", "he
died", "his death"). The kinds stand in `happenings.toml`; any other predicate is a kind of its own.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from hearsay.records import Claim, Participant

_WORD = re.compile(r"[^\W\d_]+|\d+")
_POSSESSOR = re.compile(r"^(?:.* of )?(?:[\w. -]+'s?|his|her|its|their|our) (?=\w)")
_COMPLEMENT = re.compile(r",? (?:of|with|in|on|at|from|for|to|by|who|which|that|near|about) |, ")
_QUANTIFIERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million dozen score several many few most member none part".split()
)
FUNCTION_WORDS = frozenset(
    "the a an of in on at by to and for from with its his her their our this that these those some any no "
    "not all as is are was were be been being has have had it he she they which who whom whose there than "
    "then also member so called about around at least".split()
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of happening: the words that name it, and how its questions are worded."""

    name: str
    words: frozenset[str]
    by_others: frozenset[str]
    light: dict[str, frozenset[str]]
    alone: bool
    loose: frozenset[str]
    questions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something of this kind befell `subject`; by `keys` the subject is recognised (none: not said)."""

    kind: str
    subject: str
    keys: frozenset[str]


def _load() -> tuple[Kind, ...]:
    tables = tomllib.loads(files("hearsay.conflicts").joinpath("happenings.toml").read_text("utf-8"))
    return tuple(
        Kind(
            name=name,
            words=frozenset(table["verbs"].split()) | frozenset(table["nouns"].split()),
            by_others=frozenset(table.get("by_others", "").split()),
            light={verb: frozenset(words.split()) for verb, words in table.get("with", {}).items()},
            alone=table.get("alone", False),
            loose=frozenset(table.get("loose", "").split()),
            questions={slot: table[slot] for slot in ("who", "when", "where", "whether", "how_many")},
        )
        for name, table in tables.items()
    )


KINDS = _load()
BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(claim: Claim) -> Kind | None:
    """The kind of happening that the claim's predicate names, if it is a known one."""
    if claim.predicate is None:
        return None
    lemma = claim.predicate.lemma
    for kind in KINDS:
        if lemma in kind.words:
            return kind
        if lemma in kind.light and content_words(claim.content) & kind.light[lemma]:
            return kind
    return None


def happening(claim: Claim) -> Happening | None:
    """What the claim says befell whom; None where it names no predicate or nothing that it befell."""
    if claim.predicate is None:
        return None
    kind = kind_of(claim)
    subject = _subject(claim, alone=kind is None or kind.alone)
    if subject is None:
        return Happening(kind.name, "", frozenset()) if kind else None
    whole = not _POSSESSOR.match(subject.name.replace("’", "'")) and not _COMPLEMENT.search(subject.name)
    keys = {subject.entity} if subject.entity and whole else set()
    head = head_word(subject.name)
    if kind is not None and head in kind.loose:
        return Happening(kind.name, "", frozenset())
    if head is not None:
        keys.add(head)
    if subject.name.lower().startswith(("a ", "an ", "one ")):
        keys |= _named_beside(claim)
    return Happening(kind.name if kind else claim.predicate.lemma, subject.name, frozenset(keys))


def _named_beside(claim: Claim) -> set[str]:
    """The keys of the only full name in the claim ("a man registered as Ulric Saar had died")."""
    named = [p for p in claim.participants if p.name[:1].isupper() and " " in p.name]
    if len(named) != 1:
        return set()
    return {key for key in (named[0].entity, head_word(named[0].name)) if key}


def head_word(phrase: str) -> str | None:
    """What a noun phrase is of: its last word before any "of", "with", "in" …, without whose it is.

    "Fourteen of the general's men" is of men, "a dam on the river" of a dam, "General Ulric Saar" of Saar.
    """
    parts = _COMPLEMENT.split(_POSSESSOR.sub("", phrase.replace("’", "'")))
    for part in parts:
        words = [stem(word.lower()) for word in _WORD.findall(part)]
        words = [word for word in words if word not in FUNCTION_WORDS and word not in _QUANTIFIERS]
        if words:
            return " ".join(words[-2:]) if words[-1].isdigit() else words[-1]
    return None


def _subject(claim: Claim, *, alone: bool) -> Participant | None:
    """Whoever is affected; of a happening that needs no other ("the dam failed"), the one who acts."""
    for role in ("affected", "agent") if alone else ("affected",):
        for participant in claim.participants:
            if participant.role == role:
                return participant
    return None


def content_words(text: str) -> frozenset[str]:
    """The words of a phrase that carry its meaning, in lower case and without plural endings."""
    words = (word.lower() for word in _WORD.findall(text.replace("’", "'")))
    return frozenset(stem(word) for word in words if word not in FUNCTION_WORDS and word != "s")


def stem(word: str) -> str:
    """The word without a plural ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
