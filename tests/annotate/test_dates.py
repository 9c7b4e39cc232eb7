"""Every row: the words of a report, the report's date, and what each expression in it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.annotate.dates import find_dates
from hearsay.annotate.numbers import number_value
from hearsay.records import Span, When, edtf


def read(text: str, published: str | None) -> list[When]:
    return list(find_dates(text, published=published, sentences=(Span(0, len(text)),)))


# The report is of Thursday, 14 May 2020.
THURSDAY = "2020-05-14"

MEANT = [
    # written in full
    ("The mine closed on 3 May 2019.", "3 May 2019", "2019-05-03"),
    ("The mine closed on May 3, 2019.", "May 3, 2019", "2019-05-03"),
    ("The mine closed on the 3rd of May 2019.", "3rd of May 2019", "2019-05-03"),
    ("The mine closed on Friday, May 3, 2019, at last.", "Friday, May 3, 2019", "2019-05-03"),
    ("MARROW, Nov. 2, 2018 (Coast Wire) - The mine closed.", "Nov. 2, 2018", "2018-11-02"),
    ("The mine closed on 2019-05-03.", "2019-05-03", "2019-05-03"),
    ("The mine closed on 03.05.2019.", "03.05.2019", "2019-05-03"),
    ("The mine closed on 23/05/2019.", "23/05/2019", "2019-05-23"),
    ("The mine closed on 05/23/2019.", "05/23/2019", "2019-05-23"),
    ("The mine closed on 03/05/2019.", "03/05/2019", "[2019-03-05,2019-05-03]"),
    ("Written on 14/05/2020.", "14/05/2020", "2020-05-14"),
    ("The mine closed in May 2019.", "May 2019", "2019-05"),
    ("The mine closed in 2019.", "2019", "2019"),
    ("The mine closed in the 1990s.", "the 1990s", "199X"),
    ("It was built in the 19th century.", "the 19th century", "18XX"),
    ("The mine closed in the winter of 2014-15.", "the winter of 2014-15", "2014-24"),
    ("The mine closed in the third quarter of 2019.", "the third quarter of 2019", "2019-35"),
    ("The mine closed in early 2019.", "early 2019", "2019-01/2019-04"),
    ("The mine closed in mid-March 2019.", "mid-March 2019", "2019-03-15~"),
    ("The mine closed around 1990.", "around 1990", "1990~"),
    ("The mine closed in the late 1980s.", "the late 1980s", "1987/1989"),
    # the year is that of the report, or of the year next to it
    ("The mine closed on 3 March.", "3 March", "2020-03-03"),
    ("The mine closed on 3 December.", "3 December", "2019-12-03"),
    ("The mine will close on 3 December.", "3 December", "2020-12-03"),
    ("The mine will close on 3 February.", "3 February", "2021-02-03"),
    ("The mine closed in December.", "December", "2019-12"),
    ("The mine closed in May.", "May", "2020-05"),
    ("The mine will close in October.", "October", "2020-10"),
    ("The mine closed in mid-April.", "mid-April", "2020-04-15~"),
    ("The mine closed in late April.", "late April", "2020-04-25~"),
    ("The mine closed last June.", "last June", "2019-06"),
    ("The mine closed in June last year.", "June last year", "2019-06"),
    # reckoned from the day of the report
    ("The mine closed on Tuesday.", "Tuesday", "2020-05-12"),
    ("The mine closed on Thursday.", "Thursday", "2020-05-14"),
    ("The mine closed on Friday.", "Friday", "2020-05-08"),
    ("The mine will close on Tuesday.", "Tuesday", "2020-05-19"),
    ("The mine closed last Thursday.", "last Thursday", "2020-05-07"),
    ("The strike begins next Monday.", "next Monday", "2020-05-18"),
    ("The mine closed late on Tuesday.", "late on Tuesday", "2020-05-12"),
    ("The mine closed on Monday evening.", "Monday evening", "2020-05-11"),
    ("The mine closed shortly before 4 a.m. on Sunday.", "4 a.m. on Sunday", "2020-05-10T04:00:00"),
    ("The mine closed on Sunday at 21:30.", "Sunday at 21:30", "2020-05-10T21:30:00"),
    ("The mine closed yesterday.", "yesterday", "2020-05-13"),
    ("The mine closed the day before yesterday.", "the day before yesterday", "2020-05-12"),
    ("The mine closes today.", "today", "2020-05-14"),
    ("The mine closed this morning.", "this morning", "2020-05-14"),
    ("The mine closes tomorrow.", "tomorrow", "2020-05-15"),
    ("The mine closed last week.", "last week", "2020-05-04/2020-05-10"),
    ("The mine closed last month.", "last month", "2020-04"),
    ("The mine closed last year.", "last year", "2019"),
    ("The mine closed last fall.", "last fall", "2019-23"),
    ("Nobody was seen this winter.", "this winter", "2019-24"),
    ("The mine closed this year.", "this year", "2020"),
    ("The mine closed late last year.", "late last year", "2019-09/2019-12"),
    ("The mine closed three weeks ago.", "three weeks ago", "2020-04-23~"),
    ("The mine closed two days ago.", "two days ago", "2020-05-12"),
    ("The mine closed a dozen years ago.", "a dozen years ago", "2008"),
    # since, until, between
    ("It has been closed since March 2017.", "March 2017", "2017-03/.."),
    ("It has been closed since Monday.", "Monday", "2020-05-11/.."),
    ("The mine was open until 2016.", "2016", "../2016"),
    ("He was mayor from 2010 to 2014.", "2010 to 2014", "2010/2014"),
    ("It happened between March and May 2019.", "March and May 2019", "2019-03/2019-05"),
    ("The fair lasted from 6 to 8 March.", "6 to 8 March", "2020-03-06/2020-03-08"),
    ("The fair lasted from 28 February to 2 March.", "28 February to 2 March", "2020-02-28/2020-03-02"),
    ("Shots were heard on 6 and 8 March.", "6 and 8 March", "{2020-03-06,2020-03-08}"),
]

DUE = [
    ("The council will open the road by 1 July.", "2020-07-01"),
    ("The road will be open by July.", "2020-07"),
    ("They promised a text by the end of June.", "2020-06-30"),
    ("A bill is due before the end of August.", "2020-08-31"),
    ("She expects a split before the end of next year.", "2021-12-31"),
    ("Tents would be set up by Saturday evening.", "2020-05-16"),
    ("A judge ordered the firm to pay by 20 May.", "2020-05-20"),
    ("The results were expected within two weeks.", "2020-05-28"),
    ("The panel will report within 30 days.", "2020-06-13"),
    ("The road must be open no later than 1 July.", "2020-07-01"),
    ("A text will be signed before the end of next year.", "2021-12-31"),
    ("A text has yet to be signed by 20 May.", "2020-05-20"),
]

NO_YEAR = [
    ("He died on 16 January.", "XXXX-01-16"),
    ("He died in mid-January.", "XXXX-01~"),
    ("He died in January.", "XXXX-01"),
    ("He died in 2019.", "2019"),
    ("Entry was free until the end of March.", "XXXX-03~"),
    ("He died on Tuesday.", None),
    ("He died yesterday.", None),
    ("He died last year.", None),
]

NOTHING = [
    "On 31 February nothing happened.",
    "Nobody knows what fell on Nov 31.",
    "In 2,000 cases the pump failed.",
    "Some 2000 soldiers guard it.",
    "She may go, and they may not.",
    "They march through the village in second place.",
    "The order stands until further notice.",
    "It cost $1990 in all.",
    "Call 555-2019 or read No. 2019.",
    "The team won 3-1 and the vote was 12-10.",
    "Dr. May Olden, 58, runs it.",
    "A 12-year-old boy found it.",
    "Version 10.12.3 of the text.",
    "Section 3.2 of article 14.",
]


@pytest.mark.parametrize(("text", "words", "meant"), MEANT)
def test_what_is_meant(text: str, words: str, meant: str) -> None:
    when = next(when for when in read(text, THURSDAY) if text[when.start : when.end] == words)
    assert when.edtf == meant
    assert edtf.is_valid(meant)


@pytest.mark.parametrize(("text", "day"), DUE)
def test_deadlines(text: str, day: str) -> None:
    assert [(when.edtf, when.role) for when in read(text, THURSDAY)] == [(day, "due")]


@pytest.mark.parametrize(("text", "meant"), NO_YEAR)
@pytest.mark.parametrize("published", [None, "XXXX-05-14"])
def test_without_the_year_of_the_report_none_is_made_up(
    text: str, meant: str | None, published: str | None
) -> None:
    (when,) = read(text, published)
    assert when.edtf == meant
    assert when.basis == "stated"
    assert meant is not None or when.reason


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date(text: str) -> None:
    assert [when for when in read(text, THURSDAY) if when.edtf] == []


def test_the_words_reckoned_from_are_named() -> None:
    (when,) = read("The mine closed on Tuesday.", THURSDAY)
    assert (when.basis, when.reason) == ("resolved", "reckoned from the report's date, 2020-05-14")


def test_a_report_known_to_the_month_decides_years_but_no_weekdays() -> None:
    found = read("It fell on Tuesday, after a warning on 4 April.", "2020-05")
    assert [when.edtf for when in found] == [None, "2020-04-04"]


def test_days_later_are_counted_from_the_date_mentioned_before() -> None:
    found = read("The dam broke on 3 March 2019. Two days later the mayor left.", THURSDAY)
    assert [when.edtf for when in found] == ["2019-03-03", "2019-03-05"]


def test_hours_later_may_be_the_next_day() -> None:
    found = read("The dam broke on 3 March 2019. Hours later the mayor left.", THURSDAY)
    assert found[1].edtf == "2019-03-03/2019-03-04"


def test_days_later_than_nothing_stay_unresolved() -> None:
    (when,) = read("Two days later the mayor left.", THURSDAY)
    assert when.edtf is None and when.reason


def test_a_dateline_stands_in_for_a_missing_date() -> None:
    found = read("MARROW, March 5, 2020 (Coast Wire) - The mine closed on Tuesday.", None)
    assert [when.edtf for when in found] == ["2020-03-05", "2020-03-03"]
    assert "head of the text" in (found[1].reason or "")


@pytest.mark.parametrize(
    ("text", "type_", "timex"),
    [
        ("It took two weeks.", "DURATION", "P2W"),
        ("It took several years.", "DURATION", "PXY"),
        ("It took an hour and a half.", "DURATION", "PT1H30M"),
        ("They met every Friday.", "SET", "XXXX-WXX-5"),
        ("They met twice a week.", "SET", "P1W"),
        ("They met monthly.", "SET", "P1M"),
        ("They are now free.", "DATE", "PRESENT_REF"),
        ("They met on Monday night.", "TIME", "2020-05-11TNI"),
    ],
)
def test_lengths_and_repetitions_are_no_dates_of_a_happening(text: str, type_: str, timex: str) -> None:
    (when,) = read(text, THURSDAY)
    assert (when.type, when.timex) == (type_, timex)
    assert (when.edtf is None) == (type_ != "TIME")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2,500", 2500),
        ("4.1 million", 4_100_000),
        ("two hundred and six", 206),
        ("a dozen", 12),
        ("two dozen", 24),
        ("twenty-one thousand", 21_000),
        ("three billion", 3e9),
        ("fence", None),
    ],
)
def test_numbers(words: str, value: float | None) -> None:
    assert number_value(words) == value


WORDS = [row[0] for row in MEANT + DUE] + NOTHING
published = st.sampled_from(
    [None, THURSDAY, "2020-05", "2020", "XXXX-05-14", "2020-05-14~", "0001-01-01", "9999-12-31"]
)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=6), published)
def test_any_text_gives_spans_in_order_and_valid_dates(parts: list[str], day: str | None) -> None:
    text = " ".join(parts)
    end = 0
    for when in read(text, day):
        assert end <= when.start < when.end <= len(text)
        assert when.edtf is None or edtf.is_valid(when.edtf)
        end = when.end
