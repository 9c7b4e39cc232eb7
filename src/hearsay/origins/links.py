"""What a report has to do with others: shared words, a name it cites, an earlier report of its own publisher.

In: a report, a shelf that holds it and the others, a way to lay two texts side by side. Out: its links. Never
here: which account a report is counted under, and a comparison with reports that share no key with it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field, replace

from hearsay.origins.digest import FEWEST_NAMES, alike, hashes_of, words_of
from hearsay.origins.outlets import AGENCIES, full_form, is_outlet, means
from hearsay.origins.passages import Overlap, Passage
from hearsay.origins.shelf import Shelf, cited_as, days_of, own_key, published_as
from hearsay.records import Reliance, TextDigest
from hearsay.records.edtf import bounds, sort_key

# Laid side by side are reports that share so many sampled n-grams, the fewer the more names they share; half
# of those of a short report are always enough.
FEW, SOME, MANY = 2, 5, 12
CLOSE, ALIKE = 0.3, 0.1  # of the names
# Taken over are a third of either report, and not just a standing phrase, or a long passage. Measured on
# forged copies and on independent reports of one happening (`measurements/copies.py`).
FEWEST, SHARE = 20, 0.3
LONG = 30
QUOTED = 60  # characters of a quotation that two reports share

# A report of the publisher that another names is the one meant if it shares its names, is not later and not
# long before; a publisher's further report on the same days that shares most names is a sequel.
SAME_MATTER, LONGEST = 0.15, 60  # days
SAME_STORY, FOLLOWS = 0.5, 10
SAME_DAYS = 7

LayBeside = Callable[[str, str], Overlap]
"""What the first of two reports shares with the second."""


@dataclass(frozen=True, slots=True)
class Cited:
    """By its own words, a report rests on what `of` published."""

    reliance: Reliance
    of: str


@dataclass(frozen=True, slots=True)
class Links:
    """Of one report: with whom it shares words, what it cites, what it follows, who cites the same outlet."""

    shared: dict[str, Overlap] = field(default_factory=dict)
    cited: tuple[Cited, ...] = ()
    follows: str | None = None
    fellows: frozenset[str] = frozenset()

    def others(self) -> set[str]:
        """All reports that it is linked to."""
        named = {link.of for link in self.cited} | ({self.follows} if self.follows else set())
        return set(self.shared) | named | self.fellows

    def without(self, others: set[str]) -> "Links":
        """The links with all other reports than these."""
        if not others & self.others():
            return self
        return Links(
            {other: found for other, found in self.shared.items() if other not in others},
            tuple(link for link in self.cited if link.of not in others),
            None if self.follows in others else self.follows,
            self.fellows - others,
        )


def links_by_name(digest: TextDigest, shelf: Shelf, shared: dict[str, Overlap]) -> Links:
    """All links of a report that shares this with others: what it cites, follows and goes with is found."""
    return Links(shared, cited_by(digest, shelf), followed_by(digest, shelf), fellows_of(digest, shelf))


def shared_with(
    digest: TextDigest, others: Iterable[str], shelf: Shelf, lay_beside: LayBeside
) -> dict[str, Overlap]:
    """With which of these candidates it shares passages or quotations, seen from this report."""
    shared = {}
    for other in sorted(others):
        low, high = sorted((digest.report, other))
        found = _without_standing_text(lay_beside(low, high), shelf.digest(low), shelf)
        if is_copy(found) or sum(q.at.end - q.at.start for q in found.quotations) >= QUOTED:
            shared[other] = found if low == digest.report else found.turned()
    return shared


def candidates(digest: TextDigest, shelf: Shelf) -> set[str]:
    """The reports that share so many sampled n-grams with this one that their texts are worth a look."""
    count: Counter[str] = Counter()
    for key in hashes_of(digest.sketch):
        beside = shelf.witnesses(key)
        count.update(tuple(shelf.under(key)) if digest.report in beside else beside)
    del count[digest.report]
    enough = ((other, shared) for other, shared in count.items() if shared >= FEW)
    return {other for other, shared in enough if _promising(shared, digest, shelf.digest(other))}


def _promising(shared: int, a: TextDigest, b: TextDigest) -> bool:
    close, smaller = alike(a, b), min(len(hashes_of(a.sketch)), len(hashes_of(b.sketch)))
    return shared >= min(FEW if close >= CLOSE else SOME if close >= ALIKE else MANY, smaller / 2)


def is_copy(found: Overlap) -> bool:
    """Whether one of two texts has words of the other beyond a standing phrase."""
    most = max(found.share, found.share_of_other)
    return found.longest >= LONG or (found.taken >= FEWEST and most >= SHARE)


def _without_standing_text(found: Overlap, digest: TextDigest, shelf: Shelf) -> Overlap:
    """The overlap without passages that return again and again in other reports."""
    sampled = hashes_of(digest.sketch)
    fresh = (passage for passage in found.passages if not _stands(passage, sampled, shelf))
    return replace(found, passages=tuple(replace(passage, grams=()) for passage in fresh))


def _stands(passage: Passage, sampled: Set[int], shelf: Shelf) -> bool:
    known = [key for key in passage.grams if key in sampled]
    return sum(shelf.standing(key) for key in known) * 2 > len(known)


def cited_by(digest: TextDigest, shelf: Shelf) -> tuple[Cited, ...]:
    """For each name that the report rests on, the report of that publisher which it means, if any."""
    found = ((r, _meant(r, digest, shelf)) for r in digest.rests_on)
    return tuple(Cited(reliance, of) for reliance, of in found if of is not None)


def _meant(reliance: Reliance, digest: TextDigest, shelf: Shelf) -> str | None:
    found = []
    for source, close in _alike(digest, published_as(reliance.name), shelf, LONGEST, 0, SAME_MATTER):
        if later(source, digest) or apart(digest, source) > LONGEST:
            continue
        names = [name for name in (source.publisher, *source.aliases) if name]
        if any(means(reliance.name, name) for name in names):
            found.append((-close, sort_key(source.published), source.report))
    return min(found)[-1] if found else None


def followed_by(digest: TextDigest, shelf: Shelf) -> str | None:
    """The first report of the same publisher on the days before that tells the same."""
    if digest.publisher is None:
        return None
    found = [
        (sort_key(source.published), source.report)
        for source, _ in _alike(digest, {own_key(digest.publisher)}, shelf, FOLLOWS, 0, SAME_STORY)
        if later(digest, source) and apart(digest, source) <= FOLLOWS
    ]
    return min(found)[-1] if found else None


def fellows_of(digest: TextDigest, shelf: Shelf) -> frozenset[str]:
    """Other reports that rest on the same outlet in the same days and tell the same, its name apart."""
    return frozenset(
        fellow.report
        for name in outside_names(digest)
        for fellow, _ in _alike(
            digest, cited_as(name), shelf, SAME_DAYS, SAME_DAYS, 2 * SAME_MATTER, words_of(name)
        )
        if apart(digest, fellow) <= SAME_DAYS
        and name_key(name) in {name_key(theirs) for theirs in outside_names(fellow)}
    )


def outside_names(digest: TextDigest) -> tuple[str, ...]:
    """The outlets that a report names as its source, other than its own publisher."""
    own = [name for name in (digest.publisher, *digest.aliases) if name]
    named = [name for name in digest.credits if name != AGENCIES]
    named += [reliance.name for reliance in digest.rests_on if reliance.published]
    unlike = (name for name in named if is_outlet(name) and not any(means(name, known) for known in own))
    return tuple({name_key(name): name for name in unlike}.values())


def name_key(name: str) -> str:
    """What is the same for two writings of one outlet's name."""
    return full_form(name)


def touched_by(digest: TextDigest, shelf: Shelf) -> set[str]:
    """The reports that may cite this one, or follow it: those whose links it may change by its names."""
    named = [name for name in (digest.publisher, *digest.aliases) if name]
    citing = {key for name in named for key in cited_as(name)}
    own = {own_key(digest.publisher)} if digest.publisher else set()
    found = {other.report for other, _ in _alike(digest, citing, shelf, 0, LONGEST, SAME_MATTER)}
    return found | {other.report for other, _ in _alike(digest, own, shelf, 0, FOLLOWS, SAME_STORY)}


def _alike(
    digest: TextDigest,
    keys: set[int],
    shelf: Shelf,
    before: int,
    after: int,
    least: float,
    aside: Set[int] = frozenset(),
) -> Iterator[tuple[TextDigest, float]]:
    """The other reports under these keys with at least this share of names in common, and how large it is.

    They may be of so many days before and after this one at most. The names in `aside` do not count.
    """
    days = days_of(digest)
    window = (days[0] - before, days[1] + after) if days else None
    own = shelf.names(digest.report) - aside
    found = shelf.sharing(own, FEWEST_NAMES, keys, window)
    found.pop(digest.report, None)
    for other, shared in found.items():
        names = shelf.names(other)
        close = shared / min(len(own), len(names - aside if aside else names))
        if close >= least:
            yield shelf.digest(other), close


def later(a: TextDigest, b: TextDigest) -> bool:
    """Whether the first report was certainly published after the second."""
    x, y = (bounds(date) if date else None for date in (a.published, b.published))
    return bool(x and y and x[0] > y[1])


def apart(a: TextDigest, b: TextDigest) -> int:
    """The days between two reports; 0 where a date is not known."""
    x, y = (bounds(date) if date else None for date in (a.published, b.published))
    return max(0, (x[0] - y[1]).days, (y[0] - x[1]).days) if x and y else 0
