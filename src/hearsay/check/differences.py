"""In what a sentence differs from a claim, part by part: negation, opposites, figures, dates, names, roles.

In: two sentences. Out: an `Alignment`, and the `Difference`s, each with what is claimed and what is said.
Never here: a likelihood, or a word list.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from hearsay.check import cues
from hearsay.check.words import Sentence, akin, is_figure

Kind = Literal["negation", "opposite", "number", "date", "name", "roles"]

TELLING = 2.5  # the least weight of a word that carries content
AKIN = 0.8  # what a likely form of a word counts, of the word itself
ROUNDED = 0.025  # a round number stands for one that differs so little
COUNTS = 4  # a number counts a word that stands so close behind it
AROUND = 4  # a negation reaches so many words to either side of the words that a claim shares with a sentence


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a claim has `claimed`, a sentence has `said`; None where it has nothing of the kind.

    One that `excludes` cannot hold beside the claim; any other leaves the claim open.
    """

    kind: Kind
    claimed: str
    said: str | None
    excludes: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of a claim a sentence has: `pairs` of places, and `covered`, their share of the weight."""

    pairs: tuple[tuple[int, int], ...]
    covered: float
    missing: tuple[int, ...]

    @property
    def window(self) -> tuple[int, int]:
        """From the first to the last of the shared words in the sentence."""
        at = [there for _, there in self.pairs]
        return (min(at), max(at) + 1) if at else (0, 0)


def align(claim: Sentence, said: Sentence) -> Alignment:
    """Lays the telling words of a claim beside those of a sentence; each is used once."""
    free: dict[str, list[int]] = {}
    for place, stem in enumerate(said.stems):
        free.setdefault(stem, []).append(place)
    pairs, missing = [], []
    total = found = 0.0
    for here, (stem, weight) in enumerate(zip(claim.stems, claim.weights, strict=True)):
        total += weight
        there = free.get(stem)
        if there:
            pairs.append((here, there.pop(0) if len(there) > 1 else there[0]))
            found += weight
        elif weight >= TELLING:
            missing.append(here)
    lacking: list[int] = []
    for here in missing:
        kin = _kin(claim, here, said)
        if kin is None:
            lacking.append(here)
        else:
            pairs.append((here, kin))
            found += AKIN * claim.weights[here]
    return Alignment(tuple(sorted(pairs)), found / total if total else 0.0, tuple(lacking))


def _kin(claim: Sentence, here: int, said: Sentence) -> int | None:
    stem = claim.stems[here]
    if stem[0].isdigit():
        return None
    for place, other in enumerate(said.stems):
        if akin(stem, other) and _one_name(stem in claim.names, other in said.names, stem, other):
            return place
    return None


def _one_name(named: bool, other_named: bool, stem: str, other: str) -> bool:
    """Names are likened only where one begins with the other ("Russia", "Russian")."""
    return not (named or other_named) or stem.startswith(other) or other.startswith(stem)


def differences(claim: Sentence, said: Sentence, aligned: Alignment) -> tuple[Difference, ...]:
    """Everything in which the sentence differs from the claim."""
    found = [
        *_negation(claim, said, aligned),
        *_opposites(claim, said, aligned),
        *_numbers(claim, said, aligned),
        *_dates(claim, said),
        *_figures_apart(claim, said),
        *_names(claim, said, aligned),
        *_roles(claim, said, aligned),
    ]
    return tuple(found)


def _negation(claim: Sentence, said: Sentence, aligned: Alignment) -> list[Difference]:
    mine = cues.negations(claim.words)
    first, last = aligned.window
    theirs = [i for i in cues.negations(said.words) if first - AROUND <= i < last + AROUND]
    if len(mine) % 2 == len(theirs) % 2:
        return []
    words = claim.words, said.words
    here, there = (" ".join(w[i] for i in at) for w, at in zip(words, (mine, theirs), strict=True))
    return [Difference("negation", here or "no negation", there or None, excludes=True)]


def _opposites(claim: Sentence, said: Sentence, aligned: Alignment) -> list[Difference]:
    theirs = set(said.words)
    shared = {here for here, _ in aligned.pairs}
    found = []
    for here, word in enumerate(claim.words):
        if here in shared or word in theirs:
            continue
        against = cues.OPPOSITES.get(word, frozenset()) & theirs
        if against:
            found.append(Difference("opposite", word, min(against), excludes=True))
    return found


def _numbers(claim: Sentence, said: Sentence, aligned: Alignment) -> list[Difference]:
    """A number agrees if it is said, and said of what the claim counts: "four killed and seven hurt"."""
    found = []
    places = dict(aligned.pairs)
    for at, number in claim.numbers:
        counted = _counted(claim, at)
        there = places.get(counted) if counted is not None else None
        of_it = [value for i, value in said.numbers if there is not None and 0 < there - i <= COUNTS]
        told = of_it or sorted(said.values)
        if of_it or there is None:
            agreed = any(_agree(number, other) for other in told)
        else:  # said of something else?
            agreed = any(
                _agree(number, other) and _counted(said, i) in {None, there} for i, other in said.numbers
            )
        if agreed:
            continue
        listed = ", ".join(f"{other:g}" for other in told) or None
        found.append(Difference("number", f"{number:g}", listed, excludes=bool(told) and number not in told))
    return found


def _counted(sentence: Sentence, place: int) -> int | None:
    """The first word of content close behind a number."""
    near = range(place + 1, min(place + COUNTS + 1, len(sentence.words)))
    return next((i for i in near if _carries_content(sentence.words[i])), None)


def _agree(one: float, other: float) -> bool:
    if one == other:
        return True
    rough, exact = (one, other) if one % 10 == 0 else (other, one)
    return rough >= 100 and rough % 10 == 0 and abs(rough - exact) <= ROUNDED * rough


def _dates(claim: Sentence, said: Sentence) -> list[Difference]:
    found = []
    for date in sorted(claim.dates - said.dates):
        others = sorted(d for d in said.dates - claim.dates if d.isdigit() == date.isdigit())
        found.append(Difference("date", date, ", ".join(others) or None, excludes=bool(others)))
    return found


def _figures_apart(claim: Sentence, said: Sentence) -> list[Difference]:
    """Where a sentence has several dates, whether a number stands with the one that the claim has it with."""
    for at, number in claim.numbers:
        for there, other in said.numbers:
            if number != other:
                continue
            mine, theirs = _nearest_date(claim, at), _nearest_date(said, there)
            if mine is None or mine not in said.dates or theirs is None or mine == theirs:
                continue
            if mine.isdigit() == theirs.isdigit():
                return [Difference("date", f"{number:g} … {mine}", f"{number:g} … {theirs}", excludes=True)]
    return []


def _nearest_date(sentence: Sentence, place: int) -> str | None:
    dates = [i for i, word in enumerate(sentence.words) if word.lower() in sentence.dates]
    nearest = min(dates, key=lambda i: (abs(i - place), i), default=None)
    return sentence.words[nearest].lower() if nearest is not None else None


def _names(claim: Sentence, said: Sentence, aligned: Alignment) -> list[Difference]:
    others = said.names - claim.names
    told = ", ".join(sorted(others)) or None
    missing = [claim.words[i] for i in aligned.missing if claim.stems[i] in claim.names]
    return [Difference("name", word, told, excludes=False) for word in missing]


def _roles(claim: Sentence, said: Sentence, aligned: Alignment) -> list[Difference]:
    """Whether parties changed places, where the one sentence is not the other's passive.

    Two that changed places around a word exclude the claim, and so do two that changed the words before them
    ("from", "to"). One that did what the other sentence has done to it leaves the claim open, and so does any
    change of order where both attribute something: it may put one's words in another's mouth.
    """
    if _passive(claim) != _passive(said):
        return []
    shared = [
        (a, b) for a, b in aligned.pairs if _carries_content(claim.words[a]) or claim.words[a] == "than"
    ]
    parties = [(a, b) for a, b in shared if claim.weights[a] >= TELLING or claim.stems[a] in claim.names]
    for pivot, there in shared:
        before = [a for a, b in parties if a < pivot and b > there]
        after = [a for a, b in parties if a > pivot and b < there]
        if before and after:
            return [_exchanged(claim, before[-1], after[0], excludes=True)]
    for (one, first), (other, second) in combinations(parties, 2):
        part = _before(claim, one)
        if first > second and part is not None and part == _before(said, second) != _before(claim, other):
            return [_exchanged(claim, one, other, excludes=True)]
    if _done_to(claim) == _done_to(said) and shared and _before(claim, shared[0][0]) not in _PREPOSITIONS:
        one, first = shared[0]
        for other, second in shared[1:]:
            if second < first and _before(claim, other) not in _PREPOSITIONS:
                return [_exchanged(claim, one, other, excludes=False)]
    if cues.ATTRIBUTES.places(claim.words) and cues.ATTRIBUTES.places(said.words):
        for (one, first), (other, second) in pairwise(parties):
            if first > second:
                return [_exchanged(claim, one, other, excludes=False)]
    return []


def _carries_content(word: str) -> bool:
    return word not in cues.FUNCTION and not is_figure(word)


def _before(sentence: Sentence, place: int) -> str | None:
    """The word before a party, which tells its part ("from the …")."""
    before = [word for word in sentence.words[:place] if word not in _ARTICLES]
    return before[-1] if before else None


def _exchanged(claim: Sentence, one: int, other: int, *, excludes: bool) -> Difference:
    first, second = claim.words[one], claim.words[other]
    return Difference("roles", f"{first} … {second}", f"{second} … {first}", excludes)


_ARTICLES = frozenset("a an the".split())
_BE = frozenset("is are was were be been being gets got".split())


_PREPOSITIONS = frozenset(
    "about after against among around at before between by during for from in near of off on over since to "
    "under until with".split()
)


def _passive(sentence: Sentence) -> bool:
    """Whether somebody is said to have had something done to them by another."""
    return any("by" in sentence.words[i + 2 :] for i in _participles(sentence))


def _done_to(sentence: Sentence) -> bool:
    """Whether somebody is said to have had something done to them, by whomever."""
    return bool(_participles(sentence))


def _participles(sentence: Sentence) -> list[int]:
    """Where a form of "be" stands before what may be a participle."""
    words = sentence.words
    return [
        i
        for i, word in enumerate(words)
        if word in _BE and any(w.endswith(("ed", "en", "t", "n")) for w in words[i + 1 : i + 4])
    ]
