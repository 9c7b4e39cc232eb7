import pytest

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.records import Rejected, Report
from tests.read.pdfs import lines_down, make_pdf

FIRST = [
    "Ferry line closed after cracks found",
    "",
    "By Jane Doe, 5 May 2014",
    "",
    "The council of Port Ambry voted on Tuesday to close the old ferry line,",
    "officials said, after an inspection by two engineers had found long cracks",
    "in two of its three boats.",
    "",
    "Nobody had told the passengers, who learned of the decision from a notice",
    "that was fixed to the ticket office on the quay. The mayor called it an over-",
    "sight and promised that buses would carry everybody until",
]
SECOND = [
    "the spring of next year.",
    "",
    "The line opened in 1951. Its oldest boat has long-standing problems with",
    "rust, and the islanders have asked for a new one many times.",
]


def page(number: int, words: list[str]) -> list[tuple[float, str]]:
    return [(800, "Ambry Herald archive"), *lines_down(740, words), (40, f"Page {number} of 2")]


def read(data: bytes) -> Report:
    (report,) = read_bytes(data, "ferry.pdf", config=ReadConfig())
    assert isinstance(report, Report), report
    return report


def test_lines_become_paragraphs_and_headers_and_footers_go() -> None:
    report = read(make_pdf([page(1, FIRST), page(2, SECOND)]))
    assert report.title == "Ferry line closed after cracks found"
    assert (report.authors, report.published) == (("Jane Doe",), "2014-05-05")
    paragraphs = report.text.split("\n\n")
    assert paragraphs[0].startswith("The council of Port Ambry voted")
    assert "called it an oversight and promised" in paragraphs[1]
    assert paragraphs[1].endswith("until the spring of next year.")
    assert "long-standing problems with rust" in paragraphs[2]
    assert "archive" not in report.text
    assert "Page" not in report.text


def test_an_offset_leads_back_to_its_page() -> None:
    report = read(make_pdf([page(1, FIRST), page(2, SECOND)]))
    assert report.pages == (0, report.text.index("the spring of next year"))
    assert report.page_of(report.text.index("officials")) == 1
    assert report.page_of(report.text.index("1951")) == 2


def test_properties_give_what_the_text_does_not() -> None:
    info = {
        "Title": "On the ferry of Port Ambry",
        "Author": "Jane Doe",
        "CreationDate": "D:20140505233000-05'00'",
    }
    report = read(make_pdf([lines_down(740, FIRST[4:7])], info=info))
    assert (report.title, report.authors) == ("On the ferry of Port Ambry", ("Jane Doe",))
    assert report.published == "2014-05-05"
    assert {f.field: f.where for f in report.found}["published"] == "document property CreationDate"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_pdf([page(1, FIRST)], locked=True), "password"),
        (make_pdf([page(1, FIRST), page(2, SECOND)])[:900], "truncated"),
        (b"%PDF-1.4\nnothing follows", "truncated"),
        (make_pdf([[]]), "no text"),
    ],
)
def test_a_document_that_cannot_be_read_is_rejected_with_a_hint(data: bytes, reason: str) -> None:
    (rejected,) = read_bytes(data, "ferry.pdf", config=ReadConfig())
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert rejected.hint
