import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.config import ReadConfig
from hearsay.read import SUFFIXES, read_bytes, read_document
from hearsay.records import Rejected, Report
from tests.read.pdfs import lines_down, make_pdf

CONFIG = ReadConfig()
TEXT = "The council of Port Ambry voted on Tuesday to close the old ferry line, officials said."


@pytest.mark.parametrize(
    ("data", "source", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\n", "a.txt", "empty"),
        (b"* * *\n\n---\n", "a.txt", "no text"),
        (bytes(range(256)) * 40, "a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.txt", "binary"),
        (make_pdf([lines_down(700, [TEXT])]), "a.txt", "binary"),
        (b"PK\x03\x04" + bytes(50), "a.md", "binary"),
        (TEXT.encode(), "a.jpeg", "not a kind of file"),
        (b"<html><body><nav>Home</nav></body></html>", "a.html", "no article"),
        (TEXT.encode(), "a.eml", "no mail message"),
    ],
)
def test_what_cannot_become_a_report_is_rejected_with_a_reason(data: bytes, source: str, reason: str) -> None:
    (rejected,) = read_bytes(data, source, config=CONFIG)
    assert isinstance(rejected, Rejected)
    assert rejected.source == source
    assert reason in rejected.reason
    assert rejected.hint


def test_what_is_too_large_is_rejected_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (rejected,) = read_document(str(path), config=CONFIG)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "50 MB, more than 20 MB"
    (long,) = read_bytes(b"word " * 400_000, "long.txt", config=CONFIG)
    assert isinstance(long, Rejected)
    assert "more than 1,000,000" in long.reason


@pytest.mark.parametrize(
    "data",
    [
        f"Ferry line closed\n\n{TEXT}".encode(),
        f"# Ferry line closed\n\n{TEXT}".encode(),
        f"<html><body><h1>Ferry line closed</h1><p>{TEXT}</p></body></html>".encode(),
        f"From: Jane Doe <j@d.example>\nSubject: Ferry line closed\n\n{TEXT}\n".encode(),
        make_pdf([lines_down(700, ["Ferry line closed", "", TEXT])]),
    ],
)
def test_standard_input_is_read_by_its_content(data: bytes) -> None:
    (report,) = read_document("-", config=CONFIG, stdin=io.BytesIO(data))
    assert isinstance(report, Report)
    assert (report.title, report.text) == ("Ferry line closed", TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    text = "The café «Zur Möwe» on the quay of Port Ambry was closed on Tuesday, said its owner, Zoë Müller."
    (report,) = read_bytes(text.encode(encoding), "a.txt", config=CONFIG)
    assert isinstance(report, Report)
    assert report.text == text


def test_characters_that_cannot_be_seen_are_left_out() -> None:
    text = (
        "\ufeffThe fer\u00adry line of Port\u00a0Ambry was\u200b closed on Tuesday, officials said.  \r\n\r\n"
        "It will not open again."
    )
    (report,) = read_bytes(text.encode(), "a.txt", config=CONFIG)
    assert isinstance(report, Report)
    assert report.text == (
        "The ferry line of Port Ambry was closed on Tuesday, officials said.\n\nIt will not open again."
    )


def test_the_same_words_give_the_same_report() -> None:
    first = read_bytes(TEXT.encode(), "a.txt", config=CONFIG)
    assert first == read_bytes(TEXT.encode(), "a.txt", config=CONFIG)


HEADS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html><body><p>",
    b"From: a\nSubject: b\n\n",
    b"---\ntitle: x\n---\n# ",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SUFFIXES)), st.sampled_from(HEADS), st.binary(max_size=400))
def test_any_bytes_give_reports_or_rejections(suffix: str, head: bytes, data: bytes) -> None:
    for result in read_bytes(head + data, f"any{suffix}", config=CONFIG):
        assert isinstance(result, Report | Rejected)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([".txt", ".md", ".html", ".eml"]), st.text(max_size=400))
def test_any_text_gives_reports_with_clean_text(suffix: str, text: str) -> None:
    for result in read_bytes(text.encode("utf-8", "ignore"), f"any{suffix}", config=CONFIG):
        if isinstance(result, Report):
            assert result.text == result.text.strip()
            assert "\n\n\n" not in result.text
            assert "\f" not in result.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=8))
def test_a_damaged_pdf_is_no_error(at: int, damage: bytes) -> None:
    data = make_pdf([lines_down(700, ["Ferry line closed", "", TEXT])])
    for result in read_bytes(data[:at] + damage + data[at + len(damage) :], "a.pdf", config=CONFIG):
        assert isinstance(result, Report | Rejected)
