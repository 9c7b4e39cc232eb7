"""Where in a text something is attributed, before anybody asks to whom.

In: the attributions that the network found, and the parse. Out: `Saying`s in order, each with a whole
content. What the network leaves out of a clause is filled in from the tree, and what it passed over is added.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hearsay.claims.patterns import refutations, reported, views
from hearsay.claims.saying import Saying
from hearsay.claims.words import SUBJECTS, Words, children, is_predicate, subtree_span
from hearsay.records import Attribution, Span

# A gap in a content of more words than this is another voice's, not an oversight of the network.
SMALL_GAP = 6
PASSING_ON = frozenset({"cite", "quote", "invoke"})


def find_sayings(words: Words, attributions: Iterable[Attribution]) -> list[Saying]:
    """All sayings of a text in order: those of the network, completed by those of the tree."""
    refuted = list(refutations(words))
    plain = [*views(words), *reported(words)]
    found = []
    for attribution in attributions:
        saying = _from_network(attribution, words, plain)
        if saying is not None and not _same_content(saying, refuted):
            found.append(saying)
    for saying in plain:
        taken = [span for other in found for span in other.cue]
        if not any(cue.overlaps(span) for cue in saying.cue for span in taken):
            found.append(saying)
    found = [_with_inner(saying, found, words) for saying in found]
    found += [more for saying in found for more in _continued(saying, found, words)]
    return sorted([*found, *refuted], key=lambda s: (s.start, s.content[0].start, s.content[-1].end))


def _from_network(attribution: Attribution, words: Words, plain: Sequence[Saying]) -> Saying | None:
    cue = words.of(attribution.cue)
    if not cue or any(t.lemma_.lower() in PASSING_ON and t.tag_ == "VBG" for t in cue):
        return None
    source = attribution.source
    if [t.lower_ for t in words.of(source)] == ["it"] and not any(t.pos_ == "VERB" for t in cue):
        source = ()
    here = {words.sentence_number(span.start) for span in attribution.cue}
    content = [
        span
        for span in attribution.content
        if words.sentence_number(span.start) in here
        or words.quoted((span.start + span.end) // 2)
        or cue[-1].text == ":"
    ]
    if not content:
        return None
    taken = (*source, *attribution.cue)
    saying = Saying(source, attribution.cue, _filled(content, taken, words))
    return _whole(_without_addressee(saying, words), plain, words)


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
    first = saying.content[0]
    tokens = words.between(first.start, first.end)
    for token in tokens[1:6]:
        if (
            token.lower_ == "that"
            and token.dep_ == "mark"
            and not any(is_predicate(t) for t in tokens[: tokens.index(token)])
        ):
            return replace(saying, content=(Span(token.idx, first.end), *saying.content[1:]))
    return saying


def _whole(saying: Saying, plain: Sequence[Saying], words: Words) -> Saying:
    """With the clause that the tree gives to the same cue, where the network found no verb."""
    if any(is_predicate(t) for t in words.of(saying.content)):
        return saying
    for other in plain:
        same_cue = any(a.overlaps(b) for a in saying.cue for b in other.cue)
        if same_cue and all(any(part.within(whole) for whole in other.content) for part in saying.content):
            return replace(saying, content=other.content)
    return saying


def _with_inner(saying: Saying, sayings: Sequence[Saying], words: Words) -> Saying:
    """With what the voice passes on: in "X had told Y that P, he said" he says all of it, not only P."""
    if len(saying.content) != 1 or not saying.cue or saying.cue[0].start < saying.content[0].end:
        return saying
    content = saying.content[0]
    for inner in sayings:
        if inner is saying or not inner.cue or not inner.source:
            continue
        before = inner.cue[-1].end <= content.start and inner.start < inner.cue[0].start
        close = words.sentence_number(inner.start) == words.sentence_number(content.start)
        if before and close and any(part.overlaps(content) for part in inner.content):
            return replace(saying, content=(Span(inner.start, content.end),))
    return saying


def _continued(saying: Saying, sayings: Sequence[Saying], words: Words) -> Iterator[Saying]:
    """What goes on behind the cue: in "P, the service said, and Q" the service says Q too."""
    if not saying.cue or saying.cue[0].start < saying.content[-1].end:
        return
    head = words.head(words.of(saying.content))
    cue_end = max(span.end for span in (*saying.cue, *saying.source))
    if head is None:
        return
    for clause in children(head, "conj", "parataxis"):
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
        if inside and close:
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
