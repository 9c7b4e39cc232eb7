"""Who speaks: from the words of a source to a name in the same report.

In: source spans, the referents of the report, the voices heard before. Out: a `Voice`. Where nothing in the
report says who "he" or "the ministry" is, the voice keeps its description and is `unnamed`; nothing is
guessed across reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hearsay.claims import cues
from hearsay.claims.directory import Directory, called
from hearsay.claims.patterns import RELATIVE, antecedent, ends_name
from hearsay.claims.referents import PRONOUNS, Referent, Referents, noun_phrase
from hearsay.claims.words import Words, children
from hearsay.records import Name, Span, Token, Voice

FIRST_PERSON = frozenset({"i", "we", "me", "us", "ourselves", "myself"})
TAKING_UP = frozenset({"the", "this", "that", "its", "their", "his", "her", "our", "same"})
FROM = frozenset({"by", "from"})
"""Prepositions behind which stands who issued a document."""
NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
NOT_COUNTED = frozenset({"ADP", "VERB", "AUX", "SCONJ"})
INEXACT = frozenset("about almost around dozen least more most nearly over roughly some than".split())


def find_voice(
    source: Sequence[Span],
    words: Words,
    referents: Referents,
    heard: Sequence[Voice],
    *,
    authors: Mapping[str, Voice] | None = None,
) -> Voice:
    """The voice behind the words of a source.

    `heard` are the voices of the report so far, latest last; `authors` maps a kind of document ("report") to
    whoever was last said to have written it.
    """
    span = _without_aside(Span(source[0].start, source[0].end), words)
    tokens = words.between(span.start, span.end)
    described = words.text[span.start : span.end]
    head = words.head(tokens)
    if head is None:
        return Voice("unnamed", described, span.start, span.end)
    unnamed = Voice("unnamed", described, span.start, span.end, count=count_of(tokens))
    if tokens[0].tag_ in {"WP", "WDT"}:
        taken_up = antecedent(tokens[0], words)
        return find_voice([taken_up], words, referents, heard) if taken_up else unnamed
    if head.lower_ in FIRST_PERSON:
        return _first_person(span, words, heard)
    if head.pos_ in {"PRON", "DET"} and len(tokens) <= 2:
        return _pronoun(head, unnamed, words, referents, heard)
    name = _naming(head, tokens, span, referents.directory)
    if name is not None and not _is_bare_role(name, referents.directory):
        full = referents.directory.fullest(name)
        refers = None if full is name else Span(full.start, full.end)
        return Voice("named", full.text, span.start, span.end, refers)
    taking_up = tokens[0].lower_ in TAKING_UP or (len(tokens) == 1 and head.tag_ != "NNS")
    if head.lemma_.lower() in cues.DOCUMENTS and (
        issuer := _issuer(head, tokens, taking_up, words, referents, heard, authors or {})
    ):
        return _again(issuer, span)
    if taking_up and (referent := referents.of_description(head)) is not None:
        return _led(referent, span, words)
    if head.pos_ == "PROPN" and not _opens_plainly(head, tokens, words):
        return Voice("named", _proper(head, tokens, words), span.start, span.end)
    if taking_up and (before := _described_before(called(head), heard)) is not None:
        return _again(before, span)
    if called(head) in cues.BODIES - cues.PEOPLE and referents.directory.inside(span):
        return Voice("named", described, span.start, span.end)
    if taking_up:
        return replace(unnamed, reason=f"the report gives no name for “{described}”")
    return unnamed


def _without_aside(source: Span, words: Words) -> Span:
    """Without what only tells more ("a nurse, who would not be named"), or when ("the court on Monday")."""
    tokens = words.between(source.start, source.end)
    for before, which in pairwise(tokens):
        if before.text == "," and which.tag_ in RELATIVE and before is not tokens[0]:
            return Span(source.start, words.trim(source.start, before.idx).end)
    kept = tokens
    while kept and words.dated(kept[-1].idx):
        kept = kept[:-1]
    if len(kept) < 2 or len(kept) == len(tokens) or kept[-1].pos_ != "ADP":
        return source
    kept = kept[:-1]
    while len(kept) > 1 and kept[-1].tag_ == "VBN":  # "a survey released on Friday"
        kept = kept[:-1]
    return Span(source.start, kept[-1].idx + len(kept[-1]))


def count_of(tokens: Sequence[Token]) -> int | None:
    """How many people a description speaks of, where it says so exactly: "two officials", "a nurse"."""
    end = next((i for i, t in enumerate(tokens) if i and (t.pos_ in NOT_COUNTED or t.tag_ in RELATIVE)), None)
    parts: list[list[Token]] = [[]]
    for token in tokens[:end]:
        if token.text in {",", "and"}:
            parts.append([])
        else:
            parts[-1].append(token)
    counts = [_counted(part) for part in parts if part]
    return sum(count for count in counts if count) if counts and None not in counts else None


def _counted(tokens: Sequence[Token]) -> int | None:
    noun = next((t for t in reversed(tokens) if t.pos_ in {"NOUN", "PROPN", "NUM"}), tokens[-1])
    if called(noun) not in (cues.PEOPLE | cues.TITLES) - cues.BODIES or any(
        t.lower_ in INEXACT for t in tokens
    ):
        return None
    for token in tokens[:-1]:
        if token.text.isdecimal() or token.lower_ in NUMBERS:
            return int(token.text) if token.text.isdecimal() else NUMBERS[token.lower_]
    if noun.tag_ in {"NN", "NNP"}:
        return 1
    return 2 if tokens[0].lower_ == "both" else None


def _pronoun(
    head: Token, unnamed: Voice, words: Words, referents: Referents, heard: Sequence[Voice]
) -> Voice:
    """Whoever the report speaks of, else the voice heard last that can be meant by number and kind."""
    assert unnamed.start is not None and unnamed.end is not None
    span = Span(unnamed.start, unnamed.end)
    if (referent := referents.of_pronoun(head)) is not None:
        return _led(referent, span, words)
    reason = f"nobody before “{head.text}” fits"
    for voice in reversed(heard[-3:] if head.lower_ in PRONOUNS | {"both", "these"} else ()):
        if voice.kind != "report" and voice.name and _can_be(voice, head):
            return replace(_again(voice, span), basis="assumed", reason="the voice heard last that fits")
    return replace(unnamed, count=None, reason=reason)


def _can_be(voice: Voice, head: Token) -> bool:
    assert voice.name is not None
    first, last = voice.name.lower().split()[0], voice.name.lower().split()[-1]
    if {first, head.lower_} == {"he", "she"}:
        return False
    counted = (voice.count or 0) > 1 or first in {"several", "some", "many", "most", "both"}
    several = voice.kind == "unnamed" and (counted or last.endswith("s"))
    body = last in cues.BODIES
    match head.lower_:
        case "it":
            return body
        case "he" | "she":
            return not several and not body
    return several or body


def _led(referent: Referent, span: Span, words: Words) -> Voice:
    """The voice of the one whom a pronoun or description leads to."""
    at, name = referent.span, referent.name
    if name is not None:
        return Voice("named", name.text, span.start, span.end, at, None, referent.basis, referent.reason)
    described = words.text[at.start : at.end]
    count = count_of(words.between(at.start, at.end))
    return Voice("unnamed", described, span.start, span.end, at, None, referent.basis, referent.reason, count)


def _is_bare_role(name: Name, directory: Directory) -> bool:
    """Whether what was taken for a name is only a role with a capital ("the Ministry", "the President")."""
    word = name.text.removeprefix("the ").removeprefix("The ").lower()
    return (word in cues.BODIES or word in cues.TITLES) and directory.fullest(name) is name


def _opens_plainly(head: Token, tokens: Sequence[Token], words: Words) -> bool:
    """Whether a word that is no name has its capital from the beginning of the sentence ("Witnesses")."""
    opens = len(tokens) == 1 and head.idx == words.sentence(head.idx).start
    return opens and any(head.lower_.removesuffix(ending) in cues.PEOPLE for ending in ("", "s", "es"))


def _proper(head: Token, tokens: Sequence[Token], words: Words) -> str:
    """The run of capitalised words about the head of a source that no name was found in."""
    run = [t for t in tokens if t.pos_ == "PROPN"]
    begin = stop = next((i for i, t in enumerate(run) if t.i == head.i), 0)
    while begin > 0 and run[begin - 1].i == run[begin].i - 1:
        begin -= 1
    while stop + 1 < len(run) and run[stop + 1].i == run[stop].i + 1:
        stop += 1
    if stop + 1 < len(run) and run[stop + 1].head is head and ends_name(run[stop + 1]):
        stop += 1  # "Doctors at Hand"
    return words.text[run[begin].idx : run[stop].idx + len(run[stop])]


def _described_before(noun: str, heard: Sequence[Voice]) -> Voice | None:
    """The unnamed voice heard last that was described by the same noun."""
    for voice in reversed(heard):
        if voice.kind == "unnamed" and voice.name and noun in voice.name.lower().split():
            return replace(voice, basis="resolved", reason=f"described so before: {voice.name}")
    return None


def _issuer(
    head: Token,
    tokens: Sequence[Token],
    taking_up: bool,
    words: Words,
    referents: Referents,
    heard: Sequence[Voice],
    authors: Mapping[str, Voice],
) -> Voice | None:
    """Whose a document is: "an address by President Terek", "the agency's report", "their letter"."""
    inside = {token.i for token in tokens}
    owners = [c for c in children(head, "nmod:poss") if c.i in inside]
    for complement in tokens:
        cases = [c for c in children(complement, "case") if complement.head is head or c.i == head.i + 1]
        case = {c.lower_ for c in cases}
        if case & FROM or ("of" in case and _can_issue(complement, referents)):
            owners.append(complement)
    for owner in owners:
        if owner.lower_ in PRONOUNS:
            referent = referents.of_pronoun(owner)
            return _led(referent, Span(owner.idx, owner.idx + len(owner)), words) if referent else None
        if owner.lower_ in FIRST_PERSON | {"our", "my"}:
            return None
        return find_voice([noun_phrase(owner)], words, referents, heard)
    return authors.get(called(head)) if taking_up else None


def _can_issue(token: Token, referents: Referents) -> bool:
    name = referents.directory.at(token.idx)
    return (name is not None and name.kind in {"person", "organization", "group"}) or (
        token.pos_ == "NOUN" and called(token) in cues.BODIES
    )


def _naming(head: Token, tokens: Sequence[Token], span: Span, directory: Directory) -> Name | None:
    """The name by which the source is called, at its head or in apposition; not one it only mentions."""
    names = directory.inside(span)
    people = [name for name in names if name.kind == "person" and not _mentioned_only(name, tokens)]
    if people:
        at_head = [name for name in people if name.start <= head.idx < name.end]
        return at_head[0] if at_head else people[-1]
    for name in names:
        if name.start <= head.idx < name.end and not _mentioned_only(name, tokens):
            return name
    if (
        head.lemma_.lower() in cues.PEOPLE
        or head.lemma_.lower() in cues.BODIES
        or head.lemma_.lower() in cues.DOCUMENTS
    ):
        apposed = [name for name in names if name.kind != "place" and _apposed(name, head, tokens)]
        return apposed[0] if apposed else None
    bare = [name for name in names if name.kind != "place" and not _mentioned_only(name, tokens)]
    return bare[0] if bare else None


def _apposed(name: Name, head: Token, tokens: Sequence[Token]) -> bool:
    """Whether a name is in apposition to a noun; a tree may call it joined, though nothing joins the two."""
    joined = children(head, "conj")
    alone = joined if len(joined) == 1 and not children(joined[0], "cc") else []
    beside = {t.i for t in (*children(head, "appos"), *alone)}
    return any(t.i in beside and name.start <= t.idx < name.end for t in tokens)


def _mentioned_only(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether the name stands under a preposition or as a possessor ("a spokesman for X", "X's director")."""
    at = [i for i, token in enumerate(tokens) if name.start <= token.idx < name.end]
    if not at:
        return True
    before = at[0] - 1
    while before >= 0 and tokens[before].pos_ in {"DET", "ADJ"}:
        before -= 1
    if before >= 0 and tokens[before].pos_ in {"ADP", "SCONJ"}:
        return True
    after = at[-1] + 1
    return after < len(tokens) and tokens[after].lower_ in {"'s", "’s", "'", "’"} and after + 1 < len(tokens)


def _first_person(span: Span, words: Words, heard: Sequence[Voice]) -> Voice:
    """Whom "I" and "we" mean: the one who is quoted, or outside quotation marks the report itself."""
    if words.quoted(span.start) and heard:
        return _again(heard[-1], span)
    return Voice("report")


def _again(voice: Voice, span: Span) -> Voice:
    """The same voice, said in other words at another place."""
    if voice.start is None or voice.end is None or voice.start == span.start:
        return voice
    return replace(voice, start=span.start, end=span.end, refers=voice.refers or Span(voice.start, voice.end))
