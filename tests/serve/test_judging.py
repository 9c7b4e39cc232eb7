"""Forms keep decisions: only ours, with who and why, never over somebody else's, and each can be undone."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.errors import BadForm
from hearsay.ledger import Ledger
from hearsay.records import Claim, Span
from hearsay.serve.corrections import find_words
from hearsay.serve.guard import local_path
from tests.serve.test_pages import words

FORM = re.compile(r'<form[^>]*method="post"[^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def client(own_address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=own_address, trust_env=False, follow_redirects=True, timeout=30) as client:
        yield client


def fields_of(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form that is sent there."""
    inside = next(inside for where, inside in FORM.findall(html) if where == action)
    return {name: unescape(value) for name, value in HIDDEN.findall(inside)}


def send(
    client: httpx.Client,
    page: str,
    action: str,
    given_: Mapping[str, str] | None = None,
    to: str | None = None,
) -> httpx.Response:
    """Load a page and send one of its forms."""
    fields = fields_of(client.get(page).text, action)
    return client.post(to or action, data=fields | dict(given_ or {}))


def eleven(ledger: Ledger) -> Claim:
    return next(claim for claim in ledger.claims() if claim.content.startswith("Eleven people"))


def test_a_claim_is_confirmed_with_who_and_why_and_pages_say_so(client: httpx.Client, own: Ledger) -> None:
    claim = eleven(own)
    page = send(client, f"/claims/{claim.id}", "/judge/claim.confirm", {"reason": "rang the hospital"})
    assert page.status_code == 200
    text = words(page.text)
    assert "Kept. Vera confirmed the claim “Eleven people died on the Lady Maren” rang the hospital" in text
    assert "confirmed by Vera" in words(client.get(f"/reports/{claim.report}").text)
    [kept] = own.judgements()
    assert (kept.kind, kept.user, kept.reason) == ("claim.confirm", "Vera", "rang the hospital")


def test_a_rejected_claim_can_be_taken_up_again_from_the_log(client: httpx.Client, own: Ledger) -> None:
    claim = eleven(own)
    send(client, f"/claims/{claim.id}", "/judge/claim.confirm", to="/judge/claim.reject")
    assert "rejected by Vera" in words(client.get(f"/claims/{claim.id}").text)
    page = send(client, "/log", "/undo", {"reason": "misread"})
    assert "Kept. Vera took back a decision 1: rejected the claim misread" in words(page.text)
    assert [decision.kind for decision in own.log()] == ["claim.reject", "undo"]
    found = own.claim(claim.id)
    assert found is not None and not found.rejected


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ({"stance": "denies"}, "denies"),
        ({"certainty": "possible"}, "possible"),
        ({"content": "Eleven people … the Lady Maren"}, "“Eleven people … the Lady Maren”"),
        ({"when": "2024-03-13", "when_words": "on Wednesday"}, "13 March 2024"),
        ({"where": "Sund", "where_words": "Sund", "where_at": "54.5, 10.2"}, "Sund 54.5000, 10.2000"),
        ({"voice_kind": "named", "voice": "three doctors"}, "three doctors says"),
        ({"amount_0_words": "Eleven people", "amount_0_value": "12", "amount_0_of": "people"}, "12 people"),
    ],
)
def test_a_correction_keeps_what_is_changed_and_shows_it(
    client: httpx.Client, own: Ledger, given_: dict[str, str], shown: str
) -> None:
    claim = eleven(own)
    page = send(client, f"/claims/{claim.id}", "/judge/claim.correct", given_)
    assert page.status_code == 200, words(page.text)
    assert shown in words(page.text)
    assert "corrected by Vera" in words(page.text)
    stored = own.found_claim(claim.id)
    assert stored is not None and not stored.judged


@pytest.mark.parametrize(
    "given_",
    [
        {"content": "Twelve people died"},
        {"content": ""},
        {"stance": "shouts"},
        {"when": "next week", "when_words": "on Wednesday"},
        {"where": "Sund", "where_words": "Sund", "where_at": "north"},
        {"voice_kind": "named", "voice": "the queen"},
        {"amount_0_words": "Eleven people", "amount_0_value": "many"},
        {"who": "Nobody at all"},
        {},
    ],
)
def test_a_correction_that_cannot_be_read_says_why_and_keeps_nothing(
    client: httpx.Client, own: Ledger, given_: dict[str, str]
) -> None:
    page = send(client, f"/claims/{eleven(own).id}", "/judge/claim.correct", given_)
    assert page.status_code == 422
    assert "This could not be kept" in words(page.text)
    assert not list(own.log())


def test_two_people_at_once_do_not_pass_over_each_other(client: httpx.Client, own: Ledger) -> None:
    claim = eleven(own)
    url = f"/claims/{claim.id}"
    seen_by_ugo = fields_of(client.get(url).text, "/judge/claim.confirm")
    send(client, url, "/judge/claim.confirm", {"reason": "the hospital says so"})
    page = client.post("/judge/claim.reject", data=seen_by_ugo | {"reason": "a rumour"})
    text = words(page.text)
    assert page.status_code == 409
    assert "the hospital says so" in text and "a rumour" in text
    assert [j.kind for j in own.judgements()] == ["claim.confirm"]
    again = client.post("/judge/claim.reject", data=fields_of(page.text, "/judge/claim.reject"))
    assert again.status_code == 200
    assert [j.kind for j in own.judgements()] == ["claim.confirm", "claim.reject"]


def test_a_form_that_is_not_ours_changes_nothing(client: httpx.Client, own: Ledger) -> None:
    fields = fields_of(client.get(f"/claims/{eleven(own).id}").text, "/judge/claim.confirm")
    stranger = {"Origin": "http://stranger.example"}
    for data, headers in (
        (fields | {"token": "0" * 64}, {}),
        ({name: value for name, value in fields.items() if name != "token"}, {}),
        (fields, stranger),
        (fields, {"Origin": "null"}),
        (fields, {"Sec-Fetch-Site": "cross-site"}),
        (fields, {"Sec-Fetch-Site": "same-site"}),
    ):
        assert client.post("/judge/claim.confirm", data=data, headers=headers).status_code == 403
    with httpx.Client(base_url=client.base_url, trust_env=False) as other:
        assert other.post("/judge/claim.confirm", data=fields).status_code == 403
        cookies = {"hearsay": "chosen-by-a-stranger"}
        assert other.post("/judge/claim.confirm", data=fields, cookies=cookies).status_code == 403
    assert not list(own.log())


@pytest.mark.parametrize("url", ["/judge/claim.confirm", "/decide/merge", "/undo", "/settings"])
def test_no_change_is_made_without_a_token(client: httpx.Client, url: str) -> None:
    assert client.post(url, data={"number": "1"}).status_code == 403
    assert client.get(url).status_code in (200 if url == "/settings" else 405, 405)


def test_the_session_is_a_strict_cookie_that_scripts_do_not_see(client: httpx.Client) -> None:
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie and "httponly" in cookie
    assert "set-cookie" not in client.get("/").headers


def test_whoever_judges_says_under_which_name(client: httpx.Client, own: Ledger) -> None:
    page = send(client, "/settings", "/settings", {"user": " Ana  Šimić ", "keys": "yes"})
    assert 'value="Ana Šimić"' in page.text and "Saved." in words(page.text)
    send(client, f"/claims/{eleven(own).id}", "/judge/claim.confirm")
    assert [j.user for j in own.judgements()] == ["Ana Šimić"]


def test_single_keys_can_be_turned_off(client: httpx.Client) -> None:
    assert "<body data-keys>" in client.get("/").text
    send(client, "/settings", "/settings", {"user": "Vera"})
    assert "data-keys" not in client.get("/").text


def test_a_question_is_settled_and_the_story_says_by_whom(client: httpx.Client) -> None:
    story = "/stories/story-ferry"
    page = send(client, story, "/judge/conflict.settle", {"how": "answered: 11", "reason": "counted"})
    assert "11 · settled by Vera" in words(page.text) and "counted" in words(page.text)
    assert "How many people died in the fire? settled" in words(page.text)
    refused = send(client, story, "/judge/conflict.settle", {"how": "answered: a thousand"})
    assert refused.status_code == 422


def test_what_became_of_a_prediction_is_kept(client: httpx.Client) -> None:
    page = send(
        client, "/predictions", "/judge/prediction.outcome", {"outcome": "failed", "reason": "no list"}
    )
    assert "failed · seen by Vera: no list" in words(page.text)


def test_sources_and_information_are_rated_apart(client: httpx.Client, own: Ledger) -> None:
    claim = eleven(own)
    send(client, f"/reports/{claim.report}", "/judge/rating", {"source": "B"})
    send(client, f"/claims/{claim.id}", "/judge/rating", {"information": "3"})
    text = words(client.get(f"/claims/{claim.id}").text)
    assert "source rated B" in text and "3: possibly true" in text
    both = send(client, f"/claims/{claim.id}", "/judge/rating", {"information": "3", "source": "A"})
    assert both.status_code == 422


def test_notes_and_tags_stand_where_they_were_made(client: httpx.Client) -> None:
    for page in ("/names/entity-guard",):
        send(client, page, "/judge/note", {"text": "<b>Ask</b> their spokesman"})
        send(client, page, "/judge/tag", {"tag": "to ring"})
        html = client.get(page).text
        assert "<b>Ask</b>" not in html
        assert "&lt;b&gt;Ask&lt;/b&gt; their spokesman" in words(html)
        assert "to ring" in words(html)


def test_the_log_is_filtered_by_kind_person_and_words(client: httpx.Client, own: Ledger) -> None:
    send(client, f"/claims/{eleven(own).id}", "/judge/claim.confirm", {"reason": "rang"})
    send(client, "/names/entity-guard", "/judge/tag", {"tag": "port"})

    def listed(**query: str) -> int:
        return client.get("/log", params=query).text.count("data-item")

    assert [listed(), listed(kind="tag"), listed(user="Vera"), listed(user="Ugo")] == [2, 1, 2, 0]
    assert [listed(q="RANG"), listed(q="port"), listed(q="rang port")] == [1, 1, 0]


def test_the_review_asks_first_for_what_would_change_most(client: httpx.Client, own: Ledger) -> None:
    html = client.get("/review").text
    weights = [float(found) for found in re.findall(r'class="stake"><b>([\d.]+)<', html)]
    assert weights == sorted(weights, reverse=True) and len(weights) > 10
    first = words(html[html.index('class="stake"') :])
    assert "How many people died in the fire? at least 7" in first
    assert "copy" in words(client.get("/review?kind=copy").text)
    for claim in list(own.claims()):
        if claim.content.startswith("Eleven people"):
            send(client, f"/claims/{claim.id}", "/judge/claim.confirm")
    assert "Eleven people died" not in words(client.get("/review").text).split("Kept.")[-1]


def test_a_correction_may_name_whom_words_mean(client: httpx.Client, own: Ledger) -> None:
    claim = next(c for c in own.claims() if c.voice.name == "the ministry")
    send(client, f"/claims/{claim.id}", "/judge/claim.correct", {"who": "Ministry of Transport"})
    found = own.claim(claim.id)
    assert found is not None and found.voice.entity == "entity-ministry"


@given(st.text(max_size=40))
def test_the_way_back_never_leads_elsewhere(given_: str) -> None:
    for path in (given_, "/" + given_, "//" + given_, "https://" + given_):
        back = local_path(path)
        assert back.startswith("/") and not back.startswith(("//", "/\\"))


def test_words_are_found_where_they_stand_next() -> None:
    text = "It burned. The fire went on. The fire went out."
    assert find_words(text, "The fire", 25) == Span(29, 37)
    assert find_words(text, "the   fire".replace("the", "The"), 0) == Span(11, 19)
    assert find_words(text, "The fire", 0, "29-37") == Span(29, 37)
    assert find_words(text, "The fire", 0, "0-9") == Span(11, 19)
    with pytest.raises(BadForm):
        find_words(text, "the flood", 0)


def test_nothing_on_a_page_of_judging_is_markup_of_a_report(client: httpx.Client, own: Ledger) -> None:
    hostile = next(claim for claim in own.claims() if "onerror" in claim.content)
    send(client, f"/claims/{hostile.id}", "/judge/claim.confirm", {"reason": '"><script>alert(1)</script>'})
    for url in (f"/claims/{hostile.id}", "/log", "/review", f"/reports/{hostile.report}", "/log?q=<script>"):
        html = client.get(url).text
        assert "<img" not in html and "<script>alert" not in html, url


def test_a_form_of_two_hundred_thousand_bytes_is_refused(client: httpx.Client, own: Ledger) -> None:
    page = send(client, "/names/entity-guard", "/judge/note", {"text": "x" * 200_001})
    assert page.status_code == 413


def test_rival_answers_are_put_side_by_side_and_a_cell_is_weighed_otherwise(
    client: httpx.Client, own: Ledger
) -> None:
    answers = "Eleven people died on the Lady Maren.\n\nNobody died on the Lady Maren.\n"
    page = send(
        client, "/hypotheses", "/hypotheses", {"question": "How many people died?", "answers": answers}
    )
    assert page.status_code == 200
    first, second = own.hypotheses()
    assert {first.text, second.text} == {line for line in answers.splitlines() if line}
    place = f"/hypotheses/{first.matter}"
    weighed = send(
        client, place, "/judge/hypothesis.cell", {"fit": "neutral", "reason": "said on the first day"}
    )
    assert weighed.status_code == 200 and "★" in weighed.text
    [kept] = own.judgements("hypothesis.cell")
    assert (kept.user, kept.reason) == ("Vera", "said on the first day")


def test_a_question_without_answers_is_refused(client: httpx.Client, own: Ledger) -> None:
    page = send(client, "/hypotheses", "/hypotheses", {"question": "How many?", "answers": " \n"})
    assert page.status_code == 422
    assert "at least one answer" in page.text
    assert not list(own.hypotheses())
