"""The names that reports bear, kept in a store: which key stands in which report, and which keys lie near.

In: entities of single reports, as they come and go. Out: who bears a key, what else those reports name, under
which blocks a key is filed. Never here: which of them are one.

A key that more than `COMMON` reports bear is *common*: it tells nothing of the others in those reports,
nor do they of it. Its bearers are no longer read one by one: what they add up to is kept by country.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from hearsay.records import LocalEntity
from hearsay.resolve.cluster import Facts, facts_of
from hearsay.resolve.decided import Place
from hearsay.resolve.naming import is_generic, key
from hearsay.resolve.rules import asks_in, filed_under

# Names in more reports than these prove nothing about the others in them. On ECB+ (`coreference_across.py`)
# 30 and 100 give the same, 20 gives 0.004 less. A fixed number lets a new report touch only what shares a
# name with it, and so does one for the names in a block: from 30 to 200 give the same there.
COMMON = 30
CROWD = 30  # a block of so many names says nothing

_read = msgspec.msgpack.Decoder(LocalEntity).decode
_write = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Bearing:
    """Report `place[0]` has, as number `place[1]` of its entities, one with this key, part of `entity`."""

    key: str
    place: Place
    part: LocalEntity
    entity: str | None = None


_Packed = tuple[tuple[str, ...], bool, dict[str, list[tuple[tuple[str, ...], int]]], dict[str, str]]
Row = tuple[str, str, int, str, bool, str | None, bytes]
"""Key, report, number, country (or ""), whether it is merely described, entity, and the local entity."""


@dataclass(slots=True)
class Known:
    """What is known of a key: how many reports bear it, and the keys of the other names they give it.

    `acronym` is whether they write it as initials. If it is common, also what its bearers add up to, by
    country ("": not known), and which entity they are.
    """

    reports: int = 0
    aliases: tuple[str, ...] = ()
    acronym: bool = False
    facts: dict[str, Facts] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)

    @property
    def common(self) -> bool:
        """Whether it is borne by so many that it proves nothing."""
        return self.reports > COMMON


class NameRows(Protocol):
    """A store of names. A ledger keeps them in tables; `MemoryNames` in memory."""

    def bearing(self, keys: Collection[str], /) -> Iterable[Row]:
        """The rows of these keys."""
        ...

    def reports(self, keys: Collection[str], /) -> Iterable[tuple[str, str]]:
        """Each of these keys with the reports that bear it."""
        ...

    def borne_by(self, reports: Collection[str], /) -> Iterable[Row]:
        """The rows of these reports."""
        ...

    def named_in(self, reports: Collection[str], /) -> Iterable[tuple[str, str, bool]]:
        """The keys of these reports: key, report, whether it is merely described."""
        ...

    def known(self, keys: Collection[str], /) -> Iterable[tuple[str, int, bytes]]:
        """How many reports bear a key, and what they add up to."""
        ...

    def filed(self, blocks: Collection[str], /) -> Iterable[tuple[str, str]]:
        """The keys filed under these blocks."""
        ...

    def crowded(self, blocks: Collection[str], /) -> Iterable[str]:
        """Those of the blocks that are noted as crowded."""
        ...

    def entities(self, keys: Collection[str], /) -> Iterable[tuple[str, str]]:
        """The entities that a key is part of."""
        ...

    def keys(self, entities: Collection[str], /) -> Iterable[tuple[str, str]]:
        """The keys that an entity has."""
        ...

    def put_bearing(self, rows: Iterable[Row], /) -> None:
        """Write rows, in the place of those of the same key, report and number."""
        ...

    def drop_bearing(self, rows: Iterable[tuple[str, str, int]], /) -> None:
        """Take rows away, by key, report and number."""
        ...

    def put_known(self, rows: Iterable[tuple[str, int, bytes]], /) -> None:
        """Write what is known of keys; those that nobody bears are dropped."""
        ...

    def put_filed(self, rows: Iterable[tuple[str, str]], filed: bool, /) -> None:
        """File keys under blocks, or take them away."""
        ...

    def note_crowded(self, blocks: Collection[str], crowded: bool, /) -> None:
        """Note that blocks are crowded, or no longer."""
        ...

    def put_entities(self, rows: Iterable[tuple[str, str]], has: bool, /) -> None:
        """Note that entities have keys, or have them no longer."""
        ...


class Register:
    """Names while some reports come and go; `rest` writes what changed."""

    def __init__(self, rows: NameRows) -> None:
        self.rows = rows
        self.coming: dict[str, list[Bearing]] = defaultdict(list)
        self._of_report: dict[str, list[tuple[str, bool]]] = {}
        self._telling: dict[str, frozenset[str]] = {}
        self._known: dict[str, Known] = {}
        self._touched: set[str] = set()
        self._crossing: dict[str, list[Bearing]] = defaultdict(list)
        self._bearing: dict[str, list[Bearing]] = {}
        self._blocks: dict[str, set[str]] = {}
        self._crowded: set[str] = set()

    def take(self, come: Mapping[str, Collection[LocalEntity]], go: Collection[str]) -> "Moved":
        """Let reports come and go; what that touches."""
        gone = [_bearing(row) for row in self.rows.borne_by(go)]
        self.rows.drop_bearing((b.key, *b.place) for b in gone)
        for report, parts in come.items():
            for number, part in enumerate(parts):
                bearing = Bearing(key(part.forms[0].text), (report, number), part)
                self.coming[bearing.key].append(bearing)
            named = {(key(part.forms[0].text), part.described) for part in parts}
            self._of_report[report] = sorted(named)
        keys = {b.key for b in gone} | self.coming.keys()
        self.know(keys)
        were = {name: (self._known[name].reports, self._known[name].common) for name in keys}
        self._count(gone)
        self._touched |= keys
        crossed = {name for name in keys if self._known[name].common != were[name][1]}
        self._sum_up(crossed)
        turned = self._file(
            {name for name in keys if not were[name][0]},
            {name for name in keys if not self._known[name].reports},
        )
        return Moved(tuple(gone), keys, crossed, self._near(crossed) | self._in(turned))

    def know(self, keys: Collection[str]) -> None:
        """Read at once what is known of keys."""
        fresh = {name for name in keys if name not in self._known}
        for name in fresh:
            self._known[name] = Known()
        for name, reports, facts in self.rows.known(fresh):
            self._known[name] = _unpacked(reports, facts)

    def known(self, name: str) -> Known:
        """What is known of a key."""
        if name not in self._known:
            self.know((name,))
        return self._known[name]

    def read(self, keys: Collection[str]) -> None:
        """Read at once who bears keys that are not common."""
        self.know(keys)
        fresh = {name for name in keys if name not in self._bearing and not self._known[name].common}
        for name in fresh:
            self._bearing[name] = list(self.coming.get(name, ()))
        for row in self.rows.bearing(fresh):
            self._bearing[row[0]].append(_bearing(row))

    def at_hand(self, name: str) -> list[Bearing]:
        """Who bears a key that was read, in the order of reports; of a common one those who are new to it."""
        if self.known(name).common:
            return [*self._crossing.get(name, ()), *self.coming.get(name, ())]
        return sorted(self._bearing[name], key=lambda bearing: bearing.place)

    def reread(self, name: str, countries: Collection[str], places: Collection[Place]) -> None:
        """Have bearers of a common key at hand: of these countries ("": not known), and at these places."""
        rows = list(self.rows.bearing((name,))) if countries else []
        rows = [row for row in rows if row[3] in countries]
        if places:
            reports = {report for report, _ in places}
            rows += [
                row for row in self.rows.borne_by(reports) if row[0] == name and (row[1], row[2]) in places
            ]
        here = {b.place for b in self._crossing[name]}
        found = {b.place: b for b in map(_bearing, rows) if b.place not in here}
        self._crossing[name] += found.values()

    def touch(self, name: str) -> None:
        """What is known of a key has changed."""
        self._touched.add(name)

    def bearers(self, keys: Collection[str]) -> dict[str, set[str]]:
        """The reports that bear keys; none for common ones."""
        self.know(keys)
        found: dict[str, set[str]] = {name: set() for name in keys}
        rare = {name for name in keys if not self._known[name].common}
        for name in rare:
            found[name].update(b.place[0] for b in self.coming.get(name, ()))
        for name, report in self.rows.reports(rare):
            found[name].add(report)
        return found

    def read_company(self, keys: Iterable[str]) -> None:
        """Read at once what else the reports name that bear keys that were read."""
        self.read_names({b.place[0] for name in keys for b in self._bearing.get(name, ())})

    def read_names(self, reports: Collection[str]) -> None:
        """Read at once what reports name."""
        reports = {report for report in reports if report not in self._of_report}
        found: dict[str, list[tuple[str, bool]]] = {report: [] for report in reports}
        for name, report, described in self.rows.named_in(reports):
            found[report].append((name, described))
        self._of_report |= found
        self.know({name for named in found.values() for name, _ in named})

    def company(self, name: str, report: str) -> frozenset[str]:
        """The other names of a report that prove something about this one."""
        return self.telling(report) - {name}

    def telling(self, report: str) -> frozenset[str]:
        """The names of a report, which was read, that prove something about its others."""
        if report not in self._telling:
            self._telling[report] = frozenset(
                name
                for name, described in self._of_report[report]
                if not described and not self.known(name).common and not is_generic(name)
            )
        return self._telling[report]

    def filed(self, blocks: Iterable[str]) -> dict[str, set[str]]:
        """The keys filed under these blocks; none under those that are crowded."""
        wanted = set(blocks)
        # looked up one by one: `set - dict.keys()` walks through all that was ever read
        if fresh := {block for block in wanted if block not in self._blocks}:
            crowded = set(self.rows.crowded(fresh))
            self._crowded |= crowded
            for block in fresh:
                self._blocks[block] = set()
            for block, name in self.rows.filed(fresh - crowded):
                self._blocks[block].add(name)
        return {block: self._blocks[block] for block in wanted if block not in self._crowded}

    def file(self, rows: Iterable[tuple[str, str]], *, filed: bool) -> set[str]:
        """File keys under blocks, or take them away; the blocks that became, or ceased to be, crowded."""
        pairs = list(rows)
        blocks = {block for block, _ in pairs}
        here = self.filed(blocks)
        self.rows.put_filed(pairs, filed)
        for block, name in pairs:
            if block in here:
                here[block].add(name) if filed else here[block].discard(name)
        if filed:
            turned = {block for block in here if len(here[block]) >= CROWD}
        else:  # those which were crowded are counted again
            counted = Counter(block for block, _ in self.rows.filed(blocks - here.keys()))
            turned = {block for block in blocks - here.keys() if counted[block] < CROWD}
            for block in turned:
                self._blocks.pop(block, None)
        self.rows.note_crowded(turned, filed)
        self._crowded = self._crowded | turned if filed else self._crowded - turned
        return turned

    def rest(self, entity_of: Mapping[Place, str | None]) -> None:
        """Write what changed, with the entity that each local entity is part of."""
        stored = [b for some in (*self._bearing.values(), *self._crossing.values()) for b in some]
        coming = {b.place: b for some in self.coming.values() for b in some}
        changed = {b.place: b for b in stored if b.place in entity_of and entity_of[b.place] != b.entity}
        rows = (changed | coming).values()
        self.rows.put_bearing(_row(b, entity_of.get(b.place)) for b in rows)
        self.rows.put_known(
            (name, self._known[name].reports, _packed(self._known[name])) for name in self._touched
        )

    def _count(self, gone: Collection[Bearing]) -> None:
        for sign, bearings in ((-1, gone), (1, [b for some in self.coming.values() for b in some])):
            for name, _ in {(b.key, b.place[0]) for b in bearings}:
                self._known[name].reports += sign
            for b in bearings:
                if (facts := self._known[b.key].facts) or self._known[b.key].common:
                    own = facts.setdefault(b.part.country or "", Facts())
                    shared = facts_of(b.part, shared=True)
                    own.update(shared) if sign > 0 else own.subtract(shared)

    def _sum_up(self, crossed: Collection[str]) -> None:
        """Add up, or forget, what the bearers of keys say that became common, or ceased to be."""
        for name in crossed:
            self._known[name].facts = {}
        common = {name for name in crossed if self._known[name].common}
        for row in self.rows.bearing(common):
            self._crossing[row[0]].append(_bearing(row))
        for b in [b for some in (self._crossing, self.coming) for name in common for b in some.get(name, ())]:
            facts = self._known[b.key].facts.setdefault(b.part.country or "", Facts())
            facts.update(facts_of(b.part, shared=True))

    def _near(self, crossed: Collection[str]) -> set[str]:
        """What the reports name that bear keys which began, or ceased, to prove something."""
        reports = {row[1] for row in self.rows.bearing(crossed)} | {
            b.place[0] for name in crossed for b in self.coming.get(name, ())
        }
        rows = {row[0] for row in self.rows.named_in(reports)}
        return rows | {name for report in reports for name, _ in self._of_report.get(report, ())}

    def _file(self, new: Collection[str], old: Collection[str]) -> set[str]:
        turned = self.file(((block, name) for name in new for block in filed_under(name)), filed=True)
        return turned | self.file(((block, name) for name in old for block in filed_under(name)), filed=False)

    def _in(self, blocks: Collection[str]) -> set[str]:
        """Whoever is found, or asks, in these blocks."""
        rows = self.rows.filed({*blocks, *map(asks_in, blocks)})
        return {name for _, name in rows}


@dataclass(frozen=True, slots=True)
class Moved:
    """What the coming and going of reports touched.

    Who is gone, the keys of those and of the new ones, those of them that became common or ceased to be,
    and what stands beside these.
    """

    gone: tuple[Bearing, ...]
    keys: set[str]
    crossed: set[str]
    near: set[str]


def _bearing(row: Row) -> Bearing:
    return Bearing(row[0], (row[1], row[2]), _read(row[6]), row[5])


def _row(b: Bearing, entity: str | None) -> Row:
    return b.key, *b.place, b.part.country or "", b.part.described, entity, _write(b.part)


def _packed(known: Known) -> bytes:
    facts = {country: list((+found).items()) for country, found in known.facts.items() if +found}
    return _write((known.aliases, known.acronym, facts, known.entities))


def _unpacked(reports: int, packed: bytes) -> Known:
    aliases, acronym, facts, entities = msgspec.msgpack.decode(packed, type=_Packed)
    return Known(reports, aliases, acronym, {c: Facts(dict(found)) for c, found in facts.items()}, entities)
