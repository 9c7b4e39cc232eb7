"""What a format's reader hands on: paragraphs, and the facts that the format itself declares.

In: nothing. Out: `Draft`, from which `compose` makes reports. Never here: files, formats, rules of wording.
"""

from dataclasses import dataclass

from hearsay.errors import UnreadableDocument

PAGE_BREAK = "\f"
"""Stands in a paragraph where a new page begins; taken out again when offsets are counted."""


class Unreadable(UnreadableDocument):
    """The bytes cannot become a report; turned into a `Rejected` record by `read_bytes`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, and the place in the document where it was found."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together, on one line.

    `level` is that of a heading, 0 for running text. `gap` is the number of blank lines above, `ruled`
    whether a line of dashes or stars stands above, `lines` how many lines of the source it was broken into.
    """

    text: str
    level: int = 0
    gap: int = 1
    ruled: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Declared:
    """What the format says about the document, apart from its words. Dates are EDTF."""

    title: Fact | None = None
    publisher: Fact | None = None
    authors: tuple[Fact, ...] = ()
    published: Fact | None = None
    made: Fact | None = None  # the day the file was made: only when nothing else dates the document
    hints: frozenset[str] = frozenset()  # words on its kind, for `genre`


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before its head is read. Only a `bundle` may be split into several reports."""

    paragraphs: tuple[Paragraph, ...]
    declared: Declared = Declared()
    bundle: bool = False
    paged: bool = False
