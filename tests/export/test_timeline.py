"""A timeline shows how long a date may be, keeps apart what happened and what was said, and loses nothing."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from hearsay.export.axis import Axis, axis_of
from hearsay.export.dossier import Dossier
from hearsay.export.timeline import Timeline, bars_svg, ticks_svg, timeline
from hearsay.records import Claim, Cue, Report, Span, Voice, When, claim_id
from hearsay.records.edtf import bounds
from tests.serve.fiction import make_report

CASES = tomllib.loads(Path(__file__).with_name("timeline.toml").read_text(encoding="utf-8"))["case"]
REPORT = make_report("Quay\n\n" + "A word. " * 60, "quay.txt", published="2023-03-14")

days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
spans = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


def claim_on(number: int, when: When | None, said: When | None = None, stance: str = "asserts") -> Claim:
    span = Span(6 + 8 * number, 12 + 8 * number)
    return Claim(
        id=claim_id(REPORT.id, (span,), Voice("report"), Cue(span.start, span.end, "word")),
        report=REPORT.id,
        start=span.start,
        end=span.end,
        text=REPORT.text[span.start : span.end],
        spans=(span,),
        content=f"<b>word</b> {number}",
        voice=Voice("report"),
        cue=None,
        chain=(),
        stance=stance,  # type: ignore[arg-type]
        negated=False,
        certainty="certain",
        when=when,
        said=said,
    )


def claim_of(number: int, words: str) -> Claim:
    kind, _, edtf = words.rpartition(" ")
    when = When(edtf, 0, 1, "stated", role="due" if kind == "by" else "point")
    return claim_on(number, None, when) if kind == "said" else claim_on(number, when)


def drawn(*claims: Claim, report: Report = REPORT) -> Timeline:
    return timeline(Dossier(None, (report,), claims))


def shown(line: Timeline) -> set[str]:
    rows = [row for group in line.groups for row in group.rows]
    wordings = [*line.yearless, *line.undated, *(w for row in rows for w in row.wordings)]
    found = [claim.id for wording in wordings for claim in wording.claims]
    assert len(found) == len(set(found)), "a claim stands in two places"
    return set(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_window_holds_what_belongs_together(case: dict[str, list[str]]) -> None:
    line = drawn(*(claim_of(number, words) for number, words in enumerate(case["dates"])))
    assert line.axis
    assert [line.axis.first.isoformat(), line.axis.last.isoformat()] == case["window"]
    outside = [row.date for group in line.groups for row in group.rows if row.bar.width == 0]
    assert outside == case.get("outside", [])
    if "ticks" in case:
        assert [tick.words for tick in line.axis.ticks] == case["ticks"]


@settings(deadline=None)
@given(st.lists(spans, min_size=1, max_size=12))
def test_bars_lie_on_the_axis_and_point_to_what_lies_beyond(dates: list[tuple[date, date]]) -> None:
    axis = axis_of(dates)
    assert axis
    assert axis_of(reversed(dates)) == axis
    for first, last in dates:
        bar = axis.bar(first, last)
        assert 0 <= bar.left <= bar.left + bar.width <= 100 + 1e-9
        assert bar.before == (first < axis.first)
        assert bar.after == (last > axis.last)
        assert bar.width > 0 or bar.before or bar.after
    assert len(axis.ticks) <= 5
    assert all(0 <= tick.at <= 100 for tick in axis.ticks)


@given(days, st.integers(0, 4_000_000), days)
def test_a_later_day_never_stands_further_left(first: date, length: int, day: date) -> None:
    axis = Axis(first, date.fromordinal(min(date.max.toordinal(), first.toordinal() + length)))
    assert axis.at(day) <= axis.at(max(day, first)) <= 100


def test_no_date_no_axis() -> None:
    line = drawn(claim_on(0, None))
    assert (line.axis, line.groups, line.count) == (None, (), 0)
    assert len(line.undated) == 1


EDTF = [
    "2023-03-10",
    "2023-03",
    "XXXX-03-10",
    "1987",
    "2023-03-10~",
    "../2023-03-11",
    "[2023-03-09,2023-03-10]",
]
dates = st.none() | st.builds(
    When,
    st.sampled_from([*EDTF, None]),
    st.just(0),
    st.just(1),
    st.just("stated"),
    role=st.sampled_from(["point", "due"]),
)


@settings(deadline=None)
@given(st.lists(st.tuples(dates, dates, st.sampled_from(["asserts", "predicts"])), max_size=20))
def test_every_claim_stands_in_exactly_one_place(values: list[tuple[When | None, When | None, str]]) -> None:
    claims = [claim_on(number, *value) for number, value in enumerate(values)]
    line = drawn(*claims)
    assert shown(line) == {claim.id for claim in claims}
    assert line == drawn(*claims[::-1])


def test_what_happened_what_is_due_and_what_was_said_stand_apart() -> None:
    line = drawn(claim_of(0, "2023-03-10"), claim_of(1, "by 2023-03-20"), claim_of(2, "said 2023-03-14"))
    assert [(g.kind, [r.date for r in g.rows]) for g in line.groups] == [
        ("happened", ["2023-03-10"]),
        ("expected", ["2023-03-20"]),
        ("said", ["2023-03-14"]),
    ]


def test_the_day_of_the_saying_is_a_ring_beside_the_bar() -> None:
    happened, told = When("2023-03-11", 0, 1, "resolved"), When("2023-03-14", 0, 1, "resolved")
    line = drawn(claim_on(0, happened, told), claim_of(1, "2023-03-12"))
    (said, plain) = line.groups[0].rows
    assert line.axis
    assert len(said.said) == 1 and not plain.said
    assert said.said[0] == line.axis.bar(*(bounds("2023-03-14") or ()))
    assert 'class="told"' in bars_svg(said, line.axis, "happened", "#c1")
    assert 'class="told"' not in bars_svg(plain, line.axis, "happened", "#c1")


def test_a_bar_is_a_link_and_what_comes_from_outside_is_escaped() -> None:
    line = drawn(claim_of(0, "2023-03-10"))
    assert line.axis
    (row,) = line.groups[0].rows
    drawing = bars_svg(row, line.axis, "happened", '"><script>')
    assert isinstance(drawing, Markup)
    assert "<script>" not in drawing
    assert re.findall(r'<a href="([^"]*)"', drawing) == ["&#34;&gt;&lt;script&gt;"]
    assert "style=" not in drawing + ticks_svg(line.axis)
