"""Who is who across reports.

In: the digests of all reports in any order. Out: entities; every mention is in one. Never here: texts, all
pairs of names, a join of names that are merely alike. A name that two could bear stays with neither.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hearsay.records import Entity, LocalEntity, Mention, NameDigest, NameKind, content_id
from hearsay.resolve.naming import (
    fits,
    head,
    initials,
    is_acronym,
    is_generic,
    key,
    tokens,
    without_titles,
)

# How many other names two reports must share for a name that alone proves nothing: a surname, a body that
# every country has, initials. Names in more than COMMON reports and a twentieth of them all prove nothing.
SHARED = 2
COMMON = 20
CROWD = 200  # a name is compared with so many others that share its rarest word at most


@dataclass(slots=True)
class _Cluster:
    """Entities of single reports that are one; `into` is the cluster it was joined to, and why.

    `context` is what else those reports name, also those of the clusters joined to it; `reports` its own.
    """

    key: str
    parts: list[tuple[str, LocalEntity]] = field(default_factory=list)
    context: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    into: "_Cluster | None" = None
    reason: str | None = None

    def root(self) -> "_Cluster":
        """The cluster that this one ended up in."""
        return self.into.root() if self.into else self

    def add(self, report: str, part: LocalEntity, context: set[str]) -> None:
        """Takes in an entity of one report."""
        self.parts.append((report, part))
        self.reports.add(report)
        self.context |= context
        if part.country:
            self.countries.add(part.country)

    def kind(self) -> NameKind:
        """What it is in most reports."""
        counts = Counter(part.kind for _, part in self.parts for _ in part.spans)
        return min(counts, key=lambda kind: (-counts[kind], kind))

    def described(self) -> bool:
        """Whether no report names it."""
        return all(part.described for _, part in self.parts)

    def aliases(self) -> set[str]:
        """The keys of its acronyms and of the other names that reports give it in so many words."""
        forms = (form for _, part in self.parts for form in part.forms)
        return {key(form.text) for form in forms if form.reason and _is_strong(form.reason)} - {self.key}


def resolve_entities(digests: Iterable[NameDigest]) -> list[Entity]:
    """The persons, bodies, places … of all reports; the same for any order of digests."""
    ordered = sorted(digests, key=lambda digest: digest.report)
    clusters = list(_same_name(ordered))
    _join_aliases(clusters)
    _join_initials(clusters)
    _join_shortened(clusters)
    members: dict[int, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        members[id(cluster.root())].append(cluster)
    found = [
        group
        for cluster in clusters
        if cluster.into is None and not _is_mere_description(group := members[id(cluster)])
    ]
    return sorted(_entities(found), key=lambda entity: entity.id)


def _same_name(digests: Sequence[NameDigest]) -> Iterator[_Cluster]:
    """Clusters of entities with one key that may be one: by country, by owner, by what else is named."""
    used = Counter(k for digest in digests for k in {_key(part) for part in digest.entities})
    limit = max(COMMON, len(digests) // 20)
    by_key: dict[str, list[tuple[str, LocalEntity, set[str]]]] = defaultdict(list)
    for digest in digests:
        keys = {_key(part) for part in digest.entities if not part.described}
        telling = {k for k in keys if used[k] <= limit and not is_generic(k)}
        for part in digest.entities:
            by_key[_key(part)].append((digest.report, part, telling - {_key(part)}))
    for name, entries in sorted(by_key.items()):
        clusters: list[_Cluster] = []
        # those of known country first: the others can then be told to be one of them, or of none
        for report, part, context in sorted(entries, key=lambda entry: (entry[1].country is None, entry[0])):
            home = _home(name, part, context, clusters)
            if home is None:
                home = _Cluster(name)
                clusters.append(home)
            home.add(report, part, context)
        yield from clusters


def _home(name: str, part: LocalEntity, context: set[str], clusters: Sequence[_Cluster]) -> _Cluster | None:
    fitting = [
        c for c in clusters[:CROWD] if not part.country or not c.countries or part.country in c.countries
    ]
    if part.country and (same := [c for c in fitting if part.country in c.countries]):
        return same[0]
    needed = (
        SHARED
        if is_generic(name) or part.described
        else int(len(tokens(name)) == 1 and part.kind == "person")
    )
    fitting = [c for c in fitting if len(c.context & context) >= needed]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    nearest = sorted(fitting, key=lambda c: -len(c.context & context))
    first, second = (len(c.context & context) for c in nearest[:2])
    return nearest[0] if first > second else None


def _join_aliases(clusters: Sequence[_Cluster]) -> None:
    """Joins a name to the one that some report says it stands for."""
    bearers: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        for alias in cluster.aliases():
            bearers[alias].append(cluster)
    for cluster in clusters:
        others = [c for c in bearers.get(cluster.key, ()) if c.root() is not cluster.root()]
        chosen = _only(cluster, others, needed=0)
        if chosen:
            _join(cluster, chosen, f"another report gives it as a name of {_display(chosen)}")


def _join_initials(clusters: Sequence[_Cluster]) -> None:
    """Joins an acronym that no report explains to the only body of these initials in the same company."""
    bodies: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        if len(tokens(cluster.key)) > 1:
            bodies[initials(cluster.key)].append(cluster)
    for cluster in clusters:
        written = next((f.text for _, part in cluster.parts for f in part.forms if is_acronym(f.text)), None)
        if cluster.into or written is None or " " in cluster.key:
            continue
        fitting = [c for c in bodies.get(cluster.key.replace(".", ""), ()) if fits(written, c.key)]
        if chosen := _only(cluster, fitting, needed=SHARED):
            _join(cluster, chosen, f"the initials of {_display(chosen)}, named in like company")


def _join_shortened(clusters: Sequence[_Cluster]) -> None:
    """Joins a surname, or part of a body's name, to the only full name that keeps its company."""
    by_word: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        words = tokens(cluster.key)
        if len(words) > 1 and not cluster.described():
            for word in set(words):
                by_word[word].append(cluster)
    for cluster in sorted(clusters, key=lambda c: (-len(tokens(c.key)), c.key, min(c.reports))):
        words = tokens(cluster.key)
        if cluster.into or not words:
            continue
        rarest = min(words, key=lambda word: (len(by_word.get(word, ())), word))
        bearers = by_word.get(rarest, [])
        fuller = [c for c in bearers if _shortens(cluster, c)] if len(bearers) <= CROWD else []
        if chosen := _only(cluster, fuller, needed=SHARED):
            _join(cluster, chosen, f"short for {_display(chosen)}, named in like company")


def _shortens(short: _Cluster, long: _Cluster) -> bool:
    a, b = tokens(short.key), tokens(long.key)
    if len(a) >= len(b) or not _may_be_one(short, long):
        return False
    if head(short.key):
        rest = iter(b)
        return a[-1] == b[-1] and all(word in rest for word in a)
    if long.kind() != "person" or short.kind() == "place" or len(b) > 6:
        return False
    return b[-len(a) :] == a or (len(a) > 1 and b[: len(a)] == a)


def _may_be_one(a: _Cluster, b: _Cluster) -> bool:
    """Whether no report names both apart, and no country speaks against it."""
    return not a.reports & b.reports and (
        not a.countries or not b.countries or bool(a.countries & b.countries)
    )


def _only(cluster: _Cluster, others: Iterable[_Cluster], *, needed: int) -> _Cluster | None:
    """The only one of the others that shares enough company, or clearly the most of several."""
    roots = {id(c.root()): c.root() for c in others if c.root() is not cluster.root()}
    fitting = [c for c in roots.values() if _may_be_one(cluster, c)]
    company = {id(c): len(cluster.context & (c.context | {c.key})) for c in fitting}
    best = sorted(fitting, key=lambda c: (-company[id(c)], c.key, min(c.reports)))
    if not best or company[id(best[0])] < (needed if len(best) == 1 else max(needed, 1)):
        return None
    if len(best) > 1 and company[id(best[0])] == company[id(best[1])]:
        return None
    return best[0]


def _join(cluster: _Cluster, other: _Cluster, reason: str) -> None:
    a, b = cluster.root(), other.root()
    if a is b:
        return
    a.into, a.reason = b, reason
    b.context |= a.context
    b.countries |= a.countries


def _is_mere_description(group: Sequence[_Cluster]) -> bool:
    return all(cluster.described() for cluster in group)


def _key(part: LocalEntity) -> str:
    return key(part.forms[0].text)


def _is_strong(reason: str) -> bool:
    """Whether the report equates two names, and does not merely shorten one."""
    return not reason.startswith(("short for", "describes", "the name with", "the same name"))


def _display(cluster: _Cluster) -> str:
    """The way its name is written most often, best without titles and not in capitals."""
    counts: Counter[str] = Counter()
    for _, part in cluster.parts:
        counts[part.forms[0].text] += len(part.spans)
    return min(
        counts, key=lambda form: (not _is_plain(form), is_acronym(form), -counts[form], len(form), form)
    )


def _is_plain(form: str) -> bool:
    return without_titles(form) == form and (is_acronym(form) or not form.isupper())


def _entities(groups: Iterable[Sequence[_Cluster]]) -> Iterator[Entity]:
    taken: Counter[tuple[NameKind, str, str]] = Counter()
    drafts = []
    for group in groups:
        root = group[0].root()
        whole = _Cluster(root.key, parts=[entry for cluster in group for entry in cluster.parts])
        country = min(root.countries, default="")
        drafts.append((group, root, whole, (whole.kind(), root.key, country)))
        taken[drafts[-1][3]] += 1
    for group, root, whole, identity in drafts:
        name = _display(root)
        reasons: dict[str, str] = {}
        for cluster in sorted(group, key=lambda c: (c is not root, c.key)):
            for _, part in sorted(cluster.parts, key=lambda entry: entry[0]):
                for form in part.forms:
                    reasons.setdefault(form.text, form.reason or cluster.reason or "the same name")
        aliases = tuple(sorted(form for form in reasons if form != name))
        first = min(root.reports) if taken[identity] > 1 else ""
        yield Entity(
            id=content_id("entity", *identity, first),
            kind=identity[0],
            name=name,
            aliases=aliases,
            mentions=tuple(
                Mention(report, span.start, span.end)
                for report, span in sorted(
                    {(report, span) for report, part in whole.parts for span in part.spans},
                    key=lambda entry: (entry[0], entry[1].start, entry[1].end),
                )
            ),
            reasons=tuple(f"{alias}: {reasons[alias]}" for alias in aliases),
        )
