"""What has become of those who are counted ("killed", "injured"), and whether they are part of a total.

In: a text, the bounds of an amount in it and its noun. Out: the state, or None. Never here: the amount.
"""

import re
from collections.abc import Iterator

from hearsay.annotate.amount_words import ADVERBIAL_STATES, ATTEMPTS, HAPPENINGS, STATES
from hearsay.records import Token

_NOUN_PHRASE = (
    r"(?:\s+of\s+(?:them|those|whom|the))?"
    r"(?:\s+(?!and\b|were\b|was\b|have\b|had\b|are\b|is\b|dead\b|who\b|that\b)[a-z-]+){0,3}?"
)
_AFTERWARDS = re.compile(
    rf"{_NOUN_PHRASE}(?:,\s[^.;]{{,70}},)?(?:\s+(?:who|that))?(?:\s+(?:were|was|are|is|have|had|has|been|being|still|also|others|other|reported"
    rf"|left|feared|confirmed|believed|presumed|later|already|either|both|critically|seriously|slightly|badly|to|be"
    rf"|(?P<adverb>fatally|mortally)))*\s+(?P<word>{'|'.join(STATES)})\b(?P<object>\s+(?:the|an?|his|her|its|their|him|them|one|two|\d+)\b)?"
)
_BESIDE = re.compile(rf"{_NOUN_PHRASE}\s+(?P<word>dead|killed|injured|wounded|hurt|missing|arrested)\b")
_BEFORE = re.compile(r"(?P<word>\w+)(?:\s+(?:of|another|some|least|at|up|to|as|many|more|than))*\s+$")
_CLAIMED = re.compile(r"\b(?:claim|cost|t[ao]ke|took|los)\w*\s+$")
_LIVES = re.compile(r"(?:\s+\w+)?\s+lives\b")
_LOST = re.compile(rf"{_NOUN_PHRASE}\s+(?:have\s+|had\s+)?(?:lost|lose)\s+(?:their|his|her)\s+li(?:fe|ves)\b")
_DEAD = re.compile(r"\s+(?:(?:and|then)\s+)?(?:killed|dead|to\s+death)\b")
_ATTEMPT = re.compile(
    rf"\b(?:{'|'.join(sorted(ATTEMPTS))}|tried|trying|meant)(?:s|ed|ned|ing)?\s+to\s+\w+\s+$"
)
_FATALLY = re.compile(rf"{_NOUN_PHRASE}\s+(?:fatally|mortally)\b(?!\s+(?:shot|injured|wounded))")
_TRANSITIVE = frozenset(STATES) - set(
    "die dies died dying dead death deaths perish perished drown drowned missing unaccounted homeless".split()
)
_DEATHS = frozenset({"death", "fatality", "killing", "murder", "dead"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no"})
_PART = re.compile(
    r"(?:\b(?:includ(?:ing|es?|ed)|among\s+(?:them|whom|those\s+\w+|the\s+\w+)|of\s+(?:them|whom|which|those))"
    r"(?:\s+(?:were|was|are))?[,:]?\s+)$"
)
_OF_THEM = re.compile(
    r"\s+(?:fatally|mortally)\b(?!\s+(?:shot|injured|wounded))|\s+of\s+(?:them|whom|those|these|the\s+(?:dead|injured|wounded|victims|missing|\d))\b"
)
_AND = re.compile(r"(?:\s+[\w-]+){0,4}(?:,|\s+and|,\s+and)\s+")


def find_state(lower: str, start: int, end: int, word: Token | None) -> str | None:
    """What has become of those counted, by the tree around `word`, else by the words around the amount."""
    for token in _around(word) if word is not None else ():
        if state := _state(token):
            if _is_denied(token) or _is_attempt(token) or (word is not None and _does_it(word, token)):
                return None
            # "left two dead and eight others injured": what stands beside them is said of them
            beside = _BESIDE.match(lower, end, end + 60)
            return STATES[beside["word"]] if beside else state
    if word is not None and word.lemma_.lower() == "shot" and word.tag_.startswith("NN"):
        return None  # "one shot was fired"
    claimed = _CLAIMED.search(lower, max(0, start - 40), start)
    if (claimed and _LIVES.match(lower, end)) or _LOST.match(lower, end, end + 60):
        return "killed"
    if _FATALLY.match(lower, end, end + 40):
        return "killed"
    after = _AFTERWARDS.match(lower, end, end + 90)
    if after:
        active = after["object"] and after["word"] in _TRANSITIVE
        deadly = after["adverb"] or (after["word"] == "shot" and _DEAD.match(lower, after.end("word")))
        return None if active else "killed" if deadly else STATES[after["word"]]
    if _ATTEMPT.search(lower, max(0, start - 60), start):
        return None
    before = _BEFORE.search(lower, max(0, start - 40), start)
    return STATES.get(before["word"]) if before else None


def is_part(lower: str, start: int, end: int, last: int | None) -> bool:
    """Whether the text counts these within a total ("12 people, among them 3 children", "two of them").

    `last` is the end of the amount before, where that one is a part: what is joined to it is one too.
    """
    if _PART.search(lower, max(0, start - 40), start) or _OF_THEM.match(lower, end):
        return True
    return last is not None and bool(_AND.fullmatch(lower, last, start))


def _state(token: Token) -> str | None:
    if token.tag_.startswith("NN"):
        return "killed" if token.lemma_.lower() in _DEATHS else None
    state = STATES.get(token.lower_) or STATES.get(token.lemma_.lower())
    if not state:
        return None
    for child in token.children:
        adverb = ADVERBIAL_STATES.get(child.lower_)
        if adverb and abs(child.i - token.i) == 1:  # not in "five were shot, one fatally"
            return adverb
    if state == "shot" and any(_dies_of_it(child, token) for child in token.children):
        return "killed"
    return state


def _dies_of_it(child: Token, shot: Token) -> bool:
    """Whether a word beside "shot" says that they died: "shot and killed", "shot dead", "shot to death"."""
    killed = STATES.get(child.lower_) == "killed"
    own = any(c.dep_.startswith(("nsubj", "obj")) for c in child.children)
    beside = abs(child.i - shot.i) <= 3 and child.dep_.startswith(("conj", "xcomp", "obl", "obj", "advmod"))
    return killed and not own and beside


def _is_attempt(token: Token) -> bool:
    """Whether it was only tried, threatened or planned ("trying to kill two officers")."""
    tried = [token.head] if token.dep_.startswith(("xcomp", "acl", "ccomp", "advcl")) else []
    tried += [child for child in token.children if child.dep_.startswith("amod")]
    return any(word.lemma_.lower() in ATTEMPTS and word.i != token.i for word in tried)


def _is_denied(token: Token) -> bool:
    return any(child.lower_ in _NOT for child in token.children)


def _around(word: Token) -> Iterator[Token]:
    """The words that say what happens to a noun: itself, its participles, the verb that it depends on."""
    yield word
    for child in word.children:
        if child.dep_.startswith(("acl", "amod")):
            yield child
    if word.dep_.startswith(("nsubj", "obj", "nmod")):
        yield word.head
        if word.dep_.startswith("nmod") and word.head.lemma_.lower() not in HAPPENINGS:
            yield word.head.head


def _does_it(word: Token, verb: Token) -> bool:
    """Whether a noun is the doer of a verb, not who suffers it ("12 gunmen killed the mayor")."""
    return verb.lemma_.lower() in _TRANSITIVE and any(
        child.dep_ in ("obj", "iobj") and child.i != word.i for child in verb.children
    )
