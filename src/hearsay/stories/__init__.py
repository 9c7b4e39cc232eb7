"""Reports that tell of the same happening.

In: a digest of each report, and the origins. Out: stories of two reports and more. Never here: texts (after
the digest is made), and a comparison of all reports with all.
"""

from hearsay.stories.archive import Archive, MemoryArchive, Place, Tie, near, places_of
from hearsay.stories.digest import story_digest
from hearsay.stories.group import group_stories
from hearsay.stories.stream import Stories, StoryChange

__all__ = [
    "Archive",
    "MemoryArchive",
    "Place",
    "Stories",
    "StoryChange",
    "Tie",
    "group_stories",
    "near",
    "places_of",
    "story_digest",
]
