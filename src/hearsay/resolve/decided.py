"""What people decided, as it bears on the reports at hand.

In: digests of names, decisions in their order. Out: which local entities are one and which are not; both hold
for whatever is joined to them. Never here: evidence. The newer of two that contradict each other wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hearsay.records import Bearer, Decision, NameDigest
from hearsay.resolve.naming import key

Place = tuple[str, int]
"""A local entity: its report, and its number in the digest of that."""


class Decided:
    """Groups of local entities that people hold for one, and which groups they hold apart.

    `same` are the joins that hold: two local entities, and the decision.
    """

    def __init__(self, digests: Iterable[NameDigest], decisions: Iterable[Decision]) -> None:
        self.same: list[tuple[Place, Place, Decision]] = []
        self._parent: dict[Place, Place] = {}
        self._apart: dict[Place, set[Place]] = defaultdict(set)
        self._spoken_of: dict[Place, set[Place]] = defaultdict(set)
        holding = [decision for decision in decisions if decision.holds]
        named = _places(digests, holding)
        for decision in reversed(holding):
            one, other = (_found(side, named) for side in (decision.one, decision.other))
            for place in (*one, *other):
                self._spoken_of[place].update(one, other)
            if decision.joins:
                self._unite(one, other, decision)
            else:
                self._part(one, other)

    def __contains__(self, place: Place) -> bool:
        return place in self._spoken_of

    def spoken_of_with(self, places: Iterable[Place]) -> set[Place]:
        """The local entities of which decisions speak together with these."""
        return {other for place in places for other in self._spoken_of.get(place, ())}

    def group(self, place: Place) -> Place:
        """The same for all that are held for one."""
        while (parent := self._parent.setdefault(place, place)) != place:
            self._parent[place] = self._parent[parent]
            place = parent
        return place

    def apart(self, a: Place | None, b: Place | None) -> bool:
        """Whether people hold them apart, or others that they are one with."""
        return a is not None and b is not None and self.group(b) in self._apart[self.group(a)]

    def join(self, a: Place, b: Place) -> None:
        """From now on, whatever is apart from one of them is apart from both. They must not be apart."""
        into, gone = sorted((self.group(a), self.group(b)))
        if into == gone:
            return
        self._parent[gone] = into
        for enemy in self._apart.pop(gone, ()):
            self._apart[enemy].discard(gone)
            self._apart[enemy].add(into)
            self._apart[into].add(enemy)

    def _unite(self, one: Sequence[Place], other: Sequence[Place], decision: Decision) -> None:
        places = [*one, *other] if one and other else []
        for number, place in enumerate(places):
            earlier = next((a for a in places[:number] if not self.apart(a, place)), None)
            if earlier is not None:
                self.join(earlier, place)
                self.same.append((earlier, place, decision))

    def _part(self, one: Sequence[Place], other: Sequence[Place]) -> None:
        for a in {self.group(place) for place in one}:
            for b in {self.group(place) for place in other} - {a}:
                self._apart[a].add(b)
                self._apart[b].add(a)


def _places(digests: Iterable[NameDigest], decisions: Sequence[Decision]) -> dict[Bearer, Place]:
    """Where each name stands, as it is written and as a key, in the reports that decisions speak of."""
    reports = {bearer.report for d in decisions for bearer in (*d.one, *d.other)}
    named: dict[Bearer, Place] = {}
    for digest in digests if reports else ():
        if digest.report in reports:
            for number, part in enumerate(digest.entities):
                for form in part.forms:
                    for name in (form.text, key(form.text)):
                        named.setdefault(Bearer(digest.report, name), (digest.report, number))
    return named


def _found(bearers: Iterable[Bearer], named: dict[Bearer, Place]) -> list[Place]:
    def look() -> Iterator[Place]:
        for bearer in bearers:
            place = named.get(bearer) or named.get(Bearer(bearer.report, key(bearer.name)))
            if place is not None:
                yield place

    return sorted(set(look()))
