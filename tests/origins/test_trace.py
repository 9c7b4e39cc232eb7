"""A small wire story, those who took it over, and those who did not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.origins import text_digest, trace_origins
from hearsay.records import AnnotatedReport, Genre, Origin, Report, Span, report_id

WIRE = (
    "PORT ALBA, May 4 (Delta Press Agency) - A ferry with 61 people on board sank off Grimsel Point early "
    "on Monday, the Norvian coast guard said. Eleven passengers were missing after the boat struck a reef "
    "in thick fog.\n\n"
    "Fishermen from the village of Sorr pulled 42 survivors out of the water and brought them to the "
    "harbour of Port Alba. The Saint Brenna had left the island of Tolm shortly after four.\n\n"
    '"The captain radioed once and then there was nothing but silence," said Anna Lorne of the guard.'
)
CUT = (
    "A ferry with 61 people on board sank off Grimsel Point early on Monday, the Norvian coast guard said. "
    "Seventeen passengers were missing after the boat struck a reef in thick fog.\n\n"
    "Fishermen from the village of Sorr pulled 24 survivors out of the water and brought them to Port Alba."
)
REWRITE = (
    "The Saint Brenna went down before dawn on Monday near Grimsel Point, the Delta Press Agency reported. "
    "More than forty people from Tolm were saved by fishermen from Sorr, the agency said. "
    "According to the same report, eleven are missing."
)
WITNESS = (
    "On the quay of Port Alba women wait for news of the Saint Brenna. Piet Abery, who stood at the rail, "
    "told the Alba Echo that nobody had kept a lookout. He swam for an hour towards Grimsel Point, he said. "
    '"The captain radioed once and then there was nothing but silence," said Anna Lorne of the guard.'
)


def report(text: str, publisher: str | None, published: str | None, *, genre: Genre = "news") -> Report:
    name = report_id(text, publisher=publisher, published=published)
    return Report(name, f"{publisher}.txt", None, publisher, (), published, "en", genre, text)


def trace(*reports: Report) -> list[Origin]:
    texts = {one.id: one.text for one in reports}
    return trace_origins([text_digest(annotated(one), ()) for one in reports], texts.__getitem__)


def annotated(one: Report) -> AnnotatedReport:
    spans, start = [], 0
    for sentence in one.text.replace(". ", ".\0").replace("\n\n", "\0\0").split("\0"):
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return AnnotatedReport(one, tuple(spans), (), (), (), (), (), None)


def relations(origins: list[Origin], reports: list[Report]) -> dict[str | None, tuple[str, str | None]]:
    names = {one.id: one.publisher for one in reports}
    return {
        names[member.report]: (member.relation, names[member.of] if member.of else None)
        for origin in origins
        for member in origin.members
    }


AGENCY = report(WIRE, "Delta Press Agency", "2031-05-04")
GAZETTE = report(CUT, "Grimsel Gazette", "2031-05-04")
POST = report(REWRITE, "Tolm Post", "2031-05-05")
ECHO = report(WITNESS, "Alba Echo", "2031-05-05")


def test_a_cut_copy_with_changed_numbers_goes_back_to_the_agency() -> None:
    assert relations(trace(AGENCY, GAZETTE), [AGENCY, GAZETTE]) == {
        "Delta Press Agency": ("origin", None),
        "Grimsel Gazette": ("copy", "Delta Press Agency"),
    }


def test_the_evidence_of_a_copy_quotes_both_texts() -> None:
    (origin,) = trace(AGENCY, GAZETTE)
    (copy,) = (member for member in origin.members if member.relation == "copy")
    for found in copy.evidence:
        ours, theirs = CUT[found.start : found.end], WIRE[found.of_start : found.of_end]
        assert ours.split()[:4] == theirs.split()[:4]


def test_a_report_that_says_it_rests_on_the_agency_is_derived() -> None:
    origins = trace(AGENCY, POST)
    assert relations(origins, [AGENCY, POST])["Tolm Post"] == ("derived", "Delta Press Agency")
    (member,) = (m for m in origins[0].members if m.relation == "derived")
    assert "Delta Press Agency" in REWRITE[member.evidence[0].start : member.evidence[0].end]


def test_the_same_quotation_alone_is_no_copy() -> None:
    assert len(trace(AGENCY, ECHO)) == 2


def test_an_opinion_on_what_the_agency_reported_is_an_account_of_its_own() -> None:
    opinion = replace(POST, genre="opinion")
    assert len(trace(AGENCY, opinion)) == 2


def test_a_later_report_is_never_the_source_of_an_earlier_one() -> None:
    late = report(WIRE.replace("(Delta Press Agency) ", ""), "Sorr Herald", "2031-05-09")
    assert relations(trace(late, GAZETTE), [late, GAZETTE])["Sorr Herald"] == ("copy", "Grimsel Gazette")


def test_a_second_report_of_the_same_publisher_is_no_second_account() -> None:
    update = report(
        "Two more passengers of the Saint Brenna were found off Grimsel Point, the Norvian coast guard said. "
        "Anna Lorne spoke in Port Alba; the ferry had come from Tolm.",
        "Delta Press Agency",
        "2031-05-06",
    )
    (origin,) = trace(AGENCY, update)
    assert origin.first == AGENCY.id
    assert {member.report: member.relation for member in origin.members}[update.id] == "derived"


def test_an_agency_that_is_not_at_hand_is_named() -> None:
    origins = trace(POST)
    assert [origin.outside for origin in origins] == ["Delta Press Agency"]
    assert origins[0].members[0].relation == "derived"


def test_a_report_of_which_nothing_is_known_is_not_established() -> None:
    stray = report(
        "Somebody saw lights over Tolm in the night, and nobody knows whose they were.", None, None
    )
    assert [origin.established for origin in trace(stray)] == [False]
    assert [origin.established for origin in trace(ECHO)] == [True]


ALL = [AGENCY, GAZETTE, POST, ECHO]


@settings(max_examples=15, deadline=None)
@given(st.permutations(ALL))
def test_the_order_of_reports_changes_nothing(order: list[Report]) -> None:
    assert trace(*order) == trace(*ALL)


def test_every_report_is_in_one_origin() -> None:
    members = [member.report for origin in trace(*ALL) for member in origin.members]
    assert sorted(members) == sorted(one.id for one in ALL)


@pytest.mark.parametrize("text", ["", "One.", "«»“”\"'", "1 2 3 4 5 6 7 8 9"])
def test_a_text_without_words_has_a_digest(text: str) -> None:
    assert len(trace(report(text, None, None), AGENCY)) == 2
