"""The words that tell a yes from a no, read once from `cues.toml`.

In: the words of a sentence. Out: where words of a kind stand in it. Never here: what follows from it.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

_TABLE = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Kind:
    """Words and phrases of one kind; phrases by the word that they begin with."""

    words: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def places(self, words: Sequence[str]) -> list[int]:
        """Where words or phrases of the kind begin."""
        return [i for i, word in enumerate(words) if word in self.words or self._begins(words, i)]

    def _begins(self, words: Sequence[str], i: int) -> bool:
        listed = self.phrases.get(words[i])
        return listed is not None and any(tuple(words[i : i + len(p)]) == p for p in listed)


def _kind(name: str) -> Kind:
    entries = [tuple(entry.split("_")) for entry in _TABLE[name].split()]
    phrases = {e[0]: tuple(p for p in entries if len(p) > 1 and p[0] == e[0]) for e in entries if len(e) > 1}
    return Kind(frozenset(e[0] for e in entries if len(e) == 1), phrases)


NEGATES = _kind("negates")
NOT_NEGATING = _kind("not_negating")
REFUTES = _kind("refutes")
HEDGES = _kind("hedges")
ATTRIBUTES = _kind("attributes")
NARROWS = _kind("narrows")
LEAVES_OPEN = _kind("leaves_open")
FUNCTION = frozenset(_TABLE["function"].split())


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _TABLE["opposites"]:
        one, other = (frozenset(side.split()) for side in pair.split(" / "))
        for word in one - other:
            table.setdefault(word, set()).update(other)
        for word in other - one:
            table.setdefault(word, set()).update(one)
    return {word: frozenset(against) for word, against in table.items()}


def _alike() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _TABLE["alike"]:
        for word in group.split():
            table.setdefault(word, set()).update(group.split())
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES = _opposites()
"""For a word, the words that exclude it."""
ALIKE = _alike()
"""For a word, the words that say the same, itself among them."""


def negations(words: Sequence[str]) -> list[int]:
    """Where something is negated; "not only" and the like left out."""
    found = NEGATES.places(words)
    empty = set(NOT_NEGATING.places(words)) if found else set()
    return [i for i in found if i not in empty]
