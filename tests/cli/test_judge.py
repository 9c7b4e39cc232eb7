"""What people judge on the command line holds, can be undone, and comes out as data to train on."""

import json
from pathlib import Path

import pytest

from hearsay.ledger import open_ledger
from hearsay.records import Note, Rating, Tag
from tests.cli.conftest import Run


@pytest.fixture
def built(run: Run, stand_in: None, reports: Path, ledger_path: Path) -> Path:
    run("build", reports, "-l", ledger_path)
    return ledger_path


def claim_of(path: Path, name: str) -> str:
    with open_ledger(path) as ledger:
        return next(claim.id for claim in ledger.claims() if claim.voice.name == name)


def test_a_claim_is_corrected_undone_and_exported(run: Run, built: Path, tmp_path: Path) -> None:
    claim = claim_of(built, "Ola Brant")
    done = run("judge", "claim.correct", claim, "--set", "stance=denies", "--user", "Vera", "-l", built)
    assert (done.status, done.err) == (0, "")
    rejected = run("judge", "claim.reject", claim_of(built, "Mina Holt"), "--reason", "no", "-l", built)
    assert rejected.status == 0
    run("export", "--format", "training", "--out", tmp_path / "out", "-l", built)
    lines = (tmp_path / "out" / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert (first["label"], first["changes"]) == ("claim.correct", ["stance"])
    assert (first["before"]["stance"], first["after"]["stance"]) == ("asserts", "denies")
    assert first["text"][first["read"]["start"] : first["read"]["end"]] == first["read"]["text"]
    assert (second["label"], second["reason"]) == ("claim.reject", "no")
    run("decide", "undo", "1", "-l", built)
    run("export", "--format", "training", "--out", tmp_path / "out", "-l", built)
    assert len((tmp_path / "out" / "corrections.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_notes_tags_and_ratings_are_kept_and_listed_as_decisions(run: Run, built: Path) -> None:
    claim = claim_of(built, "Ola Brant")
    with open_ledger(built) as ledger:
        report = next(iter(ledger.reports())).id
    for arguments in (
        ("note", "claim", claim, "ask her again"),
        ("tag", "report", report, "school"),
        ("rating", "report", report, "B"),
        ("rating", "claim", claim, "3"),
    ):
        assert run("judge", *arguments, "-l", built).status == 0
    with open_ledger(built) as ledger:
        note, tag, source, information = (j.value for j in ledger.judgements())
    assert (note, tag) == (Note("ask her again"), Tag("school"))
    assert (source, information) == (Rating(source="B"), Rating(information=3))
    refused = run("judge", "rating", "claim", claim, "9", "-l", built)
    assert refused.status != 0 and "rated from 1 to 6" in refused.err


def test_two_reports_are_held_apart(run: Run, built: Path) -> None:
    with open_ledger(built) as ledger:
        one, other = sorted(r.id for r in ledger.reports() if r.source.endswith(("wire.txt", "courier.txt")))
    assert run("judge", "reports.independent", one, other, "-l", built).status == 0
    with open_ledger(built) as ledger:
        origins = {r.id: r.origin for r in ledger.reports()}
    assert origins[one] != origins[other]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claim.confirm"], "Missing argument"),
        (["claim.confirm", "claim-none"], "The ledger holds nothing of this kind"),
        (["claim.correct", "claim-none"], "not enough"),
        (["claim.wrong", "x"], "not enough"),
    ],
)
def test_what_cannot_be_judged_is_said(run: Run, built: Path, arguments: list[str], words: str) -> None:
    result = run("judge", *arguments, "-l", built)
    assert result.status > 0
    assert words in result.err
