"""A brief is gathered from a ledger: one story, or everything."""

import pytest

from hearsay.export.brief_markdown import brief_markdown
from hearsay.ledger import Ledger
from hearsay.serve.gather import Choice, gather_brief


def test_a_brief_on_everything_holds_each_report_once(ledger: Ledger) -> None:
    brief = gather_brief(ledger, title="All", made="today", version="0.1.0")
    stories = {story.title for story in ledger.stories()}
    loose = [report.title for report in ledger.reports() if report.story is None]
    assert sorted(s.title for s in brief.sections) == sorted([*stories, *loose])
    assert set(brief.citations) == {claim.id for claim in ledger.claims()}


def test_a_brief_on_a_story_holds_only_that(ledger: Ledger) -> None:
    brief = gather_brief(
        ledger, title="Treaty", made="today", version="0.1.0", choice=Choice(("story-treaty",))
    )
    text = brief_markdown(brief)
    assert "1 independent account in 2 reports" in text
    assert "Lady Maren" not in text


def test_a_story_that_is_not_there_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        gather_brief(ledger, title="", made="", version="", choice=Choice(("none",)))
