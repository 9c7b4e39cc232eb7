"""Where accounts of one happening cannot all be true: who, when, where, how many, whether, of what cause.

In: the claims of one story, its reports and origins. Out: the events they speak of and the `Conflict`s.
What one voice says twice, what goes back to one account, what is only supposed, asked or demanded, and what
differs only in grain or rounding, is no conflict.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from hearsay.conflicts import compare
from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.causes import find_causes, judge_causes
from hearsay.conflicts.doers import find_doers, only_about_one
from hearsay.conflicts.events import Event, find_events
from hearsay.conflicts.happenings import BY_NAME, ask, kind_of
from hearsay.conflicts.quantities import Quantity, find_quantities
from hearsay.conflicts.sides import Said, Sides, Value, find_sides
from hearsay.conflicts.stands import holds
from hearsay.conflicts.whether import Matter, about_event, in_so_many_words
from hearsay.records import (
    Claim,
    Conflict,
    Origin,
    Report,
    Slot,
    Status,
    Story,
    When,
    Where,
    content_id,
)
from hearsay.records.edtf import Judged

Stated = TypeVar("Stated", When, Where)
Judge = Callable[[Value, Value], Judged]
"""Compares two values of one slot, with the reason."""


def find_conflicts(
    story: Story | None,
    *,
    reports: Mapping[str, Report],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
) -> tuple[dict[str, str], list[Conflict]]:
    """The event of each claim that shares one, and the conflicts, of one story or (None) of one report."""
    scope = story.id if story else min(reports)
    accounts = Accounts(reports, origins, claims)
    events = find_events(claims, scope=scope)
    writer = _Writer(accounts, story)
    found: list[Conflict] = []
    causes = find_causes(claims, events)
    for event in (event for event in events if event.kind in BY_NAME):
        found += _about(event, accounts, writer)
        about = _Question("what", event.id, event.id, _asked("what", event))
        found += writer.dispute(
            about, find_sides(causes.get(event.id, ()), judge_causes, accounts), judge_causes
        )
    found += [writer.matter(m, None) for m in in_so_many_words(claims, accounts, scope=scope)]
    for quantity in find_quantities(claims, accounts):
        found += _figures(quantity, accounts, writer, scope)
    shared: dict[str, str] = {}
    for event in events:
        for claim in event.claims:
            shared.setdefault(claim.id, event.id)
    return shared, sorted(found, key=lambda conflict: conflict.id)


def _about(event: Event, accounts: Accounts, writer: "_Writer") -> Iterator[Conflict]:
    """When, where and by whom it happened, and whether it did."""
    told = [claim for claim in event.claims if holds(claim)]
    dated = [
        Said(c, _at_no_place(c.when), c.when.edtf)
        for c in told
        if c.when and c.when.edtf and c.when.role == "point"
    ]
    placed = [Said(c, _at_no_place(c.where), c.where.name) for c in told if c.where]
    places = _places_in(accounts)
    yield from writer.dispute(
        _Question("when", event.id, event.id, _asked("when", event)),
        find_sides(dated, compare.dates_with_reason, accounts),
        compare.dates_with_reason,
    )
    yield from writer.dispute(
        _Question("where", event.id, event.id, _asked("where", event)),
        find_sides(placed, places, accounts),
        places,
    )
    doers = find_sides(list(find_doers(event, accounts)), compare.doers_with_reason, accounts)
    if not only_about_one([said.value for side in doers.sides for said in side]):
        # who says only in what manner it came about leaves the doer open, and is shown beside the sides
        open_ones = tuple(said for said in doers.between if said.value.how == "others")
        who = Sides((*doers.sides, open_ones) if open_ones else doers.sides)
        question = _Question("who", event.id, event.id, _asked("who", event))
        yield from writer.dispute(question, who, compare.doers_with_reason)
    if (matter := about_event(event, accounts)) is not None:
        yield writer.matter(matter, event.id)


def _asked(slot: Slot, event: Event) -> str:
    return ask(BY_NAME[event.kind], slot, event.subject)


def _figures(quantity: Quantity, accounts: Accounts, writer: "_Writer", scope: str) -> Iterator[Conflict]:
    """Figures of several voices that exclude each other, or those that one voice put in place of others."""
    key = content_id("quantity", scope, quantity.key)
    question = _Question("how_many", None, key, quantity.question)
    found = find_sides(quantity.said, compare.amounts_with_reason, accounts)
    replaced = quantity.revisions() if not found.sides else None
    if replaced is not None:
        yield from writer.dispute(question, Sides(replaced), compare.amounts_with_reason, status="updated")
        return
    status: Status = "updated" if _by_one_voice(found.sides, accounts) else "open"
    yield from writer.dispute(question, found, compare.amounts_with_reason, status=status)


def _by_one_voice(sides: Sequence[Sequence[Said[Value]]], accounts: Accounts) -> bool:
    """Whether one voice gave all the figures, one after the other."""
    voices = [{accounts.voice(said.claim) for said in side} for side in sides]
    return bool(voices) and all(a & b for a, b in combinations(voices, 2))


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

    def judge(a: Where, b: Where) -> Judged:
        first = compare.places_with_reason(a, b)
        if first.verdict != "conflict":
            return first
        if any({a.name, b.name} <= names for names in told.values()):
            return Judged("compatible", "one voice names both")
        for inner, outer in ((a.name, b.name), (b.name, a.name)):
            holding = re.compile(
                rf"\b{re.escape(inner)}\b[^.]{{0,12}}\b(?:in|of|,)\s[^.]{{0,25}}\b{re.escape(outer)}\b"
            )
            if any(holding.search(text) for text in texts):
                return Judged("compatible", f"{inner} lies in {outer}")
        return first

    return judge


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, in words, of which event; `key` tells the conflict from others of its slot."""

    slot: Slot
    event: str | None
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes records of conflicts: sides become answers, and two claims are named that cannot both hold."""

    accounts: Accounts
    story: Story | None

    def dispute(
        self, question: _Question, found: Sides[Value], judge: Judge[Value], status: Status = "open"
    ) -> Iterator[Conflict]:
        """The conflict between the sides, if there are two."""
        if len(found.sides) < 2:
            return
        pair, why = self._clash(found.sides, judge)
        if status == "updated":
            why = "one voice put the one in the place of the other"
        yield self._conflict(question, found.sides, status, pair, why)

    def matter(self, matter: Matter, event: str | None) -> Conflict:
        """The conflict between a yes and a no."""
        why = "the one says that it is so, the other that it is not"
        pair = matter.yes[0], matter.no[0]
        asked = _Question("whether", event, matter.key, matter.question)
        return self._conflict(asked, matter.sides, "open", pair, why)

    def _clash(
        self, sides: Sequence[Sequence[Said[Value]]], judge: Judge[Value]
    ) -> tuple[tuple[Claim, Claim], str]:
        """Two claims of two sides that exclude each other, and why; each side by the first of its claims."""
        for one, other in combinations(sides, 2):
            for a in one:
                for b in other:
                    judged = judge(a.value, b.value)
                    if judged.verdict == "conflict":
                        return (a.claim, b.claim), judged.reason
        return (sides[0][0].claim, sides[1][0].claim), "one account gives the one, another the other"

    def _conflict(
        self,
        question: _Question,
        sides: Sequence[Sequence[Said[Value]]],
        status: Status,
        pair: tuple[Claim, Claim],
        why: str,
    ) -> Conflict:
        answers = []
        for side in sides:
            shown = sorted({said.shown for said in side})
            value = max(shown, key=lambda s: (sum(said.shown == s for said in side), len(s)))
            answers.append(self.accounts.answer(value, {said.claim.id: said.claim for said in side}.values()))
        answers.sort(key=lambda answer: (-answer.origins, answer.value))
        scope = self.story.id if self.story else None
        return Conflict(
            id=content_id("conflict", scope, question.slot, question.key),
            story=scope,
            event=question.event,
            slot=question.slot,
            question=question.words,
            values=tuple(answers),
            status=status,
            reason=self._reason(question.slot, sides, pair, why),
            pair=(pair[0].id, pair[1].id),
        )

    def _reason(
        self, slot: Slot, sides: Sequence[Sequence[Said[Value]]], pair: tuple[Claim, Claim], why: str
    ) -> str:
        """“61” (Coast Guard) and “23” (Harbour Office): why they cannot both hold."""
        named = []
        for claim in pair:
            given = next(s.shown for side in sides for s in side if s.claim.id == claim.id)
            words = _shortened(claim.content) if slot == "whether" else given
            does = f", {claim.stance}" if slot == "whether" else ""
            named.append(f"“{words}” ({self.accounts.voice_name(claim)}{does})")
        return f"{named[0]} and {named[1]}: {why}."


def _shortened(words: str) -> str:
    """The first hundred characters or so of words that explain a conflict."""
    plain = " ".join(words.split())
    return plain if len(plain) <= 120 else plain[:110].rsplit(" ", 1)[0] + " …"
