import datetime as dt
import io

import docx
import pytest

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.records import Rejected, Report

FIRST = "The council of Port Ambry voted on Tuesday to close the old ferry line, officials said."
LAST = "The mayor, Ilia Fenn, said that the line would reopen in spring."


def made(*, author: str = "", title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.author = author
    document.core_properties.title = title
    document.core_properties.created = dt.datetime(2014, 5, 5, 23, 30)
    document.add_heading("Ferry line closed after cracks found", level=1)
    document.add_paragraph(FIRST)
    document.add_heading("The boats", level=2)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Gull", "cracked"
    document.add_paragraph(LAST)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_headings_and_tables_are_read_in_order() -> None:
    (report,) = read_bytes(made(), "ferry.docx", config=ReadConfig())
    assert isinstance(report, Report)
    assert report.title == "Ferry line closed after cracks found"
    assert report.text == f"{FIRST}\n\nThe boats\n\nGull | cracked\n\n{LAST}"
    assert report.published is None


def test_properties_are_what_the_document_declares() -> None:
    data = made(author="Jane Doe", title="On the ferry of Port Ambry")
    (report,) = read_bytes(data, "ferry.docx", config=ReadConfig())
    assert isinstance(report, Report)
    assert (report.title, report.authors) == ("On the ferry of Port Ambry", ("Jane Doe",))
    assert report.published == "2014-05-05"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Word"),
        (made()[:2000], "broken"),
        (b"not a document", "broken"),
    ],
)
def test_a_document_that_cannot_be_read_is_rejected_with_a_hint(data: bytes, reason: str) -> None:
    (rejected,) = read_bytes(data, "ferry.docx", config=ReadConfig())
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert rejected.hint
