"""Documents become reports: one article each, with its text, title, publisher, authors and date.

`find_documents` lists sources, `read_document` reads one, `read_bytes` is the same without files.
"""

from hearsay.read.documents import read_bytes, read_document
from hearsay.read.sources import SUFFIXES, find_documents

__all__ = ["SUFFIXES", "find_documents", "read_bytes", "read_document"]
