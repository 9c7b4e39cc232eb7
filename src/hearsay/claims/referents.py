"""Whom "he", "it" and "the minister" stand for in one report.

In: the words and names of a report. Out: for a pronoun or a description the name, or the words, that it takes
up, and how that is known. What nothing in the report answers stays unanswered.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Literal

from hearsay.claims import cues
from hearsay.claims.directory import OUTLETS, Directory, Gender, called, called_gender, complements_of
from hearsay.claims.words import SUBJECTS, Words, children
from hearsay.records import Basis, Name, Span, Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = HE | SHE | IT | THEY

Sort = Literal["one", "body", "many"]
"""A person, a body or several people: what takes them up is "he" or "she", "it" or "they", and "they"."""

REACH = 6
"""Sentences that a pronoun looks back over."""
NEAR = 2
"""Sentences over which a description that nobody was called by ("the group") looks back for a name."""

GENERAL = frozenset(
    """charity club company corporation firm group militia movement organisation organization party""".split()
)
"""Bodies that may bear any name; a ministry or court that is meant would be called so in its name."""
PLAIN = frozenset({"boy", "girl", "man", "teenager", "woman"})

HAPPENINGS = frozenset(
    """accident ambush arrest arson assault attack avalanche battle blackout blast blaze bombing breach
    break-in burglary ceremony clash collapse collision coup crash crossing death derailment drowning
    earthquake election eruption evacuation execution explosion fight fire flood hijacking incident
    kidnapping killing landslide leak looting march massacre meeting murder offensive operation outage
    outbreak parade protest quake raid rally rampage rescue riot robbery shelling shipwreck shooting siege
    sinking spill stabbing stampede storm strike summit theft trial uprising visit vote wedding""".split()
)
"""Nouns that name what "it" can be said to have been when it happened."""

SPEAKING = cues.SAY | cues.ANSWERING
"""What a place does where its name stands for its government."""

WEIGHTS = {
    "distance": -1.2,  # for each sentence between
    "subject": 1.4,
    "main": 0.2,  # the subject of a main clause
    "speaker": 0.2,  # the subject of a verb of saying
    "speaks_on": 0.4,  # and the pronoun is one, too
    "host": 0.8,  # who does something with what the pronoun's relative clause tells of
    "many_speak": 0.6,  # several people who do ("two officials told … They said")
    "owner": 0.6,  # as in "her mother", "Mr Odren's lawyer"
    "quoted": -0.6,  # inside a quotation and the pronoun is not, or the other way round
    "described": -1.0,  # not named
    "taken_up": -0.4,  # by a pronoun before
    "known": 0.3,  # to be "he" or "she" as the pronoun is
    "plain": 0.6,  # "they" for several people, not for a body
    "often": 0.1,  # times the logarithm of the number of mentions before
}
"""What speaks for a mention; chosen on the training parts that measurements/coreference.py reads."""


@dataclass(frozen=True, slots=True)
class Referent:
    """What a pronoun or description takes up: the words in `span`, and the name of their bearer if known."""

    span: Span
    name: Name | None
    basis: Basis
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where somebody is named, described or taken up; `key` is the same wherever the bearer is."""

    referent: Span
    name: Name | None
    key: str
    sort: Sort
    gender: Gender | None
    head: Token
    sentence: int
    quoted: bool
    pronoun: bool = False


class Referents:
    """The people and bodies of one report, in the order in which it speaks of them."""

    def __init__(self, words: Words, directory: Directory) -> None:
        self.words = words
        self.directory = directory

    def of_pronoun(self, token: Token) -> Referent | None:
        """Whom "he", "she", "it" or "they" stands for, in any of its forms."""
        if token.lower_ in HE or token.lower_ in SHE:
            return self._personal.get(token.i)
        if token.lower_ not in PRONOUNS:
            return None
        heard = self._mentions[: bisect_left(self._mentions, token.idx, key=lambda m: m.head.idx)]
        chosen = self._choose(token, heard, Counter(m.key for m in heard), {})
        return chosen[1] if chosen is not None else None

    def of_happening(self, token: Token) -> Span | None:
        """What "it" stands for in "it occurred at noon": the happening that was named last."""
        if token.lower_ not in {"it", "this", "that"}:
            return None
        first = self.words.sentences[max(self.words.sentence_number(token.idx) - NEAR, 0)].start
        named = [t for t in self.words.between(first, token.idx) if t.lemma_.lower() in HAPPENINGS]
        nouns = [t for t in named if t.pos_ == "NOUN" and t.dep_ not in {"compound", "nmod:poss"}]
        return noun_phrase(nouns[-1]) if nouns else None

    def of_description(self, head: Token) -> Referent | None:
        """Whom "the minister" means: who was called so, else the only one near by of whom it can be said."""
        bearer = self.directory.bearer(head)
        if bearer is not None:
            reason = f"the report calls {bearer.text} by the word “{called(head)}”"
            return Referent(Span(bearer.start, bearer.end), bearer, "resolved", reason)
        plain = head.tag_ in {"NN", "NNP"} and not complements_of(head) and not children(head, "nmod:poss")
        return self._only_one_near(head) if plain else None

    def _only_one_near(self, head: Token) -> Referent | None:
        noun = called(head)
        if noun not in GENERAL | OUTLETS | PLAIN and not noun.endswith("-year-old"):
            return None
        sort: Sort = "body" if noun in GENERAL | OUTLETS else "one"
        sentence, gender = self.words.sentence_number(head.idx), called_gender({noun})
        near = {
            m.key: m
            for m in self._mentions
            if m.sort == sort
            and m.head.idx < head.idx
            and sentence - m.sentence <= NEAR
            and (gender is None or m.gender in {None, gender})
        }
        match list(near.values()):
            case [Mention(name=Name() as name)] if sort == "one" or _can_be_called(name, noun):
                reason = f"{name.text} is the only one near by whom “{noun}” can mean"
                return Referent(Span(name.start, name.end), name, "assumed", reason)
        return None

    @cached_property
    def _mentions(self) -> list[Mention]:
        found = [*self._named(), *self._described()]
        return sorted(found, key=lambda m: m.head.idx)

    @cached_property
    def _personal(self) -> dict[int, Referent]:
        """Whom every "he" and "she" of the report means, read in order, so that each helps the next."""
        answers: dict[int, Referent] = {}
        heard: list[Mention] = []
        times: Counter[str] = Counter()
        genders: dict[str, Gender] = {}
        coming = iter([*self._mentions, None])
        following = next(coming)
        for token in self.words.tokens:
            while following is not None and following.head.idx <= token.idx:
                heard.append(following)
                times[following.key] += 1
                following = next(coming)
            if token.lower_ not in HE and token.lower_ not in SHE:
                continue
            chosen = self._choose(token, heard, times, genders)
            if chosen is None:
                continue
            mention, answers[token.i] = chosen
            genders.setdefault(mention.key, "he" if token.lower_ in HE else "she")
            heard.append(self._taken_up(token, mention))
            times[mention.key] += 1
        return answers

    def _choose(
        self, token: Token, heard: Sequence[Mention], times: Counter[str], genders: dict[str, Gender]
    ) -> tuple[Mention, Referent] | None:
        here = self.words.sentence_number(token.idx)
        quoted = self.words.quoted(token.idx)
        host = None if token.lower_ in HE | SHE else _host(token)
        best: dict[str, tuple[float, Mention]] = {}
        for mention in reversed(heard):
            if here - mention.sentence > REACH:
                break
            known = genders.get(mention.key, mention.gender)
            if not _fits(token, mention, known) or _is_bound(mention, token, here):
                continue
            score = self._weigh(token, mention, here, quoted, known, host) + WEIGHTS["often"] * log(
                times[mention.key]
            )
            if mention.key not in best or score > best[mention.key][0]:
                best[mention.key] = score, mention
        if not best:
            return None
        _, mention = max(best.values(), key=lambda pair: (pair[0], pair[1].head.idx))
        basis: Basis = "resolved" if len(best) == 1 else "assumed"
        reason = (
            f"nobody else before “{token.text}” fits"
            if len(best) == 1
            else f"of {len(best)} before “{token.text}” who fit, the one most spoken of"
        )
        return mention, Referent(mention.referent, mention.name, basis, reason)

    def _weigh(
        self,
        token: Token,
        mention: Mention,
        here: int,
        quoted: bool,
        known: Gender | None,
        host: Token | None,
    ) -> float:
        place = mention.head.head if mention.head.dep_ == "appos" else mention.head
        subject = place.dep_ in SUBJECTS
        speaks = subject and place.head.lemma_.lower() in cues.SAY
        speaks_on = speaks and token.dep_ in SUBJECTS and token.head.lemma_.lower() in cues.SAY
        features = {
            "distance": here - mention.sentence,
            "subject": subject,
            "main": subject and place.head.head is place.head,
            "speaker": speaks,
            "speaks_on": speaks_on,
            "host": subject and place.head is host,
            "many_speak": speaks_on and mention.sort == "many",
            "owner": mention.head.dep_ == "nmod:poss",
            "quoted": mention.quoted != quoted,
            "described": mention.name is None,
            "taken_up": mention.pronoun,
            "known": mention.sort == "one" and known is not None,
            "plain": mention.sort == "many",
        }
        return sum(WEIGHTS[name] * value for name, value in features.items())

    def _taken_up(self, token: Token, mention: Mention) -> Mention:
        return Mention(
            referent=mention.referent,
            name=mention.name,
            key=mention.key,
            sort=mention.sort,
            gender=mention.gender,
            head=token,
            sentence=self.words.sentence_number(token.idx),
            quoted=self.words.quoted(token.idx),
            pronoun=True,
        )

    def _named(self) -> Iterator[Mention]:
        """The names of people and bodies; of a place where it speaks or acts as its government does."""
        for name in self.directory.names:
            head = self.words.head(self.words.between(name.start, name.end))
            if head is None or name.kind in {"event", "other"} or _qualifies(head):
                continue
            speaks = head.dep_ == "nsubj" and head.head.lemma_.lower() in SPEAKING
            body = head.dep_ == "appos" and head.head.lemma_.lower() in cues.BODIES
            if name.kind in {"place", "work"} and not speaks and not body:
                continue
            full = self.directory.fullest(name)
            sort: Sort = "one" if full.kind == "person" else "many" if head.tag_ == "NNPS" else "body"
            gender = self.directory.gender(name) if sort == "one" else None
            yield self._mention(Span(full.start, full.end), full, full.text, sort, gender, head)

    def _described(self) -> Iterator[Mention]:
        """People and bodies that are described, not named, or called by a role that leads to their name."""
        for token in self.words.tokens:
            if token.pos_ != "NOUN":
                continue
            noun = token.lemma_.lower()
            body = noun in cues.BODIES and noun not in cues.PEOPLE
            if not body and noun not in cues.PEOPLE and noun not in cues.TITLES:
                continue
            if self.directory.at(token.idx) or self._belongs_to_a_name(token):
                continue
            several = token.tag_ == "NNS"
            sort: Sort = "many" if several else "body" if body else "one"
            bearer = None if several else self.directory.bearer(token)
            definite = any(c.lower_ in {"the", "this", "that"} for c in children(token, "det"))
            if bearer is not None and definite:
                span, gender = Span(bearer.start, bearer.end), self.directory.gender(bearer)
                yield self._mention(span, bearer, bearer.text, sort, gender, token)
            else:
                yield self._mention(
                    noun_phrase(token), None, f"the {noun}", sort, called_gender({noun}), token
                )

    def _belongs_to_a_name(self, noun: Token) -> bool:
        """Whether a noun only tells more of somebody named beside it ("Vera Lundt, a teacher")."""
        if noun.dep_ == "appos" or children(noun, "cop"):
            return True
        beside = [
            *children(noun, "appos", "flat"),
            *([noun.head] if noun.dep_ in {"compound", "flat"} else []),
        ]
        return any(self.directory.at(token.idx) for token in beside)

    def _mention(
        self, referent: Span, name: Name | None, key: str, sort: Sort, gender: Gender | None, head: Token
    ) -> Mention:
        sentence, quoted = self.words.sentence_number(head.idx), self.words.quoted(head.idx)
        return Mention(referent, name, key, sort, gender, head, sentence, quoted)


def _can_be_called(name: Name, noun: str) -> bool:
    """Whether a body can be called by a general noun: not where its name says that it is something else."""
    own = set(name.text.lower().split()) & cues.BODIES
    return bool(own & OUTLETS) if noun in OUTLETS else not own


def _qualifies(head: Token) -> bool:
    """Whether a name only says of what kind or whose something is ("Norvian troops"): nobody takes it up."""
    return head.pos_ == "ADJ" and head.dep_ == "amod"


def noun_phrase(head: Token) -> Span:
    """A noun phrase without the clauses and coordinated phrases that hang on it."""
    if not head.children:
        return Span(head.idx, head.idx + len(head))
    drop = {"acl", "acl:relcl", "conj", "cc", "punct", "appos", "parataxis", "case", "advcl", "mark"}
    tokens = [head]
    for child in head.children:
        if child.dep_ not in drop:
            tokens += [t for t in child.subtree if not t.text.isspace()]
    return Span(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))


def _fits(token: Token, mention: Mention, gender: Gender | None) -> bool:
    """Whether a pronoun can stand for what was mentioned, by number, kind and gender."""
    if token.lower_ in HE:
        return mention.sort == "one" and gender != "she"
    if token.lower_ in SHE:
        return mention.sort == "one" and gender != "he"
    if token.lower_ in IT:
        return mention.sort == "body"
    return mention.sort in {"many", "body"}


def _host(token: Token) -> Token | None:
    """The verb above the relative clause that a word stands in ("presented sheets that it says …")."""
    while token.dep_ != "acl:relcl":
        if token.head is token:
            return None
        token = token.head
    return token.head.head


def _is_bound(mention: Mention, token: Token, here: int) -> bool:
    """Whether the sentence itself keeps a pronoun from standing for what it mentions.

    Two arguments of one verb are two ("Odren praised him"), and nobody is named in what he says himself
    ("Odren would resign, he said").
    """
    if mention.sentence != here or mention.pronoun:
        return False
    verb = token.head
    if token.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj", "obl"} and mention.head.head is verb:
        return mention.head.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj", "obl"}
    if token.dep_ != "nsubj" or verb.lemma_.lower() not in cues.SAY:
        return False
    if verb.dep_ == "parataxis":
        return True
    above = mention.head
    while above.head is not above and above.head is not verb:
        above = above.head
    if any(c.dep_ == "ccomp" and above.i < c.i < token.i for c in verb.children):
        return False  # "Henn contradicted her: P, he said"
    return above.head is verb and above.dep_ in {"ccomp", "obj", "parataxis", "xcomp"}
