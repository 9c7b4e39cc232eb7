"""Stories as a journalist would sort the clippings, written as cases."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.records import AnnotatedReport, Report, StoryDigest
from hearsay.stories import MemoryArchive, Stories, story_digest

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def digest(row: Any) -> StoryDigest:
    report = Report(row["name"], "pasted.txt", None, None, (), row["published"], "en", "news", row["text"])
    return story_digest(AnnotatedReport(report, (), (), (), (), (), (), None))


def told(digests: Sequence[StoryDigest]) -> list[list[str]]:
    archive = MemoryArchive()
    stories = Stories(archive)
    for one in digests:
        stories.add(one)
    groups: dict[str, list[str]] = {}
    for report in archive:
        if (story := archive.story(report)) is not None:
            groups.setdefault(story, []).append(report)
    return sorted(sorted(group) for group in groups.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_reports_of_one_happening_are_one_story(case: Any) -> None:
    digests = [digest(row) for row in case["reports"]]

    @settings(max_examples=10, deadline=None)
    @given(st.permutations(digests))
    def in_any_order(order: list[StoryDigest]) -> None:
        assert told(order) == sorted(sorted(group) for group in case["stories"])

    in_any_order()
