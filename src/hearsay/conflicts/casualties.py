"""How many one claim says were killed, injured or shot.

In: a claim. Out: one `Toll` for each state, added up over all that the claim counts or names one by one ("a
woman, her son and two neighbours"). Never here: whether that is all of them (`tolls.py`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Literal

from hearsay.conflicts.casualty_words import (
    AGES,
    ALSO,
    AMONG,
    AND,
    ATTEMPT,
    BEFALLING,
    BESIDE,
    BESIDES,
    CONDITION,
    COUNT_AT,
    DEADLY,
    DEGREE,
    DOER_HIT,
    DOERS,
    ENDS_LIST,
    GENDERS,
    GENERAL,
    LISTED,
    LISTED_BEFORE,
    MORE_THAN,
    NAMES_OF,
    NOBODY,
    OF_THEM,
    ONE,
    OPEN,
    PARTITIVE,
    PERSON,
    PICKED,
    PRONOUNCED,
    PRONOUNS,
    REST,
    STILL,
    SUICIDE,
    THE_OTHER,
    TOTAL,
    YOUNG_OR_ON_DUTY,
)
from hearsay.conflicts.happenings import content_words, head_word, is_name, kind_of, stem
from hearsay.conflicts.telling import facets
from hearsay.records import Amount, Claim, Participant

State = Literal["killed", "injured", "shot"]
STATES: tuple[State, ...] = ("killed", "injured", "shot")


@dataclass(frozen=True, slots=True)
class Toll:
    """A claim says that from `low` to `high` came to this state (`high` is infinite for "at least").

    `general`: under a word for anybody ("people"). `named`: the persons told one by one, by a key each;
    `counted`: a number stands there, or several persons do. `closed`: nobody else is listed
    behind them. `shown` is how a reader is told it.
    """

    state: State
    low: float
    high: float
    claim: Claim
    shown: str
    general: bool
    counted: bool
    named: frozenset[str] = frozenset()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Count:
    """So many in one phrase; `rest`: beside others ("two more"); `part`: among others."""

    state: State
    low: float
    high: float
    at: int
    shown: str
    general: bool
    number: bool
    rest: bool
    part: bool
    key: str | None = None
    listed: bool = False


def tolls(claim: Claim) -> Iterator[Toll]:
    """What a claim says of each state, where it says it of all whom it speaks of."""
    if ATTEMPT.search(claim.content) or BESIDES.match(claim.content):
        return
    counts = list(_counts(claim))
    if any(count.state == "killed" for count in counts):
        # "one man was killed and three others were shot": others than he, who live
        counts = [replace(c, state="injured") if c.state == "shot" and c.rest else c for c in counts]
    for state in STATES:
        mine = [count for count in counts if count.state == state]
        whole = [count for count in mine if not count.rest and not count.part]
        rest = [count for count in mine if count.rest and not count.part]
        parts = [count for count in mine if count.part and count.number]
        others = [count for count in counts if count.state != state and not count.part]
        if not whole and rest:
            # "a man died and three others were hurt": others than he
            whole = rest if state != "killed" and any(c.state == "killed" for c in others) else []
        elif not whole and parts and any(c.number for c in others):
            whole = parts  # "shot six people, killing four of them": four are all that were killed
        else:
            whole = whole + rest
        if whole:
            died = [c for c in counts if c.part and c.state == "killed"] if state != "killed" else []
            all_of = [c for c in whole if c.number and AMONG.search(claim.text[: c.at - claim.start])]
            yield _sum(state, all_of or whole, claim, sum(c.high for c in died))


def doer_hit(claim: Claim) -> bool:
    """Whether a claim tells that whoever did it was hit too: some accounts then count one more."""
    return bool(SUICIDE.search(claim.content) or DOER_HIT.search(claim.content))


def _sum(state: State, counts: Sequence[_Count], claim: Claim, died: float) -> Toll:
    """The counts together; where `died` of them died, as many less may be meant."""
    numbers = [count for count in counts if count.number]
    singles = _singles(counts, claim)
    low, high = (sum(bound) + singles for bound in ([c.low for c in numbers], [c.high for c in numbers]))
    listed = any(count.listed for count in counts)
    return Toll(
        state,
        max(0.0, low - died) if state == "injured" else low,
        inf if listed or (not numbers and low > 1) else high,
        claim,
        counts[0].shown if len(counts) == 1 else f"{low:g}",
        general=any(c.general for c in numbers),
        counted=bool(numbers) or low > 1,
        named=frozenset(c.key for c in counts if c.key),
        closed=not listed and not any(c.rest for c in counts),
    )


def _singles(counts: Sequence[_Count], claim: Claim) -> int:
    """How many persons are told one by one: those joined by "and"; else one, under several names."""
    singles = sorted((count for count in counts if count.key), key=lambda c: c.at)
    gaps = (claim.text[a.at - claim.start : b.at - claim.start] for a, b in pairwise(singles))
    return bool(singles) + sum(bool(AND.search(gap)) and not ENDS_LIST.search(gap) for gap in gaps)


def _counts(claim: Claim) -> Iterator[_Count]:
    """All counts of a claim; a person or number that two of its clauses speak of is taken once."""
    taken: set[int] = set()
    keys: set[tuple[str, str | None]] = set()
    said: set[object] = set()
    for facet in facets(claim):
        state = _state(facet)
        own: list[tuple[int, int]] = []
        fresh: set[tuple[str, str | None]] = set()
        for amount in facet.amounts:
            own.append((amount.start, amount.end + 1 + len(amount.of or "")))
            found = _of_amount(claim, facet, amount, state)
            same = found and (found.state, found.shown.lower(), amount.of)
            if found is not None and found.at not in taken and same not in said:
                taken.add(found.at)
                said.add(same)
                yield found
        alone = sum(person.role == _sufferer(facet) for person in facet.participants) == 1
        for person in facet.participants:
            free = not any(start < person.end and person.start < end for start, end in own)
            if person.role != _sufferer(facet) or not free or person.start in taken:
                continue
            if _alone(facet) and facet.predicate is not None and person.start > facet.predicate.start:
                continue
            if own and person.name[:1].isupper() and not ONE.match(person.name):
                continue  # beside a number a name is as often a place or a day
            become = state or ("killed" if alone and PRONOUNCED.search(facet.content) else None)
            one = _single(facet, person, become) if become else None
            if one is None:
                continue
            elsewhere = {key for state, key in keys if state == one.state}
            if not elsewhere or one.key not in elsewhere:
                taken.add(person.start)
                fresh.add((one.state, one.key))
                yield replace(one, rest=one.rest or bool(elsewhere))
        keys |= fresh


def _sufferer(facet: Claim) -> str:
    """The role of whoever is hit: of "die" and "dead" it is the subject."""
    affected = any(p.role == "affected" for p in facet.participants)
    return "affected" if affected or facet.predicate is None else "agent" if _alone(facet) else "affected"


def _alone(facet: Claim) -> bool:
    return facet.predicate is not None and facet.predicate.lemma in {
        "die",
        "dead",
        "perish",
        "condition",
        "drown",
    }


def _state(facet: Claim) -> State | None:
    """What the predicate of a clause says became of those whom it befell."""
    if facet.predicate is None:
        return None
    kind, lemma = kind_of(facet), facet.predicate.lemma
    if lemma in {"shoot", "gun", "strike", "hit"}:
        at = facet.predicate.start - facet.start
        if DEADLY.search(facet.text[max(0, at - 20) : at]) or DEADLY.match(facet.text[at : at + 40]):
            return "killed"
        return "shot" if lemma == "shoot" or "bullet" in facet.content or "gun" in facet.content else None
    if (kind is not None and kind.name == "death") or lemma == "dead":
        return "killed"
    hurt = (kind is not None and kind.name == "injury") or lemma.startswith("hospitali")
    return "injured" if hurt else None


def _of_amount(claim: Claim, facet: Claim, amount: Amount, state: State | None) -> _Count | None:
    if amount.unit is not None or amount.value is None:
        return None
    noun = stem(amount.of.lower()) if amount.of else "person"
    befell = any(
        p.start <= amount.start < min(p.end, p.start + 16) and p.role == _sufferer(facet)
        for p in facet.participants
    )
    start, end = amount.start - claim.start, amount.end - claim.start
    words, before, after = claim.text[start:end], claim.text[:start], claim.text[end:]
    become = "injured" if CONDITION.match(after) else _become(amount, state if befell else None)
    if (told := BEFALLING.search(before)) is not None and amount.state is None:
        become = "killed" if told["killed"] else "injured"
    elif become is None and (total := TOTAL.search(before)):
        become = "injured" if total["injured"] else "killed"
    noun = noun if amount.of is not None else _next_noun(after) or noun
    if become is None or noun in NOBODY or noun in DOERS or AGES.search(before):
        return None
    if amount.of is None and before.endswith(" at ") and not COUNT_AT.search(before):
        return None  # an hour
    if after.startswith((" another", " by one")) or THE_OTHER.match(after) or PARTITIVE.search(before):
        return None
    if (
        DEGREE.search(before[-30:])
        or DEGREE.search(after[:40])
        or STILL.search(before[-40:] + "|" + after[:30])
    ):
        return None
    around = f"{before[-8:]}{words} {_first_words(after)}"
    rest = bool(
        REST.search(MORE_THAN.sub("", around)) or ALSO.search(after[:30]) or BESIDE.search(before[-40:])
    )
    part = amount.part or bool(OF_THEM.match(after))
    low = amount.low if amount.low is not None else 0.0
    some = noun in PICKED or OPEN.match(after) or NAMES_OF.search(before[-40:])
    high = amount.high if amount.high is not None and not some else inf
    listed = bool(CONDITION.match(after)) or _is_listed(after) or _follows_in_list(before)
    return _Count(
        become,
        low,
        high,
        amount.start,
        words,
        noun in GENERAL,
        number=True,
        rest=rest,
        part=part,
        listed=listed,
    )


def _next_noun(after: str) -> str:
    """The last of up to three plain words that follow a number: "two fatal gunshot wounds"."""
    words = re.match(r"(?: [a-z-]+){1,3}", after)
    found = [stem(word) for word in words[0].split()] if words else []
    return next((word for word in reversed(found) if word in NOBODY), "")


def _first_words(after: str) -> str:
    """What still belongs to the number: "two other men", "two people and another" without the other."""
    return " ".join(re.split(r"\band\b|[,;.]", after)[0].split()[:2])


def _become(amount: Amount, state: State | None) -> State | None:
    if amount.state == "shot" and state == "killed":
        return "killed"
    if amount.state in ("killed", "injured", "shot"):
        return amount.state  # type: ignore[return-value]
    if amount.state == "hospitalized":
        return "injured"
    return state if amount.state is None else None


def _single(facet: Claim, person: Participant, state: State) -> _Count | None:
    """One person: a name, or a noun in the singular. None for a pronoun, a thing or an unknown number."""
    name = person.name.strip()
    if name.lower() in PRONOUNS or not name or " and " in name:
        return None
    words = facet.text[person.start - facet.start : person.end - facet.start] or name
    key = "=one" if words.lower() == "one" else one_of(name, person.entity)
    if key is None:
        return None
    if state != "killed" and not key.startswith("=") and content_words(words) & YOUNG_OR_ON_DUTY:
        key = "=picked"
    rest = bool(REST.search(" ".join(words.split()[:3]))) or bool(ALSO.search(facet.content))
    after = facet.text[person.end - facet.start :]
    listed = _is_listed(after)
    return _Count(
        state, 1, 1, person.start, "one", False, number=False, rest=rest, part=False, key=key, listed=listed
    )


def _is_listed(after: str) -> bool:
    """Whether somebody else follows in a list ("… and his 9-year-old son")."""
    return any(
        _is_person(match["noun"]) and not ENDS_LIST.search(after, 0, match.start())
        for match in LISTED.finditer(after, 0, 80)
    )


def _follows_in_list(before: str) -> bool:
    """Whether somebody stands before a number in one list with it ("a girl and two men")."""
    match = LISTED_BEFORE.search(before)
    return match is not None and _is_person(match["noun"])


def _is_person(noun: str) -> bool:
    return stem(noun.lower().removeprefix("step").removeprefix("grand")) in PERSON


def one_of(name: str, entity: str | None) -> str | None:
    """A key for one person: the name, or what the noun says ("m", "f", "child"); None for anything else."""
    if is_name(name) and is_name(name.split()[0]) and not name.isupper():
        last = head_word(name)
        return None if last is None or last in NOBODY or last in DOERS else f"={entity or last}"
    match = ONE.match(name)
    if match is None:
        return None
    noun = head_word(name) or match["noun"].lower()
    if (
        noun in NOBODY
        or noun in DOERS
        or name.lower().rstrip(".").endswith(("s", "people", "children", "men"))
    ):
        return None
    if not (content_words(name) & PERSON or noun in PERSON):
        return None
    return next((sex for sex, nouns in GENDERS.items() if noun in nouns), "any")


def persons(keys: Iterable[str]) -> int:
    """The least number of persons meant by keys: names, else the different kinds of them."""
    names = {key for key in keys if key.startswith("=")}
    kinds = {key for key in keys if key in ("m", "f")}
    return max(len(names), len(kinds), 1)
