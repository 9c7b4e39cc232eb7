"""A brief says how many accounts there are, what is disputed, and quotes the words of every statement."""

import re
from dataclasses import replace

import pytest

from hearsay.export.brief import Brief, State
from hearsay.export.brief_html import brief_html
from hearsay.export.brief_markdown import brief_markdown
from hearsay.export.dossier import Dossier, tally, tally_words
from hearsay.export.sections import story_section
from hearsay.export.wording import amount_words, date_words, has_passed, period_words
from hearsay.records import Amount, Answer, Conflict, Member, Origin, Prediction, Story
from tests.serve.fiction import TODAY, make_claim, make_report

WIRE = make_report(
    "Mill burns\n\nThe mill burned on 2 May, the mayor said. Two people died, the mayor said.",
    "wire.txt",
    publisher="Coast Wire",
    published="2024-05-02",
)
COPY = make_report(WIRE.text, "copy.txt", publisher="Daily", published="2024-05-03")
OTHER = make_report(
    "At the *mill*\n\nThree people died, a nurse told us.\n\nThe owner says the mill opens again in June.",
    "other.pdf",
    publisher="Independent",
    published="2024-05-03",
    pages=(0, 50),
)
BLOG = make_report("mill | gone <b>\n\nnobody died", "blog.txt")
TWO, TWO_AGAIN = (make_claim(r, "Two people died", voice="the mayor", cue="said") for r in (WIRE, COPY))
THREE = make_claim(
    OTHER,
    "Three people died",
    voice="a nurse",
    cue="told",
    unnamed=True,
    certainty="possible",
    chain=("a nurse", "Independent"),
)
OPEN = make_claim(OTHER, "the mill opens again in June", voice="The owner", cue="says", stance="predicts")
NOBODY = make_claim(BLOG, "nobody died")
STORY = Dossier(
    story=Story("s", "Fire at the mill", tuple(r.id for r in (WIRE, COPY, OTHER, BLOG)), "2024-05-02", None),
    reports=(WIRE, COPY, OTHER, BLOG),
    claims=(TWO, TWO_AGAIN, THREE, OPEN, NOBODY),
    conflicts=(
        Conflict(
            "c",
            "s",
            None,
            "how_many",
            "How many people died?",
            (
                Answer("2", (TWO.id, TWO_AGAIN.id), ("the mayor",), 1, 0),
                Answer("3", (THREE.id,), ("a nurse",), 1, 0),
                Answer("0", (NOBODY.id,), ("blog.txt",), 0, 1),
            ),
            "open",
        ),
    ),
    origins=(
        Origin("a", WIRE.id, (Member(WIRE.id, "origin", None), Member(COPY.id, "copy", WIRE.id))),
        Origin("b", OTHER.id, (Member(OTHER.id, "origin", None),)),
        Origin("c", BLOG.id, (Member(BLOG.id, "origin", None),), established=False),
    ),
    predictions=(Prediction("p", OPEN.id, "The mill opens again", "2024-06"),),
)
LEDGER = State("mill.ledger", {"reports": 4, "claims": 5}, "0.1.0", "2024-05-03T17:20:00+00:00", 3)
BRIEF = Brief("Brief on the mill", (story_section(STORY),), LEDGER, "on 4 May 2024")
HTML, MARKDOWN = brief_html(BRIEF), brief_markdown(BRIEF)


@pytest.mark.parametrize("text", [HTML, MARKDOWN], ids=["html", "markdown"])
def test_a_brief_says_what_stands_in_the_ledger(text: str) -> None:
    for words in (
        "2 independent accounts in 4 reports, 1 of them of unknown lineage",
        "How many people died?",
        "copy of Mill burns (Coast Wire)",
        "June 2024",
        "4 reports, 5 claims; last added to 3 May 2024, 17:20 UTC; last decision number 3; hearsay 0.1.0",
        "on 4 May 2024",
        "page 2, characters",
        "says (possible): ",
        "Passed on: a nurse → Independent.",
    ):
        assert words in text


def test_every_claim_is_cited_in_its_own_words() -> None:
    assert [c.number for c in BRIEF.citations.values()] == [1, 2, 3, 4, 5]
    assert set(BRIEF.citations) == {claim.id for claim in STORY.claims}
    for citation in BRIEF.citations.values():
        assert citation.claim.text == citation.report.text[citation.claim.start : citation.claim.end]
        assert f'<li id="c{citation.number}">' in HTML
        assert f'<a id="c{citation.number}"></a>' in MARKDOWN


def test_every_number_leads_to_words() -> None:
    for text in (HTML, MARKDOWN):
        asked = set(re.findall(r"[\"(]#(c\d+)[\")]", text))
        assert asked == {f"c{number}" for number in range(1, 6)}
        assert asked <= set(re.findall(r'id="(c\d+)"', text))


def test_words_that_two_reports_repeat_are_one_statement_with_two_citations() -> None:
    assert "- says: “Two people died” [\\[1\\]](#c1) [\\[2\\]](#c2)\n" in MARKDOWN


def test_the_page_needs_nothing_from_elsewhere() -> None:
    assert not re.search(r"(src=|@import|url\(|https?:)", HTML)
    assert "<script" not in HTML


def test_what_a_report_says_is_never_markup() -> None:
    assert "mill | gone &lt;b&gt;" in HTML
    assert "mill \\| gone \\<b\\>" in MARKDOWN
    assert "At the \\*mill\\*" in MARKDOWN


def test_what_is_not_known_is_listed() -> None:
    gaps = {gap.what: len(gap.claims) + len(gap.reports) for gap in STORY.gaps}
    assert gaps["Voices that are not named"] == 1
    assert gaps["Reports whose lineage is not known"] == 1
    assert gaps["Reports without a date"] == 1
    assert "Predictions without a date" not in gaps


def test_a_report_in_no_story_has_its_chapter() -> None:
    alone = Dossier(None, (OTHER,), (THREE, OPEN))
    text = brief_markdown(Brief("All", (story_section(alone),), LEDGER, "today"))
    assert "## At the \\*mill\\*" in text
    assert "Belongs to no story" in text


def test_the_order_of_records_changes_nothing() -> None:
    turned = Dossier(
        STORY.story,
        STORY.reports[::-1],
        STORY.claims[::-1],
        STORY.conflicts,
        STORY.origins[::-1],
        STORY.predictions,
    )
    gaps = [(gap.what, {r.id for r in gap.reports}, gap.claims) for gap in turned.gaps]
    assert gaps == [(gap.what, {r.id for r in gap.reports}, gap.claims) for gap in STORY.gaps]
    assert (turned.speakers, turned.accounts, turned.letters) == (
        STORY.speakers,
        STORY.accounts,
        STORY.letters,
    )


def test_an_account_counts_once_and_only_for_reports_of_the_story() -> None:
    assert tally(STORY.origins, [WIRE.id, COPY.id]).independent == 1
    assert tally(STORY.origins, [BLOG.id]).independent == 0
    assert tally(STORY.origins, [BLOG.id]).unestablished == 1


def test_an_analysis_is_no_account_of_its_own() -> None:
    weighing = [replace(origin, discusses=True) for origin in STORY.origins if origin.established]
    counted = tally(weighing, [WIRE.id])
    assert (counted.independent, counted.discussing) == (0, 1)
    assert tally_words(counted) == "0 independent accounts in 1 report, 1 of them only discussing it"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-11-30", "30 November 2022"),
        ("2022-10~", "about October 2022"),
        ("2022-10?", "October 2022 (uncertain)"),
        ("2022-10%", "about October 2022 (uncertain)"),
        ("XXXX-11-30", "30 November, year not given"),
        ("XXXX-11", "November, year not given"),
        ("2019-03", "March 2019"),
        ("2019", "2019"),
        ("199X", "1990s"),
        ("19XX", "1900s"),
        ("2021-21", "spring 2021"),
        ("2021-33", "first quarter of 2021"),
        ("2022-10-10/2022-10-20", "10–20 October 2022"),
        ("2022-10-30/2022-11-02", "30 October 2022 to 2 November 2022"),
        ("2022-05/..", "from May 2022"),
        ("../2022-05", "until May 2022"),
        ("2022-10-10T14:30:00Z", "10 October 2022, 14:30"),
        ("[2021,2022]", "2021 or 2022"),
        ("{2021,2022}", "2021 and 2022"),
        ("what", "what"),
        (None, "date not known"),
    ],
)
def test_a_date_is_written_with_its_doubt(edtf: str | None, words: str) -> None:
    assert date_words(edtf) == words


def test_a_story_spans_its_days() -> None:
    assert period_words("2024-05-02", "2024-05-04") == "2–4 May 2024"
    assert period_words("2024-05-02", None) == "2 May 2024"
    assert period_words(None, None) == "no date known"


@pytest.mark.parametrize(
    ("due", "passed"),
    [("2024-03-24", True), ("2024-03", False), ("2024-02", True), ("XXXX-01-01", False), (None, False)],
)
def test_a_date_has_passed_when_its_last_day_has(due: str | None, passed: bool) -> None:
    assert has_passed(due, TODAY) is passed


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(130, 117, 143, None, "citizens", 0, 1), "130 citizens, between 117 and 143"),
        (Amount(23, 23, None, None, "people", 0, 1, "killed"), "at least 23 people killed"),
        (Amount(5, None, 5, "percent", None, 0, 1), "at most 5 percent"),
        (Amount(1.5, 1.5, 1.5, "USD", None, 0, 1), "1.5 USD"),
        (Amount(2_000_000, None, None, None, "tons", 0, 1), "2,000,000 tons"),
        (Amount(None, 10, 20, None, "ships", 0, 1), "between 10 and 20 ships"),
        (Amount(None, None, None, None, "ships", 0, 1), "ships"),
    ],
)
def test_an_amount_is_written_with_what_it_counts(amount: Amount, words: str) -> None:
    assert amount_words(amount) == words
