"""A store of names in memory.

In: rows. Out: rows. Never here: what they mean.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from hearsay.resolve.register import Row


class MemoryNames:
    """Rows by key and by report."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[str, int], Row]] = defaultdict(dict)
        self._of: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self._known: dict[str, tuple[int, bytes]] = {}
        self._filed: dict[str, set[str]] = defaultdict(set)
        self._crowded: set[str] = set()
        self._entities: set[tuple[str, str]] = set()

    def bearing(self, keys: Collection[str], /) -> Iterable[Row]:
        """The rows of these keys."""
        return [row for key in keys for row in self._rows.get(key, {}).values()]

    def reports(self, keys: Collection[str], /) -> Iterable[tuple[str, str]]:
        """Each of these keys with the reports that bear it."""
        return [(key, report) for key in keys for report, _ in self._rows.get(key, {})]

    def borne_by(self, reports: Collection[str], /) -> Iterable[Row]:
        """The rows of these reports."""
        return [
            self._rows[key][report, n] for report in reports for key, n in sorted(self._of.get(report, ()))
        ]

    def named_in(self, reports: Collection[str], /) -> Iterable[tuple[str, str, bool]]:
        """The keys of these reports, each with whether it is merely described."""
        return [(key, report, described) for key, report, _, _, described, *_ in self.borne_by(reports)]

    def known(self, keys: Collection[str], /) -> Iterable[tuple[str, int, bytes]]:
        """How many reports bear a key, and what they add up to."""
        return [(key, *self._known[key]) for key in keys if key in self._known]

    def filed(self, blocks: Collection[str], /) -> Iterable[tuple[str, str]]:
        """The keys filed under these blocks."""
        return [(block, key) for block in blocks for key in self._filed.get(block, ())]

    def crowded(self, blocks: Collection[str], /) -> Iterable[str]:
        """Those of the blocks that are noted as crowded."""
        return self._crowded & set(blocks)

    def entities(self, keys: Collection[str], /) -> Iterable[tuple[str, str]]:
        """The entities that a key is part of."""
        return [(key, entity) for key, entity in self._entities if key in keys]

    def keys(self, entities: Collection[str], /) -> Iterable[tuple[str, str]]:
        """The keys that an entity has."""
        return [(entity, key) for key, entity in self._entities if entity in entities]

    def put_bearing(self, rows: Iterable[Row], /) -> None:
        """Write rows, in the place of those of the same key, report and number."""
        for row in rows:
            self._rows[row[0]][row[1], row[2]] = row
            self._of[row[1]].add((row[0], row[2]))

    def drop_bearing(self, rows: Iterable[tuple[str, str, int]], /) -> None:
        """Take rows away, by key, report and number."""
        for key, report, number in rows:
            self._rows[key].pop((report, number), None)
            self._of[report].discard((key, number))

    def put_known(self, rows: Iterable[tuple[str, int, bytes]], /) -> None:
        """Write what is known of keys; those that nobody bears are dropped."""
        for key, reports, facts in rows:
            if reports:
                self._known[key] = (reports, facts)
            else:
                self._known.pop(key, None)

    def put_filed(self, rows: Iterable[tuple[str, str]], filed: bool, /) -> None:
        """File keys under blocks, or take them away."""
        for block, key in rows:
            self._filed[block].add(key) if filed else self._filed[block].discard(key)

    def note_crowded(self, blocks: Collection[str], crowded: bool, /) -> None:
        """Note that blocks are crowded, or no longer."""
        self._crowded = self._crowded | set(blocks) if crowded else self._crowded - set(blocks)

    def put_entities(self, rows: Iterable[tuple[str, str]], has: bool, /) -> None:
        """Note that entities have keys, or have them no longer."""
        pairs = {(key, entity) for entity, key in rows}
        self._entities = self._entities | pairs if has else self._entities - pairs
