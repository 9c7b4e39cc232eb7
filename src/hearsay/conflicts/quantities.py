"""Figures for one quantity: so many of the same in the same state, or the same price or rate.

In: the claims of a story. Out: figures by what they measure, without those of another year than the most.
Never here: whether two figures can both be right (`compare.amounts`).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hearsay.conflicts import compare
from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.casualty_words import NOBODY
from hearsay.conflicts.happenings import BY_NAME, ask, content_words, kind_of, stem
from hearsay.conflicts.sides import Said
from hearsay.conflicts.stands import holds
from hearsay.conflicts.telling import facets
from hearsay.conflicts.tolls import find_tolls
from hearsay.records import Amount, Claim, edtf

REVISES = frozenset({"raise", "lower", "revise", "increase", "update", "correct"})
"""Verbs with which a body replaces a figure of its own ("raised the death toll to 61")."""
CHARGES = frozenset({"charge", "charges", "count", "counts"})
"""What is counted in court, not at the scene ("three counts of murder")."""
NEAR_DAYS = 10
"""A figure of a day further from that of most others is of another happening ("last month …")."""
_SOME_OF = re.compile(
    r"\b(?:one|two|three|some|several|most|many|each|all|both|none|half) of "
    r"(?:the |those |these |his |her |its |their )?(?:\w+ )?$",
    re.IGNORECASE,
)
_OF_SOME = re.compile(r"^ of (?:the |those |these )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b")
_REST = re.compile(r"\b(?:more(?! than)|another|additional|remaining|further)\b", re.IGNORECASE)
_DEGREE = re.compile(
    r"\b(?:critically|seriously|severely|gravely|slightly|lightly) (?:injured|wounded|hurt)\b", re.I
)
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_SUMMED = re.compile(
    r"\bso far this\b|\bthis (?:year|month)\b|\bseparate\b|\bacross the (?:city|country|state|region)\b|"
    r"\bsince \w+ ?(?:\d|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|last|mid)|"
    r"\b(?:in|from|over) (?:the |a )?(?:\w+ ){0,2}"
    r"(?:shootings|attacks|incidents|accidents|strikes|raids|weekend)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\bincluding (?:the |a |its |their )?(?:\w+ )?"
    r"(?:gunman|suspect|shooter|attacker|assailant|bomber|driver|pilot|killer|perpetrator|himself|herself)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:and|then|before)\b[^.]{0,40}\b(?:himself|herself|self|(?:his|her) own life)\b", re.IGNORECASE
)
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
                key = _key(facet, amount)
                if key is not None and _is_total(claim, amount, key[0]):
                    measured[key].append(_figure(claim, facet, amount, accounts))
    found = []
    told, doer = find_tolls(claims, accounts)
    revised = {key[0] for key, figures in measured.items() if Quantity(key, "", tuple(figures)).revisions()}
    for key, figures in sorted(measured.items()):
        if key[0] in told and key[0] not in revised and key[1] not in NOBODY:
            continue  # of all who were killed or injured each report has one toll, in whatever words
        years = [figure.year for figure in figures if figure.year]
        usual = max(sorted(set(years)), key=years.count) if years else None
        kept = _of_one_happening([f for f in figures if (f.year or usual) == usual])
        found.append(Quantity(key, _question(key, kept), kept))
    for state, several in sorted(told.items()):
        if several and state not in revised:
            figures = [
                Figure(said, content_words(accounts.voice_name(said.claim)), revised=False, year=None)
                for toll in several
                for said in toll.said(state in doer)
            ]
            found.append(Quantity((state, "people"), _question((state, "people"), figures), tuple(figures)))
    return found


def _is_total(claim: Claim, amount: Amount, state: str) -> bool:
    """Whether an amount counts all to whom it happened: no part, no rest, no sum over several happenings."""
    if amount.unit is not None:
        return True
    start, end = amount.start - claim.start, amount.end - claim.start
    before, words, after = claim.text[:start], claim.text[start:end], claim.text[end:]
    counted = f"{words} {amount.of or ''} {after[:25]}"
    if (amount.of or "").lower() in CHARGES or _SUMMED.search(claim.content):
        return False
    if _SOME_OF.search(before) or _OF_SOME.match(after) or _REST.match(after.lstrip()):
        return False
    if _REST.search(counted.split(" and ")[0]):
        return False
    if _DEGREE.search(before[-30:]) or _DEGREE.search(after[:40]):
        return False
    if _OTHERS.search(f"{amount.of or ''} {after[:14]}"):
        alike = [a for a in claim.amounts if a is not amount and a.state == amount.state]
        return state != "killed" and not alike
    return True


def _of_one_happening(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those whose day and place do not lie far from those of most of the others."""
    days = sorted(d for f in figures if (d := _day(f.said.claim)))
    middle = days[len(days) // 2] if days else None
    places = [f.said.claim.where for f in figures if f.said.claim.where]
    names = [place.name for place in places]
    usual = next((p for p in places if names.count(p.name) == max(map(names.count, names))), None)
    kept = []
    for figure in figures:
        day, where = _day(figure.said.claim), figure.said.claim.where
        if middle and day and len(days) > 1 and abs((day - middle).days) > NEAR_DAYS:
            continue
        if usual and where and names.count(usual.name) > 1 and compare.places(where, usual) == "conflict":
            continue
        kept.append(figure)
    return tuple(kept)


def _day(claim: Claim) -> date | None:
    """The day of the happening, where it is known to the month at least."""
    bounds = edtf.bounds(claim.when.edtf) if claim.when and claim.when.edtf else None
    return bounds[0] if bounds and (bounds[1] - bounds[0]).days <= 31 else None


def _figure(whole: Claim, claim: Claim, amount: Amount, accounts: Accounts) -> Figure:
    shown = claim.text[amount.start - claim.start : amount.end - claim.start]
    year = _year(whole)
    said = Said(replace(claim, when=whole.when, where=whole.where), _with_doer(whole, amount), shown)
    agents = [p for p in claim.participants if p.role == "agent"]
    if claim.predicate is not None and claim.predicate.lemma in REVISES and agents:
        return Figure(said, content_words(agents[0].name), revised=True, year=year)
    return Figure(said, content_words(accounts.voice_name(claim)), revised=False, year=year)


def _with_doer(claim: Claim, amount: Amount) -> Amount:
    """The amount without its place; whether whoever did it is among them leaves a difference of one."""
    value = amount.value
    if value is not None and amount.low == amount.high == value:
        if _ALSO.search(claim.content):
            return replace(amount, start=0, end=0, low=value - 1)
        if _BESIDE.search(claim.content):
            return replace(amount, start=0, end=0, high=value + 1)
    return replace(amount, start=0, end=0)


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
