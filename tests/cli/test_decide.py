"""What people decide on the command line holds in the ledger, outlives a rebuild, and can be undone."""

from pathlib import Path

import pytest

from hearsay.ledger import open_ledger
from tests.cli.conftest import Run


@pytest.fixture
def built(run: Run, stand_in: None, reports: Path, ledger_path: Path) -> Path:
    run("build", reports, "-l", ledger_path)
    return ledger_path


def names_of(path: Path, name: str) -> set[str]:
    """Every name of the entity that has this one."""
    with open_ledger(path) as ledger:
        [entity] = [e for e in ledger.entities() if name in (e.name, *e.aliases)]
        return {entity.name, *entity.aliases}


def test_a_merge_outlives_a_rebuild_and_is_undone_on_record(run: Run, built: Path, reports: Path) -> None:
    assert "Mina Holt" not in names_of(built, "Ola Brant")
    done = run("decide", "merge", "Ola Brant", "Mina Holt", "--user", "Vera", "--reason", "wed", "-l", built)
    assert (done.status, done.err) == (0, "")
    assert "Mina Holt" in names_of(built, "Ola Brant")
    (reports / "late.txt").write_text("Snow\n\n9 June 2032\n\nOla Brant said it snowed.\n", encoding="utf-8")
    run("build", reports, "-l", built)
    assert "Mina Holt" in names_of(built, "Ola Brant")
    run("decide", "undo", "1", "--user", "Ugo", "-l", built)
    assert "Mina Holt" not in names_of(built, "Ola Brant")
    first, second = run("decide", "list", "-l", built).out.splitlines()
    assert first.startswith("1  merge Ola Brant / Mina Holt, by Vera at ") and "wed (undone by 2)" in first
    assert second.startswith("2  undo decision 1, by Ugo at ")


def test_a_rejected_name_leaves_its_entity(run: Run, built: Path) -> None:
    run("decide", "merge", "Ola Brant", "Mina Holt", "-l", built)
    assert run("decide", "reject", "Ola Brant", "Mina Holt", "-l", built).status == 0
    assert "Mina Holt" not in names_of(built, "Ola Brant")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["merge", "Ola Brant"], "not enough"),
        (["merge", "Ola Brant", "Nobody Here"], "no entity 'Nobody Here'"),
        (["split", "Ola Brant", "Mina Holt"], "no report calls 'Ola Brant' both so and otherwise"),
        (["undo", "7"], "there is no decision 7"),
    ],
)
def test_what_cannot_be_decided_is_one_line(run: Run, built: Path, arguments: list[str], words: str) -> None:
    result = run("decide", *arguments, "-l", built)
    assert result.status > 0
    assert words in result.only_error
