from email.message import EmailMessage

import pytest

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.records import Rejected, Report

TEXT = """The Authority rejects reports that its boats were unsafe for years.

All three boats were inspected in March. The Authority will publish the results by the end of June."""


def message(
    body: str, *, sender: str = "Press Office, Lowland Ferry Authority <press@ferry.example>"
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["Subject"] = "Fwd: On reports about the ferry"
    mail["Date"] = "Mon, 05 May 2014 23:30:00 -0500"
    mail.set_content(body)
    return mail


def read(data: bytes) -> Report:
    (report,) = read_bytes(data, "ferry.eml", config=ReadConfig())
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize(
    ("sender", "publisher", "authors"),
    [
        ("Press Office, Lowland Ferry Authority <p@f.example>", "Lowland Ferry Authority", ()),
        ('"Lowland Ferries S.A. - Communications" <p@f.example>', "Lowland Ferries S.A.", ()),
        ('"Jane Doe (Lowland Ferry Authority)" <p@f.example>', "Lowland Ferry Authority", ()),
        ("Ministry of Transport Press Service <p@f.example>", "Ministry of Transport", ()),
        ("Jane Doe <p@f.example>", None, ("Jane Doe",)),
        ("p@f.example", None, ()),
    ],
)
def test_the_sender_is_the_body_behind_its_press_office(
    sender: str, publisher: str | None, authors: tuple[str, ...]
) -> None:
    report = read(message(TEXT, sender=sender).as_bytes())
    assert (report.publisher, report.authors) == (publisher, authors)


def test_headers_give_title_and_the_senders_own_day() -> None:
    report = read(message(TEXT).as_bytes())
    assert (report.title, report.published, report.genre) == (
        "On reports about the ferry",
        "2014-05-05",
        "statement",
    )
    assert report.text == TEXT


@pytest.mark.parametrize(
    "body",
    [
        f"Dear colleagues,\n\n{TEXT}\n\nKind regards,\nJane Doe\nHead of Communications\n",
        f"LOWLAND FERRY AUTHORITY\nFor immediate release\n\n{TEXT}\n\n-- \nPress Office\nTel. +00 000 000\n",
        f"Ladies and gentlemen,\n\n{TEXT}\n\nJane Doe\nHead of Communications\n",
    ],
)
def test_letterhead_salutation_and_signature_are_left_out(body: str) -> None:
    assert read(message(body).as_bytes()).text == TEXT


def test_the_plain_part_is_preferred_and_html_is_read_where_there_is_none() -> None:
    both = message(TEXT)
    both.add_alternative("<p>Other words.</p>", subtype="html")
    assert read(both.as_bytes()).text == TEXT
    alone = message("")
    alone.set_content("".join(f"<p>{p}</p>" for p in TEXT.split("\n\n")), subtype="html")
    assert read(alone.as_bytes()).text == TEXT


def test_wrapped_lines_and_quoted_printable_are_joined() -> None:
    wrapped = (
        "The Authority rejects reports that its boats were unsafe for years.\n\n"
        "All three boats were inspected in March by a committee of engineers\n"
        "from two countries. The Authority will publish the results by the end\n"
        "of June; it asks the press to wait until the caf=C3=A9 of the harbour\n"
        "has opened again.\n"
    )
    head = "From: Lowland Ferry Authority <a@b.example>\nContent-Type: text/plain; charset=utf-8\n"
    data = f"{head}Content-Transfer-Encoding: quoted-printable\n\n{wrapped}".encode()
    paragraphs = read(data).text.split("\n\n")
    assert len(paragraphs) == 2
    assert "engineers from two countries" in paragraphs[1]
    assert "the café of the harbour has opened again." in paragraphs[1]


def test_a_message_without_text_is_rejected() -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream")
    (rejected,) = read_bytes(mail.as_bytes(), "empty.eml", config=ReadConfig())
    assert isinstance(rejected, Rejected)
