"""Figures for one quantity: so many of the same in the same state, or the same price or rate.

In: the claims of a story. Out: figures by what they measure, without those of another year than the most.
Never here: whether two figures can both be right (`compare.amounts`).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.happenings import BY_NAME, ask, content_words, kind_of, stem
from hearsay.conflicts.sides import Said
from hearsay.conflicts.stands import holds
from hearsay.conflicts.telling import facets
from hearsay.records import Amount, Claim

REVISES = frozenset({"raise", "lower", "revise", "increase", "update", "correct"})
"""Verbs with which a body replaces a figure of its own ("raised the death toll to 61")."""
_RATE = re.compile(r"\s*(?:a|an|per)\s+((?:[\w-]+\s){0,2}[\w-]+)")
_TOLL = re.compile(r"\b(?:death )?toll\b|\bdeaths\b|\bnumber of (?:dead|deaths)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a claim gives it, and the voice whose it is: that of the body that revises it, if any.

    `year` is that of the happening, where the claim as a whole gives one.
    """

    said: Said[Amount]
    voice: frozenset[str]
    revised: bool
    year: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is measured, as a key and as a question, and the figures given for it."""

    key: tuple[str, ...]
    question: str
    figures: tuple[Figure, ...]

    @property
    def said(self) -> tuple[Said[Amount], ...]:
        """The figures with their claims."""
        return tuple(figure.said for figure in self.figures)

    def revisions(self) -> tuple[tuple[Said[Amount], ...], tuple[Said[Amount], ...]] | None:
        """Figures that one voice replaced, and those in their place, where a claim tells that it did."""
        for figure in self.figures:
            if not figure.revised or not figure.voice:
                continue
            same = [other for other in self.figures if _one_voice(figure.voice, other.voice)]
            new = tuple(f.said for f in same if f.said.value.value == figure.said.value.value)
            old = tuple(f.said for f in same if f.said.value.value != figure.said.value.value)
            if old:
                return old, new
        return None


def find_quantities(claims: Sequence[Claim], accounts: Accounts) -> list[Quantity]:
    """The figures that claims put forward, by what they measure."""
    measured: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        if not holds(claim) or claim.stance == "predicts":
            continue
        for facet in facets(claim):
            for amount in facet.amounts:
                if (key := _key(facet, amount)) is not None:
                    measured[key].append(_figure(facet, amount, accounts, _year(claim)))
    found = []
    for key, figures in sorted(measured.items()):
        years = [figure.year for figure in figures if figure.year]
        usual = max(sorted(set(years)), key=years.count) if years else None
        kept = tuple(f for f in figures if (f.year or usual) == usual)
        found.append(Quantity(key, _question(key, kept), kept))
    return found


def _figure(claim: Claim, amount: Amount, accounts: Accounts, year: str | None) -> Figure:
    shown = claim.text[amount.start - claim.start : amount.end - claim.start]
    said = Said(claim, replace(amount, start=0, end=0), shown)
    agents = [p for p in claim.participants if p.role == "agent"]
    if claim.predicate is not None and claim.predicate.lemma in REVISES and agents:
        return Figure(said, content_words(agents[0].name), revised=True, year=year)
    return Figure(said, content_words(accounts.voice_name(claim)), revised=False, year=year)


def _one_voice(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the shorter name lies within the longer, with two words or more ("the protection service")."""
    short, long = sorted((one, other), key=len)
    return short <= long and (len(short) > 1 or short == long)


def _question(key: tuple[str, ...], figures: Sequence[Figure]) -> str:
    if key[0] == "rate":
        return f"How much is it per {key[2]}?"
    counted = [figure.said.value.of for figure in figures if figure.said.value.of]
    things = max(sorted(set(counted)), key=counted.count) if counted else key[1]
    kind = BY_NAME.get(key[0]) or BY_NAME.get(_KIND_OF_STATE.get(key[0], ""))
    return ask(kind, "how_many", things) if kind else f"How many {things} were {key[0]}?"


_KIND_OF_STATE: Mapping[str, str] = {"killed": "death", "injured": "injury"}


def _key(claim: Claim, amount: Amount) -> tuple[str, ...] | None:
    """What an amount measures, as a key: ("killed", "people") or ("rate", unit, "thousand cubic metres")."""
    after = claim.text[amount.end - claim.start :]
    if amount.unit is not None:
        rate = _RATE.match(after)
        return ("rate", amount.unit, " ".join(sorted(content_words(rate[1])))) if rate else None
    if _TOLL.search(claim.content) and (amount.of is None or _TOLL.search(amount.of)):
        return ("killed", "people")
    kind = kind_of(claim)
    state = amount.state or (kind.name if kind else None)
    if state is None or amount.of is None:
        return None
    return ("killed" if state == "death" else state, stem(amount.of.lower()))


def _year(claim: Claim) -> str | None:
    year = claim.when.edtf[:4] if claim.when and claim.when.edtf else ""
    return year if year.isdigit() else None
