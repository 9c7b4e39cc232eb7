"""What all accounts of a happening agree on, slot by slot.

In: the claims of one story, its reports and origins. Out: `Agreed`. Never here: what one account alone says,
and what anybody who speaks of it disputes, doubts or denies.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.events import Event, find_events
from hearsay.conflicts.happenings import BY_NAME, ask
from hearsay.conflicts.quantities import find_quantities
from hearsay.conflicts.questions import Question, about_events, about_quantity
from hearsay.conflicts.sides import Said
from hearsay.conflicts.stands import holds, rejects
from hearsay.records import Agreed, Amount, Claim, Origin, Report, Slot, Story, When

ORDER: tuple[Slot, ...] = ("whether", "who", "when", "where", "how_many", "what")


def find_agreed(
    story: Story | None,
    *,
    reports: Mapping[str, Report],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
) -> list[Agreed]:
    """What at least two accounts say and none disputes, by happening and slot; most accounts first."""
    scope = story.id if story else min(reports)
    accounts = Accounts(reports, origins, claims)
    events = find_events(claims, scope=scope)
    asked: list[Question[Any]] = [
        *about_events(claims, events, accounts),
        *(
            about_quantity(quantity, scope)
            for quantity in find_quantities(claims, accounts)
            if quantity.revisions() is None  # a figure that took another's place is not agreed on
        ),
    ]
    found = [agreed for question in asked if (agreed := _on(question, accounts)) is not None]
    found += _that_it_happened(events, accounts)
    return sorted(found, key=lambda a: (-a.answer.origins, a.event or "", ORDER.index(a.slot), a.question))


def _on(question: Question[Any], accounts: Accounts) -> Agreed | None:
    """The answer to one question, if nobody excludes it; a part that somebody rejects is no answer to who."""
    said = [s for s in question.said if getattr(s.value, "how", "did") == "did"]
    values = list(dict.fromkeys(s.value for s in question.said))
    if any(question.judge(a, b).verdict == "conflict" for a, b in combinations(values, 2)) or not said:
        return None
    return _agreed(question.event, question.slot, question.question, _fullest(said), said, accounts)


def _that_it_happened(events: Sequence[Event], accounts: Accounts) -> Iterator[Agreed]:
    for event in (event for event in events if event.kind in BY_NAME):
        if any(rejects(claim) or claim.stance == "doubts" for claim in event.claims):
            continue
        said = [Said(claim, "yes", "yes") for claim in event.claims if holds(claim)]
        question = ask(BY_NAME[event.kind], "whether", event.subject)
        agreed = _agreed(event.id, "whether", question, "yes", said, accounts)
        if agreed is not None:
            yield agreed


def _agreed(
    event: str | None, slot: Slot, question: str, value: str, said: Sequence[Said[Any]], accounts: Accounts
) -> Agreed | None:
    """None where fewer than two accounts say it: one account agrees only with itself."""
    answer = accounts.answer(value, {s.claim.id: s.claim for s in said}.values())
    if answer.origins + answer.unestablished < 2:
        return None
    return Agreed(event, slot, question, answer)


def _fullest(said: Sequence[Said[Any]]) -> str:
    """The answer that says most: the narrowest date or figure, else the one given most, then the longest."""
    shown = [s.shown for s in said]

    def rank(one: Said[Any]) -> tuple[float, int, int, str]:
        exact = 0.0
        if isinstance(one.value, When):
            exact = float(len((one.value.edtf or "").replace("X", "").replace("~", "")))
        elif isinstance(one.value, Amount):
            exact = float(one.value.low is not None and one.value.low == one.value.high)
        return exact, shown.count(one.shown), len(one.shown), one.shown

    return max(said, key=rank).shown
