"""A brief as PDF, set by fpdf2 with shaped text, so that Arabic joins and Hebrew runs from the right.

In: a brief. Out: bytes, and the scripts that no font at hand draws. Never here: a picture; what is drawn
elsewhere stands in words. Why fpdf2: docs/decisions.
"""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from hearsay.export.blocks import Block, Bullets, Figure, Heading, Item, Line, Paragraph, Run, Table
from hearsay.export.brief import Brief
from hearsay.export.fonts import SYSTEM, system_fonts, undrawn, write_faces
from hearsay.export.scripts import is_right_to_left, scripts_of

SIZE, LEADING = 9.5, 4.9  # points, millimetres
SIZES = {2: 15.0, 3: 9.5, 4: 10.5}  # points of headings by level
MARGIN, STEP = 22.0, 4.5  # millimetres: of the page, of an entry of a list
ROOM = 28.0  # millimetres that a heading needs below it, so that it never ends a page
INK, SOFT, ACCENT, RULE = (28, 27, 25), (92, 88, 80), (29, 79, 115), (200, 195, 185)
BOX = "\N{WHITE VERTICAL RECTANGLE}"


def brief_pdf(brief: Brief, fonts: Iterable[Path] = SYSTEM) -> tuple[bytes, list[str]]:
    """The brief as PDF, and the scripts whose letters no font has: they are shown as boxes."""
    text = "".join(_texts(brief))
    more, missing = system_fonts(undrawn(text), fonts)
    with TemporaryDirectory() as folder:
        sheets = _Sheets(brief, missing)
        for style, file in write_faces(Path(folder)).items():
            sheets.add_font("body", style, file)
        for number, file in enumerate(more):
            sheets.add_font(f"more{number}", "", file)
        if more:
            sheets.set_fallback_fonts([f"more{number}" for number in range(len(more))], exact_match=False)
        sheets.fill()
        return bytes(sheets.output()), scripts_of(missing)


class _Sheets(FPDF):
    """The pages of one brief."""

    def __init__(self, brief: Brief, missing: set[str]) -> None:
        super().__init__(format="A4")
        self._brief = brief
        self._missing = str.maketrans(dict.fromkeys(missing, BOX))
        self.set_title(brief.title)
        self.set_producer(f"hearsay {brief.state.version}")
        self.set_lang("en")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)

    def footer(self) -> None:
        """The title and the number of the page."""
        self.set_y(-14)
        self._pen(size=7.5, colour=SOFT)
        width = self.epw - 20
        title = self._fit(self._shown(self._brief.title), width)
        self.cell(width, 4, title, new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.cell(20, 4, f"{self.page_no()} / {{nb}}", align="R")

    def fill(self) -> None:
        """Set the whole brief."""
        brief = self._brief
        self.set_text_shaping(True)
        self.add_page()
        self._pen("B", 20)
        self.multi_cell(0, 8.5, self._shown(brief.title), align=_side(brief.title), new_x=XPos.LMARGIN)
        self.ln(1)
        self._paragraph((Run(f"Made {brief.made}. {brief.scope}.", "soft"),))
        for section in brief.sections:
            if section.title != brief.title:
                self._heading(Heading(section.title, 2))
            self._add(section.blocks)
        self._heading(Heading("The words", 2))
        for citation in brief.citations.values():
            self._room(LEADING * 2)
            self.set_link(name=f"c{citation.number}", y=self.get_y(), page=self.page_no())
            self._indented(f"[{citation.number}]", citation.line, 9.0)
            self.ln(1.2)
        self._heading(Heading("The ledger", 2))
        self._paragraph((Run(f"Made from {brief.state.words}."),))

    def _add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._paragraph(block.line)
                case Bullets():
                    self._list(block.items)
                    self.ln(1.2)
                case Table():
                    self._table(block)
                case Figure():
                    self._add(block.words)

    def _heading(self, heading: Heading) -> None:
        self._room(ROOM)
        self.ln({2: 7.0, 3: 4.0, 4: 2.2}[heading.level])
        if heading.level == 2:
            self.set_draw_color(*INK)
            self.line(MARGIN, self.get_y() - 2, self.w - MARGIN, self.get_y() - 2)
        text = self._shown(heading.text)
        if heading.level < 4:
            self.start_section(text, heading.level - 2, strict=False)
        self._pen("B", SIZES[heading.level], SOFT if heading.level == 3 else INK)
        height = SIZES[heading.level] * 0.48
        tag = f"  ({heading.tag})" if heading.tag else ""
        self.multi_cell(0, height, text + tag, align=_side(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(0.8)

    def _paragraph(self, line: Line) -> None:
        self._write(line)
        self.ln(LEADING + 0.8)

    def _list(self, items: Iterable[Item], depth: int = 0) -> None:
        for item in items:
            self._room(LEADING)
            self.set_left_margin(MARGIN + depth * STEP)
            self._indented("•" if depth == 0 else "–", item.line, STEP)
            self._list(item.below, depth + 1)
        self.set_left_margin(MARGIN)
        self.set_x(MARGIN)

    def _indented(self, sign: str, line: Line, step: float) -> None:
        """A line that begins with a sign and hangs beside it."""
        left = self.l_margin
        self._pen(colour=SOFT)
        self.set_x(left)
        self.cell(step, LEADING, sign)
        self.set_left_margin(left + step)
        self._write(line)
        self.set_left_margin(left)
        self.ln(LEADING + 0.4)

    def _write(self, line: Line) -> None:
        for run in line:
            self._pen(
                "B" if run.style == "strong" else "", colour=SOFT if run.style in ("soft", "tag") else INK
            )
            text = self._shown(run.text)
            if text:
                self.write(LEADING, f"“{text}”" if run.style == "quote" else text)
            self._pen(size=7.5, colour=ACCENT)
            for number in self._brief.numbers(run.cites):
                self.write(LEADING, f" [{number}]", f"#c{number}")

    def _table(self, table: Table) -> None:
        self._pen(size=8.5)
        self.set_draw_color(*RULE)
        head = FontFace(emphasis="BOLD", color=SOFT)
        with self.table(
            borders_layout="HORIZONTAL_LINES",
            headings_style=head,
            line_height=LEADING - 0.4,
            padding=1,
            text_align="LEFT",
            col_widths=_widths(table),
        ) as grid:
            grid.row(table.head)
            for cells in table.rows:
                row = grid.row()
                for line in cells:
                    numbers = self._brief.numbers(cite for run in line for cite in run.cites)
                    words = "".join(self._shown(run.text) for run in line)
                    refs = " ".join(f"[{number}]" for number in numbers)
                    strong = FontFace(emphasis="BOLD") if any(run.style == "strong" for run in line) else None
                    # a cell of a table holds one link: to the first of its citations
                    place = f"#c{numbers[0]}" if numbers else None
                    row.cell(f"{words} {refs}".strip(), style=strong, link=place)
        self.ln(2)

    def _room(self, height: float) -> None:
        """Begin a new page where less than this is left."""
        if self.get_y() + height > self.page_break_trigger:
            self.add_page()

    def _pen(self, style: str = "", size: float = SIZE, colour: tuple[int, int, int] = INK) -> None:
        self.set_font("body", style, size)
        self.set_text_color(*colour)

    def _fit(self, text: str, width: float) -> str:
        while self.get_string_width(text) > width and len(text) > 1:
            text = f"{text[:-2].rstrip()}…"
        return text

    def _shown(self, text: str) -> str:
        """The text as it can be drawn: on one line, with boxes for letters that no font has."""
        spaced = " ".join(text.split())
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() and spaced else ""
        return f"{before}{spaced}{after}".translate(self._missing)


def _side(text: str) -> str:
    return "R" if is_right_to_left(text) else "L"


def _widths(table: Table) -> tuple[int, ...]:
    """Shares of the width: the columns that hold sentences are wide, those of counts and dates narrow."""
    longest = [
        max(len(head), *(sum(len(run.text) + 4 * len(run.cites) for run in row[place]) for row in table.rows))
        if table.rows
        else len(head)
        for place, head in enumerate(table.head)
    ]
    return tuple(min(max(length, 10), 40) for length in longest)


def _texts(brief: Brief) -> Iterable[str]:
    """Every text that is printed, to know the letters that fonts must have."""
    yield brief.title + brief.made + brief.state.words + BOX
    for section in brief.sections:
        yield section.title
        yield from _of_blocks(section.blocks)
    for citation in brief.citations.values():
        yield from (run.text for run in citation.line)


def _of_blocks(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Heading():
                yield block.text + block.tag
            case Paragraph():
                yield from (run.text for run in block.line)
            case Bullets():
                yield from _of_items(block.items)
            case Table():
                yield from block.head
                yield from (run.text for row in block.rows for cell in row for run in cell)
            case Figure():
                yield from _of_blocks(block.words)


def _of_items(items: Iterable[Item]) -> Iterable[str]:
    for item in items:
        yield from (run.text for run in item.line)
        yield from _of_items(item.below)
