"""Which of the values that claims give exclude each other, each with all who give it.

In: claims with their values, a comparison. Out: sides, or none. Never here: what a value means.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hearsay.conflicts.accounts import Accounts
from hearsay.records import Claim
from hearsay.records.edtf import Judged

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Said(Generic[Value]):
    """A claim gives this value; `shown` is how a reader is told it."""

    claim: Claim
    value: Value
    shown: str


@dataclass(frozen=True, slots=True)
class Sides(Generic[Value]):
    """The sides of a dispute, and what fits several of them and so takes none; no sides, no dispute.

    `beside` is an answer that leaves the question open, and is shown with them.
    """

    sides: tuple[tuple[Said[Value], ...], ...]
    between: tuple[Said[Value], ...] = ()
    beside: tuple[Said[Value], ...] = ()


def find_sides(
    said: Sequence[Said[Value]], judge: Callable[[Value, Value], Judged], accounts: Accounts
) -> Sides[Value]:
    """The values that exclude each other.

    Values of one account are one side: who repeats, rounds or moves a figure does not contradict it. A value
    that fits two sides takes neither; one that fits a single other side is on it.
    """
    ordered = sorted(said, key=lambda s: (s.claim.id, s.shown))
    groups = _Groups(len(ordered))
    distinct: dict[Value, int] = {}
    for place, one in enumerate(ordered):
        groups.join(distinct.setdefault(one.value, place), place)
    values = list(distinct.items())
    for number, (value, place) in enumerate(values):
        for other, there in values[:number]:
            if judge(value, other).verdict == "agree":
                groups.join(place, there)
    for place, there in _of_one_account(ordered, accounts):
        groups.join(place, there)
    sides = [[ordered[place] for place in places] for places in groups.found()]
    fits = _fits(sides, judge)
    clear = [i for i in range(len(sides)) if len(fits[i]) < 2]
    merged = []
    for i in clear:
        partner = next((k for k in fits[i] if k in clear), None)
        if partner is None:
            merged.append(tuple(sides[i]))
        elif i < partner:
            merged.append(tuple(sides[i] + sides[partner]))
    if len(merged) < 2:
        return Sides(())
    between = [one for i in range(len(sides)) if i not in clear for one in sides[i]]
    return Sides(tuple(merged), tuple(between))


def _of_one_account(said: Sequence[Said[Value]], accounts: Accounts) -> list[tuple[int, int]]:
    """Places of values that one account gives: one voice in one report, or reports that go back to it."""
    by_origin: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(said):
        by_origin[accounts.origin(one.claim)].append(place)
    pairs = []
    for places in by_origin.values():
        several = len({said[place].claim.report for place in places}) > 1
        first: dict[str, int] = {}
        for place in places:
            voice = "" if several else accounts.voice(said[place].claim)
            pairs.append((first.setdefault(voice, place), place))
    return pairs


def _fits(sides: Sequence[Sequence[Said[Value]]], judge: Callable[[Value, Value], Judged]) -> list[list[int]]:
    """For each side, the others that some value of it does not exclude."""
    values = [list(dict.fromkeys(one.value for one in side)) for side in sides]
    return [
        [
            k
            for k in range(len(sides))
            if k != i and any(judge(a, b).verdict != "conflict" for a in values[i] for b in values[k])
        ]
        for i in range(len(sides))
    ]


class _Groups:
    """Numbers that are joined, step by step; found again in their order."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))

    def join(self, one: int, other: int) -> None:
        a, b = self._first(one), self._first(other)
        self._of[max(a, b)] = min(a, b)

    def _first(self, one: int) -> int:
        while self._of[one] != one:
            self._of[one] = self._of[self._of[one]]
            one = self._of[one]
        return one

    def found(self) -> list[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for one in range(len(self._of)):
            groups[self._first(one)].append(one)
        return list(groups.values())
