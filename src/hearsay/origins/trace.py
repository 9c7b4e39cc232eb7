"""Origins: which reports go back to one account, which took from which, and in which words one sees it.

In: the digests of all reports in any order, and a way to load a text. Out: origins; every report is in one.
Never here: a guess at lineage: without shared text or words of its own, a report is its own origin.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearsay.origins.copies import find_copies
from hearsay.origins.digest import alike
from hearsay.origins.outlets import AGENCIES, acronym, forms, full_form, is_agency, is_outlet, means
from hearsay.origins.passages import Overlap
from hearsay.records import Evidence, Member, Origin, Relation, Reliance, TextDigest, content_id
from hearsay.records.edtf import bounds, sort_key

# A report is derived when half of what it attributes rests on one publication, said in so many words, or a
# third of it does and most of the rest on other publishers at hand; of that publisher's reports it is the one
# which shares its names, not later and not long before.
BULK, PART, MOST = 0.5, 0.3, 0.6
ALIKE = 0.15
LONGEST = 60  # days
FOLLOWS, SAME_STORY = 10, 0.5  # a publisher's further report: so many days later, so many names shared
SAME_TEXT = 0.9  # of the longest overlap: then the reports it is shared with are copies of each other
SAME_DAYS = 7
CONTAINED = 0.15  # how much larger the share of a text that was taken over must be to tell the direction


@dataclass(frozen=True, slots=True)
class _Step:
    """One report goes back to another, or to one that is not at hand."""

    relation: Relation
    of: int | None
    evidence: tuple[Evidence, ...]
    outside: str | None = None


def trace_origins(digests: Iterable[TextDigest], load_text: Callable[[str], str]) -> list[Origin]:
    """Every report under the account that it goes back to; the same for any order of digests."""
    reports = sorted(digests, key=lambda digest: digest.report)
    steps = _copied(reports, load_text)
    publishers = _by_publisher(reports)
    for number in range(len(reports)):
        if number not in steps:
            step = _derived(number, reports, publishers, steps) or _followed(
                number, reports, publishers, steps
            )
            if step:
                steps[number] = step
    steps.update(_outside(reports, steps, publishers))
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(reports)):
        members[_root(number, steps)].append(number)
    origins = [_origin(root, numbers, reports, steps) for root, numbers in members.items()]
    return sorted(origins, key=lambda origin: origin.id)


def _copied(reports: Sequence[TextDigest], load_text: Callable[[str], str]) -> dict[int, _Step]:
    shared: dict[int, dict[int, Overlap]] = defaultdict(dict)
    for a, b, found in find_copies(reports, load_text):
        taker, giver = (a, b) if _goes_back(reports[a], reports[b], found) else (b, a)
        shared[taker][giver] = found if taker == a else _turned(found)
    steps: dict[int, _Step] = {}
    for taker, givers in sorted(shared.items()):
        longest = max(found.taken for found in givers.values())
        best = [giver for giver, found in givers.items() if found.taken >= SAME_TEXT * longest]
        for giver in sorted(best or givers, key=lambda number: _precedence(reports, taker, number)):
            if _root(giver, steps) != taker:
                steps[taker] = _Step("copy", giver, givers[giver].passages)
                break
    return steps


def _goes_back(a: TextDigest, b: TextDigest, shared: Overlap) -> bool:
    """Whether the first of two reports that share text has it from the second, rather than the reverse."""
    for one, other in (
        (_credits(a, b), _credits(b, a)),
        (_later(a, b), _later(b, a)),
        (a.unknown or not a.publisher, b.unknown or not b.publisher),
        (_supplies(b), _supplies(a)),
        (shared.share - shared.share_of_other > CONTAINED, shared.share_of_other - shared.share > CONTAINED),
    ):
        if one != other:
            return one
    return (sort_key(a.published), -a.length, a.report) > (sort_key(b.published), -b.length, b.report)


def _precedence(reports: Sequence[TextDigest], taker: int, giver: int) -> tuple[object, ...]:
    digest = reports[giver]
    credited = _credits(reports[taker], digest)
    return (not credited, not _supplies(digest), sort_key(digest.published), -digest.length, digest.report)


def _credits(report: TextDigest, other: TextDigest) -> bool:
    """Whether a report credits the publisher of the other: by name, or as an agency without a name."""
    if not other.publisher or (report.publisher and means(report.publisher, other.publisher)):
        return False
    names = (*report.credits, *(reliance.name for reliance in report.rests_on if reliance.published))
    known = (other.publisher, *other.aliases)
    return any(means(name, publisher) for name in names for publisher in known) or (
        AGENCIES in report.credits and _supplies(other)
    )


def _supplies(report: TextDigest) -> bool:
    return report.publisher is not None and is_agency(report.publisher)


def _later(a: TextDigest, b: TextDigest) -> bool:
    """Whether the first report was certainly published after the second."""
    x, y = (bounds(date) if date else None for date in (a.published, b.published))
    return bool(x and y and x[0] > y[1])


def _turned(shared: Overlap) -> Overlap:
    """The same overlap, seen from the other report."""
    passages = [
        Evidence(p.of_start, p.of_end, p.start, p.end)
        for p in shared.passages
        if p.of_start is not None and p.of_end is not None
    ]
    ordered = tuple(sorted(passages, key=lambda passage: (passage.start, passage.end)))
    return Overlap(ordered, shared.taken, shared.share_of_other, shared.share)


def _by_publisher(reports: Sequence[TextDigest]) -> dict[str, list[int]]:
    """The reports of each publisher, under every form of his name and its initials."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, digest in enumerate(reports):
        for key in {key for name in (digest.publisher, *digest.aliases) if name for key in _keys(name)}:
            index[key].append(number)
    return index


def _keys(name: str) -> set[str]:
    found = forms(name)
    return found | {initials for form in found if (initials := acronym(form))}


def _derived(
    number: int,
    reports: Sequence[TextDigest],
    publishers: Mapping[str, list[int]],
    steps: Mapping[int, _Step],
) -> _Step | None:
    """The report in which most of what this one attributes was published."""
    digest = reports[number]
    meant = ((r, _meant(r, number, reports, publishers, steps)) for r in digest.rests_on)
    at_hand = [(reliance, other) for reliance, other in meant if other is not None]
    covered = sum(reliance.sentences for reliance, _ in at_hand)
    for reliance, other in at_hand:
        alone = reliance.sentences >= BULK * digest.attributed
        together = covered >= MOST * digest.attributed and reliance.sentences >= PART * digest.attributed
        if reliance.published and (alone or together):
            return _Step("derived", other, (Evidence(reliance.start, reliance.end),))
    return None


def _meant(
    reliance: Reliance,
    number: int,
    reports: Sequence[TextDigest],
    publishers: Mapping[str, list[int]],
    steps: Mapping[int, _Step],
) -> int | None:
    """The report of the named publisher that tells the same, if there is one."""
    digest = reports[number]
    found = []
    for other in {n for key in _keys(reliance.name) for n in publishers.get(key, ())} - {number}:
        source = reports[other]
        names = (source.publisher, *source.aliases)
        if _later(source, digest) or _apart(digest, source) > LONGEST or _root(other, steps) == number:
            continue
        if any(means(reliance.name, name) for name in names if name) and alike(digest, source) >= ALIKE:
            found.append((-alike(digest, source), sort_key(source.published), source.report, other))
    return min(found)[-1] if found else None


def _followed(
    number: int,
    reports: Sequence[TextDigest],
    publishers: Mapping[str, list[int]],
    steps: Mapping[int, _Step],
) -> _Step | None:
    """The first report of the same publisher on the same days that tells the same: no second witness."""
    digest = reports[number]
    found = []
    for other in set(publishers.get(full_form(digest.publisher), ())) if digest.publisher else ():
        source = reports[other]
        near = _later(digest, source) and _apart(digest, source) <= FOLLOWS
        if near and alike(digest, source) >= SAME_STORY and _root(other, steps) != number:
            found.append((sort_key(source.published), source.report, other))
    return _Step("derived", min(found)[-1], ()) if found else None


def _apart(a: TextDigest, b: TextDigest) -> int:
    """The days between two reports; 0 where a date is not known."""
    x, y = (bounds(date) if date else None for date in (a.published, b.published))
    return max(0, (x[0] - y[1]).days, (y[0] - x[1]).days) if x and y else 0


def _outside(
    reports: Sequence[TextDigest], steps: Mapping[int, _Step], publishers: Mapping[str, list[int]]
) -> dict[int, _Step]:
    """Reports that rest on an outlet none of whose reports is at hand; those that tell the same are one."""
    found: dict[int, _Step] = {}
    first: dict[str, list[int]] = defaultdict(list)
    order = sorted(range(len(reports)), key=lambda n: (sort_key(reports[n].published), reports[n].report))
    for number in order:
        step = None if number in steps else _outside_step(reports[number], publishers)
        if step is None or step.outside is None:
            continue
        for other in first[full_form(step.outside)]:
            near = _apart(reports[number], reports[other]) <= SAME_DAYS
            if near and alike(reports[number], reports[other]) >= 2 * ALIKE:
                found[number] = _Step(step.relation, other, step.evidence, step.outside)
                break
        else:
            first[full_form(step.outside)].append(number)
            found[number] = step
    return found


def _outside_step(digest: TextDigest, publishers: Mapping[str, list[int]]) -> _Step | None:
    own = [name for name in (digest.publisher, *digest.aliases) if name]
    for name in digest.credits:
        if name != AGENCIES and is_outlet(name) and own and not any(means(name, known) for known in own):
            return _Step("copy", None, (), name)
    for reliance in digest.rests_on:
        bulk = reliance.published and reliance.sentences >= max(2, BULK * digest.attributed)
        if bulk and is_outlet(reliance.name):
            return _Step("derived", None, (Evidence(reliance.start, reliance.end),), reliance.name)
    return None


def _root(number: int, steps: Mapping[int, _Step]) -> int:
    while (step := steps.get(number)) and step.of is not None:
        number = step.of
    return number


def _origin(
    root: int, numbers: Sequence[int], reports: Sequence[TextDigest], steps: Mapping[int, _Step]
) -> Origin:
    first = reports[root]
    members = []
    for number in numbers:
        step = steps.get(number, _Step("origin", None, ()))
        of = None if step.of is None or step.outside else reports[step.of].report
        members.append(Member(reports[number].report, step.relation, of, step.evidence))
    return Origin(
        id=content_id("origin", first.report),
        first=first.report,
        members=tuple(members),
        established=len(numbers) > 1 or not first.unknown,
        outside=steps[root].outside if root in steps else None,
        discusses=all(reports[number].discusses for number in numbers),
    )
