"""Each command does what its help says."""

import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from hearsay import __version__
from tests.cli.conftest import Run


@pytest.fixture
def built(run: Run, stand_in: None, reports: Path, ledger_path: Path) -> Path:
    run("build", reports, "-l", ledger_path)
    return ledger_path


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from hearsay.cli import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "heavy = {'spacy', 'numpy', 'onnxruntime', 'sqlalchemy', 'alembic', 'fastapi', 'uvicorn', 'lxml'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))\n"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert printed.stdout.splitlines()[-1] == "loaded: []"


def test_version(run: Run) -> None:
    assert run("--version").out == f"hearsay {__version__}\n"


def test_build_prints_what_it_found(run: Run, stand_in: None, reports: Path, ledger_path: Path) -> None:
    result = run("build", reports, "-l", ledger_path)
    assert result.status == 0
    assert result.err == ""
    assert "4 new reports, 0 seen before, 1 document rejected" in result.out
    assert "4 reports, 1 story" in result.out
    assert "0 new reports, 4 seen before" in run("build", reports, "-l", ledger_path).out


def test_build_reads_standard_input(
    run: Run, stand_in: None, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO(b"Snow\n\nIt snowed in Vellan all week.\n")

    monkeypatch.setattr("sys.stdin", Stdin)
    assert "1 new report," in run("build", "-", "-l", ledger_path).out


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("stories", ["2", "1", "story-"]),
        (
            "claims",
            ["Ana Pell", "says", "“nine people had died in the cold", "Nine dead in ferry fire"],
        ),
        ("entities", ["Mina Holt", "person", "—"]),
        ("origins", ["first told here", "copy of"]),
        ("predictions", ["no predictions in"]),
        ("conflicts", ["no conflicts in"]),
        ("rejected", ["empty.txt", "empty"]),
    ],
)
def test_show_is_a_table_that_quotes_the_words(run: Run, built: Path, kind: str, shown: list[str]) -> None:
    result = run("show", kind, "-l", built)
    assert result.status == 0
    for words in shown:
        assert words in result.out


def test_show_json_is_the_exported_records(run: Run, built: Path, tmp_path: Path) -> None:
    run("export", "-l", built, "--format", "jsonl", "--out", tmp_path / "out")
    for kind in ("stories", "claims", "entities", "origins", "conflicts", "predictions"):
        lines = (tmp_path / "out" / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(run("show", kind, "--json", "-l", built).out) == list(map(json.loads, lines))
    (rejected,) = json.loads(run("show", "rejected", "--json", "-l", built).out)
    assert rejected["source"].endswith("empty.txt")


def test_show_may_be_of_one_story(run: Run, built: Path) -> None:
    (story,) = json.loads(run("show", "stories", "--json", "-l", built).out)
    for given in (story["id"], story["id"].removeprefix("story-")[:6]):
        claims = json.loads(run("show", "claims", "--json", "--story", given, "-l", built).out)
        assert {claim["report"] for claim in claims} == set(story["reports"])
        names = json.loads(run("show", "entities", "--json", "--story", given, "-l", built).out)
        assert "Ola Brant" not in {name["name"] for name in names}
    result = run("show", "claims", "--story", "nothing", "-l", built)
    assert result.status == 1
    assert "no story 'nothing' (see: hearsay show stories)" in result.only_error


def test_markup_in_a_report_is_printed_as_it_stands(
    run: Run, stand_in: None, tmp_path: Path, ledger_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(
        "Odd\n\n5 May 2031\n\nAna Pell said [bold]it[/] rained.\n", encoding="utf-8"
    )
    run("build", tmp_path / "a.txt", "-l", ledger_path)
    assert "“[bold]it[/] rained”" in run("show", "claims", "-l", ledger_path).out


@pytest.mark.parametrize(("name", "begins"), [("brief.html", "<!doctype html>"), ("brief.md", "# ")])
def test_report_writes_a_brief(run: Run, built: Path, tmp_path: Path, name: str, begins: str) -> None:
    result = run("report", "-o", tmp_path / name, "-l", built)
    assert result.out == f"wrote {tmp_path / name}\n"
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.lower().startswith(begins)
    assert "nine people had died" in text


@pytest.mark.parametrize(("name", "begins"), [("brief.docx", b"PK"), ("brief.pdf", b"%PDF-")])
def test_report_writes_what_an_office_reads(
    run: Run, built: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    run("report", "-o", tmp_path / name, "-l", built)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_report_of_one_story_leaves_out_the_others(run: Run, built: Path, tmp_path: Path) -> None:
    (story,) = json.loads(run("show", "stories", "--json", "-l", built).out)
    run("report", story["id"], "-o", tmp_path / "brief.md", "-l", built)
    assert "barley" not in (tmp_path / "brief.md").read_text(encoding="utf-8")


def test_report_takes_any_mix(run: Run, built: Path, tmp_path: Path) -> None:
    (story,) = json.loads(run("show", "stories", "--json", "-l", built).out)
    entity = json.loads(run("show", "entities", "--json", "-l", built).out)[0]
    brief = tmp_path / "brief.md"
    run("report", story["id"], "--entity", entity["id"], "--title", "Mixed", "-o", brief, "-l", built)
    heads = [line for line in brief.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert heads == [f"## {story['title']}", f"## {entity['name']}", "## The words", "## The ledger"]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (("none",), "no story 'none'"),
        (("--entity", "Qwertz"), "no claim speaks of 'Qwertz'"),
        (("--question", "none"), "no conflict 'none'"),
    ],
)
def test_report_on_what_is_not_there(run: Run, built: Path, given: tuple[str, ...], complaint: str) -> None:
    assert complaint in run("report", *given, "-l", built).only_error


def test_report_in_a_form_that_does_not_exist(run: Run, built: Path, tmp_path: Path) -> None:
    error = run("report", "-o", tmp_path / "brief.doc", "-l", built).only_error
    assert "name it .html, .htm, .md, .markdown, .docx, .pdf" in error


def test_demo_builds_the_examples_and_describes_them(run: Run, stand_in: None, ledger_path: Path) -> None:
    result = run("demo", "--no-serve", "-l", ledger_path)
    assert result.status == 0
    assert "independent account" in result.out
    assert ledger_path.is_file()


def test_the_readme_shows_what_the_demo_prints(run: Run) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    _, _, shown = readme.partition("$ uv run hearsay demo --no-serve\n")
    assert run("demo", "--no-serve").out == shown.partition("```")[0]


def test_demo_needs_no_place_to_keep_its_ledger(
    run: Run, stand_in: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("demo", "--no-serve").status == 0
    assert not list(tmp_path.iterdir())


def test_serve_on_an_address_that_is_taken(run: Run, built: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("serve", "-l", built, "--port", port)
    assert result.status == 1
    assert f"cannot listen on 127.0.0.1:{port} (another program may use it" in result.only_error


def test_watch_reads_a_folder_once(run: Run, stand_in: None, reports: Path, ledger_path: Path) -> None:
    for file in reports.iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    assert "4 new, 0 troubles" in run("watch", reports, "--once", "-l", ledger_path).out
    assert "0 new, 0 troubles" in run("watch", reports, "--once", "-l", ledger_path).out


def test_watch_without_anything_to_watch(run: Run, ledger_path: Path) -> None:
    assert "nothing to watch" in run("watch", "--once", "-l", ledger_path).only_error
