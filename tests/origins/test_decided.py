"""What people decide about two reports holds against the evidence, in every build and for any order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.origins import in_memory, text_digest, trace_origins
from hearsay.records import Judgement, Origin, Report, pair_target
from tests.origins.test_trace import CUT, REWRITE, WIRE, WITNESS, annotated, report

ALL = [
    report(WIRE, "Delta Press Agency", "2031-05-04"),
    report(CUT, "Tarn Lantern", "2031-05-05"),
    report(REWRITE, "Orle Almanac", "2031-05-06"),
    report(WITNESS, "Alba Echo", "2031-05-06"),
]
AGENCY, LANTERN, ALMANAC, ECHO = ALL
TEXTS = {one.id: one.text for one in ALL}
DIGESTS = [text_digest(annotated(one), ()) for one in ALL]


def decide(together: bool, a: Report, b: Report, number: int = 1, undone: int | None = None) -> Judgement:
    kind = "reports.copies" if together else "reports.independent"
    return Judgement(
        kind,  # type: ignore[arg-type]
        pair_target(a.id, b.id),
        "2031-06-01",
        number=number,
        undone_by=undone,
    )


def trace(*judgements: Judgement) -> list[Origin]:
    return trace_origins(DIGESTS, TEXTS.__getitem__, judgements)


def are_one(origins: list[Origin], a: Report, b: Report) -> bool:
    return any({a.id, b.id} <= {member.report for member in origin.members} for origin in origins)


def test_a_copy_that_a_person_holds_for_independent_is_an_account_of_its_own() -> None:
    assert are_one(trace(), AGENCY, LANTERN)
    origins = trace(decide(False, AGENCY, LANTERN, 7))
    assert not are_one(origins, AGENCY, LANTERN)
    [member] = [m for o in origins for m in o.members if m.report == LANTERN.id]
    assert (member.relation, member.of, member.decision) == ("origin", None, 7)
    assert all(part.of != AGENCY.id for part in member.parts)


def test_of_two_that_a_person_holds_for_one_the_later_goes_back_to_the_earlier() -> None:
    assert not are_one(trace(), AGENCY, ECHO)
    origins = trace(decide(True, ECHO, AGENCY, 3))
    [member] = [m for o in origins for m in o.members if m.report == ECHO.id]
    assert (member.relation, member.of, member.decision) == ("copy", AGENCY.id, 3)
    assert are_one(origins, AGENCY, ECHO)


def test_what_is_undone_or_about_others_changes_nothing() -> None:
    assert trace(decide(True, ECHO, AGENCY, undone=2)) == trace()
    gone = report("Nothing of this is here.", "Nobody", None)
    assert trace(decide(True, ECHO, gone), decide(False, gone, AGENCY, 2)) == trace()


@pytest.mark.parametrize("last", [True, False])
def test_the_newer_decision_on_a_pair_holds(last: bool) -> None:
    origins = trace(decide(not last, AGENCY, ECHO, 1), decide(last, AGENCY, ECHO, 2))
    assert are_one(origins, AGENCY, ECHO) == last


pairs = st.lists(st.sampled_from(ALL), min_size=2, max_size=2, unique=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), pairs), max_size=4), st.permutations(range(4)))
def test_the_newest_decision_always_holds_whatever_the_order_of_reports(
    given_: list[tuple[bool, list[Report]]], order: list[int]
) -> None:
    made = [decide(together, a, b, n) for n, (together, (a, b)) in enumerate(given_, 1)]
    origins = trace(*made)
    assert sorted(m.report for o in origins for m in o.members) == sorted(TEXTS)
    lineage = in_memory(TEXTS.__getitem__, made)
    for number in order:
        lineage.add(DIGESTS[number])
    assert lineage.origins(TEXTS) == origins
    if made:
        a, b = given_[-1][1]
        assert are_one(origins, a, b) == given_[-1][0]
