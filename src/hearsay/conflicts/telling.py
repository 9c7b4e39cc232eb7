"""What a claim tells: which happenings, whom each befell, and whose part in it the claim is about.

In: a claim. Out: `Telling`s, by which claims in other words and voices meet ("the army killed him", "he
died", "his death", "it denied any role in the killing"). Never here: another claim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hearsay.conflicts.happenings import (
    BY_NAME,
    Kind,
    head_word,
    is_name,
    is_whole,
    kind_of,
    named_happening,
)
from hearsay.records import Claim, Participant

PRONOUNS = frozenset("he she it they who which that this we i you one both these those his her their".split())
TAKING_PLACE = frozenset({"occur", "happen", "follow", "come", "take"})
"""Verbs whose subject is the happening ("his death occurred in May", "the attack took place at noon")."""
_APPOSED = re.compile(r"\s*,\s+(?:[A-Z][\w.]*\s+){0,3}")
SUFFERS = frozenset({"come"})
"""Light verbs whose subject only suffers it ("the boat came under fire")."""
_PART = re.compile(
    r"(?P<whose>.*?)\b(?:(?:roles?|part|hand|involvement|participation|complicity|responsibility) (?:in|for)"
    r"|(?:behind|involved in|responsible for|party to|to blame for|nothing to do with)) (?P<deed>.+)",
    re.IGNORECASE | re.DOTALL,
)


_BLAMED = re.compile(r"(?P<whose>[^,;]+?) (?:for|over) (?P<deed>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """Whose part in a happening a claim is about ("any role in the killing"), whether they had one or not."""

    name: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """Something of this kind befell `subject`; by `keys` the subject is recognised (none: it is not said).

    `befell` is the subject as a participant, where it is one. `claim` is narrowed to the words that tell it:
    its predicate, participants and amounts are those of a clause where the claim tells several happenings.
    """

    claim: Claim
    kind: str
    subject: str
    keys: frozenset[str]
    part: Part | None = None
    befell: Participant | None = None

    @property
    def known(self) -> Kind | None:
        """The kind, where it is one of the known ones."""
        return BY_NAME.get(self.kind)


def tellings(claim: Claim) -> Iterator[Telling]:
    """All that the claim tells, in the order of its words."""
    for facet in facets(claim):
        told = _part_in(facet) or _taking_place(facet) or _befalling(facet)
        if told is not None:
            yield told


def facets(claim: Claim) -> list[Claim]:
    """The claim without its further clauses, and each of these as a claim in its own words."""
    if not claim.clauses:
        return [claim]
    inside = [(clause.start, clause.end) for clause in claim.clauses]

    def in_clause(start: int) -> int | None:
        return next((i for i, (first, last) in enumerate(inside) if first <= start < last), None)

    main = replace(
        claim,
        clauses=(),
        participants=tuple(p for p in claim.participants if in_clause(p.start) is None),
        amounts=tuple(a for a in claim.amounts if in_clause(a.start) is None),
    )
    found = [main]
    for number, clause in enumerate(claim.clauses):
        when, where = claim.when, claim.where
        found.append(
            replace(
                claim,
                clauses=(),
                content=claim.text[clause.start - claim.start : clause.end - claim.start],
                predicate=clause.predicate,
                negated=clause.negated,
                participants=_with_subject(clause.participants, claim.participants),
                amounts=tuple(a for a in claim.amounts if in_clause(a.start) == number),
                when=when if when and in_clause(when.start) == number else None,
                where=where if where and in_clause(where.start) == number else None,
            )
        )
    return found


def _with_subject(
    participants: tuple[Participant, ...], before: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """A bare number counts what the clause before it spoke of: "fourteen men were killed and three taken"."""
    subject = next((p for p in before if p.role in {"affected", "agent"} and head_word(p.name)), None)
    if subject is None:
        return participants
    return tuple(
        replace(p, name=subject.name, entity=subject.entity) if head_word(p.name) is None else p
        for p in participants
    )


def _part_in(claim: Claim) -> Telling | None:
    """Whoever is said to have had, or not to have had, a part: somebody named there, else the voice."""
    if claim.stance not in {"asserts", "confirms", "denies"}:
        return None
    match = _PART.fullmatch(claim.content) or (_BLAMED.fullmatch(claim.content) if blames(claim) else None)
    named = named_happening(match["deed"]) if match else None
    if match is None or named is None:
        return None
    kind, subject = named
    doers = (p for p in claim.participants if p.role == "agent" and p.name in match["whose"])
    doer = next((p for p in doers if p.name.lower() not in PRONOUNS), None)
    if match.re is _BLAMED and doer is None:
        whose = match["whose"].strip()
        named_so = (p.entity for p in claim.participants if p.name in whose and p.entity)
        return Telling(claim, kind.name, subject, _keys(claim, subject), Part(whose, next(named_so, None)))
    if doer is not None:
        part = Part(doer.name, doer.entity)
    elif claim.voice.kind != "report" and claim.voice.name is not None:
        part = Part(claim.voice.name, claim.voice.entity)
    else:
        return None
    return Telling(claim, kind.name, subject, _keys(claim, subject), part)


def blames(claim: Claim) -> bool:
    """Whether the voice lays the blame on somebody or something ("blamed the fire on them")."""
    return claim.cue is not None and claim.cue.text.lower().startswith(("ascrib", "attribut", "blam"))


def _taking_place(claim: Claim) -> Telling | None:
    """A happening that is the subject of its own sentence ("the attack took place at noon")."""
    if claim.predicate is None or claim.predicate.lemma not in TAKING_PLACE:
        return None
    for participant in claim.participants:
        named = named_happening(participant.name) if participant.role == "agent" else None
        if named is None:
            continue
        kind, subject = named
        others = tuple(p for p in claim.participants if p is not participant)
        keys = _keys(claim, subject) | ({participant.entity} if participant.entity and subject else set())
        return Telling(replace(claim, participants=others), kind.name, subject, frozenset(keys))
    return None


def _keys(claim: Claim, subject: str) -> frozenset[str]:
    head = head_word(subject)
    if head is None:
        return frozenset()
    same = {p.entity for p in claim.participants if p.entity and head_word(p.name) == head}
    return frozenset({head} | same)


def _befalling(claim: Claim) -> Telling | None:
    """What the predicate says befell whom; None where it names nobody whom it befell."""
    if claim.predicate is None:
        return None
    kind = kind_of(claim)
    subject = _subject(claim, kind)
    if subject is None:
        return Telling(claim, kind.name, "", frozenset()) if kind else None
    # of "a Norvian citizen" the entity is Norvia, which it did not befall
    named = subject.entity and is_whole(subject.name) and is_name(subject.name)
    keys = {subject.entity} if subject.entity and named else set()
    head = head_word(subject.name)
    if kind is not None and head in kind.loose:
        return Telling(claim, kind.name, "", frozenset())
    if head is not None:
        keys.add(head)
    name = subject.name
    if (beside := _apposed(claim, subject)) is not None:
        keys |= {key for key in (beside.entity, head_word(beside.name)) if key}
        name = beside.name
    elif name.lower().startswith(("a ", "an ", "one ")):
        keys |= _named_beside(claim)
    named_kind = kind.name if kind else claim.predicate.lemma
    return Telling(claim, named_kind, name, frozenset(keys), befell=subject)


def _subject(claim: Claim, kind: Kind | None) -> Participant | None:
    """Whoever is affected; of a happening that needs no other ("the dam failed"), the one who acts.

    Of several, one that is not only the means ("opened fire on the camp").
    """
    suffers = claim.predicate is not None and claim.predicate.lemma in SUFFERS
    roles = ("affected", "agent") if kind is None or kind.alone or suffers else ("affected",)
    for role in roles:
        found = [p for p in claim.participants if p.role == role]
        if found:
            return next((p for p in found if kind is None or head_word(p.name) not in kind.loose), found[0])
    return None


def _apposed(claim: Claim, subject: Participant) -> Participant | None:
    """The name that stands behind a description, after a comma ("its leader, Marek Doll, was killed")."""
    if is_name(subject.name):
        return None
    for other in claim.participants:
        gap = claim.text[subject.end - claim.start : other.start - claim.start]
        if other.role == "other" and other.start > subject.start and _APPOSED.fullmatch(gap):
            return other if is_name(other.name) else None
    return None


def _named_beside(claim: Claim) -> set[str]:
    """The keys of the only full name in the claim ("a man registered as Ulric Saar had died")."""
    named = [p for p in claim.participants if p.name[:1].isupper() and " " in p.name]
    if len(named) != 1:
        return set()
    return {key for key in (named[0].entity, head_word(named[0].name)) if key}
