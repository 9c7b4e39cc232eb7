"""Pairs of reports of which one has the other's text.

In: digests, and a way to load a text. Out: pairs with what they share. Never here: which was first, and a
comparison of all pairs: only reports that share rare word n-grams are laid side by side.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from hearsay.origins.digest import alike, hashes_of
from hearsay.origins.passages import Overlap, Word, overlap, words_of
from hearsay.records import TextDigest
from hearsay.records.edtf import bounds

# A candidate pair shares so many hashes of its sketches. A gram in three reports that lie more than STALE
# days apart is no news but a legal notice or navigation, and so is one in more reports than BOILERPLATE; of
# the reports that share another, each is paired with the first WITNESSES only.
SHARED = 4
STALE = 45
BOILERPLATE = 2000
WITNESSES = 12
ALIKE = 0.1  # of the names: less, and what is shared is not about the same thing

# Copied are a third of the shorter report, and not just a standing phrase, or a long passage. Independent
# reports of one happening share less: see `measurements/README.md`.
FEWEST, SHARE, LONG, LONG_SHARE = 20, 0.3, 60, 0.12
LOADED = 64  # texts kept in memory


def find_copies(
    digests: Sequence[TextDigest], load_text: Callable[[str], str]
) -> Iterator[tuple[int, int, Overlap]]:
    """Pairs of numbers, the smaller first, and what the first has of the second."""

    @lru_cache(maxsize=LOADED)
    def words(number: int) -> list[Word]:
        return words_of(load_text(digests[number].report))

    for a, b in _candidates(digests):
        if alike(digests[a], digests[b]) < ALIKE:
            continue
        shared = overlap(words(a), words(b))
        most = max(shared.share, shared.share_of_other)
        if shared.taken >= FEWEST and (most >= SHARE or (shared.taken >= LONG and most >= LONG_SHARE)):
            yield a, b, shared


def _candidates(digests: Sequence[TextDigest]) -> list[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for number, digest in enumerate(digests):
        for value in hashes_of(digest.sketch):
            holders[value].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    days = [found[0].toordinal() if (found := bounds(d.published or "")) else None for d in digests]
    for numbers in holders.values():
        known = [day for number in numbers if (day := days[number]) is not None]
        stale = len(known) > 2 and max(known) - min(known) > STALE
        if 1 < len(numbers) <= BOILERPLATE and not stale:
            for place, b in enumerate(numbers):
                shared.update((a, b) for a in numbers[: min(place, WITNESSES)])
    return sorted(pair for pair, count in shared.items() if count >= SHARED)
