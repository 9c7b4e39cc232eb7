"""Which claims of a story speak of one happening.

In: the claims of one story. Out: groups of claims, each about one event. Claims meet by kind of happening
and by whom it befell; another year is another event.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.conflicts.happenings import Happening, happening
from hearsay.records import Claim, content_id, edtf

# A happening told with dates further apart than this is two happenings; within it, the date is in dispute.
SAME_EVENT_DAYS = 200
NEGATIVE = ("no ", "any ", "neither ", "not ", "none ")
ARTICLES = {"The", "A", "An", "Its", "Their", "His", "Her", "This"}


@dataclass(frozen=True, slots=True)
class Event:
    """A happening of this kind, which befell `subject`, and the claims that tell it."""

    id: str
    kind: str
    subject: str
    claims: tuple[Claim, ...]


def find_events(claims: Sequence[Claim], *, scope: str) -> list[Event]:
    """The events of a story or report (`scope`), each with at least two claims, in a fixed order."""
    by_kind: dict[str, list[tuple[Claim, Happening]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.hypothetical or claim.stance in {"asks", "other"}:
            continue
        if (what := happening(claim)) is not None:
            by_kind[what.kind].append((claim, what))
    events = []
    for kind, told in sorted(by_kind.items()):
        for group in _groups(told):
            if len(group) < 2:
                continue
            subject = _subject_name([what.subject for _, what in group if what.subject])
            key = min(key for _, what in group for key in what.keys)
            years = sorted({year for claim, _ in group if (year := _year(claim))})
            identifier = content_id("event", scope, kind, key, years[:1])
            events.append(Event(identifier, kind, subject, tuple(claim for claim, _ in group)))
    return events


def _groups(told: Sequence[tuple[Claim, Happening]]) -> list[list[tuple[Claim, Happening]]]:
    """Claims whose subjects share a key, by way of others too, as long as no dates are far apart."""
    groups: list[list[tuple[Claim, Happening]]] = []
    for one in (one for one in told if one[1].keys):
        fitting = [group for group in groups if any(_meet(one, other) for other in group)]
        fitting = [group for group in fitting if all(not _far_apart(one[0], other[0]) for other in group)]
        if not fitting:
            groups.append([one])
            continue
        merged = [one]
        for group in fitting:
            if all(not _far_apart(a[0], b[0]) for a in merged for b in group):
                merged += group
                groups.remove(group)
        groups.append(merged)
    return _with_unsaid(groups, [one for one in told if not one[1].keys])


def _with_unsaid(
    groups: list[list[tuple[Claim, Happening]]], unsaid: Sequence[tuple[Claim, Happening]]
) -> list[list[tuple[Claim, Happening]]]:
    """Claims that do not say whom it befell belong to the event that stands out, if one does."""
    ranked = sorted(groups, key=len, reverse=True)
    stands_out = ranked and len(ranked[0]) > 1 and (len(ranked) == 1 or len(ranked[0]) > len(ranked[1]))
    for one in unsaid if stands_out else ():
        if all(not _far_apart(one[0], other[0]) for other in ranked[0]):
            ranked[0].append(one)
    return groups


def _meet(one: tuple[Claim, Happening], other: tuple[Claim, Happening]) -> bool:
    return bool(one[1].keys & other[1].keys)


def _far_apart(a: Claim, b: Claim) -> bool:
    if a.when is None or b.when is None or a.when.edtf is None or b.when.edtf is None:
        return False
    one, other = edtf.bounds(a.when.edtf), edtf.bounds(b.when.edtf)
    if one is None or other is None:
        return False
    return (one[0] - other[1]).days > SAME_EVENT_DAYS or (other[0] - one[1]).days > SAME_EVENT_DAYS


def _year(claim: Claim) -> str | None:
    if claim.when is None or claim.when.edtf is None or not edtf.year_known(claim.when.edtf):
        return None
    return claim.when.edtf[:4]


def _subject_name(names: Sequence[str]) -> str:
    """How the event's questions call its subject: by a name if there is one, else in the fullest words."""
    positive = [name for name in names if not name.lower().startswith(NEGATIVE)] or list(names)
    chosen = min(positive, key=lambda name: (not name.split()[-1][:1].isupper(), -len(name), name))
    article, _, rest = chosen.partition(" ")
    return f"{article.lower()} {rest}" if article in ARTICLES else chosen
