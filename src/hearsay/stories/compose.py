"""The record of a story.

In: the digests of its reports. Out: a `Story`, named and dated. Never here: which reports belong together.
"""

from collections.abc import Callable, Iterable
from datetime import date

from hearsay.records import Story, StoryDigest, content_id
from hearsay.records.edtf import bounds


def compose(members: Iterable[StoryDigest], first: Callable[[str], str]) -> Story:
    """The story of these reports, named and identified by the earliest of them that is no copy.

    A report of which only the month is known counts as of its last day, and says nothing of when the story
    began if others are dated to the day.
    """

    def when(digest: StoryDigest) -> tuple[date, bool, bool, str]:
        found = bounds(digest.published) if digest.published else None
        copied = first(digest.report) != digest.report
        return (found[1] if found else date.max, copied, not digest.title, digest.report)

    order = sorted(members, key=when)
    known = [found for digest in order if digest.published and (found := bounds(digest.published))]
    spans = [found for found in known if found[0] == found[1]] or known
    return Story(
        id=content_id("story", order[0].report),
        title=next((digest.title for digest in order if digest.title), order[0].report),
        reports=tuple(sorted(digest.report for digest in order)),
        since=min(first for first, _ in spans).isoformat() if spans else None,
        until=max(last for _, last in spans).isoformat() if spans else None,
    )
