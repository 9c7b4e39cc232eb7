"""Passages that one text has from another.

In: two texts. Out: passages, and how much of each text they make up. Never here: dates.
Words between quotation marks never count as taken over: two reporters may quote the same person.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearsay.records import Evidence

GRAM = 4  # words
SHORTEST = 8  # words of a passage
GAP = 6  # words that may be changed inside a passage, on either side
REPEATED = 8  # a gram that occurs more often in one text finds no passage

_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
_QUOTATION = re.compile(
    r"“[^“”\n]*(?:”|$)|«[^«»\n]*(?:»|$)|„[^„“\n]*(?:“|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE
)
QUOTATION = 4  # words: what is shorter between the marks is part of the sentence


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its form for comparison, where it stands, and whether it is quoted."""

    form: str
    start: int
    end: int
    quoted: bool


def words_of(text: str) -> list[Word]:
    """The words of a text in order; all numbers have one form, so that a changed one is no difference."""
    quotations = [m.span() for m in _QUOTATION.finditer(text) if len(m.group().split()) >= QUOTATION]
    starts = [start for start, _ in quotations]
    words = []
    for match in _WORD.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        quoted = at >= 0 and match.start() < quotations[at][1]
        form = "0" if match.group()[0].isdigit() else match.group().lower()
        words.append(Word(form, match.start(), match.end(), quoted))
    return words


def grams(words: Sequence[Word]) -> Iterator[str]:
    """The word n-grams of a text in order; one for each word that so many words follow."""
    forms = [word.form for word in words]
    return (" ".join(forms[i : i + GRAM]) for i in range(len(forms) - GRAM + 1))


def unquoted_grams(words: Sequence[Word]) -> set[str]:
    """The word n-grams of a text that lie outside quotations."""
    quoted = [word.quoted for word in words]
    return {gram for i, gram in enumerate(grams(words)) if not any(quoted[i : i + GRAM])}


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: the passages, and how many words outside quotations those hold."""

    passages: tuple[Evidence, ...]
    taken: int
    share: float
    share_of_other: float


def overlap(words: Sequence[Word], others: Sequence[Word]) -> Overlap:
    """The passages that both texts have, wherever they stand; `share` is that of the unquoted words."""
    passages = _passages(_runs(words, others))
    taken = {k for i, _, n, _, inside in passages for k in inside if not words[k].quoted}
    taken_there = {k for _, j, _, m, _ in passages for k in range(j, j + m) if not others[k].quoted}
    count = min(len(taken), len(taken_there))
    return Overlap(
        passages=tuple(
            Evidence(words[i].start, words[i + n - 1].end, others[j].start, others[j + m - 1].end)
            for i, j, n, m, _ in sorted(passages, key=lambda passage: passage[:2])
        ),
        taken=count,
        share=count / max(1, sum(not word.quoted for word in words)),
        share_of_other=count / max(1, sum(not word.quoted for word in others)),
    )


def _runs(words: Sequence[Word], others: Sequence[Word]) -> list[tuple[int, int, int]]:
    """Equal runs `words[i:i+n]`, `others[j:j+n]`, the longest first, each word in one of them at most."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, gram in enumerate(grams(others)):
        places[gram].append(j)
    found = []
    for i, gram in enumerate(grams(words)):
        for j in places[gram] if len(places.get(gram, ())) <= REPEATED else ():
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
    return runs


def _passages(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int, int, list[int]]]:
    """Runs joined over small changes: start and length in both texts, and the equal words."""
    joined: list[tuple[int, int, int, int, list[int]]] = []
    for i, j, n in sorted(runs):
        if joined:
            a, b, length, length_there, inside = joined[-1]
            if 0 <= i - a - length <= GAP and 0 <= j - b - length_there <= GAP:
                inside.extend(range(i, i + n))
                joined[-1] = (a, b, i + n - a, j + n - b, inside)
                continue
        joined.append((i, j, n, n, list(range(i, i + n))))
    return [passage for passage in joined if len(passage[4]) >= SHORTEST]
