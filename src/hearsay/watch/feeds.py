"""Feeds and lists of feeds: RSS, Atom, OPML.

In: bytes. Out: entries with what the feed says about them; addresses. Never here: fetching.
"""

from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser
from lxml import etree

from hearsay.errors import NoFeed

MOST_FEEDS = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed lists. `published` is EDTF; `publisher` the source that an aggregator names.

    `content` is what the feed itself holds of it, as HTML.
    """

    link: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its entries, as it lists them."""

    title: str | None
    entries: tuple[Entry, ...]


def read_feed(data: bytes, url: str) -> Feed:
    """The entries of a feed; those without an address are left out.

    Raises:
        NoFeed: these bytes are none.
    """
    try:
        # without headers feedparser would take the address of relative links from nowhere
        found = feedparser.parse(BytesIO(data), response_headers={"content-location": url})
    except Exception as error:  # feedparser raises whatever its parsers do; one feed must not stop the others
        raise NoFeed(f"is no feed: {error}", path=url) from error
    if not found.get("version") and not found.entries:
        raise NoFeed("is no feed", path=url, hint="name the address of an RSS or Atom feed")
    title = _text(found.feed.get("title"))
    entries = (_entry(entry, title) for entry in found.entries)
    return Feed(title, tuple(entry for entry in entries if entry.link))


def read_opml(data: bytes, path: str) -> list[str]:
    """The addresses of the feeds in an OPML list, each once, in its order.

    Raises:
        NoFeed: it is no such list.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoFeed(f"is no list of feeds: {error}", path=path) from error
    if tree is None or etree.QName(tree).localname.lower() != "opml":
        raise NoFeed("is no list of feeds", path=path, hint="an OPML file lists feeds in xmlUrl")
    found = (outline.get("xmlUrl") or outline.get("xmlurl") for outline in tree.iter("outline"))
    feeds = list(dict.fromkeys(url.strip() for url in found if url and url.strip()))
    if not feeds:
        raise NoFeed("lists no feeds", path=path, hint="an OPML file lists feeds in xmlUrl")
    return feeds[:MOST_FEEDS]


def _entry(entry: Any, feed: str | None) -> Entry:
    source = entry.get("source") or {}
    contents = [part.get("value", "") for part in entry.get("content", ()) if isinstance(part, dict)]
    longest = max([*contents, entry.get("summary", "") or ""], key=len)
    authors = (_text(author.get("name")) for author in entry.get("authors", ()) if isinstance(author, dict))
    return Entry(
        link=(entry.get("link") or "").strip(),
        title=_text(entry.get("title")),
        publisher=_text(source.get("title")) or feed,
        published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
        authors=tuple(author for author in authors if author),
        content=longest,
    )


def _day(when: Any) -> str | None:
    """The day, in UTC, of a time as feedparser gives it."""
    try:
        return datetime.fromtimestamp(timegm(when), UTC).date().isoformat() if when else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _text(value: Any) -> str | None:
    """A title without markup and runs of white space."""
    if not isinstance(value, str):
        return None
    words = " ".join(value.split())
    if "<" in words and (tree := etree.HTML(f"<p>{words}</p>")) is not None:
        words = " ".join("".join(tree.itertext()).split())
    return words or None
