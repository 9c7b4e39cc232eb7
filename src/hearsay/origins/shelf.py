"""Where reports stand so that those which a new one may go back to are found without looking at all.

In: digests, one at a time. Out: under a key, the reports that are filed under it. Never here: texts, and a
decision on what two reports have of each other.

A key is a number: a sampled n-gram, a name under which somebody publishes, a name that somebody cites. What
is filed are rows of key, days and report, kept by a store (`Rows`). Before reports come or go, the shelf is
told of all of them at once (`expect`), so that a store is asked once for many; afterwards it lets go of what
it read (`rest`), so that memory does not grow with the number of reports.
"""

import hashlib
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Protocol

from hearsay.origins.digest import hashes_of, names_in
from hearsay.origins.outlets import NAMES, acronym, forms, full_form, is_agency
from hearsay.origins.recent import Recent
from hearsay.records import TextDigest
from hearsay.records.edtf import bounds

# An n-gram that returns at this many times, so many days apart, is no news but a standing phrase: a notice,
# navigation or a paragraph of background; so is one in more reports than BOILERPLATE. Of the reports that
# share another one, each is laid beside the WITNESSES only, so that what a thousand outlets took over costs
# a thousand times twelve comparisons.
TIMES, APART = 3, 20
BOILERPLATE = 2000
WITNESSES = 12
MONTH = 31  # days
DIGESTS = 32_768  # kept in memory: those of some weeks
DRAWER = 16  # days: reports under a name are looked through in drawers of so many
EVERY_DAY = (1, 10_000_000)

Days = tuple[int, int]
"""The first and the last day (ordinals) on which a report may have been published."""
Row = tuple[int, Days | None, str]
"""Under this key is filed, with its days, None where nobody knows, this report."""


class Rows(Protocol):
    """A store of rows. A ledger keeps them in tables; `MemoryRows` keeps them in memory."""

    def under(self, keys: Collection[int], /) -> Iterable[Row]:
        """The rows of these keys."""
        ...

    def between(self, key: int, days: Days | None, /) -> Iterable[Row]:
        """The rows under a key that may be of these days; None: those of unknown days."""
        ...

    def standing(self, keys: Collection[int], /) -> Iterable[int]:
        """Those of the keys that are noted as standing phrases."""
        ...

    def put(self, rows: Iterable[Row], /) -> None:
        """File reports."""
        ...

    def drop(self, rows: Iterable[Row], /) -> None:
        """Take reports away."""
        ...

    def note(self, keys: Collection[int], standing: bool, /) -> None:
        """Note that keys are standing phrases, or no longer."""
        ...


class Posting:
    """The reports under one n-gram, in the order of their days; those of unknown day last."""

    __slots__ = ("_days", "_order", "standing")

    def __init__(self, reports: Iterable[tuple[Days | None, str]] = (), *, standing: bool = False) -> None:
        self._order = sorted(_place(days, report) for days, report in reports)
        self._days = sorted({day for unknown, day, _ in self._order if not unknown})
        self.standing = standing

    def __iter__(self) -> Iterator[str]:
        return (report for _, _, report in self._order)

    def add(self, days: Days | None, report: str) -> None:
        """Take a report in. What stands stays: more reports never make a phrase less common."""
        if self.standing:
            return
        insort(self._order, _place(days, report))
        if days is not None and days[0] not in self._days:
            insort(self._days, days[0])
            self.standing = is_standing(self._days)
        self.standing = self.standing or len(self._order) > BOILERPLATE

    def remove(self, days: Days | None, report: str) -> None:
        """Take a report out."""
        place = _place(days, report)
        at = bisect_left(self._order, place)
        if self._order[at : at + 1] == [place]:
            del self._order[at]
        self._days = sorted({day for unknown, day, _ in self._order if not unknown})
        self.standing = is_standing(self._days) or len(self._order) > BOILERPLATE

    def witnesses(self) -> tuple[str, ...]:
        """The first ones, beside which the others are laid; none if the n-gram says nothing about them."""
        return () if self.standing else tuple(report for _, _, report in self._order[:WITNESSES])


def _place(days: Days | None, report: str) -> tuple[bool, int, str]:
    return days is None, days[0] if days else 0, report


class Shelf:
    """Reports by key, over a store of rows and a way to load the digest of a report."""

    def __init__(self, rows: Rows, load: Callable[[Collection[str]], Iterable[TextDigest]]) -> None:
        self._rows = rows
        self._load = load
        self._digests = Recent(lambda report: next(iter(load((report,)))), DIGESTS)
        self._drawers: dict[int, dict[Days | None, Drawer]] = {}
        self._postings: dict[int, Posting] = {}
        self._were_standing: set[int] = set()
        self._coming: list[Row] = []
        self._fresh: dict[int, list[tuple[Days | None, str]]] = {}

    def digest(self, report: str) -> TextDigest:
        """The digest of a report that stands here."""
        return self._digests(report)

    def read_digests(self, reports: Collection[str]) -> None:
        """Read at once the digests of reports that stand here."""
        unread = [report for report in reports if not self._digests.has(report)]
        for digest in self._load(unread) if unread else ():
            self._digests.put(digest.report, digest)

    def expect(self, come: Collection[TextDigest], go: Collection[TextDigest]) -> None:
        """Read at once what is filed under the n-grams of these reports, which are about to come or go."""
        for digest in come:
            self._digests.put(digest.report, digest)
        # a standing phrase can only cease to be one when a report goes: else its rows need not be read
        self.read((key for digest in go for key in hashes_of(digest.sketch)), all_rows=True)
        self.read(key for digest in come for key in hashes_of(digest.sketch))

    def read(self, keys: Iterable[int], *, all_rows: bool = False) -> None:
        """Read at once what is filed under n-grams."""
        fresh = {key for key in keys if key not in self._postings}
        standing = set(self._rows.standing(fresh))
        found: dict[int, list[tuple[Days | None, str]]] = {}
        for key, days, report in self._rows.under(fresh if all_rows else fresh - standing):
            found.setdefault(key, []).append((days, report))
        for key in fresh:
            self._postings[key] = Posting(found.get(key, ()), standing=key in standing)
        self._were_standing |= standing

    def rest(self) -> None:
        """Write what came, and let go of what was read."""
        self._rows.put(self._coming)
        standing = {key for key, posting in self._postings.items() if posting.standing}
        self._rows.note(standing - self._were_standing, True)
        self._rows.note(self._were_standing - standing, False)
        self._postings, self._were_standing, self._coming, self._fresh = {}, set(), [], {}
        self._drawers = {}

    def under(self, key: int) -> Iterable[str]:
        """The reports filed under an n-gram that was read."""
        return self._postings[key]

    def witnesses(self, key: int) -> tuple[str, ...]:
        """Those which the others are laid beside."""
        return self._postings[key].witnesses()

    def standing(self, key: int) -> bool:
        """Whether an n-gram is that of a standing phrase."""
        if key not in self._postings:
            self.read((key,))
        return self._postings[key].standing

    def names(self, report: str) -> frozenset[int]:
        """The names and numbers in a report that stands here."""
        return names_in(self._digests(report).names)

    def sharing(
        self, names: Collection[int], least: int, keys: Collection[int], days: Days | None
    ) -> dict[str, int]:
        """The reports under names of outlets that share at least so many names, and how many they share.

        They may be of these days, or nobody knows of which; None: all of them.
        """
        found: dict[str, int] = {}
        for key in keys:
            for drawer in self._about(key, days):
                shared = Counter(chain.from_iterable(drawer.named.get(name, ()) for name in names))
                for report, number in shared.items():
                    if number >= least and _meet(drawer.days[report], days):
                        found[report] = number
        return found

    def _about(self, key: int, days: Days | None) -> Iterator["Drawer"]:
        """The drawers of a name in which reports of these days lie, and that of unknown days."""
        drawers = self._drawers.setdefault(key, {})
        spans = [EVERY_DAY]
        if days is not None:
            first = days[0] - days[0] % DRAWER
            spans = [(day, day + DRAWER - 1) for day in range(first, days[1] + 1, DRAWER)]
        for within in (None, *spans):
            if within not in drawers:
                drawers[within] = self._drawer(key, within)
            yield drawers[within]

    def _drawer(self, key: int, within: Days | None) -> "Drawer":
        found = {report: days for _, days, report in self._rows.between(key, within)}
        found |= {report: days for days, report in self._fresh.get(key, ()) if _lies(days, within)}
        self.read_digests(found)
        drawer = Drawer(found, {})
        for report in found:
            for name in self.names(report):
                drawer.named.setdefault(name, []).append(report)
        return drawer

    def add(self, digest: TextDigest) -> None:
        """File a report under its keys."""
        days = days_of(digest)
        grams = hashes_of(digest.sketch)
        for key in grams:
            self._postings[key].add(days, digest.report)
        names = names_of(digest)
        for key in names:
            self._fresh.setdefault(key, []).append((days, digest.report))
            self._drawers.pop(key, None)
        self._coming += [(key, days, digest.report) for key in (*grams, *names)]

    def remove(self, digest: TextDigest) -> None:
        """Take a report away from wherever it is filed."""
        days = days_of(digest)
        grams = hashes_of(digest.sketch)
        for key in grams:
            self._postings[key].remove(days, digest.report)
        names = names_of(digest)
        for key in names:
            self._drawers.pop(key, None)
        self._rows.drop((key, days, digest.report) for key in (*grams, *names))


@dataclass(frozen=True, slots=True)
class Drawer:
    """Reports under a name with their days, and by the names that stand in them."""

    days: dict[str, Days | None]
    named: dict[int, list[str]]


class MemoryRows:
    """Rows in memory."""

    def __init__(self) -> None:
        self._under: dict[int, dict[str, Days | None]] = {}
        self._standing: set[int] = set()

    def under(self, keys: Collection[int], /) -> Iterable[Row]:
        """The rows of these keys."""
        return [(key, days, r) for key in keys for r, days in self._under.get(key, {}).items()]

    def between(self, key: int, days: Days | None, /) -> Iterable[Row]:
        """The rows under a key that may be of these days; None: those of unknown days."""
        for report, known in self._under.get(key, {}).items():
            if _lies(known, days):
                yield key, known, report

    def standing(self, keys: Collection[int], /) -> Iterable[int]:
        """Those of the keys that are noted as standing phrases."""
        return self._standing & set(keys)

    def put(self, rows: Iterable[Row], /) -> None:
        """File reports."""
        for key, days, report in rows:
            self._under.setdefault(key, {})[report] = days

    def drop(self, rows: Iterable[Row], /) -> None:
        """Take reports away."""
        for key, _, report in rows:
            self._under.get(key, {}).pop(report, None)

    def note(self, keys: Collection[int], standing: bool, /) -> None:
        """Note that keys are standing phrases, or no longer."""
        self._standing = self._standing | set(keys) if standing else self._standing - set(keys)


def _lies(known: Days | None, days: Days | None) -> bool:
    """Whether days that are known lie among others, or both are unknown."""
    return known == days if known is None or days is None else _meet(known, days)


def _meet(known: Days | None, days: Days | None) -> bool:
    return known is None or days is None or (known[0] <= days[1] and days[0] <= known[1])


def names_of(digest: TextDigest) -> set[int]:
    """The names that a report is filed under."""
    return publisher_keys(digest) | citing_keys(digest)


def publisher_keys(digest: TextDigest) -> set[int]:
    """The keys of the names of its publisher."""
    names = [name for name in (digest.publisher, *digest.aliases) if name]
    return {_key("publishes", form) for name in names for form in name_forms(name)}


def citing_keys(digest: TextDigest) -> set[int]:
    """The keys of the names that it credits or rests on."""
    names = [*digest.credits, *(reliance.name for reliance in digest.rests_on)]
    return {key for name in names for key in cited_as(name)}


def cited_as(name: str) -> set[int]:
    """The keys of reports that cite this name."""
    return {_key("cites", form) for form in name_forms(name)}


def published_as(name: str) -> set[int]:
    """The keys of reports whose publisher may bear this name."""
    return {_key("publishes", form) for form in name_forms(name)}


def own_key(publisher: str) -> int:
    """The key of the reports whose publisher has this very name."""
    return _key("publishes", full_form(publisher))


@lru_cache(maxsize=NAMES)
def name_forms(name: str) -> frozenset[str]:
    """The forms of a name, and their initials."""
    found = forms(name)
    return found | {initials for form in found if (initials := acronym(form))}


def is_standing(days: Sequence[int]) -> bool:
    """Whether an n-gram of reports of these days, in order, is said again and again, weeks apart."""
    times, last = 0, None
    for day in days:
        if last is None or day - last > APART:
            times, last = times + 1, day
    return times >= TIMES


def supplies(digest: TextDigest) -> bool:
    """Whether its publisher supplies other outlets."""
    return digest.publisher is not None and is_agency(digest.publisher)


def days_of(digest: TextDigest) -> Days | None:
    """The days on which it may have been published; None if that is not known to a month."""
    found = bounds(digest.published) if digest.published else None
    if found is None or (found[1] - found[0]).days > MONTH:
        return None
    return found[0].toordinal(), found[1].toordinal()


def _key(kind: str, words: str) -> int:
    """63 bits above those of n-grams."""
    digest = hashlib.blake2b(f"{kind} {words}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 1) | 1 << 62
