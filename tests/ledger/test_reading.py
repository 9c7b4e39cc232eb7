"""Searches and lists find records as people read them now, and as they were found once that is taken back."""

from dataclasses import replace

import pytest

from hearsay.ledger import Ledger, Wanted
from hearsay.records import (
    Answer,
    Bearer,
    Claim,
    Conflict,
    Correction,
    Decision,
    Judgement,
    JudgementKind,
    Named,
    OutcomeSeen,
    Plain,
    Prediction,
    Reading,
    Settlement,
    Story,
    Target,
    Value,
    Voice,
    Where,
    claim_target,
    conflict_target,
)
from tests.ledger.test_judgements import CHECKED, REPORT, SAFE, TIME, at, store

OPEN = Conflict(
    "conflict-1",
    "story-1",
    "event-1",
    "whether",
    "Is the bridge safe?",
    (
        Answer("yes", (SAFE.id,), ("The mayor of Vell",), 1, 0),
        Answer("no", (CHECKED.id,), ("Engineers",), 2, 0),
    ),
    "open",
)
DUE = Prediction("prediction-1", SAFE.id, "it holds", "2031-05-01")


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    store(ledger, SAFE, CHECKED)
    entities = list(ledger.entities())
    ledger.replace_corpus(
        entities=entities,
        origins=[],
        stories=[Story("story-1", "The bridge", (REPORT.id,), "2031-04-01", "2031-04-01")],
        conflicts=[OPEN],
        predictions=[DUE],
        events={},
    )
    return ledger


def judge(ledger: Ledger, kind: JudgementKind, target: Target, value: Value | None = None) -> int:
    return ledger.judge(Judgement(kind, target, TIME, value or Plain(), "Vera"))


def undo(ledger: Ledger, number: int) -> None:
    ledger.decide(Decision("undo", (), (), TIME, "Vera", undoes=number))


def correct(ledger: Ledger, claim: Claim, after: Reading, *changes: str) -> int:
    value = Correction(changes, after, Reading())  # type: ignore[arg-type]
    return judge(ledger, "claim.correct", claim_target(claim), value)


def found(ledger: Ledger, **wanted: str) -> list[tuple[str, ...]]:
    asked = Wanted(**wanted)
    part = ledger.find(asked)
    assert ledger.count_found(asked) == len(part.items)
    return [finding.claims for finding in part.items]


@pytest.mark.parametrize(
    ("after", "changes", "wanted"),
    [
        (Reading(stance="doubts"), ("stance",), {"stance": "doubts"}),
        (Reading(where=Where("Vell", 13, 17, "stated", country="NO")), ("where",), {"place": "vell"}),
        (Reading(where=Where("Vell", 13, 17, "stated", country="NO")), ("where",), {"place": "no"}),
        (Reading(voice=Voice("named", "Vell", 13, 17)), ("voice",), {"voice": "Vell"}),
    ],
)
def test_a_corrected_claim_is_found_as_it_reads_and_no_more_once_that_is_undone(
    told: Ledger, after: Reading, changes: tuple[str, ...], wanted: dict[str, str]
) -> None:
    assert found(told, **wanted) == []
    number = correct(told, SAFE, after, *changes)
    assert found(told, **wanted) == [(SAFE.id,)]
    undo(told, number)
    assert found(told, **wanted) == []


def test_a_corrected_claim_is_not_found_as_it_was_read_before(told: Ledger) -> None:
    assert found(told, voice="the mayor of vell") == [(SAFE.id,)]
    correct(told, SAFE, Reading(voice=Voice("named", "Vell", 13, 17)), "voice")
    assert found(told, voice="the mayor of vell") == []


def test_a_rejected_claim_answers_no_search(told: Ledger) -> None:
    assert found(told, stance="asserts") == [(SAFE.id, CHECKED.id)]
    number = judge(told, "claim.reject", claim_target(SAFE))
    assert found(told, stance="asserts") == [(CHECKED.id,)]
    undo(told, number)
    assert found(told, stance="asserts") == [(SAFE.id, CHECKED.id)]


def test_a_report_is_found_by_whom_people_say_that_its_words_name(told: Ledger) -> None:
    other = replace(REPORT, id="report-2", source="b.txt", text="Vell Bridge Company builds.")
    told.add_report(other, names=[], claims=[], digests=[])
    voice = at("The mayor of Vell")
    assert len(found(told, entity="The mayor of Vell")) == 1
    nobody = correct(told, SAFE, Reading(entities=(Named(voice.start, voice.end, None),)), "entities")
    assert found(told, entity="The mayor of Vell") == []
    undo(told, nobody)
    assert len(found(told, entity="The mayor of Vell")) == 1
    engineers = at("Engineers")
    meant = Named(engineers.start, engineers.end, Bearer(REPORT.id, "Vell"))
    correct(told, CHECKED, Reading(entities=(meant,)), "entities")
    assert len(found(told, entity="Vell")) == 1


def test_a_settled_question_is_open_no_more_in_lists_and_asks_for_no_decision(told: Ledger) -> None:
    assert [story.id for story in told.stories_in_dispute().items] == ["story-1"]
    assert told.count_doubts("2031-01-01")["answer"] == 2
    settled = Settlement("answered", "yes")
    number = judge(told, "conflict.settle", conflict_target(OPEN, (SAFE, CHECKED)), settled)
    assert told.stories_in_dispute().items == ()
    assert told.count_doubts("2031-01-01")["answer"] == 0
    undo(told, number)
    assert [story.id for story in told.stories_in_dispute().items] == ["story-1"]
    assert told.count_doubts("2031-01-01")["answer"] == 2


def test_an_answer_whose_claims_were_confirmed_asks_for_no_decision(told: Ledger) -> None:
    first, second = told.doubts("2031-01-01", size=9)
    assert (first.changes, first.doubt, second.doubt) == (2, 1.0, 0.5)
    number = judge(told, "claim.confirm", claim_target(SAFE))
    assert [doubt.doubt for doubt in told.doubts("2031-01-01", size=9)] == [0.5]
    undo(told, number)
    assert len(told.doubts("2031-01-01", size=9)) == 2


def test_a_prediction_that_came_out_is_expected_no_more(told: Ledger) -> None:
    today = "2031-06-01"
    assert told.prediction_ids("open", due="passed", today=today).items == (DUE.id,)
    assert [doubt.id for doubt in told.doubts(today, kind="prediction", size=9)] == [DUE.id]
    number = judge(told, "prediction.outcome", claim_target(SAFE, "prediction"), OutcomeSeen("kept"))
    assert told.prediction_ids("open", due="passed", today=today).items == ()
    assert told.prediction_ids("unclear").items == (DUE.id,)
    assert told.doubts(today, kind="prediction", size=9) == []
    undo(told, number)
    assert told.prediction_ids("open", due="passed", today=today).items == (DUE.id,)


def test_what_is_found_anew_reads_as_people_left_it(told: Ledger) -> None:
    correct(told, SAFE, Reading(stance="doubts"), "stance")
    told.read_again(REPORT.id, names=[], claims=[SAFE, CHECKED], digests=[], read_by="2")
    assert found(told, stance="doubts") == [(SAFE.id,)]


def test_what_to_decide_comes_in_one_order_whatever_part_is_asked_for(told: Ledger) -> None:
    today = "2031-06-01"
    every = told.doubts(today, size=9)
    assert len(every) == 3
    assert [told.doubts(today, skip=n, size=1)[0] for n in range(3)] == every
    weights = [doubt.changes * doubt.doubt for doubt in every]
    assert weights == sorted(weights, reverse=True)
