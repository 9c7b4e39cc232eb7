"""Which claims are one claim on its way, and from which report each has it.

In: claims, reports, origins. Out: `Echo`es, the widest first. Candidates come from an index of telling words,
never from all pairs.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from hearsay.echoes.changes import changes
from hearsay.records import Claim, Echo, Origin, Report, Step, content_id
from hearsay.records.edtf import sort_key

ALIKE = 0.6
"""Two claims are one if they share so much of the shorter's telling words, and WIDE of those of the longer.

Chosen by reading the echoes of the fictional examples; there is no gold to measure it on."""
WIDE = 0.4
LEAST = 4
"""So many telling words are shared at least, two of them no names: names alone are not yet one claim."""
MOST_UNDER = 200
"""A word in more claims than this is no key: it names what the whole story is about."""
_TOLD = frozenset({"asserts", "confirms", "predicts", "demands"})
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_FUNCTION = frozenset(
    "the a an of in on at by to and or for from with its his her their our this that these those some any no "
    "not all as is are was were be been being has have had it he she they which who whom whose there than "
    "then also so about around nearly almost over more least up some would will could may might can "
    "said says".split()
)


def find_echoes(
    *, reports: Mapping[str, Report], claims: Sequence[Claim], origins: Sequence[Origin]
) -> list[Echo]:
    """Claims that stand in two reports or more, each with its way; those in most reports first."""
    told = [c for c in claims if c.stance in _TOLD and not c.hypothetical and not c.rejected]
    sources = _sources(origins)
    found = []
    for group in _groups(sorted(told, key=lambda c: c.id)):
        if len({claim.report for claim in group}) > 1:
            found.append(_echo(group, reports, sources))
    return sorted(found, key=lambda echo: (-len(echo.steps), echo.steps[0].claim))


@cache
def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _telling(claim: Claim) -> frozenset[str]:
    """The words that carry what is claimed, without figures, which may change on the way."""
    words = (word.lower() for word in _WORD.findall(claim.content))
    return frozenset(_stem(word) for word in words if word not in _FUNCTION and not word[0].isdigit())


def _names(claim: Claim) -> frozenset[str]:
    """The telling words that are written like names."""
    return frozenset(_stem(word.lower()) for word in _WORD.findall(claim.content)[1:] if word[0].isupper())


def _groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that say the same: each beside the first one of its group that it is like."""
    words = {claim.id: _telling(claim) for claim in claims}
    under: dict[str, list[int]] = defaultdict(list)
    groups: list[list[Claim]] = []
    for claim in claims:
        mine = words[claim.id]
        rare = [word for word in mine if len(under[word]) <= MOST_UNDER]
        near = sorted({number for word in rare for number in under[word]})
        home = next((n for n in near if _one_claim(claim, groups[n][0], words)), None)
        if home is None:
            groups.append([claim])
            for word in mine:
                under[word].append(len(groups) - 1)
        else:
            groups[home].append(claim)
    return groups


def _one_claim(one: Claim, other: Claim, words: Mapping[str, frozenset[str]]) -> bool:
    mine, theirs = words[one.id], words[other.id]
    common = len(mine & theirs)
    return (
        one.negated == other.negated
        and common >= LEAST
        and common >= ALIKE * min(len(mine), len(theirs))
        and common >= WIDE * max(len(mine), len(theirs))
        and len((mine & theirs) - _names(one) - _names(other)) >= 2
    )


def _sources(origins: Sequence[Origin]) -> dict[str, list[str]]:
    """For each report, the reports that it was taken from, whole or in part."""
    found: dict[str, list[str]] = defaultdict(list)
    for origin in origins:
        for member in origin.members:
            taken = [member.of, *(part.of for part in member.parts if part.relation != "own")]
            found[member.report] += [of for of in taken if of is not None]
    return found


def _echo(group: Sequence[Claim], reports: Mapping[str, Report], sources: Mapping[str, list[str]]) -> Echo:
    """The way of a claim: a report comes after those that it goes back to, and else by its date."""

    def back(report: str, seen: frozenset[str] = frozenset()) -> int:
        behind = [of for of in sources.get(report, ()) if of not in seen and of != report]
        return max((1 + back(of, seen | {report}) for of in behind), default=0)

    ordered = sorted(
        group, key=lambda c: (*sort_key(reports[c.report].published)[:2], back(c.report), c.report, c.start)
    )
    first_of: dict[str, Claim] = {}
    for claim in ordered:
        first_of.setdefault(claim.report, claim)
    steps: list[Step] = []
    done: list[Claim] = []
    for claim in first_of.values():
        of, known = _source_of(claim, done, reports, sources)
        changed = changes(of, claim) if of is not None and known else ()
        published = reports[claim.report].published
        steps.append(Step(claim.id, claim.report, published, of.id if of else None, known, changed))
        done.append(claim)
    identifier = content_id("echo", sorted(claim.id for claim in group))
    return Echo(identifier, ordered[0].content, tuple(steps))


def _source_of(
    claim: Claim, before: Sequence[Claim], reports: Mapping[str, Report], sources: Mapping[str, list[str]]
) -> tuple[Claim | None, bool]:
    """The claim that this one was taken from, and whether that is known: by lineage, or by whom it cites.

    Where nothing tells, the claim only came later than the first one.
    """
    if not before:
        return None, False
    by_lineage = [c for c in before if c.report in sources.get(claim.report, ())]
    if by_lineage:
        return by_lineage[-1], True
    cited = {link.name.casefold() for link in claim.chain[:-1]}
    by_name = [c for c in before if (reports[c.report].publisher or "").casefold() in cited - {""}]
    if by_name:
        return by_name[0], True
    same_origin = [c for c in before if c.origin is not None and c.origin == claim.origin]
    return (same_origin[0], True) if same_origin else (before[0], False)
