"""The article in a web page: what is left when menus, notices, promotions and captions are gone.

In: a parsed page. Out: the paragraphs of its article. Never here: what the page declares in its head.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement

from hearsay.read.draft import Paragraph
from hearsay.read.paragraphs import clean, is_running
from hearsay.read.wording import listed

_NEVER = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "footer",
    "form",
    "figure",
    "figcaption",
    "button",
    "iframe",
    "svg",
    "video",
    "audio",
    "object",
    "select",
    "input",
    "label",
    "dialog",
    "menu",
    "picture",
    "canvas",
)

_BOILERPLATE = re.compile(
    r"(?:^|[-_\s])(?:cookie\w*|consent|gdpr|privacy|newsletter\w*|subscribe\w*|subscription|paywall|"
    r"promo\w*|related\w*|"
    r"recommend\w*|share\w*|sharing|social\w*|comment(?:s|list|form)?|disqus|sidebar|side|col-side|"
    r"breadcrumbs?|menu\w*|"
    r"navbar|nav|navigation|topbar|footer|foot|masthead|banner|advert\w*|ads?|adslot|sponsor\w*|"
    r"outbrain|taboola|"
    r"disclaimer|caption|credit|wp-caption-text|read-?more|readmore|more|also|see-?also|most-?(?:read|"
    r"popular)|popular|trending|"
    r"tags?|taglist|tools|toolbar|print|login|signup|sign-up|widget|teaser\w*|infobox|author-?(?:bio|"
    r"box|info)|bio|"
    r"copyright|legal|skip|popup|modal|overlay|donate|donation|support-us|app-?promo|embed|pullout|"
    r"factbox-links|"
    r"pagination|pager|next-?article|previous|rating|survey-box|poll|weather)(?:$|[-_\s])",
    re.IGNORECASE,
)
_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "dialog",
    "alertdialog",
    "search",
    "menu",
    "form",
}
_BLOCKS = listed(
    """
    p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr td th
    tbody thead body center details summary address hr
    """
)
_PROMOTION = re.compile(
    r"^(?:read (?:more|also|next|on)|see also|also read|you may also like|related(?: \w+)?|more (?:on|"
    r"from|about) .{0,60}|"
    r"recommended|most read|don'?t miss|watch|listen|sign up|subscribe|follow us|share this|"
    r"advertisement|click here|"
    r"get (?:our|the) .{0,60}|download (?:our|the) .{0,60}|support (?:our|us)|comments?|tags?|topics?|"
    r"filed under|image|photo)\s*"
    r"(?::.*|$)|^(?:we (?:and our|use)|this (?:site|website) uses|by using this site).*\bcookies?\b.*|"
    r"^(?:©|\(c\)|copyright ©?) ?\d{4}\b.*|^all rights reserved\b.*|"
    r"^the views? (?:and opinions )?expressed\b.*\b(?:author|contributor)s?\b.*",
    re.IGNORECASE,
)


def article_paragraphs(tree: HtmlElement, title: str | None) -> list[Paragraph]:
    """Byline, date lines and running text of the article, in order; empty if there is no running text."""
    body = tree.find("body")
    page = deepcopy(body if body is not None else tree)
    _prune(page)
    container = _densest(page)
    if container is None:
        return []
    container = _with_head(container, title)
    paragraphs = [p for p in _blocks(container) if not _PROMOTION.match(p.text)]
    return _from_title(paragraphs, title)


def _prune(page: HtmlElement) -> None:
    """Drop what is no article: by element, by role, by the names that pages give their parts."""
    total = len(page.text_content()) or 1
    for element in list(page.iter()):
        if not isinstance(element.tag, str):
            _drop(element)
            continue
        if element is page or element.getparent() is None:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        hidden = element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(
            " ", ""
        )
        junk = element.tag in _NEVER or element.get("role") in _ROLES or hidden
        if not junk and _BOILERPLATE.search(names) and element.tag not in ("article", "main", "html"):
            # a page may call its whole frame "more" or "with-sidebar"
            junk = len(element.text_content()) < 0.5 * total and not element.xpath(".//article|.//main|.//h1")
        if element.tag == "time":  # a date beside the text; within a sentence it stays
            around = element.getparent()
            junk = around is not None and not is_running(_plain(around.text_content()))
            junk = junk or (around is not None and around.tag != "p")
        if junk or (element.tag == "header" and not element.xpath(".//h1|.//h2|.//time")):
            _drop(element)


def _drop(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _densest(page: HtmlElement) -> HtmlElement | None:
    """The element whose own paragraphs hold most running text; grown while its parent adds much more."""
    own: dict[HtmlElement, int] = {}
    for element in page.iter():
        held = sum(len(p.text) for p in _own_blocks(element) if is_running(p.text))
        if held:
            holder = (
                element.getparent() if element.tag in _LEAVES and element.getparent() is not None else element
            )
            own[holder] = own.get(holder, 0) + held
    if not own:
        return None
    best = max(own, key=lambda e: own[e])
    within: dict[HtmlElement, int] = {}
    for element, held in own.items():
        for holder in [element, *element.iterancestors()]:
            within[holder] = within.get(holder, 0) + held
    while (parent := best.getparent()) is not None and best is not page:
        grown = within.get(parent, 0)
        if grown > 1.2 * within[best] or (
            grown > within[best] and best.tag in _LEAVES | {"blockquote", "ul", "ol"}
        ):
            best = parent
        else:
            further = [a for a in parent.iterancestors() if within.get(a, 0) > 1.5 * within[best]]
            if not further or within[further[0]] > 6 * within[best] or best.tag in ("article", "main"):
                break
            best = parent
    return best


_LEAVES = {"p", "li", "span", "font", "td", "pre", "b", "strong", "em", "i", "dd"}


def _own_blocks(element: HtmlElement) -> list[Paragraph]:
    """The text that stands in an element itself, not in the blocks below it."""
    if not isinstance(element.tag, str) or element.tag not in _BLOCKS:
        return []
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag == "br":
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _BLOCKS and not child.xpath(".//p|.//div"):
            pieces.append(child.text_content())
        elif isinstance(child.tag, str):
            pieces.append("\n")
        pieces.append(child.tail or "")
    return [Paragraph(line) for line in map(_plain, "".join(pieces).split("\n")) if line]


def _with_head(container: HtmlElement, title: str | None) -> HtmlElement:
    """The container, or an element around it that also holds the title and hardly any other text."""
    size = len(container.text_content())
    for holder in [container, *container.iterancestors()]:
        if len(holder.text_content()) > 1.6 * size + 600:
            break
        headings = [h for h in holder.iter("h1", "h2") if _plain(h.text_content())]
        if any(title and _plain(h.text_content()) == title for h in headings):
            return holder
    return container


def _blocks(container: HtmlElement) -> Iterator[Paragraph]:
    """The paragraphs below an element: block elements and doubled line breaks part them."""
    buffer: list[str] = []
    level = 0
    item = False

    def flush() -> Iterator[Paragraph]:
        nonlocal buffer
        text, buffer = "".join(buffer), []
        for part in re.split(r"\x1e\s*\x1e[\s\x1e]*", text):
            line = _plain(part.replace("\x1e", "\n"))
            if line:
                yield Paragraph(("- " if item and not line.startswith("-") else "") + line, level=level)

    # an explicit stack: pages nest deeper than Python recurses
    stack: list[tuple[str, HtmlElement]] = [("open", container)]
    while stack:
        step, element = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if step == "tail":
            buffer.append(re.sub(r"\s+", " ", element.tail or ""))
            continue
        block = tag in _BLOCKS
        if step == "close":
            if block:
                yield from flush()
                level = 0
                item = False if tag == "li" else item
            continue
        if block:
            yield from flush()
            level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else level
            item = True if tag == "li" else item
        if tag == "br":
            buffer.append("\x1e")
        if not tag or (block and _is_link_list(element)):
            continue
        buffer.append(re.sub(r"\s+", " ", element.text or ""))
        stack.append(("close", element))
        for child in reversed(element):
            stack.append(("tail", child))
            stack.append(("open", child))
    yield from flush()


def _is_link_list(element: HtmlElement) -> bool:
    """Whether nearly all words of a block are links: a menu, a list of related articles."""
    if element.tag not in ("ul", "ol", "div", "p", "section", "li"):
        return False
    words = len(_plain(element.text_content()))
    linked = sum(len(_plain(a.text_content())) for a in element.iter("a"))
    return (
        0 < words < 600
        and linked > 0.75 * words
        and not (element.tag == "p" and is_running(_plain(element.text_content())))
    )


def _from_title(paragraphs: list[Paragraph], title: str | None) -> list[Paragraph]:
    """Without what stands above the title, such as breadcrumbs, if the title is among the paragraphs."""
    for at, paragraph in enumerate(paragraphs[:12]):
        if (
            title
            and paragraph.text.casefold() == title.casefold()
            and not any(is_running(p.text) for p in paragraphs[:at])
        ):
            kickers = [p for p in paragraphs[:at] if len(p.text.split()) <= 3]
            return [*kickers, *paragraphs[at:]]
    return paragraphs


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text)).strip()
