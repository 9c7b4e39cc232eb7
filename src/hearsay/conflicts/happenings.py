"""The kinds of happenings, and the words and phrases that name one.

In: a predicate or a noun phrase. Out: its kind, whom it befell, the word by which that is recognised.
The kinds stand in `happenings.toml`. Never here: what a claim as a whole tells.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from hearsay.records import Claim

_WORD = re.compile(r"[^\W\d_]+|\d+")
_POSSESSOR = re.compile(r"^(?:.* of )?(?:[\w. -]+'s?|his|her|its|their|our) (?=\w)")
_COMPLEMENT = re.compile(r",? (?:of|with|in|on|at|from|for|to|by|who|which|that|near|about) |, ")
_BEFELL = re.compile(r"\s+(?:of|on|against|at)\s+(.+)")
_OWNER = re.compile(r"(\S(?:.*\S)?)'s?\s+(?:[\w-]+\s+){0,2}$")
_ENDINGS = (
    ("ied", "y"), ("ing", ""), ("ed", ""), ("ement", ""), ("ment", ""), ("tion", "t"), ("sion", "s"),
    ("val", "v"), ("usal", "us"),
)  # fmt: skip
_QUANTIFIERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million dozen score several many few most member none part".split()
)
_ARTICLES = frozenset({"The", "A", "An", "Its", "Their", "His", "Her", "This"})
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
    nouns: frozenset[str]
    by_others: frozenset[str]
    light: dict[str, frozenset[str]]
    alone: bool
    loose: frozenset[str]
    manners: dict[str, re.Pattern[str]]
    questions: dict[str, str]


def _load() -> tuple[Kind, ...]:
    tables = tomllib.loads(files("hearsay.conflicts").joinpath("happenings.toml").read_text("utf-8"))
    return tuple(
        Kind(
            name=name,
            words=frozenset(table["verbs"].split()) | frozenset(table["nouns"].split()),
            nouns=frozenset(table["nouns"].split()),
            by_others=frozenset(table.get("by_others", "").split()),
            light={verb: frozenset(words.split()) for verb, words in table.get("with", {}).items()},
            alone=table.get("alone", False),
            loose=frozenset(table.get("loose", "").split()),
            manners={
                how: re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
                for how, phrases in table.get("manner", {}).items()
            },
            questions={slot: table[slot] for slot in ("who", "when", "where", "whether", "how_many", "what")},
        )
        for name, table in tables.items()
    )


_UNSAID = {
    "who": "Who was behind it?", "when": "When did it happen?", "where": "Where did it happen?",
    "whether": "Did it happen?", "how_many": "How many did it befall?", "what": "What caused it?",
}  # fmt: skip
"""The questions about a happening of which no claim says whom it befell."""
KINDS = _load()
BY_NAME = {kind.name: kind for kind in KINDS}
_BY_NOUN = {noun: kind for kind in reversed(KINDS) for noun in kind.nouns}


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


def named_happening(phrase: str) -> tuple[Kind, str] | None:
    """The kind of happening that a noun phrase names, and whom it befell ("" where that is not said).

    "The killing of Marek Doll", "the general's death", "an attack on the camp".
    """
    words = phrase.replace("’", "'")
    for match in _WORD.finditer(words):
        kind = _BY_NOUN.get(stem(match.group().lower()))
        if kind is None:
            continue
        if (of := _BEFELL.match(words, match.end())) is not None:
            return kind, of[1]
        owner = _OWNER.search(words, 0, match.start())
        return kind, owner[1] if owner else ""
    return None


def ask(kind: Kind, slot: str, it: str) -> str:
    """The question about a happening of this kind; several of them "were", one "was"."""
    if it == "it":
        return _UNSAID[slot]
    question = kind.questions[slot].format(it=it)
    last = it.split()[-1] if it else ""
    if last.islower() and stem(last) != last and question.startswith("Was "):
        return "Were " + question.removeprefix("Was ")
    return question


def is_whole(phrase: str) -> bool:
    """Whether a phrase names somebody, not something of theirs or some of them."""
    return not _POSSESSOR.match(phrase.replace("’", "'")) and not _COMPLEMENT.search(phrase)


def within_sentence(phrase: str) -> str:
    """A phrase that began a sentence, as it is written within one: "the army", "two schools"."""
    first, _, rest = phrase.partition(" ")
    return f"{first.lower()} {rest}" if first in _ARTICLES or first.lower() in _QUANTIFIERS else phrase


def is_name(phrase: str) -> bool:
    """Whether a phrase ends with a name, be it one like "al-Darwi"."""
    return any(letter.isupper() for letter in phrase.split()[-1])


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


def content_words(text: str) -> frozenset[str]:
    """The words of a phrase that carry its meaning, in lower case and without plural endings."""
    words = (word.lower() for word in _WORD.findall(text.replace("’", "'")))
    return frozenset(stem(word) for word in words if word not in FUNCTION_WORDS and word != "s")


def roots(text: str) -> frozenset[str]:
    """The same words without the endings that make others of them: "inspected", "inspection" are one."""
    return frozenset(_root(word) for word in content_words(text))


def _root(word: str) -> str:
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(left) > 2:
            word = word[: len(word) - len(ending)] + left
            if ending in {"ing", "ed"} and word[-1] == word[-2:-1] and word[-1] not in "aeiouls":
                word = word[:-1]
            break
    return word.removesuffix("e")


def stem(word: str) -> str:
    """The word without a plural ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
