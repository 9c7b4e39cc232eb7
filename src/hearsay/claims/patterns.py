"""Attributions that are grammar rather than wording, read off the tree.

In: the parse. Out: `Saying`s: a view of nobody in particular, and plain reported speech. Never here: what the
network finds, or what the report itself holds for false.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from hearsay.claims import cues
from hearsay.claims.referents import noun_phrase
from hearsay.claims.saying import Saying
from hearsay.claims.words import FINITE, QUOTES, Words, children, is_passive, is_predicate, subtree_span
from hearsay.records import Span, Token

SAYING = cues.SAY | cues.ANSWERING | cues.PREDICT | cues.DEMAND
PASSING_ON = frozenset({"cite", "quote", "invoke"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
ESTIMATING = cues.GAUGE | {"estimate"}
NUMBER_WORDS = frozenset("and at between least most of per than to".split())
ADJUNCT = 8  # words
REACH = 14  # words from a verb of saying to the "that" behind which its content stands
AWAY = frozenset({"away", "back", "down", "in", "off", "over", "up"})
"""Particles with which a verb of saying says something else ("was called off", "held up")."""
NOTHING = frozenset({"little", "nobody", "none", "nothing"})
"""Words behind a verb by which what follows is not said ("found nothing that would explain it")."""
NAMING = frozenset({"identify", "name", "quote"})
"""What somebody who will not be named declines."""
SAID = frozenset({"added", "claimed", "confirmed", "said", "says", "told"})
"""The forms in which such a one speaks; a parser does not tell them from participles there."""
REASONS = frozenset({"cause", "ground", "grounds", "reason"})
"""What one has, or has not, to believe something."""


def views(words: Words) -> Iterator[Saying]:
    """What nobody in particular says: "X is widely seen as Y", "Russia is openly called our enemy"."""
    for token in words.among(cues.PASSIVE_VIEW):
        if token.lemma_.lower() not in cues.PASSIVE_VIEW or token.tag_ != "VBN":
            continue
        auxiliaries = [
            c for c in token.children if c.dep_ in {"aux", "aux:pass", "advmod"} and c.idx < token.idx
        ]
        if not any(c.lemma_ == "be" for c in auxiliaries):
            continue
        after = words.between(token.idx + len(token), words.sentence(token.idx).end)
        if any(t.lower_ == "by" for t in after[:2]) or not after:
            continue
        subjects = children(token, "nsubj:pass", "nsubj")
        said = _said_of(token, after)
        if not subjects or not said:
            continue
        if token.lemma_.lower() == "know" and any(t.pos_ == "PROPN" for t in said[1:3]):
            continue  # what it is called
        begin = min(c.idx for c in auxiliaries if c.lemma_ == "be" or c.dep_ != "advmod")
        subject = antecedent(subjects[0], words) or subtree_span(subjects[0])
        cue = Span(begin, token.idx + len(token))
        if subjects[0].lower_ == "it" and said[0].lower_ == "that":
            yield Saying((), (cue,), (_extent(said),))
        elif subject.end <= begin:
            yield Saying((), (cue,), (subject, _extent(said)))


def antecedent(relative: Token, words: Words) -> Span | None:
    """The noun phrase that "who" or "which" takes up, the nearest before it; None for other words."""
    if relative.tag_ not in RELATIVE:
        return None
    before = words.between(words.sentence(relative.idx).start, relative.idx)
    noun = next((t for t in reversed(before) if t.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None:
        return None
    whole = noun.head if ends_name(noun) else noun
    phrase = [t for t in whole.subtree if t.idx <= whole.idx and t.pos_ != "ADP"]
    return Span(phrase[0].idx, noun.idx + len(noun))


def ends_name(noun: Token) -> bool:
    """Whether a name goes on before a small word in it ("the Observatory for Rights")."""
    if noun.dep_ != "nmod" or not noun.pos_ == noun.head.pos_ == "PROPN":
        return False
    between = [t for t in noun.subtree if t.i <= noun.i]
    small = any(c.lower_ in {"at", "for", "of"} for c in children(noun, "case"))
    return small and len(between) == noun.i - noun.head.i


def behind_relative(content: Span, source: Sequence[Span], words: Words) -> Span:
    """Behind the relative clause that belongs to the speaker ("according to the guild, which …, P")."""
    tokens = words.between(content.start, content.end)
    of = next((i for i, t in enumerate(tokens[:5]) if t.tag_ in {"WDT", "WP"} and i > 1), None)
    if of is not None and tokens[of - 1].lower_ == "of":  # "an audit, excerpts of which the Post has seen, P"
        ends = next((i for i, t in enumerate(tokens) if i > of and t.text == ","), len(tokens) - 1)
        return Span(tokens[ends + 1].idx, content.end) if ends + 2 < len(tokens) else content
    if not tokens or tokens[0].tag_ not in RELATIVE:
        return content
    verb = tokens[0]
    while verb.dep_ != "acl:relcl" and verb.head is not verb:
        verb = verb.head
    if not any(span.start <= verb.head.idx < span.end for span in source):
        return content
    inside = {t.i for t in verb.subtree}
    rest = next((t for t in tokens if t.i not in inside and t.pos_ != "PUNCT"), None)
    if rest is None or not any(is_predicate(t) for t in tokens if t.idx >= rest.idx):
        return content
    return Span(rest.idx, content.end)


def _said_of(token: Token, after: Sequence[Token]) -> Sequence[Token]:
    """What the passive says of its subject, as far as the clause goes: "as outdated", "our enemy".

    Where or when it is said may stand before ("in the capital as a retreat").
    """
    after = _behind_adjunct(after)
    opens = after[0].lower_ in {"as", "to"} or any(
        c.dep_ in {"xcomp", "obj", "ccomp"} and c.idx > token.idx and not children(c, "case")
        for c in token.children
    )
    if not opens:
        return ()
    stop = next(
        (i for i, t in enumerate(after) if t.text in {",", ";", ":", "—", "–"} or t.text in '“”"'), len(after)
    )
    kept = after[:stop]
    return kept[:-1] if kept and kept[-1].pos_ == "PUNCT" else kept


def designs(words: Words) -> Iterator[tuple[Span, Span, Token]]:
    """What is laid down for later of a thing that a sentence only mentions: "a road planned to cross it".

    The thing, what it is to do, and the verb of that.
    """
    for token in words.among(cues.DESIGNED):
        thing = token.head
        if token.tag_ != "VBN" or token.dep_ != "acl" or thing.idx > token.idx:
            continue
        deeds = [
            c for c in children(token, "xcomp", "advcl", "ccomp") if c.tag_ == "VB" and c.idx > token.idx
        ]
        if not deeds:
            continue
        named = [t for t in thing.subtree if t.idx < token.idx and t.pos_ != "PUNCT" and not t.text.isspace()]
        start = _name_start(next((t for t in named if t.dep_ != "case"), thing), words)
        end = max(t.idx + len(t) for t in named)
        yield Span(start, end), Span(token.idx, subtree_span(deeds[0]).end), deeds[0]


def _name_start(first: Token, words: Words) -> int:
    """Where a name begins of which the tree holds only the end ("Port of | Orlen 2")."""
    before = words.between(words.sentence(first.idx).start, first.idx)
    while (
        first.pos_ == "PROPN"
        and len(before) > 1
        and before[-1].lower_ == "of"
        and before[-2].text[:1].isupper()
    ):
        first, before = before[-2], before[:-2]
    before = before[-1:]
    return before[0].idx if before and before[0].pos_ == "DET" else first.idx


def _behind_adjunct(after: Sequence[Token]) -> Sequence[Token]:
    """From "as" on, where only a phrase with a preposition stands before it."""
    at = next((i for i, t in enumerate(after[:ADJUNCT]) if t.lower_ == "as"), 0)
    adjunct = after[:at]
    if not adjunct or adjunct[0].pos_ not in {"ADP", "ADV"} or adjunct[0].lower_ == "to":
        return after
    plain = all(t.pos_ in {"ADP", "ADV", "DET", "ADJ", "NOUN", "PROPN", "NUM"} for t in adjunct)
    return after[at:] if plain else after


def gauged(words: Words) -> Iterator[Saying]:
    """How many or much somebody says it is: "the ministry puts the toll at 14"."""
    yield from _spoken_of(words)
    for verb in words.among(ESTIMATING):
        things, speakers = children(verb, "obj"), children(verb, "nsubj")
        if verb.pos_ != "VERB" or not things or not speakers or is_passive(verb):
            continue
        after = words.between(things[0].idx, words.sentence(verb.idx).end)
        at = next((i for i, t in enumerate(after) if t.lower_ in {"at", "as"} and t.pos_ == "ADP"), None)
        if at is None or any(t.tag_ in FINITE or t.pos_ == "PUNCT" for t in after[:at]):
            continue
        number = list(takewhile(_is_of_number, after[at + 1 :]))
        source, thing = subtree_span(speakers[0]), things[0]
        if not any(t.pos_ == "NUM" for t in number) or not source.end <= verb.idx < thing.idx:
            continue
        said = Span(subtree_span(thing).start, number[-1].idx + len(number[-1]))
        if said.start > verb.idx:
            yield Saying((source,), (Span(verb.idx, verb.idx + len(verb)),), (said,))


def _spoken_of(words: Words) -> Iterator[Saying]:
    """How many somebody speaks of: "the ministry speaks of four"."""
    for verb in words.among(frozenset({"speak", "talk"})):
        speakers = children(verb, "nsubj")
        for number in children(verb, "obl") if verb.pos_ == "VERB" and speakers else ():
            of = any(mark.lower_ == "of" for mark in children(number, "case"))
            if of and (number.pos_ == "NUM" or children(number, "nummod")):
                cue = Span(verb.idx, verb.idx + len(verb))
                yield Saying((subtree_span(speakers[0]),), (cue,), (noun_phrase(number),), "asserts")


def _is_of_number(token: Token) -> bool:
    """Whether a word can stand in "more than 40 people" or "between two and three per cent"."""
    return token.pos_ in {"ADJ", "ADV", "NOUN", "NUM", "SYM"} or token.lower_ in NUMBER_WORDS


def reported(words: Words) -> Iterator[Saying]:
    """Plain reported speech: a verb of saying with a speaker and a clause, "according to", "X says: P"."""
    for token in words.among(SAYING | {"according", ":", "that"}):
        if token.lower_ == "according":
            yield from _according(token, words)
        if token.text == ":":
            yield from _announced(token, words)
        if token.tag_ == "VBG" and _is_saying(token):
            yield from _quoted_as(token, words)
        if token.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and _is_saying(token):
            yield from _trailing(token, words)
        if token.lower_ == "that" and token.tag_ in {"IN", "WDT"}:
            yield from _that_clause(token, words)
        if token.pos_ != "VERB" or not _is_saying(token):
            continue
        speakers = _speakers(token)
        if is_passive(token):
            speakers = [
                c for c in children(token, "obl:agent", "obl") if _is_by(c) and not words.dated(c.idx)
            ]
        content = _ordered(token) or _reported_content(token) or _taken_up(token, words)
        if content is None and token.lemma_.lower() in cues.ANSWERING and not _judges_a_claim(token):
            content = before_which(token, words)
        if not speakers or content is None:
            continue
        source = subtree_span(speakers[0])
        if content.start <= token.idx < content.end or content.overlaps(source):
            continue
        yield Saying((_without_case(speakers[0], source),), (_verb_group(token),), (content,))


def _judges_a_claim(verb: Token) -> bool:
    return verb.head.lemma_.lower() in cues.CLAIM_NOUNS


def _is_by(noun: Token) -> bool:
    return any(mark.lower_ == "by" for mark in children(noun, "case"))


def anonymous(words: Words) -> Iterator[Saying]:
    """What stands behind "an official who declined to be named said", by the order of the words.

    A parser easily takes the verb of saying for a part of the clause before it.
    """
    for named in words.among(NAMING):
        sentence = words.sentence(named.idx)
        before = words.between(sentence.start, named.idx)
        relative = next((t for t in reversed(before[-8:]) if t.tag_ in RELATIVE), None)
        if named.tag_ != "VBN" or relative is None or before[-1].lower_ != "be":
            continue
        speaker = _before_relative(words.between(sentence.start, relative.idx)) or antecedent(relative, words)
        after = words.between(named.idx + len(named), sentence.end)
        at = next((i for i, t in enumerate(after) if t.lower_ in SAID and after[i - 1].lower_ != "to"), None)
        if speaker is None or at is None or any(t.text == ";" for t in after[:at]):
            continue
        said = list(after[at + 1 :])
        that = next((i for i, t in enumerate(said[:6]) if t.lower_ == "that"), -1)
        said = said[that + 1 :]
        said = _without_stop(said)
        if any(t.tag_ in FINITE for t in said):
            verb = after[at]
            yield Saying((speaker,), (Span(verb.idx, verb.idx + len(verb)),), (_extent(said),))


def _before_relative(before: Sequence[Token]) -> Span | None:
    """The whole noun phrase that a relative clause follows ("a naval officer in Gottsby, who …")."""
    while before and before[-1].text == ",":
        before = before[:-1]
    phrase = list(takewhile(lambda t: t.pos_ not in {"AUX", "PUNCT", "VERB"}, reversed(before)))[::-1]
    while phrase and phrase[0].pos_ in {"ADP", "ADV", "CCONJ", "SCONJ"}:
        phrase = phrase[1:]
    return _extent(phrase) if any(t.pos_ in {"NOUN", "PRON", "PROPN"} for t in phrase) else None


def _speakers(verb: Token) -> list[Token]:
    """The subject of a verb, or of its governor ("refused to confirm", "has no reason to believe")."""
    while not (speakers := children(verb, "nsubj")) and _governor(verb) is not verb:
        verb = _governor(verb)
    return speakers


def _governor(verb: Token) -> Token:
    """The verb under which a withheld one stands, or the one that it is joined to; else the verb itself."""
    if verb.dep_ in {"acl", "advcl"} and any(c.tag_ == "TO" for c in verb.children):
        above = verb.head.head if verb.head.dep_ == "obj" else verb.head
        return above if any(c.lemma_.lower() in REASONS for c in children(above, "obj")) else verb
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in cues.WITHHOLDING
    joined = verb.dep_ == "conj" and any(c.lower_ in {"nor", "or"} for c in verb.children)
    return verb.head if withheld or (joined and not children(verb, "nsubj")) else verb


def _without_case(noun: Token, span: Span) -> Span:
    """A noun phrase without the preposition that opens it."""
    cases = [c for c in children(noun, "case") if c.idx == span.start]
    return Span(cases[0].idx + len(cases[0]) + 1, span.end) if cases else span


def _ordered(token: Token) -> Span | None:
    """What somebody is told to do: "orders all units to hold", "tasked the service with creating"."""
    if token.lemma_.lower() not in cues.ORDER | cues.PROMISE | cues.DEMAND:
        return None
    objects = children(token, "obj")
    deeds = [
        c for c in children(token, "xcomp", "ccomp", "advcl") if c.tag_ in {"VB", "VBG"} and c.idx > token.idx
    ]
    addressees = [*objects, *(c for o in objects for c in children(o, "conj"))]
    deeds += [c for a in addressees for c in children(a, "acl") if c.tag_ in {"VB", "VBG"}]
    if not objects or not deeds:
        return None
    return Span(subtree_span(objects[0]).start, max(subtree_span(deed).end for deed in deeds))


def _trailing(verb: Token, words: Words) -> Iterator[Saying]:
    """What stands before ", President Terek announced on Thursday" at the end of a sentence.

    Told by the order of the words, since a parser easily hangs so long a tail on the wrong word.
    """
    if verb.dep_ == "acl:relcl" and _judges_a_claim(verb):
        return  # ", a claim (that) the rebels dismissed", see `disputed`
    sentence = words.sentence(verb.idx)
    after = words.between(verb.idx + len(verb), sentence.end)
    citing = next(
        (i for i, t in enumerate(after) if t.lemma_.lower() in PASSING_ON and t.tag_ == "VBG"), len(after)
    )
    after = [t for t in after[:citing] if t.text != "," or citing == len(after)]
    after = after[: _second_tail(after)]
    if len(after) > 8 or any(t.pos_ in {"VERB", "AUX"} or t.text in {":", ","} for t in after):
        return
    group = _verb_group(verb)
    before = _without_relative(words.between(sentence.start, group.start))
    if before and before[-1].lower_ in {"as", "than"}:
        return  # "two years later than planned"
    commas = [i for i, t in enumerate(before) if t.text in {",", "”", '"'}]
    if before and before[-1].text == ",":
        # ", the director, Jana Kolar, said": the name belongs to who stands before it
        before, commas = before[:-1], commas[:-1]
        named = before[commas[-1] + 1 :] if commas else []
        if not named or any(t.pos_ != "PROPN" for t in named):
            return
        commas = commas[:-1]
    for at in reversed(commas):
        source, content = before[at + 1 :], before[:at]
        if not source or len(source) > 20 or _has_clause(source):
            return
        opens = (
            source[0].pos_ in {"DET", "PROPN", "PRON", "NOUN", "NUM", "ADJ"}
            and source[0].tag_ not in RELATIVE
        )
        opens = opens and len(content) > 3 and content[0].lower_ != "according"
        if opens and any(is_predicate(t) for t in content):
            yield Saying((_extent(source),), (group,), (_extent(content),))
            return


def _without_relative(before: Sequence[Token]) -> Sequence[Token]:
    """Without the clause that tells more of a speaker, between commas ("Amrein, who worked there, said")."""
    if not before or before[-1].text != ",":
        return before
    opens = next((i for i in range(len(before) - 2, 0, -1) if before[i].tag_ in {"WDT", "WP"}), None)
    if opens is None or before[opens - 1].text != "," or any(t.text == "," for t in before[opens:-1]):
        return before
    return before[: opens - 1]


def _second_tail(after: Sequence[Token]) -> int:
    """Where another tail begins that passes the first on (", Karl Henn said"), else the end."""
    at = next((i for i, t in enumerate(after) if t.text == ","), len(after))
    tail = after[at + 1 :]
    verbs = [t for t in tail if t.pos_ in {"VERB", "AUX"}]
    passed_on = len(verbs) == 1 and _is_saying(verbs[0]) and bool(children(verbs[0], "nsubj"))
    return at if passed_on and len(tail) <= 8 else len(after)


def _has_clause(tokens: Sequence[Token]) -> bool:
    """Whether a clause stands in the words, other than a relative one ("a man who took part")."""
    relative = next((i for i, t in enumerate(tokens) if t.tag_ in RELATIVE), len(tokens))
    return any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in tokens[:relative])


def _without_insertion(before: Sequence[Token]) -> Sequence[Token]:
    """Without what stands between two commas at the end ("confirmed, hours after the storm, that")."""
    if not before or before[-1].text != ",":
        return before
    opens = next((i for i in range(len(before) - 2, 0, -1) if before[i].text == ","), None)
    if opens is None or any(t.tag_ in FINITE or t.tag_ == "VBG" for t in before[opens:]):
        return before
    return before[:opens]


def _that_clause(that: Token, words: Words) -> Iterator[Saying]:
    """What stands behind "the letter states that" and "had been told by the mayor that", by word order."""
    sentence = words.sentence(that.idx)
    before = _without_insertion(words.between(sentence.start, that.idx))
    verb = next(
        (t for t in reversed(before[-REACH:]) if _is_saying(t) and t.pos_ in {"VERB", "NOUN", "AUX"}), None
    )
    if verb is None or words.quoted(verb.idx) != words.quoted(that.idx):
        return
    ahead, between = words.between(sentence.start, verb.idx), [t for t in before if t.idx > verb.idx]
    if any(t.pos_ in {"VERB", "AUX", "PUNCT"} or t.lower_ in cues.NEGATION | NOTHING for t in between):
        return
    if between and between[0].lower_ == "by":
        speaker = [t for t in between[1:] if t.pos_ != "ADP"]
    elif verb.pos_ == "NOUN":
        speaker = [] if any(t.tag_ in FINITE for t in ahead) else list(ahead)
    else:
        subjects = [] if is_passive(verb) else children(verb, "nsubj")
        speaker = [t for t in subjects[0].subtree if t.idx < verb.idx] if subjects else []
    after = words.between(that.idx + 5, sentence.end)
    after = [*_without_tail(after)]
    if verb.pos_ == "NOUN" and (at := judgement(after)):
        after = after[:at]
    if verb.pos_ == "NOUN" and is_predicate(that.head) and that.head.idx > that.idx:
        after = [t for t in after if t.idx < subtree_span(that.head).end]  # the noun's verb follows
    after = _without_stop(after)
    named = any(t.pos_ in {"NOUN", "PRON", "PROPN"} for t in speaker)
    if named and len(after) > 2 and any(t.tag_ in FINITE or is_predicate(t) for t in after):
        yield Saying((_extent(speaker),), (_verb_group(verb),), (_extent(after),))


def _quoted_as(saying: Token, words: Words) -> Iterator[Saying]:
    """What stands behind "the agency quoted the captain as saying"; whom it quotes is found by the chain."""
    sentence = words.sentence(saying.idx)
    end = saying.idx + len(saying)
    before, after = words.between(sentence.start, saying.idx), words.between(end, sentence.end)
    verb = next((t for t in reversed(before) if t.lemma_.lower() in PASSING_ON), None)
    if verb is None or before[-1].lower_ != "as" or len(after) < 3:
        return
    subjects = children(verb, "nsubj")
    if subjects:
        cue = [Span(t.idx, t.idx + len(t)) for t in (verb, saying) if t is verb or t.lower_ != "saying"]
        yield Saying((subtree_span(subjects[0]),), (*cue,), (Span(after[0].idx, sentence.end),))


def _announced(colon: Token, words: Words) -> Iterator[Saying]:
    """What stands behind "the ministry repeats:" in the same sentence."""
    sentence = words.sentence(colon.idx)
    before = words.between(sentence.start, colon.idx)
    after = words.between(colon.idx + 1, sentence.end)
    if not 2 <= len(before) <= 8 or len(after) < 3 or words.quoted(colon.idx):
        return
    verb = before[-1]
    if (
        not _is_saying(verb)
        or verb.tag_ == "VBG"
        or not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in before[:-1])
    ):
        return
    source = Span(before[0].idx, before[-2].idx + len(before[-2]))
    yield Saying((source,), (Span(verb.idx, verb.idx + len(verb)),), (Span(after[0].idx, sentence.end),))


def _reported_content(token: Token) -> Span | None:
    """The clause under a verb of saying, or the sentence that it is only tacked on to ("P, he said")."""
    clauses = [c for c in children(token, "ccomp", "parataxis") if is_predicate(c) and not _speaks(c)]
    if clauses:
        return _clause(clauses[0], token)
    if (told := _told(token)) is not None:
        return told
    host = token.head
    if token.dep_ != "parataxis" or not is_predicate(host):
        return None
    if any(c.lower_ == "that" and c.idx > token.idx for child in token.children for c in child.subtree):
        return None
    tacked = {t.i for t in token.subtree}
    rest = [t for t in host.subtree if t.i not in tacked and t.pos_ != "PUNCT" and not t.text.isspace()]
    before = [t for t in rest if t.idx < token.idx]
    kept = before if len(before) >= len(rest) - len(before) else [t for t in rest if t.idx > token.idx]
    if len(kept) < 2 or any(t.text == ";" and token.idx > t.idx > kept[-1].idx for t in host.subtree):
        return None
    return Span(min(t.idx for t in kept), max(t.idx + len(t) for t in kept))


def _told(verb: Token) -> Span | None:
    """The clause of "told her the roof leaked", where the tree takes the roof for a thing that is told."""
    things, clauses = children(verb, "obj"), children(verb, "xcomp")
    if not children(verb, "iobj") or not things or not clauses or clauses[0].tag_ not in {"VBD", "VBN"}:
        return None
    return Span(subtree_span(things[0]).start, subtree_span(clauses[0]).end)


def _taken_up(verb: Token, words: Words) -> Span | None:
    """The "this" or "it" of "the company denies this", which stands for a claim before."""
    if verb.lemma_.lower() not in cues.ANSWERING:
        return None
    for thing in children(verb, "obj"):
        if thing.lower_ in {"it", "that", "this"} and not children(thing, "acl", "acl:relcl", "nmod"):
            return Span(thing.idx, thing.idx + len(thing))
    match words.between(verb.idx + len(verb), words.sentence(verb.idx).end)[:2]:
        case [thing, after] if thing.lower_ in {"that", "this"} and after.lower_ in {",", ";", "and", "but"}:
            return Span(thing.idx, thing.idx + len(thing))
    return None


def before_which(verb: Token, words: Words) -> Span | None:
    """What stands before ", which the commission denies": the clause, or what somebody said in it."""
    which = next((c for c in children(verb, "obj") if c.lower_ == "which" and c.idx < verb.idx), None)
    if which is None:
        return None
    before = words.between(words.sentence(which.idx).start, which.idx)
    if len(before) < 4 or before[-1].text != ",":
        return None
    said = _said_in(before[:-1])
    return _extent(said) if len(said) > 2 and any(is_predicate(t) for t in said) else None


def _said_in(told: Sequence[Token]) -> Sequence[Token]:
    """What a clause says that somebody said (of "prosecutors allege that P", P), else the clause."""
    for i in range(len(told) - 3, 0, -1):
        if told[i].lower_ != "that" or told[i].tag_ != "IN":
            continue
        verb = next((t for t in reversed(told[:i]) if t.pos_ == "VERB"), None)
        if verb is not None and _is_saying(verb):
            return told[i + 1 :]
    return told


def disputed(words: Words) -> Iterator[Saying]:
    """What is told and then denied or confirmed.

    "The town fell, a claim (that) the rebels dismissed"; "the claim that it fell was rejected by the rebels".
    """
    for noun in words.among(cues.CLAIM_NOUNS):
        yield from _rejected(noun, words)
        judged = noun.head
        if noun.dep_ == "nsubj:pass" and judged.lemma_.lower() in cues.ANSWERING:
            agents = [c for c in children(judged, "obl:agent", "obl") if _is_by(c) and not words.dated(c.idx)]
            clauses = [
                c for c in children(noun, "acl", "ccomp") if any(m.lower_ == "that" for m in c.children)
            ]
            if agents and clauses and clauses[0].idx < judged.idx:
                yield Saying((noun_phrase(agents[0]),), (_verb_group(judged),), (_clause(clauses[0], noun),))
        before = words.between(words.sentence(noun.idx).start, noun.idx)
        while before and before[-1].pos_ in {"ADJ", "DET"}:
            before = before[:-1]
        verbs = [v for v in children(noun, "acl:relcl") if v.lemma_.lower() in cues.ANSWERING]
        speakers = [s for v in verbs for s in children(v, "nsubj") if s.idx > noun.idx]
        if not speakers or len(before) < 4 or before[-1].text not in {",", "–", "—"}:
            continue
        told = _said_in(_without_tail(before[:-1]))
        if any(is_predicate(t) for t in told):
            verb = verbs[0]
            yield Saying(
                (subtree_span(speakers[0]),), (Span(verb.idx, verb.idx + len(verb)),), (_extent(told),)
            )


def only_speaks(tail: Sequence[Token]) -> bool:
    """Whether the end of a sentence only says who speaks (", two people familiar with it told the daily")."""
    verbs = [t for t in tail if t.pos_ in {"AUX", "VERB"}]
    if len(verbs) != 1 or verbs[0].lemma_.lower() not in cues.SAY or len(tail) > REACH:
        return False
    speaker = [t for t in tail if t.idx < verbs[0].idx]
    named = any(t.pos_ in {"NOUN", "PRON", "PROPN"} for t in speaker)
    plain = tail[0].pos_ != "ADJ" and not any(
        t.tag_ in RELATIVE or t.lower_ == "that" or t.pos_ in {"CCONJ", "SCONJ"} for t in speaker
    )
    return verbs[0].tag_ in FINITE and named and plain


def _rejected(noun: Token, words: Words) -> Iterator[Saying]:
    """What stands in "the claim that P is contradicted by the data", by the order of the words."""
    after = words.between(noun.idx + len(noun), words.sentence(noun.idx).end)
    at = judgement(after)
    if not at or after[0].lower_ != "that":
        return
    verb = next(i for i, t in enumerate(after) if i >= at and t.lemma_.lower() in cues.ANSWERING)
    named = list(takewhile(lambda t: t.pos_ not in {"AUX", "PUNCT", "VERB"}, after[verb + 2 :]))
    if named and not words.dated(named[0].idx):
        cue = Span(after[at].idx, after[verb].idx + len(after[verb]))
        yield Saying((_extent(named),), (cue,), (_extent(after[1:at]),))


def judgement(tokens: Sequence[Token]) -> int:
    """Where "is contradicted by" begins behind a clause with a verb of its own; 0 where nowhere."""
    for i, token in enumerate(tokens[:-1]):
        if token.tag_ != "VBN" or token.lemma_.lower() not in cues.ANSWERING or tokens[i + 1].lower_ != "by":
            continue
        first = i
        while first and (tokens[first - 1].pos_ == "AUX" or tokens[first - 1].pos_ == "ADV"):
            first -= 1
        if first < i and any(t.tag_ in FINITE for t in tokens[:first]):
            return first
    return 0


def _without_tail(told: Sequence[Token]) -> Sequence[Token]:
    """Without the speaker who is only tacked on (", state television reported")."""
    at = next((i for i in range(len(told) - 1, 0, -1) if told[i].text == ","), 0)
    return told[:at] if at > 2 and only_speaks(told[at + 1 :]) else told


def _clause(head: Token, verb: Token) -> Span:
    """A clause without the "that" that opens it, on its own side of the verb of saying."""
    below = [t for t in head.subtree if not t.text.isspace() and (t.idx > verb.idx) == (head.idx > verb.idx)]
    span = Span(min(t.idx for t in below), max(t.idx + len(t) for t in below))
    for mark in sorted(head.children, key=lambda c: c.idx):
        if mark.lower_ == "that" and mark.dep_ in {"mark", "nsubj", "obj"} and mark.idx == span.start:
            return Span(mark.idx + len(mark) + 1, span.end)
    return span


def _speaks(token: Token) -> bool:
    """Whether a verb only tacks a speaker on to what stands before it (", he said")."""
    return token.dep_ == "parataxis" and _is_saying(token) and bool(children(token, "nsubj"))


def _is_saying(token: Token) -> bool:
    if token.lemma_.lower() not in SAYING:
        return False
    return not any(c.lower_ in AWAY for c in children(token, "compound:prt"))


def _verb_group(token: Token) -> Span:
    """The verb with its auxiliaries, its negation and its particle, from the verb that governs it on."""
    first = token
    while _governor(first) is not first:
        first = _governor(first)
    helping = [c for c in first.children if c.dep_ in {"aux", "aux:pass"} or c.lower_ in cues.NEGATION]
    begin = min(c.idx for c in (*helping, first, token) if c.idx <= token.idx)
    last = next((c for c in token.children if c.dep_ == "compound:prt" and c.i == token.i + 1), token)
    return Span(begin, last.idx + len(last))


def _according(token: Token, words: Words) -> Iterator[Saying]:
    """What stands after "according to X", or before it; X ends with its comma or clause."""
    sentence = words.sentence(token.idx)
    following = words.between(token.idx, sentence.end)
    if len(following) < 3 or following[1].lower_ != "to":
        return
    if following[2].tag_ in RELATIVE and (whose := antecedent(following[2], words)) is not None:
        said = list(takewhile(lambda t: t.text not in {";", "—", "–"}, following[3:]))
        said = _without_stop(said)
        if any(is_predicate(t) for t in said):
            yield Saying((whose,), (_extent(following[:2]),), (_extent(said),))
        return
    source: list[Token] = []
    for word in following[2:]:
        if word.text in {",", ".", ";", ":", "”", "—", "–"} or (
            source and word.pos_ in {"VERB", "AUX", "SCONJ"}
        ):
            break
        if word.pos_ == "DET" and source and source[-1].pos_ in {"NOUN", "PROPN"}:
            break  # no comma, and yet another noun phrase begins: the subject of the clause
        source.append(word)
    before = words.between(sentence.start, token.idx)
    rest = following[2 + len(source) :]
    while rest and rest[0].pos_ == "PUNCT":
        rest = rest[1:]
    whole = len(before) > 3 and before[-1].pos_ != "SCONJ" and any(is_predicate(t) for t in before)
    content = before if whole else rest
    content = _without_stop(content)
    if source and len(content) > 2:
        speaker = _extent(source)
        said_by = behind_relative(_extent(content), (speaker,), words)
        yield Saying((speaker,), (_extent(following[:2]),), (said_by,))


def _without_stop(tokens: Sequence[Token]) -> list[Token]:
    """Without the marks at the end, but for quotation marks."""
    kept = list(tokens)
    while kept and kept[-1].pos_ == "PUNCT" and kept[-1].text not in QUOTES:
        kept.pop()
    return kept


def _extent(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
