"""Local entities that are one, and the joins that hold them together.

In: entities of single reports; pairs to join. Out: clusters under their roots, every join with its reason and
score. Never here: which pairs are looked at, and a join that people have decided against.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hearsay.records import LocalEntity, NameKind
from hearsay.resolve.decided import Decided, Place
from hearsay.resolve.naming import is_acronym, key, without_titles


@dataclass(slots=True)
class Cluster:
    """Entities of single reports that are one; `into` is the cluster it was joined to.

    `context` is what else those reports name, also those of the clusters joined to it; `reports` its own.
    `company` is how many names each report shared with those that were there before, `votes` how many
    mentions take it for what.
    """

    key: str
    parts: list[tuple[str, LocalEntity]] = field(default_factory=list)
    context: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    company: dict[str, int] = field(default_factory=dict)
    votes: Counter[NameKind] = field(default_factory=Counter)
    decided: Place | None = None
    into: "Cluster | None" = None
    reason: str | None = None

    def root(self) -> "Cluster":
        """The cluster that this one ended up in."""
        cluster = self
        while cluster.into is not None:
            cluster = cluster.into
        return cluster

    def add(self, report: str, part: LocalEntity, context: set[str]) -> None:
        """Takes in an entity of one report."""
        if self.parts:
            self.company[report] = len(self.context & context)
        self.parts.append((report, part))
        self.votes[part.kind] += len(part.spans)
        self.reports.add(report)
        self.context |= context
        if part.country:
            self.countries.add(part.country)

    def kind(self) -> NameKind:
        """What it is in most reports."""
        return min(self.votes, key=lambda kind: (-self.votes[kind], kind))

    def described(self) -> bool:
        """Whether no report names it."""
        return all(part.described for _, part in self.parts)

    def display(self) -> str:
        """The way its name is written most often, best without titles and not in capitals."""
        counts: Counter[str] = Counter()
        for _, part in self.parts:
            counts[part.forms[0].text] += len(part.spans)
        return min(
            counts, key=lambda form: (not _is_plain(form), is_acronym(form), -counts[form], len(form), form)
        )

    def acronym(self) -> str | None:
        """The name, if it is written as initials."""
        if " " in self.key:
            return None
        written = (form.text for _, part in self.parts for form in part.forms)
        return next((form for form in written if is_acronym(form) and key(form) == self.key), None)

    def order(self) -> tuple[str, str]:
        """Its place among clusters, the same for any order of reports."""
        return self.key, min(self.reports)


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
        b.context |= a.context
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
        """The only one of the others in enough company, or clearly the most of several; and how much."""
        roots = {id(c.root()): c.root() for c in others if c.root() is not cluster.root()}
        fitting = [c for c in roots.values() if self.may_be_one(cluster, c)]
        company = {id(c): len(cluster.context & (c.context | {c.key})) for c in fitting}
        best = sorted(fitting, key=lambda c: (-company[id(c)], c.order()))
        if not best or company[id(best[0])] < (needed if len(best) == 1 else max(needed, 1)):
            return None
        if len(best) > 1 and company[id(best[0])] == company[id(best[1])]:
            return None
        return best[0], company[id(best[0])]


def _is_plain(form: str) -> bool:
    return without_titles(form) == form and (is_acronym(form) or not form.isupper())
