"""The links of all reports, and who is linked to whom, kept in a store and read as they are needed.

In: links, one report at a time. Out: the same, and the reports that links join. Never here: how one is found.
"""

from collections.abc import Collection, Iterable
from typing import Protocol

import msgspec

from hearsay.origins.links import Links
from hearsay.origins.recent import Recent

KEPT = 32_768  # reports whose links stay in memory

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Links).decode
NOTHING = _encode(Links())


class Pages(Protocol):
    """A store of links: one row for each report that was traced, and one for each pair that is linked."""

    def links(self, reports: Collection[str], /) -> Iterable[tuple[str, bytes]]:
        """What was written about these reports."""
        ...

    def linked(self, reports: Collection[str], /) -> Iterable[tuple[str, str]]:
        """Each of these reports with every report that is linked to it."""
        ...

    def write(self, links: Iterable[tuple[str, bytes | None]], /) -> None:
        """Write what is known of reports in the place of what was; None: nothing is known any more."""
        ...

    def write_linked(self, pairs: Iterable[tuple[str, str]], linked: bool, /) -> None:
        """Note that the first of each pair has the second linked to it, or has no longer."""
        ...


class Book:
    """Links by report, over a store."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._links = Recent(self._read, KEPT)
        self._from = Recent(self._read_linked, KEPT)
        self._written: dict[str, Links | None] = {}
        self._pairs: dict[str, dict[str, bool]] = {}

    def __contains__(self, report: str) -> bool:
        return self.get(report) is not None

    def __getitem__(self, report: str) -> Links:
        links = self.get(report)
        if links is None:
            raise KeyError(report)
        return links

    def get(self, report: str) -> Links | None:
        """The links of a report; None if it is not here."""
        return self._written[report] if report in self._written else self._links(report)[0]

    def expect(self, reports: Collection[str]) -> None:
        """Reports that are about to come: what is not here need not be looked for one by one."""
        known = {report: _decode(found) for report, found in self._pages.links(reports)}
        for report in reports:
            self._links.put(report, (known.get(report),))
            if report not in known:
                self._from.put(report, set())

    def linked_from(self, report: str) -> set[str]:
        """The reports that have a link to this one."""
        return self._from(report)

    def put(self, report: str, links: Links | None) -> None:
        """Write a report's links in the place of its former ones; None: it is no more."""
        former = self.get(report)
        before, after = (known.others() if known else set() for known in (former, links))
        for other in before - after:
            self._from(other).discard(report)
            self._pairs.setdefault(other, {})[report] = False
        for other in after - before:
            self._from(other).add(report)
            self._pairs.setdefault(other, {})[report] = True
        self._written[report] = links

    def joined(self, reports: Collection[str]) -> set[str]:
        """These reports and all that links join with them."""
        found, ahead = set(reports), list(reports)
        while ahead:
            one = ahead.pop()
            links = self.get(one)
            near = (links.others() if links else set()) | self.linked_from(one)
            ahead += near - found
            found |= near
        return found

    def rest(self) -> None:
        """Hand what was written to the store."""
        for report, links in self._written.items():
            self._links.put(report, (links,))
        rows = ((r, None if links is None else _encode(links)) for r, links in self._written.items())
        self._pages.write(rows)
        pairs = [(one, other, is_so) for one, row in self._pairs.items() for other, is_so in row.items()]
        for linked in (False, True):
            self._pages.write_linked([(a, b) for a, b, is_so in pairs if is_so == linked], linked)
        self._written, self._pairs = {}, {}

    def _read(self, report: str) -> tuple[Links | None]:
        return (next((_decode(found) for _, found in self._pages.links((report,))), None),)

    def _read_linked(self, report: str) -> set[str]:
        found = {other for _, other in self._pages.linked((report,))}
        unwritten = self._pairs.get(report, {})
        return (found | unwritten.keys()) - {other for other, linked in unwritten.items() if not linked}


class MemoryPages:
    """Links in memory."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}
        self._linked: dict[str, set[str]] = {}

    def links(self, reports: Collection[str], /) -> Iterable[tuple[str, bytes]]:
        """What was written about these reports."""
        return [(report, self.known[report]) for report in reports if report in self.known]

    def linked(self, reports: Collection[str], /) -> Iterable[tuple[str, str]]:
        """Each of these reports with every report that is linked to it."""
        return [(report, other) for report in reports for other in self._linked.get(report, ())]

    def write(self, links: Iterable[tuple[str, bytes | None]], /) -> None:
        """Write what is known of reports in the place of what was."""
        for report, found in links:
            if found is None:
                self.known.pop(report, None)
            else:
                self.known[report] = found

    def write_linked(self, pairs: Iterable[tuple[str, str]], linked: bool, /) -> None:
        """Note that the first of each pair has the second linked to it, or has no longer."""
        for one, other in pairs:
            known = self._linked.setdefault(one, set())
            known.add(other) if linked else known.discard(other)
