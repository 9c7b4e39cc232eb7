"""Where accounts of one happening cannot all be true: who, when, where, how many, whether.

In: the claims of one story, its reports and origins. Out: the events they speak of and the `Conflict`s.
What one voice says twice, what goes back to one account, what is only supposed, asked or demanded, and what
differs only in grain or rounding, is no conflict.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from hearsay.conflicts import compare
from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.events import Event, find_events
from hearsay.conflicts.happenings import BY_NAME, content_words, head_word, kind_of, stem
from hearsay.records import (
    Amount,
    Claim,
    Conflict,
    Origin,
    Participant,
    Report,
    Slot,
    Status,
    Story,
    When,
    Where,
    content_id,
)

Value = str | When | Where | Amount | Participant
Differ = Callable[[Any, Any], compare.Verdict]
"""Compares two values of one slot."""
PRONOUNS = frozenset("he she it they who which that this we i you one both these those his her their".split())
NOBODY = "nobody"
ANYBODY = ("any", "an ", "a ", "no ", "none", "nobody")
WHY: dict[Slot, str] = {
    "who": "“{0}” and “{1}” are not one doer, and the accounts are independent of each other",
    "when": "{0} and {1} have no day in common",
    "where": "{0} and {1} are two places, and no report has one lie in the other",
    "how_many": "neither “{0}” nor “{1}” rounds or holds the other",
    "whether": "one side says that it is so, the other that it is not",
    "what": "“{0}” and “{1}” cannot both be so",
}
_OUGHT = re.compile(r"\b(?:must|should|ought to|has to|have to|needs? to)\b")
_OWNED = re.compile(r"\b(?:of|its|their|our|his|her)\b|['’]s\b")
_RATE = re.compile(r"\s*(?:a|an|per)\s+((?:[\w-]+\s){0,2}[\w-]+)")
_TOLL = re.compile(r"\b(?:death )?toll\b|\bdeaths\b|\bnumber of (?:dead|deaths)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim gives this value."""

    claim: Claim
    value: Value
    shown: str


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
    found: list[Conflict] = []
    for event in events:
        found += _about_event(event, accounts, story)
    found += _denied(claims, accounts, story, scope)
    found += _quantities(claims, accounts, story, scope)
    shared = {claim.id: event.id for event in events for claim in event.claims}
    return shared, sorted(found, key=lambda conflict: conflict.id)


def _about_event(event: Event, accounts: Accounts, story: Story | None) -> Iterator[Conflict]:
    told = [claim for claim in event.claims if _holds(claim)]
    if event.kind in BY_NAME:
        dated = [
            Said(c, c.when, c.when.edtf) for c in told if c.when and c.when.edtf and c.when.role == "point"
        ]
        placed = [Said(c, c.where, c.where.name) for c in told if c.where]
        yield from _dispute("when", event, dated, compare.dates, accounts, story)
        yield from _dispute("where", event, placed, _places_in(accounts), accounts, story)
        yield from _dispute("who", event, list(_doers(event)), _doers_differ, accounts, story)
        yield from _whether(event, accounts, story)


def _holds(claim: Claim) -> bool:
    """Whether the voice puts the happening forward as a fact."""
    if claim.negated or claim.hypothetical or _OUGHT.search(claim.content):
        return False
    return claim.stance in {"asserts", "confirms"}


def _rejects(claim: Claim) -> bool:
    """Whether the voice puts forward that it did not happen: a denial, or an assertion of the opposite."""
    if claim.hypothetical:
        return False
    return (claim.stance == "denies") != (claim.negated and claim.stance in {"asserts", "confirms", "denies"})


def _doers(event: Event) -> Iterator[Said]:
    """Who did it, in each claim; "he was not killed by any enemy" says that nobody did."""
    by_others, victim = BY_NAME[event.kind].by_others, head_word(event.subject)
    for claim in event.claims:
        agents = [
            p
            for p in claim.participants
            if p.role == "agent" and p.name.lower() not in PRONOUNS and head_word(p.name) != victim
        ]
        if _holds(claim):
            for agent in agents[:1]:
                owned = agent.name.lower().split()[0] in PRONOUNS | {"our", "its", "my"}
                shown = f"{agent.name} ({claim.voice.name})" if owned and claim.voice.name else agent.name
                yield Said(claim, agent, shown)
        elif (
            _rejects(claim)
            and claim.predicate is not None
            and claim.predicate.lemma in by_others
            and all(agent.name.lower().startswith(ANYBODY) for agent in agents)
        ):
            yield Said(claim, NOBODY, NOBODY)


def _doers_differ(a: Value, b: Value) -> compare.Verdict:
    if isinstance(a, Participant) and isinstance(b, Participant):
        return compare.parties(a, b)
    return "agree" if a == b else "conflict"


def _places_in(accounts: Accounts) -> Callable[[Where, Where], compare.Verdict]:
    """A comparison of places that knows what the reports say: that one lies in the other ("X, in Y").

    Two places of which one voice speaks in one report, as of one happening, do not exclude each other either.
    """
    texts = [report.text for report in accounts.reports.values()]
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in accounts.claims:
        if claim.where is not None and _holds(claim) and kind_of(claim) is not None:
            told[claim.report, accounts.voice(claim)].add(claim.where.name)

    def verdict(a: Where, b: Where) -> compare.Verdict:
        first = compare.places(a, b)
        if first != "conflict":
            return first
        if any({a.name, b.name} <= names for names in told.values()):
            return "compatible"
        for inner, outer in ((a.name, b.name), (b.name, a.name)):
            holds = re.compile(
                rf"\b{re.escape(inner)}\b[^.]{{0,12}}\b(?:in|of|,)\s[^.]{{0,25}}\b{re.escape(outer)}\b"
            )
            if any(holds.search(text) for text in texts):
                return "compatible"
        return "conflict"

    return verdict


def _dispute(
    slot: Slot,
    event: Event,
    said: Sequence[Said],
    differ: Differ,
    accounts: Accounts,
    story: Story | None,
) -> Iterator[Conflict]:
    groups = _sides(said, differ, accounts)
    if len(groups) < 2:
        return
    question = BY_NAME[event.kind].questions[slot].format(it=event.subject)
    yield _conflict(slot, event.id, event.id, question, groups, "open", accounts, story)


def _sides(said: Sequence[Said], differ: Differ, accounts: Accounts) -> list[list[Said]]:
    """The values that exclude each other, each with all who give it; [] if there is no dispute.

    Values of one account are one side: who repeats, rounds or moves a figure does not contradict it. A value
    that fits two sides takes neither.
    """
    sides: list[list[Said]] = []
    for one in sorted(said, key=lambda s: s.claim.id):
        agreeing = [side for side in sides if any(_one_side(one, other, differ, accounts) for other in side)]
        merged = [one]
        for side in agreeing:
            merged += side
            sides.remove(side)
        sides.append(merged)
    fits = [
        [
            k
            for k, other in enumerate(sides)
            if k != i and any(_verdict(a, b, differ) != "conflict" for a in side for b in other)
        ]
        for i, side in enumerate(sides)
    ]
    clear = [i for i in range(len(sides)) if len(fits[i]) < 2]
    merged_sides: list[list[Said]] = []
    for i in clear:
        partner = next((k for k in fits[i] if k in clear), None)
        if partner is None:
            merged_sides.append(sides[i])
        elif i < partner:
            merged_sides.append(sides[i] + sides[partner])
    return merged_sides if len(merged_sides) > 1 else []


def _one_side(a: Said, b: Said, differ: Differ, accounts: Accounts) -> bool:
    if _verdict(a, b, differ) == "agree":
        return True
    if accounts.origin(a.claim) != accounts.origin(b.claim):
        return False
    return a.claim.report != b.claim.report or accounts.voice(a.claim) == accounts.voice(b.claim)


def _verdict(a: Said, b: Said, differ: Differ) -> compare.Verdict:
    return differ(a.value, b.value)


def _whether(event: Event, accounts: Accounts, story: Story | None) -> Iterator[Conflict]:
    """One voice says that a happening of a known kind took place, another that it did not."""
    kind = BY_NAME[event.kind]
    told = [
        claim
        for claim in event.claims
        if not kind.by_others or (claim.predicate and claim.predicate.lemma in kind.by_others)
    ]
    asserted, denied = [c for c in told if _holds(c)], [c for c in told if _rejects(c)]
    pairs = [(a, d) for a in asserted for d in denied if _opposed(a, d, accounts)]
    if pairs:
        question = kind.questions["whether"].format(it=event.subject)
        if any(_doer(d) for _, d in pairs):
            shortest = min((a for a, _ in pairs), key=lambda c: (len(c.content), c.id))
            question = f"Is it so that {shortest.content}?"
        yield _conflict("whether", event.id, event.id, question, _yes_and_no(pairs), "open", accounts, story)


def _denied(
    claims: Sequence[Claim], accounts: Accounts, story: Story | None, scope: str
) -> Iterator[Conflict]:
    """What is said and denied in nearly the same words, whatever it is about."""
    asserted = [c for c in claims if _holds(c) and kind_of(c) is None]
    by_word: dict[str, list[Claim]] = defaultdict(list)
    for claim in asserted:
        for word in content_words(claim.content):
            by_word[word].append(claim)
    matters: dict[str, list[tuple[Claim, Claim]]] = defaultdict(list)
    for denial in sorted(claims, key=lambda c: c.id):
        if not _rejects(denial) or kind_of(denial) is not None:
            continue
        near = {c.id: c for word in content_words(denial.content) for c in by_word.get(word, ())}
        for claim in near.values():
            if _opposed(claim, denial, accounts) and _same_matter(claim, denial):
                matters[" ".join(sorted(content_words(denial.content)))].append((claim, denial))
    for matter, pairs in sorted(matters.items()):
        shortest = min((a for a, _ in pairs), key=lambda c: (len(c.content), c.id))
        question = f"Is it so that {shortest.content}?"
        key = content_id("matter", scope, matter)
        yield _conflict("whether", None, key, question, _yes_and_no(pairs), "open", accounts, story)


def _opposed(a: Claim, d: Claim, accounts: Accounts) -> bool:
    """Whether two voices speak, each on an account of its own, or against each other in one report."""
    if accounts.voice(a) == accounts.voice(d):
        return False
    did, did_not = _doer(a), _doer(d)
    # that this one did not do it does not deny that it was done, or that another did it
    if did_not is not None and (did is None or compare.parties(did, did_not) == "conflict"):
        return False
    return a.report == d.report or accounts.origin(a) != accounts.origin(d)


def _doer(claim: Claim) -> Participant | None:
    """Who does it in the claim, unless that is anybody or nobody in particular."""
    for agent in (p for p in claim.participants if p.role == "agent"):
        if not agent.name.lower().startswith(ANYBODY) or _OWNED.search(agent.name):
            return agent
    return None


def _yes_and_no(pairs: Sequence[tuple[Claim, Claim]]) -> list[list[Said]]:
    yes = {a.id: Said(a, "yes", "yes") for a, _ in pairs}
    no = {d.id: Said(d, "no", "no") for _, d in pairs}
    return [list(yes.values()), list(no.values())]


def _same_matter(a: Claim, d: Claim) -> bool:
    """Whether two claims say the same thing of the same subject.

    They share three telling words, most of those of the shorter, and the word that the denial is about.
    Where one stands in the words of the other it is a part of it, and no answer to it.
    """
    one, other = content_words(a.content), content_words(d.content)
    if len(one & other) < max(3, 0.75 * min(len(one), len(other))):
        return False
    if a.report == d.report and a.spans != d.spans and a.start < d.end and d.start < a.end:
        return False
    if d.predicate is None:
        return True
    said = d.text[d.predicate.start - d.start : d.predicate.end - d.start]
    return content_words(said) <= one


def _quantities(
    claims: Sequence[Claim], accounts: Accounts, story: Story | None, scope: str
) -> Iterator[Conflict]:
    """Figures for one quantity: so many of the same in the same state, or the same price or rate."""
    measured: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        if not _holds(claim) or claim.stance == "predicts":
            continue
        for amount in claim.amounts:
            if (key := _quantity(claim, amount)) is not None:
                shown = claim.text[amount.start - claim.start : amount.end - claim.start]
                measured[key].append(Said(claim, amount, shown))
    for key, said in sorted(measured.items()):
        same_time = [s for s in said if not _of_another_year(s, said)]
        groups = _sides(same_time, compare.amounts, accounts)
        if len(groups) >= 2:
            status, question = _status(groups, accounts), _how_many(key, same_time)
            yield _conflict(
                "how_many",
                None,
                content_id("quantity", scope, key),
                question,
                groups,
                status,
                accounts,
                story,
            )


def _how_many(key: tuple[str, ...], said: Sequence[Said]) -> str:
    if key[0] == "rate":
        return f"How much is it per {key[2]}?"
    counted = [s.value.of for s in said if isinstance(s.value, Amount) and s.value.of]
    things = max(sorted(set(counted)), key=counted.count) if counted else key[1]
    kind = BY_NAME.get(key[0])
    return kind.questions["how_many"].format(it=things) if kind else f"How many {things} were {key[0]}?"


def _quantity(claim: Claim, amount: Amount) -> tuple[str, ...] | None:
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
    return (state, stem(amount.of.lower()))


def _of_another_year(one: Said, said: Sequence[Said]) -> bool:
    """Whether a figure belongs to another year than most of the others ("in 2009 a flood killed nine")."""
    years = [s.claim.when.edtf[:4] for s in said if s.claim.when and s.claim.when.edtf]
    years = [year for year in years if year.isdigit()]
    if not years or one.claim.when is None or one.claim.when.edtf is None:
        return False
    own = one.claim.when.edtf[:4]
    return own.isdigit() and own != max(sorted(set(years)), key=years.count)


def _status(groups: Sequence[Sequence[Said]], accounts: Accounts) -> Status:
    """`updated` where one voice gave all the figures, one after the other."""
    voices = [{accounts.voice(said.claim) for said in group} for group in groups]
    return "updated" if all(a & b for a, b in combinations(voices, 2)) else "open"


def _conflict(
    slot: Slot,
    event: str | None,
    key: str,
    question: str,
    groups: Sequence[Sequence[Said]],
    status: Status,
    accounts: Accounts,
    story: Story | None,
) -> Conflict:
    answers = []
    for group in groups:
        shown = sorted({said.shown for said in group})
        value = max(shown, key=lambda s: (sum(said.shown == s for said in group), len(s)))
        answers.append(accounts.answer(value, {said.claim.id: said.claim for said in group}.values()))
    answers.sort(key=lambda answer: (-answer.origins, answer.value))
    return Conflict(
        id=content_id("conflict", story.id if story else None, slot, key),
        story=story.id if story else None,
        event=event,
        slot=slot,
        question=question,
        values=tuple(answers),
        status=status,
        reason=WHY[slot].format(*(answer.value for answer in answers)),
    )
