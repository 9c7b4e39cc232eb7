"""Whether what is claimed is that something is not so.

In: the words of a content and its predicate. Out: yes or no. Never here: whether a voice denies it.
"""

from collections.abc import Sequence
from itertools import pairwise

from hearsay.claims import cues
from hearsay.claims.words import SUBJECTS, main_clause
from hearsay.records import Token

# What "not" must stand before to negate the clause that it opens ("not a single house", "not one").
ANY = frozenset({"a", "all", "an", "any", "every", "everybody", "everyone", "many", "one"})
OBJECTS = frozenset({"obj", "attr"})


def negates(word: str, following: str | None) -> bool:
    """Whether a word negates what it stands before: not so in "not only", "no fewer than", "no doubt"."""
    return word in cues.NEGATION and following not in cues.NO_NEGATION


def is_negated(predicate: Token | None, inside: Sequence[Token]) -> bool:
    """Whether a content is negated as a whole; two negations cancel out ("did not fail to")."""
    if predicate is None or not inside:
        return False
    following = {a.i: b.lower_ for a, b in pairwise(inside)}
    once = (
        _opens_negatively([token.lower_ for token in inside[:2]])
        or _is_never(predicate, inside)
        or any(_negates_clause(child, predicate, following) for child in predicate.children)
    )
    return once != _is_negative(predicate, following)


def _is_never(predicate: Token, inside: Sequence[Token]) -> bool:
    """Whether a phrase in the main clause says that something never is ("by no means")."""
    if not cues.may_hold(cues.NEVER, [token.lower_ for token in inside]):
        return False
    clause = [token.lower_ for token in main_clause(predicate, inside)]
    return cues.phrase_in(cues.NEVER, clause) is not None


def _opens_negatively(words: Sequence[str]) -> bool:
    """Whether the clause opens with what is not there ("No order …", "Not a single …", "None of …")."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first == "not":
        return second in ANY
    if first in cues.NOBODY:
        return second not in {"but", "other"}
    return first == "no" and second.isalpha() and negates(first, second)


def _negates_clause(child: Token, predicate: Token, following: dict[int, str]) -> bool:
    """Whether what hangs on a predicate negates it: "not" before it, or "no" at its subject or object."""
    if child.i in following and child.i < predicate.i and negates(child.lower_, following[child.i]):
        return child.dep_ != "discourse"
    if child.dep_ not in {*SUBJECTS, *OBJECTS}:
        return False
    if child.lower_ in cues.NOBODY:
        return child.i in following or child.i > predicate.i
    return any(
        c.lower_ in {"no", "neither"} and c.i in following and negates(c.lower_, following[c.i])
        for c in child.children
    )


def _is_negative(predicate: Token, following: dict[int, str]) -> bool:
    """Whether the predicate, or the word that governs it, negates a deed ("failed to", "is unlikely to")."""
    governors = [predicate, *([predicate.head] if predicate.dep_ == "xcomp" else [])]
    return any(
        word.lemma_.lower() in cues.NEGATIVE and following.get(word.i) in {"to", "that"} for word in governors
    )
