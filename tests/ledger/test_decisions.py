"""Decisions of people are appended, never changed, and outlive every build."""

import pytest

from hearsay.errors import BadDecision
from hearsay.ledger import Ledger
from hearsay.records import Bearer, Decision

ONE, OTHER = (Bearer("report-1", "Anna Lorne"),), (Bearer("report-2", "A. Lorne"),)


def merge(reason: str | None = None) -> Decision:
    return Decision("merge", ONE, OTHER, "2026-05-01T10:00:00Z", "Vera", reason)


def undo(number: int | None) -> Decision:
    return Decision("undo", (), (), "2026-05-02T10:00:00Z", "Ugo", undoes=number)


def test_a_decision_is_kept_with_who_when_and_why(ledger: Ledger) -> None:
    ledger.decide(merge("she signs with both"))
    [kept] = ledger.decisions()
    assert (kept.one, kept.other, kept.user, kept.reason) == (ONE, OTHER, "Vera", "she signs with both")
    assert kept.time == "2026-05-01T10:00:00Z" and kept.holds


def test_a_build_keeps_decisions(ledger: Ledger) -> None:
    ledger.decide(merge())
    ledger.replace_corpus(entities=[], origins=[], stories=[], conflicts=[], predictions=[], events={})
    assert len(list(ledger.decisions())) == 1


def test_an_undo_is_a_decision_too_and_nothing_is_dropped(ledger: Ledger) -> None:
    taken_back = ledger.decide(merge())
    again = ledger.decide(merge())
    by = ledger.decide(undo(taken_back))
    kept = list(ledger.decisions())
    assert [d.number for d in kept] == [taken_back, again, by]
    assert [d.holds for d in kept] == [False, True, False]
    assert kept[0].undone_by == by


@pytest.mark.parametrize("wrong", [undo(7), undo(None), Decision("split", ONE, (), "2026-05-01")])
def test_what_names_nobody_is_no_decision(ledger: Ledger, wrong: Decision) -> None:
    with pytest.raises(BadDecision):
        ledger.decide(wrong)
    assert not list(ledger.decisions())


def test_nothing_is_undone_twice_and_no_undo_is_undone(ledger: Ledger) -> None:
    first = ledger.decide(merge())
    by = ledger.decide(undo(first))
    for number in (first, by):
        with pytest.raises(BadDecision):
            ledger.decide(undo(number))
