"""Search: reports by their words and by what is known of them, and the claims in them that are meant.

In: what is wanted. Out: hits, a part at a time, and how many there are. Never here: an error about the form
of a query; words that cannot be searched for find nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Select, column, func, literal_column, or_, select, table, text, tuple_

from hearsay.ledger import schema
from hearsay.ledger.columns import folded
from hearsay.ledger.lists import Part, cursor, key_of, part_of, report_of, report_rows
from hearsay.ledger.search import COMMON, Hit, hits_in, is_common, match_expression
from hearsay.records import Report

COUNTED = 10_000  # a search that finds more says "more than"; nobody reads on to the end of so many
SHOWN = 3  # claims of a report that answer
SEARCH = table("search", column("rowid"), column("rank"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for; whatever is empty is not asked.

    `words` as people type them; those in quotation marks stand together. A voice, a stance and a place belong
    to one and the same claim. `entity` is an id or a name; `place` a name or a country's code; `since` and
    `until` are ISO days, between which the report may have been published.
    """

    words: str = ""
    voice: str = ""
    stance: str = ""
    entity: str = ""
    place: str = ""
    publisher: str = ""
    genre: str = ""
    since: str = ""
    until: str = ""

    @property
    def anything(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, field.name).strip() for field in fields(self))

    @property
    def of_claims(self) -> bool:
        """Whether something is asked that only a claim can answer."""
        return bool(self.voice.strip() or self.stance or self.place.strip())

    @property
    def only_a_stance(self) -> bool:
        """Whether nothing but the stance is asked of claims."""
        return bool(self.stance) and not (self.voice.strip() or self.place.strip())


@dataclass(frozen=True, slots=True)
class Finding:
    """A report that a search found: where its words stand, and which of its claims are meant."""

    report: Report
    hit: Hit | None
    claims: tuple[str, ...] = ()


class Finder:
    """The searches of a ledger; `_read` gives a connection."""

    _read: Callable[[], AbstractContextManager[Connection]]

    def find(self, wanted: Wanted, after: str | None = None, *, size: int = 20) -> Part[Finding]:
        """The reports that answer to all that is wanted: best first by their words, else latest first."""
        with self._read() as connection:
            asked = asked_for(connection, wanted)
            if asked is None:
                return Part(())
            rows = (_ranked if asked.telling else _latest)(connection, asked, after, size)
            hits = hits_in(connection, [row.number for row in rows.items], wanted.words)
            meant = _claims(connection, wanted, [row.id for row in rows.items])
            found = (Finding(report_of(row), hits.get(row.id), meant.get(row.id, ())) for row in rows.items)
            return Part(tuple(found), rows.after)

    def count_found(self, wanted: Wanted) -> int:
        """How many reports answer to it, counted up to `COUNTED` + 1."""
        with self._read() as connection:
            asked = asked_for(connection, wanted)
            return 0 if asked is None else _counted(connection, asked.numbers.limit(COUNTED + 1))


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as questions to the tables: the conditions on reports, and the numbers of those that answer.

    `telling` are words that stand in few reports: those are looked at first, and put in order by their words.
    """

    conditions: list[Any]
    numbers: Select[Any]
    telling: bool


def asked_for(connection: Connection, wanted: Wanted) -> Asked | None:
    """The questions of a search; None if nothing can answer."""
    report = schema.reports.c
    if not wanted.words.strip():
        conditions = _conditions(connection, wanted)
        return Asked(conditions, select(report.number).where(*conditions), False)
    match = match_expression(wanted.words)
    if match is None:
        return None
    matches = literal_column("search").op("MATCH")(match)
    worded = select(SEARCH.c.rowid.label("number")).select_from(SEARCH).where(matches)
    telling = not is_common(connection, match)
    conditions = _conditions(connection, wanted, found_by_words=telling)
    if telling:
        if conditions:
            worded = worded.join(schema.reports, report.number == SEARCH.c.rowid).where(*conditions)
        return Asked(conditions, worded, True)
    here = select(SEARCH.c.rowid).where(SEARCH.c.rowid == report.number, matches).exists()
    every = select(report.number).where(*conditions, report.number.in_(worded))
    return Asked([*conditions, here], every, False)


def _conditions(connection: Connection, wanted: Wanted, *, found_by_words: bool = False) -> list[Any]:
    report, claim = schema.reports.c, schema.claims.c
    found: list[Any] = []
    if publisher := folded(wanted.publisher):
        found.append((_beside(report.publisher) if found_by_words else report.publisher) == publisher)
    if wanted.genre:
        found.append(_beside(report.genre) == wanted.genre)
    if wanted.since:
        found.append(report.last_day >= wanted.since)
    if wanted.until:
        found.append(report.first_day <= wanted.until)
    if wanted.of_claims:
        if wanted.only_a_stance and _is_common(
            connection, wanted.stance
        ):  # the reports are gone through, and each is asked
            asked = _beside(claim.stance) == wanted.stance
            found.append(select(claim.id).where(claim.report == report.id, asked).exists())
        else:
            found.append(report.id.in_(select(claim.report).where(*_of_claim(wanted))))
    if entity := folded(wanted.entity):
        found.append(report.id.in_(_naming(wanted.entity.strip(), entity)))
    return found


def _naming(id_: str, name: str) -> Any:
    """The reports that name an entity, as people read them: corrected words name whom people say."""
    named, there, now = schema.mentions.c, schema.mentions.alias("there"), schema.renamed.c
    otherwise = select(now.report).where(
        now.report == named.report, now.start <= named.start, now.end >= named.end
    )
    meant = or_(named.entity == id_, named.entity.in_(_called(name)))
    other = schema.aliases.alias("other_name")
    corrected = (
        select(now.report)
        .join(other, other.c.name == now.name)
        .join(there, (there.c.report == now.bearer) & (there.c.entity == other.c.entity))
        .where(or_(other.c.entity == id_, other.c.entity.in_(_called(name))))
    )
    return select(named.report).where(meant, ~otherwise.exists()).union(corrected)


def _of_claim(wanted: Wanted) -> list[Any]:
    claim = schema.claims.c
    found: list[Any] = []
    if voice := folded(wanted.voice):
        other = schema.aliases.alias("other")
        same = select(other.c.folded).where(other.c.entity.in_(_called(voice)))
        found.append(or_(claim.voice == voice, claim.voice.in_(same)))
    if wanted.stance:
        found.append((claim.stance if wanted.only_a_stance else _beside(claim.stance)) == wanted.stance)
    if place := folded(wanted.place):
        found.append(or_(claim.place == place, claim.country == wanted.place.strip().upper()))
    return found


def _is_common(connection: Connection, stance: str) -> bool:
    """Whether so many claims have a stance that it hardly narrows the reports."""
    some = select(schema.claims.c.stance).where(schema.claims.c.stance == stance).limit(COMMON)
    return _counted(connection, some) == COMMON


def _counted(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def _beside(column: Any) -> Any:
    """A column looked at in rows that were found otherwise: its index holds too many of one value."""
    return column.concat("")


def _called(name: str) -> Select[Any]:
    """The entities that have this name."""
    return select(schema.aliases.c.entity).where(schema.aliases.c.folded == name)


def _ranked(connection: Connection, asked: Asked, after: str | None, size: int) -> Part[Any]:
    """Reports, best first: from one part to the next by how many went before."""
    begin = key_of(after, int)[0] if after else 0
    begin = max(0, min(begin, COMMON))
    best = asked.numbers.order_by(SEARCH.c.rank, text("number")).limit(size + 1).offset(begin)
    order = [number for (number,) in connection.execute(best)]
    shown = order[:size]
    query = report_rows().add_columns(schema.reports.c.number).where(schema.reports.c.number.in_(shown))
    rows = sorted(connection.execute(query).all(), key=lambda row: shown.index(row.number))
    return Part(tuple(rows), cursor(begin + size) if len(order) > size else None)


def _latest(connection: Connection, asked: Asked, after: str | None, size: int) -> Part[Any]:
    report = schema.reports.c
    query = report_rows().add_columns(report.number).where(*asked.conditions)
    query = query.order_by(report.last_day.desc(), report.id.desc()).limit(size + 1)
    if after:
        query = query.where(tuple_(report.last_day, report.id) < tuple_(*key_of(after, str, str)))
    return part_of(connection.execute(query).all(), size, lambda row: (row.last_day, row.id))


def _claims(connection: Connection, wanted: Wanted, reports: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The claims of each report that answer, the first three of them."""
    if not wanted.of_claims:
        return {}
    claim = schema.claims.c
    query = select(claim.report, claim.id).where(claim.report.in_(reports), *_of_claim(wanted))
    found: dict[str, tuple[str, ...]] = {}
    for report, id_ in connection.execute(query.order_by(claim.report, claim.start, claim.id)):
        found[report] = (*found.get(report, ()), id_)[:SHOWN]
    return found
