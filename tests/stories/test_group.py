"""Incidents of one town, told by several papers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.records import AnnotatedReport, Member, Origin, Report, Story, StoryDigest, report_id
from hearsay.stories import group_stories, story_digest
from hearsay.stories.cluster import average_link
from hearsay.stories.likeness import likeness, page

FERRY = (
    "The ferry Saint Brenna sank off Grimsel Point. "
    "Eleven passengers are missing, the coast guard of Tolm said."
)
FERRY_TOO = (
    "Fishermen of Tolm saved forty passengers when the Saint Brenna struck a reef at Grimsel Point and sank."
)
FIRE = (
    "A warehouse burned down at Grimsel Point. "
    "The fire brigade of Tolm fought the flames all night; nobody was hurt."
)
VOTE = (
    "The parliament of Norvia rejected the budget by two votes. Finance minister Jon Abery offered to resign."
)


def digest(text: str, published: str | None = None, title: str | None = None) -> StoryDigest:
    name = report_id(text, publisher=None, published=published)
    report = Report(name, "pasted.txt", title, None, (), published, "en", "news", text)
    return story_digest(AnnotatedReport(report, (), (), (), (), (), (), None))


def groups(digests: list[StoryDigest], origins: tuple[Origin, ...] = ()) -> list[set[str]]:
    return [set(story.reports) for story in group_stories(digests, origins)]


def happened(*days: str) -> tuple[tuple[int, int], ...]:
    return page(replace(digest(FERRY), happened=days)).happened


def test_two_accounts_of_one_happening_are_one_story() -> None:
    one, other = digest(FERRY, "2031-05-04"), digest(FERRY_TOO, "2031-05-05")
    assert groups([one, other, digest(VOTE, "2031-05-04")]) == [{one.report, other.report}]


def test_another_incident_in_the_same_place_is_another_story() -> None:
    assert groups([digest(FERRY, "2031-05-04"), digest(FIRE, "2031-03-20")]) == []


def test_the_same_words_a_year_later_are_another_story() -> None:
    assert groups([digest(FERRY, "2031-05-04"), digest(FERRY_TOO, "2032-05-04")]) == []


def test_a_report_without_a_date_can_belong() -> None:
    assert len(groups([digest(FERRY, "2031-05-04"), digest(FERRY_TOO)])) == 1


def test_reports_without_a_date_are_told_apart_by_the_days_in_their_texts() -> None:
    one, other = page(digest(FERRY)), page(digest(FERRY_TOO))
    same, near, far = (("2031-05-04",), ("2031-05-05",), ("2028-10-01", "1999"))
    at = {
        days: likeness(replace(one, happened=happened(*same)), replace(other, happened=happened(*days)))
        for days in (same, near, far)
    }
    unknown = likeness(one, other)
    assert at[same] > at[near] > unknown > at[far] > 0


def test_reports_of_one_origin_are_in_one_story() -> None:
    one, other = digest(FERRY, "2031-05-04"), digest(VOTE, "2031-05-04")
    members = (Member(one.report, "origin", None), Member(other.report, "derived", one.report))
    assert groups([one, other], (Origin("origin-1", one.report, members),)) == [{one.report, other.report}]


def test_a_story_bears_the_title_and_the_days_of_its_reports() -> None:
    early = digest(FERRY, "2031-05-04", "Ferry Saint Brenna sinks")
    late = digest(FERRY_TOO, "2031-05-06", "Saint Brenna: forty saved")
    (story,) = group_stories([late, early], ())
    assert (story.title, story.since, story.until) == ("Ferry Saint Brenna sinks", "2031-05-04", "2031-05-06")


def test_a_digest_stays_small() -> None:
    assert len(digest(" ".join(f"Word{i} word{i}" for i in range(5000))).terms) <= 100


CORPUS = [
    digest(t, d)
    for t, d in ((FERRY, "2031-05-04"), (FERRY_TOO, None), (FIRE, "2031-05-05"), (VOTE, "2031-05-04"))
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(CORPUS))
def test_the_order_of_reports_changes_nothing(order: list[StoryDigest]) -> None:
    expected: list[Story] = group_stories(CORPUS, ())
    assert group_stories(order, ()) == expected


@pytest.mark.parametrize(
    ("likeness", "expected"),
    [
        ({(0, 1): 0.9, (1, 2): 0.2}, [[0, 1], [2]]),  # 2 is like 1 and not like 0: no chain
        ({(0, 1): 0.9, (1, 2): 0.5, (0, 2): 0.5}, [[0, 1, 2]]),
        ({}, [[0], [1], [2]]),
    ],
)
def test_a_member_is_like_the_whole_group(
    likeness: dict[tuple[int, int], float], expected: list[list[int]]
) -> None:
    assert average_link(3, likeness, 0.3) == expected
