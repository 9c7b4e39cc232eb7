"""Whose people somebody's people are: who leads a body speaks for its members.

In: the claims of a story. Out: the body that a leader leads, and the body to which a phrase counts people.
Never here: a leader or a body that no claim names as such.
"""

import re
from collections.abc import Iterable, Mapping

from hearsay.conflicts.happenings import head_word
from hearsay.records import Claim, Participant

PEOPLE = frozenset(
    "agent civilian crew employee fighter follower guard guerrilla gunman man member men militant officer "
    "official people person personnel policeman policemen rebel recruit sailor soldier staff student "
    "supporter troop woman women worker".split()
)
"""Nouns for those who belong to a body."""
_LEADING = re.compile(
    r"^,? (?:who |was |is |the |its |their |a |then |[\w-]+ ){0,4}"
    r"(?:head|leader|chief|commander|chairman|chairwoman|president|director|founder|boss) of (?:the )?"
    r"(?:[\w-]+ ){0,2}$"
)
_LED = re.compile(r"^(?:['’]s)? (?:[\w-]+ ){0,2}(?:head|leader|chief|commander|president|director),? $")


def leaders(claims: Iterable[Claim]) -> dict[str, str]:
    """For each person (entity) that a claim calls the leader of a body, that body (entity)."""
    found: dict[str, str] = {}
    for claim in claims:
        named = [p for p in claim.participants if p.entity is not None and p.name[:1].isupper()]
        for one in named:
            for other in named:
                between = claim.text[one.end - claim.start : other.start - claim.start]
                if one.end >= other.start or one.entity is None or other.entity is None:
                    continue
                if _LEADING.match(between):
                    found[one.entity] = other.entity
                elif _LED.match(between):
                    found[other.entity] = one.entity
    return found


def body_of(subject: Participant, led: Mapping[str, str]) -> str | None:
    """The body whose people a phrase counts ("fourteen of her fighters", "no member of the Lake Guard")."""
    head = head_word(subject.name)
    if subject.entity is None:
        return None
    members = re.search(r"\b(?:members?|none|nobody|no one|one) of\b", subject.name, re.IGNORECASE)
    if head not in PEOPLE and not members:
        return None
    return led.get(subject.entity, subject.entity)
