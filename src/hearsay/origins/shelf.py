"""Where reports stand so that those which a new one may go back to are found without looking at all.

In: digests, one at a time. Out: under a key, the reports that are filed under it. Never here: texts, and a
decision on what two reports have of each other.

A key is a number: a sampled n-gram, a name under which somebody publishes, a name that somebody cites. A
store need only keep rows of key, day and report to serve as a shelf.
"""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from hearsay.origins.digest import hashes_of
from hearsay.origins.outlets import NAMES, acronym, forms, full_form, is_agency
from hearsay.records import TextDigest
from hearsay.records.edtf import bounds

# An n-gram that returns at this many times, so many days apart, is no news but a notice, navigation or a
# paragraph of background; so is one in more reports than BOILERPLATE. Of the reports that share another one,
# each is laid beside the WITNESSES only, so that what a thousand outlets took over costs a thousand times
# twelve comparisons.
TIMES, APART = 3, 20
BOILERPLATE = 2000
WITNESSES = 12
MONTH = 31  # days


class Shelf(Protocol):
    """Reports by key. A ledger may keep it in a table; `MemoryShelf` keeps it in memory."""

    def digest(self, report: str, /) -> TextDigest:
        """The digest of a report that stands here."""
        ...

    def under(self, key: int, /) -> Mapping[str, int | None]:
        """The reports filed under a key, each with its day (an ordinal), None where nobody knows."""
        ...

    def near(self, key: int, since: int, until: int, /) -> Iterable[str]:
        """Those of them published between two days, both included, or nobody knows when."""
        ...

    def witnesses(self, key: int, /) -> tuple[str, ...]:
        """Those which the others are laid beside: `first_witnesses` of what is under the key."""
        ...

    def standing(self, key: int, /) -> bool:
        """Whether the key is that of a standing phrase: `is_standing` of what is under it."""
        ...


class MemoryShelf:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._digests: dict[str, TextDigest] = {}
        self._under: dict[int, dict[str, int | None]] = defaultdict(dict)
        self._witnesses: dict[int, tuple[str, ...]] = {}  # as far as they were asked for

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._digests))

    def __contains__(self, report: str) -> bool:
        return report in self._digests

    def digest(self, report: str, /) -> TextDigest:
        """The digest of a report that stands here."""
        return self._digests[report]

    def under(self, key: int, /) -> Mapping[str, int | None]:
        """The reports filed under a key, each with its day."""
        return self._under.get(key, {})

    def near(self, key: int, since: int, until: int, /) -> Iterable[str]:
        """Those of them published between two days, or nobody knows when."""
        found = self._under.get(key, {})
        return [report for report, day in found.items() if day is None or since <= day <= until]

    def witnesses(self, key: int, /) -> tuple[str, ...]:
        """Those which the others are laid beside."""
        if key not in self._witnesses:
            self._witnesses[key] = first_witnesses(self.under(key))
        return self._witnesses[key]

    def standing(self, key: int, /) -> bool:
        """Whether the key is that of a standing phrase."""
        return not self.witnesses(key) and is_standing(self.under(key))

    def add(self, digest: TextDigest) -> None:
        """File a report under its keys."""
        self._digests[digest.report] = digest
        for key in keys_of(digest):
            self._under[key][digest.report] = day_of(digest)
            self._witnesses.pop(key, None)

    def remove(self, report: str) -> None:
        """Take a report away from wherever it is filed."""
        for key in keys_of(self._digests.pop(report)):
            self._under[key].pop(report, None)
            self._witnesses.pop(key, None)
            if not self._under[key]:
                del self._under[key]


def keys_of(digest: TextDigest) -> set[int]:
    """All that a report is filed under."""
    return {*hashes_of(digest.sketch), *publisher_keys(digest), *citing_keys(digest)}


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


def first_witnesses(days: Mapping[str, int | None]) -> tuple[str, ...]:
    """Of the reports with one n-gram, the first ones, which the others are laid beside.

    None if the n-gram says nothing about them.
    """
    if len(days) > BOILERPLATE or is_standing(days):
        return ()
    order = heapq.nsmallest(WITNESSES, days, key=lambda r: (days[r] is None, days[r] or 0, r))
    return tuple(order)


def is_standing(days: Mapping[str, int | None]) -> bool:
    """Whether an n-gram of reports of these days is said again and again, weeks apart."""
    times, last = 0, -APART
    for day in sorted({day for day in days.values() if day is not None}):
        if day - last > APART:
            times, last = times + 1, day
    return times >= TIMES


def supplies(digest: TextDigest) -> bool:
    """Whether its publisher supplies other outlets."""
    return digest.publisher is not None and is_agency(digest.publisher)


def day_of(digest: TextDigest) -> int | None:
    """The day on which it was published, or the first of its month; None if that is not known so well."""
    found = bounds(digest.published) if digest.published else None
    if found is None or (found[1] - found[0]).days > MONTH:
        return None
    return found[0].toordinal()


def _key(kind: str, words: str) -> int:
    """63 bits above those of n-grams."""
    digest = hashlib.blake2b(f"{kind} {words}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 1) | 1 << 62
