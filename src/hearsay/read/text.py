"""Plain text.

In: bytes. Out: a `Draft` that may be a bundle. Never here: marks of a markup language.
"""

import re

from charset_normalizer import from_bytes

from hearsay.read.draft import PAGE_BREAK, Draft, Unreadable
from hearsay.read.paragraphs import clean, to_paragraphs

_BOMS = [
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
]
_SAMPLE = 60_000
"""Bytes from which an encoding is guessed; the guess takes a second per megabyte."""


def read_text(data: bytes) -> Draft:
    """The paragraphs of a text file."""
    text = decode(data)
    paged = PAGE_BREAK in text.strip()
    text = clean(text)
    return Draft(
        tuple(to_paragraphs(text if paged else text.replace(PAGE_BREAK, ""))), bundle=True, paged=paged
    )


def decode(data: bytes) -> str:
    """Bytes as text: by byte-order mark, else UTF-8, else by the likeliest encoding.

    Raises:
        Unreadable: the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff")
    sample = data[:_SAMPLE]
    if b"\x00" in data:
        raise Unreadable("binary data, not text", hint="give the file its own suffix, or convert it to text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if not sample.isascii() and (best := from_bytes(sample).best()):
            text = data.decode(best.encoding, errors="replace")
        else:
            text = data.decode("cp1252", errors="replace")
    odd = len(re.findall(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\ufffd]", text[:_SAMPLE]))
    if odd > 0.02 * max(1, min(len(text), _SAMPLE)):
        raise Unreadable("binary data, not text", hint="give the file its own suffix, or convert it to text")
    return text
