"""What a check makes of reports that support, deny, discuss or are silent, counted by origin."""

from dataclasses import replace

import pytest

from hearsay.annotate import Annotator
from hearsay.check import Checked, check_claim, telling_words
from hearsay.claims import find_claims
from hearsay.records import Claim, Origin, Report
from tests.check.reports import report_of

COURIER = "The dam above Tolmen burst on 4 May 2031. Engineer Ida Rusk said 12 people had drowned."
COPY = "The dam above Tolmen burst on 4 May 2031. Engineer Ida Rusk said 12 people had drowned. More follows."
COUNCIL = "The council of Tolmen denied that the dam had burst. Mayor Per Lind said the water was rising."
WEATHER = "The dam above Tolmen may burst, the weather office warned. Rain is forecast until Sunday."
HARVEST = "The barley harvest was good. Farmers in the valley expect fair prices."


def origin(name: str, *, established: bool = True) -> Origin:
    return Origin(id=name, story=None, first=name, members=(), established=established)


@pytest.fixture(scope="module")
def read(annotator: Annotator) -> dict[str, tuple[Report, list[Claim]]]:
    texts = [COURIER, COPY, COUNCIL, WEATHER, HARVEST]
    docs = annotator.annotate([report_of(text) for text in texts])
    return {doc.report.text: (doc.report, list(find_claims(doc))) for doc in docs}


def check(text: str, read: dict[str, tuple[Report, list[Claim]]], *reports: str) -> Checked:
    return check_claim(text, [read[report] for report in reports], lambda name: None)


def test_each_report_stands_on_its_side(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    checked = check("The dam burst.", read, COURIER, COUNCIL, WEATHER, HARVEST)
    assert [f.report for f in checked.supports.findings] == [report_of(COURIER).id]
    assert [f.report for f in checked.denies.findings] == [report_of(COUNCIL).id]
    assert [f.report for f in checked.discusses.findings] == [report_of(WEATHER).id]
    assert checked.silent == (report_of(HARVEST).id,)


def test_a_denial_is_a_denial_with_its_voice(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    checked = check("The dam had burst.", read, COUNCIL)
    (finding,) = checked.denies.findings
    assert finding.voice is not None
    assert "council" in finding.voice
    assert finding.differences[0].kind == "negation"


def test_a_denial_of_what_a_claim_denies_supports_it(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    checked = check("The dam had not burst.", read, COUNCIL)
    assert checked.supports.findings
    assert not checked.denies.findings


def test_another_number_is_named_as_the_difference(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    (finding,) = check("21 people had drowned.", read, COURIER).denies.findings
    assert finding.voice == "Ida Rusk"
    assert [(d.kind, d.claimed, d.said) for d in finding.differences] == [("number", "21", "12")]


def test_findings_quote_the_report(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    checked = check("The dam above Tolmen burst.", read, *read)
    for side in (checked.supports, checked.denies, checked.discusses):
        for finding in side.findings:
            text = next(report.text for report, _ in read.values() if report.id == finding.report)
            assert text[finding.start : finding.end] == finding.text


def test_reports_of_one_origin_count_once(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    wire = [_of("origin-wire", *read[text]) for text in (COURIER, COPY)]
    checked = check_claim("The dam above Tolmen burst.", wire, lambda name: origin(name))
    assert len(checked.supports.findings) == 2
    assert (checked.supports.origins, checked.supports.unestablished) == (1, 0)


def test_unknown_lineage_is_counted_apart(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    two = [_of("origin-wire", *read[COURIER]), _of("origin-lost", *read[COPY])]
    checked = check_claim(
        "The dam above Tolmen burst.", two, lambda name: origin(name, established=name == "origin-wire")
    )
    assert (checked.supports.origins, checked.supports.unestablished) == (1, 1)


def test_an_analysis_is_not_counted_beside_the_accounts_that_it_weighs(
    read: dict[str, tuple[Report, list[Claim]]],
) -> None:
    two = [_of("origin-wire", *read[COURIER]), _of("origin-essay", *read[COPY])]
    checked = check_claim(
        "The dam above Tolmen burst.",
        two,
        lambda name: replace(origin(name), discusses=name == "origin-essay"),
    )
    assert (checked.supports.origins, checked.supports.unestablished) == (1, 0)


def test_the_order_of_reports_does_not_matter(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    text = "The dam above Tolmen burst."
    assert check(text, read, *read) == check(text, read, *reversed(list(read)))


def test_telling_words_leave_out_those_that_every_report_has() -> None:
    assert telling_words("The dam above Tolmen has burst.") == ["tolmen", "dam", "burst", "above"]
    assert telling_words("It is.") == []


def test_a_claim_without_words_finds_nothing(read: dict[str, tuple[Report, list[Claim]]]) -> None:
    assert check("…", read, COURIER).silent == (report_of(COURIER).id,)


def _of(name: str, report: Report, claims: list[Claim]) -> tuple[Report, list[Claim]]:
    return replace(report, origin=name), [replace(claim, origin=name) for claim in claims]
