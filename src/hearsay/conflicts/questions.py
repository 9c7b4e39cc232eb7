"""The questions that claims of a story answer: when, where, by whom, of what cause, how many.

In: the claims, events and quantities of a story. Out: questions with their answers, and how two of these are
compared. Never here: which answers exclude each other (`sides.py`), or a yes and a no (`whether.py`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Any, Generic, TypeVar

from hearsay.conflicts import compare
from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.causes import find_causes, judge_causes
from hearsay.conflicts.compare import Doer
from hearsay.conflicts.doers import find_doers, only_about_one
from hearsay.conflicts.events import Event
from hearsay.conflicts.happenings import BY_NAME, ask, kind_of
from hearsay.conflicts.quantities import Quantity
from hearsay.conflicts.sides import Said, Sides, Value, find_sides
from hearsay.conflicts.stands import holds
from hearsay.records import Amount, Claim, Slot, When, Where, content_id
from hearsay.records.edtf import Judged

Stated = TypeVar("Stated", When, Where)
Judge = Callable[[Value, Value], Judged]
"""Compares two values of one slot, with the reason."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Value]):
    """What is asked, in words, of which event, and all that claims answer.

    `key` tells it from other questions about the same slot.
    """

    slot: Slot
    event: str | None
    key: str
    question: str
    said: tuple[Said[Value], ...]
    judge: Judge[Value]

    def sides(self, accounts: Accounts) -> Sides[Value]:
        """The answers that exclude each other."""
        return find_sides(self.said, self.judge, accounts)


@dataclass(frozen=True, slots=True)
class _Who(Question[Doer]):
    """Who did it. Who says only in what manner leaves the doer open, and stands beside the sides."""

    def sides(self, accounts: Accounts) -> Sides[Doer]:
        found = find_sides(self.said, self.judge, accounts)
        if only_about_one([said.value for side in found.sides for said in side]):
            return Sides(())
        open_ones = tuple(said for said in found.between if said.value.how == "others")
        return replace(found, beside=open_ones if found.sides else ())


def about_events(
    claims: Sequence[Claim], events: Sequence[Event], accounts: Accounts
) -> Iterator[Question[Any]]:
    """What is asked about each happening of a known kind."""
    causes = find_causes(claims, events)
    places = _places_in(accounts)
    for event in (event for event in events if event.kind in BY_NAME):
        told = [claim for claim in event.claims if holds(claim)]
        dated = tuple(
            Said(c, _at_no_place(c.when), c.when.edtf)
            for c in told
            if c.when and c.when.edtf and c.when.role == "point"
        )
        placed = tuple(Said(c, _at_no_place(c.where), c.where.name) for c in told if c.where)
        doers = tuple(find_doers(event, accounts))
        yield Question("when", *_of(event, "when"), dated, compare.dates_with_reason)
        yield Question("where", *_of(event, "where"), placed, places)
        yield _Who("who", *_of(event, "who"), doers, compare.doers_with_reason)
        yield Question("what", *_of(event, "what"), tuple(causes.get(event.id, ())), judge_causes)


def about_quantity(quantity: Quantity, scope: str) -> Question[Amount]:
    """How many, or how much, it was.

    Two figures that one report gives side by side count two things, unless it has them from two voices.
    """
    key = content_id("quantity", scope, quantity.key)
    in_report: dict[str, list[Said[Amount]]] = defaultdict(list)
    for said in quantity.said:
        in_report[said.claim.report].append(said)
    beside = {
        frozenset((a.value, b.value))
        for several in in_report.values()
        for a, b in combinations(several, 2)
        if not ("report" not in (a.claim.voice.kind, b.claim.voice.kind) and _voice(a) != _voice(b))
    }

    def judge(a: Amount, b: Amount) -> Judged:
        found = compare.amounts_with_reason(a, b)
        if found.verdict == "conflict" and frozenset((a, b)) in beside:
            return Judged("compatible", "one report gives both")
        return found

    return Question("how_many", None, key, quantity.question, quantity.said, judge)


def _voice(said: Said[Amount]) -> tuple[str | None, str | None]:
    return said.claim.voice.entity, said.claim.voice.name


def _of(event: Event, slot: Slot) -> tuple[str, str, str]:
    return event.id, event.id, ask(BY_NAME[event.kind], slot, event.subject)


def _at_no_place(value: Stated) -> Stated:
    """The value itself, without where it is said: the same day in two reports is one value."""
    return replace(value, start=0, end=0, reason=None)


def _places_in(accounts: Accounts) -> Judge[Where]:
    """A comparison of places that knows what the reports say: that one lies in the other ("X, in Y").

    Two places of which one voice speaks in one report, as of one happening, do not exclude each other either.
    """
    texts = [report.text for report in accounts.reports.values()]
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in accounts.claims:
        if claim.where is not None and holds(claim) and kind_of(claim) is not None:
            told[claim.report, accounts.voice(claim)].add(claim.where.name)

    @cache
    def lies_in(inner: str, outer: str) -> bool:
        holding = re.compile(
            rf"\b{re.escape(inner)}\b[^.]{{0,12}}\b(?:in|of|,)\s[^.]{{0,25}}\b{re.escape(outer)}\b"
        )
        return any(holding.search(text) for text in texts)

    @cache
    def judge(a: Where, b: Where) -> Judged:
        first = compare.places_with_reason(a, b)
        if first.verdict != "conflict":
            return first
        if any({a.name, b.name} <= names for names in told.values()):
            return Judged("compatible", "one voice names both")
        for inner, outer in ((a.name, b.name), (b.name, a.name)):
            if lies_in(inner, outer):
                return Judged("compatible", f"{inner} lies in {outer}")
        return first

    return judge
