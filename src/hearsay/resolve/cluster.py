"""Local entities that are one, and the joins that hold them together.

In: entities of single reports; pairs to join. Out: clusters under their roots, every join with its reason and
score. Never here: which pairs are looked at, and a join that people have decided against.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import get_args

from hearsay.records import LocalEntity, NameKind
from hearsay.resolve.decided import Decided, Place
from hearsay.resolve.naming import is_acronym, key, without_titles

Facts = Counter[tuple[str, ...]]
"""What entities of single reports add to a cluster, each with how often, whatever the order of reports:

`("kind", kind)` and `("name", name)` count mentions; `("form", form, name, reason)` the reports that call
one of this name so, for this reason (none: ""); `("same", name)` those with the same name as another one;
`("named",)` those that do not merely describe it.
"""


def facts_of(part: LocalEntity, *, shared: bool) -> Facts:
    """What an entity of one report adds to its cluster; `shared` if others are there."""
    name, mentions = part.forms[0].text, len(part.spans)
    facts = Facts({("kind", part.kind): mentions, ("name", name): mentions})
    for form in part.forms:
        facts["form", form.text, name, form.reason or ""] += 1
    if not part.described:
        facts["named",] += 1
    if shared:
        facts["same", name] += 1
    return facts


@dataclass(slots=True)
class Cluster:
    """Entities of single reports that are one; `into` is the cluster it was joined to.

    `context` is what else those reports name, `reports` are they themselves; of a common name neither is
    known, and it is told by its `label`, the country of all its bearers. `countries` are also those of the
    clusters that were joined to it. `facts` are what reports say of it, `aliases` the keys of the other names
    that they give it in so many words. `by_itself`: a common name in one report that nothing joins to others.
    """

    key: str
    label: str | None = None
    places: list[Place] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    context: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    aliases: frozenset[str] = frozenset()
    by_itself: bool = False
    decided: Place | None = None
    into: "Cluster | None" = None
    reason: str | None = None

    def root(self) -> "Cluster":
        """The cluster that this one ended up in."""
        cluster = self
        while cluster.into is not None:
            cluster = cluster.into
        return cluster

    def add(self, place: Place, part: LocalEntity, context: Set[str]) -> None:
        """Takes in an entity of one report."""
        self.facts.update(facts_of(part, shared=bool(self.places)))
        self.places.append(place)
        self.reports.add(place[0])
        self.context |= context
        if part.country:
            self.countries.add(part.country)

    def counted(self, what: str) -> Iterator[tuple[tuple[str, ...], int]]:
        """The facts of one sort, without its name."""
        return ((fact[1:], number) for fact, number in self.facts.items() if fact[0] == what)

    def kind(self) -> NameKind:
        """What it is in most reports."""
        return kind_of(self.facts)

    def described(self) -> bool:
        """Whether no report names it."""
        return not self.facts["named",]

    def display(self) -> str:
        """The way its name is written most often, best without titles and not in capitals."""
        counts = {name: number for (name,), number in self.counted("name")}
        return min(
            counts, key=lambda form: (not _is_plain(form), is_acronym(form), -counts[form], len(form), form)
        )

    def acronym(self) -> str | None:
        """The name, if it is written as initials."""
        if " " in self.key:
            return None
        written = sorted(form for (form, *_), _ in self.counted("form"))
        return next((form for form in written if is_acronym(form) and key(form) == self.key), None)

    def order(self) -> tuple[str, str]:
        """Its place among clusters, the same for any order of reports."""
        return self.key, min(self.reports, default=f" {self.label}")


def kind_of(facts: Facts) -> NameKind:
    """What most mentions are taken for."""
    votes = {fact[1]: number for fact, number in facts.items() if fact[0] == "kind"}
    return min(get_args(NameKind), key=lambda kind: (-votes.get(kind, 0), kind))


@dataclass(frozen=True, slots=True)
class Edge:
    """Two clusters were joined for this reason; `decision` is the number of a person's decision."""

    one: Cluster
    other: Cluster
    reason: str
    score: float
    decision: int | None = None


class Web:
    """All joins of clusters made so far, in agreement with what people decided."""

    def __init__(self, decided: Decided) -> None:
        self.edges: list[Edge] = []
        self._decided = decided

    def place(self, cluster: Cluster, place: Place) -> None:
        """Note that a cluster has taken in a local entity."""
        if place in self._decided:
            if cluster.decided is not None:
                self._decided.join(cluster.decided, place)
            cluster.decided = place

    def apart(self, cluster: Cluster, place: Place) -> bool:
        """Whether people decided that this local entity is not of this cluster."""
        return place in self._decided and self._decided.apart(cluster.decided, place)

    def join(
        self, cluster: Cluster, other: Cluster, reason: str, score: float, decision: int | None = None
    ) -> None:
        """Put a cluster, with all that was joined to it, under another."""
        a, b = cluster.root(), other.root()
        if a is b:
            return
        self.edges.append(Edge(cluster, other, reason, score, decision))
        a.into, a.reason = b, reason
        b.countries |= a.countries
        if a.decided and b.decided:
            self._decided.join(a.decided, b.decided)
        b.decided = b.decided or a.decided

    def may_be_one(self, a: Cluster, b: Cluster) -> bool:
        """Whether no report names both apart, and no country and no person speaks against it."""
        return (
            not a.reports & b.reports
            and (not a.countries or not b.countries or bool(a.countries & b.countries))
            and not self._decided.apart(a.root().decided, b.root().decided)
        )

    def only(self, cluster: Cluster, others: Iterable[Cluster], *, needed: int) -> tuple[Cluster, int] | None:
        """The only one of the others in enough company, or clearly the most of several; and how much.

        Company is that of the names themselves, not of what was joined to them, so that whom a name can be
        joined to can be told from the reports that bear either.
        """
        company: dict[int, set[str]] = {}
        roots: dict[int, Cluster] = {}
        for other in others:
            root = other.root()
            if root is not cluster.root():
                roots[id(root)] = root
                company.setdefault(id(root), set()).update(cluster.context & (other.context | {other.key}))
        fitting = [c for c in roots.values() if self.may_be_one(cluster, c)]
        best = sorted(fitting, key=lambda c: (-len(company[id(c)]), c.order()))
        most = [len(company[id(c)]) for c in best[:2]]
        if not best or most[0] < (needed if len(best) == 1 else max(needed, 1)):
            return None
        return None if len(best) > 1 and most[0] == most[1] else (best[0], most[0])


def _is_plain(form: str) -> bool:
    return without_titles(form) == form and (is_acronym(form) or not form.isupper())
