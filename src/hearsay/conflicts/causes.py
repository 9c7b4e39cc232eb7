"""What is said to have caused a happening.

In: claims, the events of their story. Out: causes, each with the claim that names it and the event that it is
the cause of. Only what is worded as a cause counts: that one thing stood beside another is none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from hearsay.conflicts.events import Event
from hearsay.conflicts.happenings import Kind, content_words, head_word, kind_of, named_happening
from hearsay.conflicts.sides import Said
from hearsay.conflicts.stands import holds
from hearsay.conflicts.telling import blames, facets
from hearsay.records import Claim
from hearsay.records.edtf import Judged

_END = r"(?=[,;.]? (?:when|while|after|before|and that|which|on \w+day)\b|[,;.:…]|$)"
_BEHIND = re.compile(
    r"\b(?:because of|due to|owing to|as a (?:direct )?result of|caused by|brought (?:on|about) by|"
    r"triggered by|set off by|the (?:result|fault|work|consequence) of|blamed on|"
    r"traced (?:back )?to|attributed to)\s+"
    rf"(?P<cause>.+?){_END}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?P<cause>.+?) (?:had |has |have )?(?:caused|led to|triggered|set off|brought about|brought on|"
    r"(?:was|were|is|are) (?:the cause of|to blame for)) (?P<effect>.+)$",
    re.IGNORECASE,
)
_TO_BLAME = re.compile(r"^(?P<cause>.+?) (?:was|were|is|are) to blame$", re.IGNORECASE)
_WAS = re.compile(
    r"^(?P<effect>.+?) (?:had been|was|were) "
    rf"(?P<cause>(?:an? act of )?(?:arson|sabotage|terrorism)|an accident){_END}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\bcause of (?P<effect>.+?) (?:was|is|had been) (?P<cause>.+?){_END}",
    re.IGNORECASE,
)
_LAID = re.compile(rf"^(?P<effect>.+?) (?:on|to) (?P<cause>.+?){_END}", re.IGNORECASE)
"""What stands behind "blamed" or "attributed"."""
_HAVE_CAUSES = frozenset({"attack", "breakdown"})
"""Kinds of which something can be "to blame" without anybody's saying for what."""
_NOT_SAID = re.compile(r"^(?:not |un(?:known|clear)|still |yet |being |under )|\bnot known\b", re.IGNORECASE)


def find_causes(claims: Sequence[Claim], events: Sequence[Event]) -> dict[str, list[Said[str]]]:
    """For each event, what claims say that it was caused by."""
    found: dict[str, list[Said[str]]] = defaultdict(list)
    by_kind: dict[str, list[Event]] = defaultdict(list)
    at: dict[tuple[str, str], str] = {}
    for event in events:
        by_kind[event.kind].append(event)
        at |= {(told.claim.id, told.kind): event.id for told in event.told}
    happened = [event for event in events if event.kind in _HAVE_CAUSES]
    for claim in claims:
        if not holds(claim):
            continue
        if (match := _TO_BLAME.match(claim.content)) and len(happened) == 1:
            found[happened[0].id].append(Said(claim, match["cause"], match["cause"]))
        for facet in facets(claim):
            for kind, subject, cause in _causes(facet):
                event_id = at.get((claim.id, kind.name)) or _event(by_kind[kind.name], subject)
                if event_id is not None and not _NOT_SAID.search(cause) and content_words(cause):
                    found[event_id].append(Said(claim, cause, cause))
    return found


def _causes(claim: Claim) -> Iterator[tuple[Kind, str, str]]:
    """The kind of happening, whom it befell, and the words for what caused it."""
    content = claim.content
    laid = _LAID.match(content) if blames(claim) else None
    if match := laid or _NAMED.search(content) or _BEFORE.match(content) or _WAS.match(content):
        if (named := named_happening(match["effect"])) is not None:
            yield *named, match["cause"]
    elif (match := _BEHIND.search(content)) and (kind := kind_of(claim)) is not None:
        yield kind, "", match["cause"]
    elif match and (named := named_happening(content[: match.start()])) is not None:
        yield *named, match["cause"]


def _event(events: Sequence[Event], subject: str) -> str | None:
    """The event of that kind that befell the subject, or the only one of its kind."""
    head = head_word(subject)
    meant = [event for event in events if head and any(head in told.keys for told in event.told)]
    if not head and len(events) == 1:
        meant = list(events)
    if not meant:
        meant = [event for event in events if not any(told.keys for told in event.told)]
    return meant[0].id if len(meant) == 1 else None


def judge_causes(one: str, other: str) -> Judged:
    """Two causes: one account if they share a telling word; else each leaves out what the other names."""
    a, b = content_words(one), content_words(other)
    if a == b:
        return Judged("agree", "they name one cause")
    if a & b or not a or not b:
        return Judged("compatible", "they name the same thing in other words")
    return Judged("conflict", "they name two causes that have nothing in common")
