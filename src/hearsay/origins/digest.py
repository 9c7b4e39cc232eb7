"""The digest of a report from which copies and derived reports are found.

In: a report and its claims. Out: a sketch of its words, its names, its credits, and whose word it rests on.
Never here: other reports.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from hearsay.origins.outlets import credits_in
from hearsay.origins.passages import GRAM, Text
from hearsay.origins.reliance import told_to_itself, what_it_rests_on
from hearsay.records import AnnotatedReport, Claim, TextDigest

SAMPLED = 3  # every third n-gram, the same ones in all texts: 60 words taken over show in some twenty
LARGEST = 2048  # hashes of one sketch
TELLING = 5  # letters of a word that says something; an n-gram needs one such word to be in the sketch
NAMES = 64
FEWEST_NAMES = 3

# Whoever judges, demands or declares rests on nobody's report, however much of it he quotes.
_OWN_ACCOUNT = ("analysis", "opinion", "study", "statement")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w’'-]+|\b\d[\d.,:]*\b")


def text_digest(doc: AnnotatedReport, claims: Sequence[Claim]) -> TextDigest:
    """What is needed to find the texts that a report was taken from, and those taken from it."""
    report = doc.report
    text = Text(report.text)
    named = Counter(match.group().rstrip(".,:'’").removesuffix("’s") for match in _NAME.finditer(report.text))
    best = sorted(named, key=lambda name: (-named[name], name))[:NAMES]
    credited = credits_in(report.text, report.authors)
    attributed, rests_on = what_it_rests_on(doc, claims)
    return TextDigest(
        report=report.id,
        publisher=report.publisher,
        aliases=_aliases(report.publisher, report.text),
        published=report.published,
        length=len(text.words),
        sketch=_packed(sketch_of(text)),
        names=_packed(sorted({zlib.crc32(name.lower().encode()) for name in best})),
        credits=credited,
        attributed=attributed,
        rests_on=rests_on,
        unknown=not (report.publisher or report.published or report.authors or credited),
        discusses=report.genre in {"analysis", "opinion"},
        own=told_to_itself(doc),
        own_account=report.genre in _OWN_ACCOUNT,
    )


def sketch_of(text: Text) -> list[int]:
    """The sampled hashes of a text's telling n-grams, notices of the page left out."""
    hashes = {
        gram
        for i, gram in enumerate(text.grams)
        if gram % SAMPLED == 0
        and text.words[i].kind != "furniture"
        and max(len(word.form) for word in text.words[i : i + GRAM]) >= TELLING
    }
    return sorted(hashes)[:LARGEST]


@lru_cache(maxsize=4096)
def hashes_of(packed: bytes) -> frozenset[int]:
    """The hashes that a digest holds."""
    return frozenset(struct.unpack(f"<{len(packed) // 4}I", packed))


names_in = lru_cache(maxsize=32_768)(hashes_of.__wrapped__)  # few each, of all reports of some weeks


def alike(a: TextDigest, b: TextDigest) -> float:
    """The share of the names and numbers of the shorter report that the other has too; 0 for one or two."""
    return share_of_names(names_in(a.names), names_in(b.names))


@lru_cache(maxsize=4096)
def words_of(name: str) -> frozenset[int]:
    """The words of a name, as names are kept in a digest."""
    return frozenset(zlib.crc32(word.lower().encode()) for word in name.split())


def share_of_names(x: frozenset[int], y: frozenset[int]) -> float:
    """The same for the names themselves."""
    shared = len(x & y)
    return shared / min(len(x), len(y)) if shared >= FEWEST_NAMES else 0.0


def _packed(hashes: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(hashes)}I", *hashes)


def _aliases(publisher: str | None, text: str) -> tuple[str, ...]:
    """Other names that the text puts in brackets after its publisher's: "Puna Sur News (PSN)"."""
    if not publisher:
        return ()
    found = re.findall(rf"{re.escape(publisher)}\s*\(([^()]{{2,60}})\)", text, re.IGNORECASE)
    return tuple(dict.fromkeys(name.strip() for name in found))
