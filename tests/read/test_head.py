import pytest

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.records import Report

BODY = """The council of Port Ambry voted on Tuesday to close the old ferry line, officials said, after an
inspection found cracks in two of its three boats.

The mayor, Ilia Fenn, said that the line would reopen in spring."""


def read(text: str) -> Report:
    (report,) = read_bytes(text.encode(), "ferry.txt", config=ReadConfig())
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize(
    ("head", "publisher", "authors", "published"),
    [
        ("By JANE DOE\nStaff Writer\nMay 5th, 2014", None, ("JANE DOE",), "2014-05-05"),
        ("Posted on Monday 5 May 2014 by Jane Doe", None, ("Jane Doe",), "2014-05-05"),
        ("Jane Doe for Radio Ambry\n5.5.2014", "Radio Ambry", ("Jane Doe",), "2014-05-05"),
        ("By Jane Doe and John Roe, Lowland Wire", "Lowland Wire", ("Jane Doe", "John Roe"), None),
        ("By Jane Doe | The Ambry Herald | May 2014", "The Ambry Herald", ("Jane Doe",), "2014-05"),
        ("AMBRY, Monday, May 5, 2014\nJane Doe, NORTH NEWS", "NORTH NEWS", ("Jane Doe",), "2014-05-05"),
        ("Ambry Herald, 5 May 2014", "Ambry Herald", (), "2014-05-05"),
        ("Ambry Herald - 5 May 2014", "Ambry Herald", (), "2014-05-05"),
        ("Ambry Herald (5 May 2014)", "Ambry Herald", (), "2014-05-05"),
        ("Ambry Herald | Local | 2014-05-05 | 3 min read", "Ambry Herald", (), "2014-05-05"),
        ("THE AMBRY HERALD\nMonday, 5 May 2014", "THE AMBRY HERALD", (), "2014-05-05"),
        ("Source: Ambry Herald, 05/13/2014", "Ambry Herald", (), "2014-05-13"),
        ("(LNS, 5 May 2014)", "LNS", (), "2014-05-05"),
        ("Updated: 6 May 2014 10:30\nPublished: 5 May 2014 09:00", None, (), "2014-05-05"),
        ("By our own correspondent", None, (), None),
        ("Port Ambry, 5 May 2014", None, (), "2014-05-05"),
    ],
)
def test_credits_below_the_title_are_taken_out_of_the_text(
    head: str, publisher: str | None, authors: tuple[str, ...], published: str | None
) -> None:
    report = read(f"Ferry line closed after cracks found\n\n{head}\n\n{BODY}")
    assert report.title == "Ferry line closed after cracks found"
    assert (report.publisher, report.authors, report.published) == (publisher, authors, published)
    assert report.text.startswith("The council of Port Ambry voted")
    assert report.text.endswith("would reopen in spring.")


@pytest.mark.parametrize(
    ("dateline", "publisher", "published"),
    [
        ("PORT AMBRY, May 5, 2014 (Lowland Wire) -- ", "Lowland Wire", "2014-05-05"),
        ("PORT AMBRY, Lowland, May 5 (LNS) - ", "LNS", "XXXX-05-05"),
        ("Port Ambry, 5 May 2014 (LNS) – ", "LNS", "2014-05-05"),
        ("PORT AMBRY (Lowland Wire) — ", "Lowland Wire", None),
        ("PORT AMBRY - ", None, None),
    ],
)
def test_a_dateline_stays_in_the_text_and_credits_the_agency(
    dateline: str, publisher: str | None, published: str | None
) -> None:
    report = read(f"Ferry line closed after cracks found\n\n{dateline}{BODY}")
    assert (report.publisher, report.published) == (publisher, published)
    assert report.text.startswith(dateline)


def test_a_masthead_goes_before_the_agency_that_a_dateline_credits() -> None:
    report = read(f"Ferry line closed\n\nAmbry Herald, 6 May 2014\n\nAMBRY, May 5 (LNS) - {BODY} (LNS)")
    assert (report.publisher, report.published) == ("Ambry Herald", "2014-05-06")
    assert report.text.endswith("(LNS)")


def test_a_title_over_three_lines_is_one_title() -> None:
    title = "Closing the Ferry Lines of the Lowland Coast:\nWhat the Inspection of 2014 Found and\nMissed"
    assert read(f"{title}\n\n{BODY}").title == " ".join(title.split())


def test_a_letterhead_and_a_statement_name_the_issuer() -> None:
    report = read(
        "LOWLAND FERRY AUTHORITY\nREPUBLIC OF LOWLAND\n\nStatement of 5 May 2014 on the ferry line\n\n"
        "The Authority regrets the closure and rejects reports that its boats were unsafe for years."
    )
    assert (report.publisher, report.published) == ("LOWLAND FERRY AUTHORITY", "2014-05-05")
    assert report.title == "Statement of 5 May 2014 on the ferry line"
    assert report.genre == "statement"
    joint = read(
        "Joint Statement of the Lowland Unions\n\nWe reject the closure. We call on all to resist it now."
    )
    assert joint.publisher == "Lowland Unions"


def test_a_date_in_running_prose_dates_nothing() -> None:
    report = read(
        f"Ferry line closed after cracks found\n\n{BODY}\n\nThe line was opened on 3 May 1951 by the king."
    )
    assert report.published is None


def test_a_standfirst_stays_and_the_byline_below_it_goes() -> None:
    standfirst = "The town loses its oldest link to the islands, and nobody knows for how long."
    report = read(f"Ferry line closed\n\n{standfirst}\n\nBy Jane Doe\n5 May 2014\n\n{BODY}")
    assert report.authors == ("Jane Doe",)
    assert report.text.startswith(f"{standfirst}\n\nThe council")


def test_each_field_says_where_it_was_found() -> None:
    report = read(f"Ferry line closed after cracks found\n\nAmbry Herald, 06/05/2014\n\n{BODY}")
    found = {f.field: f.where for f in report.found}
    assert found["title"] == "title line"
    assert found["publisher"] == "masthead"
    assert found["published"] == "masthead, assumed day first"


def test_a_lone_paragraph_is_a_text_without_a_title() -> None:
    report = read("The council of Port Ambry voted on Tuesday to close the old ferry line, officials said.")
    assert report.title is None
    assert report.text.startswith("The council")
