"""Reports that are part their own and part somebody else's, and where their claims go back to."""

from collections.abc import Iterable

from hearsay.origins import claim_origins, trace_origins
from hearsay.records import Claim, Origin, Report
from tests.origins.town import claim, digest, parts_of, report, words

FLOOD = (
    "The Harn burst its banks above Lower Vesk shortly before midnight and tore away the footbridge at the "
    "mill. Water stood two metres high in the market square of Vesk by the early morning, and forty families "
    "were taken to the school on the hill."
)
WIRE = report(
    f"VESK, June 3 (Norvia Press Agency) - {FLOOD} Roads towards Tarn remain closed, the prefect said.",
    "Norvia Press Agency",
    "2031-06-03",
)
FARMER = (
    "For Ilse Brandt the night began with a noise in the stable. She led eleven cows up the meadow by the "
    "light of a torch, she told the Vesk Courier, and came back for the calves with the water at her knees."
)
SHEEP = (
    "Her neighbour lost all of his sheep. Nobody had warned the farms below the weir, although the keeper "
    "there has had a telephone since spring, and the council promised sirens ten years ago."
)
COURIER = report(f"{FARMER}\n\n{SHEEP}\n\n{SHEEP[::-1]}\n\n{FLOOD}", "Vesk Courier", "2031-06-04")
TAKEN_OVER = report(f"{FLOOD}\n\n{SHEEP}", "Tarn Mirror", "2031-06-04")
QUOTED = (
    '"We measured four hundred millimetres in nine hours, '
    'which no gauge in this valley has ever shown before"'
)
ALMANAC = report(
    f"The weather office in Orle spoke of a night without a match. {QUOTED}, said Tove Lind. Cellars in Orle "
    "stayed dry.",
    "Orle Almanac",
    "2031-06-04",
)
LANTERN = report(
    f"Hydrologist Tove Lind has kept the books of the Harn for thirty years. {QUOTED}, said Tove Lind. The "
    "insurers in Tarn met on Tuesday.",
    "Tarn Lantern",
    "2031-06-05",
)
OFFICE = report(
    f"Weather Office of Norvia, press release. {QUOTED[1:-1]}. The gauges of Tarn and the Harn were "
    "checked by Tove Lind.",
    "Weather Office of Norvia",
    "2031-06-04",
    genre="statement",
)
ECHO = report(
    "The mayor of Vesk slept through the flood, the Gull Weekly reported. Anna Horn lost her boat to the "
    "Harn. Peter Sand of Tarn found it at the mill.",
    "Vesk Echo",
    "2031-06-05",
)
POST = report(
    "Anna Horn is looking for the owner of a boat. The council in Vesk met with Peter Sand of Tarn about the "
    "mill on the Harn. The mayor was not awake that night, the Gull Weekly reported.",
    "Tarn Post",
    "2031-06-06",
)


def trace(*reports: Report, claims: Iterable[Claim] = ()) -> tuple[list[Origin], dict[str, str]]:
    texts = {one.id: one.text for one in reports}
    given = {one.id: [c for c in claims if c.report == one.id] for one in reports}
    origins = trace_origins([digest(one, given[one.id]) for one in reports], texts.__getitem__)
    found, more = claim_origins(origins, given.__getitem__)
    return [*origins, *more], found


def test_a_passage_in_a_report_of_its_own_goes_back_to_the_agency() -> None:
    flood, cows = claim(COURIER, "forty families were taken to the school"), claim(COURIER, "eleven cows")
    origins, found = trace(WIRE, COURIER, claims=[flood, cows])
    assert len(origins) == 2
    (part,) = parts_of(origins, COURIER)
    assert (part.relation, part.of, part.direction) == ("copy", WIRE.id, "later")
    assert words(COURIER, part.evidence) == [FLOOD.removesuffix(".")]
    (of_wire,) = (origin.id for origin in origins if origin.first == WIRE.id)
    assert found == {flood.id: of_wire}


def test_what_a_copy_adds_is_an_account_of_its_own() -> None:
    flood, sheep = claim(TAKEN_OVER, "tore away the footbridge"), claim(TAKEN_OVER, "lost all of his sheep")
    origins, found = trace(WIRE, TAKEN_OVER, claims=[flood, sheep])
    of_both, added = sorted(origins, key=lambda origin: -len(origin.members))
    assert len(of_both.members) == 2
    assert (added.first, added.members) == (TAKEN_OVER.id, ())
    assert found == {sheep.id: added.id}


def test_what_somebody_told_the_paper_is_its_own() -> None:
    told = report(
        f"{FLOOD} Ilse Brandt told the Vesk Courier that the weir had stood open.", "Vesk Courier", None
    )
    weir = claim(told, "the weir had stood open")
    origins, found = trace(WIRE, told, claims=[weir])
    (made,) = (origin for origin in origins if not origin.members)
    assert found == {weir.id: made.id}


def test_two_reporters_who_quote_one_speaker_have_one_statement_and_two_accounts() -> None:
    rain = [claim(one, QUOTED[1:-1], "Tove Lind") for one in (ALMANAC, LANTERN)]
    origins, found = trace(ALMANAC, LANTERN, claims=rain)
    (statement,) = (origin for origin in origins if not origin.members)
    assert len(origins) == 3
    assert found == {one.id: statement.id for one in rain}
    assert statement.outside == "Tove Lind"


def test_a_quotation_goes_back_to_the_statement_that_holds_it() -> None:
    rain = claim(LANTERN, QUOTED[1:-1], "Tove Lind")
    origins, found = trace(OFFICE, LANTERN, claims=[rain])
    assert len(origins) == 2
    assert found == {rain.id: next(origin.id for origin in origins if origin.first == OFFICE.id)}


def test_two_reports_that_pass_on_one_paper_that_is_not_at_hand_count_once_for_that() -> None:
    asleep = [
        claim(ECHO, "The mayor of Vesk slept through the flood", "Gull Weekly"),
        claim(POST, "The mayor was not awake that night", "Gull Weekly"),
    ]
    boats = [
        claim(ECHO, "Anna Horn lost her boat to the Harn"),
        claim(POST, "Anna Horn is looking for the owner"),
    ]
    more = [claim(one, "Peter Sand of Tarn", "Anna Horn") for one in (ECHO, POST)] + [
        claim(ECHO, "found it at the mill", "Peter Sand"),
        claim(POST, "met with Peter Sand", "council"),
        claim(POST, "about the mill", "Anna Horn"),
    ]
    origins, found = trace(ECHO, POST, claims=asleep + boats + more)
    (gull,) = (origin for origin in origins if origin.outside == "Gull Weekly")
    assert gull.members == ()
    assert found == {one.id: gull.id for one in asleep}


def test_a_notice_of_the_page_is_no_passage() -> None:
    notice = (
        "All rights reserved. This material may not be published, broadcast, rewritten or redistributed "
        "without the written permission of the Northern Newspaper Group and its partners in the region."
    )
    one = report(
        f"Ana Pell opened a bakery in Orle on Monday, with Tomas Reck.\n\n{notice}", "Orle Almanac", None
    )
    other = report(
        f"Tomas Reck met Ana Pell and the mayor of Orle for tea.\n\n{notice}", "Tarn Lantern", None
    )
    origins, _ = trace(one, other)
    assert [member.parts for origin in origins for member in origin.members] == [(), ()]


def test_nobody_knows_who_was_first_where_nothing_tells() -> None:
    one = report(f"{SHEEP} {FLOOD}", "Orle Almanac", "2031-06-04")
    other = report(f"{FLOOD} {SHEEP}", "Tarn Lantern", "2031-06-04")
    (origin,), _ = trace(one, other)
    assert [member.direction for member in origin.members] == [None, None]
