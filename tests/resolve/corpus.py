"""Digests of reports as short as a line: who is named, as what, where."""

from hearsay.records import Entity, LocalEntity, NameDigest, NameForm, NameKind, Span

COMPANY = ("Port Alba", "Sorr Bridge", "Norra Ferries")
"""Names that reports on one matter share."""


def local(
    *names: str,
    kind: NameKind = "person",
    country: str | None = None,
    at: int = 0,
    reason: str = "in brackets",
) -> LocalEntity:
    """An entity that one report gives these names."""
    forms = tuple(NameForm(name, reason if number else None) for number, name in enumerate(names))
    return LocalEntity(kind, forms, (Span(at, at + len(names[0])),), country)


def digest(report: str, *entities: LocalEntity | str, company: tuple[str, ...] = COMPANY) -> NameDigest:
    """What a report names: entities, or persons by their names, and the company that they keep."""
    own = [
        local(entity, at=100 * n) if isinstance(entity, str) else entity for n, entity in enumerate(entities)
    ]
    others = [local(name, kind="other", at=5000 + 100 * n) for n, name in enumerate(company)]
    return NameDigest(report, (*own, *others))


def bearers(entities: list[Entity], name: str) -> list[Entity]:
    """Who has this name."""
    return [entity for entity in entities if name in (entity.name, *entity.aliases)]


def are_one(entities: list[Entity], one: str, other: str) -> bool:
    """Whether two names are those of one entity."""
    return {entity.id for entity in bearers(entities, one)} == {e.id for e in bearers(entities, other)}
