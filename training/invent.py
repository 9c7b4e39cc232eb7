"""Names that nobody bears, so that the pipeline learns what surrounds a name and how one is built.

In: a random generator. Out: words of a name of one kind. Never here: the name of anybody or anything real;
the few real words in the lists are common nouns.
"""

import random
from collections.abc import Callable

ONSETS = "b c d f g h j k l m n p r s t v z b d k l m n r s t br dr gr kr tr sh ch th st qu".split()
NUCLEI = "a a a a e e e i i i o o o u u ai ia ei ou ie".split()
MIDDLES = ["n", "r", "l", "s", "m"] + [""] * 10
CODAS = "n n r r l s t k m d nd rt sh rn x".split() + [""] * 6
SURNAME_ENDS = (
    "ov ic ez es ski enko ian son sen er i a o ani awi dze yan ek ak man ton berg ley ard et in".split()
    + [""] * 16
)
PLACE_ENDS = (
    "grad stan burg ville ton ia abad pur iya sk ovo ana ara ora ola ar mouth ford holm".split() + [""] * 16
)
DEMONYMS = ("n", "ni", "an", "ian", "ese", "ish", "i")
HIGH = (
    "Northern Southern Eastern Western Central National Federal Royal United Free Democratic People's "
    "Highland Coastal Independent General Supreme Special Joint International Regional Provincial "
    "Municipal State Public"
).split()
FIELDS = (
    "Energy Water Interior Defence Defense Health Justice Finance Education Transport Trade "
    "Agriculture Labour Mines Fisheries Information Culture Environment Forestry Tourism Security "
    "Ports Railways Planning Housing Commerce"
).split()
BODIES = (
    "Council Brigade Party Front Movement Union Agency Authority Commission Committee Service Board "
    "Bank Bureau Court Army Guard Police Company Group Corporation Institute University Association "
    "Federation Alliance Congress Directorate Department Office Fund Hospital Observatory Network "
    "Foundation Assembly Senate Command Coalition"
).split()
TASKS = (
    "Salvation Liberation Protection Rescue Security Investigation Intelligence Energy Water Election "
    "Media Human Rights Relief Development Statistics Weather Border Workers Farmers Teachers "
    "Students Civil Defence Resistance Reform"
).split()
PAPERS = (
    "Times Herald Courier Post Tribune Gazette Chronicle Observer Star Monitor Today News Daily "
    "Journal Echo Voice"
).split()
BUSINESS = (
    "Ltd Inc Corp Holdings Energy Airlines Mining Telecom Steel Motors Logistics Media Capital "
    "Petroleum Foods"
).split()
LANDSCAPE = (
    "River Valley Bay Lake Province District Island Islands Port Mountains Pass Bridge County Square "
    "Street Airport Dam"
).split()
BEFORE = ("Port Lake Mount New San Santa Saint North South East West Upper Lower Fort El Al La Cape").split()
HAPPENINGS = (
    "Summit Conference Uprising Festival Games War Revolution Crisis Massacre Marathon Cup Offensive Congress"
).split()
TEXTS = ("Act Treaty Agreement Accord Convention Protocol Declaration Charter Code Pact Constitution").split()


def invented(kind: str, like: list[str], rng: random.Random) -> list[str]:
    """A name of this kind, about as long as the one it stands in for."""
    return MAKERS[kind](like, rng)


def invented_word(rng: random.Random, ends: list[str] | None = None) -> str:
    """A word of one to three syllables, capitalized."""
    syllables = rng.choice((1, 2, 2, 2, 3))
    made = rng.choice(NUCLEI).strip("u") if rng.random() < 0.15 else ""
    for nth in range(syllables):
        made += (
            rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS if nth == syllables - 1 else MIDDLES)
        )
    end = rng.choice(ends) if ends else ""
    if end:
        made = made.rstrip("aeiou") + end if end[0] in "aeiou" else made + end
    return made.capitalize()


def _person(like: list[str], rng: random.Random) -> list[str]:
    surname = invented_word(rng, SURNAME_ENDS)
    if rng.random() < 0.06:
        surname = rng.choice(("al", "el", "bin")) + "-" + surname
    if len(like) == 1:
        return _split(surname)
    middle = [rng.choice("ABCDEFGHJKLMNPRSTVW") + "."] if rng.random() < 0.08 else []
    joined = [rng.choice(("de", "von", "van", "bin", "da"))] if rng.random() < 0.06 else []
    return [invented_word(rng), *middle, *joined, *_split(surname)]


def _place(like: list[str], rng: random.Random) -> list[str]:
    name = invented_word(rng, PLACE_ENDS)
    if len(like) == 1 or rng.random() < 0.3:
        return [name]
    return rng.choice(
        ([rng.choice(BEFORE), name], [name, rng.choice(LANDSCAPE)], [rng.choice(HIGH[:5]), name])
    )


def _organization(like: list[str], rng: random.Random) -> list[str]:
    name = invented_word(rng, PLACE_ENDS)
    if len(like) == 1:
        letters = "".join(rng.choice("ABCDEFGHIJKLMNOPRSTUVZ") for _ in range(rng.choice((3, 3, 4, 5))))
        return [rng.choice((letters, letters, name))]
    body, task = rng.choice(BODIES), rng.choice(TASKS)
    ministry = ["Ministry", "of", rng.choice(FIELDS)] + (
        ["and", rng.choice(FIELDS)] if rng.random() < 0.4 else []
    )
    number = str(rng.randint(2, 60))
    ordinal = number + {"1": "st", "2": "nd", "3": "rd"}.get(
        number[-1] if number not in ("11", "12", "13") else "", "th"
    )
    return rng.choice(
        (
            [name, task, body],
            [rng.choice(HIGH), task, body],
            [name, body],
            [name, rng.choice(BUSINESS)],
            ministry,
            [rng.choice(HIGH), body, "of", name],
            [body, "for", task, "and", rng.choice(TASKS)],
            [
                ordinal,
                *rng.choice((["Mountain"], ["Infantry"], [name], [])),
                rng.choice(("Brigade", "Division", "Battalion", "Regiment")),
            ],
            ["The", name, rng.choice(PAPERS)][rng.choice((0, 1)) :],
            ["University", "of", name],
            ["Radio", name],
            [name, "State", rng.choice(("Hospital", "University", "Police", "Television"))],
        )
    )


def _group(like: list[str], rng: random.Random) -> list[str]:
    made = invented_word(rng, ["a", "o", "ia", ""]).rstrip("aeiou") + rng.choice(DEMONYMS[2:])
    return [made + "s" if like[-1].endswith("s") and not made.endswith(("ese", "ish")) else made]


def _event(like: list[str], rng: random.Random) -> list[str]:
    name = invented_word(rng, PLACE_ENDS)
    return rng.choice(
        (
            [rng.choice(("Battle", "Siege", "Fall", "Treaty")[:3]), "of", name],
            [name, rng.choice(HAPPENINGS)],
            [rng.choice(HIGH), name, rng.choice(HAPPENINGS)],
            [rng.choice(("Operation", "Cyclone", "Hurricane", "Typhoon", "Storm")), name],
        )
    )


def _work(like: list[str], rng: random.Random) -> list[str]:
    name = invented_word(rng, PLACE_ENDS)
    return rng.choice(
        (
            [name, rng.choice(TEXTS)],
            [rng.choice(("Treaty", "Constitution", "Charter", "Declaration")), "of", name],
            [rng.choice(FIELDS), rng.choice(TASKS), "Act"],
            [rng.choice(HIGH), rng.choice(FIELDS), rng.choice(TEXTS)],
        )
    )


def _same(like: list[str], rng: random.Random) -> list[str]:
    return like


def _split(word: str) -> list[str]:
    """A name with a hyphen as our tokenizer cuts it."""
    first, mark, last = word.partition("-")
    return [first, "-", last] if mark else [word]


MAKERS: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "person": _person,
    "place": _place,
    "organization": _organization,
    "group": _group,
    "event": _event,
    "work": _work,
    "other": _same,
}
