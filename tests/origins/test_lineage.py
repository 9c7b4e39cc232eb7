"""Reports come in any order and go again: what is left is as if built from what is there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.origins import in_memory, trace_origins
from hearsay.records import Origin
from tests.origins import test_parts as parts
from tests.origins.town import digest, report

BACKGROUND = (
    "The Vesk Dam, finished under the last king, holds back the waters of three valleys and has been "
    "repaired twice since the war, most recently with a loan that the province is still paying off."
)
MONTHS = [
    report(f"{own} {BACKGROUND}", paper, day)
    for own, paper, day in (
        ("Ana Pell opened the Vesk sluice for a school class.", "Orle Almanac", "2031-01-10"),
        ("Tomas Reck wants the Vesk province to sell bonds.", "Tarn Lantern", "2031-03-10"),
        ("A Vesk engineer, Ola Brant, has found a crack.", "Vesk Echo", "2031-05-10"),
    )
]
ALL = [
    parts.WIRE,
    parts.COURIER,
    parts.TAKEN_OVER,
    parts.ALMANAC,
    parts.LANTERN,
    parts.OFFICE,
    parts.ECHO,
    parts.POST,
    *MONTHS,
]
DIGESTS = {one.id: digest(one) for one in ALL}
TEXTS = {one.id: one.text for one in ALL}


def built(reports: set[str]) -> list[Origin]:
    return trace_origins((DIGESTS[one] for one in reports), TEXTS.__getitem__)


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(DIGESTS)), st.sets(st.sampled_from(sorted(DIGESTS))), st.randoms())
def test_whatever_came_and_went_the_rest_is_as_if_built_from_it(order, gone, random) -> None:  # type: ignore[no-untyped-def]
    lineage = in_memory(TEXTS.__getitem__)
    for one in order:
        lineage.add(DIGESTS[one])
    for one in sorted(gone, key=lambda _: random.random()):
        lineage.remove(one)
    assert lineage.origins(set(order) - gone) == built(set(order) - gone)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sets(st.sampled_from(sorted(DIGESTS))), min_size=1, max_size=5))
def test_many_at_once_are_as_one_after_the_other(batches) -> None:  # type: ignore[no-untyped-def]
    lineage, here = in_memory(TEXTS.__getitem__), set[str]()
    for batch in batches:
        lineage.change((DIGESTS[one] for one in batch - here), batch & here)
        here ^= batch
        assert lineage.origins(here) == built(here)


def test_a_change_names_the_origins_that_it_touches_and_no_others() -> None:
    lineage = in_memory(TEXTS.__getitem__)
    lineage.change([DIGESTS[parts.WIRE.id], DIGESTS[MONTHS[0].id]])
    change = lineage.add(DIGESTS[parts.TAKEN_OVER.id])
    assert [origin.first for origin in change.origins] == [parts.WIRE.id]
    assert change.reports == tuple(sorted((parts.WIRE.id, parts.TAKEN_OVER.id)))
    taken = lineage.remove(parts.WIRE.id)
    assert [origin.first for origin in taken.origins] == [parts.TAKEN_OVER.id]
    assert parts.WIRE.id in taken.reports


def test_a_report_that_is_here_already_changes_nothing() -> None:
    lineage = in_memory(TEXTS.__getitem__)
    lineage.change(DIGESTS.values())
    assert lineage.add(DIGESTS[parts.WIRE.id]).origins == ()
    assert lineage.remove("nobody").origins == ()


def test_a_paragraph_that_returns_every_other_month_is_background() -> None:
    twice = built({one.id for one in MONTHS[:2]})
    assert sum(len(member.parts) for origin in twice for member in origin.members) + (len(twice) == 1) == 1
    thrice = built({one.id for one in MONTHS})
    assert [len(origin.members) for origin in thrice] == [1, 1, 1]
    assert all(member.parts == () for origin in thrice for member in origin.members)
