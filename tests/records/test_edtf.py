from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from hearsay.records import edtf

BOUNDS = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-02", "2021-02-01", "2021-02-28"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2021-03-02", "2021-03-02", "2021-03-02"),
    ("2021-03-02T21:00", "2021-03-02", "2021-03-02"),
    ("2021-03-02T21:00:00Z", "2021-03-02", "2021-03-02"),
    ("2021-03-02?", "2021-03-02", "2021-03-02"),
    ("2021-03-12~", "2021-03-05", "2021-03-19"),
    ("2021-03~", "2021-03-01", "2021-03-31"),
    ("2021~", "2020-01-02", "2022-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("2021-21", "2021-03-01", "2021-05-31"),
    ("2021-24", "2021-12-01", "2022-02-28"),
    ("2021-33", "2021-01-01", "2021-03-31"),
    ("2021-36", "2021-10-01", "2021-12-31"),
    ("2021-38", "2021-05-01", "2021-08-31"),
    ("2021-41", "2021-07-01", "2021-12-31"),
    ("2021-03-02T23:00:00-05:00", "2021-03-02", "2021-03-03"),
    ("2022-10-10/2022-10-20", "2022-10-10", "2022-10-20"),
    ("2010/2020", "2010-01-01", "2020-12-31"),
    ("2017-03/..", "2017-03-01", "9999-12-31"),
    ("../2019", "0001-01-01", "2019-12-31"),
    ("{2014,2017}", "2014-01-01", "2017-12-31"),
    ("[2022-04-13,2022-12-04]", "2022-04-13", "2022-12-04"),
    ("2021-XX", "2021-01-01", "2021-12-31"),
    ("2021-03-XX", "2021-03-01", "2021-03-31"),
]

YEARLESS = ["XXXX-11-30", "XXXX-10~", "XXXX-01-16", "XXXX-10-10/XXXX-10-20", "XXXX-02-29", "XXXX-23"]

INVALID = [
    "", "mid-October", "2021-13", "2021-02-30", "2021-11-31", "XXXX-02-30", "2021-3-2", "0000", "2021-21-05",
    "2021-03-02/2021-03-01", "../..", "2021/2022/2023", "[2021,", "{}", "2021/XXXX-03",
    "2021-XX-05", "31/12/2021", "2021-03-02T25:00:00", "2021-03-02T10:61:00", "2021-03-02T10:00:00+99:00",
]  # fmt: skip

COMPARED = [
    ("2021-03-02", "2021-03-02", "agree"),
    ("2021-03", "2021-03-01/2021-03-31", "agree"),
    ("2021-03-14", "2021-03", "compatible"),
    ("2021-03-14", "2021", "compatible"),
    ("2021-03-14", "202X", "compatible"),
    ("2021-03-02", "2021-03-01", "conflict"),
    ("2021-01-16", "2021-01-15~", "compatible"),
    ("2021-01-25", "2021-01-15~", "conflict"),
    ("2021-03-02", "2021-01-15~", "conflict"),
    ("2021-02-01", "2021-01~", "conflict"),
    ("XXXX-03-02", "2021-03-02", "compatible"),
    ("XXXX-03-02", "XXXX-03-02", "agree"),
    ("XXXX-03-02", "2021-03-03", "conflict"),
    ("XXXX-03-02", "2021", "compatible"),
    ("XXXX-03-02", "2021-03", "compatible"),
    ("XXXX-10~", "XXXX-11-30", "conflict"),
    ("XXXX-10-15~", "XXXX-10-20", "compatible"),
    ("XXXX-12-28~", "2021-01-02", "compatible"),
    ("XXXX-01-02", "2020-12-20/2021-01-05", "compatible"),
    ("2017-03/..", "2019", "compatible"),
    ("2017-03/..", "2009", "conflict"),
    ("2020-24", "2021-01-10", "compatible"),
    ("not a date", "2021", "compatible"),
    ("[2022-04-05,2022-05-04]", "2022-05-04", "compatible"),
    ("[2022-04-05,2022-05-04]", "2022-04-20", "conflict"),
    ("[2022-04-05,2022-05-04]", "2022-04", "compatible"),
    ("[2022-04-05,2022-05-04]", "[2022-05-04,2022-06-04]", "compatible"),
    ("{2022-03-03,2022-03-04}", "2022-03-04", "compatible"),
    ("2021-03-02T04:00:00", "2021-03-02T04:30:00", "agree"),
    ("2021-03-02T04:00:00", "2021-03-02T21:00:00", "compatible"),
    ("2021-03-02T04:00:00", "2021-03-02", "agree"),
    ("2021-03-02T04:00:00", "2021-03-03T04:00:00", "conflict"),
    ("2021-03-02T23:00:00-05:00", "2021-03-03T04:00:00Z", "agree"),
    ("2021-03-02T23:00:00-05:00", "2021-03-03", "compatible"),
    ("2021-41", "2021-08", "compatible"),
    ("2021-40", "2021-08", "conflict"),
]

REASONS = [
    ("2021-03-02", "2021-03-02", "both are 2021-03-02"),
    ("2021-03", "2021-03-01/2021-03-31", "2021-03 and 2021-03-01/2021-03-31 are the same days"),
    ("2021", "2021-03-14", "2021-03-14 lies in 2021"),
    ("2021-01-15~", "2021-01-20~", "2021-01-15~ and 2021-01-20~ share days"),
    ("2021-03-02", "2021-03-14", "2021-03-02 and 2021-03-14 have no day in common: they are 12 days apart"),
    ("XXXX-03-02", "2021-03-14", "2021-03-14 and XXXX-03-02 have no day in common"),
    ("soon", "2021", "one of the two is no date that can be compared"),
]


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    assert edtf.bounds(text) == (date.fromisoformat(first), date.fromisoformat(last))
    assert edtf.is_valid(text) and edtf.year_known(text)


@pytest.mark.parametrize("text", YEARLESS)
def test_a_missing_year_is_not_made_up(text: str) -> None:
    assert edtf.is_valid(text)
    assert edtf.bounds(text) is None
    assert not edtf.year_known(text)


@pytest.mark.parametrize("text", INVALID)
def test_what_is_no_date_is_not_valid(text: str) -> None:
    assert not edtf.is_valid(text)
    assert edtf.bounds(text) is None


# Valid, but unknown to the library: a time without seconds, a doubtful month or a season without a year.
UNKNOWN_TO_THE_LIBRARY = ["2021-03-02T21:00", "XXXX-10~", "XXXX-23"]


@pytest.mark.parametrize("text", sorted({*[row[0] for row in BOUNDS], *YEARLESS} - {*UNKNOWN_TO_THE_LIBRARY}))
def test_what_is_valid_is_edtf(text: str) -> None:
    assert parse_edtf(text) is not None


@pytest.mark.parametrize(("a", "b", "verdict"), COMPARED)
def test_two_dates_compared(a: str, b: str, verdict: str) -> None:
    assert edtf.compare(a, b) == verdict
    assert edtf.compare(b, a) == verdict


@pytest.mark.parametrize(("a", "b", "reason"), REASONS)
def test_a_verdict_says_why(a: str, b: str, reason: str) -> None:
    assert edtf.judge(a, b).reason == reason
    assert edtf.judge(b, a) == edtf.judge(a, b)


def test_dates_sort_by_first_day_then_last_and_yearless_ones_come_after() -> None:
    ordered = ["2019", "2021", "2021-03-02", "2021-03-03", "2022-01", "XXXX-01-16", "XXXX-03", None]
    shuffled = ordered[5:] + ordered[:5]
    assert sorted(shuffled, key=edtf.sort_key) == ordered


days = st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 1, 1))


@st.composite
def points(draw: st.DrawFn) -> str:
    day = draw(days).isoformat()
    grain = draw(st.sampled_from([4, 7, 10]))
    year = draw(st.sampled_from([day[:4], day[:4], day[:3] + "X", "XXXX"]))
    if grain == 4 and year == "XXXX":
        grain = 7
    text = (year + day[4:])[:grain]
    if text.endswith("X-02-29"):
        text = text[:-2] + "28"
    return text + draw(st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def intervals(draw: st.DrawFn) -> str:
    first, last = sorted([draw(days), draw(days)])
    return draw(st.sampled_from([f"{first}/{last}", f"{first}/..", f"../{last}", f"[{first},{last}]"]))


dates = st.one_of(points(), intervals())


@given(dates)
def test_every_date_is_valid_and_agrees_with_itself(text: str) -> None:
    assert edtf.is_valid(text)
    assert edtf.compare(text, text) == "agree"


@given(dates, dates)
def test_comparison_is_symmetric(a: str, b: str) -> None:
    assert edtf.judge(a, b) == edtf.judge(b, a)


@given(dates, dates)
def test_dates_whose_bounds_are_apart_conflict_and_no_others_but_one_of_several(a: str, b: str) -> None:
    x, y = edtf.bounds(a), edtf.bounds(b)
    assume(x is not None and y is not None)
    assert x is not None and y is not None
    overlap = x[0] <= y[1] and y[0] <= x[1]
    conflict = edtf.compare(a, b) == "conflict"
    assert conflict if not overlap else not conflict or "[" in a + b


@given(dates, dates)
def test_dates_that_agree_exclude_the_same_third_dates(a: str, b: str) -> None:
    if edtf.compare(a, b) == "agree":
        for other in ("2021-03-02", "199X", "XXXX-07-01"):
            assert (edtf.compare(a, other) == "conflict") == (edtf.compare(b, other) == "conflict")


@given(points(), points())
def test_one_of_two_dates_is_compatible_with_each(a: str, b: str) -> None:
    assume(edtf.year_known(a) == edtf.year_known(b))
    for one in (a, b):
        assert edtf.compare(f"[{a},{b}]", one) != "conflict"


@given(days)
def test_a_day_lies_in_its_month_year_and_decade(day: date) -> None:
    text = day.isoformat()
    for coarser in (text[:7], text[:4], text[:3] + "X", "XXXX" + text[4:], f"{day - timedelta(days=3)}~"):
        assert edtf.compare(text, coarser) == "compatible"


@given(st.text(max_size=30))
def test_any_text_is_taken(text: str) -> None:
    edtf.bounds(text)
    edtf.sort_key(text)
    assert edtf.compare(text, "2021") in ("agree", "compatible", "conflict")
