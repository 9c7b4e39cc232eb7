"""Full-text search: any words that a user types, and where the reports hold them.

In: a query. Out: hits with offsets into the text. Never here: an error about the form of a query.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

# Two code points that Unicode reserves for use inside programs: no text that is interchanged holds them.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_AROUND = 80  # characters of the snippet on each side of the hit

_HITS = (
    "SELECT reports.id, reports.title, reports.text, highlight(search, 1, :open, :close)"
    " FROM search JOIN reports ON reports.number = search.rowid"
    " WHERE search MATCH :match"
)
_FIND = text(f"{_HITS} ORDER BY search.rank, reports.id LIMIT :limit")
_LATEST = text(f"{_HITS} ORDER BY search.rowid DESC LIMIT :limit")

_WHERE = text(f"{_HITS} AND search.rowid = :number")

_ANY = text(
    "SELECT reports.id FROM search JOIN reports ON reports.number = search.rowid"
    " WHERE search MATCH :match ORDER BY search.rank, reports.id LIMIT :limit"
)

_ALL = text(
    "SELECT reports.id FROM search JOIN reports ON reports.number = search.rowid"
    " WHERE search MATCH :match ORDER BY search.rowid DESC LIMIT :limit"
)

_MANY = text("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :limit)")
COMMON = 5_000  # reports that hold a word, from which on it is too common to find reports by


@dataclass(frozen=True, slots=True)
class Hit:
    """Report `report` holds the words searched for, first in `text[start:end]` (0, 0: only in its title)."""

    report: str
    title: str | None
    start: int
    end: int
    snippet: str


def search(connection: Connection, query: str, limit: int) -> list[Hit]:
    """The reports that hold all the words, best first; of very many the latest that were stored.

    Words in quotation marks must stand together.
    """
    match = match_expression(query)
    if match is None:
        return []
    find = _LATEST if is_common(connection, match) else _FIND
    rows = connection.execute(find, {"match": match, "limit": limit, "open": _OPEN, "close": _CLOSE})
    return [_hit(*row) for row in rows]


def hits_in(connection: Connection, numbers: Sequence[int], query: str) -> dict[str, Hit]:
    """Where these reports, by the numbers of their rows, hold the words; by the ids of the reports."""
    match = match_expression(query)
    if match is None:
        return {}
    marks = {"match": match, "open": _OPEN, "close": _CLOSE}
    rows = (connection.execute(_WHERE, {**marks, "number": number}).first() for number in numbers)
    return {row[0]: _hit(*row) for row in rows if row is not None}


def reports_with_any(connection: Connection, words: Sequence[str], limit: int) -> list[str]:
    """The ids of the reports that hold any of the words, best first."""
    matches = [found for word in words if (found := match_expression(f'"{word}"')) is not None]
    if not matches:
        return []
    telling = [match for match in matches if not is_common(connection, match)]
    if telling:
        return list(connection.execute(_ANY, {"match": " OR ".join(telling), "limit": limit}).scalars())
    # each of them stands in thousands of reports: together they may not, but there is nothing to rank by
    return list(connection.execute(_ALL, {"match": " ".join(matches), "limit": limit}).scalars())


def is_common(connection: Connection, match: str) -> bool:
    """Whether so many reports hold the words that they tell little apart, and are slow to put in order."""
    found = connection.execute(_MANY, {"match": match, "limit": COMMON}).scalar_one()
    return int(found) >= COMMON


def match_expression(query: str) -> str | None:
    """The query in the language of FTS5, each phrase quoted; None if it holds no word."""
    phrases = re.findall(r'"([^"]*)"|([^\s"]+)', query)
    quoted = (" ".join(re.findall(r"\w+", together or single)) for together, single in phrases)
    return " ".join(f'"{phrase}"' for phrase in quoted if phrase.strip("_ ")) or None


def _hit(report: str, title: str | None, words: str, marked: str) -> Hit:
    # Before the first mark both texts are the same, so the mark's offset is the hit's.
    start = max(marked.find(_OPEN), 0)
    end = max(marked.find(_CLOSE) - 1, 0)
    return Hit(report, title, start, end, _snippet(words, start, end))


def _snippet(words: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    if first > 0:
        first = words.find(" ", first, start) + 1 or first
    if last < len(words):
        last = max(words.rfind(" ", end, last), end) if " " in words[end:last] else last
    inner = " ".join(words[first:last].split())
    return f"{'… ' if first > 0 else ''}{inner}{' …' if last < len(words) else ''}"
