"""Who speaks: from the words of a source to a name in the same report.

In: source spans, the report's names, the voices heard before. Out: a `Voice`. Where nothing in the report
says who "he" or "the ministry" is, the voice keeps its description and is `unnamed`; nothing is guessed
across reports.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hearsay.claims import cues
from hearsay.claims.patterns import antecedent
from hearsay.claims.words import Words, children, subtree_span
from hearsay.records import Name, Report, Span, Token, Voice

FIRST_PERSON = frozenset({"i", "we", "me", "us", "ourselves", "myself"})
SINGULAR = frozenset({"he", "she", "him", "her", "his"})
PLURAL = frozenset({"they", "them", "their", "both", "these", "those"})

# What is longer is a list or a mistake of the tagger, not a fuller form.
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Role:
    """At `at`, the report calls the bearer of `name` by this noun ("President", "a private company")."""

    at: int
    noun: str
    name: Name


class Directory:
    """Who is who in one report: the fullest form of each name, and the roles that it gives to names."""

    def __init__(self, words: Words, names: Sequence[Name], report: Report) -> None:
        self.words = words
        self.issuer = report.publisher if report.genre == "statement" else None
        self.names = sorted(names, key=lambda name: (name.start, name.end))
        self._starts = [name.start for name in self.names]
        self._by_word = _by_word(self.names)
        self._fullest = {name: self._full_form(name) for name in self.names}
        self.roles = sorted(self._find_roles(), key=lambda role: role.at)

    def inside(self, span: Span) -> list[Name]:
        """The names that lie in the span."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [name for name in self.names[first:last] if name.end <= span.end]

    def at(self, offset: int) -> Name | None:
        """The name that the character stands in."""
        before = bisect_right(self._starts, offset)
        return next((n for n in reversed(self.names[max(before - 3, 0) : before]) if offset < n.end), None)

    def fullest(self, name: Name) -> Name:
        """The fullest form under which the report names the same bearer."""
        return self._fullest.get(name, name)

    def by_role(self, noun: str, before: int) -> Name | None:
        """The bearer of a role ("the president"): the latest given before this place, else the only one."""
        fitting = [role for role in self.roles if role.noun == noun]
        earlier = [role for role in fitting if role.at < before]
        bearers = {self.fullest(role.name).text for role in fitting}
        if earlier:
            return self.fullest(earlier[-1].name)
        return self.fullest(fitting[0].name) if len(bearers) == 1 else None

    def person_before(self, offset: int) -> Name | None:
        """The only person named in the sentence of a pronoun or the two before it, if there is one."""
        number = self.words.sentence_number(offset)
        first = self.words.sentences[max(number - 2, 0)].start
        near = [n for n in self.inside(Span(first, offset)) if n.kind == "person"]
        bearers = {self.fullest(name).text: self.fullest(name) for name in near}
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def _full_form(self, name: Name) -> Name:
        """The longest name of which this one is the last part, a part, or the initials."""
        short = name.text.split()
        best = name
        for other in (*self._by_word.get(short[-1], ()), *self._by_word.get(name.text, ())):
            if not len(best.text) < len(other.text) <= LONGEST_NAME:
                continue
            long = other.text.split()
            if other.kind == "person":
                same = long[-len(short) :] == short and (name.kind == "person" or len(short) == 1)
            else:
                joined = name.kind == other.kind and name.kind in {"organization", "group"}
                same = joined and (_runs_in(short, long) or _initials(name.text, other.text))
            if same:
                best = other
        return best

    def _find_roles(self) -> list[Role]:
        roles = []
        for name in self.names:
            tokens = self.words.between(name.start, name.end)
            if not tokens:
                continue
            if name.kind in {"organization", "group", "work"}:
                for token in tokens:
                    if token.lower_ in cues.BODIES or token.lower_ in cues.DOCUMENTS:
                        roles.append(Role(name.start, token.lower_, name))
            roles += [Role(name.start, noun, name) for noun in self._titles(name, tokens)]
        return roles

    def _titles(self, name: Name, tokens: Sequence[Token]) -> list[str]:
        """Nouns that the report puts beside a name: before it, in apposition to it, or as its predicate."""
        nouns = []
        first = bisect_left(self.words.starts, tokens[0].idx)
        for token in reversed(self.words.tokens[max(first - 4, 0) : first]):
            if token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.lower_ not in {"the"}:
                if token.lower_ in cues.TITLES or token.lower_ in cues.BODIES:
                    nouns.append(token.lower_)
                continue
            if token.text == "," and (before := self.words.tokens[max(first - 2, 0)]).pos_ == "NOUN":
                nouns.append(before.lemma_.lower())
            break
        inside = {token.i for token in tokens}
        nouns += [token.lower_ for token in tokens if token.lower_ in cues.TITLES]
        for token in tokens:
            nouns += [
                c.lemma_.lower() for c in children(token, "appos") if c.pos_ == "NOUN" and c.i not in inside
            ]
            if token.head.i not in inside:
                if token.dep_ in {"appos", "flat"} and token.head.pos_ == "NOUN":
                    nouns.append(token.head.lemma_.lower())
                if token.dep_ == "nsubj" and token.head.pos_ == "NOUN" and children(token.head, "cop"):
                    nouns.append(token.head.lemma_.lower())
        return nouns


def _by_word(names: Sequence[Name]) -> dict[str, list[Name]]:
    """One name of each text under each of its words, and under its initials."""
    distinct = {(name.text, name.kind): name for name in reversed(names)}
    table: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(distinct.values(), key=lambda n: n.start):
        words = name.text.split()
        initials = "".join(word[0] for word in words if word[0].isupper())
        for key in {*words, initials} if len(words) > 1 else ():
            table[key].append(name)
    return table


def _runs_in(short: Sequence[str], long: Sequence[str]) -> bool:
    return any(list(long[i : i + len(short)]) == list(short) for i in range(len(long) - len(short) + 1))


def _initials(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in long.split() if word[0].isupper())
    return len(short) >= 2 and short.isupper() and short == letters


def find_voice(
    source: Sequence[Span],
    words: Words,
    directory: Directory,
    heard: Sequence[Voice],
    *,
    authors: dict[str, Voice] | None = None,
) -> Voice:
    """The voice behind the words of a source.

    `heard` are the voices of the report so far, latest last; `authors` maps a kind of document ("report") to
    whoever was last said to have written it.
    """
    span = Span(source[0].start, source[0].end)
    tokens = words.between(span.start, span.end)
    described = words.text[span.start : span.end]
    unnamed = Voice("unnamed", described, span.start, span.end)
    head = words.head(tokens)
    if head is None:
        return unnamed
    if tokens[0].tag_ in {"WP", "WDT"}:
        taken_up = antecedent(tokens[0], words)
        return find_voice([taken_up], words, directory, heard) if taken_up else unnamed
    if head.lower_ in FIRST_PERSON:
        return _first_person(span, words, heard)
    if head.pos_ in {"PRON", "DET"} and len(tokens) <= 2:
        spoke = _pronoun(head, span, heard)
        acted = _subject_before(head, span, words, directory, heard)
        if spoke and acted and _place(acted) > _place(spoke):
            return _again(acted, span)
        return _again(spoke or acted or unnamed, span)
    name = _naming(head, tokens, span, directory)
    if name is not None:
        full = directory.fullest(name)
        refers = None if full is name else Span(full.start, full.end)
        return Voice("named", full.text, span.start, span.end, refers)
    if head.pos_ == "PROPN":
        run = [t for t in tokens if t.pos_ == "PROPN"]
        begin = stop = next((i for i, t in enumerate(run) if t.i == head.i), 0)
        while begin > 0 and run[begin - 1].i == run[begin].i - 1:
            begin -= 1
        while stop + 1 < len(run) and run[stop + 1].i == run[stop].i + 1:
            stop += 1
        called = words.text[run[begin].idx : run[stop].idx + len(run[stop])]
        return Voice("named", called, span.start, span.end)
    noun = head.lemma_.lower()
    definite = (
        tokens[0].lower_ in {"the", "this", "that", "its", "their", "his", "her", "our", "same"}
        or len(tokens) == 1
    )
    if noun in cues.DOCUMENTS and tokens[0].tag_ == "PRP$":
        owner = _subject_before(tokens[0], span, words, directory, heard)
        if owner is not None:
            return _again(owner, span)
    if noun in cues.DOCUMENTS and (writer := _writer(tokens, directory)) is not None:
        return Voice("named", writer.text, span.start, span.end, Span(writer.start, writer.end))
    if noun in cues.DOCUMENTS and authors and noun in authors and definite:
        author = authors[noun]
        refers = author.refers or (
            Span(author.start, author.end) if author.start is not None and author.end is not None else None
        )
        return Voice(author.kind, author.name, span.start, span.end, refers)
    if definite:
        if (bearer := directory.by_role(noun, span.start)) is not None:
            return Voice("named", bearer.text, span.start, span.end, Span(bearer.start, bearer.end))
        for voice in reversed(heard):
            if (
                voice.kind == "unnamed"
                and voice.name
                and noun in voice.name.lower().split()
                and voice.start is not None
            ):
                first = voice.refers or Span(voice.start, voice.end or voice.start)
                return Voice("unnamed", voice.name, span.start, span.end, first)
    if noun in cues.BODIES and noun not in cues.PEOPLE and directory.inside(span):
        return Voice("named", described, span.start, span.end)
    return unnamed


def _writer(tokens: Sequence[Token], directory: Directory) -> Name | None:
    """Whose a document is: "an address by President Terek", "the agency's report"."""
    for name in directory.inside(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))):
        before = [t for t in tokens if t.idx < name.start and t.lower_ not in cues.TITLES and t.pos_ != "DET"]
        after = [t for t in tokens if t.idx >= name.end]
        if (before and before[-1].lower_ == "by") or (after and after[0].lower_ in {"'s", "’s"}):
            return directory.fullest(name)
    return None


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
    return any(t.dep_ == "appos" and t.head.i == head.i and name.start <= t.idx < name.end for t in tokens)


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


def _pronoun(head: Token, span: Span, heard: Sequence[Voice]) -> Voice | None:
    """The voice heard last that the pronoun can stand for by number and kind."""
    for voice in reversed(heard[-6:]):
        if voice.kind == "report" or voice.name is None:
            continue
        first, last = voice.name.lower().split()[0], voice.name.lower().split()[-1]
        counted = first in {"two", "three", "four", "several", "some", "many", "most", "both"}
        plural = voice.kind == "unnamed" and (counted or last.endswith("s"))
        body = _is_body(voice.name)
        if head.lower_ in SINGULAR and not plural and not body:
            return voice
        if head.lower_ in PLURAL and (plural or body):
            return voice
        if head.lower_ == "it" and body:
            return voice
    return None


def _place(voice: Voice) -> int:
    return voice.start if voice.start is not None else -1


def _is_body(name: str) -> bool:
    """Whether a name or description is one of a body: by its last word before any preposition."""
    words = name.lower().split()
    stop = next(
        (i for i, word in enumerate(words) if i and word in {"of", "for", "in", "at", "from", "with"}),
        len(words),
    )
    return words[stop - 1] in cues.BODIES


def _subject_before(
    head: Token, span: Span, words: Words, directory: Directory, heard: Sequence[Voice]
) -> Voice | None:
    """Whoever the sentence before is about, if the pronoun can stand for them by number."""
    number = words.sentence_number(span.start)
    if number == 0 or words.quoted(span.start):
        return None
    before = words.sentences[number - 1]
    main = words.head(words.between(before.start, before.end))
    subjects = children(main, "nsubj", "nsubj:pass") if main is not None else []
    if not subjects or subjects[0].pos_ in {"PRON", "DET"}:
        people = [n for n in directory.inside(before) if n.kind == "person"]
        if head.lower_ not in SINGULAR or len(people) != 1:
            return None
        return find_voice([Span(people[0].start, people[0].end)], words, directory, heard)
    subject = subjects[0]
    plural = subject.tag_ in {"NNS", "NNPS"} or bool(children(subject, "conj"))
    body = subject.lemma_.lower() in cues.BODIES
    fits = (head.lower_ in PLURAL and plural) or (head.lower_ in SINGULAR and not plural and not body)
    if not fits and not (head.lower_ == "it" and body):
        return None
    phrase = words.between(subtree_span(subject).start, subtree_span(subject).end) or [subject]
    comma = next((t.idx for t in phrase if t.text in {",", "(", "—", "–"} and t.idx > subject.idx), None)
    voice = find_voice(
        [Span(phrase[0].idx, comma or phrase[-1].idx + len(phrase[-1]))], words, directory, heard
    )
    if head.lower_ in SINGULAR and voice.kind == "unnamed" and subject.lemma_.lower() not in cues.PEOPLE:
        return None
    return voice


def _again(voice: Voice, span: Span) -> Voice:
    """The same voice, said in other words at another place."""
    if voice.start is None or voice.end is None or voice.start == span.start:
        return voice
    return replace(voice, start=span.start, end=span.end, refers=voice.refers or Span(voice.start, voice.end))
