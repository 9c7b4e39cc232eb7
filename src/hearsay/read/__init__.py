"""Documents become reports: one article each, with its text, title, publisher, authors and date.

`find_documents` lists sources, `read_document` reads one, `read_bytes` is the same without files,
`read_fetched` for what came from an address.
"""

from hearsay.read.documents import Fetched, read_bytes, read_document, read_fetched
from hearsay.read.draft import Declared, Fact
from hearsay.read.sources import SUFFIXES, find_documents

__all__ = [
    "SUFFIXES",
    "Declared",
    "Fact",
    "Fetched",
    "find_documents",
    "read_bytes",
    "read_document",
    "read_fetched",
]
