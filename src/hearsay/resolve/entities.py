"""Who is who across reports, and how that changes when reports come or go.

In: digests of names, what people decided, a store. Out: entities; every mention is in one. Never here: texts,
all pairs of names. A name that two could bear stays with neither.

What a report touches is found by key: the names in it, and those that a rule may join to them. For these
alone everything is done again; the result is that of doing it for all.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from hearsay.records import Decision, Entity, LocalEntity, Mention, NameDigest, NameKind, Span
from hearsay.resolve.cluster import Cluster, Facts, Web, facts_of, kind_of
from hearsay.resolve.compose import Composed, compose
from hearsay.resolve.cut import cut
from hearsay.resolve.decided import Decided, Place
from hearsay.resolve.memory import MemoryNames
from hearsay.resolve.naming import is_generic, key, tokens
from hearsay.resolve.register import CROWD, Moved, NameRows, Register
from hearsay.resolve.rules import (
    RULES,
    SHARED,
    Rule,
    alias_block,
    aliases,
    asked,
    asks_in,
    filed_under,
    offered,
)

USUAL = 0.9  # of the bearers of a common name whose country is known: then the others are taken for theirs


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What changed: entities that are no more, and those that are new or otherwise, without their mentions.

    `mentions` are those which are now of another entity: report, where, of which one, and of which before.
    """

    gone: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[tuple[str, tuple[Span, ...], str | None, str | None], ...] = ()


def resolve_entities(digests: Iterable[NameDigest], decisions: Iterable[Decision] = ()) -> list[Entity]:
    """The persons, bodies, places … of all reports; the same for any order of digests.

    What people decided holds against all evidence; what else is known is joined in agreement with it.
    """
    every = {digest.report: digest for digest in digests}
    names = Names(MemoryNames(), lambda reports: (every[report] for report in reports if report in every))
    change = names.change(every.values(), (), decisions)
    mentions: dict[str, set[Mention]] = defaultdict(set)
    for report, spans, entity, _ in change.mentions:
        mentions[entity or ""] |= {Mention(report, span.start, span.end) for span in spans}

    def place(mention: Mention) -> tuple[str, int, int]:
        return mention.report, mention.start, mention.end

    return [replace(e, mentions=tuple(sorted(mentions[e.id], key=place))) for e in change.entities]


class Names:
    """Entities over a store of names; `load` gives the digests of reports that are still there."""

    def __init__(self, rows: NameRows, load: Callable[[Collection[str]], Iterable[NameDigest]]) -> None:
        self._rows = rows
        self._load = load

    def change(
        self, come: Iterable[NameDigest], go: Collection[str], decisions: Iterable[Decision] = ()
    ) -> EntityChange:
        """Let reports come and go. A report that decisions are new about must go and come again."""
        decisions = list(decisions)
        coming = {digest.report: digest.entities for digest in cut(come, decisions)}
        spoken_of = {bearer.report for d in decisions if d.holds for bearer in (*d.one, *d.other)}
        there = sorted(cut(self._load(spoken_of), decisions), key=lambda digest: digest.report)
        look = _Look(Register(self._rows), there, lambda: Decided(there, decisions))
        return look.change(coming, go)


class _Look:
    """One look at what some reports touch."""

    def __init__(
        self, register: Register, there: Sequence[NameDigest], decide: Callable[[], Decided]
    ) -> None:
        self._register = register
        self._rows = register.rows
        self._decide = decide
        self._decided = decide()
        self._web = Web(self._decided)
        parts = {(d.report, n): part for d in there for n, part in enumerate(d.entities)}
        self._parts = {place: part for place, part in parts.items() if place in self._decided}
        self._decided_in: dict[str, list[Place]] = defaultdict(list)
        for place, part in sorted(self._parts.items()):
            self._decided_in[_key(part)].append(place)
        self._clusters: dict[str, list[Cluster]] = {}
        self._home: dict[Place, Cluster] = {}
        self._labels: dict[str, dict[str, str]] = {}

    def change(self, coming: Mapping[str, Collection[LocalEntity]], go: Collection[str]) -> EntityChange:
        moved = self._register.take(coming, go)
        self._gather(moved.keys | self._changed(moved.near - moved.keys))
        if any(self._decided_in.get(name) for name in self._clusters):
            self._begin_again()
        clusters = [cluster for name in sorted(self._clusters) for cluster in self._clusters[name]]
        for one, other, decision in self._decided.same:
            if one in self._home and other in self._home:
                why = f"decided by {decision.user or 'somebody'}"
                why += f": {decision.reason}" if decision.reason else ""
                self._web.join(self._home[other], self._home[one], why, 1.0, decision.number)
        order = sorted(clusters, key=lambda c: (-len(tokens(c.key)), c.order()))
        for rule in RULES:
            self._apply(rule, order)
        return self._written(moved, compose(clusters, self._web.edges))

    def _changed(self, near: Collection[str]) -> set[str]:
        """Of names beside those that became common or ceased to be, the ones that company matters to."""
        self._register.know(near)
        near = {name for name in near if not self._register.known(name).common}
        parts: Counter[str] = Counter(name for name, _ in self._rows.entities(near))
        beside = self._beside(near)
        return {
            name
            for name in near
            if parts[name] != 1
            or len(tokens(name)) == 1
            or is_generic(name)
            or beside[name]
            or self._register.known(name).aliases
        }

    def _gather(self, keys: Collection[str]) -> None:
        """The clusters of these keys, and of all others that these may be joined to."""
        ahead = set(keys)
        while ahead:
            self._register.read(ahead)
            self._register.read_company(ahead)
            touched: set[str] = set()
            for name in sorted(ahead):
                self._clusters[name] = list(self._of_key(name))
                touched |= self._file_anew(name)
            entities = {entity for _, entity in self._rows.entities(ahead)}
            touched |= {name for _, name in self._rows.keys(entities)}
            places = [place for name in ahead for place in self._decided_in.get(name, ())]
            touched |= {_key(self._parts[place]) for place in self._decided.spoken_of_with(places)}
            beside = self._beside(ahead)
            others = {o for found in beside.values() for o in found if o not in self._clusters}
            company = self._company(others)
            for name, found in beside.items():
                context = set().union(*(cluster.context for cluster in self._clusters[name]))
                near = (other for other in found if other in company)
                touched |= {o for o in near if _plausible(name, context, o, company[o])}
            self._register.know(touched)
            ahead = {n for n in touched if n not in self._clusters and self._register.known(n).reports}

    def _company(self, keys: Collection[str]) -> dict[str, frozenset[str]]:
        """What else is named in the reports that bear keys, and proves something."""
        bearers = self._register.bearers(keys)
        self._register.read_names(set().union(*bearers.values()))
        telling = self._register.telling
        return {name: frozenset().union(*map(telling, reports)) - {name} for name, reports in bearers.items()}

    def _beside(self, keys: Collection[str]) -> dict[str, set[str]]:
        """For each key, those in the blocks in which it asks, and those which ask where it is found."""
        found: dict[str, set[str]] = {}
        asks = {name: asked(name, acronym=self._register.known(name).acronym) for name in keys}
        filed = self._register.filed({block for name in keys for block in (*asks[name], *offered(name))})
        askers = self._register.filed({asks_in(block) for block in filed})
        for name in keys:
            others = {o for block in asks[name] for o in filed.get(block, ())}
            others |= {o for block in offered(name) if block in filed for o in askers.get(asks_in(block), ())}
            found[name] = others - {name}
        return found

    def _begin_again(self) -> None:
        """What people decided bears on one key after the other: in one order, however they were gathered."""
        self._decided = self._decide()
        self._web, self._home = Web(self._decided), {}
        self._clusters = {name: list(self._of_key(name)) for name in sorted(self._clusters)}

    def _file_anew(self, name: str) -> set[str]:
        """File a key as reports write it, and under the other names that they give it; who is touched."""
        known, clusters = self._register.known(name), self._clusters[name]
        before = filed_under(name, known.aliases, acronym=known.acronym)
        touched = set(known.aliases)
        aliases = {alias for cluster in clusters for alias in cluster.aliases}
        acronym = any(cluster.acronym() for cluster in clusters)
        if (aliases, acronym) != (set(known.aliases), known.acronym):
            known.aliases, known.acronym = tuple(sorted(aliases)), acronym
            self._register.touch(name)
            after = filed_under(name, aliases, acronym=acronym)
            turned = self._register.file(((block, name) for block in after - before), filed=True)
            turned |= self._register.file(((block, name) for block in before - after), filed=False)
            touched |= {other for _, other in self._rows.filed(turned)}
        giving = self._register.filed((alias_block(name),))
        return touched | aliases | {other for others in giving.values() for other in others}

    def _of_key(self, name: str) -> Iterator[Cluster]:
        """The clusters of a key."""
        home: dict[Place, Cluster] = {}
        common = self._register.known(name).common
        found = (
            self._common(name, self._web, home)
            if common
            else _same_name(name, self._register, self._web, home)
        )
        for cluster in found:
            cluster.aliases = frozenset(aliases(cluster))
            yield cluster
        self._home |= home

    def _common(self, name: str, web: Web, home: dict[Place, Cluster]) -> list[Cluster]:
        """The clusters of a common name: one for each country, and one of those whose country is not known.

        These are taken for those of the country of nearly all others. But a name that says nothing without
        company (a surname, a council) then stays in each report by itself.
        """
        facts = {country: +found for country, found in self._register.known(name).facts.items() if +found}
        decided = [(place, self._parts[place]) for place in self._decided_in.get(name, ())]
        for _, part in decided:
            facts[part.country or ""] = facts[part.country or ""] - facts_of(part, shared=True)
        alone = _needs_company(name, kind_of(sum(facts.values(), Facts()))) > 0
        usual = None if alone else _usual(facts)
        labels = {c: usual if usual and not c else c for c in facts if c or not alone}
        clusters = {label: Cluster(name, label, countries={label} - {""}) for label in labels.values()}
        for country, label in labels.items():
            clusters[label].facts.update(facts[country])
        self._labels[name] = labels
        apart: list[Cluster] = []
        for place, part in decided:
            cluster = clusters.get(labels.get(part.country or "", " "))
            if cluster is None or web.apart(cluster, place):
                cluster = _by_itself(name, place, part)
                apart.append(cluster)
            else:
                cluster.facts.update(facts_of(part, shared=True))
            web.place(cluster, place)
            home[place] = cluster
        for b in self._register.at_hand(name):
            if alone and not b.part.country and b.place not in home:
                home[b.place] = _by_itself(name, b.place, b.part)
                apart.append(home[b.place])
        return [cluster for cluster in (*clusters.values(), *apart) if cluster.facts]

    def _apply(self, rule: Rule, order: Sequence[Cluster]) -> None:
        for cluster in order:
            if (cluster.into and not rule.again) or cluster.by_itself:
                continue
            if rule.initials and not cluster.acronym():
                continue
            blocks = rule.asks(cluster.key)
            filed = self._register.filed(blocks).values()
            keys = sorted({name for names in filed for name in names} & self._clusters.keys())
            fuller = [
                other
                for name in keys
                for other in self._clusters[name]
                if other is not cluster and not other.by_itself and rule.fits(cluster, other)
            ]
            if fuller and (chosen := self._web.only(cluster, fuller, needed=rule.needed)):
                other, company = chosen
                self._web.join(cluster, other, rule.reason.format(other.display()), _surer(rule, company))

    def _written(self, moved: Moved, composed: Sequence[Composed]) -> EntityChange:
        """What became of the entities of all keys that were looked at; the register is written."""
        register = self._register
        entity_of = {id(c): one.entity.id for one in composed for c in one.clusters}
        home = {place: entity_of.get(id(cluster)) for place, cluster in self._home.items()}
        mentions: list[tuple[str, tuple[Span, ...], str | None, str | None]] = []
        were = set(self._rows.entities(self._clusters.keys()))
        now = {
            (name, entity_of[id(c)])
            for name, clusters in self._clusters.items()
            for c in clusters
            if id(c) in entity_of and not (c.by_itself and c.decided is None)
        }
        old = {entity for _, entity in were} | {b.entity for b in moved.gone if b.entity}
        mentions += [(b.place[0], b.part.spans, None, b.entity) for b in moved.gone]
        for name, clusters in sorted(self._clusters.items()):
            known = register.known(name)
            if known.common:
                of_label = {c.label: entity_of.get(id(c)) for c in clusters if not c.by_itself}
                entities = {c: e for c, label in self._labels[name].items() if (e := of_label.get(label))}
                turned = {c for c, e in entities.items() if known.entities.get(c) not in (e, None)}
                register.reread(name, turned, self._decided_in.get(name, ()))
                for b in register.at_hand(name):
                    home.setdefault(b.place, entities.get(b.part.country or ""))
            else:
                entities = {}
            if known.entities != entities:
                known.entities = entities
                register.touch(name)
            for b in register.at_hand(name):
                if b.entity:
                    old.add(b.entity)
                if b.place in home and home[b.place] != b.entity:
                    mentions.append((b.place[0], b.part.spans, home[b.place], b.entity))
        self._rows.put_entities(((entity, name) for name, entity in were - now), False)
        self._rows.put_entities(((entity, name) for name, entity in now - were), True)
        register.rest(home)
        made = tuple(one.entity for one in composed)
        still = {entity.id for entity in made} | {e for n, e in were if n not in self._clusters}
        return EntityChange(tuple(sorted(old - still)), made, tuple(mentions))


def _same_name(name: str, register: Register, web: Web, home: dict[Place, Cluster]) -> list[Cluster]:
    """Clusters of the entities with one key that may be one: by country, by owner, by what else is named."""
    clusters: list[Cluster] = []
    # those of known country first: the others can then be told to be one of them, or of none
    for b in sorted(register.at_hand(name), key=lambda b: (b.part.country is None, b.place)):
        context = register.company(name, b.place[0])
        fitting = [cluster for cluster in clusters[:CROWD] if not web.apart(cluster, b.place)]
        cluster = _nearest(name, b.part, context, fitting)
        if cluster is None:
            cluster = Cluster(name)
            clusters.append(cluster)
        cluster.add(b.place, b.part, context)
        web.place(cluster, b.place)
        home[b.place] = cluster
    return clusters


def _plausible(name: str, context: Set[str], other: str, theirs: Set[str]) -> bool:
    """Whether names share so much company that a rule may join them: at the least, one name."""
    return name in theirs or other in context or not context.isdisjoint(theirs)


def _nearest(name: str, part: LocalEntity, context: Set[str], clusters: Sequence[Cluster]) -> Cluster | None:
    fitting = [c for c in clusters if not part.country or not c.countries or part.country in c.countries]
    if part.country and (same := [c for c in fitting if part.country in c.countries]):
        return same[0]
    needed = SHARED if part.described else _needs_company(name, part.kind)
    fitting = [c for c in fitting if len(c.context & context) >= needed]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    nearest = sorted(fitting, key=lambda c: -len(c.context & context))
    first, second = (len(c.context & context) for c in nearest[:2])
    return nearest[0] if first > second else None


def _needs_company(name: str, kind: NameKind) -> int:
    """How many other names two reports must share for this name to mean the same in both."""
    return SHARED if is_generic(name) else int(len(tokens(name)) == 1 and kind == "person")


def _usual(facts: Mapping[str, Facts]) -> str | None:
    """The country of nearly all bearers whose country is known."""
    known = {c: sum(n for fact, n in found.items() if fact[0] == "kind") for c, found in facts.items() if c}
    most = max(known, key=lambda country: (known[country], country), default=None)
    return most if most is not None and known[most] >= USUAL * sum(known.values()) else None


def _by_itself(name: str, place: Place, part: LocalEntity) -> Cluster:
    cluster = Cluster(name, f"{place[0]} {place[1]}", by_itself=True)
    cluster.add(place, part, set())
    return cluster


def _surer(rule: Rule, company: int) -> float:
    """More company halves what is doubtful."""
    return round(1 - (1 - rule.score) / (1 + max(0, company - rule.needed)), 3)


def _key(part: LocalEntity) -> str:
    return key(part.forms[0].text)
