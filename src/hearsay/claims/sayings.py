"""Where in a text something is attributed, before anybody asks to whom.

In: the attributions that the network found, and the parse. Out: `Saying`s in order, each with a whole
content. What the network leaves out of a clause is filled in from the tree, and what it passed over is added.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from hearsay.claims import cues
from hearsay.claims.passing_on import findings, interrupted, is_carrying, quotations
from hearsay.claims.patterns import (
    NOTHING,
    PASSING_ON,
    RELATIVE,
    anonymous,
    behind_relative,
    disputed,
    gauged,
    judgement,
    only_speaks,
    reported,
    views,
)
from hearsay.claims.referents import noun_phrase
from hearsay.claims.saying import Saying
from hearsay.claims.verdicts import CALLING, verdicts
from hearsay.claims.words import FINITE, SUBJECTS, Words, children, is_predicate, subtree_span
from hearsay.records import Attribution, Span, Token

# A gap in a content of more words than this is another voice's, not an oversight of the network.
SMALL_GAP = 6
REACH = 14
"""Words of a content in which it can be called a claim, and whose ("a statement by the mayor that")."""
SPEAKING = cues.GAUGE | cues.SAY | cues.ANSWERING
ADDRESSED = frozenset({"her", "him", "me", "them", "us", "you"})


def find_sayings(
    words: Words, attributions: Iterable[Attribution], *, keep: Callable[[Saying], bool]
) -> list[Saying]:
    """The sayings of a text that `keep` lets pass, in order: the network's, completed by the tree's."""
    refuted = _by_sentence(verdicts(words), words)
    passed_on = chain(interrupted(words), quotations(words), findings(words), gauged(words), disputed(words))
    spoken = (saying for saying in reported(words) if not _only_carries(words.of(saying.cue), words))
    plain = _by_sentence(chain(passed_on, spoken), words)
    nameless = _by_sentence((saying for saying in anonymous(words) if keep(saying)), words)
    found = _by_sentence((view for view in views(words) if keep(view)), words)
    for number, group in nameless.items():
        found[number] += group
    for attribution in attributions:
        number = words.sentence_number(attribution.cue[0].start) if attribution.cue else 0
        saying = _from_network(attribution, words, plain[number])
        if saying is None or not keep(saying) or _same_content(saying, refuted[number]):
            continue
        if _shares_cue(saying, nameless[number]):
            continue
        if saying.source or not _shares_cue(saying, found[number]):
            found[number].append(saying)
    for saying in (s for group in list(plain.values()) for s in group):
        here = found[words.sentence_number(saying.cue[0].start)]
        if keep(saying) and not _shares_cue(saying, here):
            here.append(saying)
    for number, group in found.items():
        group[:] = [_with_inner(saying, group, words) for saying in group]
        group += [more for saying in group for more in _continued(saying, found[number], words)]
    everything = [s for groups in (found, refuted) for group in groups.values() for s in group]
    return sorted(everything, key=lambda s: (s.start, s.content[0].start, s.content[-1].end))


def _shares_cue(saying: Saying, others: Sequence[Saying]) -> bool:
    return any(a.overlaps(b) for a in saying.cue for other in others for b in other.cue)


def _by_sentence(sayings: Iterable[Saying], words: Words) -> dict[int, list[Saying]]:
    """Sayings by the sentence of their cue, so that each is held only against those near it."""
    groups: dict[int, list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[words.sentence_number(saying.cue[0].start)].append(saying)
    return groups


def _from_network(attribution: Attribution, words: Words, plain: Sequence[Saying]) -> Saying | None:
    cue = words.of(attribution.cue)
    if not cue or any(t.lemma_.lower() in PASSING_ON for t in cue) or _quotes_another(cue, words):
        return None
    if _only_carries(cue, words):
        return None
    source = tuple(_from_its_noun(words.trim(span.start, span.end), words) for span in attribution.source)
    source = tuple(span for span in source if span.start < span.end)
    if cue[0].lower_ == "according" and any(t.tag_ in RELATIVE for t in words.of(source)[:1]):
        return None  # "…, according to which P": see `reported`
    if words.text[attribution.cue[0].start : attribution.cue[-1].end] == ":" and source:
        source, attribution = _announcing(source, attribution, words)
    if any(words.quoted(span.start) and not words.quoted(cue[0].idx) for span in source):
        source = ()
    if [t.lower_ for t in words.of(source)] == ["it"] and not any(t.pos_ == "VERB" for t in cue):
        source = ()
    by_whom = _speaker_of_passive(cue, words)
    if by_whom or _told(cue):
        source = by_whom
    source = source or _shared_speaker(cue)
    here = {words.sentence_number(span.start) for span in attribution.cue}
    content = [
        span
        for span in attribution.content
        if words.sentence_number(span.start) in here
        or words.quoted((span.start + span.end) // 2)
        or cue[-1].text == ":"
    ]
    content = [span for span in content if not _cut_off(span, attribution.cue[0], words)]
    content = [span for span in content if not _of_another(span, words)]
    if len(content) > 1 and words.text[content[0].start : content[0].end].lower() == "it":
        content = content[1:]  # of "it has been alleged that P" only P is said
    if not content:
        return None
    taken = (*source, *attribution.cue)
    content[0] = _in_full(behind_relative(content[0], source, words), words)
    if all(t.pos_ == "PRON" for t in words.of(source)) and content[-1].end <= cue[0].idx:
        content[-1] = _behind_colon(content[-1], words)
    content = [_to_its_end(_up_to_another(span, attribution.cue[0], words), words) for span in content]
    saying = Saying(source, _whole_cue(attribution.cue, plain, words), _filled(content, taken, words))
    return _whole(_without_addressee(saying, words), plain, words)


def _behind_colon(content: Span, words: Words) -> Span:
    """Of "Henn contradicted her: P, he said", P: what stands before the colon is told by the report."""
    tokens = words.between(content.start, content.end)
    at = next((i for i, t in enumerate(tokens) if t.text == ":" and not words.quoted(t.idx)), None)
    if at is None or not all(any(t.tag_ in FINITE for t in side) for side in (tokens[:at], tokens[at:])):
        return content
    return Span(tokens[at + 1].idx, content.end)


def _in_full(content: Span, words: Words) -> Span:
    """What "which" alone takes up, in its place ("the plant, which she said had been shut")."""
    tokens = words.between(content.start, content.end)
    if len(tokens) != 1 or tokens[0].tag_ not in {"WDT", "WP"} or tokens[0].head.dep_ != "acl:relcl":
        return content
    noun = tokens[0].head.head
    phrase = noun_phrase(noun)
    named = noun.pos_ in {"NOUN", "PROPN"} and not any(t.tag_ in FINITE for t in words.of([phrase]))
    beside = phrase.end <= content.start and words.text[phrase.end : content.start].strip() in {"", ","}
    return phrase if named and beside else content


def _announcing(
    source: tuple[Span, ...], attribution: Attribution, words: Words
) -> tuple[tuple[Span, ...], Attribution]:
    """The verb of "The ministry repeats: P" as the cue, where the network takes it for a part of the name."""
    tokens = words.of(source)
    if len(tokens) < 2:
        return source, attribution
    *named, verb = tokens
    if verb.lemma_.lower() not in cues.SAY or verb.tag_ not in {"NNS", *FINITE}:
        return source, attribution
    bounds = Span(named[0].idx, named[-1].idx + len(named[-1]))
    return (bounds,), replace(attribution, cue=(Span(verb.idx, verb.idx + len(verb)),))


def _whole_cue(cue: tuple[Span, ...], plain: Sequence[Saying], words: Words) -> tuple[Span, ...]:
    """With the verb that governs the network's: "would neither confirm nor deny", not only "deny"."""
    for other in plain:
        governed = sum(t.pos_ == "VERB" for t in words.of(other.cue)) > 1
        if governed and all(any(span.within(whole) for whole in other.cue) for span in cue):
            return other.cue
    return cue


def _only_carries(cue: Sequence[Token], words: Words) -> bool:
    """Whether a cue only says who carried a document or speech ("remarks broadcast by the radio")."""
    verbs = [t for t in cue if t.pos_ == "VERB"]
    below = any(t.dep_ == "acl" or (t.dep_ == "xcomp" and t.tag_ == "VBN") for t in verbs)
    return below and all(is_carrying(t, words) for t in verbs)


def _quotes_another(cue: Sequence[Token], words: Words) -> bool:
    """Whether a cue is the end of "quoted the captain as saying": the quoting decides who says it."""
    saying = next((t for t in cue if t.lower_ != "as"), cue[0])
    before = words.between(words.sentence(saying.idx).start, saying.idx)
    quoting = any(t.lemma_.lower() in PASSING_ON for t in before)
    return saying.tag_ == "VBG" and quoting and before[-1].lower_ == "as"


def _cites(content: Span, words: Words) -> bool:
    """Whether a piece of a content names who is cited for it ("citing two officials")."""
    first = words.between(content.start, content.end)[:1]
    return any(t.tag_ == "VBG" and t.lemma_.lower() in PASSING_ON for t in first)


def _of_another(content: Span, words: Words) -> bool:
    """Whether a piece of a content only names who is cited for it, or tells what others say of it.

    "According to the daily, …"; "…, a claim (that) the rebels dismissed".
    """
    tokens = words.between(content.start, content.end)
    if _cites(content, words) or any(t.lower_ == "according" for t in tokens[:1]):
        return True
    noun = next((t for t in tokens if t.pos_ not in {"ADJ", "DET", "PUNCT"}), None)
    if noun is None or noun.lemma_.lower() not in cues.CLAIM_NOUNS:
        return False
    return any(verb.lemma_.lower() in cues.ANSWERING for verb in children(noun, "acl:relcl"))


def _up_to_another(content: Span, cue: Span, words: Words) -> Span:
    """Up to where another speaks: "(the groups say) hundreds were held; the ministry says 43"."""
    tokens = words.between(content.start, content.end)
    if (at := judgement(tokens)) and words.between(cue.start, cue.end)[0].pos_ == "NOUN":
        return Span(content.start, tokens[at - 1].idx + len(tokens[at - 1]))
    for at, mark in enumerate(tokens):
        if mark.text not in {";", ","} or mark.idx < cue.end or words.quoted(mark.idx):
            continue
        after = tokens[at + 1 :]
        if mark.text == "," and only_speaks(after):
            return Span(content.start, mark.idx)
        if mark.text == "," and not (after and after[0].lower_ in {"but", "though", "which", "while"}):
            continue
        verb = next((t for t in after if t.pos_ == "VERB"), None)
        speaking = SPEAKING if mark.text == ";" else cues.ANSWERING | CALLING
        if verb is None or verb.lemma_.lower() not in speaking:
            continue
        another = (s for s in children(verb, "nsubj") if s.idx > mark.idx)
        if any(s.pos_ != "PRON" or after[0].lower_ == "which" for s in another):
            return Span(content.start, mark.idx)
    return content


def _cut_off(content: Span, cue: Span, words: Words) -> bool:
    """Whether a semicolon outside quotation marks stands between a content and its cue."""
    gap = range(min(content.end, cue.end), max(content.start, cue.start))
    return any(words.text[i] == ";" and not words.quoted(i) for i in gap)


def _shared_speaker(cue: Sequence[Token]) -> tuple[Span, ...]:
    """The speaker of a verb that shares it with the one before ("the firm confirmed P but denied Q")."""
    for verb in cue:
        if verb.pos_ == "VERB" and verb.dep_ == "conj" and not children(verb, "nsubj", "nsubj:pass"):
            return tuple(subtree_span(subject) for subject in children(verb.head, "nsubj")[:1])
    return ()


def _from_its_noun(source: Span, words: Words) -> Span:
    """A source without what opens its clause ("that many experts"), and without its "'s"."""
    tokens = words.between(source.start, source.end)
    while len(tokens) > 1 and tokens[0].tag_ in {"IN", "CC", "RB"}:
        tokens = tokens[1:]
    end = tokens[-1].idx if len(tokens) > 1 and tokens[-1].tag_ == "POS" else source.end
    return words.trim(tokens[0].idx, end) if tokens else source


def _told(cue: Sequence[Token]) -> list[Token]:
    """Who stands before the passive of telling: they are told, and say nothing."""
    verbs = [t for t in cue if t.tag_ == "VBN" and t.lemma_.lower() in {"tell", "inform", "notify", "assure"}]
    return [s for verb in verbs if children(verb, "aux:pass") for s in children(verb, "nsubj", "nsubj:pass")]


def _speaker_of_passive(cue: Sequence[Token], words: Words) -> tuple[Span, ...]:
    """Whoever stands behind "by" where the cue is a passive ("was found by the auditors")."""
    verb = next((t for t in cue if t.tag_ == "VBN" and children(t, "aux:pass")), None)
    if verb is None:
        return ()
    after = words.between(cue[-1].idx + len(cue[-1]), words.sentence(cue[-1].idx).end)
    by = next((i for i, t in enumerate(after) if t.lower_ == "by" and t.head.head.i == verb.i), None)
    if by is None:
        return ()
    name = list(takewhile(lambda t: t.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON"}, after[by + 1 :]))
    if not name or words.dated(name[0].idx):
        return ()
    return (Span(name[0].idx, name[-1].idx + len(name[-1])),)


def _to_its_end(content: Span, words: Words) -> Span:
    """Up to the end of the phrase that the content breaks off in ("nine miles south of")."""
    tokens = words.between(content.start, content.end)
    if not tokens or tokens[-1].dep_ not in {"case", "det", "amod", "compound", "nummod", "mark", "aux"}:
        return content
    head = tokens[-1].head
    if head.idx < content.end:
        return content
    return Span(content.start, min(subtree_span(head).end, words.sentence(content.start).end))


def _filled(content: Sequence[Span], taken: Sequence[Span], words: Words) -> tuple[Span, ...]:
    """The pieces of a content, joined where only a few words that have no other role lie between them."""
    pieces = [content[0]]
    for span in content[1:]:
        gap = Span(pieces[-1].end, span.start)
        free = not any(gap.overlaps(other) for other in taken)
        if (
            free
            and len(words.between(gap.start, gap.end)) <= SMALL_GAP
            and "\n\n" not in words.text[gap.start : gap.end]
        ):
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return tuple(pieces)


def _without_addressee(saying: Saying, words: Words) -> Saying:
    """Without the one who is told: of "told the board that P" the content is P."""
    told = _told(words.of(saying.cue))
    others = [span for span in saying.content if not any(span.start <= t.idx < span.end for t in told)]
    if told and others and len(others) < len(saying.content):
        return replace(saying, content=tuple(others))
    first = saying.content[0]
    tokens = words.between(first.start, first.end)
    for at, token in enumerate(tokens[1:REACH], start=1):
        ahead = tokens[:at]
        if any(is_predicate(t) or t.tag_ in FINITE or t.lower_ in NOTHING | {"no"} for t in ahead):
            break
        relative = token.pos_ == "PRON" and token.head.dep_ == "acl:relcl" and token.dep_ in SUBJECTS
        near = (at < 6 and not relative) or any(t.lemma_.lower() in cues.CLAIM_NOUNS for t in ahead)
        if near and token.lower_ == "that" and token.tag_ in {"IN", "WDT"}:
            return replace(saying, content=(Span(token.idx, first.end), *saying.content[1:]))
    if any(t.lemma_.lower() == "tell" for t in words.of(saying.cue)):
        start = _behind_addressee(tokens)
        if start is not None:
            return replace(saying, content=(Span(start, first.end), *saying.content[1:]))
    addressed = tokens[:1] and tokens[0].lower_ in ADDRESSED and tokens[0].dep_ in {"iobj", "obj"}
    if addressed and any(is_predicate(t) for t in tokens[1:]):
        return replace(saying, content=(Span(tokens[1].idx, first.end), *saying.content[1:]))
    return saying


def _behind_addressee(tokens: Sequence[Token]) -> int | None:
    """Where the clause begins in "the Post she had reported the valve"; None where it stands at the start."""
    predicate = next((t for t in tokens if is_predicate(t)), None)
    if predicate is None:
        return None
    below = [c for c in predicate.children if c.dep_ in SUBJECTS and c.idx > tokens[0].idx]
    start = min((subtree_span(c).start for c in below), default=tokens[0].idx)
    ahead = [t for t in tokens if t.idx < start]
    plain = all(t.pos_ in {"ADJ", "DET", "NOUN", "PROPN"} for t in ahead)
    told = bool(ahead) and ahead[-1].dep_ in {"iobj", "obj"} and predicate.i not in {t.head.i for t in ahead}
    return start if plain and told else None


def _whole(saying: Saying, plain: Sequence[Saying], words: Words) -> Saying:
    """With the clause that the tree gives to the same cue, where the network found no verb."""
    if any(is_predicate(t) for t in words.of(saying.content)):
        return saying
    whole = [
        other.content
        for other in plain
        if any(a.overlaps(b) for a in saying.cue for b in other.cue)
        and any(is_predicate(t) for t in words.of(other.content))
        and all(any(part.overlaps(span) for span in other.content) for part in saying.content)
    ]
    if not whole:
        return saying
    return replace(saying, content=max(whole, key=lambda content: sum(s.end - s.start for s in content)))


def _with_inner(saying: Saying, sayings: Sequence[Saying], words: Words) -> Saying:
    """With what the voice passes on: in "X had told Y that P, he said" he says all of it, not only P."""
    if not saying.cue or saying.cue[0].start < saying.content[-1].end:
        return saying
    if any(t.lemma_.lower() in cues.ANSWERING for t in words.of(saying.cue)):
        return saying  # who denies or confirms speaks of what was said, not of the saying
    begin, end = saying.content[0].start, saying.content[-1].end
    for inner in sayings:
        if inner is saying or not inner.cue or not inner.source or inner.cue[-1].end > saying.cue[0].start:
            continue
        before = inner.cue[-1].end <= saying.content[-1].start and inner.start < inner.cue[0].start
        close = words.sentence_number(inner.start) == words.sentence_number(end - 1)
        if before and close and any(part.overlaps(saying.content[-1]) for part in inner.content):
            stop = min(
                max(end, inner.content[-1].end), saying.cue[0].start, *(s.start for s in saying.source)
            )
            return replace(saying, content=(Span(min(begin, inner.start), stop),))
    return saying


def _continued(saying: Saying, sayings: Sequence[Saying], words: Words) -> Iterator[Saying]:
    """What goes on behind the cue: in "P, the service said, and Q" the service says Q too."""
    if not saying.cue or saying.cue[0].start < saying.content[-1].end:
        return
    head = words.head(words.of(saying.content))
    cue_end = max(span.end for span in (*saying.cue, *saying.source))
    if head is None:
        return
    verbs = [head, *(t for t in words.of(saying.cue) if t.pos_ == "VERB")]
    for clause in [c for verb in verbs for c in children(verb, "conj", "parataxis")]:
        span = subtree_span(clause)
        if clause.idx < cue_end or not any(c.dep_ in SUBJECTS for c in clause.children):
            continue
        start = max(span.start, cue_end)
        opening = words.between(start, span.end)
        while opening and (opening[0].pos_ in {"PUNCT", "CCONJ"}):
            opening = opening[1:]
        if not opening or any(
            Span(opening[0].idx, span.end).overlaps(c) for other in sayings for c in other.cue
        ):
            continue
        yield replace(saying, content=(Span(opening[0].idx, span.end),))


def _same_content(saying: Saying, refuted: Sequence[Saying]) -> bool:
    """Whether a refutation already covers the saying: cue and content are its own words."""
    for other in refuted:
        inside = all(any(part.within(whole) for whole in other.content) for part in saying.content)
        close = any(part.overlaps(whole) for part in saying.cue for whole in other.cue)
        if close and (inside or other.source):
            return True
    return False


def top_clauses(sentence: Span, words: Words) -> list[Span]:
    """A sentence cut where an independent clause begins after a colon, a semicolon or a dash."""
    tokens = words.between(sentence.start, sentence.end)
    cuts = []
    for before, after in pairwise(tokens):
        if before.text not in {":", ";", "–", "—", "--"}:
            continue
        rest = words.between(after.idx, sentence.end)
        head = words.head(rest)
        if head is not None and any(c.dep_ in SUBJECTS and c.idx >= after.idx for c in head.children):
            cuts.append((before.idx, after.idx))
    bounds, start = [], sentence.start
    for end, following in cuts:
        bounds.append(Span(start, end))
        start = following
    return [*bounds, Span(start, sentence.end)]
