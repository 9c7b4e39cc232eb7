"""Where accounts of one happening cannot all be true: who, when, where, how many, whether, of what cause.

In: the claims of one story, its reports and origins. Out: the events they speak of and the `Conflict`s.
What one voice says twice, what goes back to one account, what is only supposed, asked or demanded, and what
differs only in grain or rounding, is no conflict.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.events import find_events
from hearsay.conflicts.happenings import BY_NAME
from hearsay.conflicts.quantities import Quantity, find_quantities
from hearsay.conflicts.questions import Judge, Question, about_events, about_quantity
from hearsay.conflicts.sides import Said, Sides, Value
from hearsay.conflicts.whether import Matter, about_event, in_so_many_words
from hearsay.records import (
    Amount,
    Answer,
    Claim,
    Conflict,
    Origin,
    Report,
    Slot,
    Status,
    Story,
    content_id,
    edtf,
)

REPLACED = "one voice put the one in the place of the other"
LATER = "later reports give more than earlier ones"
RISING = frozenset({"killed", "injured"})
"""What is counted at the scene first, and grows as more becomes known."""


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
    for question in about_events(claims, events, accounts):
        found += writer.dispute(question, question.sides(accounts))
    matters = (about_event(event, accounts) for event in events if event.kind in BY_NAME)
    found += [writer.matter(matter) for matter in matters if matter is not None]
    found += [writer.matter(matter) for matter in in_so_many_words(claims, accounts, scope=scope)]
    for quantity in find_quantities(claims, accounts):
        found += _figures(quantity, accounts, writer, scope)
    shared: dict[str, str] = {}
    for event in events:
        for claim in event.claims:
            shared.setdefault(claim.id, event.id)
    return shared, sorted(found, key=lambda conflict: conflict.id)


def _figures(quantity: Quantity, accounts: Accounts, writer: "_Writer", scope: str) -> Iterator[Conflict]:
    """Figures of several voices that exclude each other, or those that one voice put in place of others."""
    question = about_quantity(quantity, scope)
    found = question.sides(accounts)
    replaced = quantity.revisions() if not found.sides else None
    if replaced is not None:
        yield from writer.dispute(question, Sides(replaced), status="updated")
        return
    if _by_one_voice(found.sides, accounts):
        yield from writer.dispute(question, found, status="updated")
    elif quantity.key[0] in RISING and _rises(found.sides, accounts):
        yield from writer.dispute(question, found, status="updated", why=LATER)
    else:
        yield from writer.dispute(question, found)


def _by_one_voice(sides: Sequence[Sequence[Said[Value]]], accounts: Accounts) -> bool:
    """Whether one voice gave all the figures, one after the other."""
    voices = [{accounts.voice(said.claim) for said in side} for side in sides]
    return bool(voices) and all(a & b for a, b in combinations(voices, 2))


def _rises(sides: Sequence[Sequence[Said[Amount]]], accounts: Accounts) -> bool:
    """Whether whoever gives more wrote on a later day, and no two bodies are named for two of the figures."""
    ordered = sorted(sides, key=lambda side: max(said.value.value or 0 for said in side))
    days = [
        [edtf.bounds(accounts.reports[said.claim.report].published or "") for said in side]
        for side in ordered
    ]
    if any(day is None for side in days for day in side):
        return False
    named = [{accounts.voice(s.claim) for s in side if s.claim.voice.kind == "named"} for side in ordered]
    if any(a and b and not a & b for a, b in combinations(named, 2)):
        return False
    return all(
        max(day[1] for day in before if day) < min(day[0] for day in after if day)
        for before, after in pairwise(days)
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes records of conflicts: sides become answers, and two claims are named that cannot both hold."""

    accounts: Accounts
    story: Story | None

    def dispute(
        self, question: Question[Value], found: Sides[Value], status: Status = "open", why: str = REPLACED
    ) -> Iterator[Conflict]:
        """The conflict between the sides, if there are two; `why` an update is one."""
        if len(found.sides) < 2:
            return
        pair, clash = self._clash(found.sides, question.judge)
        why = why if status == "updated" else clash
        yield self._conflict(question, found.sides, status, pair, why, found.beside)

    def matter(self, matter: Matter) -> Conflict:
        """The conflict between a yes and a no."""
        why = "the one says that it is so, the other that it is not"
        pair = matter.yes[0], matter.no[0]
        return self._conflict(matter, matter.sides, "open", pair, why)

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
        question: "Question[Value] | Matter",
        sides: Sequence[Sequence[Said[Value]]],
        status: Status,
        pair: tuple[Claim, Claim],
        why: str,
        beside: Sequence[Said[Value]] = (),
    ) -> Conflict:
        answers = [self._answer(side) for side in sides]
        answers.sort(key=lambda answer: (-answer.origins, answer.value))
        if beside:
            answers.append(replace(self._answer(beside), leaves_open=True))
        scope = self.story.id if self.story else None
        return Conflict(
            id=content_id("conflict", scope, question.slot, question.key),
            story=scope,
            event=question.event,
            slot=question.slot,
            question=question.question,
            values=tuple(answers),
            status=status,
            reason=self._reason(question.slot, sides, pair, why),
            pair=(pair[0].id, pair[1].id),
        )

    def _answer(self, side: Sequence[Said[Value]]) -> Answer:
        """The value that most of a side give, with all who are on it."""
        shown = sorted({said.shown for said in side})
        value = max(shown, key=lambda s: (sum(said.shown == s for said in side), len(s)))
        return self.accounts.answer(value, {said.claim.id: said.claim for said in side}.values())

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
