"""One document becomes reports, or is rejected with a reason.

In: a path, or bytes and the name they go by. Out: `Report`s and `Rejected`s.
One bad document never stops a batch. Never here: how a format is read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import BinaryIO

from hearsay.config import ReadConfig
from hearsay.read.compose import compose
from hearsay.read.docx import OLE, read_docx
from hearsay.read.draft import Declared, Draft, Unreadable
from hearsay.read.html import read_html
from hearsay.read.mail import read_mail
from hearsay.read.markdown import read_markdown
from hearsay.read.pdf import read_pdf
from hearsay.read.sources import STANDARD_INPUT, SUFFIXES
from hearsay.read.text import read_text
from hearsay.records import Rejected, Report

_READERS: dict[str, Callable[[bytes], Draft]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".eml": read_mail,
    ".pdf": read_pdf,
    ".docx": read_docx,
}


def read_document(
    source: str, *, config: ReadConfig, stdin: BinaryIO | None = None
) -> list[Report | Rejected]:
    """The reports in a file, or in `stdin` where the source is "-"."""
    try:
        if source == STANDARD_INPUT:
            if stdin is None:
                return [Rejected(source, "no standard input", "name a file or folder")]
            data = stdin.read(config.max_bytes + 1)
        else:
            path = Path(source)
            if not path.is_file():
                return [Rejected(source, "not a file", "name a file or folder")]
            if path.suffix.lower() not in SUFFIXES:
                return [_unknown(source)]
            if path.stat().st_size > config.max_bytes:
                return [_oversized(source, path.stat().st_size, config)]
            data = path.read_bytes()
    except FileNotFoundError:
        return [Rejected(source, "no such file or folder", "check the path")]
    except PermissionError:
        return [Rejected(source, "no permission to read this file", "check its permissions")]
    except (OSError, ValueError) as error:
        return [Rejected(source, f"cannot be read: {error}", "check the file")]
    return read_bytes(data, source, config=config)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that came from elsewhere than a file: its bytes, and the suffix of the format they are in.

    Without a suffix the bytes tell the format. `beside` is what whoever listed it says about it; what the
    document says about itself goes before.
    """

    source: str
    data: bytes
    suffix: str = ""
    beside: Declared = field(default_factory=Declared)


def read_fetched(fetched: Fetched, *, config: ReadConfig) -> list[Report | Rejected]:
    """The reports in a document that was fetched; it is one article, never a bundle."""
    data, source = fetched.data, fetched.source
    if len(data) > config.max_bytes:
        return [_oversized(source, len(data), config)]
    if not data.strip():
        return [Rejected(source, "empty", "nothing to do: the address gave no content")]
    try:
        draft = _READERS[fetched.suffix or sniff(data)](data)
        own, beside = draft.declared, fetched.beside
        declared = replace(
            own,
            title=own.title or beside.title,
            publisher=own.publisher or beside.publisher,
            authors=own.authors or beside.authors,
            published=own.published or beside.published,
        )
        return compose(replace(draft, declared=declared, bundle=False), source, config=config)
    except Unreadable as error:
        return [Rejected(source, error.reason, error.hint)]
    except (RecursionError, MemoryError):
        return [Rejected(source, "nested too deeply to be read", "save its text as .txt")]


def read_bytes(data: bytes, source: str, *, config: ReadConfig) -> list[Report | Rejected]:
    """The reports in these bytes; the suffix of `source` tells the format, without one the bytes do."""
    if len(data) > config.max_bytes:
        return [_oversized(source, len(data), config)]
    if not data.strip():
        return [Rejected(source, "empty", "nothing to do: the file has no content")]
    suffix = PurePath(source).suffix.lower()
    if suffix not in _READERS:
        if suffix and source != STANDARD_INPUT:
            return [_unknown(source)]
        suffix = sniff(data)
    elif suffix in {".txt", ".text", ".md", ".markdown"} and (other := sniff(data)) in {".pdf", ".docx"}:
        return [
            Rejected(source, "binary data, not text", f"its content is that of a {other} file: rename it")
        ]
    try:
        return compose(_READERS[suffix](data), source, config=config)
    except Unreadable as error:
        return [Rejected(source, error.reason, error.hint)]
    except (RecursionError, MemoryError):
        return [Rejected(source, "nested too deeply to be read", "save its text as .txt")]


def sniff(data: bytes) -> str:
    """The suffix that fits the content of a nameless document."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:1024].find(b"%PDF-") >= 0:
        return ".pdf"
    if data.startswith((b"PK\x03\x04", OLE)):
        return ".docx"
    if re.match(rb"<(?:!doctype html|html|head|body|\?xml)|<!--", start, re.IGNORECASE):
        return ".html"
    if re.match(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}", start) and re.search(
        rb"^(?:From|Subject|Date|Received|Return-Path):", start, re.MULTILINE
    ):
        return ".eml"
    if re.match(rb"---\s*\n[A-Za-z_]+:|# \S", start):
        return ".md"
    return ".txt"


def _unknown(source: str) -> Rejected:
    return Rejected(source, "not a kind of file that is read", f"read are {', '.join(sorted(SUFFIXES))}")


def _oversized(source: str, size: int, config: ReadConfig) -> Rejected:
    reason = f"{size / 1e6:,.0f} MB, more than {config.max_bytes / 1e6:,.0f} MB"
    return Rejected(source, reason, "raise read.max_bytes, or split the file")
