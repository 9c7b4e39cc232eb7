"""PDF documents, with a page map.

In: bytes. Out: a `Draft` whose paragraphs hold a page break where each page begins.
Never here: recognition of scanned pages.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from hearsay.read.dates import iso_date
from hearsay.read.draft import PAGE_BREAK, Declared, Draft, Fact, Paragraph, Unreadable
from hearsay.read.paragraphs import clean, is_sentence_end, to_paragraphs

_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.|seite)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_UNTITLED = re.compile(
    r"^(?:untitled|microsoft word|document\d*|.*\.(?:docx?|pdf|indd|odt|tex)|\(anonymous\))", re.I
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its words, the distance to the line above, its height and left edge, in points."""

    text: str
    gap: float
    height: float
    left: float


def read_pdf(data: bytes) -> Draft:
    """The text of a document, without the headers and footers that its pages repeat.

    Raises:
        Unreadable: it is encrypted, truncated or no PDF.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if pdfium_raw.FPDF_GetLastError() == pdfium_raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable("protected by a password", hint="save it without the password") from error
        raise Unreadable("a broken or truncated PDF", hint="download or export it again") from error
    try:
        if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]:
            raise Unreadable("a truncated PDF: its end is missing", hint="download or export it again")
        pages = _without_repeated([_lines(document, number) for number in range(len(document))])
        declared = _declared(document.get_metadata_dict())
    except pdfium.PdfiumError as error:
        raise Unreadable("a broken PDF", hint="download or export it again") from error
    finally:
        document.close()
    if not any(pages):
        raise Unreadable("no text in it", hint="scanned pages need text recognition first")
    return Draft(tuple(_paragraphs(pages)), declared, paged=True)


def _lines(document: pdfium.PdfDocument, number: int) -> list[_Line]:
    """The lines of a page in its reading order."""
    page = document[number]
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    lines: list[_Line] = []
    at, above = 0, None
    # PDFium joins a word broken at a line's end, and leaves U+FFFE there
    for raw in re.split(r"(\r?\n|\ufffe)", text):
        start, at = at, at + len(raw)
        if raw == "\ufffe" and lines:
            lines[-1] = replace(lines[-1], text=lines[-1].text + "-")
        words = clean(raw.replace("\ufffe", "").replace("\x02", "-")).strip()
        if not words:
            continue
        boxes = [
            text_page.get_charbox(i)
            for i in range(start, min(at, text_page.count_chars()))
            if not text[i].isspace()
        ]
        if not boxes:
            continue
        left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
        height = max(b[3] - b[1] for b in boxes)
        lines.append(_Line(words, (above - bottom) if above is not None else 0.0, height, left))
        above = bottom
    text_page.close()
    page.close()
    return lines


def _without_repeated(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without page numbers and without lines that stand at the edge of most pages."""

    def shape(line: _Line) -> str:
        return re.sub(r"\d+", "0", line.text)

    edges = Counter(s for lines in pages for s in {shape(line) for line in [*lines[:2], *lines[-2:]]})
    often = {s for s, count in edges.items() if count > 1 and count >= 0.5 * len(pages)}
    return [
        [
            line
            for at, line in enumerate(lines)
            if not (
                (at < 2 or at >= len(lines) - 2) and (shape(line) in often or _PAGE_NUMBER.match(line.text))
            )
        ]
        for lines in pages
    ]


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> list[Paragraph]:
    """Paragraphs by the distances between lines; one that runs over a page's end is carried on."""
    steps = [line.gap for lines in pages for line in lines[1:] if 0 < line.gap < 60]
    usual = median(steps) if steps else 12.0
    if steps and len(small := [s for s in steps if s <= usual]) > 2:
        usual = median(small)
    size = median([line.height for lines in pages for line in lines])
    margin = min((line.left for lines in pages for line in lines), default=0.0)
    out: list[str] = []
    for number, lines in enumerate(pages):
        if number:
            carried = bool(out) and bool(lines) and out[-1] and not is_sentence_end(out[-1])
            if not carried:
                out.append("")
        for at, line in enumerate(lines):
            text = (PAGE_BREAK if number and at == 0 else "") + line.text
            indented = 8 < line.left - margin < 40 and at and abs(lines[at - 1].left - margin) < 4
            resized = at and abs(line.height - lines[at - 1].height) > 0.3 * size
            apart = line.gap > usual * 1.35 or line.gap < -usual
            if at and (apart or resized or (indented and is_sentence_end(lines[at - 1].text))):
                out.append("")
            out.append(text)
        if number and not lines:
            out.append(PAGE_BREAK)
    return to_paragraphs("\n".join(out))


def _declared(properties: dict[str, str]) -> Declared:
    title = clean(properties.get("Title") or "").replace("\n", " ").strip()
    author = clean(properties.get("Author") or "").replace("\n", " ").strip()
    made = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", properties.get("CreationDate") or "")
    day = iso_date("-".join(made.groups())) if made else None
    usable = len(title.split()) > 1 and not _UNTITLED.match(title)
    return Declared(
        title=Fact(title, "document property Title") if usable else None,
        authors=(Fact(author, "document property Author"),)
        if len(author.split()) > 1 and not _UNTITLED.match(author)
        else (),
        made=Fact(day, "document property CreationDate") if day else None,
    )
