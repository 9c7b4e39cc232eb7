"""Reports come and go; the stories are always those of the reports at hand."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.records import Member, Origin, Story, StoryDigest
from hearsay.stories import MemoryArchive, Stories
from hearsay.stories.units import unit

TERMS = ("grimsel", "brenna", "reef", "tolm", "budget")


def origin(first: str, *copies: str) -> Origin:
    members = (Member(first, "origin", None), *(Member(copy, "copy", first) for copy in copies))
    return Origin(f"origin-{first}", first, members)


@st.composite
def digests(draw: st.DrawFn) -> list[StoryDigest]:
    """Up to a dozen reports with few words and days, so that many stand beside each other."""
    found = []
    for number in range(draw(st.integers(2, 12))):
        terms = draw(st.lists(st.sampled_from(TERMS), unique=True, min_size=1, max_size=4))
        day = draw(st.sampled_from([None, "2031-05-04", "2031-05-05", "2031-06-20", "2031-05"]))
        weight = len(terms) ** -0.5
        found.append(StoryDigest(f"r{number:02}", None, day, (), tuple(terms), (weight,) * len(terms)))
    return found


class Heard:
    """What somebody knows who only hears of changes."""

    def __init__(self, *, beside: int, largest: int) -> None:
        self.archive = MemoryArchive()
        self.stories = Stories(self.archive, beside=beside, largest=largest)
        self.known: dict[str, Story] = {}
        self.first: dict[str, str] = {}

    def do(self, step: str, digest: StoryDigest, origins: list[Origin]) -> None:
        if step == "add":
            change = self.stories.add(digest, origins)
        elif step == "remove":
            change = self.stories.remove(digest.report, origins)
        else:
            change = self.stories.follow(origins)
        for gone in change.gone:
            del self.known[gone]
        self.known |= {story.id: story for story in change.stories}


def accounts(reports: Iterable[str], of: int) -> list[Origin]:
    """Origins of these reports; `of` says how many go back to one."""
    names = sorted(reports)
    return [origin(*names[i : i + of]) for i in range(0, len(names), of)]


@settings(max_examples=200, deadline=None)
@given(
    digests(),
    st.lists(
        st.tuples(st.sampled_from(["add", "add", "remove", "follow"]), st.integers(0, 11), st.integers(1, 3))
    ),
    st.integers(1, 3),
    st.integers(2, 6),
)
def test_after_any_changes_the_stories_are_those_of_the_reports_at_hand(
    all_digests: list[StoryDigest], steps: list[tuple[str, int, int]], beside: int, largest: int
) -> None:
    heard = Heard(beside=beside, largest=largest)
    at_hand: dict[str, StoryDigest] = {}
    origins: list[Origin] = []
    for step, number, of in steps:
        digest = all_digests[number % len(all_digests)]
        if step == "add":
            at_hand[digest.report] = digest
        elif step == "remove":
            at_hand.pop(digest.report, None)
        origins = accounts(at_hand, of)
        heard.do(step, digest, origins)
    archive = MemoryArchive()
    built = Stories(archive, beside=beside, largest=largest).fill(reversed(at_hand.values()), origins)
    assert heard.known == {story.id: story for story in built.stories}
    for report in at_hand:
        assert heard.archive.ties(report) == archive.ties(report)
        assert unit(report, heard.archive, largest) == unit(report, archive, largest)


def test_removing_a_report_leaves_the_rest_as_it_was() -> None:
    weights = (0.7, 0.7)
    happenings = (("reef", "tolm"), ("reef", "tolm"), ("vote", "budget"), ("vote", "budget"))
    one, two, three, four = (
        StoryDigest(f"r{i}", None, "2031-05-04", (), terms, weights) for i, terms in enumerate(happenings)
    )
    archive = MemoryArchive()
    stories = Stories(archive)
    before = stories.fill([one, two, three, four]).stories
    change = stories.remove(one.report)
    assert change.stories == ()
    assert set(change.gone) == {story.id for story in before if one.report in story.reports}
    assert archive.story(three.report) == archive.story(four.report) is not None
    assert stories.add(one).stories == tuple(story for story in before if one.report in story.reports)


def test_a_unit_that_grows_too_large_counts_only_its_stronger_ties() -> None:
    weights = (0.4, 0.4, 0.8)
    terms = [("tolm", "reef", f"place{i // 3}") for i in range(9)]
    reports = [StoryDigest(f"r{i}", None, "2031-05-04", (), terms[i], weights) for i in range(9)]
    archive = MemoryArchive()
    Stories(archive, largest=4).fill(reports)
    assert unit("r0", archive, 4) == {"r0", "r1", "r2"}
    assert unit("r0", archive, 9) == {f"r{i}" for i in range(9)}


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
def test_a_report_that_comes_late_joins_by_its_own_day(order: tuple[str, ...]) -> None:
    days = {"a": "2031-05-04", "b": "2031-05-05", "c": "2031-05-30"}
    stories = Stories(MemoryArchive())
    for name in order:
        change = stories.add(
            StoryDigest(name, f"Title {name}", days[name], (), ("reef", "tolm"), (0.7, 0.7)), ()
        )
    (story,) = change.stories
    assert (story.reports, story.title) == (("a", "b", "c"), "Title a")
    assert (story.since, story.until) == ("2031-05-04", "2031-05-30")


def test_an_account_that_grows_lets_go_of_those_who_stood_with_its_first_report() -> None:
    """Reports are led back to others while a report comes that ties them to none of their story."""
    terms = {"r00": ("grimsel", "tolm"), "r09": ("grimsel", "brenna", "tolm"), "r11": ("grimsel", "brenna")}
    days = dict.fromkeys(("r01", "r05", "r11"), "2031-05-04")

    def digest(name: str) -> StoryDigest:
        some = terms.get(name, ("grimsel",))
        return StoryDigest(name, None, days.get(name), (), some, (len(some) ** -0.5,) * len(some))

    heard = Heard(beside=3, largest=3)
    here: list[str] = []
    for name in ("r00", "r01", "r03", "r05", "r09", "r11", "r10", "r02"):
        here.append(name)
        heard.do("add", digest(name), accounts(here, 2 if name == "r10" else 1))
    archive = MemoryArchive()
    built = Stories(archive, beside=3, largest=3).fill(map(digest, here), accounts(here, 1))
    assert heard.known == {story.id: story for story in built.stories}
