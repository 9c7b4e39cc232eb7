"""Word documents.

In: bytes. Out: a `Draft`. Never here: macros, comments, deleted text.
"""

import io
import re
import zipfile
import zlib

import docx
from docx.table import Table
from lxml import etree

from hearsay.read.draft import Declared, Draft, Fact, Paragraph, Unreadable
from hearsay.read.paragraphs import clean

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are not zip archives: old Word files, and new ones behind a password."""

_TEMPLATE_AUTHOR = "python-docx"
_LARGEST = 200_000_000
"""Bytes that a document may unpack to: a small archive can hold gigabytes of blanks."""


def read_docx(data: bytes) -> Draft:
    """The paragraphs of a document, rows of tables as lines; its properties are what it declares.

    Raises:
        Unreadable: it is encrypted, broken or no Word document.
    """
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("protected by a password", hint="save it without the password")
        raise Unreadable("an old Word document", hint="save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise Unreadable("a document that unpacks to too much", hint="save its text as .txt")
        document = docx.Document(io.BytesIO(data))
        paragraphs = [p for block in document.iter_inner_content() for p in _block(block)]
        return Draft(tuple(paragraphs), _declared(document.core_properties), bundle=True)
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.Error,
        OSError,
        EOFError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        TypeError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Unreadable(
            "a broken Word document", hint="open it in a word processor and save it again"
        ) from error


def _block(block: object) -> list[Paragraph]:
    if isinstance(block, Table):
        rows = [" | ".join(dict.fromkeys(_line(cell.text) for cell in row.cells)) for row in block.rows]
        return [Paragraph(row, gap=0) for row in rows if row.strip(" |")]
    style = (getattr(getattr(block, "style", None), "name", None) or "").lower()
    text = clean(str(getattr(block, "text", ""))).replace("\f", "")
    level = 1 if style == "title" else 0
    if match := re.match(r"heading (\d)", style):
        level = int(match[1])
    mark = "- " if style.startswith("list bullet") else ""
    lines = [_line(line) for line in text.split("\n") if line.strip()]
    return [Paragraph(mark + line, level=level) for line in lines]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text)).strip()


def _declared(properties: object) -> Declared:
    """Title, author and day of a document; what the word processor fills in by itself is left out."""
    title = _line(str(getattr(properties, "title", "") or ""))
    author = _line(str(getattr(properties, "author", "") or ""))
    created = getattr(properties, "created", None)
    template = author == _TEMPLATE_AUTHOR
    named = author and not template and len(author.split()) > 1
    return Declared(
        title=Fact(title, "document property title") if len(title.split()) > 1 else None,
        authors=(Fact(author, "document property author"),) if named else (),
        made=Fact(created.date().isoformat(), "document property created") if created and named else None,
    )
