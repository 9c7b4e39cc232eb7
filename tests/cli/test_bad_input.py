"""What goes wrong is one clear line and an exit status; only a build that reads nothing fails."""

import sqlite3
from pathlib import Path

import pytest

from hearsay.ledger import open_ledger
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("stand_in")


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("nowhere", "nowhere: could not be read: no such file or folder"),
        ("bare", "bare: could not be read: no documents in this folder"),
        ("reports/empty.txt", "empty.txt: could not be read: empty"),
        ("picture.txt", "picture.txt: could not be read: binary data, not text"),
    ],
)
def test_nothing_that_could_be_read(run: Run, reports: Path, tmp_path: Path, given: str, line: str) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    result = run("build", tmp_path / given, "-l", tmp_path / "a.ledger")
    assert result.status == 1
    assert line in result.only_error


def test_one_bad_document_does_not_fail_a_build(run: Run, reports: Path, ledger_path: Path) -> None:
    result = run("build", reports, reports / "nowhere.txt", "-l", ledger_path)
    assert result.status == 0
    assert "empty.txt: empty" in result.out
    assert "nowhere.txt: no such file or folder" in result.out
    assert "4 new reports, 0 seen before, 2 documents rejected" in result.out


def test_a_file_that_is_no_ledger(run: Run, reports: Path) -> None:
    notes = reports / "harvest.txt"
    before = notes.read_bytes()
    for command in (["build", reports], ["show", "claims"], ["export", "--out", reports / "out"]):
        result = run(*command, "-l", notes)
        assert result.status == 1
        assert "harvest.txt: this is not a ledger" in result.only_error
    assert notes.read_bytes() == before


def test_a_ledger_of_a_newer_version(run: Run, reports: Path, ledger_path: Path) -> None:
    open_ledger(ledger_path, create=True).close()
    connection = sqlite3.connect(ledger_path)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = 'later'")
    connection.close()
    for command in (["build", reports], ["show", "claims"]):
        result = run(*command, "-l", ledger_path)
        assert result.status == 1
        assert "written by a newer version" in result.only_error


def test_a_ledger_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for command in (["show", "claims"], ["report"], ["export", "--out", tmp_path / "out"]):
        result = run(*command, "-l", tmp_path / "a.ledger")
        assert result.status == 1
        assert "a.ledger: there is no such ledger" in result.only_error
    assert not (tmp_path / "a.ledger").exists()


def test_a_ledger_in_a_folder_that_is_not_there(run: Run, reports: Path, tmp_path: Path) -> None:
    result = run("build", reports, "-l", tmp_path / "nowhere" / "a.ledger")
    assert result.status == 1
    assert "there is no folder" in result.only_error


def test_a_full_disk(run: Run, reports: Path, ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", reports / "harvest.txt", "-l", ledger_path)
    (reports / "long.txt").write_text("Snow\n\n" + "It snowed again in Vellan. " * 20_000, encoding="utf-8")
    with monkeypatch.context() as full:
        full.setattr("hearsay.ledger.sqlite.WRITER_PRAGMAS", ("foreign_keys = ON", "max_page_count = 80"))
        result = run("build", reports, "-l", ledger_path)
    assert result.status == 1
    assert (
        "the disk is full (make room and start the build again: what was stored stays)" in result.only_error
    )
    assert "5 reports" in run("build", reports, "-l", ledger_path).out


def test_two_builds_at_once(run: Run, reports: Path, ledger_path: Path) -> None:
    with open_ledger(ledger_path, create=True) as ledger, ledger.building():
        result = run("build", reports, "-l", ledger_path)
    assert result.status == 1
    assert "another build is writing to this ledger" in result.only_error


def test_a_ledger_that_may_not_be_written(
    run: Run, reports: Path, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ledger(ledger_path, create=True).close()
    monkeypatch.setattr("hearsay.ledger.sqlite.WRITER_PRAGMAS", ("query_only = ON",))
    result = run("build", reports, "-l", ledger_path)
    assert result.status == 1
    assert "the ledger cannot be opened or written" in result.only_error


def test_a_setting_that_does_not_exist(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[read]\nmax_bites = 3\n", encoding="utf-8")
    result = run("build", reports, "--config", tmp_path / "a.toml", "-l", tmp_path / "a.ledger")
    assert result.status == 2
    assert "no setting read.max_bites (known: max_bytes, max_characters)" in result.only_error
    assert not (tmp_path / "a.ledger").exists()


@pytest.mark.parametrize("arguments", [["frobnicate"], ["show", "weather"], ["build"], ["export"]])
def test_a_command_that_does_not_exist_is_explained(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert "Usage: hearsay" in result.err


def test_an_interrupted_build_says_how_to_go_on(
    run: Run, reports: Path, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hearsay.pipeline.find_documents", interrupt)
    result = run("build", reports, "-l", ledger_path)
    assert result.status == 130
    assert "start the same build again to go on" in result.only_error
