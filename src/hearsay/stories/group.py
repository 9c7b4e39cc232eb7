"""Stories of a heap of reports, all at once.

In: the digests of all reports in any order, and their origins. Out: stories of two reports and more; a
report that is in none stands alone. Never here: how stories are told apart.
"""

from collections.abc import Iterable, Sequence

from hearsay.records import Origin, Story, StoryDigest
from hearsay.stories.archive import MemoryArchive
from hearsay.stories.stream import Stories


def group_stories(digests: Iterable[StoryDigest], origins: Sequence[Origin]) -> list[Story]:
    """Stories of two reports and more; reports that go back to one origin are always in one story."""
    return list(Stories(MemoryArchive()).fill(digests, origins).stories)
