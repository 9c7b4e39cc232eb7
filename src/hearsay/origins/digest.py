"""The digest of a report from which copies and derived reports are found.

In: a report and its claims. Out: a sketch of its words, its names, its credits, and whose word it rests on.
Never here: other reports.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Sequence

from hearsay.origins.outlets import credits_in
from hearsay.origins.passages import unquoted_grams, words_of
from hearsay.origins.reliance import what_it_rests_on
from hearsay.records import AnnotatedReport, Claim, TextDigest

SKETCH = 256  # hashes: all of a short report; every tenth of a long one, which finds 60 words taken over
NAMES = 64
FEWEST_NAMES = 3

# Whoever judges, demands or declares rests on nobody's report, however much of it he quotes.
_OWN_ACCOUNT = ("analysis", "opinion", "study", "statement")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w’'-]+|\b\d[\d.,:]*\b")


def text_digest(doc: AnnotatedReport, claims: Sequence[Claim]) -> TextDigest:
    """What is needed to find the texts that a report was taken from, and those taken from it."""
    report = doc.report
    words = words_of(report.text)
    hashes = {_hash(gram) for gram in unquoted_grams(words)}
    named = Counter(match.group().rstrip(".,:'’").removesuffix("’s") for match in _NAME.finditer(report.text))
    best = sorted(named, key=lambda name: (-named[name], name))[:NAMES]
    credited = credits_in(report.text, report.authors)
    attributed, rests_on = what_it_rests_on(doc, claims)
    return TextDigest(
        report=report.id,
        publisher=report.publisher,
        aliases=_aliases(report.publisher, report.text),
        published=report.published,
        length=len(words),
        sketch=_packed(sorted(hashes)[:SKETCH]),
        names=_packed(sorted({_hash(name.lower()) for name in best})),
        credits=credited,
        attributed=attributed,
        rests_on=() if report.genre in _OWN_ACCOUNT else rests_on,
        unknown=not (report.publisher or report.published or report.authors or credited),
        discusses=report.genre in {"analysis", "opinion"},
    )


def hashes_of(packed: bytes) -> tuple[int, ...]:
    """The hashes that a digest holds."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def alike(a: TextDigest, b: TextDigest) -> float:
    """The share of the names and numbers of the shorter report that the other has too; 0 for one or two."""
    x, y = set(hashes_of(a.names)), set(hashes_of(b.names))
    shared = len(x & y)
    return shared / min(len(x), len(y)) if shared >= FEWEST_NAMES else 0.0


def _packed(hashes: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(hashes)}I", *hashes)


def _hash(words: str) -> int:
    return zlib.crc32(words.encode())


def _aliases(publisher: str | None, text: str) -> tuple[str, ...]:
    """Other names that the text puts in brackets after its publisher's: "Puna Sur News (PSN)"."""
    if not publisher:
        return ()
    found = re.findall(rf"{re.escape(publisher)}\s*\(([^()]{{2,60}})\)", text, re.IGNORECASE)
    return tuple(dict.fromkeys(name.strip() for name in found))
