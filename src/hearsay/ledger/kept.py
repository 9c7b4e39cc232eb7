"""What the look across reports keeps for itself, in tables: shelves, links, names, rows of telling terms.

In: questions and rows of the corpus stages, by the connection of a build. Out: rows. Never here: what they
mean. Each class answers to a protocol of its stage (`origins`, `resolve`, `stories`).
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from typing import Any, ClassVar, TypeVar

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from hearsay.ledger import schema

T = TypeVar("T")
SIZES = (1, 8, 64, 400)  # values in one question: so many forms of it are compiled
ASKED = SIZES[-1]
WRITTEN = 5000  # rows handed over at once
ROWS_AT_ONCE = 20  # rows of telling terms in one question
BETWEEN = 500  # reports between the first and the last that come to a row, up to which all are read
MONTH = 31  # days: the longest time within which a report can have been published and still have days
KEPT = 50_000  # reports of which ties and accounts stay in memory


class Tables:
    """Questions about many values at once, and rows by the thousand.

    A look across a million reports asks some hundred million times: each statement is composed and compiled
    once, and then handed to the driver as it is.
    """

    _compiled: ClassVar[dict[tuple[Any, ...], tuple[str, list[tuple[str, Any]]]]] = {}

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver: Any = connection.connection.driver_connection

    def add(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows; one whose key is there stays as it is."""
        self._put(table, rows)

    def _run(self, name: tuple[Any, ...], compose: Callable[[], Any], *rows: Mapping[str, Any]) -> list[Any]:
        """Run a statement for these values; what it finds, if it is a question."""
        if name not in self._compiled:
            compiled = compose().compile(dialect=self._connection.dialect)
            order = [(column, compiled.params.get(column)) for column in compiled.positiontup or ()]
            self._compiled[name] = str(compiled), order
        statement, order = self._compiled[name]
        cursor = self._driver.cursor()
        try:
            if len(rows) == 1:
                cursor.execute(statement, [rows[0].get(column, fixed) for column, fixed in order])
                return list(cursor.fetchall()) if cursor.description else []
            cursor.executemany(
                statement, [[row.get(column, fixed) for column, fixed in order] for row in rows]
            )
            return []
        finally:
            cursor.close()

    def _ask(
        self, name: str, query: Callable[[], Select[Any]], column: Any, values: Iterable[Any]
    ) -> list[Any]:
        """What a question finds about these values of a column; `name` tells it from all others."""
        found: list[Any] = []
        for some in _batches(values, ASKED):
            size = next(size for size in SIZES if size >= len(some))
            padded = some + some[-1:] * (size - len(some))

            def compose(size: int = size) -> Select[Any]:
                return query().where(column.in_([bindparam(f"_{i}") for i in range(size)]))

            found += self._run((name, size), compose, {f"_{i}": value for i, value in enumerate(padded)})
        return found

    def _put(self, table: Table, rows: Iterable[Mapping[str, Any]], *, replace: bool = False) -> None:
        def compose() -> Any:
            statement = insert(table)
            if not replace:
                return statement.on_conflict_do_nothing()
            keys = [column.name for column in table.primary_key]
            rest = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
            return statement.on_conflict_do_update(keys, set_=rest)

        for some in _batches(rows, WRITTEN):
            self._run(("put", table.name, replace), compose, *some)

    def _drop(self, table: Table, rows: Iterable[Mapping[str, Any]], *names: str) -> None:
        """Delete rows by these columns; `rows` have their values."""

        def compose() -> Any:
            return delete(table).where(and_(*(table.c[name] == bindparam(f"_{name}") for name in names)))

        for some in _batches(rows, WRITTEN):
            values = ({f"_{name}": row[name] for name in names} for row in some)
            self._run(("drop", table.name, *names), compose, *values)

    def _note(self, table: Table, values: Iterable[Any], is_so: bool) -> None:
        """Note values in a table that has no other column, or strike them out."""
        name = next(iter(table.columns)).name
        rows = [{name: value} for value in values]
        self._put(table, rows) if is_so else self._drop(table, rows, name)


Days = tuple[int, int]


class ShelfTables(Tables):
    """Rows of a shelf, and the links of a book (`origins.Rows` and `origins.Pages`)."""

    def under(self, keys: Collection[int], /) -> Iterator[tuple[int, Days | None, str]]:
        """The rows of these keys."""
        table = schema.shelf.c
        found = self._ask(
            "under",
            lambda: select(table.key, table.first, table.last, table.report),
            table.key,
            sorted(keys),
        )
        for key, first, last, report in found:
            yield key, (first, last) if first else None, report

    def between(self, key: int, days: Days | None, /) -> Iterator[tuple[int, Days | None, str]]:
        """The rows under a key that may be of these days; None: those of unknown days."""
        table = schema.shelf.c

        def compose() -> Select[Any]:
            within = and_(
                table.first.between(bindparam("early"), bindparam("until")), table.last >= bindparam("since")
            )
            return select(table.first, table.last, table.report).where(table.key == bindparam("_key"), within)

        since, until = days or (0, 0)
        values = {
            "_key": key,
            "early": max(int(days is not None), since - MONTH),
            "since": since,
            "until": until,
        }
        for first, last, report in self._run(("between",), compose, values):
            yield key, (first, last) if first else None, report

    def standing(self, keys: Collection[int], /) -> Iterator[int]:
        """Those of the keys that are noted as standing phrases."""
        table = schema.standing.c
        found = self._ask("standing", lambda: select(table.key), table.key, sorted(keys))
        return (key for (key,) in found)

    def put(self, rows: Iterable[tuple[int, Days | None, str]], /) -> None:
        """File reports."""
        ordered = sorted((key, *(days or (0, 0)), report) for key, days, report in rows)
        self._put(
            schema.shelf,
            (
                {"key": k, "first": first, "last": last, "report": report}
                for k, first, last, report in ordered
            ),
        )

    def drop(self, rows: Iterable[tuple[int, Days | None, str]], /) -> None:
        """Take reports away."""
        gone = [{"key": k, "first": days[0] if days else 0, "report": report} for k, days, report in rows]
        self._drop(schema.shelf, gone, "key", "first", "report")

    def note(self, keys: Collection[int], standing: bool, /) -> None:
        """Note that keys are standing phrases, or no longer."""
        self._note(schema.standing, keys, standing)

    def links(self, reports: Collection[str], /) -> Iterator[tuple[str, bytes]]:
        """What was written about these reports."""
        table = schema.links.c
        return iter(self._ask("links", lambda: select(table.report, table.record), table.report, reports))

    def linked(self, reports: Collection[str], /) -> Iterator[tuple[str, str]]:
        """Each of these reports with every report that is linked to it."""
        table = schema.linked.c
        return iter(self._ask("linked", lambda: select(table.report, table.other), table.report, reports))

    def write(self, links: Iterable[tuple[str, bytes | None]], /) -> None:
        """Write what is known of reports in the place of what was; None: nothing is known any more."""
        rows = [{"report": report, "record": record} for report, record in links]
        self._drop(schema.links, (row for row in rows if row["record"] is None), "report")
        self._put(schema.links, (row for row in rows if row["record"] is not None), replace=True)

    def write_linked(self, pairs: Iterable[tuple[str, str]], linked: bool, /) -> None:
        """Note that the first of each pair has the second linked to it, or has no longer."""
        rows = [{"report": report, "other": other} for report, other in pairs]
        self._put(schema.linked, rows) if linked else self._drop(schema.linked, rows, "report", "other")


Bearing = tuple[str, str, int, str, bool, str | None, bytes]


class NameTables(Tables):
    """Names (`resolve.NameRows`)."""

    _bearing = select(
        schema.bearers.c.key,
        schema.bearers.c.report,
        schema.bearers.c.number,
        schema.bearers.c.country,
        schema.bearers.c.described,
        schema.bearers.c.entity,
        schema.bearers.c.record,
    )

    def bearing(self, keys: Collection[str], /) -> Iterator[Bearing]:
        """The rows of these keys."""
        return iter(self._ask("bearing", lambda: self._bearing, schema.bearers.c.key, sorted(keys)))

    def reports(self, keys: Collection[str], /) -> Iterator[tuple[str, str]]:
        """Each of these keys with the reports that bear it."""
        table = schema.bearers.c
        query = select(table.key, table.report)
        return iter(self._ask("bearers", lambda: query, table.key, sorted(keys)))

    def borne_by(self, reports: Collection[str], /) -> Iterator[Bearing]:
        """The rows of these reports."""
        return iter(self._ask("borne by", lambda: self._bearing, schema.bearers.c.report, sorted(reports)))

    def named_in(self, reports: Collection[str], /) -> Iterator[tuple[str, str, bool]]:
        """The keys of these reports: key, report, whether it is merely described."""
        table = schema.bearers.c
        query = select(table.key, table.report, table.described)
        return iter(self._ask("names of", lambda: query, table.report, sorted(reports)))

    def known(self, keys: Collection[str], /) -> Iterator[tuple[str, int, bytes]]:
        """How many reports bear a key, and what they add up to."""
        table = schema.known_names.c
        query = select(table.key, table.reports, table.record)
        return iter(self._ask("known", lambda: query, table.key, sorted(keys)))

    def filed(self, blocks: Collection[str], /) -> Iterator[tuple[str, str]]:
        """The keys filed under these blocks."""
        table = schema.filed.c
        return iter(self._ask("filed", lambda: select(table.block, table.key), table.block, sorted(blocks)))

    def crowded(self, blocks: Collection[str], /) -> Iterator[str]:
        """Those of the blocks that are noted as crowded."""
        table = schema.crowded.c
        found = self._ask("crowded", lambda: select(table.block), table.block, sorted(blocks))
        return (block for (block,) in found)

    def entities(self, keys: Collection[str], /) -> Iterator[tuple[str, str]]:
        """The entities that a key is part of."""
        table = schema.entity_keys.c
        return iter(self._ask("entities", lambda: select(table.key, table.entity), table.key, sorted(keys)))

    def keys(self, entities: Collection[str], /) -> Iterator[tuple[str, str]]:
        """The keys that an entity has."""
        table = schema.entity_keys.c
        query = select(table.entity, table.key)
        return iter(self._ask("keys", lambda: query, table.entity, sorted(entities)))

    def put_bearing(self, rows: Iterable[Bearing], /) -> None:
        """Write rows, in the place of those of the same key, report and number."""
        names = ("key", "report", "number", "country", "described", "entity", "record")
        found = (dict(zip(names, row, strict=True)) for row in sorted(rows, key=lambda row: row[:3]))
        self._put(schema.bearers, found, replace=True)

    def drop_bearing(self, rows: Iterable[tuple[str, str, int]], /) -> None:
        """Take rows away, by key, report and number."""
        names = ("key", "report", "number")
        self._drop(schema.bearers, (dict(zip(names, row, strict=True)) for row in rows), *names)

    def put_known(self, rows: Iterable[tuple[str, int, bytes]], /) -> None:
        """Write what is known of keys; those that nobody bears are dropped."""
        found = [{"key": key, "reports": reports, "record": record} for key, reports, record in rows]
        self._drop(schema.known_names, (row for row in found if not row["reports"]), "key")
        self._put(schema.known_names, (row for row in found if row["reports"]), replace=True)

    def put_filed(self, rows: Iterable[tuple[str, str]], filed: bool, /) -> None:
        """File keys under blocks, or take them away."""
        found = [{"block": block, "key": key} for block, key in sorted(rows)]
        self._put(schema.filed, found) if filed else self._drop(schema.filed, found, "block", "key")

    def note_crowded(self, blocks: Collection[str], crowded: bool, /) -> None:
        """Note that blocks are crowded, or no longer."""
        self._note(schema.crowded, blocks, crowded)

    def put_entities(self, rows: Iterable[tuple[str, str]], has: bool, /) -> None:
        """Note that entities have keys, or have them no longer."""
        found = [{"entity": entity, "key": key} for entity, key in rows]
        self._put(schema.entity_keys, found) if has else self._drop(
            schema.entity_keys, found, "entity", "key"
        )


class ArchiveTables(Tables):
    """What stories rest on (`stories.Archive`).

    `digests` loads those of some reports, `places` says where one stands, `near` whether two days may have
    to do with each other, and `tie` makes a tie of its two numbers: the stage knows, not the ledger. Places,
    ties and accounts that are new stay in memory until `rest` writes them, in the order of their rows; what
    was read stays there too, as long as there is room.
    """

    def __init__(
        self,
        connection: Connection,
        digests: Callable[[Collection[str]], Iterable[Any]],
        places: Callable[[Any], Sequence[Any]],
        near: Callable[[int, int], bool],
        tie: Callable[[float, int], Any],
    ) -> None:
        super().__init__(connection)
        self._load, self._places_of, self._near, self._made = digests, places, near, tie
        self._ties: dict[str, dict[str, Any]] = {}
        self._led_back: dict[str, set[str]] = {}  # by the first report of an account
        self._accounts: dict[str, tuple[str, str | None] | None] = {}
        self._standing: dict[str, list[tuple[int, str]]] = {}  # new, by row
        self._rows: dict[str, list[tuple[int, str]]] = {}  # all about the places of those who are expected
        self._tied: dict[tuple[str, str], Any] = {}
        self._moved: set[str] = set()
        self._moved_to: dict[str, set[str]] = {}

    def rest(self) -> None:
        """Write what is new, and let go of what was read where it is much."""
        places = ((row, day, report) for row, some in self._standing.items() for day, report in some)
        self._put(schema.places, ({"row": r, "day": d, "report": n} for r, d, n in sorted(places)))
        both = [
            (a, b, tie) for (one, other), tie in self._tied.items() for a, b in ((one, other), (other, one))
        ]
        both.sort(key=lambda pair: pair[:2])
        self._drop(
            schema.ties, ({"report": a, "other": b} for a, b, tie in both if tie is None), "report", "other"
        )
        self._put(
            schema.ties,
            (
                {"report": a, "other": b, "likeness": tie.likeness, "rows": tie.rows}
                for a, b, tie in both
                if tie is not None
            ),
            replace=True,
        )
        moved = ((report, self._accounts[report]) for report in sorted(self._moved))
        self._put(
            schema.accounts,
            ({"report": r, "first": known[0], "story": known[1]} for r, known in moved if known),
            replace=True,
        )
        self._standing, self._rows, self._tied, self._moved, self._moved_to = {}, {}, {}, set(), {}
        for kept in (self._ties, self._led_back, self._accounts):
            if len(kept) > KEPT:
                kept.clear()

    def __contains__(self, report: object, /) -> bool:
        return self._account(str(report)) is not None

    def digests(self, reports: Collection[str], /) -> Iterable[Any]:
        """The digests of reports that are kept here."""
        return self._load(reports)

    def keep(self, digest: Any, places: Sequence[Any], /) -> None:
        """Keep a report: put it in its places; it is the first of its own account, and in no story."""
        for place in places:
            insort(self._standing.setdefault(place.row, []), (place.day, digest.report))
            if place.row in self._rows:
                insort(self._rows[place.row], (place.day, digest.report))
        self._accounts[digest.report] = None
        self._ties[digest.report] = {}
        self._move(digest.report, digest.report, None)

    def drop(self, report: str, /) -> None:
        """Take a report out of its places, and forget its account and story. Its ties were cut before."""
        self.rest()
        (digest,) = self._load((report,))
        rows = [{"row": place.row, "day": place.day, "report": report} for place in self._places_of(digest)]
        self._drop(schema.places, rows, "row", "day", "report")
        self._drop(schema.accounts, [{"report": report}], "report")
        self._led_back.get(self.first(report), set()).discard(report)
        self._accounts[report] = None
        self._ties.pop(report, None)

    def expect(self, digests: Collection[Any], count: int, /) -> None:
        """Read at once what stands about the places of reports that are about to come.

        A row in which too many stand between the first and the last of the places is left to be asked when
        it is needed.
        """
        coming = {digest.report for digest in digests}
        self._read_accounts(coming)
        days: dict[str, tuple[int, int]] = {}
        for row, day in chain.from_iterable(
            self._places_of(d) for d in digests if self._accounts[d.report] is None
        ):
            early, late = days.get(row, (day, day))
            days[row] = min(early, day), max(late, day)
        for some in _batches(sorted(days), ROWS_AT_ONCE):
            found: dict[str, list[tuple[int, str]]] = {row: [] for row in some}
            asked = [value for row in some for value in (row, *days[row])]
            cursor = self._driver.cursor()
            try:
                for number, day, report in cursor.execute(_about(len(some), count, BETWEEN), asked):
                    found[some[number]].append((day, report))
            finally:
                cursor.close()
            for row, standing in found.items():
                early, late = days[row]
                if sum(early <= day <= late for day, _ in standing) <= BETWEEN:
                    self._rows[row] = sorted(standing)
        standing_by = {report for row in self._rows.values() for _, report in row}
        self._read_ties(standing_by)
        self._read_accounts(standing_by)
        accounts = filter(None, (self._accounts[report] for report in standing_by))
        self._read_led_back(coming | {first for first, _ in accounts})

    def _read_ties(self, reports: set[str]) -> None:
        table, untied = schema.ties.c, _unread(reports, self._ties)
        query = select(table.report, table.other, table.likeness, table.rows)
        self._ties |= {report: {} for report in untied}
        for report, other, likeness, rows in self._ask("ties", lambda: query, table.report, untied):
            self._ties[report][other] = self._made(likeness, rows)

    def _read_accounts(self, reports: set[str]) -> None:
        table, unknown = schema.accounts.c, _unread(reports, self._accounts)
        query = select(table.report, table.first, table.story)
        self._accounts |= dict.fromkeys(unknown)
        for report, first, story in self._ask("accounts", lambda: query, table.report, unknown):
            self._accounts[report] = first, story

    def _read_led_back(self, firsts: set[str]) -> None:
        table, unknown = schema.accounts.c, _unread(firsts, self._led_back)
        query = select(table.first, table.report)
        self._led_back |= {first: set(self._moved_to.get(first, ())) for first in unknown}
        for first, report in self._ask("led back", lambda: query, table.first, unknown):
            if report not in self._moved:
                self._led_back[first].add(report)

    def beside(
        self, places: Sequence[Any], report: str, count: int, /
    ) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """For each place, up to `count` reports before and after (day, report), the nearest first."""
        asked = {place: number for number, place in enumerate(p for p in places if p.row not in self._rows)}
        stored = self._stored_beside([*asked], report, count) if asked else {}
        for place in places:
            day = place.day
            before, after = _sides(self._at_hand(place.row), day, report, count)
            if place in asked:
                before = sorted([*stored.get((asked[place], 0), ()), *before], reverse=True)[:count]
                after = sorted([*stored.get((asked[place], 1), ()), *after])[:count]
            yield (
                [name for when, name in before if self._near(when, day)],
                [name for when, name in after if self._near(when, day)],
            )

    def _at_hand(self, row: str) -> list[tuple[int, str]]:
        return self._rows[row] if row in self._rows else self._standing.get(row, [])

    def _stored_beside(
        self, places: Sequence[Any], report: str, count: int
    ) -> dict[tuple[int, int], list[tuple[int, str]]]:
        """The same of what was written before, by the number of the place and the side."""
        statement = _beside(len(places), count)
        values: list[Any] = [report, count]
        for row, day in places:
            values += [row, day]
        found: dict[tuple[int, int], list[tuple[int, str]]] = {}
        cursor = self._driver.cursor()
        try:
            for number, side, when, name in cursor.execute(statement, values):
                found.setdefault((number, side), []).append((when, name))
        finally:
            cursor.close()
        return found

    def ties(self, report: str, /) -> dict[str, Any]:
        """The reports that are tied to this one."""
        if report not in self._ties:
            self._read_ties({report})
        return self._ties[report]

    def tie(self, ties: Mapping[tuple[str, str], Any], /) -> None:
        """Tie pairs of reports, in place of what tied them before; None cuts the tie."""
        for (one, other), tie in ties.items():
            self._tied.pop((other, one), None)
            self._tied[one, other] = tie
            for a, b in ((one, other), (other, one)):
                known = self.ties(a)
                known.pop(b, None)
                if tie is not None:
                    known[b] = tie

    def first(self, report: str, /) -> str:
        """The first report of the account that this one goes back to: itself, or one that is kept or not."""
        found = self._account(report)
        return found[0] if found else report

    def account(self, first: str, /) -> Collection[str]:
        """The reports kept here whose first is this one."""
        if first not in self._led_back:
            self._read_led_back({first})
        return self._led_back[first]

    def lead_back(self, report: str, first: str, /) -> None:
        """From now on `first` is the first report of this one's account."""
        self._write(report, first, self.story(report))

    def story(self, report: str, /) -> str | None:
        """The id of the story that the report is in."""
        found = self._account(report)
        return found[1] if found else None

    def enter(self, report: str, story: str | None, /) -> None:
        """From now on the report is in this story, or in none."""
        self._write(report, self.first(report), story)

    def _account(self, report: str) -> tuple[str, str | None] | None:
        if report not in self._accounts:
            self._read_accounts({report})
        return self._accounts[report]

    def _write(self, report: str, first: str, story: str | None) -> None:
        if self._account(report) != (first, story):
            self._move(report, first, story)

    def _move(self, report: str, first: str, story: str | None) -> None:
        """Keep in memory of which account a report is now."""
        if (former := self._accounts.get(report)) is not None:
            self._led_back.get(former[0], set()).discard(report)
            self._moved_to.get(former[0], set()).discard(report)
        self._accounts[report] = first, story
        self._moved.add(report)
        self._moved_to.setdefault(first, set()).add(report)
        if first in self._led_back:
            self._led_back[first].add(report)


@cache
def _beside(places: int, count: int) -> str:
    """One question for all rows: asked one by one, they would be half of what adding a report costs."""
    sides = []
    for number in range(places):
        row, day = f"?{2 * number + 3}", f"?{2 * number + 4}"
        for side, (than, order) in enumerate((("<", " DESC"), (">", ""))):
            sides.append(
                f'SELECT * FROM (SELECT {number}, {side}, day, report FROM places WHERE "row" = {row} '
                f"AND (day, report) {than} ({day}, ?1) ORDER BY day{order}, report{order} LIMIT ?2)"
            )
    return " UNION ALL ".join(sides)


@cache
def _about(rows: int, count: int, between: int) -> str:
    """For each of so many rows, who stands between two days, up to one too many, and `count` beside."""
    sides = []
    for number in range(rows):
        row, early, late = (f"?{3 * number + at}" for at in (1, 2, 3))
        for where, order, most in (
            (f"day < {early}", "day DESC, report DESC", count),
            (f"day BETWEEN {early} AND {late}", "day, report", between + 1),
            (f"day > {late}", "day, report", count),
        ):
            sides.append(
                f'SELECT * FROM (SELECT {number}, day, report FROM places WHERE "row" = {row} AND {where} '
                f"ORDER BY {order} LIMIT {most})"
            )
    return " UNION ALL ".join(sides)


def _sides(
    standing: list[tuple[int, str]], day: int, report: str, count: int
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Up to `count` before and after a place in a row, the nearest first; never the report itself."""
    at = bisect_left(standing, (day, report))
    after = at + (at < len(standing) and standing[at] == (day, report))
    return standing[max(0, at - count) : at][::-1], standing[after : after + count]


def _unread(asked: Iterable[str], read: Mapping[str, Any]) -> list[str]:
    """Those asked for that were not read yet, sorted; a set less the keys would go through all that was."""
    return sorted(one for one in asked if one not in read)


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
