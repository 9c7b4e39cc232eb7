"""A judgement takes effect at once, and as a build from all reports would have it."""

from pathlib import Path

import pytest

from hearsay.export import export_jsonl
from hearsay.ledger import Ledger
from hearsay.pipeline import build, judge, look_across, undo, waits
from hearsay.records import (
    Claim,
    Correction,
    Judgement,
    Reading,
    claim_target,
    pair_target,
)

pytestmark = pytest.mark.usefixtures("stand_in")
TIME = "2031-08-01T10:00:00Z"
SHUT = "the old harbour bridge was shut by the army"


@pytest.fixture
def built(ledger: Ledger, reports: Path) -> Ledger:
    one = f"The bridge of Vellan\n\nThe Courier\n5 May 2031\n\nAna Pell said {SHUT}.\n"
    other = f"The bridge of Vellan, again\n\nVellan Post\n6 May 2031\n\nTomas Reck said {SHUT}.\n"
    (reports / "one.txt").write_text(one, encoding="utf-8")
    (reports / "both.txt").write_text(other + f"\nAna Pell said {SHUT} in May.\n", encoding="utf-8")
    build([str(reports)], ledger)
    return ledger


def exported(ledger: Ledger, out: Path) -> dict[str, bytes]:
    export_jsonl(ledger, out)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def said_by(ledger: Ledger, name: str) -> Claim:
    return next(c for c in ledger.claims() if c.voice.name == name and SHUT in c.content)


def denial(claim: Claim) -> Judgement:
    value = Correction(("stance",), Reading(stance="denies"), Reading(stance=claim.stance))
    return Judgement("claim.correct", claim_target(claim), TIME, value, "Vera", "she denied it")


def asked(ledger: Ledger) -> list[str]:
    return [conflict.slot for conflict in ledger.conflicts()]


def test_a_corrected_stance_opens_a_question_at_once_and_its_undo_closes_it(
    built: Ledger, tmp_path: Path
) -> None:
    before = exported(built, tmp_path / "before")
    assert "whether" not in asked(built)
    number = judge(built, denial(said_by(built, "Tomas Reck")))
    assert asked(built).count("whether") == 1
    at_once = exported(built, tmp_path / "at once")
    look_across(built)
    assert exported(built, tmp_path / "from all") == at_once
    _, taken_back = undo(built, number, time=TIME, user="Ugo")
    assert taken_back.kind == "claim.correct" and not waits(taken_back)
    assert exported(built, tmp_path / "after") == before
    look_across(built)
    assert exported(built, tmp_path / "from all again") == before


def test_a_rejected_claim_counts_in_no_question(built: Ledger, tmp_path: Path) -> None:
    claim = said_by(built, "Tomas Reck")
    judge(built, denial(claim))
    judge(built, Judgement("claim.reject", claim_target(claim), TIME, user="Vera"))
    assert "whether" not in asked(built)
    assert claim.id not in {c for conflict in built.conflicts() for a in conflict.values for c in a.claims}
    assert [p.claim for p in built.predictions() if p.claim == claim.id] == []
    at_once = exported(built, tmp_path / "at once")
    look_across(built)
    assert exported(built, tmp_path / "from all") == at_once


def test_copies_that_people_part_are_two_accounts_after_a_look_across(built: Ledger) -> None:
    wire, courier = (
        next(r for r in built.reports() if r.source.endswith(name)) for name in ("wire.txt", "courier.txt")
    )
    assert wire.origin == courier.origin
    judgement = Judgement("reports.independent", pair_target(wire.id, courier.id), TIME, user="Vera")
    number = judge(built, judgement)
    assert waits(judgement)
    look_across(built)
    parted = {r.id: r.origin for r in built.reports()}
    assert parted[wire.id] != parted[courier.id]
    members = [m for o in built.origins() for m in o.members if m.decision == number]
    assert [m.report for m in members] in ([wire.id], [courier.id])


def test_a_decision_is_kept_while_a_build_runs(built: Ledger, ledger_path: Path) -> None:
    claim = said_by(built, "Tomas Reck")
    with Ledger(ledger_path) as beside, built.building():
        number = judge(beside, denial(claim))
    assert [d.number for d in built.log()] == [number]
