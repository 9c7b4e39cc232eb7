"""What a claim's own words say of the happening: when, where, how many, who took part.

In: a content and the values that the annotation found in the text. Out: the slots. A date or place that
stands beside the content belongs to the saying, not to the happening, and never gets in.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from hearsay.claims import cues
from hearsay.claims.directory import Directory
from hearsay.claims.negation import is_negated
from hearsay.claims.referents import Referents, noun_phrase
from hearsay.claims.words import SUBJECTS, Words, children, is_predicate
from hearsay.records import Amount, Clause, Name, Participant, Predicate, Role, Span, Token, When, Where

Said = TypeVar("Said", When, Where, Amount)

_COMPARATIVE = re.compile(r"\b(?:(?:not|no) )?(?:more|fewer|less|greater|higher|lower) $", re.IGNORECASE)
FINITE = frozenset({"VBD", "VBZ", "VBP"})
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
UNDERGO = frozenset({"die", "fall", "perish", "drown", "disappear"})
"""Verbs whose subject does nothing but suffer it."""
TAKING_PLACE = frozenset({"begin", "end", "erupt", "happen", "last", "occur", "start"})
"""Verbs that say of a happening only that, when or how long it was ("it took place at noon")."""
ACCUSING = frozenset({"accuse", "blame", "suspect"})
"""Verbs whose object is said to have done what stands behind "of" or "for"."""
LISTING = frozenset({"e.g.", "including", "such"})
"""Words that a list may follow; "such" only with "as"."""
OBLIQUE = frozenset({"nmod", "obl", "obl:agent"})
"""Functions of which the preposition tells the part."""
PERSONAL = frozenset({"he", "she", "him", "her"})


def find_predicate(tokens: Sequence[Token], words: Words) -> Token | None:
    """The word that names what the content is about: the head of its main clause, or a noun."""
    head = words.head(tokens)
    if head is None or head.pos_ in {"VERB", "AUX"} or children(head, "cop"):
        return head
    # where the tree hangs the clause on a noun, its highest finite verb is what it is about
    finite = [t for t in tokens if t.pos_ == "VERB" and (t.tag_ in FINITE or children(t, "aux", "aux:pass"))]
    return min(finite, key=lambda t: (t.dep_ == "acl:relcl", _depth(t)), default=head)


def _depth(token: Token) -> int:
    """Steps from a word up to the root of its sentence."""
    steps = 0
    while token.head.i != token.i:
        token, steps = token.head, steps + 1
    return steps


def predicate_record(token: Token | None) -> Predicate | None:
    """The predicate as a record; where the verb is light ("took place", "had occurred") still that verb."""
    if token is None:
        return None
    return Predicate(token.lemma_.lower(), token.idx, token.idx + len(token))


def find_when(
    dates: Sequence[When], spans: Sequence[Span], predicate: Token | None, words: Words
) -> When | None:
    """The date of the happening: of the dates in the content, the one nearest to its predicate.

    A stretch of time up to the report ("in the past two weeks") is taken where there is no date.
    """
    inside = [d for d in _within(dates, spans) if d.edtf is not None and d.type != "SET"]
    inside = [d for d in inside if d.type != "DURATION" or d.role == "due"] or inside
    if not inside:
        return None
    if predicate is None:
        return inside[0]
    return min(inside, key=lambda d: (_distance(d.start, d.end, predicate, words), d.start))


def find_said(dates: Sequence[When], content: Sequence[Span], cue: Span, words: Words) -> When | None:
    """The date of the saying: of the dates in the cue's sentence beside the content, the nearest."""
    beside = [
        d
        for d in _within(dates, [words.sentence(cue.start)])
        if d.edtf is not None and d.role == "point" and d.type in {"DATE", "TIME"}
    ]
    beside = [d for d in beside if not any(_in(d.start, d.end, span) for span in content)]
    return min(beside, key=lambda d: abs(d.start - cue.start), default=None)


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
    predicate: Token | None, spans: Sequence[Span], referents: Referents
) -> tuple[Participant, ...]:
    """Who did it, to whom, and who else is named in the content."""
    directory = referents.directory
    found: list[Participant] = []
    taken: list[Span] = []
    if predicate is not None:
        for phrase, role in (*_arguments(predicate), *_at_the_hands_of(directory.words.of(spans))):
            span = noun_phrase(phrase)
            if not any(_in(phrase.idx, phrase.idx + len(phrase), s) for s in spans):
                continue
            found.append(_participant(role, phrase, span, referents))
            taken.append(Span(min(span.start, found[-1].start), max(span.end, found[-1].end)))
            inside = directory.words.between(span.start, span.end)
            found += [_other(item, directory) for item in _listed(inside)]
    for span in spans:
        for item in _listed(directory.words.between(span.start, span.end)):
            if not any(item.overlaps(other) for other in taken):
                found.append(_other(item, directory))
                taken.append(item)
        for name in directory.inside(span):
            here = Span(name.start, name.end)
            if name.kind != "place" and not any(here.overlaps(other) for other in taken):
                full = directory.fullest(name)
                refers = None if full is name else Span(full.start, full.end)
                role = _own_role(name, directory)
                if role == "other" and any(p.name == full.text for p in found):
                    continue  # its short form in brackets
                found.append(Participant(role, full.text, name.start, name.end, refers))
                taken.append(here)
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


def find_clauses(predicate: Token | None, spans: Sequence[Span], referents: Referents) -> tuple[Clause, ...]:
    """What the content tells beside its main clause: coordinated clauses, and deeds that followed.

    "… and three were taken prisoner", "…, killing three". A clause with a conjunction of its own ("if",
    "because") only frames the main one, and is none.
    """
    words = referents.words
    inside = {token.i for token in words.of(spans)}
    found, waiting = [], [predicate] if predicate is not None else []
    while waiting:
        above = waiting.pop(0)
        for head in (child for child in above.children if child.i in inside and _goes_on(child)):
            clause = [token for token in words.of(spans) if _belongs(token, head)]
            while clause and clause[0].pos_ in {"PUNCT", "CCONJ"}:
                clause = clause[1:]
            named = predicate_record(_deed(head))
            if named is None or len(clause) < 2:
                continue
            waiting.append(head)
            start, end = clause[0].idx, clause[-1].idx + len(clause[-1])
            pairs = [*_arguments(head), *_shared(head, above)]
            if _deed(head) is not head:
                pairs = [(token, "affected") for token in children(head, *SUBJECTS)]
            parts = [_participant(role, t, noun_phrase(t), referents) for t, role in pairs if t.i in inside]
            parts.sort(key=lambda p: (p.start, p.end))
            negated = is_negated(head, clause)
            found.append(Clause(start, end, named, negated, tuple(parts)))
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def _goes_on(token: Token) -> bool:
    """Whether a word heads a clause that is told beside the one above it."""
    if token.dep_ == "conj":
        return is_predicate(token) or bool(children(token, *SUBJECTS))
    return token.dep_ == "advcl" and token.tag_ == "VBG" and not children(token, "mark", "case")


def _deed(head: Token) -> Token:
    """The verb of a clause, also where the tree hangs it on a noun ("three were taken prisoner")."""
    if head.pos_ == "VERB":
        return head
    return next((t for t in head.children if t.tag_ == "VBN" and t.dep_ == "amod" and t.i < head.i), head)


def _belongs(token: Token, head: Token) -> bool:
    """Whether a word lies below another, without a clause below that goes on by itself."""
    while token.i != head.i:
        if token.head.i == token.i or _goes_on(token):
            return False
        token = token.head
    return True


def _shared(head: Token, above: Token) -> list[tuple[Token, Role]]:
    """The subject that a coordinated clause has in common with the one before it."""
    if head.dep_ != "conj" or children(head, *SUBJECTS):
        return []
    passive = bool(children(head, "aux:pass"))
    subjects = children(above, *SUBJECTS)
    return [(t, "affected" if passive or head.lemma_.lower() in UNDERGO else "agent") for t in subjects]


def _listed(tokens: Sequence[Token]) -> Iterator[Span]:
    """Who is listed behind "such as", "including" or "e.g.": plain nouns between commas, some of them people.

    Read by the order of the words, since a tree of a long list in brackets seldom holds.
    """
    for at, token in enumerate(tokens):
        if token.lower_ not in LISTING:
            continue
        if token.lower_ == "such" and [t.lower_ for t in tokens[at + 1 : at + 2]] != ["as"]:
            continue
        items: list[list[Token]] = [[]]
        for word in tokens[at + (2 if token.lower_ == "such" else 1) :]:
            if word.text in {"(", ")", ";", "—", "–", ".", ":"} or word.pos_ in {"VERB", "AUX", "ADP"}:
                break
            if word.text == "," or word.lower_ in {"and", "or"}:
                items.append([])
            else:
                items[-1].append(word)
        items = [item for item in items if item]
        plain = all(t.pos_ in {"ADJ", "DET", "NOUN", "PROPN"} for item in items for t in item)
        people = [item for item in items if item[-1].lemma_.lower() in cues.PEOPLE | cues.BODIES]
        if len(items) > 1 and plain and people:
            yield from (Span(item[0].idx, item[-1].idx + len(item[-1])) for item in items)


def _own_role(name: Name, directory: Directory) -> Role:
    """The part a name plays in a clause below the main one ("when Ulric Saar attacked the camp")."""
    head = directory.words.head(directory.words.between(name.start, name.end))
    if head is None or not is_predicate(head.head):
        return "other"
    passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in head.head.children)
    return _role(head, head.head, passive) or "other"


def _arguments(predicate: Token) -> list[tuple[Token, Role]]:
    """Subjects and objects of the predicate by the part they play; of coordinated phrases every one."""
    passive = bool(children(predicate, "aux:pass")) or any(c.dep_ == "nsubj:pass" for c in predicate.children)
    pairs: list[tuple[Token, Role]] = []
    if is_accused_of(predicate) and predicate.dep_ == "acl":
        pairs.append((predicate.head, "agent"))
    for child in predicate.children:
        if child.dep_ == "xcomp" and is_predicate(child) and child.pos_ == "VERB":
            pairs += [(t, r) for t, r in _arguments(child) if t.dep_ == "obj"]
        role = _role(child, predicate, passive)
        nominal = child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} and child.tag_ not in {"WP", "WDT"}
        nominal = nominal or (child.pos_ == "DET" and bool(children(child, "nmod")))  # "any of its ships"
        if role is not None and nominal:
            pairs.append((child, role))
            pairs += [(c, role) for c in children(child, "conj")]
    return pairs


def is_accused_of(token: Token) -> bool:
    """Whether somebody is accused of or blamed for what it says ("of planting it", "for the attack")."""
    marks = {c.lower_ for c in children(token, "mark", "case")}
    accused = token.head.head if token.dep_ in {"acl", "nmod"} else token.head
    if accused.lemma_.lower() not in ACCUSING:
        return False
    return ("of" in marks and token.tag_ == "VBG") or ("for" in marks and token.pos_ in {"NOUN", "VERB"})


def _at_the_hands_of(tokens: Sequence[Token]) -> list[tuple[Token, Role]]:
    """Whoever is named behind "at the hands of" did it."""
    hands = [t for t in tokens if t.lower_ == "hands" and any(c.lower_ == "at" for c in children(t, "case"))]
    return [(doer, "agent") for hand in hands for doer in children(hand, "nmod")]


def _role(phrase: Token, predicate: Token, passive: bool) -> Role | None:
    """The part that a phrase beside the predicate plays, by its function and preposition."""
    cases = {c.lower_ for c in children(phrase, "case")} if phrase.dep_ in OBLIQUE else frozenset()
    match phrase.dep_:
        case "nsubj":
            return "affected" if passive or predicate.lemma_.lower() in UNDERGO else "agent"
        case "nsubj:pass" | "obj" | "iobj":
            return "affected"
        case "obl" | "obl:agent" if passive and "by" in cases:
            return "agent"
        case "obl" if predicate.lemma_.lower() in AIMED and cases & {"on", "at", "upon"}:
            return "affected"
        case "obl" | "nmod" if predicate.pos_ == "NOUN" and "of" in cases:
            return "affected"
    return None


def _participant(role: Role, head: Token, span: Span, referents: Referents) -> Participant:
    directory = referents.directory
    name = directory.at(head.idx)
    if name is not None:
        full = directory.fullest(name)
        refers = None if full is name else Span(full.start, full.end)
        return Participant(role, full.text, name.start, name.end, refers)
    happening = referents.of_happening(head) if _takes_place(head.head) else None
    if happening is not None:
        called = referents.words.text[happening.start : happening.end]
        return Participant(role, called, span.start, span.end, happening)
    referent = referents.of_pronoun(head) if head.lower_ in PERSONAL else None
    if referent is not None and referent.name is not None:
        return Participant(role, referent.name.text, span.start, span.end, referent.span)
    span = _with_comparison(span, directory.words.text)
    return Participant(role, directory.words.text[span.start : span.end], span.start, span.end)


def _with_comparison(span: Span, text: str) -> Span:
    """The span with what "than", its first word, belongs to: trees differ on where to hang "not more"."""
    if not text[span.start : span.end].lower().startswith("than "):
        return span
    before = _COMPARATIVE.search(text, 0, span.start)
    return Span(before.start(), span.end) if before else span


def _other(item: Span, directory: Directory) -> Participant:
    return Participant("other", directory.words.text[item.start : item.end], item.start, item.end)


def _takes_place(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in TAKING_PLACE or (
        lemma == "take" and any(c.lower_ == "place" for c in children(verb, "obj"))
    )


def _within(found: Sequence[Said], spans: Sequence[Span]) -> list[Said]:
    """The expressions, which come in text order, that lie in one of the spans."""
    if not found:
        return []
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
