"""Searches that people keep: under a name, by a form of our own page, until they are dropped."""

import re
from pathlib import Path

import httpx

from tests.serve.conftest import served
from tests.serve.fiction import write_fiction


def test_a_search_is_kept_and_dropped(tmp_path: Path) -> None:
    write_fiction(tmp_path / "a.ledger")
    with (
        served(tmp_path / "a.ledger") as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60, follow_redirects=True) as client,
    ):
        page = client.get("/search?q=ferry&genre=news").text
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token
        kept = {"token": token[1], "name": "  Ferry <news>  ", "query": "q=ferry&genre=news"}
        assert "Kept as Ferry &lt;news&gt;." in client.post("/searches", data=kept).text
        assert client.post("/searches", data={**kept, "token": "x"}).status_code == 403
        assert client.post("/searches", data={**kept, "name": " "}).status_code == 400
        listed = client.get("/search").text
        assert '<a href="/search?q=ferry&amp;genre=news" dir="auto">Ferry &lt;news&gt;</a>' in listed
        drop = re.search(r'action="(/searches/[^"]+/drop)"', listed)
        assert drop
        assert "Kept searches" not in client.post(drop[1], data={"token": token[1]}).text


TAGS = "<img src=x onerror=alert(1)>"
HOSTILE = f"{TAGS} \u202eright to left\u202c \u2066isolated " + "w" * 10_000 + " \x01 </p></article>"


def test_a_report_full_of_tricks_is_shown_harmlessly(tmp_path: Path) -> None:
    from hearsay.ledger import open_ledger
    from tests.serve.fiction import make_report

    report = make_report(f"{HOSTILE}\n\n{HOSTILE}", "in/a.txt", publisher=HOSTILE)
    with open_ledger(tmp_path / "a.ledger", create=True) as ledger:
        ledger.add_report(report, names=(), claims=(), digests=())
    with (
        served(tmp_path / "a.ledger") as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        for url in ("/", "/reports", f"/reports/{report.id}", "/search?q=left", "/search?genre=news"):
            page = client.get(url).text
            assert "<img src=x" not in page, url
            assert page.count("</article>") == page.count("<article"), url
            assert 'dir="auto"' in page, url
        told = client.get(f"/api/v1/reports/{report.id}").json()
        assert told["text"] == report.text
