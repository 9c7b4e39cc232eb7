"""The head of an article: title, byline, masthead, date lines are taken out of the text and kept as facts.

In: the paragraphs of one article. Out: the facts, and the paragraphs that are left.
Never here: a date in running prose, which dates nothing but what it speaks of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hearsay.read.bodies import (
    is_acronym,
    is_body,
    is_capitalised,
    is_institution,
    is_outlet,
    is_role,
    people_in,
)
from hearsay.read.byline import (
    Credit,
    is_statement_line,
    issuer_in,
    kicker_of,
    read_credit,
    read_dateline,
    strip_marks,
)
from hearsay.read.dates import find_date, numeric_order
from hearsay.read.draft import PAGE_BREAK, Declared, Fact, Paragraph
from hearsay.read.paragraphs import is_item, is_running

DEEPEST = 14
"""How many paragraphs a head may have before the text begins; mastheads of printed reports reach ten."""

_ISSUE_LINE = re.compile(
    r"^(?:[\w&-]+ ){0,4}(?:assessment|brief|briefing|paper|report|note|bulletin|series|issue|no|vol|"
    r"volume|update|"
    r"survey|review|monitor|alert)\.?,? (?:no\.? ?)?[\dIVX]+(?:[/.-]\d+)*\b.{0,20}$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|copyright\b)\s*(?:\d{4}(?:[-–]\d{4})?)?\s*(?P<who>[^.|,]*)", re.IGNORECASE
)
_SITUATED = re.compile(
    r"^(?:republic|kingdom|state|province|city|federation|government|county) of\b", re.IGNORECASE
)


_DISCLAIMER = re.compile(
    r"^(?:the )?(?:views?|opinions?)(?: and opinions?)? (?:expressed )?(?:in|here|of|by)\b.{0,160}\b"
    r"(?:author|columnist|contributor|writer)s?\b.{0,160}$",
    re.IGNORECASE,
)
_TITLE_KEY = re.compile(r"^(?:title|headline|subject)\s*:\s+(?=\S)", re.IGNORECASE)


@dataclass
class Head:
    """What was gathered so far. Lists are in order of reading; `where` of a fact names the kind of line."""

    title: Fact | None = None
    publishers: list[Fact] = field(default_factory=list)
    authors: list[Fact] = field(default_factory=list)
    dates: list[Fact] = field(default_factory=list)
    updates: list[Fact] = field(default_factory=list)
    hints: set[str] = field(default_factory=set)
    rest: list[Paragraph] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)

    def credit(self, credit: Credit) -> None:
        """Note what a line of credits says."""
        if credit.publisher:
            self.publishers.append(Fact(credit.publisher, credit.kind))
        self.authors.extend(Fact(name, credit.kind) for name in credit.authors)
        if credit.opinion:
            self.hints.add(credit.opinion)
        if credit.published:
            assumed = f", {credit.published.assumed}" if credit.published.assumed else ""
            dates = self.updates if credit.updated else self.dates
            dates.append(Fact(credit.published.edtf, credit.kind + assumed))


def read_head(paragraphs: Sequence[Paragraph], declared: Declared) -> Head:
    """Take the head off an article. What the format declares goes before what lines say."""
    body = "\n".join(p.text for p in paragraphs)
    day_first = numeric_order(body)
    head = Head(title=declared.title, hints=set(declared.hints))
    start = _first_running(paragraphs)
    top = list(paragraphs[:start])
    lost_pages = 0
    for at, paragraph in enumerate(top):
        kept = _read_top(head, paragraph, top[at + 1 :], declared, body, day_first)
        if kept is None:
            lost_pages += paragraph.text.count(PAGE_BREAK)
        else:
            head.rest.append(kept)
    _read_running(head, list(paragraphs[start:]), body, day_first)
    if lost_pages and head.rest:
        head.rest[0] = replace(head.rest[0], text=PAGE_BREAK * lost_pages + head.rest[0].text)
    _title_facts(head, day_first)
    return head


def _first_running(paragraphs: Sequence[Paragraph]) -> int:
    """Where the running text begins; a short first sentence over credits is a title with a full stop."""
    for at, paragraph in enumerate(paragraphs[:DEEPEST]):
        if paragraph.level:
            continue
        if is_running(paragraph.text) and not read_credit(paragraph.text):
            after = [p.text for p in paragraphs[at + 1 : at + 3]]
            short = at == 0 and len(paragraph.text) < 90 and after
            if short and any(read_credit(t) for t in after[:1]) and not read_dateline(paragraph.text):
                continue
            return at
        if read_dateline(paragraph.text) and len(paragraph.text) > 60:
            return at
    return min(len(paragraphs), DEEPEST) if len(paragraphs) > 1 else 0


def _read_top(
    head: Head,
    paragraph: Paragraph,
    below: Sequence[Paragraph],
    declared: Declared,
    body: str,
    day_first: bool | None,
) -> Paragraph | None:
    """Read one paragraph above the running text; returns it if it belongs to the text."""
    text = strip_marks(paragraph.text.replace(PAGE_BREAK, ""))
    if not text:
        return None
    if declared.title and _same(text, declared.title.value):
        return None
    genre = kicker_of(text)
    if genre:
        head.hints.add(genre)
        return None
    credit = read_credit(text, body=body, day_first=day_first)
    if credit and (head.title or below):
        head.credit(credit)
        return None
    issuer = issuer_in(text)
    if issuer and (head.title or any(_can_be_title(p.text) for p in below)) and not declared.title:
        head.publishers.append(Fact(issuer, "statement line"))
        head.hints.add("statement")
        if head.title:
            return None
    elif issuer and declared.title:
        head.publishers.append(Fact(issuer, "statement line"))
        head.hints.add("statement")
        return None
    if _ISSUE_LINE.match(text) and any(_can_be_title(p.text) for p in below):
        head.hints.add("study")
        return None
    if _is_masthead(text, head, below):
        where = "letterhead" if is_institution(text) else "masthead"
        head.letterhead.append(text)
        if not _SITUATED.match(text):
            head.publishers.append(Fact(text, where))
        return None
    if head.letterhead and _SITUATED.match(text) and not is_running(text):
        return None
    if head.authors and is_role(text) and is_capitalised(text):
        return None
    people = people_in(text) if head.title and not paragraph.level else ()
    if people and _stands_as_byline(head, below, declared):
        known = {a.value.casefold() for a in declared.authors}
        head.authors.extend(Fact(name, "byline") for name in people if name.casefold() not in known)
        return None
    if any(_same(text, a.value) for a in declared.authors):
        return None
    if keyed := _TITLE_KEY.match(text):
        head.title = head.title or Fact(text[keyed.end() :], "title line")
        return None
    if head.title is None and not is_item(text):
        head.title = Fact(text, "heading" if paragraph.level else "title line")
        return None
    return paragraph


def _stands_as_byline(head: Head, below: Sequence[Paragraph], declared: Declared) -> bool:
    """Whether a lone name is the author's: other credits are near, or only the title is not capitalised."""
    if head.authors or declared.authors or head.dates or (below and read_credit(below[0].text)):
        return True
    return head.title is not None and not is_capitalised(head.title.value)


def _is_masthead(text: str, head: Head, below: Sequence[Paragraph]) -> bool:
    """Whether a line is only the name of an outlet or institution, with a title beside it."""
    if not (is_body(text) or (head.letterhead and _SITUATED.match(text))):
        return False
    if is_statement_line(text):
        return False
    if head.title:
        return text.isupper() or is_outlet(text) or is_institution(text)
    return any(_can_be_title(p.text) for p in below)


def _can_be_title(text: str) -> bool:
    text = strip_marks(text.replace(PAGE_BREAK, ""))
    if len(text.split()) < 2 or kicker_of(text) or read_credit(text) or _ISSUE_LINE.match(text):
        return False
    return not is_body(text) and not _SITUATED.match(text) and not is_running(text)


def _read_running(head: Head, paragraphs: list[Paragraph], body: str, day_first: bool | None) -> None:
    """Keep the running text, but for credits between a standfirst and the text, or at the very end."""
    dateline_seen = False
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text.replace(PAGE_BREAK, "")
        near_top = at <= 3 and at + 1 < len(paragraphs)
        near_end = at > 0 and at >= len(paragraphs) - 3
        if at and (near_top or near_end) and not is_item(text) and not paragraph.level:
            credit = read_credit(text, body=body, day_first=day_first)
            if credit and (
                credit.kind != "date line" or near_top or re.match(r"\W*[A-Za-z ]+:|posted|publ", text, re.I)
            ):
                if near_top or not (head.publishers or head.dates or head.authors):
                    head.credit(credit)
                continue
            if near_top and is_body(text) and (head.authors or read_credit(paragraphs[at + 1].text)):
                head.publishers.append(Fact(text, "masthead"))
                continue
        if near_end and (match := _COPYRIGHT.match(text)) and len(text) < 120:
            if is_body(match["who"].strip()):
                head.publishers.append(Fact(match["who"].strip(), "copyright line"))
            continue
        if not dateline_seen and at <= 2:
            dateline = read_dateline(text, day_first=day_first)
            if dateline:
                dateline_seen = True
                head.credit(dateline)
        if near_end and _DISCLAIMER.match(text):
            continue
        head.rest.append(paragraph)


def _title_facts(head: Head, day_first: bool | None) -> None:
    """What the title itself tells: its issuer and day if it is a statement, an outlet before a stroke."""
    if head.title is None:
        return
    value = head.title.value
    stroke = re.match(r"^(?P<kicker>[^/|]{2,30}?)\s+[/|]\s+(?P<title>.{12,})$", value)
    if stroke and (
        is_acronym(stroke["kicker"]) or kicker_of(stroke["kicker"]) or is_outlet(stroke["kicker"])
    ):
        head.title = Fact(stroke["title"], head.title.where)
        if kicker_of(stroke["kicker"]):
            head.hints.add(kicker_of(stroke["kicker"]) or "")
        else:
            head.publishers.append(Fact(stroke["kicker"], "kicker of the title"))
    tail = re.match(r"^(?P<title>.{12,}?)\s+[|–—-]\s+(?P<outlet>[^|–—]{4,50})$", head.title.value)
    if tail and is_outlet(tail["outlet"]):
        head.title = Fact(tail["title"], head.title.where)
        head.publishers.append(Fact(tail["outlet"], "title"))
    named = re.match(r"^(?P<kicker>[A-Za-z -]{4,20}?)\s*(?::|\s[-–—])\s", value)
    if named and (genre := kicker_of(named["kicker"])):
        head.hints.add(genre)
    if is_statement_line(value):
        head.hints.add("statement")
        issuer = issuer_in(value)
        if issuer:
            head.publishers.append(Fact(issuer, "title"))
        date = find_date(value, day_first=day_first)
        if date and re.search(r"\b(?:of|dated|issued|,)\s*(?:on\s+)?$", value[: date.start]):
            head.dates.append(Fact(date.edtf, "title"))


def _same(a: str, b: str) -> bool:
    """Whether two lines say the same, apart from punctuation and capitals."""
    left, right = (re.sub(r"\W+", " ", t).casefold().strip() for t in (a, b))
    return bool(left) and left == right
