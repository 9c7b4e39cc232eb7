"""The examples are what examples/README.md and examples/expected.json say they are."""

import json
import re
from email import policy
from email.parser import BytesParser
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
STORIES = {report["file"]: report["story"] for report in EXPECTED["reports"]}


@cache
def words(file: str) -> str:
    """All words that stand in a file, by the plainest way there is."""
    path = EXAMPLES / "reports" / file.partition("#")[0]
    match path.suffix:
        case ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        case ".docx":
            text = " ".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        case ".eml":
            mail = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
            plain = mail.get_body(("plain",))
            text = f"{mail['subject']} {mail['from']} {plain.get_content() if plain else ''}"
        case ".html":
            text = re.sub(r"<[^>]+>", "", unescape(path.read_text(encoding="utf-8")))
            text += path.read_text(encoding="utf-8")
        case _:
            text = path.read_text(encoding="utf-8")
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split())


def test_every_file_has_a_row_and_every_row_a_file() -> None:
    there = {path.name for path in (EXAMPLES / "reports").iterdir()}
    assert there == {file.partition("#")[0] for file in STORIES}


def test_every_file_is_described_in_the_readme() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [file for file in STORIES if f"`{file}`" not in readme] == []


def test_the_formats_that_people_send_are_all_there() -> None:
    suffixes = {path.suffix for path in (EXAMPLES / "reports").iterdir()}
    assert suffixes == {".txt", ".html", ".md", ".eml", ".pdf", ".docx"}


@pytest.mark.parametrize("report", EXPECTED["reports"], ids=lambda report: report["file"])
def test_titles_stand_in_their_files(report: dict[str, Any]) -> None:
    assert report["title"].replace("’", "'") in words(report["file"])
    assert report["publisher"] is None or report["publisher"] in words(report["file"])


@pytest.mark.parametrize("claim", EXPECTED["claims"], ids=lambda claim: claim["text"])
def test_claims_stand_in_their_files_with_voice_and_cue(claim: dict[str, Any]) -> None:
    for quoted in (claim["text"], claim["voice"], claim["cue"]):
        assert quoted is None or quoted in words(claim["file"])


def test_the_answers_of_conflicts_and_the_promises_stand_in_their_files() -> None:
    answers = [value for conflict in EXPECTED["conflicts"] for value in conflict["values"]]
    for row in [*answers, *EXPECTED["predictions"]]:
        assert row["text"] in words(row["file"])


def test_accounts_are_counted_over_reports_of_their_story() -> None:
    for story in EXPECTED["origins"]:
        assert story["independent"] == len(story["groups"])
        assert {STORIES[file] for group in story["groups"] for file in group} == {story["story"]}
