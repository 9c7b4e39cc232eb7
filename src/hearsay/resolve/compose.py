"""Clusters become entities: their names, mentions, and the joins that hold them together.

In: clusters and the edges between them. Out: entities in the order of their ids. Never here: a join.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hearsay.records import Entity, Join, Mention, NameKind, content_id
from hearsay.resolve.cluster import Cluster, Edge

# How sure a join is, where one report says or shows it.
_WITHIN = (
    ("short for", 0.9),
    ("describes", 0.8),
    ("the initials", 0.9),
    ("the singular", 0.9),
    ("the adjective", 0.9),
)
_TOLD = 0.97  # the report equates them, or the names are equal but for titles and the way of writing
_SAME = (0.9, 0.95, 0.98)  # the same name in two reports that share no other name, one, more


def compose(clusters: Sequence[Cluster], edges: Iterable[Edge]) -> list[Entity]:
    """An entity for each cluster that is joined to no other; none for what no report names."""
    members: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        members[id(cluster.root())].append(cluster)
    between: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        between[id(edge.one.root())].append(edge)
    groups = [group for group in members.values() if not all(cluster.described() for cluster in group)]
    taken = Counter(_identity(group) for group in groups)
    found = [_entity(group, between[id(group[0].root())], taken[_identity(group)] > 1) for group in groups]
    return sorted(found, key=lambda entity: entity.id)


def _identity(group: Sequence[Cluster]) -> tuple[NameKind, str, str]:
    root = group[0].root()
    whole = Cluster(root.key, votes=sum((cluster.votes for cluster in group), Counter()))
    return whole.kind(), root.key, min(root.countries, default="")


def _entity(group: Sequence[Cluster], edges: Sequence[Edge], ambiguous: bool) -> Entity:
    root, identity = group[0].root(), _identity(group)
    name = root.display()
    reasons: dict[str, str] = {}
    for cluster in sorted(group, key=lambda c: (c is not root, c.order())):
        for _, part in sorted(cluster.parts, key=lambda entry: entry[0]):
            for form in part.forms:
                reasons.setdefault(form.text, form.reason or cluster.reason or "the same name")
    aliases = tuple(sorted(form for form in reasons if form != name))
    mentions = {(r, span.start, span.end) for c in group for r, part in c.parts for span in part.spans}
    return Entity(
        id=content_id("entity", *identity, min(root.reports) if ambiguous else ""),
        kind=identity[0],
        name=name,
        aliases=aliases,
        mentions=tuple(Mention(*mention) for mention in sorted(mentions)),
        reasons=tuple(f"{alias}: {reasons[alias]}" for alias in aliases),
        joins=_joins(group, edges),
    )


def _joins(group: Sequence[Cluster], edges: Iterable[Edge]) -> tuple[Join, ...]:
    """Equal joins of several reports as one, with the score of the least sure."""
    alike: dict[tuple[str, str, str, int], list[float]] = defaultdict(list)
    for cluster in group:
        for name, of, reason, score in _of_reports(cluster):
            alike[name, of, reason, 0].append(score)
    for edge in edges:
        both = edge.one.display(), edge.other.display()
        alike[*both, edge.reason, edge.decision or 0] += [edge.score] * len(edge.one.reports)
    return tuple(
        Join(name, of, reason, min(scores), len(scores), decision or None)
        for (name, of, reason, decision), scores in sorted(alike.items())
    )


def _of_reports(cluster: Cluster) -> Iterator[tuple[str, str, str, float]]:
    """The joins that single reports make, and those of one name in several."""
    name = cluster.display()
    for report, part in cluster.parts:
        first, *others = part.forms
        for form in others:
            if form.reason:
                yield form.text, first.text, form.reason, _sure(form.reason)
        if report in cluster.company:
            shared = cluster.company[report]
            words = "the same name in another report"
            words += f", with {'one other' if shared == 1 else 'others'} in common" if shared else ""
            yield first.text, name, words, _SAME[min(shared, 2)]


def _sure(reason: str) -> float:
    return next((score for beginning, score in _WITHIN if reason.startswith(beginning)), _TOLD)
