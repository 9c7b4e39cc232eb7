"""What people judge is laid over what was found, is never lost, and passes over nobody else's judgement."""

from dataclasses import replace

import pytest

from hearsay.errors import BadDecision, DecidedMeanwhile
from hearsay.ledger import Ledger
from hearsay.records import (
    Answer,
    Bearer,
    Claim,
    Conflict,
    Correction,
    Cue,
    Decision,
    Entity,
    Judgement,
    JudgementKind,
    Mention,
    Named,
    Note,
    OutcomeSeen,
    Plain,
    Prediction,
    Rating,
    Reading,
    Report,
    Settlement,
    Span,
    Tag,
    Target,
    Value,
    Voice,
    claim_id,
    claim_target,
    conflict_target,
    pair_target,
)

TEXT = "The mayor of Vell said that the bridge is safe. Engineers deny that it was ever inspected."
REPORT = Report("report-1", "a.txt", None, "Vell News", (), None, "en", "news", TEXT)
TIME = "2026-05-01T10:00:00Z"
PLAIN = Plain()


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim(words: str, voice: str, cue: str, *, stance: str = "asserts") -> Claim:
    span, who, by = at(words), at(voice), at(cue)
    speaker = Voice("named", voice, who.start, who.end)
    said = Cue(by.start, by.end, cue)
    return Claim(
        id=claim_id(REPORT.id, (span,), speaker, said),
        report=REPORT.id,
        start=span.start,
        end=span.end,
        text=words,
        spans=(span,),
        content=words,
        voice=speaker,
        cue=said,
        chain=(),
        stance=stance,  # type: ignore[arg-type]
        negated=False,
        certainty="certain",
    )


SAFE = claim("the bridge is safe", "The mayor of Vell", "said")
CHECKED = claim("it was ever inspected", "Engineers", "deny", stance="asserts")


def judge(
    kind: JudgementKind, target: Target, value: Value = PLAIN, user: str = "Vera", reason: str = "I rang"
) -> Judgement:
    return Judgement(kind, target, TIME, value, user, reason)


def undo(number: int) -> Decision:
    return Decision("undo", (), (), TIME, "Ugo", undoes=number)


def stance_of_engineers() -> Correction:
    return Correction(("stance",), Reading(stance="denies"), Reading(stance="asserts"))


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    store(ledger, SAFE, CHECKED)
    return ledger


def store(ledger: Ledger, *claims: Claim, conflicts: tuple[Conflict, ...] = ()) -> None:
    ledger.add_report(REPORT, names=[], claims=claims, digests=[])
    ledger.replace_corpus(
        entities=[
            Entity(f"entity-{name}", "other", name, (), (Mention(REPORT.id, at(name).start, at(name).end),))
            for name in ("Vell", "The mayor of Vell")
        ],
        origins=[],
        stories=[],
        conflicts=conflicts,
        predictions=[Prediction("prediction-1", claims[0].id, "it holds", None)],
        events={},
    )


def read(ledger: Ledger, claim: Claim) -> Claim:
    found = ledger.claim(claim.id)
    assert found is not None
    return found


def test_a_rejected_claim_is_shown_as_rejected_with_who_and_why(told: Ledger) -> None:
    number = told.judge(judge("claim.reject", claim_target(SAFE)))
    [mark] = read(told, SAFE).judged
    assert read(told, SAFE).rejected
    assert (mark.number, mark.kind, mark.user, mark.reason) == (number, "claim.reject", "Vera", "I rang")
    assert not read(told, CHECKED).judged


def test_a_correction_is_laid_over_the_claim_and_the_stored_one_stays(told: Ledger) -> None:
    told.judge(judge("claim.correct", claim_target(CHECKED), stance_of_engineers()))
    [mark] = read(told, CHECKED).judged
    assert (read(told, CHECKED).stance, mark.changed) == ("denies", ("stance",))
    stored = told.found_claim(CHECKED.id)
    assert stored is not None and (stored.stance, stored.judged) == ("asserts", ())
    assert [c.stance for c in told.claims()] == ["asserts", "denies"]


def test_other_words_of_the_report_become_the_content(told: Ledger) -> None:
    spans = (at("the bridge"), at("safe"))
    value = Correction(("spans",), Reading(spans=spans), Reading(spans=SAFE.spans))
    told.judge(judge("claim.correct", claim_target(SAFE), value))
    found = read(told, SAFE)
    assert (found.content, found.text) == ("the bridge … safe", "the bridge is safe")
    assert found.id == SAFE.id


@pytest.mark.parametrize(
    "after",
    [
        Reading(spans=()),
        Reading(spans=(Span(80, 900),)),
        Reading(spans=(Span(9, 9),)),
        Reading(spans=(at("safe"), at("the bridge"))),
    ],
)
def test_a_correction_that_quotes_what_does_not_stand_there_is_refused(told: Ledger, after: Reading) -> None:
    value = Correction(("spans",), after, Reading(spans=SAFE.spans))
    with pytest.raises(BadDecision):
        told.judge(judge("claim.correct", claim_target(SAFE), value))
    assert not list(told.judgements())


def test_whom_words_name_can_be_corrected(told: Ledger) -> None:
    who = at("The mayor of Vell")
    named = Named(who.start, who.end, Bearer(REPORT.id, "Vell"))
    assert read(told, SAFE).voice.entity == "entity-The mayor of Vell"
    value = Correction(("entities",), Reading(entities=(named,)), Reading())
    number = told.judge(judge("claim.correct", claim_target(SAFE), value))
    assert read(told, SAFE).voice.entity == "entity-Vell"
    told.decide(undo(number))
    assert read(told, SAFE).voice.entity == "entity-The mayor of Vell"


def test_corrections_add_up_and_of_confirm_and_reject_the_newer_holds(told: Ledger) -> None:
    target = claim_target(CHECKED)
    sure = Correction(("certainty",), Reading(certainty="possible"), Reading(certainty="certain"))
    told.judge(judge("claim.correct", target, stance_of_engineers()))
    told.judge(judge("claim.reject", target))
    told.judge(judge("claim.correct", target, sure))
    assert read(told, CHECKED).rejected
    last = told.judge(judge("claim.confirm", target))
    found = read(told, CHECKED)
    assert (found.stance, found.certainty, found.rejected) == ("denies", "possible", False)
    assert [mark.kind for mark in found.judged] == ["claim.correct", "claim.correct", "claim.confirm"]
    told.decide(undo(last))
    assert read(told, CHECKED).rejected


def test_a_judgement_finds_the_claim_again_when_it_is_read_with_other_borders(ledger: Ledger) -> None:
    store(ledger, SAFE, CHECKED)
    ledger.judge(judge("claim.reject", claim_target(SAFE)))
    wider = claim("that the bridge is safe", "The mayor of Vell", "said")
    alone = SAFE.id
    with ledger._write() as connection:  # as after a build by another model
        for table in ("predictions", "claims"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    assert alone != wider.id
    again(ledger, wider, CHECKED)
    [mark] = read(ledger, wider).judged
    assert (mark.kind, mark.found) == ("claim.reject", "overlap")
    assert not read(ledger, CHECKED).judged


def again(ledger: Ledger, *claims: Claim) -> None:
    from hearsay.ledger.write import _claim_row, _insert, schema

    with ledger._write() as connection:
        _insert(connection, schema.claims, map(_claim_row, claims))


def test_the_same_words_of_another_voice_are_another_claim(ledger: Ledger) -> None:
    target = claim_target(SAFE)
    other = claim("the bridge is safe", "Engineers", "deny")
    assert target.claims[0].find([other, CHECKED]) is None
    assert target.claims[0].find([other, replace(SAFE, id="claim-else")]) is not None


def test_somebody_elses_judgement_is_not_passed_over(told: Ledger) -> None:
    target = claim_target(SAFE)
    assert told.last_on("claim.confirm", target) == 0
    first = told.judge(judge("claim.confirm", target), after=0)
    with pytest.raises(DecidedMeanwhile) as caught:
        told.judge(judge("claim.reject", target, user="Ugo"), after=0)
    assert caught.value.number == first
    assert not read(told, SAFE).rejected
    by = told.decide(undo(first))
    with pytest.raises(DecidedMeanwhile):
        told.judge(judge("claim.reject", target, user="Ugo"), after=first)
    told.judge(judge("claim.reject", target, user="Ugo"), after=by)
    told.judge(judge("claim.confirm", claim_target(CHECKED)), after=0)


def test_a_question_that_is_settled_says_how_and_by_whom(ledger: Ledger) -> None:
    values = (Answer("yes", (SAFE.id,), ("mayor",), 1, 0), Answer("no", (CHECKED.id,), ("engineers",), 1, 0))
    asked = Conflict("conflict-1", None, None, "whether", "Was it inspected?", values, "open")
    store(ledger, SAFE, CHECKED, conflicts=(asked, replace(asked, id="conflict-2", slot="when")))
    target = conflict_target(asked, ledger.claims())
    number = ledger.judge(judge("conflict.settle", target, Settlement("answered", "no")))
    settled, other = ledger.conflicts()
    assert (settled.status, other.status) == ("settled", "open")
    [mark] = settled.judged
    assert (mark.number, mark.settled, mark.value, mark.user) == (number, "answered", "no", "Vera")
    ledger.decide(undo(number))
    assert [conflict.status for conflict in ledger.conflicts()] == ["open", "open"]


def test_what_became_of_a_prediction_is_kept(told: Ledger) -> None:
    told.judge(judge("prediction.outcome", claim_target(SAFE, "prediction"), OutcomeSeen("failed")))
    [prediction] = told.predictions()
    assert (prediction.outcome, prediction.judged[0].user) == ("failed", "Vera")


def test_judgements_of_every_kind_come_back_as_they_were(told: Ledger) -> None:
    made = [
        judge("rating", Target("publisher", name="Vell News"), Rating(source="B")),
        judge("rating", claim_target(SAFE), Rating(information=3)),
        judge("note", Target("report", reports=(REPORT.id,)), Note("ask again")),
        judge("tag", claim_target(SAFE), Tag("bridge")),
        judge("reports.copies", pair_target("report-2", "report-1")),
    ]
    for judgement in made:
        told.judge(judgement)
    assert [replace(judgement, number=None) for judgement in told.judgements()] == made
    assert [j.kind for j in told.judgements("note", "tag")] == ["note", "tag"]
    assert len(list(told.judgements(report=REPORT.id))) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        judge("claim.reject", pair_target("a", "b")),
        judge("claim.reject", replace(claim_target(SAFE), claims=())),
        judge("claim.confirm", claim_target(replace(SAFE, id="claim-none"))),
        judge("rating", claim_target(SAFE), Rating(information=7)),
        judge("rating", claim_target(SAFE), Rating(source="G")),  # type: ignore[arg-type]
        judge("note", claim_target(SAFE), Note("")),
        judge("note", claim_target(SAFE), Tag("bridge")),
        judge("claim.correct", claim_target(SAFE), Correction((), Reading(), Reading())),
    ],
)
def test_what_does_not_fit_its_kind_is_refused(told: Ledger, wrong: Judgement) -> None:
    with pytest.raises(BadDecision):
        told.judge(wrong)
    assert not list(told.judgements())


def test_a_build_keeps_judgements_and_the_log_has_all_decisions(told: Ledger) -> None:
    told.decide(Decision("merge", (Bearer("a", "X"),), (Bearer("b", "Y"),), TIME))
    number = told.judge(judge("claim.reject", claim_target(SAFE)))
    told.decide(undo(number))
    told.replace_corpus(entities=[], origins=[], stories=[], conflicts=[], predictions=[], events={})
    assert [decision.kind for decision in told.log()] == ["merge", "claim.reject", "undo"]
    assert [decision.kind for decision in told.decisions()] == ["merge"]
    [one] = told.log(number=number)
    assert isinstance(one, Judgement) and one.undone_by == 3 and not one.holds
