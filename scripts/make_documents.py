"""Makes the PDF and DOCX files of `examples/reports` from the texts in `scripts/documents`.

In: NAME.pdf.txt or NAME.docx.txt: `field: value` lines, then paragraphs. Out: NAME.pdf or NAME.docx.
Never here: a clock; the documents carry the date of their text.
"""

import textwrap
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx

HERE = Path(__file__).parent
REPORTS = HERE.parent / "examples" / "reports"
COLUMNS, LINES, LEADING = 84, 34, 16


def read_text(path: Path) -> tuple[dict[str, str], list[str]]:
    """The fields of a document and its paragraphs."""
    head, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), paragraphs


def write_docx(path: Path, fields: dict[str, str], paragraphs: list[str]) -> None:
    """A Word document: paragraphs that begin with # or ## become headings."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = fields["title"], fields["author"]
    properties.created = properties.modified = datetime.fromisoformat(fields["date"])
    for paragraph in paragraphs:
        marks, _, rest = paragraph.partition(" ")
        if set(marks) == {"#"}:
            document.add_heading(rest, level=len(marks))
        else:
            document.add_paragraph(paragraph)
    document.save(str(path))


def write_pdf(path: Path, fields: dict[str, str], paragraphs: list[str]) -> None:
    """A PDF of as many pages as the text needs, in one font, each page with its number at the foot."""
    pages = list(_pages(paragraphs))
    numbers = [5 + 2 * i for i in range(len(pages))]
    kids = " ".join(f"{n} 0 R" for n in numbers)
    date = fields["date"].replace("-", "")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({_escape(fields['title'])}) /Author ({_escape(fields['author'])}) "
        f"/Producer ({_escape(fields['publisher'])}) /CreationDate (D:{date}090000Z) >>",
    ]
    for number, lines in enumerate(pages, start=1):
        shown = "".join(f"({_escape(line)}) Tj T*\n" for line in lines)
        foot = f"BT /F1 10 Tf 297 40 Td ({number}) Tj ET"
        stream = f"BT /F1 12 Tf {LEADING} TL 62 770 Td\n{shown}ET\n{foot}"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {4 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    path.write_bytes(_assemble(objects))


def _pages(paragraphs: list[str]) -> Iterator[list[str]]:
    lines = [line for p in paragraphs for line in [*textwrap.wrap(p, COLUMNS), ""]]
    for start in range(0, len(lines), LINES):
        yield lines[start : start + LINES]


def _assemble(objects: list[str]) -> bytes:
    """The file: header, objects, and the table of where each object begins (bytes)."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("cp1252")


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def main() -> None:
    """Makes every document."""
    writers = {".pdf": write_pdf, ".docx": write_docx}
    for source in sorted((HERE / "documents").glob("*.txt")):
        target = REPORTS / source.stem
        writers[target.suffix](target, *read_text(source))


if __name__ == "__main__":
    main()
