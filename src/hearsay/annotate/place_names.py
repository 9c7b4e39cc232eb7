"""Which words of a text name places: the names found, and what the gazetteer knows besides.

In: a text, its names and the gazetteer. Out: spans in text order, none of which overlap. Never here: which
place of that name is meant (`places`).
"""

import re
from collections.abc import Iterator, Sequence

from hearsay.annotate.date_words import LONG
from hearsay.annotate.gazetteer import Gazetteer, Kind, fold
from hearsay.records import Name, Span

# A city that no name was found for is taken on its name alone only if it is as large as this …
LARGE = 1_000_000
# … and after a preposition of place if as large as this.
NOTABLE = 15_000

FEATURE = re.compile(
    r"\s(?:bridge|river|mountains?|valley|dam|pass|port|airport|province|district|region|peninsula|island|islands"
    r"|lake|desert|strait|coast|hills|highlands|gorge|bay|delta|forest|plateau|reservoir|checkpoint|county|oblast)\b"
)
"""The common noun that ends the name of a place ("Korva bridge")."""

_WORDS = re.compile(r"(?:U\.S\.(?:A\.)?|U\.K\.|[A-Z][\w’'-]+\.?)(?:\s(?:of\s|and\s)?[A-Z][\w’'-]+){0,3}")
_BEFORE = re.compile(r"\b(?:in|near|from|at|outside|around|toward|towards|across|throughout)\s$")
_DIVISION = re.compile(r",\s(?P<name>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)")
_COUNTY = re.compile(r"(?:County|Parish|Province|Oblast|District)$")


def find_spans(text: str, names: Sequence[Name], *, gazetteer: Gazetteer) -> list[Span]:
    """The places among the names, then countries, peoples and what is plainly a place among other words."""
    found, taken = [], []
    for name in names:
        span = Span(name.start, name.end)
        if name.kind == "place":
            feature = FEATURE.match(text, name.end)
            span = Span(name.start, feature.end() if feature else name.end)
            found.append(span)
        elif name.kind != "person" and _country_or_people(name.text, gazetteer):
            found.append(span)
        taken.append(span)
    known = {fold(text[span.start : span.end]) for span in found}
    at = 0
    for span in _other_words(text, known, gazetteer):
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if at == len(taken) or not taken[at].overlaps(span):
            found.append(span)
    return sorted(found, key=lambda span: (span.start, span.end))


def _other_words(text: str, known: set[str], gazetteer: Gazetteer) -> Iterator[Span]:
    for match in _WORDS.finditer(text):
        words = list(re.finditer(r"\S+", match[0]))
        first = 0
        while first < len(words):
            for last in range(len(words), first, -1):
                start, end = match.start() + words[first].start(), match.start() + words[last - 1].end()
                end -= len(re.search(r"(?:['’]s)?$", text[start:end])[0])  # type: ignore[index]
                if _plainly_a_place(text, start, end, known, gazetteer):
                    yield Span(start, end)
                    first = last
                    break
            else:
                first += 1


def _plainly_a_place(text: str, start: int, end: int, known: set[str], gazetteer: Gazetteer) -> bool:
    name = text[start:end]
    if len(name) < 3 and name != "US":
        return False
    if fold(name) in known or _country_or_people(name, gazetteer):
        return True
    rows = gazetteer.find(name)
    if not rows or name in LONG:
        return False
    own = [row for row in rows if fold(gazetteer.place(row).name) == fold(name)]
    largest = max((int(gazetteer.population[row]) for row in own), default=0)
    if largest >= LARGE or (_COUNTY.search(name) and " " in name):
        return True
    if largest >= NOTABLE and _BEFORE.search(text, max(0, start - 12), start):
        return True
    division = _DIVISION.match(text, end)
    if division is None:
        return False
    holders = gazetteer.find(division["name"]) or gazetteer.find(division["name"].split()[0])
    insides = {int(gazetteer.inside[row]) for row in holders if gazetteer.kind[row] == Kind.ADMIN1}
    countries = {int(gazetteer.country[row]) for row in holders if gazetteer.kind[row] == Kind.COUNTRY}
    return any(gazetteer.inside[row] in insides or gazetteer.country[row] in countries for row in rows)


def _country_or_people(name: str, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.kind[row] == Kind.COUNTRY for row in gazetteer.find(name)) or bool(
        gazetteer.of_people(name)
    )
