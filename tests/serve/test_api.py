"""The ledger as JSON: lists in parts, tags, errors that a program can read, and no input that breaks it."""

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from hearsay.ledger import Ledger


def test_a_list_goes_on_where_its_last_part_ended(client: httpx.Client, ledger: Ledger) -> None:
    found, address = [], "/api/v1/reports?size=5"
    while address:
        part = client.get(address).json()
        found += [report["id"] for report in part["items"]]
        address = part["next"]
    assert sorted(found) == [report.id for report in ledger.reports()]
    assert found == [report.id for report in ledger.reports_after(size=100).items]


@pytest.mark.parametrize("kind", ["claims", "conflicts", "predictions", "names", "rejected", "stories"])
def test_every_list_has_all_of_its_records_once(client: httpx.Client, ledger: Ledger, kind: str) -> None:
    seen, address = [], f"/api/v1/{kind}?size=2"
    while address:
        part = client.get(address).json()
        seen += [item.get("id", item.get("source")) for item in part["items"]]
        address = part["next"]
    assert len(seen) == len(set(seen)) == ledger.counts()["entities" if kind == "names" else kind]


def test_what_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/api/v1/stories/story-ferry")
    again = client.get("/api/v1/stories/story-ferry", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/stories/story-ferry", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/api/v1/reports/none", 404),
        ("/api/v1/nowhere", 404),
        ("/api/v1/reports?size=0", 422),
        ("/api/v1/reports?after=x", 400),
        ("/api/v1/stories?by=size", 422),
    ],
)
def test_an_error_says_what_is_wrong(client: httpx.Client, url: str, status: int) -> None:
    response = client.get(url)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"]


def test_a_story_comes_with_all_that_belongs_to_it(client: httpx.Client, ledger: Ledger) -> None:
    story = client.get("/api/v1/stories/story-ferry").json()
    assert story["tally"] == {"independent": 3, "unestablished": 1, "discussing": 0, "reports": 8}
    assert len(story["claims"]) == len(list(ledger.claims(story="story-ferry")))


def test_a_search_says_where_the_words_stand(client: httpx.Client, ledger: Ledger) -> None:
    (found,) = client.get("/api/v1/search", params={"q": '"car deck"'}).json()["items"]
    assert ledger.text(found["report"]["id"])[found["start"] : found["end"]] == "car deck"


CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)


def test_no_request_breaks_the_api(address: str) -> None:
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS)

        ask()
    assert asked > 100
