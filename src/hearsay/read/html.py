"""Web pages.

In: bytes. Out: a `Draft` with the article alone. Never here: fetching, scripts.
"""

import logging
import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from hearsay.read.article import article_paragraphs
from hearsay.read.draft import Draft, Paragraph, Unreadable
from hearsay.read.pagedata import declared_by
from hearsay.read.paragraphs import clean, is_running
from hearsay.read.text import decode

LOST = 0.8
"""If our article holds less than this share of the running text that trafilatura finds, its text is taken."""


def read_html(data: bytes) -> Draft:
    """The article of a page; what the page declares about itself goes before what its lines say.

    Raises:
        Unreadable: no article is found in it.
    """
    markup = _decode(data)
    tree = _parse(markup)
    declared = declared_by(tree)
    title = declared.title.value if declared.title else None
    ours = article_paragraphs(tree, title)
    theirs = _by_trafilatura(markup)
    if _running(ours) < LOST * _running(theirs):
        ours = theirs
    if not ours:
        raise Unreadable("no article found in the page", hint="save the text of the page as .txt")
    return Draft(tuple(ours), declared)


def _decode(data: bytes) -> str:
    """Text of a page: the encoding that it declares, if the bytes agree."""
    match = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    if match and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _parse(markup: str) -> HtmlElement:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.replace("\x00", ""))
    try:
        tree = lxml_html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("no page: there is no text in its markup", hint="save the page again") from error
    return tree


def _by_trafilatura(markup: str) -> list[Paragraph]:
    import trafilatura  # late: it takes longer to load than all else that reads documents

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without an article is rejected here
    try:
        text = trafilatura.extract(markup, include_comments=False, include_tables=False, deduplicate=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.Error):
        return []
    return [Paragraph(line) for line in clean(text or "").split("\n") if line.strip()]


def _running(paragraphs: list[Paragraph]) -> int:
    return sum(len(p.text) for p in paragraphs if is_running(p.text))
