"""The workbench: what stands on its pages, what they link to, what they refuse."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from hearsay.ledger import Ledger, open_ledger
from hearsay.serve.app import create_app
from tests.serve.conftest import served

PAGES = [
    "/",
    "/?by=disputed",
    "/?by=due",
    "/predictions?group=coming",
    "/search?voice=varnline&stance=predicts",
    "/search?since=2024-03-14&genre=news",
    "/stories/story-ferry",
    "/stories/story-treaty",
    "/reports",
    "/reports?story=none",
    "/names",
    "/names?q=lind",
    "/names/entity-guard",
    "/search",
    "/search?q=ferry",
    '/search?q="engine room"',
    "/search?q=)(*",
    "/check",
    "/check?q=The ferry sank.",
    "/check?q=)(*",
    "/predictions",
    "/rejected",
    "/brief.html",
    "/stories/story-ferry/brief.html",
    "/static/style.css",
]


def words(html: str) -> str:
    """What a reader sees of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("url", PAGES)
def test_a_page_loads(client: httpx.Client, url: str) -> None:
    assert client.get(url).status_code == 200


def test_every_link_leads_somewhere(client: httpx.Client) -> None:
    seen, waiting = set(), ["/"]
    while waiting:
        url = waiting.pop()
        response = client.get(url)
        assert response.status_code == 200, url
        if "html" not in response.headers["content-type"]:
            continue
        ids = re.findall(r' id="([^"]+)"', response.text)
        assert len(ids) == len(set(ids)), f"{url} gives two elements one id"
        for href in re.findall(r'href="([^"]+)"', response.text):
            target, _, anchor = href.replace("&amp;", "&").partition("#")
            if target.startswith("?"):
                target = url.partition("?")[0] + target
            if target in ("", url):
                assert not anchor or anchor in ids, f"{url} has no {anchor}"
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 40


def test_the_first_page_counts_accounts_apart_from_reports(client: httpx.Client) -> None:
    text = words(client.get("/").text)
    assert "3 independent accounts in 8 reports , 1 of them of unknown lineage" in text
    assert "3 open questions" in text
    assert "1 file could not be read" in text


def test_what_a_report_in_no_story_leaves_open_is_asked_too(
    client: httpx.Client, reports: dict[str, str]
) -> None:
    assert "Who felled the mast on Grey Hill?" in words(client.get("/").text)
    text = words(client.get(f"/reports/{reports['web/mast.md']}").text)
    assert "Who felled the mast on Grey Hill? open the storm the owner 1 a digger the neighbours 2" in text


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    open_ledger(tmp_path / "new.ledger", create=True).close()
    with served(tmp_path / "new.ledger") as address:
        page = httpx.get(address, trust_env=False)
    assert "This ledger is empty" in words(page.text)
    assert 'action="/add" enctype="multipart/form-data"' in page.text


def test_a_question_stands_with_its_answers_and_their_words(client: httpx.Client) -> None:
    text = words(client.get("/stories/story-ferry").text)
    dispute = text[
        text.index("How many people died in the fire?") : text.index("How many people were aboard?")
    ]
    assert "11 1 account" in dispute
    assert "Eleven people died on the Lady Maren" in dispute


def test_words_that_copies_repeat_are_quoted_once(client: httpx.Client) -> None:
    text = words(client.get("/stories/story-ferry").text)
    dispute = text[text.index("How many people were aboard?") : text.index("Where did the fire begin?")]
    assert dispute.count("Around 180 passengers were aboard") == 1
    assert "Coast Wire, 12 March 2024" in dispute
    assert "Northern Post, 13 March 2024" in dispute


def test_what_has_no_date_or_place_is_listed_beside_what_has(client: httpx.Client, ledger: Ledger) -> None:
    html = client.get("/stories/story-ferry").text
    said = {claim.content for claim in ledger.claims(story="story-ferry")}
    edges = [html.index(f'id="{section}"') for section in ("timeline", "places", "gaps")]
    for start, end in pairwise(edges):
        quoted = re.findall(r'class="quoted" href="[^"]+">([^<]+)<', html[start:end])
        assert {unescape(words) for words in quoted} == said


def test_a_claim_has_an_address_that_marks_its_words(client: httpx.Client, ledger: Ledger) -> None:
    (claim,) = (c for c in ledger.claims() if c.content.startswith("Eleven people died"))
    html = client.get(f"/reports/{claim.report}?claim={claim.id}").text
    marked = re.findall(r'<span class="[^"]*\bchosen\b[^"]*"[^>]*>([^<]+)</span>', html)
    assert "".join(marked) == (
        "Eleven people died on the Lady Marenthree doctors at Sund hospitaltold this newspaper"
    )
    assert f'id="{claim.id}"' in html


def test_words_within_the_words_of_another_look_like_their_own_claim(
    client: httpx.Client, reports: dict[str, str]
) -> None:
    html = client.get(f"/reports/{reports['pdf/harbour.pdf']}").text
    looks = dict(re.findall(r'<span class="(said[^"]*)"[^>]*>([^<]+)</span>', html))
    assert looks["said depth-2 asserts"] == "a full inspection"
    assert looks["said depth-1 asserts"] == " was a man with a clipboard"
    assert looks["said own"] == "The Lady Maren, built in 1987, was the oldest ferry on the route"
    assert looks["said depth-1 predicts"] == "the operator to be charged before the summer"


def test_any_words_of_a_report_have_an_address(client: httpx.Client, reports: dict[str, str]) -> None:
    html = client.get(f"/reports/{reports['wire/ferry.txt']}?at=0-5").text
    assert re.search(r'id="found"></span><span class="found"[^>]*>Ferry</span>', html)


@pytest.mark.parametrize("at", ["5-0", "x", "0-999999999", "99999999-999999999", "-1-4"])
def test_an_address_of_no_words_still_shows_the_report(
    client: httpx.Client, reports: dict[str, str], at: str
) -> None:
    assert client.get(f"/reports/{reports['wire/ferry.txt']}?at={at}").status_code == 200


def test_a_copy_says_of_what(client: httpx.Client, reports: dict[str, str]) -> None:
    text = words(client.get(f"/reports/{reports['web/daily.html']}").text)
    assert "copy of Ferry with 180 aboard burns off Port Kessel Coast Wire, 12 March 2024" in text


def test_a_name_is_shown_in_its_sentences(client: httpx.Client) -> None:
    text = words(client.get("/names/entity-lindqvist").text)
    assert "Also written Ms Lindqvist" in text
    assert "Ms Lindqvist expects the operator to be charged before the summer." in text


def test_predictions_stand_by_their_date(client: httpx.Client) -> None:
    text = words(client.get("/predictions").text)
    order = [
        "Past their date",
        "20 March 2024",
        "Still to come",
        "1 April 2024",
        "2 May 2024",
        "Without a date",
    ]
    assert sorted(order, key=text.index) == order


def test_a_claim_is_checked_with_both_sides_and_their_words(client: httpx.Client) -> None:
    text = unescape(words(client.get("/check", params={"q": "Nine people died."}).text))
    assert "Supported: 1 independent origin" in text
    assert "Nine people died in Tuesday's ferry fire" in text
    assert "Number: “9” is claimed, “11” is said." in text


def test_what_a_text_says_is_never_markup(client: httpx.Client, reports: dict[str, str]) -> None:
    hostile = next(id_ for source, id_ in reports.items() if "script" in source)
    for url in (
        "/",
        f"/reports/{hostile}",
        "/search?q=mayor",
        "/search?q=<script>alert(1)</script>",
        "/check?q=<script>alert(1)</script>",
        "/brief.html",
    ):
        html = client.get(url).text
        for tag in ("<script>alert", "<img", "<b>Bold", '"><script>'):
            assert tag not in html, url


@pytest.mark.parametrize("url", ["/nowhere", "/stories/none", "/reports/none", "/names/none", "/?by=x"])
def test_a_page_that_is_not_there_says_so(client: httpx.Client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert "Not here" in response.text


@pytest.mark.parametrize("url", ["/", "/nowhere", "/brief.html", "/static/reading.js", "/api/v1/stories"])
def test_a_page_may_load_nothing_from_elsewhere(client: httpx.Client, url: str) -> None:
    headers = client.get(url).headers
    assert headers["content-security-policy"].startswith(("default-src 'self'", "default-src 'none'"))
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_refers_to_another_server(client: httpx.Client) -> None:
    for url in PAGES:
        assert not re.search(r'(src|href|action)="(https?:)?//', client.get(url).text), url


def test_the_ledger_speaks_json(client: httpx.Client, reports: dict[str, str]) -> None:
    wire = reports["wire/ferry.txt"]
    assert client.get(f"/api/v1/reports/{wire}").json()["publisher"] == "Coast Wire"
    stories = client.get("/api/v1/stories").json()["items"]
    assert {story["from"] for story in stories} == {"2024-03-12", "2024-04-15"}
    assert len(client.get(f"/api/v1/claims?report={wire}").json()["items"]) == 6
    assert len(client.get("/api/v1/conflicts?story=story-ferry").json()["items"]) == 3


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8421", 200), ("192.168.0.7", 200), ("[::1]:8421", 200), ("stranger.example", 421)],
)
def test_a_strangers_name_for_our_address_opens_nothing(client: httpx.Client, host: str, status: int) -> None:
    assert client.get("/", headers={"Host": host}).status_code == status


def test_many_readers_are_served_at_once(address: str) -> None:
    def status(_: int) -> int:
        return httpx.get(f"{address}/stories/story-ferry", trust_env=False, timeout=60).status_code

    with ThreadPoolExecutor(8) as readers:
        assert set(readers.map(status, range(16))) == {200}


def test_the_reader_chooses_the_language_once(client: httpx.Client) -> None:
    assert "Geschichten" in words(client.get("/", headers={"Accept-Language": "fr, de-AT;q=0.8"}).text)
    chosen = client.get("/?lang=de")
    assert chosen.headers["content-language"] == "de"
    assert "lang=de" in chosen.headers["set-cookie"]
    kept = client.get("/names", headers={"Cookie": "lang=de", "Accept-Language": "en"})
    assert '<html lang="de" dir="ltr">' in kept.text
    assert "Content-Language" in client.get("/?lang=xx").headers


def test_a_page_can_be_read_from_the_right(ledger_path: Path) -> None:
    app = create_app(ledger_path)
    app.state.languages = ("en", "ar")
    with served(ledger_path, app=app) as address:
        assert '<html lang="ar" dir="rtl">' in httpx.get(f"{address}/?lang=ar", trust_env=False).text
