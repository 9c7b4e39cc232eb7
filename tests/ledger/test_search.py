"""Any words may be searched for, and a hit quotes the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.ledger import Ledger, open_ledger
from hearsay.records import Report


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = open_ledger(tmp_path_factory.mktemp("library") / "a.ledger", create=True)
    texts = {
        "1": "The mayor of Zürich-West said the ferries were late. Later, the U.S. envoy left.",
        "2": "Nobody was late for the mayor's dinner. " + "The soup was cold. " * 40 + "An old ferry sank.",
        "3": "It rained.",
    }
    for number, text in texts.items():
        title = "Of mayors and ferries" if number == "3" else None
        report = Report(f"report-{number}", "a.txt", title, None, (), None, "en", "news", text)
        ledger.add_report(report, names=[], claims=[], digests=[])
    return ledger


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", {"1": "ferries", "2": "ferry", "3": ""}),
        ("FERRIES late", {"1": "ferries", "2": "late"}),
        ('"late for"', {"2": "late for"}),
        ("zurich-west", {"1": "Zürich-West"}),
        ("u.s.", {"1": "U.S"}),
        ("submarine", {}),
        ("late AND submarine", {}),
        ("soup NOT", {}),
        ("", {}),
        ('"', {}),
        ("* ( ^ : -", {}),
    ],
)
def test_words_are_found_where_they_stand(library: Ledger, query: str, found: dict[str, str]) -> None:
    hits = {
        hit.report[-1]: library.report(hit.report).text[hit.start : hit.end] for hit in library.search(query)
    }
    assert hits == found


def test_a_snippet_shows_the_words_around(library: Ledger) -> None:
    (hit,) = library.search("sank")
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith("An old ferry sank.")


def test_a_limit_is_kept(library: Ledger) -> None:
    assert len(library.search("mayor", limit=1)) == 1


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters()) | st.text(alphabet="ferry \"'*():^-+{}AND OR NOT NEAR\x00\\;"))
def test_every_string_is_a_query(library: Ledger, query: str) -> None:
    library.search(query)
