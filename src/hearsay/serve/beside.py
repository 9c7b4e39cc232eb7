"""Two reports side by side: the passages that one has from the other, with every word that differs.

In: two reports, the evidence for what they share. Out: pairs of passages, cut where they differ. Never here:
markup, a passage that no evidence names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from hearsay.export.graph import Edge, edges_of
from hearsay.origins.passages import Text, overlap
from hearsay.records import Direction, Evidence, Origin, Report
from hearsay.serve.marks import in_context

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
CLOSELY = 1500  # words of a passage up to which it is compared word by word in full


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of a passage; `same` says whether they stand in the other one."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage of a report, and that of the other which it matches; `there` is empty where none is known."""

    at: Evidence
    here: tuple[Bit, ...]
    there: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What one report has from the other by the ledger; with `bond` None, merely has in common with it."""

    bond: str | None
    whole: bool
    turned: bool
    direction: Direction | None
    pairs: tuple[Pair, ...]


def beside(report: Report, other: Report, origins: Iterable[Origin]) -> list[Shared]:
    """All that the ledger knows of what two reports share; where it knows nothing, what a comparison finds.

    The words of `report` come first in each pair; `turned` says that the other has it from this one.
    """
    edges = [edge for origin in origins for member in origin.members for edge in edges_of(member)]
    found = [
        Shared(edge.bond, edge.whole, turned, edge.direction, tuple(_pairs(edge, report, other, turned)))
        for edge in dict.fromkeys(edges)
        for turned in (False, True)
        if (edge.of, edge.report)[:: -1 if turned else 1] == (other.id, report.id)
    ]
    if found:
        return found
    common = overlap(Text(report.text), Text(other.text))
    marks = [passage.at for passage in common.passages] + [quotation.at for quotation in common.quotations]
    pairs = tuple(_pair(at, report, other) for at in sorted(marks, key=lambda at: at.start))
    return [Shared(None, False, False, None, pairs)] if pairs else []


def _pairs(edge: Edge, report: Report, other: Report, turned: bool) -> Iterator[Pair]:
    for at in edge.evidence:
        if not turned:
            yield _pair(at, report, other)
        elif at.of_start is not None and at.of_end is not None:
            yield _pair(Evidence(at.of_start, at.of_end, at.start, at.end), report, other)
        else:
            yield Pair(at, (), _named(other.text, at))


def _pair(at: Evidence, report: Report, other: Report) -> Pair:
    words = report.text[at.start : at.end]
    if at.of_start is None or at.of_end is None:
        return Pair(at, _named(report.text, at), ())
    return Pair(at, *differences(words, other.text[at.of_start : at.of_end]))


def _named(text: str, at: Evidence) -> tuple[Bit, ...]:
    """The words by which a report names its source, in their sentence."""
    around = in_context(text, at.start, at.end)
    return Bit(around.before, True), Bit(around.words, False), Bit(around.after, True)


def differences(here: str, there: str) -> tuple[tuple[Bit, ...], tuple[Bit, ...]]:
    """Two texts cut where they differ; joined again, the bits of each are the text. Blanks never differ."""
    one, other = _WORD.findall(here), _WORD.findall(there)
    folded = [word.casefold() if not word.isspace() else " " for word in one]
    others = [word.casefold() if not word.isspace() else " " for word in other]
    quick = len(one) + len(other) > 2 * CLOSELY
    steps = SequenceMatcher(None, folded, others, autojunk=quick).get_opcodes()
    mine = [_bit("".join(one[i:j]), kind) for kind, i, j, _, _ in steps if i < j]
    theirs = [_bit("".join(other[i:j]), kind) for kind, _, _, i, j in steps if i < j]
    return tuple(mine), tuple(theirs)


def _bit(text: str, kind: str) -> Bit:
    return Bit(text, kind == "equal" or text.isspace())
