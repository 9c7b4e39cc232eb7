"""Where: the places that a report names, chosen among those of one name by the company they keep.

In: a text, its names and the gazetteer. Out: `Where`s in text order. Never here: a bare guess: a small place
that nothing else in the report speaks for stays without coordinates.

Each distinct name (with the place it is said to lie in, if any) is one question. Every candidate starts with
how well known it is; then, in rounds, candidates gain by the likely places of the other names: those near
them, of the same division or country, or holding them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from hearsay.annotate.gazetteer import EARTH_KM, Gazetteer, Kind, Place, fold
from hearsay.annotate.place_names import FEATURE, find_spans
from hearsay.records import Basis, Name, Span, Where

Floats = npt.NDArray[np.float64]

# Tuned on the development part of the Local-Global Lexicon with `measurements/places.py --gold-spans`.
ROUNDS = 3
COMPANY = 2.2  # what the company of other places weighs against a tenfold population
SHARPNESS = 1.5  # how decidedly the better candidate of a name speaks for its neighbours
NEAR_KM = 80.0
CANDIDATES = 40
# All pairs of candidates are compared: so many at most, and of so many names. The rest stand by themselves.
COMPARED = 1200
NAMES = 400

# Below these a lone name is not taken for the largest place that has it.
WELL_KNOWN = 100_000
SAME_KM = 60.0
LEAD = 0.7  # powers of ten that the best known of a name must be ahead of the next
# A name is supported by as much as its country being named besides (see `_nearness`).
SUPPORTED = 0.5

_CONTAINER = re.compile(
    r"(?P<join>,?\s+in\s+|,\s+|\s+\(|\s+of\s+)"
    r"(?P<vague>(?:the\s+)?(?:(?:far\s+)?(?:north|south|east|west|centr|upper|lower)\w*(?:\s+(?:part|end)s?)?"
    r"\s+(?:of\s+)?)?(?:the\s+)?(?:\w+\s+(?:of\s+))?)"
    r"(?P<name>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'-]*){0,3})"
)
_PART_OF = re.compile(r"^the\s+(?:far\s+)?(?:north|south|east|west|centre|center)\w*\s+of\s+")
_OWNER = re.compile(
    r"(?P<name>[A-Z]\w+)(?:['’]s)?\s+(?:[a-z]+\s+){0,2}(?:(?:of|town|city|village|port|capital)\s+)?$"
)


@dataclass(slots=True)
class _Question:
    """A name with what it lies in, its candidates and their scores."""

    rows: list[int]
    prior: Floats
    within: bool
    support: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def score(self) -> Floats:
        """How likely each candidate is; the largest is the answer."""
        return self.prior + COMPANY * self.support if self.support.size else self.prior


def find_places(text: str, names: Sequence[Name], *, gazetteer: Gazetteer) -> tuple[Where, ...]:
    """The places among the names of a text, and countries, peoples and plain places besides."""
    return resolve_spans(text, find_spans(text, names, gazetteer=gazetteer), gazetteer=gazetteer)


def resolve_spans(text: str, spans: Sequence[Span], *, gazetteer: Gazetteer) -> tuple[Where, ...]:
    """The places that these spans of a text name, one for each span, in the order given."""
    places = _Resolver(text, spans, gazetteer)
    return tuple(places.where(span) for span in spans)


class _Resolver:
    """All questions of one text, answered together."""

    def __init__(self, text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> None:
        self._text, self._gazetteer = text, gazetteer
        self._questions: dict[tuple[str, tuple[int, ...] | None], _Question] = {}
        self._asked: dict[Span, tuple[str, tuple[int, ...] | None]] = {}
        self._reasons: dict[Span, str] = {}
        for span in spans:
            self._ask(span)
        self._keep_company()

    def _ask(self, span: Span) -> None:
        words = self._text[span.start : span.end]
        holders, holder_name = self._holders(span)
        key = (fold(words) or words, tuple(holders) if holders is not None else None)
        self._asked[span] = key
        if holder_name:
            name = self._gazetteer.place(holders[0]).name if holders else holder_name
            self._reasons[span] = f"said to lie in {name}"
        if key in self._questions:
            return
        rows = self._candidates(words)
        within = False
        if holders is not None:
            inside = [row for row in rows if any(self._lies_in(row, holder) for holder in holders)]
            if inside or not holders:
                rows, within = inside, bool(inside)
        prior = np.array([self._prior(row, words) for row in rows])
        order = np.argsort(-prior, kind="stable")[:CANDIDATES]
        self._questions[key] = _Question([rows[i] for i in order], prior[order], within)

    def _candidates(self, words: str) -> list[int]:
        rows = self._gazetteer.find(words)
        if not rows and (feature := FEATURE.search(words)):
            rows = self._gazetteer.find(words[: feature.start()])
        people = self._gazetteer.of_people(words)
        if people and not any(self._gazetteer.kind[row] == Kind.COUNTRY for row in rows):
            return people
        if not rows and words.endswith(("'s", "’s")):
            rows = self._gazetteer.find(words[:-2])
        return rows

    def _holders(self, span: Span) -> tuple[list[int] | None, str | None]:
        """The rows of what the place is said to lie in, and its name; no rows for what nobody knows."""
        match = _CONTAINER.match(self._text, span.end, min(len(self._text), span.end + 90))
        if match and (found := self._longest(match)):
            return found
        if match and _PART_OF.search(match["vague"]):
            return [], match["name"]
        owner = _OWNER.search(self._text, max(0, span.start - 50), span.start)
        if owner:
            rows = self._gazetteer.of_people(owner["name"]) or self._holding(owner["name"])
            if rows:
                return rows, owner["name"]
        return None, None

    def _longest(self, match: re.Match[str]) -> tuple[list[int], str] | None:
        words = match["name"].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count]).rstrip(",")
            for form in (name, name.rstrip(".")):
                rows = self._holding(form)
                if rows and (match["join"] != " of " or match["vague"]):
                    return rows, form
        return None

    def _holding(self, name: str) -> list[int]:
        """The countries, divisions and well-known regions of a name."""
        gazetteer = self._gazetteer
        rows = gazetteer.find(name)
        for kinds in ((Kind.COUNTRY, Kind.ADMIN1), (Kind.ADMIN2,), (Kind.REGION,)):
            found = [row for row in rows if gazetteer.kind[row] in kinds]
            if found:
                return found
        return []

    def _lies_in(self, row: int, holder: int) -> bool:
        gazetteer = self._gazetteer
        if row == holder:
            return False
        kind = gazetteer.kind[holder]
        if kind == Kind.COUNTRY:
            return bool(gazetteer.country[row] == gazetteer.country[holder])
        if kind == Kind.ADMIN1:
            return bool(gazetteer.inside[row] == gazetteer.inside[holder])
        reach = max(60.0, 1.5 * (gazetteer.place(holder).radius_km or 0))
        return bool(self._distances([row], [holder])[0, 0] <= reach)

    def _prior(self, row: int, words: str) -> float:
        """How likely a place is meant by its name alone, in powers of ten of its people."""
        gazetteer = self._gazetteer
        kind = gazetteer.kind[row]
        known = float(np.log10(gazetteer.population[row] + 10))
        if kind == Kind.COUNTRY:
            known = max(known, 7.0) + 1.2
        elif kind == Kind.ADMIN1:
            known = min(known, 7.0) + 0.5
        elif kind == Kind.ADMIN2:
            known = 5.0 if len(words.split()) > 1 else 3.5
        elif kind == Kind.REGION:
            known = 6.5 if gazetteer.population[row] else 3.0
        return known + (0.0 if fold(gazetteer.place(row).name) == fold(words) else -1.0)

    def _keep_company(self) -> None:
        """Lets the candidates of each name gain by the likely places of the others."""
        questions = [question for question in self._questions.values() if question.rows][:NAMES]
        if not questions:
            return
        for question in questions:
            most = max(2, COMPARED // len(questions))
            question.rows, question.prior = question.rows[:most], question.prior[:most]
        rows = [row for question in questions for row in question.rows]
        starts = np.cumsum([0, *(len(question.rows) for question in questions)])
        near = self._nearness(rows)
        for number, question in enumerate(questions):
            question.support = np.zeros(len(question.rows))
            near[starts[number] : starts[number + 1], starts[number] : starts[number + 1]] = 0
        for _ in range(ROUNDS if len(questions) > 1 else 0):
            likely = np.concatenate([_softmax(SHARPNESS * question.score) for question in questions])
            weighed = near * likely
            best = np.maximum.reduceat(weighed, starts[:-1], axis=1)
            support = best.sum(axis=1)
            for number, question in enumerate(questions):
                question.support = np.sqrt(support[starts[number] : starts[number + 1]])

    def _nearness(self, rows: list[int]) -> Floats:
        """How much each place of a list speaks for each other one."""
        gazetteer = self._gazetteer
        country, inside, kind = gazetteer.country[rows], gazetteer.inside[rows], gazetteer.kind[rows]
        compact = np.isin(kind, (Kind.CITY, Kind.ADMIN2))
        near = np.exp(-self._distances(rows, rows) / NEAR_KM) * (compact[:, None] & compact[None, :])
        same_country = (country[:, None] == country[None, :]) & (country != 0)[None, :]
        same_inside = (inside[:, None] == inside[None, :]) & (inside != 0)[None, :]
        near += 0.2 * same_country + 0.4 * same_inside
        division = kind == Kind.ADMIN1
        near += 0.4 * (same_inside & (division[:, None] | division[None, :]))
        near += 0.1 * (same_country & ((kind == Kind.COUNTRY)[:, None] | (kind == Kind.COUNTRY)[None, :]))
        return np.asarray(near, np.float64)

    def _distances(self, first: list[int], second: list[int]) -> Floats:
        """Great-circle distances in km."""
        lat, lon = self._gazetteer.lat, self._gazetteer.lon
        a, b = np.radians(lat[first])[:, None], np.radians(lat[second])[None, :]
        apart = np.radians(lon[first])[:, None] - np.radians(lon[second])[None, :]
        across = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(apart / 2) ** 2
        return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(across, 0, 1))), np.float64)

    def where(self, span: Span) -> Where:
        """The answer for one span, and why; no coordinates where only a small place's name speaks for it."""
        words = self._text[span.start : span.end]
        question = self._questions[self._asked[span]]
        unknown = Where(words, span.start, span.end, "stated", reason="no place of that name is known")
        if not question.rows:
            return unknown
        best = int(np.argmax(question.score))
        place = self._gazetteer.place(question.rows[best])
        judged = self._judged(question, best, place)
        if judged is None:
            return replace(
                unknown, reason="nothing in the report tells which place of that name, if any, it is"
            )
        basis, reason = judged
        people = place.row in self._gazetteer.of_people(words) and fold(place.name) != fold(words)
        return Where(
            name=place.name if people else words,
            start=span.start,
            end=span.end,
            basis=basis,
            geonames=place.geonames,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            reason=f"{words!r} is of {place.name}" if people else self._reasons.get(span, reason),
        )

    def _judged(self, question: _Question, best: int, place: Place) -> tuple[Basis, str | None] | None:
        """What the choice rests on; None for a bare guess."""
        if question.within:
            return "stated", None
        # A city, its district and its province go by one name: only places elsewhere are rivals.
        apart = self._distances([place.row], question.rows)[0] > max(SAME_KM, place.radius_km or 0)
        lead = float(question.prior[best] - question.prior[apart].max()) if apart.any() else np.inf
        if place.kind == Kind.COUNTRY or (place.kind != Kind.CITY and lead >= 1):
            return "stated", None
        if question.support.size and question.support[best] >= SUPPORTED:
            return "resolved", f"chosen among {len(question.rows)} by the other places of the report"
        if place.population >= WELL_KNOWN and lead >= LEAD:
            return "assumed", f"the best known of {len(question.rows)} places of that name"
        return None


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), np.float64)
