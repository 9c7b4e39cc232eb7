"""What a web page declares about its article: JSON-LD, Open Graph, meta tags, marked dates.

In: a parsed page. Out: `Declared`. Never here: the text of the article.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from hearsay.read.byline import read_credit
from hearsay.read.dates import find_date, iso_date
from hearsay.read.draft import Declared, Fact
from hearsay.read.paragraphs import clean

_ARTICLE = re.compile(r"Article|Posting|Report|Review|NewsItem|Statement|WebPage$|CreativeWork$")
_DATED = ("datePublished", "dateCreated", "uploadDate", "dateModified")
_META_TITLE = ("og:title", "citation_title", "dc.title", "twitter:title", "headline")
_META_SITE = (
    "og:site_name",
    "citation_publisher",
    "citation_journal_title",
    "dc.publisher",
    "publisher",
    "application-name",
)
_META_AUTHOR = (
    "citation_author",
    "author",
    "dc.creator",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
)
_META_DATE = (
    "article:published_time",
    "og:published_time",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dc.date",
    "date",
    "pubdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "dcterms.issued",
    "article.published",
    "sailthru.date",
    "citation_online_date",
)
_DATE_CLASS = re.compile(
    r"\b(?:pub(?:lished|lish|lication)?[-_]?(?:date|on|time)?|date(?:line)?|time(?:stamp)?|"
    r"posted(?:[-_]on)?)\b",
    re.I,
)
_JUNK = re.compile(r"\b(?:related|sidebar|more|footer|comment|nav|menu|weather|promo|recent|latest)", re.I)
_SEPARATOR = r"\s*(?:\||[-–—]|:|»|·|•|::)\s*"


def declared_by(tree: HtmlElement) -> Declared:
    """What the page says about its article, the most explicit place first."""
    data = next((node for node in _nodes(tree) if _is_article(node)), {})
    metas = _metas(tree)
    title = _title(tree, data, metas)
    publisher = _publisher(tree, data, metas, title)
    authors = tuple(f for f in _authors(data, metas) if not publisher or f.value != publisher.value)
    return Declared(
        title=title, publisher=publisher, authors=authors, published=_published(tree, data, metas)
    )


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, articles in `@graph` and lists included."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting: list[Any] = [
                json.loads(re.sub(r"^\s*<!--|-->\s*$", "", script.text or ""), strict=False)
            ]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(
                    node[key] for key in ("@graph", "mainEntity", "itemListElement") if key in node
                )


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])
    ) and ("headline" in node or "datePublished" in node or "author" in node)


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = _plain(meta.get("content") or "")
        if name and value:
            metas.setdefault(name.strip().lower(), []).append(value)
    return metas


def _from_metas(metas: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[Fact]:
    for name in names:
        for value in metas.get(name, []):
            yield Fact(value, name if ":" in name else f"meta {name}")


def _title(tree: HtmlElement, data: dict[str, Any], metas: dict[str, list[str]]) -> Fact | None:
    headline = data.get("headline")
    if isinstance(headline, str) and _plain(headline):
        return Fact(_plain(headline), "json-ld headline")
    page = _page_title(tree)
    headings = [_plain(h.text_content()) for h in tree.iter("h1")]
    headings = [h for h in headings if h and len(h.split()) > 1]
    for fact in _from_metas(metas, _META_TITLE):
        site = next(iter(metas.get("og:site_name", [])), None)
        value = _cut(fact.value, site) if site else fact.value
        longer = [h for h in headings if len(h) > len(value) and value.rstrip(".… ") in h]
        return Fact(longer[0] if longer else value, fact.where)
    if page:
        matching = [h for h in headings if h in page]
        if matching:
            return Fact(matching[0], "h1")
    if len(headings) == 1:
        return Fact(headings[0], "h1")
    return Fact(re.split(r"\s(?:\||[-–—»]|::)\s", page)[0].strip(), "title") if page else None


def _publisher(
    tree: HtmlElement, data: dict[str, Any], metas: dict[str, list[str]], title: Fact | None
) -> Fact | None:
    for key in ("publisher", "sourceOrganization", "provider"):
        names = _names(data.get(key))
        if names:
            return Fact(names[0], f"json-ld {key}")
    for fact in _from_metas(metas, _META_SITE):
        return fact
    for node in _nodes(tree):
        if node.get("@type") in ("WebSite", "NewsMediaOrganization", "Organization") and _names(node):
            return Fact(_names(node)[0], f"json-ld {node['@type']}")
    page = _page_title(tree)
    if page and title and title.value in page and page != title.value:
        rest = _cut_title(page, title.value)
        if rest and len(rest.split()) <= 8:
            return Fact(rest, "title")
    return None


def _cut_title(page: str, title: str) -> str:
    before, _, after = page.partition(title)
    rest = [p for p in re.split(_SEPARATOR, after) if p] or [p for p in re.split(_SEPARATOR, before) if p]
    return rest[-1].strip() if rest else ""


def _cut(title: str, site: str) -> str:
    name = re.escape(site)
    return re.sub(rf"{_SEPARATOR}{name}\s*$|^\s*{name}{_SEPARATOR}", "", title, flags=re.I).strip() or title


def _authors(data: dict[str, Any], metas: dict[str, list[str]]) -> list[Fact]:
    named = [Fact(name, "json-ld author") for name in _names(data.get("author"))]
    found = named
    if not found:
        for name in _META_AUTHOR:
            found = list(_from_metas(metas, (name,)))
            if found:
                break
    out: dict[str, Fact] = {}
    for fact in found:
        if fact.value.startswith(("http:", "https:", "@")):
            continue
        value = re.sub(r"^by\s+", "", fact.value, flags=re.I)
        people = (
            [value]
            if re.search(r"\b(?:staff|agencies)\b", value, re.I)
            else re.split(r"\s*(?:,|;|\band\b|&)\s*", value)
        )
        for person in people:
            if person.strip():
                out.setdefault(person.strip(), Fact(person.strip(), fact.where))
    return list(out.values())


def _names(value: Any) -> list[str]:
    """The names in a JSON-LD value: a string, an object with a name, or a list of them."""
    if isinstance(value, str):
        return [_plain(value)] if _plain(value) and not value.startswith("http") else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:50] if not isinstance(item, list) for name in _names(item)]
    return []


def _published(tree: HtmlElement, data: dict[str, Any], metas: dict[str, list[str]]) -> Fact | None:
    for key in _DATED[:3]:
        if isinstance(value := data.get(key), str) and (date := iso_date(value)):
            return Fact(date, f"json-ld {key}")
    for fact in _from_metas(metas, _META_DATE):
        if date := iso_date(fact.value):
            return Fact(date, fact.where)
    return _marked_date(tree) or _modified(data, metas)


def _marked_date(tree: HtmlElement) -> Fact | None:
    """The date in an element that is marked as one, before the text or beside it."""
    for element in tree.iter("time", "abbr"):
        stamp = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None)
        if _in_junk(element):
            continue
        for value in (stamp, element.text_content()):
            if value and (date := iso_date(value)):
                return Fact(date, "time element" if value == stamp else "visible date")
    for element in tree.iter("span", "div", "p", "li", "small", "em", "strong", "td", "b", "i"):
        marks = " ".join(filter(None, [element.get("class"), element.get("id"), element.get("itemprop")]))
        text = (
            _plain(element.text_content()) if marks and _DATE_CLASS.search(re.sub(r"[_]", "-", marks)) else ""
        )
        if text and len(text) < 90 and not _in_junk(element):
            found = find_date(text)
            credit = read_credit(text)
            if found and ((credit and credit.published) or len(text) < 40):
                assumed = f", {found.assumed}" if found.assumed else ""
                return Fact(found.edtf, "visible date" + assumed)
    return None


def _modified(data: dict[str, Any], metas: dict[str, list[str]]) -> Fact | None:
    value = data.get("dateModified")
    if isinstance(value, str) and (date := iso_date(value)):
        return Fact(date, "json-ld dateModified")
    for fact in _from_metas(metas, ("article:modified_time", "og:updated_time", "last-modified")):
        if date := iso_date(fact.value):
            return Fact(date, fact.where)
    return None


def _in_junk(element: HtmlElement) -> bool:
    chain = [element, *element.iterancestors()]
    return any(
        e.tag in ("nav", "aside", "footer") or _JUNK.search(f"{e.get('class') or ''} {e.get('id') or ''}")
        for e in chain
        if e.tag not in ("body", "html")
    )


def _page_title(tree: HtmlElement) -> str:
    return next((_plain(t.text_content()) for t in tree.iter("title")), "")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text)).strip()
