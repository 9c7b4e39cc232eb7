import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.dates import find_date, numeric_order


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Friday, 5 March 2021", "2021-03-05"),
        ("Monday 5 May 2014", "2014-05-05"),
        ("May 5th, 2014", "2014-05-05"),
        ("Posted on 1st of May 2013", "2013-05-01"),
        ("Nov. 11, 2018", "2018-11-11"),
        ("04-Mar-2021", "2021-03-04"),
        ("5.5.2014", "2014-05-05"),
        ("10.06.2016", "2016-06-10"),
        ("2014-05-05", "2014-05-05"),
        ("2014/05/05 10:30", "2014-05-05"),
        ("Sat, 06 Mar 2021 23:59:00 +0100", "2021-03-06"),
        ("2018-11-13T23:05:00-05:00", "2018-11-13"),
        ("mid-June 2016", "2016-06-15~"),
        ("November 2018", "2018-11"),
        ("Spring 2019", "2019-21"),
        ("5 March", "XXXX-03-05"),
        ("March 4", "XXXX-03-04"),
    ],
)
def test_a_written_date_becomes_edtf(line: str, edtf: str) -> None:
    found = find_date(line)
    assert found is not None
    assert (found.edtf, found.assumed) == (edtf, None)


@pytest.mark.parametrize("line", ["", "no day at all", "99.99.2020", "between 10 and 20", "version 3.14"])
def test_a_line_without_a_date_has_none(line: str) -> None:
    assert find_date(line) is None


def test_the_order_of_numbers_is_assumed_only_where_nothing_tells() -> None:
    bare = find_date("06/03/2021")
    assert bare is not None
    assert (bare.edtf, bare.assumed) == ("2021-03-06", "assumed day first")
    weekday = find_date("Thursday 06/03/2021")
    assert weekday is not None
    assert (weekday.edtf, weekday.assumed) == ("2021-06-03", None)
    document = find_date("06/03/2021", day_first=numeric_order("signed on 02/17/2021"))
    assert document is not None
    assert (document.edtf, document.assumed) == ("2021-06-03", None)


@given(st.text(max_size=60))
def test_any_line_is_read_without_an_error(line: str) -> None:
    found = find_date(line)
    assert found is None or 0 <= found.start < found.end <= len(line)
