"""Feeds and lists of feeds are read as they come, broken ones too."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.errors import NoFeed
from hearsay.watch.feeds import Entry, read_feed, read_opml

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>
<item><title>Crane &amp; ship</title><link>http://x.example/1</link>
<pubDate>Tue, 05 May 2031 23:30:00 -0400</pubDate><source url="http://w.example">Coastal Wire</source>
<description>&lt;p&gt;A crane fell.&lt;/p&gt;</description></item>
<item><title>Without an address</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><title>Tide</title>
<link href="/tide"/><updated>2031-05-05T10:00:00Z</updated><author><name>Ana Pell</name></author>
<content type="html">&lt;p&gt;High.&lt;/p&gt;</content></entry></feed>"""
URL = "http://x.example/feed"


def test_an_entry_of_rss_names_its_own_source() -> None:
    assert read_feed(RSS.encode(), URL).entries == (
        Entry("http://x.example/1", "Crane & ship", "Coastal Wire", "2031-05-06", (), "<p>A crane fell.</p>"),
    )


def test_an_entry_of_atom_is_published_by_its_feed() -> None:
    assert read_feed(ATOM.encode(), URL).entries == (
        Entry("http://x.example/tide", "Tide", "Desk", "2031-05-05", ("Ana Pell",), "<p>High.</p>"),
    )


@pytest.mark.parametrize("data", [b"", b"<html><p>no feed</p></html>", b"words"])
def test_what_is_no_feed_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NoFeed):
        read_feed(data, URL)


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_a_feed_or_none(data: bytes) -> None:
    for read in (read_feed, read_opml):
        with suppress(NoFeed):
            read(data, URL)


@given(st.integers(0, len(RSS)), st.text(max_size=30), st.integers(0, 60))
def test_a_damaged_feed_stops_nobody(at: int, put: str, cut: int) -> None:
    damaged = RSS[:at] + put + RSS[at + cut :]
    try:
        feed = read_feed(damaged.encode(), URL)
    except NoFeed:
        return
    assert all(entry.link for entry in feed.entries)


def test_a_list_gives_each_feed_once() -> None:
    opml = """<opml><body><outline text="a"><outline xmlUrl="http://a.example/"/></outline>
    <outline xmlUrl="http://b.example/"/><outline xmlUrl=" http://a.example/"/></body></opml>"""
    assert read_opml(opml.encode(), "f.opml") == ["http://a.example/", "http://b.example/"]


@pytest.mark.parametrize("data", [b"", b"words", b"<opml/>", b"<rss/>", b"<opml><body>"])
def test_what_is_no_list_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NoFeed, match=r"f\.opml"):
        read_opml(data, "f.opml")


def test_a_list_reads_no_other_file() -> None:
    opml = b"""<!DOCTYPE opml [<!ENTITY e SYSTEM "file:///etc/hosts">]>
    <opml><body><outline xmlUrl="http://a.example/"/><outline text="&e;"/></body></opml>"""
    with pytest.raises(NoFeed, match="external entity"):
        read_opml(opml, "f.opml")
