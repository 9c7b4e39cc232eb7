"""Stories: which reports tell of the same happening.

In: the digests of all reports in any order, and their origins. Out: stories of two reports and more; a
report that is in none stands alone. Never here: all pairs of reports, the clock, a fixed number of stories.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from hearsay.records import Origin, Story, StoryDigest, content_id
from hearsay.records.edtf import bounds
from hearsay.stories.cluster import average_link
from hearsay.stories.words import weight

# Tuned with `measurements/stories.py`: B³ on incidents of local news (GVA, dev) stays within 0.01 for
# thresholds from 0.12 to 0.18, and for 20 to 60 days.
THRESHOLD = 0.15
FADING = 30.0  # days after which what two reports share counts for 1/e
FARTHEST = round(FADING * math.log(1 / THRESHOLD))  # beyond so many days, even equal words do not suffice
FLOOR = 0.05  # pairs less alike than this count as not alike

# A term that more reports of the same months share tells nothing, and one that is not among the first of
# a report does not find it others; so a report is compared with its candidates only.
COMMON = 200
KEYS = 24

NO_DAY = 0.8  # what a likeness counts for when nothing is known of the days on either side

# How many texts of the usual kind stand behind the reports at hand when it is counted how common a term
# is: among a few reports the usual count decides, among many their own.
PRIOR = 3000


def group_stories(digests: Iterable[StoryDigest], origins: Sequence[Origin]) -> list[Story]:
    """Stories of two reports and more; reports that go back to one origin are always in one story."""
    reports = sorted(digests, key=lambda digest: digest.report)
    number = {digest.report: i for i, digest in enumerate(reports)}
    groups = [[number[m.report] for m in o.members if m.report in number] for o in origins]
    grouped = {i for group in groups for i in group}
    alone = [[i] for i in range(len(reports)) if i not in grouped]
    joined = average_link(sorted([*filter(None, groups), *alone]), _likeness(reports), THRESHOLD)
    firsts = {origin.first for origin in origins}
    stories = [_story([reports[i] for i in group], firsts) for group in joined if len(group) > 1]
    return sorted(stories, key=lambda story: story.id)


@dataclass(frozen=True, slots=True)
class _Page:
    """A digest, ready to be compared."""

    weights: dict[str, float]
    published: tuple[int, int] | None
    happened: tuple[tuple[int, int], ...]


def _likeness(reports: Sequence[StoryDigest]) -> dict[tuple[int, int], float]:
    used = Counter(term for digest in reports for term in digest.terms)
    pages = [_page(digest, used, len(reports)) for digest in reports]
    likeness = {}
    for a, b in _candidates(reports, pages):
        x, y = pages[a].weights, pages[b].weights
        if len(y) < len(x):
            x, y = y, x
        shared = math.fsum(value * y[term] for term, value in x.items() if term in y)
        if shared >= FLOOR:
            value = shared * _nearness(pages[a], pages[b])
            if value >= FLOOR:
                likeness[a, b] = value
    return likeness


def _candidates(reports: Sequence[StoryDigest], pages: Sequence[_Page]) -> Iterator[tuple[int, int]]:
    """Pairs that share a telling term which few others of their months share; the smaller number first."""
    dated: dict[str, list[tuple[int, int]]] = defaultdict(list)
    undated: dict[str, list[int]] = defaultdict(list)
    for i, (digest, page) in enumerate(zip(reports, pages, strict=True)):
        for term in digest.terms[:KEYS]:
            if page.published:
                dated[term].append((page.published[0], i))
            else:
                undated[term].append(i)
    for days in dated.values():
        days.sort()
    for a, (digest, page) in enumerate(zip(reports, pages, strict=True)):
        found: set[int] = set()
        for term in digest.terms:
            days, dateless = dated.get(term, []), undated.get(term, [])
            low, high = 0, len(days)
            if page.published:
                low = bisect_left(days, (page.published[0] - FARTHEST, -1))
                high = bisect_right(days, (page.published[1] + FARTHEST, len(reports)))
            if high - low + len(dateless) <= COMMON:
                found.update(i for _, i in days[low:high])
                found.update(dateless)
        yield from ((min(a, b), max(a, b)) for b in sorted(found) if a != b)


def _page(digest: StoryDigest, used: Mapping[str, int], reports: int) -> _Page:
    """The digest with its weights corrected for what is common among these reports, to length 1."""
    weights = {}
    for term, value in zip(digest.terms, digest.weights, strict=True):
        elsewhere = weight(term)
        here = math.log((reports + PRIOR) / (used[term] + PRIOR * math.exp(-elsewhere)))
        weights[term] = value * here / elsewhere if elsewhere else 0.0
    length = math.sqrt(math.fsum(value**2 for value in weights.values())) or 1.0
    happened = (_days(edtf) for edtf in digest.happened)
    return _Page(
        weights={term: value / length for term, value in weights.items()},
        published=_days(digest.published),
        happened=tuple(days for days in happened if days),
    )


def _days(edtf: str | None) -> tuple[int, int] | None:
    found = bounds(edtf) if edtf else None
    return (found[0].toordinal(), found[1].toordinal()) if found else None


def _nearness(x: _Page, y: _Page) -> float:
    """1 for the same days, fading with the days in between.

    Reports of which neither has a date are compared by the dates of what they tell: they need a near pair.
    """
    if x.published and y.published:
        return math.exp(-_gap(x.published, y.published) / FADING)
    if x.published or y.published:
        return 1.0
    if x.happened and y.happened:
        return math.exp(-min(_gap(a, b) for a in x.happened for b in y.happened) / FADING)
    return NO_DAY


def _gap(x: tuple[int, int], y: tuple[int, int]) -> int:
    return max(0, x[0] - y[1], y[0] - x[1])


def _story(members: Sequence[StoryDigest], firsts: Set[str]) -> Story:
    """The story of these reports, named and identified by the earliest of them that is no copy.

    A report of which only the month is known counts as of its last day, and says nothing of when the story
    began if others are dated to the day.
    """

    def when(digest: StoryDigest) -> tuple[date, bool, bool, str]:
        found = bounds(digest.published) if digest.published else None
        return (found[1] if found else date.max, digest.report not in firsts, not digest.title, digest.report)

    order = sorted(members, key=when)
    known = [found for digest in order if digest.published and (found := bounds(digest.published))]
    spans = [found for found in known if found[0] == found[1]] or known
    return Story(
        id=content_id("story", order[0].report),
        title=next((digest.title for digest in order if digest.title), order[0].report),
        reports=tuple(digest.report for digest in members),
        since=min(first for first, _ in spans).isoformat() if spans else None,
        until=max(last for _, last in spans).isoformat() if spans else None,
    )
