"""A claim on its way through reports: who has it from whom, and what changed."""

from dataclasses import replace

import pytest

from hearsay.echoes import find_echoes
from hearsay.export.echo_drawing import path_svg
from hearsay.records import Amount, Claim, Echo, Report
from tests.conflicts.story import claim, origins, report

FIRST = "suspected smugglers from the valley burned around 130 boats in the harbour at night"
REPORTS = {
    "Wire": report("Wire", published="2020-05-01"),
    "Mirror": report("Mirror", published="2020-05-02"),
    "Courier": report("Courier", published="2020-05-04"),
}
TAKEN = [*origins(("Wire", "Mirror")), *origins(("Courier",))]


def told(text: str, of: str, number: tuple[float, float, float], **fields: str) -> Claim:
    words = "around 130" if "around 130" in text else "130"
    at = text.index(words)
    amount = Amount(number[0], number[1], number[2], None, "boats", at, at + len(words))
    return replace(claim(text, of=of, predicate="burn", **fields), amounts=(amount,))  # type: ignore[arg-type]


def echo(*claims: Claim) -> Echo:
    [found] = find_echoes(reports=REPORTS, claims=claims, origins=TAKEN)
    return found


def test_what_a_copy_dropped_is_told() -> None:
    after = FIRST.replace("suspected ", "").replace("around ", "")
    found = echo(
        told(FIRST, "Wire", (130, 117, 143), voice="the harbour master"),
        told(after, "Mirror", (130, 130, 130)),
    )
    first, second = found.steps
    assert (first.report, first.of, second.report, second.known) == ("Wire", None, "Mirror", True)
    kinds = {change.kind: (change.before, change.after) for change in second.changes}
    assert kinds == {
        "made exact": ("around 130", "130"),
        "made certain": ("suspected", None),
        "attribution dropped": ("the harbour master", None),
    }


def test_a_report_that_only_came_later_has_no_changes() -> None:
    found = echo(told(FIRST, "Wire", (130, 117, 143)), told(FIRST, "Courier", (130, 117, 143)))
    assert [(step.report, step.known, step.changes) for step in found.steps] == [
        ("Wire", False, ()),
        ("Courier", False, ()),
    ]


def test_the_first_is_the_earliest_not_the_one_that_comes_first() -> None:
    found = echo(told(FIRST, "Courier", (130, 117, 143)), told(FIRST, "Wire", (130, 117, 143)))
    assert [step.report for step in found.steps] == ["Wire", "Courier"]


@pytest.mark.parametrize(
    "other",
    [
        claim("the harbour was dredged in the spring of the year", of="Mirror", predicate="dredge"),
        claim(FIRST, of="Mirror", predicate="burn", negated=True),
        claim(FIRST, of="Mirror", predicate="burn", stance="denies"),
    ],
)
def test_another_claim_a_denial_and_its_opposite_are_no_echo(other: Claim) -> None:
    told_first = told(FIRST, "Wire", (130, 117, 143))
    assert not find_echoes(reports=REPORTS, claims=[told_first, other], origins=TAKEN)


def test_the_picture_has_a_dot_for_each_report() -> None:
    drawn = path_svg(echo(told(FIRST, "Wire", (130, 117, 143)), told(FIRST, "Mirror", (130, 117, 143))))
    assert drawn.count("<circle") == 2 and drawn.count("<line") == 1


def test_reports_without_dates_can_be_drawn() -> None:
    undated: dict[str, Report] = {name: replace(r, published=None) for name, r in REPORTS.items()}
    claims = [told(FIRST, "Wire", (130, 117, 143)), told(FIRST, "Courier", (130, 117, 143))]
    [found] = find_echoes(reports=undated, claims=claims, origins=TAKEN)
    assert path_svg(found).count("<circle") == 2
