"""A brief as a Word document, in its own styles, so that a reader can go on writing in it.

In: a brief. Out: bytes. Never here: a picture; what is drawn elsewhere stands in words.
"""

import re
from collections.abc import Iterable
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from hearsay.export.blocks import Block, Bullets, Figure, Heading, Item, Line, Paragraph, Run, Table
from hearsay.export.brief import Brief
from hearsay.export.scripts import is_right_to_left

SOFT, ACCENT = RGBColor(0x5C, 0x58, 0x50), "1D4F73"
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML has no such signs


def brief_docx(brief: Brief) -> bytes:
    """The brief as a .docx file; a number leads to the words, which lead nowhere else."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.title = _clean(brief.title)
    document.core_properties.comments = ""
    document.core_properties.author = f"hearsay {brief.state.version}"
    _head(document, brief.title, 0)
    _write(document.add_paragraph(), brief, (Run(f"Made {brief.made}. {brief.scope}.", "soft"),))
    for section in brief.sections:
        if section.title != brief.title:
            _head(document, section.title, 1)
        _add(document, brief, section.blocks)
    _head(document, "The words", 1)
    for citation in brief.citations.values():
        paragraph = document.add_paragraph()
        _mark(paragraph, f"c{citation.number}", citation.number, f"[{citation.number}] ")
        _write(paragraph, brief, citation.line)
    _head(document, "The ledger", 1)
    document.add_paragraph(_clean(f"Made from {brief.state.words}."))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: WordDocument, brief: Brief, blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Heading():
                tag = f" ({block.tag})" if block.tag else ""
                _head(document, block.text + tag, block.level - 1)
            case Paragraph():
                _write(document.add_paragraph(), brief, block.line)
            case Bullets():
                _list(document, brief, block.items, 1)
            case Table():
                _table(document, brief, block)
            case Figure():
                _add(document, brief, block.words)


def _head(document: WordDocument, text: str, level: int) -> None:
    _turn(document.add_heading(_clean(text), level), text)


def _list(document: WordDocument, brief: Brief, items: Iterable[Item], depth: int) -> None:
    for item in items:
        style = "List Bullet" if depth == 1 else f"List Bullet {min(depth, 3)}"
        _write(document.add_paragraph(style=style), brief, item.line)
        _list(document, brief, item.below, depth + 1)


def _table(document: WordDocument, brief: Brief, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.head), style="Light Grid Accent 1")
    for cell, head in zip(grid.rows[0].cells, table.head, strict=True):
        cell.text = head
    _repeat(grid.rows[0]._tr)
    for row in table.rows:
        for cell, line in zip(grid.add_row().cells, row, strict=True):
            _cell(cell, brief, line)
    document.add_paragraph()


def _cell(cell: _Cell, brief: Brief, line: Line) -> None:
    paragraph = cell.paragraphs[0]
    _write(paragraph, brief, line)
    for run in paragraph.runs:
        run.font.bold = run.font.bold or False  # the style of the table makes the first column bold


def _write(paragraph: WordParagraph, brief: Brief, line: Line) -> None:
    for run in line:
        text = f"“{run.text}”" if run.style == "quote" else run.text
        if text:
            made = paragraph.add_run(_clean(text))
            made.font.bold = True if run.style == "strong" else None
            made.font.italic = True if run.style == "title" else None
            if run.style in ("soft", "tag"):
                made.font.color.rgb = SOFT
            if is_right_to_left(run.text):
                made.font.rtl = True
        for number in brief.numbers(run.cites):
            paragraph.add_run(" ")
            _link(paragraph, f"c{number}", f"[{number}]")
    _turn(paragraph, "".join(run.text for run in line))


def _turn(paragraph: WordParagraph, text: str) -> None:
    """Let a paragraph run from the right where its words do."""
    if is_right_to_left(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _mark(paragraph: WordParagraph, name: str, number: int, text: str) -> None:
    """A place that links lead to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    paragraph.add_run(text).font.bold = True
    paragraph._p.append(end)


def _link(paragraph: WordParagraph, name: str, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    run = paragraph.add_run(text)
    run.font.color.rgb = RGBColor.from_string(ACCENT)
    link.append(run._r)
    paragraph._p.append(link)


def _repeat(row: object) -> None:
    """Show the head of a table again on every page."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]  # python-docx ships no types
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("�", text)
