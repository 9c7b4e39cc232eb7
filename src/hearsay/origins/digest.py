"""The digest of a report from which copies and derived reports are found.

In: a report and its claims. Out: a sketch of its words, its names, its credits, and whose word it rests on.
Never here: other reports.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hearsay.origins.outlets import credits_in, full_form, means
from hearsay.origins.passages import unquoted_grams, words_of
from hearsay.records import AnnotatedReport, Claim, Reliance, TextDigest

SKETCH = 256  # hashes: all of a short report; every tenth of a long one, which finds 60 words taken over
NAMES = 64
VOICES = 8
FEWEST_NAMES = 3

# Whoever judges, demands or declares rests on nobody's report, however much of it he quotes.
_OWN_ACCOUNT = ("analysis", "opinion", "study", "statement")
_PUBLISHED = re.compile(
    r"\b(?:report(?:s|ed|ing)?|w(?:rites?|rote|riting)|published|broadcast|according to|cit(?:es?|ed|ing)|"
    r"quot(?:es?|ed|ing)|article|study|paper|assessment)\b",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"(?:(?:the|this|that|its|same|news|wire|press|new|latest)\s)*(?:report|agency|newspaper|paper|daily|weekly|broadcaster|station|outlet|magazine|website|article|study|"
    r"assessment|network|group|organi[sz]ation|institute)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[A-Z][\w&’'-]* )+$")
_AFTER = re.compile(r"(?: [A-Z][\w&-]*)+")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w’'-]+|\b\d[\d.,:]*\b")


def text_digest(doc: AnnotatedReport, claims: Sequence[Claim]) -> TextDigest:
    """What is needed to find the texts that a report was taken from, and those taken from it."""
    report = doc.report
    words = words_of(report.text)
    hashes = {_hash(gram) for gram in unquoted_grams(words)}
    named = Counter(match.group().rstrip(".,:'’").removesuffix("’s") for match in _NAME.finditer(report.text))
    best = sorted(named, key=lambda name: (-named[name], name))[:NAMES]
    credited = credits_in(report.text, report.authors)
    attributed = [claim for claim in claims if claim.voice.kind != "report"]
    return TextDigest(
        report=report.id,
        publisher=report.publisher,
        aliases=_aliases(report.publisher, report.text),
        published=report.published,
        length=len(words),
        sketch=_packed(sorted(hashes)[:SKETCH]),
        names=_packed(sorted({_hash(name.lower()) for name in best})),
        credits=credited,
        attributed=len(attributed),
        rests_on=() if report.genre in _OWN_ACCOUNT else _rests_on(report.text, report.publisher, attributed),
        unknown=not (report.publisher or report.published or report.authors or credited),
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


def _rests_on(text: str, publisher: str | None, attributed: Iterable[Claim]) -> tuple[Reliance, ...]:
    """Whose word the claims rest on, the most frequent first; of a chain every link with a name counts.

    "The agency" and "the same report" go back to the publication that was named last.
    """
    found: dict[str, Reliance] = {}
    last: str | None = None
    for claim in sorted(attributed, key=lambda claim: (claim.start, claim.id)):
        voice, cue = claim.voice, claim.cue
        links = [(link.name, link.start, link.end) for link in claim.chain]
        if voice.name:
            links.append((voice.name, voice.start, voice.end))
        spans = [(voice.start, voice.end), (cue.start, cue.end) if cue else (None, None)]
        published = bool(_PUBLISHED.search(" ".join(text[a:b] for a, b in spans if a is not None)))
        named: dict[str, Reliance] = {}
        for written, start, end in links:
            name = last if last and _PUBLICATION.fullmatch(written) else _whole(written, start, end, text)
            if _ARTICLE.sub("", name)[:1].isupper() and not (publisher and means(name, publisher)):
                at = (start, end) if start is not None and end is not None else (claim.start, claim.end)
                named.setdefault(full_form(name), Reliance(name, 0, *at, published=False))
        for key, reliance in named.items():
            old = found.get(key, reliance)
            found[key] = replace(old, claims=old.claims + 1, published=old.published or published)
        if published and named:
            last = [*named.values()][-1].name
    best = sorted(found.values(), key=lambda reliance: (-reliance.claims, reliance.start, reliance.name))
    return tuple(best[:VOICES])


def _whole(name: str, start: int | None, end: int | None, text: str) -> str:
    """The name with the words in capitals around it: a reader's model may have seen a part of it only."""
    if start is None or end is None or not name[:1].isupper() or text[start:end] != name:
        return name
    before = _BEFORE.search(text[max(0, start - 60) : start])
    after = _AFTER.match(text[end : end + 60])
    return (before.group() if before else "") + name + (after.group() if after else "")
