"""Which claims of a story speak of one happening.

In: the claims of one story. Out: groups of what they tell, each about one event. Tellings meet by kind of
happening and by whom it befell; another year is another event.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hearsay.conflicts.belonging import body_of, leaders
from hearsay.conflicts.happenings import is_name, within_sentence
from hearsay.conflicts.telling import Telling, tellings
from hearsay.records import Claim, content_id, edtf

# A happening told with dates further apart than this is two happenings; within it, the date is in dispute.
SAME_EVENT_DAYS = 200
NEGATIVE = ("no ", "any ", "neither ", "not ", "none ")
_COUNTED = re.compile(r"^(?:[\w-]+|at least [\w-]+) of (?=(?:the|his|her|its|their|[\w .-]+['’]s)\b )")
_NUMBER = re.compile(
    r"^(?:at least |about |around |some |nearly |almost |over |up to |more than |not more than |fewer than )?"
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:dozen|hundred|score)s of)"
    r" (?=[a-z])(?!of )",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A happening of this kind, which befell `subject`, and what claims tell of it."""

    id: str
    kind: str
    subject: str
    told: tuple[Telling, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that tell it, each narrowed to the words that do."""
        return tuple(telling.claim for telling in self.told)


@dataclass(slots=True)
class _Group:
    """Tellings that met so far, and the bounds of their days: none lies far from another."""

    told: list[Telling]
    first_end: date | None = None
    last_start: date | None = None
    keys: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, telling: Telling) -> "_Group":
        days = _days(telling.claim)
        first_end, last_start = (days[1], days[0]) if days else (None, None)
        return cls([telling], first_end, last_start, set(telling.keys))

    def near(self, other: "_Group") -> bool:
        """Whether no day of the one lies further from a day of the other than one happening can take."""
        return _near(self.last_start, other.first_end) and _near(other.last_start, self.first_end)

    def take(self, other: "_Group") -> None:
        self.told += other.told
        self.keys |= other.keys
        self.first_end = min((d for d in (self.first_end, other.first_end) if d), default=None)
        self.last_start = max((d for d in (self.last_start, other.last_start) if d), default=None)


def find_events(claims: Sequence[Claim], *, scope: str) -> list[Event]:
    """The events of a story or report (`scope`), each told at least twice, in a fixed order."""
    led = leaders(claims)
    by_kind: dict[str, list[Telling]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        if not claim.hypothetical and claim.stance not in {"asks", "other"}:
            for telling in tellings(claim):
                by_kind[telling.kind].append(telling)
    events = []
    for kind, told in sorted(by_kind.items()):
        for group in _with_nobody(_groups(told), led):
            if len({telling.claim.id for telling in group}) < 2:
                continue
            subject = _subject_name([telling.subject for telling in group if telling.subject])
            key = min((key for telling in group for key in telling.keys), default="")
            years = sorted({year for telling in group if (year := _year(telling.claim))})
            identifier = content_id("event", scope, kind, key, years[:1])
            events.append(Event(identifier, kind, subject, tuple(group)))
    return events


def _groups(told: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings whose subjects share a key, by way of others too, as long as no dates are far apart."""
    groups: dict[int, _Group] = {}
    under: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(told):
        if not one.keys:
            continue
        merged = _Group.of(one)
        for known in sorted(set().union(*(under[key] for key in one.keys))):
            if merged.near(groups[known]):
                joined = groups.pop(known)
                for key in joined.keys:
                    under[key].discard(known)
                merged.take(joined)
        groups[number] = merged
        for key in merged.keys:
            under[key].add(number)
    return _with_unsaid([group for _, group in sorted(groups.items())], [t for t in told if not t.keys])


def _with_unsaid(groups: Sequence[_Group], unsaid: list[Telling]) -> list[list[Telling]]:
    """What does not say whom it befell belongs to the event that stands out, if one does.

    Where no claim says so, those of near days speak of one happening: they are of one story.
    """
    if not groups and unsaid:
        together = _Group.of(unsaid[0])
        for other in map(_Group.of, unsaid[1:]):
            if together.near(other):
                together.take(other)
        return [together.told]
    ranked = sorted(groups, key=lambda group: len(group.told), reverse=True)
    stands_out = ranked and len(ranked[0].told) > 1
    if stands_out and (len(ranked) == 1 or len(ranked[0].told) > len(ranked[1].told)):
        for one in unsaid:
            if ranked[0].near(_Group.of(one)):
                ranked[0].told.append(one)
    return [group.told for group in groups]


def _with_nobody(groups: Sequence[list[Telling]], led: Mapping[str, str]) -> list[list[Telling]]:
    """That it befell nobody of a body belongs to the event in which it befell some of its people."""
    found = [group for group in groups if not _is_nobody(group)]
    for group in (group for group in groups if _is_nobody(group)):
        bodies = {body_of(t.befell, led) for t in group if t.befell} - {None}
        hosts = [g for g in found if bodies & {body_of(t.befell, led) for t in g if t.befell}]
        if len(hosts) == 1:
            hosts[0] += group
        else:
            found.append(group)
    return found


def _is_nobody(group: Sequence[Telling]) -> bool:
    return all(telling.subject.lower().startswith(NEGATIVE) for telling in group)


def _near(later: date | None, earlier: date | None) -> bool:
    return later is None or earlier is None or (later - earlier).days <= SAME_EVENT_DAYS


def _days(claim: Claim) -> tuple[date, date] | None:
    return edtf.bounds(claim.when.edtf) if claim.when and claim.when.edtf else None


def _year(claim: Claim) -> str | None:
    if claim.when is None or claim.when.edtf is None or not edtf.year_known(claim.when.edtf):
        return None
    return claim.when.edtf[:4]


def _subject_name(names: Sequence[str]) -> str:
    """How the event's questions call its subject: by a name if there is one, else in the fullest words."""
    positive = [name for name in names if not name.lower().startswith(NEGATIVE)] or list(names)
    if not positive:
        return "it"
    chosen = min(positive, key=lambda name: (not is_name(name), -len(name), name))
    return within_sentence(_COUNTED.sub("", _NUMBER.sub("", chosen)))
