"""What is new since a visit, the same as a feed, and the choice of what goes into a brief."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.ledger import open_ledger
from hearsay.serve.atom import atom_feed
from hearsay.watch.items import Item
from tests.serve.conftest import served
from tests.serve.test_pages import words

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def own(ledger_path: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """A workbench over a ledger that may be written to."""
    copy = Path(shutil.copy(ledger_path, tmp_path / "own.ledger"))
    with open_ledger(copy) as ledger:
        ledger.note_build("2024-03-20T08:00:00+00:00", "0.1.0")
    with served(copy) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


def see_all(client: httpx.Client) -> httpx.Response:
    page = client.get("/new").text
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post("/new/seen", data=fields, follow_redirects=True)


def test_everything_is_new_until_somebody_says_that_he_has_seen_it(own: httpx.Client) -> None:
    before = words(own.get("/new").text)
    assert "you have not yet said that you had seen anything" in before
    assert "How many people were aboard?" in before
    after = words(see_all(own).text)
    assert "0 reports, 0 stories, 0 questions in dispute" in after
    assert "How many people were aboard?" not in after
    assert "New since" not in words(own.get("/").text)


def test_a_visit_is_that_of_one_reader(own: httpx.Client) -> None:
    see_all(own)
    other = own.get("/new", headers={"cookie": "hearsay-user=Ana"})
    assert "How many people were aboard?" in words(other.text)


def test_a_visit_is_not_noted_for_another_site(own: httpx.Client) -> None:
    assert own.post("/new/seen", data={"build": "1"}).status_code == 403


@pytest.mark.parametrize("build", ["", "-1", "x", "9" * 30])
def test_a_build_that_cannot_be_is_refused(own: httpx.Client, build: str) -> None:
    page = own.get("/new").text
    token = re.findall(r'name="token" value="([^"]*)"', page)[0]
    assert own.post("/new/seen", data={"token": token, "build": build}).status_code == 422


def test_the_feed_tells_of_questions_and_what_is_overdue(own: httpx.Client) -> None:
    response = own.get("/alerts.atom")
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert any(":conflict:" in id_ for id_ in ids)
    assert any(":overdue:" in id_ for id_ in ids)
    for link in {link.get("href") or "" for link in feed.iter(f"{ATOM}link")}:
        assert own.get(link).status_code == 200


def test_a_search_has_a_feed(own: httpx.Client) -> None:
    feed = ElementTree.fromstring(own.get("/alerts.atom", params={"search": "q=treaty"}).content)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert titles
    assert own.get("/alerts.atom", params={"search": "no such search"}).status_code == 404


def test_what_is_new_has_a_twin(own: httpx.Client) -> None:
    found = own.get("/api/v1/new").json()
    assert found["build"]["number"] == 1
    assert len(found["conflicts"]) == found["count"]["conflicts"]
    assert own.get("/api/v1/new", params={"since": 1}).json()["count"]["reports"] == 0


@given(st.text(), st.text(), st.none() | st.dates().map(str))
def test_any_words_make_a_feed_that_can_be_read(title: str, detail: str, time: str | None) -> None:
    item = Item("conflict", "c", title, detail, "/stories/s", time)
    data = atom_feed([item], title=title, address="http://a.example/", workbench="http://a.example/")
    (entry,) = ElementTree.fromstring(data).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "urn:hearsay:conflict:c"


def test_a_choice_stands_in_the_address_and_becomes_a_brief(client: httpx.Client) -> None:
    page = client.get("/brief", params={"story": "story-ferry", "entity": "entity-guard"}).text
    assert len(re.findall(r'type="checkbox"[^>]* checked', page)) == 2
    (link,) = re.findall(r'href="(/brief\.md\?[^"]+)"', page)
    brief = client.get(link.replace("&amp;", "&")).text
    assert len(re.findall(r"^## (?!The )", brief, re.MULTILINE)) == 2
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype")):
        found = client.get(link.replace("&amp;", "&").replace(".md", f".{form}"), timeout=60)
        assert found.content.startswith(begins)


def test_stories_and_names_can_be_looked_for(client: httpx.Client) -> None:
    page = words(client.get("/brief", params={"find": "treaty"}).text)
    assert "No story is called so" not in page
    assert "No story is called so" in words(client.get("/brief", params={"find": "zzz"}).text)


def test_a_brief_on_what_is_not_there(client: httpx.Client) -> None:
    assert client.get("/brief.pdf", params={"story": "none"}).status_code == 404
    assert client.get("/brief.exe").status_code == 404
    assert client.get("/brief", params={"story": "none"}).status_code == 200
