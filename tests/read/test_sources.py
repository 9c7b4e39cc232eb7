import os
from pathlib import Path

import pytest

from hearsay.config import ReadConfig
from hearsay.read import find_documents, read_document
from hearsay.records import Rejected, Report

CONFIG = ReadConfig()


def found(*inputs: object) -> list[str | Rejected]:
    return list(find_documents([str(i) for i in inputs], config=CONFIG))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.md", "b/page.html", "notes.xyz", ".hidden.txt"):
        (tmp_path / name).write_text("<p>The ferry line of Port Ambry was closed on Tuesday.</p>")
    return tmp_path


def test_a_folder_is_read_with_all_below_it_in_sorted_order(folder: Path) -> None:
    sources = found(folder)
    assert [s for s in sources if isinstance(s, str)] == [
        str(folder / n) for n in ("a.md", "z.txt", "b/page.html")
    ]
    (rejected,) = [s for s in sources if isinstance(s, Rejected)]
    assert (rejected.source, rejected.reason) == (
        str(folder / "notes.xyz"),
        "not a kind of file that is read",
    )


def test_patterns_files_and_standard_input_are_found_once(folder: Path) -> None:
    assert found(folder / "*.txt", folder / "z.txt", "-") == [str(folder / "z.txt"), "-"]
    assert found(f"{folder}/**/*.html") == [str(folder / "b/page.html")]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("nowhere.txt", "no such file"),
        ("*.nothing", "no file matches"),
        ("empty", "no documents"),
    ],
)
def test_what_is_not_there_is_rejected_with_a_hint(tmp_path: Path, given: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    (rejected,) = found(f"{tmp_path}/{given}")
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert rejected.hint


def test_a_loop_of_links_is_no_trap(folder: Path) -> None:
    (folder / "b" / "loop").symlink_to(folder)
    (folder / "dead.txt").symlink_to(folder / "gone.txt")
    results = [r for s in found(folder) if isinstance(s, str) for r in read_document(s, config=CONFIG)]
    assert [r.reason for r in results if isinstance(r, Rejected)] == ["not a file"]
    assert sum(isinstance(r, Report) for r in results) == 3


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (rejected,) = read_document(str(tmp_path / "pipe.txt"), config=CONFIG)
    assert isinstance(rejected, Rejected)
