"""How one voice passes on the words of another, read off the order of the words and the tree.

In: the parse and the sayings found in it. Out: sayings that quote somebody, and for any saying whom its voice
cites and who carried it. Never here: who these are.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from hearsay.claims import cues
from hearsay.claims.directory import AGENCIES, OUTLETS
from hearsay.claims.patterns import PASSING_ON
from hearsay.claims.saying import Saying
from hearsay.claims.words import SUBJECTS, Words, children, is_predicate, subtree_span
from hearsay.records import Span, Token

CARRY = frozenset(
    """air broadcast carry cite get leak obtain post print publish quote read relay release report review run
    see share transmit""".split()
)
"""What somebody does with a document or speech of another who then can tell of it."""
OWN_WORK = frozenset("analysis article book editorial investigation paper poll report study survey".split())
"""Documents that are the work of whoever publishes them."""
OCCASIONS = frozenset("briefing conference event hearing meeting".split())
"""What is told to those who are there, not to somebody who passes it on."""
FIND = cues.PASSIVE_VIEW | {"find", "judge", "rule"}
HEAR = frozenset({"hear", "learn"})
ENDS = frozenset({",", ";", ":", "—", "–", "--", "(", ")", ".", "!", "?", '"', "“", "”"})


def quotations(words: Words) -> Iterator[Saying]:
    """What somebody is quoted with: "Odren was quoted (by the agency) as saying that P", also behind P."""
    for verb in words.among(PASSING_ON):
        if verb.tag_ != "VBN" or verb.lemma_.lower() not in PASSING_ON:
            continue
        be = next(
            (c for c in verb.children if c.dep_ in {"aux:pass", "cop", "aux"} and c.lemma_ == "be"), None
        )
        sentence = words.sentence(verb.idx)
        after = words.between(verb.idx, sentence.end)
        told = next((i for i, t in enumerate(after) if t.lower_ in {"saying", "stating", "telling"}), None)
        if be is None or told is None or after[told - 1].lower_ != "as":
            continue
        speaker = _back_to_comma(words.between(sentence.start, be.idx))
        said = after[told + 1 :]
        if said and said[0].lower_ == "by":
            said = said[len(_phrase(said[1:])) + 1 :]
        said = _stripped(said)
        if len(said) < 3:
            said = _stripped(words.between(sentence.start, speaker[0].idx)) if speaker else []
        if speaker and len(said) > 2:
            cue = after[told] if told > 1 and after[1].lower_ != "as" else verb
            start = cue.idx if cue is not verb else be.idx
            yield Saying(
                (_extent(speaker),), (Span(start, after[told].idx + len(after[told])),), (_extent(said),)
            )


def interrupted(words: Words) -> Iterator[Saying]:
    """What stands behind "the daily reported, citing a source, that"."""
    for that in words.among(frozenset({"that"})):
        if that.lower_ != "that" or that.tag_ not in {"IN", "WDT"}:
            continue
        sentence = words.sentence(that.idx)
        before = words.between(sentence.start, that.idx)
        if len(before) < 5 or before[-1].text != ",":
            continue
        opens = next((i for i in range(len(before) - 2, 0, -1) if before[i].text == ","), None)
        if opens is None or before[opens + 1].tag_ != "VBG":
            continue
        verb = before[opens - 1]
        speaker = _back_to_comma(before[: opens - 1])
        said = _stripped(words.between(that.idx, sentence.end))
        if verb.pos_ == "VERB" and verb.lemma_.lower() in cues.SAY and speaker and len(said) > 2:
            yield Saying((_extent(speaker),), (Span(verb.idx, verb.idx + len(verb)),), (_extent(said),))


def findings(words: Words) -> Iterator[Saying]:
    """What somebody finds of a thing: "the clinic was found by the auditors to have no licence"."""
    for verb in words.among(FIND):
        if verb.tag_ != "VBN" or verb.lemma_.lower() not in FIND:
            continue
        deeds = children(verb, "xcomp", "ccomp", "csubj", "csubj:pass", "advcl")
        deeds = [deed for deed in deeds if is_predicate(deed) and deed.idx > verb.idx]
        finder, behind = _agent(verb, words), None
        if finder is None and deeds:
            finder, behind = _finder_behind(deeds[0], words)
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.idx < verb.idx]
        if finder is None or not deeds or not subjects:
            continue
        auxiliaries = [c.idx for c in children(verb, "aux", "aux:pass") if c.idx < verb.idx]
        said = subtree_span(deeds[0])
        said = Span(said.start, behind) if behind is not None else Span(max(said.start, finder.end), said.end)
        expletive = subjects[0].lower_ == "it" and any(t.lower_ == "that" for t in deeds[0].children)
        content = (said,) if expletive else (subtree_span(subjects[0]), said)
        cue = Span(min([*auxiliaries, verb.idx]), verb.idx + len(verb))
        if said.start < said.end and (content[0].end <= cue.start or expletive):
            yield Saying((finder,), (cue,), content)


def _finder_behind(deed: Token, words: Words) -> tuple[Span | None, int | None]:
    """Who stands behind "by" after what is found ("to be lacking by the auditors"), and where that ends.

    What is done to somebody has its own doer there ("found to have been robbed by them").
    """
    after = words.between(deed.idx + len(deed), words.sentence(deed.idx).end)
    by = next((i for i, t in enumerate(after) if t.lower_ == "by" or t.text in ENDS), None)
    if by is None or after[by].lower_ != "by" or children(deed, "aux:pass") or deed.tag_ == "VBN":
        return None, None
    named = _phrase(after[by + 1 :])
    before = after[by - 1] if by else deed
    return (_extent(named), before.idx + len(before)) if named else (None, None)


def cited(saying: Saying, words: Words) -> Span | None:
    """Whom a voice names for what it passes on ("…, the agency said, citing two officials")."""
    if not saying.cue:
        return None
    for token in words.of(saying.cue):
        if token.lemma_.lower() in HEAR and token.pos_ == "VERB":
            sources = [c for c in children(token, "obl") if any(m.lower_ == "from" for m in c.children)]
            for source in sources:
                begin = next(m.idx + len(m) for m in source.children if m.lower_ == "from")
                named = _phrase(words.between(begin, words.sentence(begin).end))
                return _extent(named) if named else None
    sentence = words.sentence(saying.cue[0].start)
    for token in words.between(sentence.start, sentence.end):
        if token.lemma_.lower() not in PASSING_ON or not _cites(token, saying):
            continue
        here = Span(token.idx, token.idx + len(token))
        if any(here.within(span) for span in saying.content) and not _ends_content(here, saying, words):
            continue
        named = _phrase(words.between(here.end, sentence.end))
        if named:
            return _extent(named)
    return None


def carriers(saying: Saying, words: Words, *, nested: bool) -> list[Span]:
    """Who carried a saying between its voice and whoever tells it, nearest to the voice first.

    "A statement carried by the agency", "said in an interview with the weekly", "told the radio". `nested`
    is whether another voice tells it: then whoever had been told it has passed it on.
    """
    if not saying.cue:
        return []
    found = [agent for verb in _carrying(saying, words) if (agent := _agent(verb, words)) is not None]
    found += _interviewers(saying, words)
    if (addressee := _addressee(saying, words, nested=nested)) is not None:
        found.append(addressee)
    spoke = [*saying.content, *saying.source[:1]]
    found = [_up_to(saying.cue[0].start, span) for span in found if not _is_the_publisher(span, words)]
    return [span for span in found if not any(span.start == other.start for other in spoke)]


def without_carrier(source: Span, words: Words) -> Span:
    """A source without who carried it: of "a letter seen by the agency" the letter."""
    tokens = words.between(source.start, source.end)
    for i, token in enumerate(tokens):
        if i and is_carrying(token, words):
            kept = tokens[:i]
            while len(kept) > 1 and (
                kept[-1].pos_ in {"PUNCT", "ADV", "AUX", "CCONJ"} or kept[-1].tag_ == "WDT"
            ):
                kept = kept[:-1]
            return _extent(kept)
    return source


def _carrying(saying: Saying, words: Words) -> Iterator[Token]:
    """The participles beside the content that say who carried it."""
    sentence = words.sentence(saying.cue[0].start)
    for token in words.between(sentence.start, sentence.end):
        if is_carrying(token, words) and not _in_content(token, saying):
            yield token


def is_carrying(verb: Token, words: Words) -> bool:
    """Whether a participle says who carried something ("seen by the agency")."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    lemma = verb.lemma_.lower()
    if lemma not in CARRY or _agent(verb, words) is None:
        return False
    of = verb.head
    return not (of.lemma_.lower() in OWN_WORK and lemma in {"post", "publish", "release", "report"})


def _agent(verb: Token, words: Words) -> Span | None:
    """Who stands behind "by" after a participle."""
    after = words.between(verb.idx + len(verb), words.sentence(verb.idx).end)
    by = next((i for i, t in enumerate(after[:4]) if t.lower_ == "by"), None)
    if by is None or any(t.pos_ not in {"ADV", "ADP", "SCONJ", "VERB"} for t in after[:by]):
        return None
    named = _phrase(after[by + 1 :])
    return _extent(named) if named and not words.dated(named[0].idx) else None


def _interviewers(saying: Saying, words: Words) -> Iterator[Span]:
    sentence = words.sentence(saying.cue[0].start)
    tokens = words.between(sentence.start, sentence.end)
    for i, token in enumerate(tokens[:-2]):
        given = token.lower_ in {"interview", "interviews"} and tokens[i + 1].lower_ in {"with", "to"}
        if given and not _in_content(token, saying) and (named := _phrase(tokens[i + 2 :])):
            yield _extent(named)


def _addressee(saying: Saying, words: Words, *, nested: bool) -> Span | None:
    """An outlet that is told something; anybody who had been told it, where another voice tells that."""
    verb = next((t for t in words.of(saying.cue) if t.lemma_.lower() == "tell"), None)
    if verb is None:
        return None
    told = children(verb, "nsubj:pass")
    if nested and told and verb.tag_ == "VBN" and children(verb, "aux:pass"):
        return subtree_span(told[0])
    named = _phrase(words.between(verb.idx + len(verb), words.sentence(verb.idx).end))
    named = list(takewhile(lambda t: t.pos_ != "PRON", named))  # "told the Post she had left"
    if any(t.lemma_.lower() in OCCASIONS for t in named):
        return None  # "told a press conference"
    if named and any(t.lower_ in OUTLETS | AGENCIES for t in named) and named[-1].pos_ in {"PROPN", "NOUN"}:
        return _extent(named)
    return None


def _cites(token: Token, saying: Saying) -> bool:
    """Whether a word of citing belongs to the voice of the saying: "citing", or "cited" as its verb."""
    if token.tag_ == "VBG":
        return True
    if token.tag_ == "VBN" and children(token, "aux:pass"):
        return False
    relative = token.dep_ == "acl:relcl" and any(
        span.start <= token.head.idx < span.end for span in saying.source
    )
    return saying.cue[0].start == token.idx or relative


def _ends_content(word: Span, saying: Saying, words: Words) -> bool:
    """Whether the citing word only closes the content ("P, citing two officials")."""
    return any(
        span.start < word.start < span.end and words.text[word.start - 2 : word.start] == ", "
        for span in saying.content
    )


def _phrase(tokens: Sequence[Token]) -> list[Token]:
    """Whom the words name, up to the mark or clause that follows; a relative clause belongs to it."""
    named: list[Token] = []
    relative = False
    for token in tokens:
        if token.text in ENDS or (named and token.lower_ in {"as", "that"}):
            break
        relative = relative or (bool(named) and token.tag_ in {"WP", "WDT"})
        if not relative and named and token.tag_ in {"MD", "VBD", "VBP", "VBZ", "VBG", "TO"}:
            break
        named.append(token)
    return named


def _back_to_comma(tokens: Sequence[Token]) -> list[Token]:
    """The words behind the last mark."""
    return list(takewhile(lambda t: t.text not in ENDS, reversed(tokens)))[::-1]


def _stripped(tokens: Sequence[Token]) -> list[Token]:
    """Without the "that" that opens a content and the marks at its ends, but for quotation marks."""
    kept = list(tokens)
    while kept and (kept[0].lower_ == "that" or kept[0].text in {",", ":", ";"}):
        kept = kept[1:]
    while kept and kept[-1].text in {",", ";", ".", "!"}:
        kept = kept[:-1]
    return kept


def _in_content(token: Token, saying: Saying) -> bool:
    return any(span.start <= token.idx < span.end for span in saying.content)


def _is_the_publisher(span: Span, words: Words) -> bool:
    """Whether somebody is only "this newspaper", which ends every chain of its own."""
    return words.between(span.start, span.end)[0].lower_ in {"this", "our", "us"}


def _up_to(end: int, span: Span) -> Span:
    """A span that a misread verb of saying was taken into, without it."""
    return Span(span.start, end - 1) if span.start < end - 1 < span.end else span


def _extent(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
