"""What people decide holds against the evidence, in every build and for any order of reports."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.records import Bearer, Decision, DecisionKind, Entity, NameDigest
from hearsay.resolve import bearers_of, name_digest, resolve_entities
from tests.resolve.corpus import are_one, bearers, digest, local
from tests.resolve.test_entities import annotated

NAMES = ("Anna Lorne", "Anna Lorme", "Lorne", "Jana Kest")
REPORTS = [digest(f"r{n}", name) for n, name in enumerate((*NAMES, *NAMES[:2]))]
BEARERS = [Bearer(d.report, d.entities[0].forms[0].text) for d in REPORTS]


def decide(
    kind: DecisionKind, one: Sequence[Bearer], other: Sequence[Bearer], number: int = 1, **more: int
) -> Decision:
    return Decision(
        kind, tuple(one), tuple(other), "2026-05-01", "Vera", "she told us", number=number, **more
    )


def together(entities: list[Entity], a: Bearer, b: Bearer) -> bool:
    """Whether the names that these reports use are those of one entity."""
    return any(
        {a.report, b.report} <= {m.report for m in entity.mentions if m.start == 0} for entity in entities
    )


def test_a_merge_joins_names_that_nothing_else_joins() -> None:
    merged = resolve_entities(REPORTS, [decide("merge", BEARERS[:1], BEARERS[3:4])])
    assert not are_one(resolve_entities(REPORTS), "Anna Lorne", "Jana Kest")
    [entity] = bearers(merged, "Jana Kest")
    assert "Anna Lorne" in (entity.name, *entity.aliases)
    [join] = [join for join in entity.joins if join.decision]
    assert (join.decision, join.score, join.reason) == (1, 1.0, "decided by Vera: she told us")


def test_a_split_parts_bearers_of_one_name() -> None:
    parted = resolve_entities(REPORTS, [decide("split", [BEARERS[0]], [BEARERS[4]])])
    assert together(resolve_entities(REPORTS), BEARERS[0], BEARERS[4])
    assert not together(parted, BEARERS[0], BEARERS[4])


def test_a_rejected_join_stays_rejected_however_it_would_come_about() -> None:
    known = [
        digest("a", local("Free River Army", "FRA", kind="organization")),
        digest("b", local("FRA", kind="organization")),
        digest("c", local("FRA", kind="organization")),
    ]
    rejected = [decide("reject", [Bearer("b", "FRA")], [Bearer("a", "Free River Army")])]
    assert together(resolve_entities(known), Bearer("a", "FRA"), Bearer("b", "FRA"))
    assert not together(resolve_entities(known, rejected), Bearer("a", "FRA"), Bearer("b", "FRA"))


def test_the_newer_decision_wins() -> None:
    one, other = BEARERS[:1], BEARERS[3:4]
    first, second = decide("merge", one, other), decide("reject", one, other, 2)
    assert not together(resolve_entities(REPORTS, [first, second]), *one, *other)
    first, second = decide("reject", one, other), decide("confirm", one, other, 2)
    assert together(resolve_entities(REPORTS, [first, second]), *one, *other)


def test_what_is_undone_holds_no_longer() -> None:
    merge = decide("merge", BEARERS[:1], BEARERS[3:4], undone_by=2)
    undo = Decision("undo", (), (), "2026-05-02", "Ugo", undoes=1, number=2)
    assert resolve_entities(REPORTS, [merge, undo]) == resolve_entities(REPORTS)


def test_a_decision_on_a_report_that_is_gone_changes_nothing() -> None:
    decision = decide("merge", [Bearer("gone", "Nobody")], BEARERS[:1])
    assert resolve_entities(REPORTS, [decision]) == resolve_entities(REPORTS)


def test_a_name_that_is_written_otherwise_is_still_meant() -> None:
    decision = decide("merge", [Bearer("r0", "President ANNA LORNE")], BEARERS[3:4])
    assert together(resolve_entities(REPORTS, [decision]), BEARERS[0], BEARERS[3])


def test_a_join_within_one_report_can_be_parted_and_joined_again() -> None:
    text = "We met Anna Lorne in Port Alba. Later Lorne left, and Lorne was seen no more."
    digests = [name_digest(annotated(text))]
    [both] = bearers(resolve_entities(digests), "Lorne")
    found = bearers_of(both, digests)
    one, other = ([b for b in found if (b.name == "Lorne") == short] for short in (False, True))
    split = decide("split", one, other)
    parted = resolve_entities(digests, [split])
    assert not are_one(parted, "Anna Lorne", "Lorne")
    assert len(bearers(parted, "Lorne")[0].mentions) == 2
    assert are_one(
        resolve_entities(digests, [split, decide("confirm", one, other, 2)]), "Anna Lorne", "Lorne"
    )


sides = st.lists(st.sampled_from(BEARERS), min_size=1, max_size=2, unique=True)
decisions = st.lists(
    st.tuples(st.sampled_from(["merge", "confirm", "split", "reject"]), sides, sides), max_size=4
)


@settings(max_examples=60, deadline=None)
@given(decisions, st.permutations(REPORTS))
def test_the_newest_decision_always_holds_and_no_order_of_reports_matters(
    given_: list[tuple[DecisionKind, list[Bearer], list[Bearer]]], order: list[NameDigest]
) -> None:
    made = [decide(kind, one, other, n) for n, (kind, one, other) in enumerate(given_, 1)]
    entities = resolve_entities(order, made)
    assert entities == resolve_entities(REPORTS, made)
    mentions = [mention for entity in entities for mention in entity.mentions]
    assert len(mentions) == len(set(mentions)) == sum(len(d.entities) for d in REPORTS)
    if made:
        for a, b in product(made[-1].one, made[-1].other):
            assert a == b or together(entities, a, b) == made[-1].joins


@pytest.mark.parametrize("kind", ["merge", "split"])
def test_a_report_that_comes_later_leaves_a_decision_in_force(kind: DecisionKind) -> None:
    decision = decide(kind, BEARERS[:1], BEARERS[4:5] if kind == "split" else BEARERS[3:4])
    later = [*REPORTS, digest("s1", "Anna Lorne", "Jana Kest"), digest("s2", "Lorne")]
    for known in (REPORTS, later):
        entities = resolve_entities(known, [decision])
        assert together(entities, *decision.one, *decision.other) == decision.joins
