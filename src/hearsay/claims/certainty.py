"""How surely something is put forward, and whether it is only supposed.

In: the words of a content and its predicate. Out: a certainty; yes or no. Never here: what the cue adds.
"""

from collections.abc import Iterator, Sequence

from hearsay.claims import cues
from hearsay.claims.words import children, main_clause
from hearsay.records import Certainty, Token

INVERTED = frozenset({"had", "should", "were"})
MUST_HAVE = frozenset({"must_have"})
VERBS = frozenset({"AUX", "VERB"})
HEDGING = frozenset({"ADJ", "ADV", "AUX", "VERB"})


def certainty_of(predicate: Token | None, inside: Sequence[Token]) -> Certainty:
    """How surely a content is worded, by the hedges of its main clause."""
    clause = main_clause(predicate, inside) if predicate is not None else list(inside)
    words = [token.lower_ for token in clause]
    if cues.phrase_in(cues.PROBABLE, words):
        return "probable"
    if cues.phrase_in(cues.POSSIBLE, words):
        return "possible"
    hedges = {word for token in clause if _can_hedge(token) for word in (token.lower_, token.lemma_.lower())}
    if "there" in words:
        hedges |= {"possible" for token in clause if token.lemma_.lower() in cues.CHANCES}
    if "could" in hedges and _is_able(clause):
        hedges.discard("could")
    if hedges & cues.POSSIBLE:
        return "possible"
    must = cues.phrase_in(MUST_HAVE, words, gap=1)
    return "probable" if must or hedges & cues.PROBABLE else "certain"


def _can_hedge(token: Token) -> bool:
    """Whether a word can make its clause less sure; "the only possible way" does not."""
    return token.pos_ in HEDGING and not (token.pos_ == "ADJ" and token.dep_ == "amod")


def _is_able(clause: Sequence[Token]) -> bool:
    """Whether "could" says what one was able to do: "could hear", "could not lift"."""
    words = [token.lower_ for token in clause]
    after = words[words.index("could") + 1 :]
    return bool({"not", "n't", "n’t", "never", "only"} & set(after[:2])) or any(
        token.lemma_.lower() in cues.PERCEIVING for token in clause
    )


def is_supposed(predicate: Token | None, inside: Sequence[Token], *, asked: bool) -> bool:
    """Whether a content is only supposed: it holds a condition, or would have been so under one.

    "If parliament refused, the price would rise": both halves are supposed, neither is claimed.
    """
    words = [token.lower_ for token in inside]
    if not words:
        return False
    if words[0] in INVERTED and not asked:
        return True
    marks = [at for at, word in enumerate(words) if word in cues.CONDITION and not (asked and at == 0)]
    if any(_is_condition(inside, at) for at in marks):
        return True
    if cues.phrase_in(cues.CONDITION_PHRASES, words):
        return True
    auxiliaries = [c.lower_ for c in children(predicate, "aux", "aux:pass")] if predicate else []
    return "would" in auxiliaries and "have" in auxiliaries


def _is_condition(inside: Sequence[Token], at: int) -> bool:
    """Whether a clause stands behind "if", and it is no "even if", "as if", "asked if", "if not"."""
    before = inside[at - 1].lemma_.lower() if at else ""
    clause = list(_up_to_comma(inside[at + 1 :]))
    if before in cues.NO_CONDITION or not clause or clause[0].lower_ in {"not", "only"}:
        return False
    return len(clause) > 2 or any(token.pos_ in VERBS for token in clause)


def _up_to_comma(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.text in {",", ";", ":", "."}:
            return
        yield token


def under_condition(cue: Sequence[Token]) -> bool:
    """Whether the saying itself is only supposed ("if the tests were to show that …")."""
    token = cue[0] if cue else None
    while token is not None:
        if any(mark.lower_ in cues.CONDITION for mark in children(token, "mark")):
            return True
        token = token.head if token.head.i != token.i else None
    return False
