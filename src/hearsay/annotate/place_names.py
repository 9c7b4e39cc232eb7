"""Which words of a text name places: the names found, and what the gazetteer knows besides.

In: a text, its names and the gazetteer. Out: spans in text order, none of which overlap. Never here: which
place of that name is meant (`places`).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from hearsay.annotate.date_words import LONG
from hearsay.annotate.gazetteer import Gazetteer, Kind, fold
from hearsay.records import Name, Span, datelines

# A city that no name was found for is taken on its name alone only if it is as large as this …
LARGE = 1_000_000
# … and after a preposition of place, or as where the report was filed, if as large as this.
NOTABLE = 15_000

FEATURE = re.compile(
    r"\s(?:bridge|river|mountains?|valley|dam|pass|port|airport|province|district|region|peninsula|island|islands"
    r"|lake|desert|strait|coast|hills|highlands|gorge|bay|delta|forest|plateau|reservoir|checkpoint|county|oblast)\b"
)
"""The common noun that ends the name of a place ("Korva bridge")."""

# Abbreviations with dots, then names of one to four words.
_WORDS = re.compile(
    r"[A-Z]\.\s?(?:[A-Z]\.\s?)+(?<!\s)"
    r"|[A-Z][\w’'-]+\.?(?:\s?[A-Z][a-z]+\.|\s(?:of\s|and\s)?[A-Z][\w’'-]+){0,3}"
)
_WORD = re.compile(r"\S+")
_BEFORE = re.compile(r"\b(?:in|near|from|at|outside|around|toward|towards|across|throughout)\s$")
_CALLED = re.compile(
    r"\b(?:(?:city|hamlet|island|port|region|settlement|suburb|town|valley|village)s?"
    r"|evacuation|inhabitants|mayor|outskirts|residents|streets) of\s$"
)
"""What only a place is, has or suffers, whatever its name looks like."""
_AFTER_COMMA = re.compile(r",\s$")
_DIVISION = re.compile(r",\s(?P<name>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)")
_COUNTY = re.compile(r"(?:County|Parish|Province|Oblast|District)$")
_OWNING = re.compile(r"(?:['’]s)?$")
_FILED = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3}")
_GENERIC = frozenset(
    "highway route interstate street avenue road north south east west northern southern eastern western "
    "central downtown uptown midtown county city town village state station sheriff block district".split()
)
"""Words that begin the name of a place and are none by themselves."""
_BODY = re.compile(
    r"\b(?:police|sheriff(?:['’]?s)?|fire|department|council|court|county|schools?|board|commission|authority"
    r"|mayor|ministry|parliament|government|army|assembly|senate|congress|airport|hospital|prosecutors?|attorney"
    r"|bureau|university|college|jail|prison|library|chamber|district|town|city|township|public|patrol|guard"
    r"|coroner|superior|elementary|middle|high|fairgrounds|civic|community|municipal|regional|general|governor"
    r"|coast|navy|embassy|consulate)\b",
    re.IGNORECASE,
)
"""What a public body is called besides the place that it belongs to ("Marrow Police Department")."""


def find_spans(text: str, names: Sequence[Name], *, gazetteer: Gazetteer) -> list[Span]:
    """The places among the names, then countries, peoples and what is plainly a place among other words."""
    persons = {
        word for name in names if name.kind == "person" and " " in name.text for word in name.text.split()
    }
    known = {fold(name.text) for name in names if name.kind == "place"}
    found = [span for name in names if (span := _named(text, name, persons, known, gazetteer))]
    taken = [Span(name.start, name.end) for name in names]
    known = {fold(text[span.start : span.end]) for span in found}
    taken += (filed := [span for span in _filed(text, gazetteer) if _is_free(span, taken)])
    taken.sort(key=lambda span: span.start)
    others = [
        span for words in _other_words(text, taken) for span in _places_in(text, words, known, gazetteer)
    ]
    return sorted(found + filed + others, key=lambda span: (span.start, span.end))


def _named(
    text: str, name: Name, persons: Collection[str], known: Collection[str], gazetteer: Gazetteer
) -> Span | None:
    """The part of a name that is a place; None where somebody or something else bears it."""
    whole = Span(name.start, name.end)
    if name.kind == "person":
        if _CALLED.search(text, max(0, name.start - 24), name.start):
            return whole
        if any(word in persons for word in name.text.split()):
            return None
        country = gazetteer.named(name.text).is_country and gazetteer.find(name.text)
        return whole if country or fold(name.text) in known else None
    if name.kind == "place":
        if name.text.lower() in _GENERIC:
            return None
        feature = FEATURE.match(text, name.end)
        return _jurisdiction(name, gazetteer) or Span(name.start, feature.end() if feature else name.end)
    if _is_country_or_people(name.text, gazetteer):
        return whole
    return _jurisdiction(name, gazetteer) if name.kind == "organization" else None


def _jurisdiction(name: Name, gazetteer: Gazetteer) -> Span | None:
    """The place that a public body belongs to ("Marrow Police Department"), or that begins a longer name."""
    words = list(_WORD.finditer(name.text))
    for count in range(min(3, len(words) - 1), 0, -1):
        end = words[count - 1].end()
        if not _BODY.search(name.text, end) or name.text[end - 1] == ",":
            continue
        place = _OWNING.sub("", name.text[:end])
        candidates = gazetteer.named(place)
        division = len(candidates.rows) > 0 and gazetteer.kind[candidates.rows[0]] != Kind.CITY
        if (division or candidates.largest) and place.lower() not in _GENERIC:
            return Span(name.start, name.start + len(place))
    return None


def _filed(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """Where a report says that it was filed ("MARROW, 4 March (XYZ) - ")."""
    for line in datelines(text):
        place = _FILED.match(text, line.start, line.end)
        if place and gazetteer.named(place[0]).largest >= NOTABLE:
            yield Span(*place.span())


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    return not any(span.overlaps(other) for other in taken)


def _other_words(text: str, taken: Sequence[Span]) -> Iterator[list[Span]]:
    """Runs of words with capitals that no name holds."""
    ends = [span.end for span in taken]
    for match in _WORDS.finditer(text):
        run: list[Span] = []
        for word in _WORD.finditer(match[0]):
            span = Span(match.start() + word.start(), match.start() + word.end())
            at = bisect_left(ends, span.start + 1)
            if at < len(taken) and taken[at].start < span.end:
                if run:
                    yield run
                run = []
            else:
                run.append(span)
        if run:
            yield run


def _places_in(
    text: str, words: Sequence[Span], known: Collection[str], gazetteer: Gazetteer
) -> Iterator[Span]:
    """The longest places among neighbouring words, from the first word on."""
    first = 0
    while first < len(words):
        for last in range(len(words), first, -1):
            start, end = words[first].start, words[last - 1].end
            if text.endswith(("'s", "’s"), start, end):
                end -= 2
            elif text[end - 1] == "." and not gazetteer.named(text[start:end]).abbreviated:
                end -= 1
            if _plainly_a_place(text, start, end, known, gazetteer):
                yield Span(start, end)
                first = last
                break
        else:
            first += 1


def _plainly_a_place(text: str, start: int, end: int, known: Collection[str], gazetteer: Gazetteer) -> bool:
    name = text[start:end]
    if len(name) < 3 and name != "US":
        return False
    if fold(name) in known or _is_country_or_people(name, gazetteer):
        return True
    named = gazetteer.named(name)
    if not len(named.rows) or name in LONG:
        return False
    if named.largest >= LARGE or (" " in name and _COUNTY.search(name)):
        return True
    if named.largest >= NOTABLE and _BEFORE.search(text, max(0, start - 12), start):
        return True
    if named.abbreviated and _AFTER_COMMA.search(text, max(0, start - 2), start):
        return bool(gazetteer.kind[named.rows[0]] == Kind.ADMIN1)
    division = _DIVISION.match(text, end)
    return division is not None and _lies_in_one(named.rows, division["name"], gazetteer)


def _lies_in_one(rows: Iterable[int], name: str, gazetteer: Gazetteer) -> bool:
    """Whether one of the places lies in a country or division of this name."""
    holders = gazetteer.find(name) or gazetteer.find(name.split()[0])
    insides = {int(gazetteer.inside[row]) for row in holders if gazetteer.kind[row] == Kind.ADMIN1}
    countries = {int(gazetteer.country[row]) for row in holders if gazetteer.kind[row] == Kind.COUNTRY}
    return any(gazetteer.inside[row] in insides or gazetteer.country[row] in countries for row in rows)


def _is_country_or_people(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.named(name).is_country or (name[:1].isupper() and len(gazetteer.of_people(name)) > 0)
