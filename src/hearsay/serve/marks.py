"""A text cut where claims, voices and cues begin and end, so that they can overlap on a page.

In: a text and marks on its characters. Out: paragraphs of pieces; joined again they are the text without
its paragraph breaks. Never here: markup, the ledger.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hearsay.records import Claim, Name

MarkKind = Literal["content", "voice", "cue", "found", "named", "placed", "dated", "counted"]

_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters `text[start:end]` are part of `claim`, or what the reader came to find.

    They are what is said, who says it, or the words for saying it; or a name, place, date or amount.
    """

    kind: MarkKind
    start: int
    end: int
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters from `start` to `end`, all under the same marks.

    `claims` are those of whose content they are part, the widest first; `sources` those whose voice or cue
    they are; `opens` and `closes` those whose content begins and ends here. `page` is the number of the page
    that begins here.
    """

    start: int
    end: int
    text: str
    kinds: frozenset[MarkKind]
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Words with what stands around them in their sentence."""

    before: str
    words: str
    after: str


def claim_marks(claims: Iterable[Claim]) -> list[Mark]:
    """The marks that show claims in the text of their report."""
    marks = []
    for claim in claims:
        marks += [Mark("content", span.start, span.end, claim.id) for span in claim.spans]
        if claim.voice.start is not None and claim.voice.end is not None:
            marks.append(Mark("voice", claim.voice.start, claim.voice.end, claim.id))
        if claim.cue:
            marks.append(Mark("cue", claim.cue.start, claim.cue.end, claim.id))
    return marks


def value_marks(names: Iterable[Name], claims: Iterable[Claim]) -> list[Mark]:
    """The marks that show names and places in a text, and the dates and amounts of its claims."""
    marks = {Mark("placed" if name.kind == "place" else "named", name.start, name.end) for name in names}
    for claim in claims:
        for when in (claim.when, claim.said):
            if when is not None:
                marks.add(Mark("dated", when.start, when.end))
        if claim.where is not None:
            marks.add(Mark("placed", claim.where.start, claim.where.end))
        marks.update(Mark("counted", amount.start, amount.end) for amount in claim.amounts)
    return sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind))


def lay_out(text: str, marks: Sequence[Mark], pages: Sequence[int] = ()) -> list[list[Piece]]:
    """The paragraphs of a text, each a list of pieces; `pages` are the offsets at which pages begin."""
    marks = [mark for mark in marks if mark.start < mark.end]
    first = {claim: min(m.start for m in found) for claim, found in _by_claim(marks).items()}
    last = {claim: max(m.end for m in found) for claim, found in _by_claim(marks).items()}
    starts = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    cuts = sorted({edge for mark in marks for edge in (mark.start, mark.end)} | set(pages))
    open_marks: list[Mark] = []
    waiting = list(enumerate(pages, start=1))
    paragraphs, upcoming, cut = [], 0, 0
    for begin, finish in _paragraphs(text):
        edges = [begin]
        while cut < len(cuts) and cuts[cut] < finish:
            if cuts[cut] > begin:
                edges.append(cuts[cut])
            cut += 1
        pieces = []
        for start, end in pairwise([*edges, finish]):
            while upcoming < len(starts) and starts[upcoming].start < end:
                open_marks.append(starts[upcoming])
                upcoming += 1
            open_marks = [mark for mark in open_marks if mark.end > start]
            page = None
            while waiting and waiting[0][1] <= start:
                page = waiting.pop(0)[0]
            claims = tuple(dict.fromkeys(m.claim for m in open_marks if m.kind == "content" and m.claim))
            told = ("voice", "cue")
            sources = tuple(dict.fromkeys(m.claim for m in open_marks if m.kind in told and m.claim))
            pieces.append(
                Piece(
                    start,
                    end,
                    text[start:end],
                    frozenset(mark.kind for mark in open_marks),
                    claims,
                    sources,
                    tuple(claim for claim in claims if first[claim] == start),
                    tuple(claim for claim in claims if last[claim] == end),
                    page,
                )
            )
        paragraphs.append(pieces)
    return paragraphs


def in_context(text: str, start: int, end: int, *, reach: int = 160) -> Context:
    """The sentence around `text[start:end]`, or as much of it as lies within `reach` characters."""
    left = text[max(0, start - reach) : start]
    right = text[end : end + reach]
    ends = [match.end() for match in _SENTENCE_END.finditer(left)]
    if ends:
        left = left[ends[-1] :]
    elif start > reach:
        left = "… " + left.partition(" ")[2]
    stop = _SENTENCE_END.search(right)
    if stop:
        right = right[: stop.end()].rstrip()
    elif end + reach < len(text):
        right = right.rpartition(" ")[0] + " …"
    return Context(left, text[start:end], right)


def _by_claim(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.kind == "content" and mark.claim:
            found.setdefault(mark.claim, []).append(mark)
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The bounds of what stands between blank lines."""
    edges = [0, *(edge for match in _BREAK.finditer(text) for edge in match.span()), len(text)]
    bounds = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in bounds if start < end]
