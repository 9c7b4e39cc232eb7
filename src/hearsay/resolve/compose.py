"""Clusters become entities: their names, mentions, and the joins that hold them together.

In: clusters and the edges between them. Out: entities in the order of their ids. Never here: a join.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hearsay.records import Entity, Join, content_id
from hearsay.resolve.cluster import Cluster, Edge, Facts, kind_of

# How sure a join is, where one report says or shows it.
_WITHIN = (
    ("short for", 0.9),
    ("describes", 0.8),
    ("the initials", 0.9),
    ("the singular", 0.9),
    ("the adjective", 0.9),
)
_TOLD = 0.97  # the report equates them, or the names are equal but for titles and the way of writing
_SAME = 0.95  # the same name in two reports


@dataclass(frozen=True, slots=True)
class Composed:
    """An entity without its mentions, and the clusters whose mentions are its."""

    entity: Entity
    clusters: tuple[Cluster, ...]


def compose(clusters: Iterable[Cluster], edges: Iterable[Edge]) -> list[Composed]:
    """An entity for each cluster that is joined to no other; none for what no report names."""
    members: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        members[id(cluster.root())].append(cluster)
    between: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        between[id(edge.one.root())].append(edge)
    groups = [group for group in members.values() if not all(cluster.described() for cluster in group)]
    taken = Counter(_identity(group) for group in groups)
    found = [_composed(group, between[id(group[0].root())], taken[_identity(group)] > 1) for group in groups]
    return sorted(found, key=lambda composed: composed.entity.id)


def _identity(group: Sequence[Cluster]) -> tuple[str, str]:
    root = group[0].root()
    return root.key, root.label if root.label is not None else min(root.countries, default="")


def _composed(group: Sequence[Cluster], edges: Sequence[Edge], ambiguous: bool) -> Composed:
    root = group[0].root()
    name = root.display()
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for cluster in group:
        for (form, _, reason), reports in cluster.counted("form"):
            told[form][reason or cluster.reason or "the same name"] += reports
    reasons = {form: min(found, key=lambda reason: (-found[reason], reason)) for form, found in told.items()}
    aliases = tuple(sorted(form for form in reasons if form != name))
    entity = Entity(
        id=content_id("entity", *_identity(group), *(min(root.places, default=()) if ambiguous else ())),
        kind=kind_of(sum((cluster.facts for cluster in group), Facts())),
        name=name,
        aliases=aliases,
        mentions=(),
        reasons=tuple(f"{alias}: {reasons[alias]}" for alias in aliases),
        joins=_joins(group, edges),
    )
    return Composed(entity, tuple(group))


def _joins(group: Sequence[Cluster], edges: Iterable[Edge]) -> tuple[Join, ...]:
    """Equal joins of several reports as one, with the score of the least sure."""
    alike: dict[tuple[str, str, str, int], list[tuple[float, int]]] = defaultdict(list)
    for cluster in group:
        for name, of, reason, score, reports in _of_reports(cluster):
            alike[name, of, reason, 0].append((score, reports))
    for edge in edges:
        both = edge.one.display(), edge.other.display()
        reports = len(edge.one.reports) or edge.one.facts["named",]
        alike[*both, edge.reason, edge.decision or 0].append((edge.score, reports))
    return tuple(
        Join(name, of, reason, min(s for s, _ in found), sum(n for _, n in found), decision or None)
        for (name, of, reason, decision), found in sorted(alike.items())
    )


def _of_reports(cluster: Cluster) -> Iterator[tuple[str, str, str, float, int]]:
    """The joins that single reports make, and those of one name in several."""
    for (form, name, reason), reports in cluster.counted("form"):
        if reason:
            yield form, name, reason, _sure(reason), reports
    display = cluster.display()
    for (name,), reports in cluster.counted("same"):
        yield name, display, "the same name in another report", _SAME, reports


def _sure(reason: str) -> float:
    return next((score for beginning, score in _WITHIN if reason.startswith(beginning)), _TOLD)
