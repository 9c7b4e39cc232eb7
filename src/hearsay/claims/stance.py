"""What a voice does with a content, and how surely.

In: the words of a cue and of a content. Out: stance, negation, certainty, whether it is only supposed.
Never here: whose voice it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.claims import cues
from hearsay.claims.words import SUBJECTS, Words, children, is_predicate
from hearsay.records import Certainty, Span, Stance, Token

NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "scarcely", "nowhere", "cannot"}
)
NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
NEGATIVE_VERBS = frozenset({"fail", "refuse", "decline", "lack"})
CONDITIONS = frozenset({"if", "unless"})
FUTURE = frozenset({"will", "’ll", "'ll", "wo", "shall"})
SCHEDULED = frozenset(
    {"due", "set", "scheduled", "expected", "planned", "bound", "certain", "going", "about", "poised"}
)


@dataclass(frozen=True, slots=True)
class CueReading:
    """What the words of a cue do, whether they are negated, and the lemma that decided."""

    stance: Stance
    negated: bool
    lemma: str | None
    uncertain: bool
    binding: bool


def is_common_view(cue: Sequence[Token]) -> bool:
    """Whether a cue without a source is nobody's in particular: "is expected", "the claim that"."""
    modal = any(token.tag_ == "MD" for token in cue)
    passive = any(token.tag_ == "VBN" and token.lemma_.lower() in cues.PASSIVE_VIEW for token in cue)
    noun = any(token.pos_ == "NOUN" and token.lemma_.lower() in cues.CLAIM_NOUNS for token in cue)
    return (passive and not modal) or noun


def is_clause(source: Sequence[Token]) -> bool:
    """Whether the words of a source make a sentence of their own, so that nobody is named by them."""
    relative = next((i for i, t in enumerate(source) if t.tag_ in {"WDT", "WP", "WP$", "WRB"}), len(source))
    finite = [t for t in source[:relative] if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    return any(not t.text[:1].isupper() for t in finite)  # a capital is a name that the tagger does not know


def read_cue(tokens: Sequence[Token], content: Sequence[Token] = ()) -> CueReading:
    """The stance of a cue by its last word that stands in the inventory; `other` if none does.

    A negated denial or confirmation ("did not deny", "would not confirm") is neither: `other`.
    """
    lemmas = {token.i: token.lemma_.lower() for token in tokens}
    phrase = " ".join(lemmas.values())
    negated = any(token.lower_ in NEGATIONS for token in tokens) or "fail to" in phrase
    if any(words in phrase for words in ("call on", "call upon", "call for", "appeal to", "appeal for")):
        return CueReading("demands", negated, "call", False, False)
    if "not true" in phrase or any(lemma in cues.REFUTING for lemma in lemmas.values()):
        return CueReading("denies", False, "refute", False, False)
    for token in reversed(tokens):
        lemma = lemmas[token.i]
        if lemma in {"tell", "ask", "warn", "advise"} and _is_infinitive(content):
            return CueReading("demands", negated, lemma, False, lemma == "tell")
        for words, stance in cues.STANCES:
            if lemma in words:
                if negated and stance in {"denies", "confirms", "doubts"}:
                    stance = "other"
                binding = lemma in cues.ORDER or lemma in cues.PROMISE
                return CueReading(stance, negated, lemma, lemma in cues.UNCERTAIN, binding)
        if token.tag_ == "VBN" and lemma in cues.PASSIVE_VIEW:
            return CueReading("asserts", negated, lemma, lemma in cues.UNCERTAIN, False)
    return CueReading("other", negated, None, False, False)


def _is_infinitive(content: Sequence[Token]) -> bool:
    """Whether a content is what somebody is to do: "(residents) not to drink"."""
    for i, token in enumerate(content):
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return False
        if token.tag_ == "TO" and i + 1 < len(content) and content[i + 1].tag_ == "VB":
            return True
    return False


def is_negated(predicate: Token | None, inside: Sequence[Token]) -> bool:
    """Whether the content itself is negated: at its predicate, or by "no" at its subject or object."""
    if predicate is None:
        return False
    here = {token.i for token in inside}
    for child in predicate.children:
        if child.i not in here:
            continue
        if child.lower_ in NEGATIONS and child.dep_ in {"advmod", "aux", "cc", "cc:preconj", "det", "neg"}:
            return True
        if child.lower_ in NEGATIVE_SUBJECTS and child.dep_ in {*SUBJECTS, "obj"}:
            return True
        if child.dep_ in {*SUBJECTS, "obj", "attr"} and _negative_determiner(child):
            return True
    if _negative_determiner(predicate):
        return True
    return predicate.lemma_ in NEGATIVE_VERBS and any(c.dep_ == "xcomp" for c in predicate.children)


def _negative_determiner(token: Token) -> bool:
    return any(
        child.lower_ in {"no", "neither"} and child.dep_ in {"det", "cc:preconj", "advmod"}
        for child in token.children
    )


def is_hypothetical(predicate: Token | None, words: Words, bounds: Span) -> bool:
    """Whether the content is only supposed: it stands in or under a condition, or would have been so.

    "If parliament refused, the price would rise": both halves are supposed, neither is claimed.
    """
    tokens = words.between(bounds.start, bounds.end)
    lowered = [token.lower_ for token in tokens]
    if not tokens:
        return False
    if (
        lowered[0] in {"if", "unless", "had", "were", "should"}
        and "?" not in words.text[bounds.start : bounds.end + 1]
    ):
        return True
    if predicate is None:
        return False
    if any(
        c.dep_ == "advcl" and any(m.lower_ in CONDITIONS for m in children(c, "mark"))
        for c in predicate.children
    ):
        return True
    if any(mark.lower_ in CONDITIONS for mark in children(predicate, "mark")):
        return True
    auxiliaries = [child.lower_ for child in children(predicate, "aux", "aux:pass")]
    return "would" in auxiliaries and "have" in auxiliaries


def under_condition(cue: Sequence[Token]) -> bool:
    """Whether the saying itself is only supposed ("if the tests were to show that …")."""
    token = cue[0] if cue else None
    while token is not None:
        if any(mark.lower_ in CONDITIONS for mark in children(token, "mark")):
            return True
        token = token.head if token.head.i != token.i else None
    return False


def speaks_of_future(predicate: Token | None) -> bool:
    """Whether the content says what will be: "will", "is to", "is due to", "would" of reported speech."""
    if predicate is None:
        return False
    auxiliaries = [child.lower_ for child in children(predicate, "aux", "aux:pass")]
    if any(word in FUTURE for word in auxiliaries) or ("would" in auxiliaries and "have" not in auxiliaries):
        return True
    if predicate.lower_ in SCHEDULED and any(
        c.dep_ in {"xcomp", "ccomp", "obl", "advcl"} for c in predicate.children
    ):
        return True
    if predicate.lower_ == "due":
        return True
    copula = children(predicate, "cop", "aux", "aux:pass")
    return any(c.lemma_ == "be" for c in copula) and any(
        m.lower_ == "to" for m in children(predicate, "mark", "aux")
    )


def certainty_of(
    predicate: Token | None, inside: Sequence[Token], *, stance: Stance, cue: CueReading | None
) -> Certainty:
    """How surely the content is put forward, by the hedges in its main clause and the verb of its cue."""
    if stance in {"asks", "demands", "other"}:
        return "unknown"
    if stance == "doubts":
        return "possible"
    near = _hedge_words(predicate, inside)
    if near & cues.POSSIBLE:
        return "possible"
    if near & cues.PROBABLE:
        return "probable"
    if cue is not None and cue.uncertain:
        return "probable"
    return "certain"


def _hedge_words(predicate: Token | None, inside: Sequence[Token]) -> set[str]:
    """The words of the main clause in which a hedge can stand: its predicate and what hangs on it."""
    if predicate is None:
        return {token.lower_ for token in inside}
    here = {token.i for token in inside}
    close = [predicate, *[c for c in predicate.children if not is_predicate(c) or c.dep_ in {"aux", "xcomp"}]]
    close += [predicate.head] if predicate.dep_ in {"xcomp", "csubj", "ccomp"} else []
    words = set()
    for token in close:
        if token.i in here and token.pos_ in {"AUX", "ADV", "ADJ", "VERB"}:
            words |= {token.lower_, token.lemma_.lower()}
    return words
