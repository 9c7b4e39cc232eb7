"""Where: the places that a report names, chosen among those of one name by the company they keep.

In: a text, its names, its publisher and the gazetteer. Out: `Where`s in text order. Never here: a bare guess:
a small place that nothing else in the report speaks for stays without coordinates.

Each distinct name (with the place it is said to lie in, if any) is one question. Every candidate starts with
how well known it is; then, in rounds, candidates gain by the likely places of the other names: those near
them, of the same division or country, or holding them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hearsay.annotate.gazetteer import EARTH_KM, Gazetteer, Kind, Place, fold
from hearsay.annotate.place_names import FEATURE, find_spans
from hearsay.annotate.place_phrases import holder_names, is_government, publisher_names
from hearsay.records import Basis, Name, PlaceKind, Span, Where

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

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

KINDS: dict[Kind, PlaceKind] = {
    Kind.COUNTRY: "country",
    Kind.ADMIN1: "division",
    Kind.ADMIN2: "district",
    Kind.CITY: "city",
    Kind.REGION: "region",
}
_Key = tuple[str, tuple[int, ...] | None]


@dataclass(slots=True)
class _Question:
    """A name with what it lies in, its candidates, how well known they are and what supports them."""

    rows: Rows
    prior: Floats
    within: bool
    support: Floats | None = None
    elsewhere: bool = False  # the report itself says elsewhere which place of that name it means

    @property
    def score(self) -> Floats:
        """How likely each candidate is; the largest is the answer."""
        return self.prior if self.support is None else self.prior + COMPANY * self.support


def find_places(
    text: str, names: Sequence[Name], *, gazetteer: Gazetteer, publisher: str | None = None
) -> tuple[Where, ...]:
    """The places among the names of a text, and countries, peoples and plain places besides."""
    spans = find_spans(text, names, gazetteer=gazetteer)
    return resolve_spans(text, spans, gazetteer=gazetteer, publisher=publisher)


def resolve_spans(
    text: str, spans: Sequence[Span], *, gazetteer: Gazetteer, publisher: str | None = None
) -> tuple[Where, ...]:
    """The places that these spans of a text name, one for each span, in the order given."""
    places = _Resolver(text, spans, gazetteer, publisher)
    return tuple(places.where(span) for span in spans)


class _Resolver:
    """All questions of one text, answered together."""

    def __init__(self, text: str, spans: Sequence[Span], gazetteer: Gazetteer, publisher: str | None) -> None:
        self._text, self._gazetteer = text, gazetteer
        self._questions: dict[_Key, _Question] = {}
        self._asked: dict[Span, _Key] = {}
        self._holders: dict[Span, str] = {}
        for span in spans:
            self._ask(span)
        self._one_sense_each()
        for words in publisher_names(publisher) if publisher and spans else ():
            self._hint(words)
        self._keep_company()

    def _ask(self, span: Span) -> None:
        words = self._text[span.start : span.end]
        holders = self._held_by(span)
        key = (fold(words) or words, holders)
        self._asked[span] = key
        if key in self._questions:
            return
        rows, prior = self._candidates(words)
        within = False
        if holders is not None:
            inside = self._lying_in(rows, holders)
            if inside.any() or not holders:
                rows, prior, within = rows[inside], prior[inside], bool(inside.any())
        self._questions[key] = _Question(rows[:CANDIDATES], prior[:CANDIDATES], within)

    def _hint(self, words: str) -> None:
        """The town or country in the name of the publisher keeps the others company."""
        key = (fold(words), None)
        if key not in self._questions and len(self._gazetteer.named(words).rows):
            rows, prior = self._candidates(words)
            self._questions[key] = _Question(rows[:CANDIDATES], prior[:CANDIDATES], within=False)

    def _candidates(self, words: str) -> tuple[Rows, Floats]:
        gazetteer = self._gazetteer
        named = gazetteer.named(words)
        if not len(named.rows) and (feature := FEATURE.search(words)):
            named = gazetteer.named(words[: feature.start()])
        if not len(named.rows) and words.endswith(("'s", "’s")):
            named = gazetteer.named(words[:-2])
        if named.is_country or not words[:1].isupper():
            return named.rows, named.known
        people = gazetteer.named("~" + words)
        # "Norman" is rather a town than of Normandy; of a country's people it is rather the people.
        if people.is_country or (len(people.rows) and not named.largest):
            return people.rows, people.known
        return named.rows, named.known

    def _held_by(self, span: Span) -> tuple[int, ...] | None:
        """The rows of what the place is said to lie in; none of them for what nobody knows."""
        for name, surely in holder_names(self._text, span):
            rows = self._holding(name, span)
            if rows or surely:
                self._holders[span] = self._gazetteer.place(rows[0]).name if rows else name
                return tuple(rows)
        return None

    def _holding(self, name: str, span: Span) -> list[int]:
        """The countries, divisions and well-known regions of a name; before a place also by their people."""
        gazetteer = self._gazetteer
        if self._text.rfind(name, 0, span.start) >= 0 and (people := gazetteer.of_people(name)):
            return people
        rows = gazetteer.find(name)
        for kinds in ((Kind.COUNTRY, Kind.ADMIN1), (Kind.ADMIN2,), (Kind.REGION,)):
            found = [row for row in rows if gazetteer.kind[row] in kinds]
            if found:
                return found
        return []

    def _lying_in(self, rows: Rows, holders: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Which places lie in one of the holders."""
        gazetteer = self._gazetteer
        inside = np.zeros(len(rows), np.bool_)
        for holder in holders:
            match gazetteer.kind[holder]:
                case Kind.COUNTRY:
                    held = gazetteer.country[rows] == gazetteer.country[holder]
                case Kind.ADMIN1:
                    held = gazetteer.inside[rows] == gazetteer.inside[holder]
                case _:
                    reach = max(SAME_KM, 1.5 * float(gazetteer.radius[holder]))
                    held = self._distances(rows, holder) <= reach
            inside |= held & (rows != holder)
        return inside

    def _one_sense_each(self) -> None:
        """A name that the report qualifies once ("Paris, Texas") means the same place further on."""
        for (words, holders), question in self._questions.items():
            if holders is not None:
                continue
            told = [
                other
                for (name, held), other in self._questions.items()
                if name == words and held and other.within
            ]
            if len({int(other.rows[0]) for other in told}) == 1:
                question.rows, question.prior = told[0].rows[:1], told[0].prior[:1]
                question.elsewhere = True

    def _keep_company(self) -> None:
        """Lets the candidates of each name gain by the likely places of the others."""
        questions = [question for question in self._questions.values() if len(question.rows)][:NAMES]
        if len(questions) < 2:
            return
        most = max(2, COMPARED // len(questions))
        for question in questions:
            question.rows, question.prior = question.rows[:most], question.prior[:most]
        counts = np.array([len(question.rows) for question in questions])
        starts = np.cumsum(counts) - counts
        of = np.repeat(np.arange(len(questions)), counts)
        prior = np.concatenate([question.prior for question in questions])
        near = self._nearness(np.concatenate([question.rows for question in questions]))
        near[of[:, None] == of[None, :]] = 0.0
        support = np.zeros(len(of))
        for _ in range(ROUNDS):
            score = SHARPNESS * (prior + COMPANY * support)
            powers = np.exp(score - np.maximum.reduceat(score, starts)[of])
            likely = powers / np.add.reduceat(powers, starts)[of]
            support = np.sqrt(np.maximum.reduceat(near * likely, starts, axis=1).sum(axis=1))
        for question, start, count in zip(questions, starts, counts, strict=True):
            question.support = support[start : start + count]

    def _nearness(self, rows: Rows) -> Floats:
        """How much each place of a list speaks for each other one."""
        gazetteer = self._gazetteer
        country, inside, kind = gazetteer.country[rows], gazetteer.inside[rows], gazetteer.kind[rows]
        compact = (kind == Kind.CITY) | (kind == Kind.ADMIN2)
        points = gazetteer.points(rows)
        chord = np.sqrt(np.maximum(2 - 2 * (points @ points.T), 0))
        near: Floats = np.exp(chord * (-EARTH_KM / NEAR_KM)) * (compact[:, None] & compact[None, :])
        same_country = (country[:, None] == country[None, :]) & (country != 0)[None, :]
        same_inside = (inside[:, None] == inside[None, :]) & (inside != 0)[None, :]
        division, nation = kind == Kind.ADMIN1, kind == Kind.COUNTRY
        near += same_country * (0.2 + 0.1 * (nation[:, None] | nation[None, :]))
        near += same_inside * (0.4 + 0.4 * (division[:, None] | division[None, :]))
        return near

    def _distances(self, rows: Rows, to: int) -> Floats:
        """Great-circle distances in km."""
        points = self._gazetteer.points(np.append(rows, np.int32(to)))
        halves = np.minimum(np.linalg.norm(points[:-1] - points[-1], axis=1) / 2, 1.0)
        return np.asarray(2 * EARTH_KM * np.arcsin(halves))

    def where(self, span: Span) -> Where:
        """The answer for one span, and why; no coordinates where only a small place's name speaks for it."""
        words = self._text[span.start : span.end]
        question = self._questions[self._asked[span]]
        unknown = Where(words, span.start, span.end, "stated", reason="no place of that name is known")
        if not len(question.rows):
            return unknown
        best = int(np.argmax(question.score))
        place = self._gazetteer.place(int(question.rows[best]))
        judged = self._judged(question, best, place)
        if judged is None:
            reason = "nothing in the report tells which place of that name, if any, it is"
            return replace(unknown, reason=reason)
        basis, why = judged
        of_people = fold(place.name) != fold(words) and place.row in self._gazetteer.of_people(words)
        if of_people:
            why = f"{words!r} is of {place.name}"
        elif question.within and span in self._holders:
            why = f"said to lie in {self._holders[span]}"
        if is_government(self._text, span) and self._is_seat(question):
            why = "the government that sits there, not the city"
            return replace(unknown, country=place.country, kind="government", reason=why)
        country = place.country
        if place.claimed_by:
            why = "; ".join(filter(None, (why, _disputed(place))))
            country = country if place.kind == Kind.COUNTRY else None
        return Where(
            name=place.name if of_people else words,
            start=span.start,
            end=span.end,
            basis=basis,
            geonames=place.geonames,
            country=country,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            reason=why,
            kind=KINDS[place.kind],
            claimed_by=place.claimed_by,
        )

    def _is_seat(self, question: _Question) -> bool:
        """Whether the best place of a name is the capital of a country, or the division around it."""
        gazetteer, best = self._gazetteer, int(question.rows[int(np.argmax(question.score))])
        seats = question.rows[gazetteer.capital[question.rows]]
        return any(
            gazetteer.country[seat] == gazetteer.country[best] and not gazetteer.place(int(seat)).claimed_by
            for seat in seats
        )

    def _judged(self, question: _Question, best: int, place: Place) -> tuple[Basis, str | None] | None:
        """What the choice rests on; None for a bare guess."""
        if question.within:
            return "stated", None
        if question.elsewhere:
            return "resolved", "as the report says elsewhere"
        rivals = question.prior[self._elsewhere(question.rows, place)]
        lead = float(question.prior[best] - rivals.max(initial=-np.inf))
        if place.kind == Kind.COUNTRY or (place.kind != Kind.CITY and lead >= 1):
            return "stated", None
        if question.support is not None and question.support[best] >= SUPPORTED:
            return "resolved", f"chosen among {len(question.rows)} by the other places of the report"
        if place.population >= WELL_KNOWN and lead >= LEAD:
            return "assumed", f"the best known of {len(question.rows)} places of that name"
        return None

    def _elsewhere(self, rows: Rows, place: Place) -> npt.NDArray[np.bool_]:
        """Which places are others than this one: a city, its district and its province go by one name."""
        if len(rows) == 1:
            return np.zeros(1, np.bool_)
        gazetteer = self._gazetteer
        apart = self._distances(rows, place.row) > max(SAME_KM, place.radius_km or 0)
        if place.kind == Kind.CITY:
            same = gazetteer.country if place.capital else gazetteer.inside
            apart &= (gazetteer.kind[rows] != Kind.ADMIN1) | (same[rows] != same[place.row])
        return np.asarray(apart)


def _disputed(place: Place) -> str:
    claims = place.claimed_by
    return f"disputed: claimed by {' and '.join(claims)}" if len(claims) > 1 else "disputed"
