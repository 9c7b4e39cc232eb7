"""What is said of somebody or something, aspect by aspect and in the order of time.

In: the claims about it, and how to tell its part in each. Out: aspects. Never here: a claim in two aspects,
or one left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearsay.language import mark
from hearsay.records import Claim, Report
from hearsay.records.edtf import sort_key

SAYS, EXPECTED, DOES, UNDERGOES, PARTS, ELSE = (
    mark("What it says itself"),
    mark("What is planned, promised, ordered or expected of it"),
    mark("What it is said to do"),
    mark("What is said to befall it or be done with it"),
    mark("Its parts, in order"),
    mark("What else is said of it"),
)
ORDER = (PARTS, EXPECTED, DOES, UNDERGOES, ELSE, SAYS)
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|several|\\d+"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last|\\d+(?:st|nd|rd|th)"
_COUNTED = re.compile(rf"\b(?:{_NUMBERS})\s+(?:[\w-]+\s)?(\w{{3,}}?)(ies|s)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|shall|planned|to be|is to|are to|due)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Aspect:
    """Claims of one kind about somebody, earliest first."""

    title: str
    claims: tuple[Claim, ...]


def arrange(
    claims: Iterable[Claim],
    parts: Iterable[Claim],
    reports: Mapping[str, Report],
    is_it: Callable[[str | None, str], bool],
) -> tuple[Aspect, ...]:
    """The aspects of whoever `is_it` recognises, by entity and name; `parts` are a series of its parts."""
    series = {claim.id for claim in parts}
    found: dict[str, list[Claim]] = {title: [] for title in ORDER}
    for claim in sorted({c.id: c for c in (*claims, *parts)}.values(), key=lambda c: _in_time(c, reports)):
        found[PARTS if claim.id in series else _aspect(claim, is_it)].append(claim)
    found[PARTS].sort(key=lambda c: (c.report, c.start))
    return tuple(Aspect(title, tuple(inside)) for title, inside in found.items() if inside)


def parts_of(about: Sequence[Claim], report: Sequence[Claim]) -> list[Claim]:
    """The claims of a report that go through a series which a claim announces ("five categories of …").

    The announcement, and whatever then speaks of the first, second … of them, also where the thing itself is
    not named again.
    """
    found: dict[str, Claim] = {}
    for announced in about:
        for match in _COUNTED.finditer(announced.content):
            one = match[1] + ("y" if match[2] == "ies" else "")
            ordinal = re.compile(rf"\b(?:{_ORDINALS})\b(?:\s[\w-]+){{0,2}}?\s{re.escape(one)}\b", re.I)
            members = [
                claim
                for claim in report
                if claim.report == announced.report and ordinal.search(claim.content) and claim != announced
            ]
            if len(members) > 1:
                found |= {claim.id: claim for claim in (announced, *members)}
    return list(found.values())


def _aspect(claim: Claim, is_it: Callable[[str | None, str], bool]) -> str:
    if claim.voice.kind != "report" and is_it(claim.voice.entity, claim.voice.name or ""):
        return SAYS
    roles = {p.role for p in claim.participants if is_it(p.entity, p.name)}
    ahead = claim.stance in {"predicts", "demands"} or (claim.when is not None and claim.when.role == "due")
    if ahead or _AHEAD.search(claim.content):
        return EXPECTED
    return DOES if "agent" in roles else UNDERGOES if "affected" in roles else ELSE


def _in_time(claim: Claim, reports: Mapping[str, Report]) -> tuple[object, ...]:
    """By the day of the happening, else of the saying, else of the report."""
    days = (
        claim.when.edtf if claim.when else None,
        claim.said.edtf if claim.said else None,
        reports[claim.report].published,
    )
    return (*sort_key(next((day for day in days if day), None)), claim.report, claim.start)
