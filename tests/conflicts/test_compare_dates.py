from hypothesis import given
from hypothesis import strategies as st

from hearsay.conflicts import compare
from hearsay.records import When


def when(edtf: str | None) -> When:
    return When(edtf, 0, 1, "stated")


dates = st.builds(
    when,
    st.none()
    | st.dates().map(str)
    | st.sampled_from(["2021", "2021-03", "XXXX-03-02", "2021-03-14~", "[2021-03-02,2021-02-03]", "../2020"]),
)


def test_a_weekday_and_its_date_are_one_day_and_two_days_are_not() -> None:
    tuesday, wednesday, march = when("2021-03-02"), when("2021-03-03"), when("2021-03")
    assert compare.dates_with_reason(tuesday, when("2021-03-02")).verdict == "agree"
    assert compare.dates_with_reason(tuesday, march) == ("compatible", "2021-03-02 lies in 2021-03")
    verdict, reason = compare.dates_with_reason(tuesday, wednesday)
    assert verdict == "conflict" and "1 day apart" in reason


def test_what_is_not_known_excludes_nothing() -> None:
    assert compare.dates_with_reason(when(None), when("2021")).verdict == "compatible"


@given(dates, dates)
def test_dates_compare_the_same_both_ways_for_the_same_reason(a: When, b: When) -> None:
    assert compare.dates_with_reason(a, b) == compare.dates_with_reason(b, a)
    assert compare.dates(a, b) == compare.dates_with_reason(a, b).verdict
    assert compare.dates_with_reason(a, b).reason


@given(dates)
def test_no_date_is_in_conflict_with_itself(a: When) -> None:
    assert compare.dates(a, a) == ("agree" if a.edtf else "compatible")
