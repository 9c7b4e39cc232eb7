"""What a voice does with a content, and how it puts it.

In: the words of a cue and of a content. Out: stance, negation, certainty, whether it is only supposed. Never
here: whose voice it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from hearsay.claims import cues
from hearsay.claims.certainty import certainty_of, is_supposed, under_condition
from hearsay.claims.negation import is_negated, negates
from hearsay.claims.words import FINITE, children, is_passive
from hearsay.records import Certainty, Stance, Token

_ANY_STANCE = frozenset().union(*(table for table, _ in cues.STANCES))
STRONG = frozenset({"denies", "confirms", "doubts"})
OUGHT = frozenset({"must", "ought", "should"})
DATED = frozenset({"due", "expected", "planned", "scheduled"})
"""Words that a day or place of what is to come may follow at once; "set on fire" is no forecast."""


@dataclass(frozen=True, slots=True)
class CueReading:
    """What the words of a cue do.

    `lemma` is the word that decided. `claims` is whether anything is put forward: not so in "did not say
    that". `negates` is whether the cue turns the content round ("does not plan to"). `present` is whether
    it is worded in the present, where "would" is no future of the past.
    """

    stance: Stance
    lemma: str | None = None
    claims: bool = True
    negates: bool = False
    certainty: Certainty = "certain"
    present: bool = False


@dataclass(frozen=True, slots=True)
class ContentReading:
    """What a voice does with one content, and how it puts it."""

    stance: Stance
    negated: bool
    certainty: Certainty
    hypothetical: bool


def is_common_view(cue: Sequence[Token]) -> bool:
    """Whether a cue without a source is nobody's in particular: "is expected", "the claim that"."""
    modal = any(token.tag_ == "MD" for token in cue)
    passive = any(token.tag_ == "VBN" and token.lemma_.lower() in cues.PASSIVE_VIEW for token in cue)
    noun = any(token.pos_ == "NOUN" and token.lemma_.lower() in cues.CLAIM_NOUNS for token in cue)
    return (passive and not modal) or noun


def is_clause(source: Sequence[Token]) -> bool:
    """Whether the words of a source make a sentence of their own, so that nobody is named by them."""
    relative = next((i for i, t in enumerate(source) if t.tag_ in {"WDT", "WP", "WP$", "WRB"}), len(source))
    finite = [t for t in source[:relative] if t.tag_ in FINITE]
    return any(not t.text[:1].isupper() for t in finite)  # a capital is a name that the tagger does not know


def read_cue(tokens: Sequence[Token], content: Sequence[Token] = ()) -> CueReading:
    """What a cue does, by a verb that rejects, doubts or confirms, else by its last word in the inventory."""
    lemmas = [token.lemma_.lower() for token in tokens]
    negated = _is_negated_cue(tokens)
    present = any(t.tag_ in {"VBZ", "VBP"} for t in tokens) and not any(t.tag_ == "VBD" for t in tokens)
    if _refutes(tokens, negated=negated):
        return CueReading("denies", "refute")
    found = _find_cue(tokens, lemmas)
    if found is None:
        return CueReading("other", claims=False)
    lemma, stance = found
    if (lemma in cues.INSTRUCT and _is_deed(content)) or (lemma in cues.WISH and _is_wish(content)):
        return CueReading("demands", lemma, claims=not negated)
    certainty: Certainty = "certain"
    if lemma in cues.CONJECTURE:
        certainty = "possible"
    elif lemma in cues.SURMISE:
        certainty = "probable"
    if negated:
        return _negated_reading(lemma, stance, certainty)
    return CueReading(stance, lemma, certainty=certainty, present=present)


def _negated_reading(lemma: str, stance: Stance, certainty: Certainty) -> CueReading:
    """What is left of a stance that is not taken."""
    if lemma in cues.EXCLUSION:
        return CueReading("asserts", lemma, certainty="possible")
    if lemma == "doubt":
        return CueReading("asserts", lemma)
    if stance in STRONG:
        return CueReading("other", lemma, claims=lemma not in cues.NO_CONTENT)
    if lemma in cues.INTENTION:
        return CueReading(stance, lemma, negates=True, certainty=certainty)
    if lemma in cues.OPINION:
        return CueReading("doubts", lemma)
    return CueReading(stance, lemma, claims=False)


def _find_cue(tokens: Sequence[Token], lemmas: Sequence[str]) -> tuple[str, Stance] | None:
    """The word or phrase of a cue that decides, and what it does."""
    if cues.may_hold(_ANY_STANCE, lemmas):
        for table, stance in cues.STANCES:
            if phrase := cues.phrase_in(table, lemmas, gap=2):
                return phrase, stance
    found: list[tuple[str, Stance]] = []
    for token, lemma in zip(tokens, lemmas, strict=True):
        stands_in = cues.STANCE_OF.get(lemma)
        if stands_in is None and lemma in cues.PASSIVE_VIEW and token.tag_ == "VBN" and is_passive(token):
            stands_in = "asserts"
        if stands_in is not None:
            found.append((lemma, stands_in))
            if stands_in in STRONG and (token.tag_.startswith("VB") or token is not tokens[-1]):
                return lemma, stands_in  # of "dismissed claims that" the first word decides
    return found[-1] if found else None


def _is_negated_cue(tokens: Sequence[Token]) -> bool:
    """Whether a cue is negated, in its own words or by a word that hangs on its verb."""
    words = [token.lower_ for token in tokens]
    if any(negates(a, b) or (a == "no" and b in cues.DOUBT) for a, b in pairwise([*words, ""])):
        return True
    if any(t.lemma_.lower() in cues.WITHHOLDING for t in tokens[:-1]):
        return True
    verbs = [t for t in tokens if t.tag_.startswith("VB")]
    verbs += [t.head for t in verbs if t.dep_ == "conj" and any(c.lower_ == "or" for c in children(t, "cc"))]
    hanging = [c for t in verbs for c in t.children if c.i < t.i]
    return any(c.lower_ in cues.NEGATION and c.dep_ in {"advmod", "cc"} for c in hanging)


def _refutes(tokens: Sequence[Token], *, negated: bool) -> bool:
    """Whether a cue calls something false: "is a lie", "called … wrong", "is not true"."""
    last = tokens[-1] if tokens else None
    for token in tokens:
        lemma = token.lemma_.lower()
        if lemma in cues.AFFIRMING and negated:
            return True
        if lemma in cues.REFUTING and not negated:
            return not (token.dep_ == "amod" or (token is last and token.dep_ == "obj"))
    return False


def _is_deed(content: Sequence[Token]) -> bool:
    """Whether a content is what somebody is to do: "(residents) not to drink"."""
    for token, following in pairwise(content):
        if token.tag_ in FINITE:
            return False
        if token.tag_ == "TO" and following.tag_ == "VB":
            return True
    return False


def _is_wish(content: Sequence[Token]) -> bool:
    """Whether the first verb of a content is bare, though it has a subject: "the hall be closed"."""
    first = next((i for i, t in enumerate(content) if t.tag_.startswith("VB") or t.tag_ in {"MD", "TO"}), 0)
    if not first:
        return False
    verb = content[first]
    return verb.tag_ == "VB" or verb.lower_ == "be" or (verb.tag_ == "VBP" and _is_one(verb))


def _is_one(verb: Token) -> bool:
    """Whether the subject of a verb is a single thing, so that without an ending it is bare ("he resign")."""
    verb = verb.head if verb.dep_ in {"aux", "aux:pass", "cop"} else verb
    subjects = children(verb, "nsubj", "nsubj:pass")
    alone = not any(children(subject, "conj") for subject in subjects)
    return alone and any(s.tag_ == "NN" or s.lower_ in {"he", "it", "she"} for s in subjects)


def read_content(
    cue: Sequence[Token],
    reading: CueReading | None,
    predicate: Token | None,
    inside: Sequence[Token],
    *,
    decided: Stance | None = None,
    question: bool = False,
    due: bool = False,
) -> ContentReading:
    """What a voice does with a content.

    `decided` is the stance where the construction gives it, `question` whether a question mark follows, `due`
    whether the content holds a day by which something is to be. Without a reading of a cue the report speaks.
    """
    if decided is None and question:
        stance: Stance = "asks"
    else:
        stance = decided or _stance(reading, predicate, inside, due=due)
    supposed = is_supposed(predicate, inside, asked=question or stance in {"asks", "doubts"})
    supposed = supposed or under_condition(cue)
    return ContentReading(
        stance=stance,
        negated=is_negated(predicate, inside) != (reading is not None and reading.negates),
        certainty=_certainty(stance, supposed, reading if decided is None else None, predicate, inside),
        hypothetical=supposed,
    )


def _certainty(
    stance: Stance,
    supposed: bool,
    reading: CueReading | None,
    predicate: Token | None,
    inside: Sequence[Token],
) -> Certainty:
    """The less sure of cue and content; unknown where nothing is put forward."""
    if supposed or stance in {"asks", "demands", "other"}:
        return "unknown"
    if stance == "doubts":
        return "possible"
    said = {certainty_of(predicate, inside), reading.certainty if reading is not None else "certain"}
    return "possible" if "possible" in said else "probable" if "probable" in said else "certain"


def _stance(
    reading: CueReading | None, predicate: Token | None, inside: Sequence[Token], *, due: bool
) -> Stance:
    if reading is not None and reading.stance != "asserts":
        return reading.stance
    if _ought(predicate) and not due:
        return "demands"
    if not _speaks_of_future(predicate, inside, reported=reading is not None and not reading.present):
        return "asserts"
    return "predicts" if due or not _lays_down(inside) else "asserts"


def _ought(predicate: Token | None) -> bool:
    """Whether a content says what should be: "should resign", not "should have resigned".

    Nor what stands before its subject: "Should the talks fail, …" is a condition.
    """
    if predicate is None:
        return False
    first = min((c.i for c in children(predicate, "nsubj", "nsubj:pass")), default=-1)
    auxiliaries = [c.lower_ for c in children(predicate, "aux", "aux:pass") if c.i > first]
    return bool(OUGHT & set(auxiliaries)) and "have" not in auxiliaries


def _speaks_of_future(predicate: Token | None, inside: Sequence[Token], *, reported: bool) -> bool:
    """Whether a content says what will be: "will", "is to", "is due to", "would" of reported speech."""
    if predicate is None:
        return False
    auxiliaries = {child.lower_ for child in children(predicate, "aux", "aux:pass")}
    if auxiliaries & cues.FUTURE or (reported and "would" in auxiliaries and "have" not in auxiliaries):
        return True
    if predicate.lower_ == "due":
        return True
    following = {a.i: b.lower_ for a, b in pairwise(inside)}
    governors = [predicate, *([predicate.head] if predicate.dep_ == "xcomp" else [])]
    if any(
        (word.lower_ in cues.SCHEDULED and following.get(word.i) in {"to", "for"})
        or (word.lower_ in DATED and following.get(word.i) in {"in", "on", "by", "within"})
        for word in governors
    ):
        return True
    copula = children(predicate, "cop", "aux", "aux:pass")
    return (
        predicate.lemma_ != "blame"
        and any(c.lemma_ == "be" and c.tag_ in FINITE for c in copula)
        and any(m.lower_ == "to" for m in children(predicate, "mark", "aux"))
    )


def _lays_down(inside: Sequence[Token]) -> bool:
    """Whether a content says what an agreement or law provides ("under the deal"): that is no forecast."""
    for at, token in enumerate(inside):
        phrase = takewhile(lambda t: t.pos_ not in {"ADP", "AUX", "VERB"} and t.text != ",", inside[at + 1 :])
        if token.lower_ == "under" and any(t.lemma_.lower() in cues.TERMS for t in phrase):
            return True
    return False
