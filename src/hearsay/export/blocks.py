"""What a brief is made of, before anybody decides how it looks: headings, lines, lists, tables, figures.

In: words, and the claims that they rest on. Out: the same for every form, so that HTML, Markdown, Word
and PDF say the same. Never here: markup, a number of a citation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Style = Literal["plain", "strong", "soft", "quote", "title", "tag"]
"""`quote`: the words of a report, in quotation marks. `title`: of a report. `tag`: the state of something."""
FigureKind = Literal["timeline", "map", "graph"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; `cites` are the ids of the claims that they rest on."""

    text: str
    style: Style = "plain"
    cites: tuple[str, ...] = ()


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 2 for a section of the brief. `tag` is the state of what it names."""

    text: str
    level: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text. `lead` is the one that matters most in its section."""

    line: Line
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, and the entries below it."""

    line: Line
    below: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that is drawn where one can draw, and the words that say the same elsewhere."""

    kind: FigureKind
    drawn: object
    words: tuple["Block", ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Figure


def line(*words: str | Run) -> Line:
    """Words one after the other; those that are empty are left out."""
    runs = (Run(word) if isinstance(word, str) else word for word in words)
    return tuple(run for run in runs if run.text or run.cites)


def soft(words: str) -> Run:
    """What is said about the words, not by them."""
    return Run(words, "soft")


def cited(blocks: Iterable[Block]) -> Iterator[str]:
    """The ids of the claims that blocks rest on, in the order of reading; some come again."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from _of_line(block.line)
            case Bullets():
                yield from _of_items(block.items)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from _of_line(cell)
            case Figure():
                yield from cited(block.words)


def _of_line(line: Line) -> Iterator[str]:
    for run in line:
        yield from run.cites


def _of_items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield from _of_line(item.line)
        yield from _of_items(item.below)
