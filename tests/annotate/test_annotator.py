"""Reports keep their order, their batch does not matter, and no language is read as another."""

from collections.abc import Iterator

import pytest

from hearsay.annotate import Annotator, load_annotator
from hearsay.annotate.annotator import bare, batches
from hearsay.config import AnnotateConfig
from hearsay.records import Report

ENGLISH = (
    "Mayor Ana Pell said on Monday that the ferry to Vellan would sail again by 1 June.",
    "At least 14 people were hurt when a tram left its rails in Lisbon, police said.\n\nNobody was killed.",
    "The union denies that its members blocked the road. “We were at home,” said its secretary, Tom Reck.",
)
GERMAN = "Die Fähre sank am 3. Mai. „Niemand wurde verletzt“, sagte Anna Pell!\n\nDas Wetter war gut"


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return load_annotator(AnnotateConfig(batch=3))


def report(number: int, text: str, language: str | None = "en") -> Report:
    return Report(f"report-{number}", "a.txt", None, None, (), "2031-05-07", language, "news", text)


REPORTS = [
    report(1, ENGLISH[0]),
    report(2, GERMAN, "de"),
    report(3, ENGLISH[1], None),
    report(4, ENGLISH[2], "en-GB"),
]


def test_reports_keep_their_order(annotator: Annotator) -> None:
    found = list(annotator.annotate(REPORTS))
    assert [doc.report for doc in found] == REPORTS
    assert [doc.parse is not None for doc in found] == [True, False, True, True]


def test_a_report_reads_the_same_alone_and_among_others(annotator: Annotator) -> None:
    def without_parse(doc):
        return doc.report.id, doc.sentences, doc.names, doc.dates, doc.places, doc.amounts, doc.attributions

    together = [without_parse(doc) for doc in annotator.annotate(REPORTS)]
    alone = [without_parse(doc) for one in REPORTS for doc in annotator.annotate([one])]
    assert alone == together


def test_another_language_has_sentences_and_nothing_that_is_guessed() -> None:
    doc = bare(REPORTS[1])
    assert [GERMAN[s.start : s.end] for s in doc.sentences] == [
        "Die Fähre sank am 3. Mai.",
        "„Niemand wurde verletzt“, sagte Anna Pell!",
        "Das Wetter war gut",
    ]
    assert (doc.names, doc.dates, doc.places, doc.amounts, doc.attributions) == ((), (), (), (), ())


def test_no_more_is_read_than_one_batch_ahead() -> None:
    taken = []

    def counted() -> Iterator[Report]:
        for number in range(100):
            taken.append(number)
            yield report(number, "word " * 10)

    groups = batches(counted(), count=7, characters=10_000)
    assert len(next(groups)) == 7
    assert len(taken) == 7
    assert sum(map(len, groups)) == 93


def test_long_texts_make_small_batches() -> None:
    long = [report(number, "word " * 100) for number in range(5)]
    assert [len(group) for group in batches(long, count=100, characters=1000)] == [2, 2, 1]
