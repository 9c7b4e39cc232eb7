import pytest

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.read.markdown import strip_markdown
from hearsay.records import Report


def read(text: str) -> Report:
    (report,) = read_bytes(text.encode(), "ferry.md", config=ReadConfig())
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("The **old** ferry is _closed_, ***really***.", "The old ferry is closed, really."),
        ("Read [the report](https://a.example/b_(c)) now.", "Read the report now."),
        ("![the quay](quay.jpg) At the quay", "At the quay"),
        ("See <https://a.example> and `code`.", "See https://a.example and code."),
        ("* a *starred* item", "- a starred item"),
        ("snake_case_names and 2 * 3 * 4 stay", "snake_case_names and 2 * 3 * 4 stay"),
        (r"1\. not a list", "1. not a list"),
    ],
)
def test_marks_go_and_words_stay(line: str, words: str) -> None:
    assert strip_markdown(line) == words


def test_front_matter_is_what_the_file_declares() -> None:
    report = read(
        '---\ntitle: "On the ferry"\nissued_by: Ministry of Transport, Lowland\ndate: '
        "2014-05-05\nauthors:\n  - Jane Doe\n---\n\n"
        "# On the ferry\n\nThe Ministry regrets the closure of the line.\n\n1. The boats are old.\n2. "
        "Buses will run.\n\n"
        "> Nobody was hurt."
    )
    assert (report.title, report.publisher) == ("On the ferry", "Ministry of Transport, Lowland")
    assert (report.authors, report.published, report.genre) == (("Jane Doe",), "2014-05-05", "statement")
    assert report.text == (
        "The Ministry regrets the closure of the line.\n\n1. The boats are old.\n\n2. Buses will "
        "run.\n\nNobody was hurt."
    )


def test_lines_of_emphasis_below_the_heading_are_credits() -> None:
    report = read(
        "# The boats we deserve\n\n*By Ilse Marn*\n\n*Opinion — The Ambry Weekly, mid-June 2014*\n\n"
        "Why should we believe a council that cannot count its own boats? I do not.\n"
    )
    assert (report.publisher, report.authors) == ("The Ambry Weekly", ("Ilse Marn",))
    assert (report.published, report.genre) == ("2014-06-15~", "opinion")
    assert report.text == "Why should we believe a council that cannot count its own boats? I do not."


def test_headings_within_an_article_stay() -> None:
    report = read(
        "Ferry line closed\n=================\n\nThe council of Port Ambry closed the old ferry line "
        "on Tuesday.\n\n"
        "## What happens next\n\nThe buses of the council will run from Monday, the mayor said.\n"
    )
    assert report.title == "Ferry line closed"
    assert "\n\nWhat happens next\n\n" in report.text
