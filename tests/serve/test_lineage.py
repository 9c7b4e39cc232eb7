"""Who rests on whom: the graph of a story, two reports side by side, the page of a publisher."""

import re
from urllib.parse import quote

import httpx
from hypothesis import given
from hypothesis import strategies as st

from hearsay.export.dossier import Dossier
from hearsay.export.graph import HEIGHT, MOST, graph_svg, origin_graph
from hearsay.ledger import Ledger
from hearsay.records import Evidence, Member, Origin, Part
from hearsay.serve.beside import beside, differences
from tests.serve.fiction import make_report
from tests.serve.test_pages import words

TEXT = "Mill burns\n\nTwo people died on Monday, the mayor said. It rained."
WIRE = make_report(
    "Mill burns\n\nTwo people died on Monday, the mayor said. It rained.", "wire.txt", publisher="Wire"
)
DAILY = make_report("Fire\n\nTwo men died on Monday, the mayor said.", "daily.txt", publisher="Daily")
EVENING = make_report("Later\n\nThe Wire reported a fire.", "evening.txt", publisher="Evening")
AT = Evidence(6, 45, 12, 54)
FAMILY = Origin(
    "o",
    WIRE.id,
    (
        Member(WIRE.id, "origin", None),
        Member(DAILY.id, "copy", WIRE.id, (AT,), "later"),
        Member(EVENING.id, "derived", WIRE.id, (Evidence(11, 15),), "credit"),
    ),
)
DOSSIER = Dossier(None, (WIRE, DAILY, EVENING), (), origins=(FAMILY,))


def test_a_report_stands_below_the_one_that_it_rests_on() -> None:
    graph = origin_graph(DOSSIER)
    assert graph.rows[0].report is WIRE
    assert [(row.depth, row.relation) for row in graph.rows[:1]] == [(0, "origin")]
    assert {(row.depth, row.relation) for row in graph.rows[1:]} == {(1, "copy"), (1, "derived")}
    assert {(edge.report, edge.bond, edge.direction) for edge in graph.edges} == {
        (DAILY.id, "copy", "later"),
        (EVENING.id, "derived", "credit"),
    }


def test_a_part_is_an_edge_of_its_own() -> None:
    part = Part("quoted", DAILY.id, (Evidence(0, 4, 0, 4),))
    alone = Origin("p", EVENING.id, (Member(EVENING.id, "origin", None, parts=(part,)),))
    first = Origin("o", DAILY.id, (Member(DAILY.id, "origin", None),))
    graph = origin_graph(Dossier(None, (DAILY, EVENING), (), origins=(first, alone)))
    assert [(edge.bond, edge.whole) for edge in graph.edges] == [("quoted", False)]
    assert 'class="edge quoted part"' in graph_svg(graph)


def test_reports_that_rest_on_one_another_are_all_shown_once() -> None:
    members = (Member(WIRE.id, "copy", DAILY.id), Member(DAILY.id, "copy", WIRE.id))
    graph = origin_graph(Dossier(None, (WIRE, DAILY), (), origins=(Origin("o", WIRE.id, members),)))
    assert sorted(row.report.id for row in graph.rows) == sorted([WIRE.id, DAILY.id])


def test_a_large_family_is_drawn_as_far_as_one_can_see() -> None:
    reports = [make_report(f"Copy {n}\n\nwords", f"{n}.txt") for n in range(MOST + 20)]
    members = [
        Member(r.id, "copy" if n else "origin", reports[0].id if n else None) for n, r in enumerate(reports)
    ]
    origin = Origin("o", reports[0].id, tuple(members))
    graph = origin_graph(Dossier(None, tuple(reports), (), origins=(origin,)))
    assert f'height="{HEIGHT * MOST}"' in graph_svg(graph)
    assert len(graph.rows) == MOST + 20


def test_passages_stand_side_by_side_with_their_differences() -> None:
    (shared,) = beside(DAILY, WIRE, [FAMILY])
    (pair,) = shared.pairs
    assert (shared.bond, shared.turned, shared.direction) == ("copy", False, "later")
    assert "".join(bit.text for bit in pair.here) == DAILY.text[6:45]
    assert next(bit.text for bit in pair.here if not bit.same) == "men"
    assert next(bit.text for bit in pair.there if not bit.same) == "people"


def test_the_other_way_round_the_same_passages_change_sides() -> None:
    (shared,), (turned,) = beside(DAILY, WIRE, [FAMILY]), beside(WIRE, DAILY, [FAMILY])
    assert turned.turned
    assert turned.pairs[0].here == shared.pairs[0].there


def test_the_words_that_name_a_source_stand_in_their_sentence() -> None:
    (shared,) = beside(EVENING, WIRE, [FAMILY])
    assert "".join(bit.text for bit in shared.pairs[0].here) == "The Wire reported a fire."
    assert shared.pairs[0].there == ()


@given(st.text(), st.text())
def test_cut_where_they_differ_two_texts_stay_what_they_are(here: str, there: str) -> None:
    mine, theirs = differences(here, there)
    assert "".join(bit.text for bit in mine) == here
    assert "".join(bit.text for bit in theirs) == there
    assert all(bit.same for bit in mine) or here.casefold().split() != there.casefold().split()


def test_the_page_of_a_story_draws_who_rests_on_whom(client: httpx.Client) -> None:
    page = client.get("/stories/story-ferry").text
    assert 'class="lineage-graph"' in page
    (link, *_) = re.findall(r'/reports/[^"/]+/beside/[^"]+', page)
    assert "Side by side" in words(client.get(link).text)
    assert client.get(f"/api/v1{link}").json()["shared"]


def test_reports_that_share_nothing_say_so(client: httpx.Client, reports: dict[str, str]) -> None:
    ids = [reports["web/mast.md"], next(id_ for source, id_ in reports.items() if source != "web/mast.md")]
    assert "share no passage" in words(client.get(f"/reports/{ids[0]}/beside/{ids[1]}").text)
    assert client.get(f"/reports/{ids[0]}/beside/none").status_code == 404


def test_the_counts_of_a_publisher_add_up(client: httpx.Client, ledger: Ledger) -> None:
    members = {m.report: m for origin in ledger.origins() for m in origin.members}
    followed = {m.of for m in members.values() if m.relation != "origin"}
    for found in client.get("/api/v1/publishers").json()["items"]:
        mine = [report for report in ledger.reports() if report.publisher == found["name"]]
        whole = [members[report.id] for report in mine if report.id in members]
        assert found["reports"] == len(mine)
        assert found["copy"] == sum(m.relation == "copy" for m in whole)
        assert found["derived"] == sum(m.relation == "derived" for m in whole)
        assert found["first"] == sum(m.relation == "origin" and m.report in followed for m in whole)
        assert found["first"] + found["own"] == sum(m.relation == "origin" for m in whole)


def test_every_count_of_a_publisher_leads_to_that_many_reports(client: httpx.Client) -> None:
    for found in client.get("/api/v1/publishers").json()["items"]:
        address = f"/publishers/{quote(found['key'])}"
        for how in ("first", "own", "copy", "derived", "part"):
            shown = client.get(address, params={"how": how}).text
            assert len(re.findall(r'<li><a href="/reports/', shown)) == found[how]
        for tie in client.get(f"/api/v1{address}").json()["draws_on"]:
            asked = {"of": tie["key"]} if tie["key"] else {"outside": tie["name"]}
            shown = client.get(address, params=asked).text
            assert len(re.findall(r'<li><a href="/reports/', shown)) == tie["reports"]


def test_a_publisher_that_is_not_there(client: httpx.Client) -> None:
    assert client.get("/publishers/Nobody").status_code == 404
    assert client.get("/api/v1/publishers/Nobody").status_code == 404


def test_what_rests_on_whom_follows_the_origins(ledger_path: object, tmp_path: object) -> None:
    import shutil
    import sqlite3

    copy = shutil.copy(str(ledger_path), f"{tmp_path}/copy.ledger")
    with sqlite3.connect(copy) as connection:
        before = connection.execute("SELECT count(*) FROM rests WHERE whole").fetchone()[0]
        (id_, size) = connection.execute(
            "SELECT id, json_array_length(record, '$.members') FROM origins ORDER BY 2 DESC LIMIT 1"
        ).fetchone()
        connection.execute("DELETE FROM origins WHERE id = ?", [id_])
        assert connection.execute("SELECT count(*) FROM rests WHERE whole").fetchone()[0] == before - size
    connection.close()
