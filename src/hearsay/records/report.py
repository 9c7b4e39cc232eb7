"""Reports and what could not become one.

Offsets everywhere are Unicode code points into `Report.text`, end exclusive.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal

from hearsay.records.identity import content_id

Genre = Literal["news", "analysis", "opinion", "study", "statement", "other"]


@dataclass(frozen=True, slots=True)
class Found:
    """The field `field` was found in this place of the document ("json-ld", "byline", "mail header Date")."""

    field: str
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """One article, statement or paper, as published by `publisher` on `published`, in the words `text`.

    `source` is the path or URL as given; for the n-th part of a bundle (from 1) `path#n`.
    `published` is EDTF. `language` is BCP 47. `found` says where each field was found.
    `pages` holds the offset at which each page begins (empty if the document has no pages).
    `origin` and `story` are filled when the report is read back from a ledger.
    """

    id: str
    source: str
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    genre: Genre
    text: str
    found: tuple[Found, ...] = ()
    pages: tuple[int, ...] = ()
    origin: str | None = None
    story: str | None = None

    def page_of(self, offset: int) -> int | None:
        """The number of the page (from 1) that holds a character; None if there are no pages."""
        return sum(start <= offset for start in self.pages) or None


def report_id(text: str, *, publisher: str | None, published: str | None) -> str:
    """The identifier of a report: its text's SHA-256, with publisher and date.

    The same words under another publisher or date are another report: a copy must stay countable.
    """
    return content_id("report", hashlib.sha256(text.encode()).hexdigest(), publisher, published)


@dataclass(frozen=True, slots=True)
class Rejected:
    """The document at `source` became no report, for this reason, and this is what to do about it."""

    source: str
    reason: str
    hint: str | None = None
