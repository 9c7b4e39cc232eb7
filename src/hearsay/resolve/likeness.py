"""Ways in which two names can be names of one: shorter, in another order, spelled otherwise, as initials.

In: keys of names. Out: whether one may stand for the other. Never here: that it does; that takes company,
kind and place, and being the only one.
"""

import re
from collections.abc import Iterator, Sequence

from hearsay.resolve.naming import HEADS, fold, head, initials, tokens

COMPANIES = HEADS - frozenset(
    "ministry service agency authority council committee commission army brigade guard police force forces "
    "court parliament senate congress assembly government administration department office bureau board "
    "chamber hospital command directorate inspectorate secretariat mission corps navy militia tribunal "
    "regiment battalion division press news radio post times gazette observer chronicle newspaper daily "
    "weekly tribune herald".split()
)
"""Heads that a body's name is often used without; before others stands whose it is."""

SUFFIXES = frozenset("jr sr ii iii iv md phd".split())
"""What tells two bearers of a name apart, or says what one is; the name is often used without it."""

_LONGEST = 6  # words of a person's name
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|an|ar|as|at|az|ash)-(?=\w{3})")
_SOUNDS = tuple(
    (re.compile(written), said)
    for written, said in (
        (r"^(?:mohamm?[ae]d|muhamm?[ae]d|mehmed)$", "muhamad"),
        (r"^abd[eu]l$", "abdul"),
        (r"(?:off|ow|ov)$", "ov"),
        (r"ph", "f"),
        (r"q|ck", "k"),
        (r"([kgdz])h", r"\1"),
        (r"x", "ks"),
        (r"ou(?=[aeiy])", "w"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"[ae][iy]", "ai"),
        (r"ee|ie|iy|yi|y", "i"),
        (r"ah$", "a"),
        (r"(.)\1", r"\1"),
    )
)


def shortens(short: Sequence[str], long: Sequence[str], *, person: bool) -> bool:
    """Whether the words of one name are those of the other with some left out, as people and papers do."""
    if not short or len(short) >= len(long):
        return False
    if head(" ".join(short)):
        return short[-1] == long[-1] and _in_order(short, long)
    if not person:
        ends = short == long[-len(short) :] and (
            len(short) > 1 or short[0].endswith("s")
        )  # as teams are called
        return ends or (short == long[:-1] and long[-1] in COMPANIES)
    if head(" ".join(long)) or len(long) > _LONGEST:
        return False
    if long[-1] in SUFFIXES:
        return short == long[:-1] or shortens(short, long[:-1], person=True)
    if short == long[-len(short) :] or (len(short) > 1 and short == long[: len(short)]):
        return True
    return len(short) > 1 and short[-1] == long[-1] and short[0] == long[0]  # a name in the middle left out


def same_with_initial(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one is the other with its first name cut: "j lorne" or "jan lorne", and "jana lorne"."""
    return (
        len(short) > 1
        and len(short[0]) != 2
        and long[0] != short[0]
        and long[0].startswith(short[0])
        and short[1:] == long[-len(short) + 1 :]
        and len(short) <= len(long)
    )


def same_reordered(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the family name stands first in one and last in the other."""
    turned = (*one[1:], one[0]), (one[-1], *one[:-1])
    return 1 < len(one) < 4 and one != other and other in turned


def sound(name_key: str) -> str:
    """One form for the ways in which other alphabets are written in ours: "al-Quraishi", "al-Qurayshi".

    Vowels stay apart otherwise: Hassan and Hussein, Kreel and Krell are two.
    """
    words = [_ARTICLE.sub("", word) for word in tokens(name_key) if word not in ("al", "el")]
    for written, said in _SOUNDS:
        words = [written.sub(said, word) for word in words]
    return " ".join(words)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the acronym is made of the first letters of the name's words: "FRA", or "RIVCOM"."""
    letters = fold(acronym).replace(" ", "")
    words = fold(name).removeprefix("the ").split()
    every = "".join(word[0] for word in words)
    if len(letters) > 1 and letters in (initials(" ".join(words)), every):
        return True
    return len(letters) > 4 and any(_blends(letters, words[at:]) for at in range(max(0, len(words) - 1)))


def _blends(letters: str, words: Sequence[str]) -> bool:
    """Whether each word gives its first two letters or more, in order, and nothing is left of either."""
    if not words or not letters:
        return not words and not letters
    first, *rest = words
    return any(
        letters.startswith(first[:size]) and _blends(letters[size:], rest)
        for size in range(2, min(len(first), len(letters)) + 1)
    )


def adjectives(place_key: str) -> Iterator[str]:
    """What may be said of the people and things of a place: "norvian", "dorvanese"."""
    stem = place_key.rstrip("aeio")
    for end in ("n", "an", "ian", "ese", "ish", "i", "ic"):
        yield place_key + end
        yield stem + end
    if place_key.endswith("y"):
        yield place_key[:-1] + "ian"


def _in_order(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
