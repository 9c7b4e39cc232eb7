"""Every page has its twin in JSON, described for programs."""

import importlib
import pkgutil

import httpx
import pytest
from fastapi.routing import APIRoute

from hearsay.ledger import Ledger
from hearsay.serve import views
from hearsay.serve.answers import API

NO_PAGES = {
    "/add/landing": "leads on to a page",
    "/alerts.atom": "a feed",
    "/brief.{form}": "a file",
    "/stories/{story_id}/brief.{form}": "a file",
    "/reports/{report_id}/pages/{number}.png": "a picture",
    "/static/drawn.css": "a style",
    "/help": "holds nothing of a ledger",
}


def routes() -> set[str]:
    """The paths of all that can be asked for."""
    found = set()
    for module in pkgutil.iter_modules(views.__path__):
        router = importlib.import_module(f"{views.__name__}.{module.name}").router
        found |= {
            route.path for route in router.routes if isinstance(route, APIRoute) and "GET" in route.methods
        }
    return found


PAGES = sorted(path for path in routes() if not path.startswith(API) and path not in NO_PAGES)


def test_what_is_no_page_is_still_there() -> None:
    assert NO_PAGES.keys() <= routes()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_twin_that_is_described(client: httpx.Client, path: str) -> None:
    twin = API + (path if path != "/" else "/stories")
    assert twin in routes()
    described = client.get("/api/openapi.json").json()["paths"]
    assert "200" in described[twin.replace(":path}", "}")]["get"]["responses"]


@pytest.mark.parametrize(
    "asked",
    [
        "/review",
        "/review?kind=copy",
        "/log?q=x",
        "/settings",
        "/applying",
        "/brief?find=fire",
        "/dossier?q=the fire",
    ],
)
def test_a_page_names_its_twin_and_both_answer(client: httpx.Client, asked: str) -> None:
    page, twin = client.get(asked), client.get(API + asked)
    assert (page.status_code, twin.status_code) == (200, 200)
    if page.headers["content-type"].startswith("text/html"):
        assert 'type="application/json"' in page.text


def test_what_to_decide_next_comes_in_parts_the_weightiest_first(client: httpx.Client) -> None:
    weights, address = [], f"{API}/review?size=4"
    while address:
        part = client.get(address).json()
        weights += [item["weight"] for item in part["items"]]
        address = part["next"]
    assert len(weights) > 10
    assert weights == sorted(weights, reverse=True)


def test_the_claims_of_a_story_and_the_mentions_of_a_name_come_in_parts(
    client: httpx.Client, ledger: Ledger
) -> None:
    found, address = [], f"{API}/claims?story=story-ferry&size=2"
    while address:
        part = client.get(address).json()
        found += [claim["id"] for claim in part["items"]]
        address = part["next"]
    assert found == [claim.id for claim in ledger.claims(story="story-ferry")]
    entity = max(ledger.entities(), key=lambda entity: len(entity.mentions))
    mentions, address = [], f"{API}/names/{entity.id}?size=1"
    while address:
        part = client.get(address).json()
        mentions += part["mentions"]
        address = part["next"]
    assert len(mentions) == part["counts"]["mentions"] == len(entity.mentions) > 1


def test_a_check_names_the_reports_of_the_story_that_are_silent(client: httpx.Client, ledger: Ledger) -> None:
    claim = next(c for c in ledger.claims(story="story-ferry") if c.voice.kind == "named")
    checked = client.get(f"{API}/check", params={"q": claim.content}).json()
    sides = [side["findings"] for side in (checked["supports"], checked["denies"], checked["discusses"])]
    spoken = {finding["report"] for side in sides for finding in side}
    assert claim.report in spoken
    story = ledger.story("story-ferry")
    assert story is not None
    assert set(story.reports) <= spoken | set(checked["silent"])
    assert not spoken & set(checked["silent"])
