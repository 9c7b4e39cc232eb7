"""Whom the words of a claim name: claims meet the entities that were found across reports.

In: a claim as stored, the mentions in its report, a look-up by name. Out: the claim with entity ids.
Never here: a guess. Where the words lead to no mention, or to several, the entity stays None.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from hearsay.records import Claim, Link, Participant, Span, Voice

_LEADING = re.compile(
    r"\b(?:about|against|at|behind|by|for|from|in|near|of|off|on|outside|to|with)\s", re.IGNORECASE
)
_OWNING = re.compile(r"(?:['’]s|['’])\s+\w")

Speaker = TypeVar("Speaker", Voice, Link, Participant)


class Mentions:
    """The entities mentioned in one report, by where they stand."""

    def __init__(self, found: Iterable[tuple[Span, str]]) -> None:
        self._at: dict[Span, str] = dict(found)
        self._in_order = sorted(self._at, key=lambda span: (span.start, span.end))

    def inside(self, span: Span) -> list[tuple[Span, str]]:
        """The mentions that lie within a span, in order, each with its entity."""
        first = bisect_left(self._in_order, span.start, key=lambda mention: mention.start)
        last = bisect_left(self._in_order, span.end, key=lambda mention: mention.start)
        return [(m, self._at[m]) for m in self._in_order[first:last] if m.within(span)]

    def entity(self, span: Span, words: str | None) -> str | None:
        """The entity that the words are the name of, else the only one that they name by the way.

        "Minister Ana Bel" is Ana Bel, "the hospital in Gostivar" is not Gostivar. `words` are those of the
        span where they are known.
        """
        if span in self._at:
            return self._at[span]
        within = {
            entity
            for mention, entity in self.inside(span)
            if words is None or _is_meant(words, mention, span)
        }
        return within.pop() if len(within) == 1 else None


def _is_meant(words: str, mention: Span, span: Span) -> bool:
    """Whether a name among words is whom they stand for: nothing leads to it, and it owns nothing."""
    before, after = words[: mention.start - span.start], words[mention.end - span.start :]
    return not _LEADING.search(before) and not _OWNING.match(after)


def with_entities(claim: Claim, mentions: Mentions, by_name: Callable[[str], str | None]) -> Claim:
    """The claim with the entity of its voice, of each link of its chain and of each participant."""

    def joined(speaker: Speaker) -> Speaker:
        entity = _entity(speaker, mentions, by_name)
        return speaker if speaker.entity == entity else replace(speaker, entity=entity)

    return replace(
        claim,
        voice=joined(claim.voice),
        chain=tuple(map(joined, claim.chain)),
        participants=tuple(map(joined, claim.participants)),
        clauses=tuple(replace(c, participants=tuple(map(joined, c.participants))) for c in claim.clauses),
    )


def _entity(
    speaker: Voice | Link | Participant, mentions: Mentions, by_name: Callable[[str], str | None]
) -> str | None:
    own = Span(speaker.start, speaker.end) if speaker.start is not None and speaker.end is not None else None
    # "soldiers of the Lake Guard" did what the guard did, but they do not speak for it
    speaks = not isinstance(speaker, Participant) and own is not None and _fits(speaker.name, own)
    for span in (speaker.refers, own):
        if (
            span is not None
            and (entity := mentions.entity(span, speaker.name if speaks and span == own else None))
            is not None
        ):
            return entity
    if own is not None and speaker.name is not None and not isinstance(speaker, Participant):
        # "the partner force in Syria, the Lake Guard (LG)" names several, but only one by the speaker's name
        known = by_name(speaker.name)
        return known if known in {entity for _, entity in mentions.inside(own)} else None
    # A publisher is known from the document's metadata: it has a name but stands nowhere in the text.
    return by_name(speaker.name) if own is None and speaker.name is not None else None


def _fits(name: str | None, span: Span) -> bool:
    """Whether a name may be the very words of a span."""
    return name is not None and len(name) == span.end - span.start
