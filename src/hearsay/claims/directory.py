"""Who is who in one report: the names, their fuller forms, and what else the report calls their bearers.

In: a report's names and its parse. Out: for a name its fullest form, for a role ("the minister") its bearer,
for a person "he" or "she" where the report or the first name says so. Never here: another report.
"""

import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Literal

from hearsay.claims import cues
from hearsay.claims.words import Words, children
from hearsay.records import Name, Span, Token

Gender = Literal["he", "she"]

# What is longer is a list or a mistake of the tagger, not a fuller form.
LONGEST_NAME = 80
ADDRESS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lady", "lord"})
"""Words of address that belong to a name and are no part of it."""

OUTLETS = frozenset(
    """agency broadcaster channel chronicle courier daily gazette herald journal magazine network news
    newspaper outlet paper podcast post press programme radio station tabloid telegraph television times
    tribune tv website weekly wire""".split()
)
"""Words for those who print or broadcast what they are told, and of which their names are made."""

AGENCIES = frozenset(
    """aap afp ansa ap ard bbc belga bloomberg cbs cnn dpa efe interfax kyodo lusa nbc npr orf pap pbs rai
    reuters rtl tass xinhua zdf""".split()
)
"""Agencies and broadcasters whose names do not say what they are."""

_WORDS = {
    table: frozenset(words.split())
    for table, words in tomllib.loads(
        files("hearsay.claims").joinpath("first_names.toml").read_text("utf-8")
    ).items()
}


@dataclass(frozen=True, slots=True)
class Role:
    """At `at`, the report calls the bearer of `name` by this noun, with these words before it.

    ("President"; "a private company", `modifiers` "private"; "head of the water board", `of` "board").
    """

    at: int
    noun: str
    name: Name
    modifiers: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()


class Directory:
    """The names of one report in order, the fullest form of each, and the roles that it gives to them."""

    def __init__(self, words: Words, names: Sequence[Name]) -> None:
        self.words = words
        self.names = sorted(names, key=lambda name: (name.start, name.end))
        self._starts = [name.start for name in self.names]
        self._by_word = _by_word(self.names)
        self._fullest: dict[Name, Name] = {}
        self._genders: dict[Name, Gender | None] = {}

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
        if name not in self._fullest:
            self._fullest[name] = self._full_form(name)
        return self._fullest[name]

    def bearer(self, noun: Token) -> Name | None:
        """Who is meant by a noun with its adjectives and complement ("the head of the water board")."""
        return self.by_role(called(noun), noun.idx, modifiers_of(noun), complements_of(noun))

    def by_role(
        self,
        noun: str,
        before: int,
        modifiers: frozenset[str] = frozenset(),
        of: frozenset[str] = frozenset(),
    ) -> Name | None:
        """The bearer of a role ("the president"): the latest given before this place, else the only one.

        Of several bearers the one is meant whose role was given with the same words before it ("the
        deputy minister", "the Lumian daily"); whoever heads one thing does not head another.
        """
        fitting = [role for role in self.roles(noun) if not of or of & role.of]
        if modifiers:
            fitting = [role for role in fitting if role.modifiers & modifiers] or fitting
        earlier = [role for role in fitting if role.at < before]
        bearers = {self.fullest(role.name).text for role in fitting}
        if earlier:
            return self.fullest(earlier[-1].name)
        return self.fullest(fitting[0].name) if len(bearers) == 1 else None

    def roles(self, noun: str) -> list[Role]:
        """Where the report calls somebody by this noun, in order."""
        return self._roles.get(noun, [])

    @cached_property
    def _roles(self) -> dict[str, list[Role]]:
        roles = defaultdict(list)
        for role in sorted(self._find_roles(), key=lambda role: role.at):
            roles[role.noun].append(role)
        return roles

    @cached_property
    def _roles_of(self) -> dict[str, list[Role]]:
        roles = defaultdict(list)
        for role in (role for found in self._roles.values() for role in found):
            roles[self.fullest(role.name).text].append(role)
        return roles

    def gender(self, name: Name) -> Gender | None:
        """Whether the report calls the person he or she: by a title or role, else by the first name."""
        full = self.fullest(name)
        if full not in self._genders:
            self._genders[full] = self._gender(name, full)
        return self._genders[full]

    def _gender(self, name: Name, full: Name) -> Gender | None:
        said = {word for form in (name, full) for word in form.text.lower().split()}
        said |= {role.noun for role in self._roles_of.get(full.text, ())}
        for form in (name, full):
            first = bisect_left(self.words.starts, form.start)
            said |= {token.lower_ for token in self.words.tokens[max(first - 1, 0) : first]}
        if (gender := called_gender(said)) is not None:
            return gender
        forename = _without_titles(full.text)[0].lower()
        return "he" if forename in _WORDS["he"] else "she" if forename in _WORDS["she"] else None

    def _full_form(self, name: Name) -> Name:
        """The longest name of which this one is the last part, a part, or the initials.

        Where several people share a last name, the one named last before this place is meant.
        """
        short = _without_titles(name.text)
        fuller = [
            other
            for key in (short[-1], name.text.replace(".", ""))
            for other in self._by_word.get(key, ())
            if len(other.text) <= LONGEST_NAME and _is_short_for(name, short, other)
        ]
        if not fuller:
            return name
        if name.kind == "person":
            before = [other for other in fuller if other.start < name.start]
            near = _without_titles((before[-1] if before else fuller[0]).text)
            fuller = [other for other in fuller if _runs_in(near, _without_titles(other.text))] or fuller
        # the first of the longest, so that all short forms of one name lead to the same place
        return min(fuller, key=lambda o: (-len(_without_titles(o.text)), -len(o.text), o.start))

    def _find_roles(self) -> Iterator[Role]:
        for name in self.names:
            tokens = self.words.between(name.start, name.end)
            if not tokens:
                continue
            if name.kind in {"organization", "group", "work"}:
                for token in tokens:
                    if token.lower_ in cues.BODIES or token.lower_ in cues.DOCUMENTS:
                        yield Role(name.start, token.lower_, name)
            for noun in self._titles(name, tokens):
                yield Role(name.start, called(noun), name, modifiers_of(noun), complements_of(noun))
            if (age := self._age(name, tokens)) is not None:
                yield Role(name.start, age, name)

    def _titles(self, name: Name, tokens: Sequence[Token]) -> Iterator[Token]:
        """Nouns that the report puts beside a name: before it, in apposition to it, or as its predicate."""
        first = bisect_left(self.words.starts, tokens[0].idx)
        for token in reversed(self.words.tokens[max(first - 4, 0) : first]):
            if token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.lower_ not in {"the"}:
                if token.lower_ in cues.TITLES or token.lower_ in cues.BODIES:
                    yield token
                continue
            if token.text == "," and (before := self.words.tokens[max(first - 2, 0)]).pos_ == "NOUN":
                yield before
            break
        inside = {token.i for token in tokens}
        yield from (token for token in tokens if token.lower_ in cues.TITLES)
        for token in tokens:
            yield from (c for c in children(token, "appos") if c.pos_ == "NOUN" and c.i not in inside)
            if token.head.i not in inside and token.head.pos_ == "NOUN":
                if token.dep_ in {"appos", "flat"}:
                    yield token.head
                if token.dep_ == "nsubj" and children(token.head, "cop"):
                    yield token.head

    def _age(self, name: Name, tokens: Sequence[Token]) -> str | None:
        """What a person of whom the age is told can be called: "Anna Torvik, 43," is the 43-year-old."""
        if name.kind != "person":
            return None
        first = bisect_left(self.words.starts, tokens[-1].idx) + 1
        match self.words.tokens[first : first + 3]:
            case [comma, age, after] if comma.text == "," and age.text.isdigit() and after.text in {",", "."}:
                return f"{age.text}-year-old"
        return None


def called_gender(said: Set[str]) -> Gender | None:
    """Whether one of the words says he or she of the person who is called so."""
    if said & _WORDS["he_words"]:
        return "he"
    return "she" if said & _WORDS["she_words"] else None


def called(noun: Token) -> str:
    """The noun by which a phrase calls somebody, as roles are kept."""
    return noun.lower_ if noun.pos_ == "PROPN" else noun.lemma_.lower()


def complements_of(noun: Token) -> frozenset[str]:
    """The heads of what a noun is followed by ("of the water board"), in lower case."""
    return frozenset(c.lower_ for c in children(noun, "nmod") if c.i > noun.i)


def modifiers_of(noun: Token) -> frozenset[str]:
    """The adjectives and nouns before a noun, in lower case."""
    return frozenset(c.lower_ for c in noun.children if c.i < noun.i and c.pos_ in {"ADJ", "NOUN", "PROPN"})


def _by_word(names: Sequence[Name]) -> dict[str, list[Name]]:
    """The names of several words, in order, under each of their words and under their initials."""
    table: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        words = name.text.split()
        for key in {*words, _letters(words)} if len(words) > 1 else ():
            table[key].append(name)
    return table


def _is_short_for(name: Name, short: Sequence[str], other: Name) -> bool:
    """Whether one name is a short form of another: a last name, some words of a body's name, its initials."""
    long = _without_titles(other.text)
    if len(long) <= len(short) and len(other.text) <= len(name.text):
        return False
    if other.kind == "person":
        return long[-len(short) :] == short and (name.kind == "person" or len(short) == 1)
    joined = name.kind == other.kind and name.kind in {"organization", "group"}
    return joined and (_runs_in(short, long) or _initials(name.text, other.text))


def _without_titles(text: str) -> list[str]:
    words = text.split()
    while len(words) > 1 and _is_title(words[0].lower()):
        words = words[1:]
    return words


def _is_title(word: str) -> bool:
    return word in ADDRESS or word in cues.TITLES


def _runs_in(short: Sequence[str], long: Sequence[str]) -> bool:
    return any(list(long[i : i + len(short)]) == list(short) for i in range(len(long) - len(short) + 1))


def _initials(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    return len(letters) >= 2 and letters.isupper() and letters == _letters(long.split())


def _letters(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper())
