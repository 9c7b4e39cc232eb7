import pytest

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.records import Rejected, Report

FIRST = "The council of Port Ambry voted on Tuesday to close the old ferry line, officials said."
SECOND = (
    "An inspection had found cracks in two of its three boats, which were built in 1988 and repaired often."
)
THIRD = "The mayor, Ilia Fenn, said that the line would reopen in spring. Buses will run until then."
LAST = "Islanders plan to protest on the quay on Sunday."
TEXT = [FIRST, SECOND, THIRD, LAST]
JUNK = "Grape harvest ruined by frost"


def read(page: str) -> Report:
    (report,) = read_bytes(page.encode(), "ferry.html", config=ReadConfig())
    assert isinstance(report, Report), report
    return report


def page(body: str, head: str = "<title>Ferry line closed after cracks found | Ambry Herald</title>") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


PARAGRAPHS = "".join(f"<p>{p}</p>" for p in TEXT)
H1 = "<h1>Ferry line closed after cracks found</h1>"

PAGES = {
    "article": page(
        f"<header><a href=/>Ambry Herald</a><nav><ul><li><a "
        f"href=/n>News</a></ul></nav></header><main><article>{H1}"
        f"<p class=byline>By Jane Doe</p><div>{PARAGRAPHS}</div></article><aside><h2>Related</h2><a "
        f"href=/g>{JUNK}</a></aside>"
        "</main><footer><p>© 2014 Ambry Herald. All rights reserved.</p></footer>"
    ),
    "breaks": page(
        f"<div id=menu><a href=/>Home</a></div><div id=content><h2>Ferry line closed after cracks "
        f"found</h2><div class=post-body>"
        f"{'<br><br>'.join(TEXT)}</div><div class=more>You may also like: <a href=/g>{JUNK}</a></div></div>"
    ),
    "divs": page(
        f"<div class=wrap><div class=story>{H1}{''.join(f'<div class=para>{p}</div>' for p in TEXT)}</div>"
        f"<div class=sidebar><div>{JUNK} after the coldest night for forty years in the valley of the "
        f"Tessar.</div></div></div>"
    ),
    "tables": page(
        f"<table><tr><td width=150><a href=/>Home</a><br><a "
        f"href=/g>{JUNK}</a></td><td>{H1}{PARAGRAPHS}</td></tr></table>"
    ),
    "interrupted": page(
        f"<div class=post><div class=entry>{H1}<p>{FIRST}</p><figure><img><figcaption>Photo: "
        f"{JUNK}</figcaption></figure>"
        f"<p>{SECOND}</p><div class=newsletter-box><p>Get our letter every morning, free of charge, in "
        f"your mailbox.</p></div>"
        f"<p><strong>Read more:</strong> <a "
        f"href=/g>{JUNK}</a></p><p>{THIRD}</p><blockquote><p>{LAST}</p></blockquote></div></div>"
        f"<div id=comments><p>I have never trusted these boats, and now everybody can see why. "
        f"{JUNK}!</p></div>"
    ),
    "split containers": page(
        f"<article>{H1}<div class=intro><p>{FIRST}</p></div><div class=ad>Advertisement</div><div "
        f"class=text><p>{SECOND}</p>"
        f"<p>{THIRD}</p></div><div class=text2><p>{LAST}</p></div></article><section class=related-stories>"
        f"<p>{JUNK}: growers in the valley of the Tessar expect the smallest harvest for twenty years, "
        f"they say.</p></section>"
    ),
    "cookie wall first": page(
        "<div class=cookie-notice role=dialog><p>We and our 214 partners use cookies to improve your "
        "experience on this site, "
        "to measure how it is used and to show you advertisements that fit you. You can change your "
        "mind at any time.</p></div>"
        f"<main>{H1}{PARAGRAPHS}</main>"
    ),
}


@pytest.mark.parametrize("kind", PAGES)
def test_the_article_is_whole_and_alone(kind: str) -> None:
    report = read(PAGES[kind])
    assert report.text == "\n\n".join(TEXT)
    assert report.title == "Ferry line closed after cracks found"
    assert report.publisher == "Ambry Herald"


def test_subheadings_and_lists_stay_in_the_text() -> None:
    body = f"<article>{H1}<p>{FIRST}</p><h2>What was found</h2><p>{SECOND}</p>"
    body += f"<ul><li>Cracks below the waterline<li>Rust</ul><p>{LAST}</p></article>"
    assert read(page(body)).text == "\n\n".join(
        [FIRST, "What was found", SECOND, "- Cracks below the waterline", "- Rust", LAST]
    )


@pytest.mark.parametrize(
    ("head", "body", "where"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Ambry '
            'Herald"},{"@type":"NewsArticle",'
            '"headline":"Ferry line '
            'closed","datePublished":"2014-05-05T23:30:00-05:00","author":[{"name":"Jane Doe"}],'
            '"publisher":{"name":"Ambry Herald"}}]}</script>',
            "",
            "json-ld datePublished",
        ),
        (
            '<meta property="og:site_name" content="Ambry Herald"><meta property="og:title" '
            'content="Ferry line closed">'
            '<meta name=author content="Jane Doe"><meta property="article:published_time" '
            'content="2014-05-05T23:30Z">',
            "",
            "article:published_time",
        ),
        (
            "<title>Ambry Herald: Ferry line closed</title><meta name=citation_author content='Jane Doe'>"
            "<meta name=citation_publication_date content='2014/05/05'>",
            "",
            "meta citation_publication_date",
        ),
        (
            "<title>Ferry line closed - Ambry Herald</title><meta name=author content='Jane Doe'>",
            "<time datetime='2014-05-05T23:30:00+02:00'>yesterday</time>",
            "time element",
        ),
        (
            "<title>Ferry line closed - Ambry Herald</title><meta name=author content='Jane Doe'>",
            "<span class=pubdate>Monday, 5 May 2014</span>",
            "visible date",
        ),
        (
            "<title>Ferry line closed - Ambry Herald</title>",
            "<p class=by>By Jane Doe, 5 May 2014</p>",
            "byline",
        ),
    ],
)
def test_facts_come_from_the_most_explicit_place(head: str, body: str, where: str) -> None:
    report = read(page(f"<article><h1>Ferry line closed</h1>{body}{PARAGRAPHS}</article>", head))
    assert report.title == "Ferry line closed"
    assert (report.publisher, report.authors, report.published) == (
        "Ambry Herald",
        ("Jane Doe",),
        "2014-05-05",
    )
    assert {f.field: f.where for f in report.found}["published"] == where
    assert report.text.startswith(FIRST)


def test_a_page_in_an_old_encoding_is_read() -> None:
    data = (
        page(f"<p>{FIRST} The café «Zur Möwe» stays open.</p>")
        .replace("utf-8", "windows-1252")
        .encode("cp1252")
    )
    (report,) = read_bytes(data, "ferry.html", config=ReadConfig())
    assert isinstance(report, Report)
    assert report.text.endswith("The café «Zur Möwe» stays open.")


def test_deep_nesting_and_broken_markup_are_no_errors() -> None:
    deep = "<div>" * 3000 + f"<p>{FIRST}" + "</div>" * 3000
    for data in (deep, f"<p>{FIRST}<p>{SECOND}<table><td>{THIRD}", "<html><head><title>x"):
        for report in read_bytes(data.encode(), "ferry.html", config=ReadConfig()):
            assert isinstance(report, Report | Rejected)
