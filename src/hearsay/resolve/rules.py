"""The rules by which a name is joined to another one across reports.

In: a cluster. Out: the blocks under which it is filed and in which it looks for a fuller name. Never here: a
join by likeness alone: each rule says how much company two names must share.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hearsay.resolve.cluster import Cluster
from hearsay.resolve.likeness import (
    abbreviates,
    adjectives,
    same_reordered,
    same_with_initial,
    shortens,
    sound,
)
from hearsay.resolve.naming import initials, key, tokens

# How many other names two reports must share for a name that alone proves nothing: a surname, initials.
SHARED = 2

Blocks = Callable[[Cluster], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A name that `asks` in a block is joined to the only one that is filed (`offers`) there and `fits`.

    `reason` names the other by `{}`. `score` is how sure the join is with just the company `needed`.
    `again` is whether a name that is joined already may be joined further.
    """

    reason: str
    score: float
    needed: int
    offers: Blocks
    asks: Blocks
    fits: Callable[[Cluster, Cluster], bool]
    again: bool = False


def _aliases(cluster: Cluster) -> Iterator[str]:
    """Its acronyms and the other names that reports give it in so many words."""
    forms = (form for _, part in cluster.parts for form in part.forms)
    keys = {key(form.text) for form in forms if form.reason and _is_strong(form.reason)}
    yield from sorted(keys - {cluster.key})


def _own(cluster: Cluster) -> Iterator[str]:
    yield cluster.key


def _is_strong(reason: str) -> bool:
    """Whether the report equates two names, and does not merely shorten one."""
    return not reason.startswith(("short for", "describes", "the name with", "the same name"))


def _long(cluster: Cluster) -> tuple[str, ...]:
    words = tokens(cluster.key)
    return words if len(words) > 1 and not cluster.described() else ()


def _beginnings(cluster: Cluster) -> Iterator[str]:
    """The initials of the name, and how each of its words begins."""
    if words := _long(cluster):
        yield initials(cluster.key)
        yield from sorted({f"{word[:2]}-" for word in words})


def _begins(cluster: Cluster) -> Iterator[str]:
    if cluster.acronym():
        letters = cluster.key.replace(".", "")
        yield letters
        yield f"{letters[:2]}-"


def _ends(cluster: Cluster) -> Iterator[str]:
    if words := _long(cluster):
        yield f"{words[0]} …"
        yield f"… {words[-1]}"


def _some_words(cluster: Cluster) -> Iterator[str]:
    if len(words := tokens(cluster.key)) > 1:
        yield f"{words[0]} …"
        yield f"… {words[-1]}"


def _one_word(cluster: Cluster) -> Iterator[str]:
    if len(words := tokens(cluster.key)) == 1:
        yield f"{words[0]} …"
        yield f"… {words[0]}"


def _is_short_for(short: Cluster, long: Cluster) -> bool:
    a, b = tokens(short.key), tokens(long.key)
    person = long.kind() == "person"
    if person and short.kind() == "place":
        return False
    if not person and (short.kind() != "organization" or long.kind() not in ("organization", "other")):
        return False
    return shortens(a, b, person=person) or (person and same_with_initial(a, b))


def _sound(cluster: Cluster) -> Iterator[str]:
    said = sound(cluster.key)
    if len(said) > 4 and not cluster.described():
        yield said


def _words(cluster: Cluster) -> Iterator[str]:
    words = tokens(cluster.key)
    if cluster.kind() == "person" and 1 < len(words) < 4:
        yield " ".join(sorted(words))


def _adjectives(cluster: Cluster) -> Iterator[str]:
    if " " not in cluster.key and cluster.kind() != "person":
        yield from sorted(set(adjectives(cluster.key)) - {cluster.key})


def _people(cluster: Cluster) -> Iterator[str]:
    if cluster.kind() == "group":
        yield cluster.key


def _rarer(one: Cluster, other: Cluster) -> bool:
    """Whether the first is the one of two equal names that takes the other's: the rarer one."""
    return one.kind() == other.kind() and _weight(one) < _weight(other)


def _weight(cluster: Cluster) -> tuple[int, str, str]:
    return len(cluster.reports), *cluster.order()


RULES = (
    Rule("another report gives it as a name of {}", 0.9, 0, _aliases, _own, lambda a, b: True, again=True),
    Rule(
        "the initials of {}, named in like company",
        0.85,
        SHARED,
        _beginnings,
        _begins,
        lambda short, long: abbreviates(short.acronym() or "", long.key),
    ),
    Rule("the adjective to {}, named in like company", 0.9, 1, _adjectives, _people, lambda a, b: True),
    Rule("{} with its words in another order", 0.9, 1, _words, _words, lambda a, b: _turned(a, b)),
    Rule("{} in another spelling, named in like company", 0.8, SHARED, _sound, _sound, _rarer),
    Rule("short for {}, named in like company", 0.9, 1, _ends, _some_words, _is_short_for),
    Rule("short for {}, named in like company", 0.85, SHARED, _ends, _one_word, _is_short_for),
)


def _turned(one: Cluster, other: Cluster) -> bool:
    return _rarer(one, other) and same_reordered(tokens(one.key), tokens(other.key))
