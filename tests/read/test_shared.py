"""The user's own documents and the fictional cases, against what stands beside them."""

import json
from pathlib import Path

import pytest

from hearsay.config import ReadConfig
from hearsay.read import find_documents, read_document
from hearsay.records import Report

pytestmark = pytest.mark.shared


def read_folder(folder: Path) -> list[Report]:
    sources = find_documents([str(folder)], config=ReadConfig())
    results = [r for s in sources if isinstance(s, str) for r in read_document(s, config=ReadConfig())]
    return [r for r in results if isinstance(r, Report)]


def folded(text: str | None) -> str:
    table = str.maketrans("“”‘’–—", "\"\"''--")
    return " ".join((text or "").translate(table).split()).casefold()


def test_the_two_files_of_the_user_hold_seven_reports(shared_dir: Path) -> None:
    reports = read_folder(shared_dir / "seeds")
    assert [len(r.source.partition("#")[2]) for r in reports] == [1] * 6 + [0]
    opening = ["preventing", "online", "isis", "euro-imperialism", "what", "russia's", "tweet,"]
    assert [folded(r.title).split()[0] for r in reports] == opening
    assert [r.genre for r in reports] == [
        "study",
        "analysis",
        "analysis",
        "opinion",
        "analysis",
        "analysis",
        "news",
    ]
    assert all(r.published is None and r.publisher is None for r in reports)


def test_the_cases_are_split_cleaned_and_dated(shared_dir: Path) -> None:
    gold = json.loads((shared_dir / "cases" / "gold.json").read_text(encoding="utf-8"))["reports"]
    reports = {r.source.rpartition("/")[2]: r for r in read_folder(shared_dir / "cases" / "reports")}
    assert set(reports) == {row["file"] for row in gold}
    wrong = []
    for row in gold:
        report = reports[row["file"]]
        text = folded(report.text)
        if folded(row["begins"]) not in text or folded(row["ends"]) not in text:
            wrong.append((row["file"], "text"))
        wrong += [(row["file"], words) for words in row.get("not_in", []) if folded(words) in text]
        if folded(report.title) not in map(folded, [row["title"], *row.get("title_accept", [])]):
            wrong.append((row["file"], "title"))
        if report.published not in [row["published"], *row.get("published_accept", [])]:
            wrong.append((row["file"], "published"))
        if report.genre not in [row["genre"], *row.get("genre_accept", [])]:
            wrong.append((row["file"], "genre"))
    assert wrong == []
