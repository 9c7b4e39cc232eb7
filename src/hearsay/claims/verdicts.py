"""What the wording of a report itself holds for false, doubtful, open or true.

In: the parse. Out: `Saying`s without a source, their stance decided: "it is not true that P", "the tale
that P is a lie", "falsely claimed that P". Never here: what a named voice rejects.

By the order of the words as far as that goes, since a long subject easily leads a parser astray.
"""

from collections.abc import Iterator, Sequence

from hearsay.claims import cues
from hearsay.claims.negation import negates
from hearsay.claims.patterns import before_which
from hearsay.claims.saying import Saying
from hearsay.claims.words import FINITE, Words, children, is_passive, is_predicate, subtree_span
from hearsay.records import Span, Stance, Token

OPENING = frozenset({"that", "whether", "if"})
COPULAS = frozenset({"be", "prove", "remain", "turn"})
BESIDE_COPULAS = frozenset({"have", "not", "out", "to"})
CALLING = frozenset({"brand", "call", "declare", "describe", "label", "term"})
FILLERS = frozenset({"ADJ", "ADV", "DET", "PART"})
JUDGING = cues.REFUTING | cues.AFFIRMING | cues.DUBIOUS | cues.OPEN_QUESTION | cues.SETTLED
# At most so many words from its conjunction can the verb or the negation stand that a clause belongs to.
NEAR = 4


def verdicts(words: Words) -> Iterator[Saying]:
    """Every place in a text where its wording passes a judgement on a claim."""
    yield from _called(words)
    for token in words.among(JUDGING | OPENING):
        # a participle that nobody does to anything is told by its form ("unfounded")
        lemma = token.lower_ if token.lower_ in cues.REFUTING else token.lemma_.lower()
        if (said := _said_of_a_claim(token, lemma, words)) is not None:
            yield said
        elif token.lower_ in OPENING:
            yield from _before_a_clause(token, words)


def _said_of_a_claim(token: Token, lemma: str, words: Words) -> Saying | None:
    """What is called false, doubtful or open: "it is … that P", "the claim that P is …"."""
    if lemma not in JUDGING:
        return None
    sentence = words.sentence(token.idx)
    before = words.between(sentence.start, token.idx)
    size = len(before)
    while size and before[size - 1].pos_ in FILLERS:
        size -= 1
    while size and before[size - 1].lemma_.lower() in COPULAS | BESIDE_COPULAS:
        size -= 1
    group, ahead = before[size:], before[:size]
    if not any(t.lemma_.lower() in COPULAS for t in group):
        return None
    stance = _verdict(lemma, negated=any(t.lower_ in {"not", "n't", "n’t", "hardly", "never"} for t in group))
    behind = words.between(token.idx + len(token), sentence.end)
    if ahead and ahead[-1].lower_ == "it" and behind and behind[0].lower_ in OPENING:
        if stance is None or (behind[0].lower_ == "that") == (stance == "asks"):
            return None
        return _saying((*ahead[-1:], *group, token), _clause_behind(behind[0], words), stance)
    if stance == "asks" and len(ahead) > 3 and ahead[0].lower_ == "whether":
        return _saying((*group, token), Span(ahead[1].idx, ahead[-1].idx + len(ahead[-1])), stance)
    if stance not in {"denies", "doubts"}:
        return None
    return _saying((*group, token), _claim_before(ahead, token), stance)


def _called(words: Words) -> Iterator[Saying]:
    """What somebody calls false: "the army called the claim that P a lie", "P, which X called nonsense"."""
    for verb in words.among(CALLING):
        speakers = children(verb, "nsubj")
        if verb.lemma_.lower() not in CALLING or verb.pos_ != "VERB" or not speakers or is_passive(verb):
            continue
        after = words.between(verb.idx + len(verb), words.sentence(verb.idx).end)
        at = next((i for i, t in enumerate(after) if t.lemma_.lower() in cues.REFUTING), None)
        if at is None or any(negates(c.lower_, None) for c in verb.children if c.idx < verb.idx):
            continue
        content = before_which(verb, words) if at < NEAR else None
        content = content or _called_so(after[:at])
        if content is not None:
            cue = Span(verb.idx, verb.idx + len(verb))
            yield Saying((subtree_span(speakers[0]),), (cue,), (content,), "denies")


def _called_so(ahead: Sequence[Token]) -> Span | None:
    """The claim between "called" and "a lie": "the accusation (that) P", or "the accusation" made before."""
    while ahead and (ahead[-1].pos_ in FILLERS | {"PUNCT"} or ahead[-1].lower_ == "as"):
        ahead = ahead[:-1]
    that = next((i for i, t in enumerate(ahead) if t.lower_ == "that" and t.tag_ == "IN"), 0)
    if that and _is_claim(ahead[that - 1]) and any(t.tag_ in FINITE for t in ahead[that + 1 :]):
        return Span(ahead[that + 1].idx, ahead[-1].idx + len(ahead[-1]))
    if len(ahead) == 2 and ahead[0].pos_ == "DET" and _is_claim(ahead[1]):
        return Span(ahead[0].idx, ahead[1].idx + len(ahead[1]))
    return None


def _verdict(lemma: str, *, negated: bool) -> Stance | None:
    if negated:
        return "denies" if lemma in cues.AFFIRMING else "asks" if lemma in cues.SETTLED else None
    if lemma in cues.REFUTING:
        return "denies"
    return "asks" if lemma in cues.OPEN_QUESTION else "doubts" if lemma in cues.DUBIOUS else None


def _claim_before(ahead: Sequence[Token], judged: Token) -> Span | None:
    """The claim that is the subject of a judgement: "(The claim) that P", "reports of a coup"."""
    for at in range(len(ahead) - 2, 0, -1):
        noun, opening = ahead[at - 1], ahead[at]
        if opening.text == "," and ahead[at + 1].lower_ == "that":
            opening = ahead[at + 1]
        clause = [t for t in ahead[at:] if t.idx > opening.idx]
        if opening.lower_ == "that" and _is_claim(noun) and any(t.tag_ in FINITE for t in clause):
            while clause[-1].pos_ == "PUNCT" and clause[-1].text in ",–—-":
                clause = clause[:-1]
            return Span(clause[0].idx, clause[-1].idx + len(clause[-1]))
    for subject in children(judged, "nsubj", "nsubj:pass", "nsubj:outer"):
        if _is_claim(subject) and len(list(subject.subtree)) > 2:
            return subtree_span(subject)
    return None


def _before_a_clause(that: Token, words: Words) -> Iterator[Saying]:
    """What the words just before a clause say of it: "the myth that", "contrary to claims that"."""
    before = words.between(words.sentence(that.idx).start, that.idx)[-7:]
    if that.lower_ != "that" or not before:
        return
    found = _of_noun(before) or _of_adverb(before) or _of_silence(before)
    if found is not None:
        cue, stance = found
        if (said := _saying(cue, _clause_behind(that, words), stance)) is not None:
            yield said


Verdict = tuple[Sequence[Token], Stance] | None


def _of_noun(before: Sequence[Token]) -> Verdict:
    """What a noun says: "the myth that", "contrary to claims that"; "denied the myth that" is another's."""
    noun = before[-1]
    if not _is_claim(noun) or any(t.lemma_.lower() in cues.DENY for t in before[:-1]):
        return None
    adjectives = [t for t in before[-3:-1] if t.lemma_.lower() in cues.REFUTING]
    if adjectives or noun.lemma_.lower() in cues.REFUTING:
        return [*adjectives[:1], noun], "denies"
    if [t.lower_ for t in before[-3:-1]] == ["contrary", "to"]:
        return before[-3:], "denies"
    return None


def _of_adverb(before: Sequence[Token]) -> Verdict:
    """What an adverb says: "falsely claimed that", "rightly said that"."""
    verb = next((i for i in range(len(before) - 1, -1, -1) if before[i].pos_ == "VERB"), None)
    if verb is None or len(before) - verb > NEAR:
        return None
    for token in (*before[max(verb - 1, 0) : verb], *before[verb + 1 : verb + 2]):
        if token.lower_ in cues.FALSELY:
            return [token], "denies"
        if token.lower_ in cues.RIGHTLY:
            return [token], "confirms"
    return None


def _of_silence(before: Sequence[Token]) -> Verdict:
    """What silence says: "never disclosed that", "concealed that"; to the report it is a fact."""
    verb = before[-1]
    lemma = verb.lemma_.lower()
    if lemma in cues.CONCEALING and verb.pos_ in {"ADJ", "VERB"}:
        return [verb], "asserts"
    silent = next((i for i, t in enumerate(before[:-1]) if _is_withheld(t)), None)
    if lemma in cues.FACTIVE and silent is not None and verb.pos_ == "VERB" and len(before) - silent <= NEAR:
        return before[silent:], "asserts"
    return None


def _is_withheld(token: Token) -> bool:
    return negates(token.lower_, None) or token.lemma_.lower() in cues.WITHHOLDING


def _is_claim(noun: Token) -> bool:
    """Whether a word stands for what somebody said, or for a lie."""
    lemma = noun.lemma_.lower()
    return lemma in cues.CLAIM_NOUNS or (lemma in cues.REFUTING and noun.pos_ == "NOUN")


def _clause_behind(mark: Token, words: Words) -> Span | None:
    """The clause that a conjunction opens, as far as the tree takes it, or else the sentence."""
    sentence, start = words.sentence(mark.idx), mark.idx + len(mark)
    inside = words.between(start, sentence.end)
    span = subtree_span(mark.head)
    if is_predicate(mark.head) and span.start >= mark.idx and mark.head.idx > mark.idx:
        inside = words.between(start, span.end)
    while inside and inside[-1].pos_ == "PUNCT":
        inside = inside[:-1]
    return Span(inside[0].idx, inside[-1].idx + len(inside[-1])) if len(inside) > 1 else None


def _saying(cue: Sequence[Token], content: Span | None, stance: Stance) -> Saying | None:
    if content is None:
        return None
    return Saying((), (Span(cue[0].idx, cue[-1].idx + len(cue[-1])),), (content,), stance)
