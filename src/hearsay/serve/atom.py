"""Items to tell as an Atom feed (RFC 4287).

In: items, the address of the workbench. Out: XML. Never here: a question to the ledger, a clock.
"""

import re
from collections.abc import Sequence
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, tostring

from hearsay.watch.items import Item

ATOM = "http://www.w3.org/2005/Atom"
LONG_AGO = "1970-01-01T00:00:00Z"  # a feed must date everything; what nobody dated is as old as can be
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(items: Sequence[Item], *, title: str, address: str, workbench: str) -> bytes:
    """The feed at `address`; `workbench` is where links lead."""
    feed = Element("feed", xmlns=ATOM)
    _add(feed, "title", title)
    _add(feed, "id", address)
    SubElement(feed, "link", rel="self", href=address)
    _add(feed, "updated", max((_time(item) for item in items), default=LONG_AGO))
    author = SubElement(feed, "author")
    _add(author, "name", "hearsay")
    for item in items:
        entry = SubElement(feed, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", f"urn:hearsay:{item.kind}:{item.id}")
        SubElement(entry, "link", href=urljoin(workbench, item.path))
        _add(entry, "updated", _time(item))
        _add(entry, "summary", item.detail)
    data: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return data


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = " ".join(_UNPRINTABLE.sub("�", text).split())


def _time(item: Item) -> str:
    """A moment as Atom wants it; a day stands for its beginning."""
    if not item.time:
        return LONG_AGO
    return item.time if "T" in item.time else f"{item.time}T00:00:00Z"
