"""What a claim's own words say of the happening: when, where, how many, who took part.

In: a content and the values that the annotation found in the text. Out: the slots. A date or place that
stands beside the content belongs to the saying, not to the happening, and never gets in.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from hearsay.claims.voices import Directory
from hearsay.claims.words import Words, children, is_predicate
from hearsay.records import Amount, Participant, Predicate, Role, Span, Token, When, Where

Said = TypeVar("Said", When, Where, Amount)

LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "above",
        "outside",
        "inside",
        "around",
        "across",
        "through",
        "of",
        "off",
        "to",
        "over",
        "along",
        "within",
        "throughout",
        "under",
        "beside",
        "behind",
    }
)
AIMED = frozenset({"fire", "shoot", "open", "strike", "attack", "march"})
"""Verbs whose victim stands behind "on" or "at" ("fired on the boat", "opened fire at them")."""
PERSONAL = frozenset({"he", "she", "him", "her"})


def find_predicate(tokens: Sequence[Token], words: Words) -> Token | None:
    """The word that names what the content is about: the head of its main clause, or of a nominal content."""
    return words.head(tokens)


def predicate_record(token: Token | None) -> Predicate | None:
    """The predicate as a record; where the verb is light ("took place", "had occurred") still that verb."""
    if token is None:
        return None
    return Predicate(token.lemma_.lower(), token.idx, token.idx + len(token))


def find_when(
    dates: Sequence[When], spans: Sequence[Span], predicate: Token | None, words: Words
) -> When | None:
    """The date of the happening: of the dates in the content, the one nearest to its predicate."""
    inside = [d for d in _within(dates, spans) if d.edtf is not None]
    inside = [d for d in inside if d.type in {"DATE", "TIME"} or d.role == "due"]
    if not inside:
        return None
    if predicate is None:
        return inside[0]
    return min(inside, key=lambda d: (_distance(d.start, d.end, predicate, words), d.start))


def find_where(
    places: Sequence[Where], spans: Sequence[Span], predicate: Token | None, words: Words
) -> Where | None:
    """The place of the happening: named with a preposition of place, nearest to the predicate in the tree.

    A place that acts ("Moscow said"), owns ("Syria's army") or qualifies ("Syrian troops") is no scene.
    """
    best: tuple[int, int] | None = None
    chosen: Where | None = None
    for place in _within(places, spans):
        tokens = words.between(place.start, place.end)
        head = words.head(tokens)
        if head is None:
            continue
        while (
            head.dep_ in {"compound", "flat", "appos"}
            and head.head.i != head.i
            and head.pos_ == "PROPN"
            and head.head.idx < place.end + 40
        ):
            if any(c.lower_ in LOCATIVE for c in children(head, "case")):
                break
            head = head.head
        cases = [c.lower_ for c in children(head, "case")]
        if not any(case in LOCATIVE for case in cases) or "'s" in cases or "’s" in cases:
            continue
        if (
            cases == ["of"]
            and not (
                head.head.pos_ == "NOUN"
                and any(c.lower_ in LOCATIVE - {"of"} for c in children(head.head, "case"))
            )
            and head.head.dep_ not in {"obj", "nsubj:pass", "obl", "nsubj"}
        ):
            continue
        rank = (
            _distance(place.start, place.end, predicate, words) if predicate is not None else 0,
            place.start,
        )
        if cases in (["of"], ["to"]):
            rank = (rank[0] + 3, rank[1])
        if best is None or rank < best:
            best, chosen = rank, place
    return chosen


def find_amounts(amounts: Sequence[Amount], spans: Sequence[Span]) -> tuple[Amount, ...]:
    """The amounts that the content states."""
    return tuple(_within(amounts, spans))


def find_participants(
    predicate: Token | None, spans: Sequence[Span], directory: Directory
) -> tuple[Participant, ...]:
    """Who did it, to whom, and who else is named in the content."""
    found: list[Participant] = []
    taken: list[Span] = []
    if predicate is not None:
        for phrase, role in _arguments(predicate):
            span = _noun_phrase(phrase)
            if not any(_in(phrase.idx, phrase.idx + len(phrase), s) for s in spans):
                continue
            found.append(_participant(role, phrase, span, directory))
            taken.append(span)
    for span in spans:
        for name in directory.inside(span):
            here = Span(name.start, name.end)
            if name.kind != "place" and not any(here.overlaps(other) for other in taken):
                full = directory.fullest(name)
                refers = None if full is name else Span(full.start, full.end)
                found.append(Participant("other", full.text, name.start, name.end, refers))
                taken.append(here)
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


def _arguments(predicate: Token) -> list[tuple[Token, Role]]:
    """Subjects and objects of the predicate by the part they play; of coordinated phrases every one."""
    passive = bool(children(predicate, "aux:pass")) or any(c.dep_ == "nsubj:pass" for c in predicate.children)
    pairs: list[tuple[Token, Role]] = []
    for child in predicate.children:
        role: Role | None = None
        if child.dep_ == "nsubj" and not passive:
            role = (
                "affected"
                if predicate.lemma_.lower() in {"die", "fall", "perish", "drown", "disappear"}
                else "agent"
            )
        elif (
            child.dep_ == "nsubj:pass" or (child.dep_ == "nsubj" and passive) or child.dep_ in {"obj", "iobj"}
        ):
            role = "affected"
        elif (
            child.dep_ in {"obl", "obl:agent"}
            and passive
            and any(c.lower_ == "by" for c in children(child, "case"))
        ):
            role = "agent"
        elif (
            child.dep_ in {"obl", "nmod"}
            and predicate.pos_ == "NOUN"
            and any(c.lower_ == "of" for c in children(child, "case"))
        ):
            role = "affected"
        if child.dep_ == "xcomp" and is_predicate(child) and child.pos_ == "VERB":
            pairs += [(t, r) for t, r in _arguments(child) if t.dep_ == "obj"]
        nominal = child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} and child.tag_ not in {"WP", "WDT"}
        if role is not None and nominal:
            pairs.append((child, role))
            pairs += [(c, role) for c in children(child, "conj")]
    return pairs


def _aimed_at(phrase: Token) -> bool:
    return any(c.lower_ in {"on", "at", "upon"} for c in children(phrase, "case"))


def _noun_phrase(head: Token) -> Span:
    """A noun phrase without the clauses and coordinated phrases that hang on it."""
    drop = {"acl", "acl:relcl", "conj", "cc", "punct", "appos", "parataxis", "case", "advcl", "mark"}
    tokens = [head]
    for child in head.children:
        if child.dep_ not in drop:
            tokens += [t for t in child.subtree if not t.text.isspace()]
    return Span(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))


def _participant(role: Role, head: Token, span: Span, directory: Directory) -> Participant:
    inside = [name for name in directory.inside(span) if name.start <= head.idx < name.end]
    if inside:
        full = directory.fullest(inside[0])
        refers = None if full is inside[0] else Span(full.start, full.end)
        return Participant(role, full.text, inside[0].start, inside[0].end, refers)
    bearer = directory.person_before(head.idx) if head.lower_ in PERSONAL else None
    if bearer is not None:
        return Participant(role, bearer.text, span.start, span.end, Span(bearer.start, bearer.end))
    return Participant(role, directory.words.text[span.start : span.end], span.start, span.end)


def _within(found: Sequence[Said], spans: Sequence[Span]) -> list[Said]:
    """The expressions, which come in text order, that lie in one of the spans."""
    inside = []
    for span in spans:
        first = bisect_left(found, span.start, key=lambda one: one.start)
        last = bisect_left(found, span.end, key=lambda one: one.start)
        inside += [one for one in found[first:last] if one.end <= span.end]
    return inside


def _in(start: int, end: int, span: Span) -> bool:
    return span.start <= start and end <= span.end


def _distance(start: int, end: int, predicate: Token, words: Words) -> int:
    """Steps up the tree from an expression to the predicate; 50 where it does not hang below it."""
    tokens = words.between(start, end)
    head = words.head(tokens)
    steps = 0
    while head is not None and head.i != predicate.i:
        if head.head.i == head.i:
            return 50
        steps += 2 if is_predicate(head) else 1
        head = head.head
    return steps
