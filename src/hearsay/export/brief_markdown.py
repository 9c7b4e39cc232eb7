"""A brief as Markdown, with tables, and citations that can be jumped to.

In: a brief. Out: text. Never here: words of a report that Markdown takes for its own signs.
"""

import re
from collections.abc import Iterable, Iterator

from hearsay.export.blocks import Block, Bullets, Figure, Heading, Item, Line, Paragraph, Run, Table
from hearsay.export.brief import Brief

_ORDERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~-])")


def brief_markdown(brief: Brief) -> str:
    """The brief as Markdown."""
    blocks = [f"# {_plain(brief.title)}", _plain(f"Made {brief.made}. {brief.scope}.")]
    for section in brief.sections:
        if section.title != brief.title:
            blocks.append(f"## {_plain(section.title)}")
        blocks += _blocks(brief, section.blocks)
    blocks.append("## The words")
    for citation in brief.citations.values():
        number = citation.number
        blocks.append(f'<a id="c{number}"></a>\\[{number}\\] {_line(brief, citation.line)}')
    blocks += ["## The ledger", _plain(f"Made from {brief.state.words}.")]
    return "\n\n".join(blocks) + "\n"


def _blocks(brief: Brief, blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                tag = f" ({_plain(block.tag)})" if block.tag else ""
                yield f"{'#' * block.level} {_plain(block.text)}{tag}"
            case Paragraph():
                yield _line(brief, block.line)
            case Bullets():
                yield "\n".join(_items(brief, block.items, ""))
            case Table():
                yield "\n".join(_table(brief, block))
            case Figure():
                yield from _blocks(brief, block.words)


def _items(brief: Brief, items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_line(brief, item.line)}"
        yield from _items(brief, item.below, indent + "  ")


def _table(brief: Brief, table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"| {' | '.join('---' for _ in table.head)} |"
    for row in table.rows:
        yield f"| {' | '.join(_line(brief, cell) for cell in row)} |"


def _line(brief: Brief, line: Line) -> str:
    return " ".join("".join(_run(brief, run) for run in line).split())


def _run(brief: Brief, run: Run) -> str:
    text = _spaced(run.text)
    if run.style == "strong" and text.strip():
        text = text.replace(text.strip(), f"**{text.strip()}**", 1)
    elif run.style == "quote":
        text = f"“{text}”"
    elif run.style == "tag":
        text = f"({text})"
    refs = " ".join(f"[\\[{number}\\]](#c{number})" for number in brief.numbers(run.cites))
    return f"{text} {refs}" if refs else text


def _spaced(text: str) -> str:
    """The text as it stands, with the spaces at its ends that join it to its neighbours."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{_plain(text)}{' ' if after and text.strip() else ''}"


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return _ORDERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
