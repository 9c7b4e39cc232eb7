"""Who is who across reports.

In: the digests of all reports in any order, and what people decided. Out: entities; every mention is in one.
Never here: texts, all pairs of names. A name that two could bear stays with neither.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hearsay.records import Decision, Entity, LocalEntity, NameDigest
from hearsay.resolve.cluster import Cluster, Web
from hearsay.resolve.compose import compose
from hearsay.resolve.cut import cut
from hearsay.resolve.decided import Decided, Place
from hearsay.resolve.naming import is_generic, key, tokens
from hearsay.resolve.rules import RULES, SHARED, Rule

# Names in more reports than these prove nothing about the others in them. On ECB+ (`coreference_across.py`)
# 20 and 1,000 give the same to 0.001; a fixed number lets a new report touch only what shares a name with it.
COMMON = 100
CROWD = 200  # a block of more names than these says nothing


def resolve_entities(digests: Iterable[NameDigest], decisions: Iterable[Decision] = ()) -> list[Entity]:
    """The persons, bodies, places … of all reports; the same for any order of digests.

    What people decided holds against all evidence; what else is known is joined in agreement with it.
    """
    decisions = list(decisions)
    ordered = sorted(cut(digests, decisions), key=lambda digest: digest.report)
    decided = Decided(ordered, decisions)
    web, home = Web(decided), dict[Place, Cluster]()
    clusters = list(_same_name(ordered, web, home))
    for one, other, decision in decided.same:
        why = f"decided by {decision.user or 'somebody'}" + (
            f": {decision.reason}" if decision.reason else ""
        )
        web.join(home[other], home[one], why, 1.0, decision.number)
    for rule in RULES:
        _apply(rule, clusters, web)
    return compose(clusters, web.edges)


def _same_name(digests: Sequence[NameDigest], web: Web, home: dict[Place, Cluster]) -> Iterator[Cluster]:
    """Clusters of entities with one key that may be one: by country, by owner, by what else is named."""
    used = Counter(k for digest in digests for k in {_key(part) for part in digest.entities})
    by_key: dict[str, list[tuple[Place, LocalEntity, set[str]]]] = defaultdict(list)
    for digest in digests:
        keys = {_key(part) for part in digest.entities if not part.described}
        telling = {k for k in keys if used[k] <= COMMON and not is_generic(k)}
        for number, part in enumerate(digest.entities):
            by_key[_key(part)].append(((digest.report, number), part, telling - {_key(part)}))
    for name, entries in sorted(by_key.items()):
        clusters: list[Cluster] = []
        # those of known country first: the others can then be told to be one of them, or of none
        for place, part, context in sorted(entries, key=lambda entry: (entry[1].country is None, entry[0])):
            fitting = [cluster for cluster in clusters[:CROWD] if not web.apart(cluster, place)]
            cluster = _home(name, part, context, fitting)
            if cluster is None:
                cluster = Cluster(name)
                clusters.append(cluster)
            cluster.add(place[0], part, context)
            web.place(cluster, place)
            home[place] = cluster
        yield from clusters


def _home(name: str, part: LocalEntity, context: set[str], clusters: Sequence[Cluster]) -> Cluster | None:
    fitting = [c for c in clusters if not part.country or not c.countries or part.country in c.countries]
    if part.country and (same := [c for c in fitting if part.country in c.countries]):
        return same[0]
    alone = len(tokens(name)) == 1 and part.kind == "person"
    needed = SHARED if is_generic(name) or part.described else int(alone)
    fitting = [c for c in fitting if len(c.context & context) >= needed]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    nearest = sorted(fitting, key=lambda c: -len(c.context & context))
    first, second = (len(c.context & context) for c in nearest[:2])
    return nearest[0] if first > second else None


def _apply(rule: Rule, clusters: Sequence[Cluster], web: Web) -> None:
    filed: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for block in rule.offers(cluster):
            filed[block].append(cluster)
    for cluster in sorted(clusters, key=lambda c: (-len(tokens(c.key)), c.order())):
        if cluster.into and not rule.again:
            continue
        blocks = [
            filed[block] for block in rule.asks(cluster) if len(filed.get(block, ())) in range(1, CROWD)
        ]
        fuller = [c for block in blocks for c in block if c is not cluster and rule.fits(cluster, c)]
        if chosen := web.only(cluster, fuller, needed=rule.needed):
            other, company = chosen
            web.join(cluster, other, rule.reason.format(other.display()), _surer(rule, company))


def _surer(rule: Rule, company: int) -> float:
    """More company halves what is doubtful."""
    return round(1 - (1 - rule.score) / (1 + max(0, company - rule.needed)), 3)


def _key(part: LocalEntity) -> str:
    return key(part.forms[0].text)
