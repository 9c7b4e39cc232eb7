"""The rules by which a name is joined to another one across reports.

In: the key of a name. Out: the blocks under which it is filed and in which it looks for a fuller name. Never
here: a join by likeness alone: each rule says how much company two names must share.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from hearsay.resolve.cluster import Cluster
from hearsay.resolve.likeness import (
    COMPANIES,
    SUFFIXES,
    abbreviates,
    adjectives,
    same_reordered,
    same_with_initial,
    shortens,
    sound,
)
from hearsay.resolve.naming import head, initials, key, tokens

# How many other names two reports must share for a name that alone proves nothing: a surname, initials.
SHARED = 2
LONGEST = 6  # words of a name of which parts are taken for its short forms

Blocks = Callable[[str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A name that `asks` in a block is joined to the only one that is filed (`offers`) there and `fits`.

    Blocks follow from the key of a name alone. `reason` names the other by `{}`. `score` is how sure the join
    is with just the company `needed`. `again` is whether a name that is joined already may be joined further,
    `initials` whether only one that is written as initials asks.
    """

    reason: str
    score: float
    needed: int
    offers: Blocks
    asks: Blocks
    fits: Callable[[Cluster, Cluster], bool]
    again: bool = False
    initials: bool = False


def is_alias(reason: str) -> bool:
    """Whether for this reason the report equates two names, and does not merely shorten one."""
    return bool(reason) and not reason.startswith(
        ("short for", "describes", "the name with", "the same name")
    )


def alias_block(name_key: str) -> str:
    """The block of those to whom a report gives a name in so many words."""
    return f"alias {name_key}"


def aliases(cluster: Cluster) -> set[str]:
    """Its acronyms and the other names that reports give it in so many words."""
    forms = (form for (form, _, reason), _ in cluster.counted("form") if is_alias(reason))
    return {key(form) for form in forms} - {cluster.key}


def _own(name: str) -> Iterator[str]:
    yield alias_block(name)


def _none(name: str) -> Iterator[str]:
    """Whoever is given other names is filed under those as reports give them."""
    return iter(())


def _beginnings(name: str) -> Iterator[str]:
    """The initials of the name, and how two words that follow each other begin."""
    words = tokens(name)
    if len(words) > 1:
        yield f"initials {initials(name)}"
        yield f"initials {''.join(word[0] for word in name.split())}"
        yield from (f"begins {one[:2]} {other[:2]}" for one, other in pairwise(words))


def _letters(name: str) -> Iterator[str]:
    letters = name.replace(".", "")
    if " " not in name and 1 < len(letters) < 10:
        yield f"initials {letters}"
        if len(letters) > 4:
            yield from (f"begins {letters[:2]} {letters[at : at + 2]}" for at in range(2, len(letters) - 1))


def _short_forms(name: str) -> Iterator[str]:
    yield from (f"short {form}" for form in _shortened(tokens(name)))


def _shortened(words: tuple[str, ...]) -> set[str]:
    """What a name of these words may be shortened to, by persons and by bodies."""
    count = len(words)
    if count < 2:
        return set()
    found = {words[at:] for at in range(1, count)} | {words[:at] for at in range(2, count)}
    found |= {(words[0], words[-1])} - {words}
    if words[-1] in COMPANIES:
        found.add(words[:-1])
    if words[-1] in SUFFIXES:
        found |= {words[:-1]} | {tuple(form.split()) for form in _shortened(words[:-1])}
    if head(" ".join(words)) and count <= LONGEST:
        found |= {(*some, words[-1]) for size in range(count - 1) for some in combinations(words[:-1], size)}
    # a first name that is cut, "j lorne" or "jan lorne", is looked for by its first letter
    cut = {(words[0][0], *words[at:]) for at in range(1, count)}
    return {" ".join(form) for form in found} | {f"{' '.join(form)} cut" for form in cut}


def _as_short(name: str) -> Iterator[str]:
    words = tokens(name)
    if len(words) > 1:
        yield f"short {' '.join(words)}"
        if len(words[0]) != 2:
            yield f"short {' '.join((words[0][0], *words[1:]))} cut"


def _as_one_word(name: str) -> Iterator[str]:
    if len(words := tokens(name)) == 1:
        yield f"short {words[0]}"


def _sound(name: str) -> Iterator[str]:
    said = sound(name)
    if len(said) > 4:
        yield f"sound {said}"


def _words(name: str) -> Iterator[str]:
    words = tokens(name)
    if 1 < len(words) < 4:
        yield f"words {' '.join(sorted(words))}"


def _adjectives(name: str) -> Iterator[str]:
    if " " not in name:
        yield from (f"adjective {form}" for form in sorted(set(adjectives(name)) - {name}))


def _people(name: str) -> Iterator[str]:
    if " " not in name:
        yield f"adjective {name}"


def _is_given(name: Cluster, other: Cluster) -> bool:
    return name.key in other.aliases


def _abbreviates(short: Cluster, long: Cluster) -> bool:
    return not long.described() and abbreviates(short.acronym() or "", long.key)


def _is_adjective(people: Cluster, place: Cluster) -> bool:
    return people.kind() == "group" and place.kind() != "person"


def _is_short_for(short: Cluster, long: Cluster) -> bool:
    if long.described():
        return False
    a, b = tokens(short.key), tokens(long.key)
    person = long.kind() == "person"
    if person and short.kind() == "place":
        return False
    if not person and (short.kind() != "organization" or long.kind() not in ("organization", "other")):
        return False
    return shortens(a, b, person=person) or (person and same_with_initial(a, b))


def _rarer(one: Cluster, other: Cluster) -> bool:
    """Whether the first is the one of two equal names that takes the other's: the rarer one."""
    return one.kind() == other.kind() and _weight(one) < _weight(other)


def _sounds_alike(one: Cluster, other: Cluster) -> bool:
    return not one.described() and not other.described() and _rarer(one, other)


def _turned(one: Cluster, other: Cluster) -> bool:
    persons = one.kind() == other.kind() == "person"
    return persons and _rarer(one, other) and same_reordered(tokens(one.key), tokens(other.key))


def _weight(cluster: Cluster) -> tuple[int, str, str]:
    return len(cluster.reports), *cluster.order()


RULES = (
    Rule("another report gives it as a name of {}", 0.9, 0, _none, _own, _is_given, again=True),
    Rule(
        "the initials of {}, named in like company",
        0.85,
        SHARED,
        _beginnings,
        _letters,
        _abbreviates,
        initials=True,
    ),
    Rule("the adjective to {}, named in like company", 0.9, 1, _adjectives, _people, _is_adjective),
    Rule("{} with its words in another order", 0.9, 1, _words, _words, _turned),
    Rule("{} in another spelling, named in like company", 0.8, SHARED, _sound, _sound, _sounds_alike),
    Rule("short for {}, named in like company", 0.9, 1, _short_forms, _as_short, _is_short_for),
    Rule("short for {}, named in like company", 0.85, SHARED, _short_forms, _as_one_word, _is_short_for),
)


def asks_in(block: str) -> str:
    """Where those are filed who ask in a block; in some, all who are filed there do."""
    return block if block.startswith(("sound ", "words ")) else f"? {block}"


@lru_cache(maxsize=16_384)
def offered(name_key: str) -> frozenset[str]:
    """The blocks in which a name can be found."""
    return frozenset(block for rule in RULES for block in rule.offers(name_key))


@lru_cache(maxsize=16_384)
def asked(name_key: str, *, acronym: bool) -> frozenset[str]:
    """The blocks in which a name looks for a fuller one; more if reports write it as initials."""
    return frozenset(block for rule in RULES if acronym or not rule.initials for block in rule.asks(name_key))


def filed_under(name_key: str, given: Iterable[str] = (), *, acronym: bool = False) -> frozenset[str]:
    """The blocks under which a name is filed: where it is found, and where it asks.

    `given` are the other names that reports give it in so many words.
    """
    own = offered(name_key) | {asks_in(block) for block in asked(name_key, acronym=acronym)}
    return own | {alias_block(name) for name in given}
