"""Lists and searches, a part at a time: nothing twice, nothing left out, in the order that is promised."""

import pytest

from hearsay.errors import BadCursor
from hearsay.ledger import Ledger, Wanted
from hearsay.ledger.lists import Part
from tests.serve.conftest import ledger, ledger_path  # noqa: F401 - the fictional ledger serves here too

DENIED = {"wire/ferry.txt", "web/daily.html", "web/post.html"}


def every(step) -> list:  # type: ignore[no-untyped-def,type-arg]
    """All items of a list, read two at a time."""
    found, after = [], None
    while True:
        part: Part = step(after)  # type: ignore[type-arg]
        found += part.items
        if part.after is None:
            return found
        after = part.after


def test_reports_come_latest_first_and_undated_last(ledger: Ledger) -> None:  # noqa: F811
    found = every(lambda after: ledger.reports_after(after, size=2))
    assert [r.id for r in found] == [r.id for r in ledger.reports_after(size=100).items]
    assert {r.id for r in found} == {r.id for r in ledger.reports()}
    days = [r.published for r in found]
    assert days[0] == "2024-04-15"
    assert days[-2:] == [None, None]


def test_reports_of_no_story_are_listed_by_themselves(ledger: Ledger) -> None:  # noqa: F811
    found = every(lambda after: ledger.reports_after(after, size=2, loose=True))
    assert {r.id for r in found} == {r.id for r in ledger.reports() if r.story is None}
    assert len(found) == ledger.loose_count()


def test_stories_by_what_is_new_disputed_and_due(ledger: Ledger) -> None:  # noqa: F811
    assert [s.id for s in every(lambda a: ledger.stories_after(a, size=1))] == ["story-treaty", "story-ferry"]
    assert [s.id for s in every(lambda a: ledger.stories_in_dispute(a, size=1))] == ["story-ferry"]
    due = every(lambda a: ledger.stories_due("2024-03-25", a, size=1))
    assert [s.id for s in due] == ["story-ferry", "story-treaty"]
    assert [s.id for s in ledger.stories_due("2024-04-30").items] == ["story-treaty"]


def test_names_are_found_by_any_alias_in_any_case(ledger: Ledger) -> None:  # noqa: F811
    found = every(lambda after: ledger.names_after(after, size=1))
    assert {e.id for _, e in found} == {e.id for e in ledger.entities()}
    counts = [count for count, _ in found]
    assert counts == sorted(counts, reverse=True)
    assert [e.id for _, e in ledger.names_after(like="MS lind").items] == ["entity-lindqvist"]
    assert ledger.count_names(like="lind", kind="person") == 1
    assert ledger.count_names(like="%") == 0


def test_predictions_by_day(ledger: Ledger) -> None:  # noqa: F811
    def ids(due: str) -> list[str]:
        return every(lambda a: ledger.prediction_ids("open", due=due, today="2024-03-25", after=a, size=1))  # type: ignore[arg-type]

    assert ids("passed") == ["prediction-list"]
    assert ids("coming") == ["prediction-records", "prediction-vote"]
    assert ids("never") == ["prediction-charge"]


@pytest.mark.parametrize(
    ("wanted", "sources"),
    [
        (Wanted(words="ferry overloaded"), DENIED | {"statements/ministry.docx"}),
        (Wanted(words="ferry", publisher="coast  wire"), {"wire/ferry.txt", "wire/update.txt"}),
        (Wanted(voice="the transport ministry", stance="denies"), DENIED),
        (Wanted(voice="Ministry of Transport", stance="denies"), DENIED),
        (Wanted(voice="Marta Lindqvist", stance="denies"), set()),
        (Wanted(entity="ms lindqvist"), {"pdf/harbour.pdf"}),
        (Wanted(entity="entity-lindqvist"), {"pdf/harbour.pdf"}),
        (Wanted(place="lisk"), {"web/treaty.html"}),
        (Wanted(genre="statement"), {"statements/ministry.docx"}),
        (Wanted(since="2024-03-14", until="2024-03-31"), {"pdf/harbour.pdf", "statements/ministry.docx"}),
        (Wanted(words=")("), set()),
        (Wanted(words="ferry", genre="study"), set()),
    ],
)  # fmt: skip
def test_a_search_answers_to_all_that_is_wanted(ledger: Ledger, wanted: Wanted, sources: set[str]) -> None:  # noqa: F811
    found = every(lambda after: ledger.find(wanted, after, size=2))
    assert sorted(f.report.source for f in found) == sorted(sources)
    assert ledger.count_found(wanted) == len(sources)


def test_a_search_for_words_says_where_they_stand(ledger: Ledger) -> None:  # noqa: F811
    (found,) = ledger.find(Wanted(words='"car deck"')).items
    assert found.hit is not None
    assert ledger.text(found.report.id)[found.hit.start : found.hit.end] == "car deck"


def test_a_search_for_a_voice_names_its_claims(ledger: Ledger) -> None:  # noqa: F811
    (found,) = ledger.find(Wanted(voice="Marta Lindqvist")).items
    claims = [ledger.claim(id_) for id_ in found.claims]
    assert {c.voice.name for c in claims if c} == {"Marta Lindqvist", "Ms Lindqvist"}


@pytest.mark.parametrize("after", ["x", "WzFd", "W10", "bnVsbA", "é", "WyJhIiwxXQ", "A" * 500])
def test_a_cursor_of_no_list_says_so(ledger: Ledger, after: str) -> None:  # noqa: F811
    with pytest.raises(BadCursor):
        ledger.reports_after(after)
