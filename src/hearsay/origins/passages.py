"""Passages that one text has from another.

In: two texts. Out: passages, those between quotation marks apart, and how much of each text they make up.
Never here: dates, and what many texts share. Quoted words never count as taken over: two reporters may quote
the same person.
"""

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from hearsay.records import Evidence

GRAM = 4  # words
SHORTEST = 8  # equal words of a passage
GAP = 6  # words that may be changed inside a passage, on either side
REPEATED = 8  # a gram that occurs more often in one text finds no passage
QUOTATION = 4  # words: what is shorter between the marks is part of the sentence
SHORTEST_QUOTED = 6
FURNITURE = 60  # words of a line at most that may be a notice of the page

Kind = Literal["", "quoted", "furniture"]

_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
_QUOTED = re.compile(
    r"“[^“”\n]*(?:”|$)|«[^«»\n]*(?:»|$)|„[^„“\n]*(?:“|$)|\"[^\"\n]*(?:\"|$)|"
    r"‘[^‘\n]*?’(?=[\s.,;:!?)]|$)|``[^`\n]*?(?:''|$)",
    re.MULTILINE,
)
_NOTICE = re.compile(
    r"\ball rights reserved\b|©|\bcopyright \d{4}|\bmay not be (?:published|reproduced|rewritten|broadcast)|"
    r"\bterms (?:of (?:use|service)|and conditions)\b|\bprivacy policy\b|\bcookies?\b|\bnewsletters?\b|"
    r"\bsign (?:up|in)\b|\blog ?in\b|\bsubscri(?:be|ber|ption)\w*|\bfollow us\b|\bclick here\b|\bread more\b|"
    r"\bshare (?:this|on)\b|\bfacebook\b.*\btwitter\b|\badvertisement\b|\bcomments? (?:policy|section)\b|"
    r"\bdownload (?:the|our) app\b|\bcrime ?stoppers\b|\banonymous tip|"
    r"\banyone with (?:any )?information\b|\bis (?:asked|urged) to (?:call|contact)\b",
    re.IGNORECASE,
)

_SIGNS = (
    "rights reserved",
    "©",
    "copyright",
    "may not be",
    "terms ",
    "privacy",
    "cookie",
    "newsletter",
    "sign ",
    "log",
    "subscri",
    "follow us",
    "click here",
    "read more",
    "share ",
    "facebook",
    "advertisement",
    "comment",
    "download",
    "stoppers",
    "anonymous tip",
    "anyone with",
    "asked to",
    "urged to",
)
"""One of these stands in whatever `_NOTICE` finds; looking for them costs a tenth of the time."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its form for comparison, where it stands, and whether it is not the text's own."""

    form: str
    start: int
    end: int
    kind: Kind = ""

    @property
    def counts(self) -> bool:
        """Whether it counts as taken over when another text has it too."""
        return not self.kind


class Text:
    """The words of a text, and where each of its n-grams stands."""

    def __init__(self, text: str) -> None:
        self.words = _words(text)
        self.grams = grams(self.words)
        self.places: dict[int, list[int]] = {}
        for i, gram in enumerate(self.grams):
            self.places.setdefault(gram, []).append(i)


def _words(text: str) -> list[Word]:
    """The words in order; all numbers have one form, so that a changed one is no difference."""
    apart = sorted(_apart(text))
    if not apart:
        return [
            Word("0" if (word := match.group())[0].isdigit() else word.lower(), *match.span())
            for match in _WORD.finditer(text)
        ]
    starts = [start for start, _, _ in apart]
    words = []
    for match in _WORD.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        kind = apart[at][2] if at >= 0 and match.start() < apart[at][1] else ""
        form = "0" if match.group()[0].isdigit() else match.group().lower()
        words.append(Word(form, match.start(), match.end(), kind))
    return words


def _apart(text: str) -> Iterator[tuple[int, int, Kind]]:
    """The pieces of a text that are not its own: notices of the page, and quotations outside those."""
    notices = []
    for line in re.finditer(r"[^\n]+", text):
        if _may_be_notice(line.group()) and _NOTICE.search(line.group()):
            notices.append(line.span())
            yield *line.span(), "furniture"
    for match in _QUOTED.finditer(text):
        inside = any(start <= match.start() < end for start, end in notices)
        if not inside and len(match.group().split()) >= QUOTATION:
            yield *match.span(), "quoted"


def _may_be_notice(line: str) -> bool:
    """Whether a line is short, and has any of the words by which a notice is told."""
    plain = line.lower()
    return any(sign in plain for sign in _SIGNS) and len(line.split()) <= FURNITURE


def grams(words: Sequence[Word]) -> list[int]:
    """A number of 32 bits for each word n-gram in order: one for each word that so many words follow."""
    forms = [word.form for word in words]
    return [zlib.crc32(" ".join(forms[i : i + GRAM]).encode()) for i in range(len(forms) - GRAM + 1)]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two texts share, some of them changed, and how many of them are equal."""

    at: Evidence
    equal: int
    grams: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that two texts share and that at least one of them quotes."""

    at: Evidence
    here: bool
    there: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: passages, quotations apart, and how many words of their own that makes up.

    `own` and `own_of_other` are the words that each text has outside quotations and notices.
    """

    passages: tuple[Passage, ...]
    quotations: tuple[Quotation, ...]
    own: int
    own_of_other: int

    @property
    def taken(self) -> int:
        """The words that both texts have."""
        return sum(passage.equal for passage in self.passages)

    @property
    def longest(self) -> int:
        """The equal words of the longest passage."""
        return max((passage.equal for passage in self.passages), default=0)

    @property
    def share(self) -> float:
        """The share of the first text that the other has too."""
        return self.taken / max(1, self.own)

    @property
    def share_of_other(self) -> float:
        """The share of the other text that the first has too."""
        return self.taken / max(1, self.own_of_other)

    def turned(self) -> "Overlap":
        """The same overlap, seen from the other text."""
        return Overlap(
            passages=tuple(
                sorted(
                    (Passage(_turned(p.at), p.equal, p.grams) for p in self.passages),
                    key=lambda p: (p.at.start, p.at.end),
                )
            ),
            quotations=tuple(
                sorted(
                    (Quotation(_turned(q.at), q.there, q.here) for q in self.quotations),
                    key=lambda q: (q.at.start, q.at.end),
                )
            ),
            own=self.own_of_other,
            own_of_other=self.own,
        )


def _turned(at: Evidence) -> Evidence:
    assert at.of_start is not None and at.of_end is not None
    return Evidence(at.of_start, at.of_end, at.start, at.end)


def overlap(text: Text, other: Text) -> Overlap:
    """The passages that both texts have, wherever they stand."""
    words, others = text.words, other.words
    runs = _runs(text, other)
    passages = []
    for i, j, n, m, inside in _joined(runs):
        equal = sum(words[k].counts and others[there].counts for k, there in inside)
        if equal >= SHORTEST:
            at = Evidence(words[i].start, words[i + n - 1].end, others[j].start, others[j + m - 1].end)
            passages.append(Passage(at, equal, tuple(text.grams[i : i + n - GRAM + 1])))
    return Overlap(
        passages=tuple(sorted(passages, key=lambda p: (p.at.start, p.at.end))),
        quotations=tuple(_quotations(runs, words, others)),
        own=sum(word.counts for word in words),
        own_of_other=sum(word.counts for word in others),
    )


def _runs(text: Text, other: Text) -> list[tuple[int, int, int]]:
    """Equal runs `words[i:i+n]`, `others[j:j+n]` in order, each word in one of them at most.

    Where two would share a word, the longer one has it.
    """
    words, others = text.words, other.words
    pairs = (
        (i, j)
        for gram in text.places.keys() & other.places.keys()
        if len(other.places[gram]) <= REPEATED
        for i in text.places[gram]
        for j in other.places[gram]
    )
    found = []
    for i, j in pairs:
        if i and j and words[i - 1].form == others[j - 1].form:
            continue  # begins earlier
        n = GRAM
        while i + n < len(words) and j + n < len(others) and words[i + n].form == others[j + n].form:
            n += 1
        found.append((i, j, n))
    here, there = [False] * len(words), [False] * len(others)
    runs = []
    for i, j, n in sorted(found, key=lambda run: (-run[2], run[0], run[1])):
        free = [k for k in range(n) if not here[i + k] and not there[j + k]]
        if len(free) < GRAM:
            continue
        first, length = free[0], free[-1] - free[0] + 1
        if length != len(free):
            continue  # broken up by longer runs
        runs.append((i + first, j + first, length))
        for k in free:
            here[i + k] = there[j + k] = True
    return sorted(runs)


def _joined(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int, int, list[tuple[int, int]]]]:
    """Runs joined over small changes: start in both texts, length in both, and the pairs of equal words."""
    joined: list[tuple[int, int, int, int, list[tuple[int, int]]]] = []
    for i, j, n in runs:
        pairs = [(i + k, j + k) for k in range(n)]
        if joined:
            a, b, length, length_there, inside = joined[-1]
            if 0 <= i - a - length <= GAP and 0 <= j - b - length_there <= GAP:
                joined[-1] = (a, b, i + n - a, j + n - b, inside + pairs)
                continue
        joined.append((i, j, n, n, pairs))
    return joined


def _quotations(
    runs: Sequence[tuple[int, int, int]], words: Sequence[Word], others: Sequence[Word]
) -> Iterator[Quotation]:
    """Words that both have and at least one of them quotes."""
    for i, j, n in runs:
        quoted = [(words[i + k].kind == "quoted", others[j + k].kind == "quoted") for k in range(n)]
        at = 0
        for (here, there), group in groupby(quoted):
            start, at = at, at + len(list(group))
            if (here or there) and at - start >= SHORTEST_QUOTED:
                first, last = words[i + start], words[i + at - 1]
                first_there, last_there = others[j + start], others[j + at - 1]
                yield Quotation(
                    Evidence(first.start, last.end, first_there.start, last_there.end), here, there
                )
