"""Lines that say who published something, who wrote it and when: bylines, mastheads, date lines, datelines.

In: one line (and the text around it, as evidence). Out: a `Credit`, or None for any other line.
Never here: where in the document the line stands; `head` knows that.
"""

import re
from dataclasses import dataclass

from hearsay.read.bodies import (
    is_acronym,
    is_body,
    is_capitalised,
    is_outlet,
    is_person,
    is_place,
    is_role,
    is_section,
    issuer_of,
    people_in,
)
from hearsay.read.dates import WrittenDate, find_date

_LABEL = re.compile(
    r"^(?P<label>(?:first |last |originally )?(?:posted|published|updated|modified|issued|released|"
    r"dated?|filed|"
    r"created|publication date|release date))\b\s*(?:online\s*)?(?::|on\b|in\b|at\b|by\b|,)?\s*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:written|reported|reporting|story|words|text|report|article|posted|opinion|comment|analysis|"
    r"column|essay|review|interview)\s+)?by\b:?\s+",
    re.IGNORECASE,
)
_AUTHOR_LABEL = re.compile(r"^(?:authors?|text|words|reporter|writer|correspondent)\s*:\s+", re.I)
_FROM_OUR = re.compile(
    r"^from (?:our|a|the) (?:\w+ ){0,3}(?:correspondents?|reporters?)\b.{0,30}$", re.IGNORECASE
)
_DAY_LINE = re.compile(
    r"^(?:[A-Z][\w .'-]{1,30},\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", re.IGNORECASE
)
_SOURCE = re.compile(r"^(?:source|publication|publisher|outlet|newspaper|via|from)\s*:\s+", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:agenc(?:y|ies)|wires?|services|our|staff)\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^(?:\d+ min(?:ute)?s?(?: read)?|\d+ comments?|share|print|cite|save|email|tweet|reading time.*|"
    r"page \d+|"
    r"p\. ?\d+|no\. ?\d+|issue \d+|vol(?:ume|\.)? ?\d+|at|on|edition|online|updated|published|posted|"
    r"exclusive)$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<head>[^.!?“”\"]{0,90}?(?:\b[A-Z][a-z]{2,3}\.[^.!?“”\"]{0,40}?)?)"
    r"(?P<credit>\((?P<agency>[^()]{2,40})\))?\s*(?P<dash>(?:--|—)\s*|(?:[-–:]|(?<=\)))\s+)(?=[“\"‘'(]?[A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line credits: outlet, authors, date. `kind` names the line ("byline", "masthead")."""

    kind: str
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: WrittenDate | None = None
    updated: bool = False
    opinion: str | None = None


def strip_marks(line: str) -> str:
    """A line without the marks of emphasis around it."""
    return re.sub(r"^[\s*_#>|•·]+|[\s*_|]+$", "", line)


def read_credit(line: str, *, body: str = "", day_first: bool | None = None) -> Credit | None:
    """What a line credits, if it does nothing else. `body` is the text around it, as evidence for names."""
    text = strip_marks(line)
    if not text or len(text) > 160:
        return None
    return _byline(text, day_first) or _masthead(text, body, day_first)


def _byline(text: str, day_first: bool | None) -> Credit | None:
    """What a byline credits: "By Ada Quill, The Lowland Gazette", "Ada Quill for Radio Lume"."""
    date = find_date(text, day_first=day_first)
    bare = _without_date(text, date).replace("\0", "|")
    if _FROM_OUR.match(bare):
        return Credit("byline", None, (), date)
    label = _BY.match(bare) or _AUTHOR_LABEL.match(bare)
    if label is None:
        carried = re.fullmatch(
            r"(?P<who>[^,|]+?) for (?P<outlet>(?:the )?[^,|]+)(?P<rest>[,|].*)?", bare, re.I
        )
        if not carried or not is_person(carried["who"]) or not is_capitalised(carried["outlet"]):
            return None
        if carried["rest"] and date is None:
            return None
        return Credit("byline", _outlet_name(carried["outlet"]), (carried["who"].strip(),), date)
    rest = bare[label.end() :].strip()
    if not rest or (rest.endswith((".", "?", "!", ";")) and not re.search(r"\b[A-Z]\.$|Jr\.$", rest)):
        return None
    authors: list[str] = []
    publisher = None
    for piece in re.split(r"\s*(?:,|\||·|•|;|\s[-–—]+\s|\(|\)|\band\b|&|\bwith\b)\s*", rest):
        piece = re.sub(r"\s+in\s+[A-Z].*$", "", piece).strip()
        who, _, outlet = piece.partition(" for ")
        if not piece or _FURNITURE.match(piece) or is_section(piece):
            continue
        if outlet and is_capitalised(outlet):
            publisher = publisher or _outlet_name(outlet)
            piece = who
        if is_acronym(piece) or is_outlet(piece):
            publisher = publisher or _outlet_name(piece)
        elif is_body(piece):
            publisher = publisher or piece
        elif is_person(piece) or (not authors and is_capitalised(piece) and not is_role(piece)):
            authors.append(piece)
        elif not (is_role(piece) or is_capitalised(piece) or _NOBODY.search(piece)):
            return None
    return Credit("byline", publisher, tuple(authors), date)


def _masthead(text: str, body: str, day_first: bool | None) -> Credit | None:
    """What a masthead or date line credits: "THE LUME POST | Companies | 10.06.2016", "Updated: 5 May"."""
    if _DAY_LINE.match(text):
        return Credit("date line")
    if source := _SOURCE.match(text):
        text = text[source.end() :]
        if is_capitalised(text) and not find_date(text):
            return Credit("source line", text)
    label = _LABEL.match(text)
    date = find_date(text, day_first=day_first)
    if label and date and date.start < label.end():
        label = None
    rest = _without_date(text, date)
    if label:
        rest = rest[label.end() :] if date else rest
    marked = bool(re.search(r"\s[|·•]\s|\s[-–—]\s|\t|\s{3,}", rest))
    pieces = [
        p.strip(" .:") for p in re.split(r"\s*(?:,|\||·|•|;|\t|\s{3,}|\s[-–—]+\s|\s/\s|\(|\))\s*", rest)
    ]
    pieces = [part for p in pieces for part in _apart(p) if part and not _FURNITURE.match(part)]
    if date is None and len(pieces) == 2 and is_person(pieces[0]) and is_outlet(pieces[1]):
        return Credit("byline", pieces[1], (pieces[0],))
    if date is None and not (marked and any(is_outlet(p) for p in pieces) and all(map(_fragment, pieces))):
        return None
    if label and date:
        if len(rest) > 80:
            return None
        names = [p for p in pieces if p != "\0" and is_outlet(p)]
        by = re.search(r"\bby\s+(.+)$", rest)
        writers = people_in(by[1].strip(" \0")) if by else ()
        updated = "updat" in label["label"].lower() or "modif" in label["label"].lower()
        return Credit("date line", names[0] if names else None, writers, date, updated)
    pieces = [re.sub(r"^(?:on|the)\s+(?=\0)|(?<=\0)\s*$", "", p) for p in pieces]
    if date is not None and "\0" not in pieces:
        return None
    names = [p for p in pieces if p != "\0"]
    if not all(map(_fragment, names)) or len(names) > 5:
        return None
    return _shares(names, date, body, marked)


def _apart(piece: str) -> list[str]:
    """An outlet and the date that follows it without a comma, apart."""
    name, mark, rest = piece.partition("\0")
    name = name.strip(" -–")
    if mark and name and not rest.strip(" .") and (is_acronym(name) or is_outlet(name)):
        return [name, mark]
    return [piece]


def _shares(names: list[str], date: WrittenDate | None, body: str, marked: bool) -> Credit:
    """Tell outlet, author, place and section apart among the pieces of a line."""
    opinion = next((n for n in names if n.lower() in _KICKERS), None)
    names = [n for n in names if n is not opinion and not is_section(n) and not is_role(n)]
    outlets = [n for n in names if is_outlet(n)] or [n for n in names if is_body(n)]
    publisher = outlets[0] if outlets else None
    authors: list[str] = []
    for name in names:
        if name in outlets:
            continue
        if publisher is not None and is_person(name) and not is_place(name, body):
            authors.append(name)
        elif publisher is None and not is_place(name, body):
            publisher = name
    if publisher is None and marked and len(names) == 1 and is_acronym(names[0]):
        publisher = names[0]
    kind = "masthead" if publisher else "date line"
    return Credit(kind, publisher, tuple(authors), date, opinion=opinion)


_KICKERS = {
    "opinion": "opinion",
    "comment": "opinion",
    "commentary": "opinion",
    "column": "opinion",
    "editorial": "opinion",
    "leader": "opinion",
    "letter": "opinion",
    "letters": "opinion",
    "letters to the editor": "opinion",
    "letter to the editor": "opinion",
    "op-ed": "opinion",
    "viewpoint": "opinion",
    "perspective": "opinion",
    "guest essay": "opinion",
    "essay": "opinion",
    "blog": "opinion",
    "analysis": "analysis",
    "news analysis": "analysis",
    "explainer": "analysis",
    "briefing": "analysis",
    "backgrounder": "analysis",
    "policy brief": "analysis",
    "insight": "analysis",
    "in depth": "analysis",
    "abstract": "study",
    "research": "study",
    "research article": "study",
    "working paper": "study",
    "study": "study",
    "breaking": "news",
    "breaking news": "news",
    "news": "news",
    "exclusive": "news",
    "live": "news",
    "report": "news",
    "press release": "statement",
    "media release": "statement",
    "news release": "statement",
    "press statement": "statement",
    "statement": "statement",
    "for immediate release": "statement",
    "for release": "statement",
    "communiqué": "statement",
    "communique": "statement",
    "declaration": "statement",
    "open letter": "statement",
}


def kicker_of(line: str) -> str | None:
    """The genre that a line above or beside a title names, if that is all it does ("Analysis")."""
    text = strip_marks(line).strip(" :.-–—!").lower()
    return _KICKERS.get(text) or ("statement" if re.match(r"(?:embargoed|not for release)\b", text) else None)


def read_dateline(paragraph: str, *, day_first: bool | None = None) -> Credit | None:
    """What the dateline at the start of a running paragraph credits: "LUME, March 4 (ABC) - The …"."""
    match = _DATELINE.match(paragraph)
    if not match:
        return None
    head, agency = match["head"].strip(" ,"), match["agency"]
    date = find_date(head, day_first=day_first)
    place = _without_date(head, date).replace("\0", "").strip(" ,")
    first = re.split(r"[,/]", place)[0].strip()
    shouted = len(first) > 2 and first == first.upper() and any(ch.isalpha() for ch in first)
    named = bool(first) and is_capitalised(place) and len(words := place.split()) <= 6 and bool(words)
    if not (shouted or (named and (date or agency)) or (not place and agency)):
        return None
    if match["dash"].strip() == ":" and not (date or agency):
        return None
    if not match["dash"].strip() and not (shouted and agency):
        return None
    if place and not is_capitalised(place):
        return None
    publisher = agency.strip() if agency and (is_acronym(agency) or is_capitalised(agency)) else None
    if publisher and find_date(publisher):
        publisher = None
    return Credit("dateline", publisher, (), date)


_ISSUED = re.compile(
    r"^(?:\w+ )?(?P<kind>statement|communiqu[eé]|declaration|press (?:release|statement)|message|appeal|"
    r"open letter|news release|media release)\b(?: no\.? ?\d+)?(?: issued)? (?:of|by|from) (?:the )?"
    r"(?P<who>[A-Z].+?)(?:\s+(?:on|about|regarding|concerning|following|after|to)\s+(?!Human|"
    r"the Rights).*|,? \d.*)?$",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"^(?:(?:joint|public|official|press|media|news)\s+)?(?:statement|communiqu[eé]|declaration|release|"
    r"clarification|notice|appeal|message)\b(?!s\b)",
    re.IGNORECASE,
)


def issuer_in(line: str) -> str | None:
    """The body in a line such as "Statement of the Highland Council"."""
    match = _ISSUED.match(strip_marks(line))
    if not match or find_date(match["who"]) or not match["who"][0].isupper():
        return None
    return match["who"].strip() if is_capitalised(match["who"]) else None


def is_statement_line(line: str) -> bool:
    """Whether a line is the title of a statement: "Communiqué No. 3 on …", "Press statement"."""
    return bool(_STATEMENT.match(strip_marks(line)))


def _without_date(text: str, date: WrittenDate | None) -> str:
    return f"{text[: date.start]}\0{text[date.end :]}" if date else text


def _fragment(piece: str) -> bool:
    """Whether a piece of a line is a name or label rather than part of a sentence."""
    return piece == "\0" or (is_capitalised(piece) and len(piece.split()) <= 8)


def _outlet_name(text: str) -> str:
    return issuer_of(text.strip(" .,")) or text.strip()
