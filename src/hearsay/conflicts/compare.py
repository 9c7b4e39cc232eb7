"""Whether two values of one slot can both be true, and why.

In: two dates, places, amounts or parties. Out: a verdict. All verdicts are symmetric, a value agrees with
itself, and what is unknown excludes nothing.
"""

import math
from dataclasses import dataclass
from typing import Literal, Protocol

from hearsay.conflicts.happenings import content_words
from hearsay.records import Amount, When, Where, edtf

Verdict = Literal["agree", "compatible", "conflict"]


class Party(Protocol):
    """Somebody under a name, and the entity that it is known to be."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def entity(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Doer:
    """An answer to who did it.

    `did` and `did not` are about the one called `name`. `nobody`: no other did it. `others` and `nature`: it
    came about in a manner (`name`: "in battle", "of an illness") that needs a doer, or excludes one.
    """

    how: Literal["did", "did not", "nobody", "others", "nature"]
    name: str
    entity: str | None = None


def dates(a: When, b: When) -> Verdict:
    """Two dates of one happening; "Tuesday" and "14 March" are one date at two grains."""
    return dates_with_reason(a, b).verdict


def dates_with_reason(a: When, b: When) -> edtf.Judged:
    """The same verdict with its reason: "2021-03-02 lies in 2021-03"."""
    if a.edtf is None or b.edtf is None:
        return edtf.Judged("compatible", "one of the two is not known")
    return edtf.judge(a.edtf, b.edtf)


def places(a: Where, b: Where) -> Verdict:
    """Two places of one happening: they conflict if both are points and lie apart, or have unlike names.

    A country holds its towns. Of a place without coordinates only the name is known; that one name lies in
    the other is then for the caller to find out.
    """
    return places_with_reason(a, b).verdict


def places_with_reason(a: Where, b: Where) -> edtf.Judged:
    """The same verdict with its reason."""
    one, other = content_words(a.name), content_words(b.name)
    if a.geonames is not None and a.geonames == b.geonames:
        return edtf.Judged("agree", "both are the same place of the gazetteer")
    if one == other:
        return _of_one_name(a, b)
    if "government" in (a.kind, b.kind):
        return edtf.Judged("compatible", "a government is no place")
    if one & other:
        return edtf.Judged("compatible", "one name is part of the other")
    if _claims(a, b) or _claims(b, a):
        return edtf.Judged("compatible", "one is a country that claims the other")
    if a.country and b.country and a.country != b.country:
        return edtf.Judged("conflict", "they lie in two countries")
    apart = _apart(a, b)
    if apart is not None and apart <= max(_reach(a), _reach(b)):
        return edtf.Judged("compatible", f"they lie {apart:.0f} km apart, which is within the reach of one")
    if a.country and b.country and not (_is_point(a) and _is_point(b)):
        return edtf.Judged("compatible", "both lie in one country, and one is a wide area")
    if apart is None:
        return edtf.Judged("conflict", "the names differ, and of one no more is known")
    return edtf.Judged("conflict", f"they lie {apart:.0f} km apart")


# A quarter, a port or an airport has its city's name and lies so far from its middle.
TOWN_KM = 20.0
EARTH_KM = 6371.0


def _of_one_name(a: Where, b: Where) -> edtf.Judged:
    if a.country and b.country and a.country != b.country:
        return edtf.Judged("conflict", "one name, but in two countries")
    apart = _apart(a, b)
    if apart is not None and apart > _reach(a) + _reach(b):
        return edtf.Judged("conflict", f"one name, but {apart:.0f} km apart")
    return edtf.Judged("agree", "one name")


def _claims(country: Where, disputed: Where) -> bool:
    return bool(country.country in disputed.claimed_by or set(country.claimed_by) & set(disputed.claimed_by))


def _is_point(place: Where) -> bool:
    return place.radius_km is None or place.radius_km < 100


def _reach(place: Where) -> float:
    """How far from its middle a place may still be meant by its name, in km."""
    return max(TOWN_KM, place.radius_km or 0.0)


def _apart(a: Where, b: Where) -> float | None:
    """The great-circle distance in km, where both places have coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat, other_lat, turn = math.radians(a.lat), math.radians(b.lat), math.radians(a.lon - b.lon)
    across = (
        math.sin((lat - other_lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(turn / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, across)))


def amounts(a: Amount, b: Amount) -> Verdict:
    """Two figures for one quantity: they conflict if neither rounds, bounds or holds the other."""
    return amounts_with_reason(a, b).verdict


def amounts_with_reason(a: Amount, b: Amount) -> edtf.Judged:
    """The same verdict with its reason. Measures of one kind are compared across their units."""
    measure, factor = MEASURES.get(a.unit or "", (a.unit, 1.0))
    other_measure, other_factor = MEASURES.get(b.unit or "", (b.unit, 1.0))
    if measure != other_measure:
        return edtf.Judged("compatible", "they measure different things")
    if a.state and b.state and a.state != b.state:
        return edtf.Judged("compatible", f"{' and '.join(sorted((a.state, b.state)))} are counted apart")
    if a.part != b.part:
        return edtf.Judged("compatible", "one counts a part of a total")
    if a.unit == b.unit and (a.value, a.low, a.high) == (b.value, b.low, b.high):
        return edtf.Judged("agree", "both say the same")
    if a.unit == b.unit and a.value is not None and a.value == b.value:
        return edtf.Judged("agree", f"both say {a.value:g}")
    low, high = (bound * factor for bound in _range(a))
    other_low, other_high = (bound * other_factor for bound in _range(b))
    if low <= other_high and other_low <= high:
        return edtf.Judged("compatible", "one leaves the other open")
    if low == high and other_low == other_high and (_rounds(low, other_low) or _rounds(other_low, low)):
        return edtf.Judged("compatible", "one rounds the other")
    if factor != other_factor and max(low, other_low) * (1 - ROUNDED) <= min(high, other_high):
        return edtf.Judged("compatible", "one is the other in another unit, rounded")
    return edtf.Judged("conflict", "neither rounds, bounds or holds the other")


# A round number is taken to stand for one that differs so little: 300 for 297, but not 20 for 23.
ROUNDED = 0.025

MEASURES: dict[str, tuple[str, float]] = {
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "km": ("length", 1000.0),
    "in": ("length", 0.0254), "ft": ("length", 0.3048), "yd": ("length", 0.9144), "mi": ("length", 1609.344),
    "nmi": ("length", 1852.0), "m2": ("area", 1.0), "km2": ("area", 1e6), "ha": ("area", 1e4),
    "acre": ("area", 4046.8564), "mi2": ("area", 2.589988e6), "ft2": ("area", 0.09290304),
    "g": ("mass", 0.001), "kg": ("mass", 1.0), "t": ("mass", 1000.0), "lb": ("mass", 0.45359237),
    "oz": ("mass", 0.028349523), "l": ("volume", 0.001), "m3": ("volume", 1.0), "km3": ("volume", 1e9),
    "ft3": ("volume", 0.028316847), "km/h": ("speed", 1.0), "mph": ("speed", 1.609344),
    "m/s": ("speed", 3.6), "W": ("power", 1.0), "kW": ("power", 1e3), "MW": ("power", 1e6),
    "GW": ("power", 1e9), "kWh": ("energy", 1.0), "MWh": ("energy", 1e3),
    "percent": ("share", 0.01), "share": ("share", 1.0),
}  # fmt: skip
"""What a unit measures, and how many of the first unit of that measure it is."""


def _rounds(round_one: float, other: float) -> bool:
    """Whether a number with noughts at its end is the other one, rounded."""
    if round_one <= 0 or round_one % 10 or abs(round_one - other) > ROUNDED * round_one:
        return False
    step = 10.0
    while round_one % (step * 10) == 0:
        step *= 10
    return round(other / step) * step == round_one


def _range(amount: Amount) -> tuple[float, float]:
    """What an amount leaves possible. "At least 23" is a figure known so far: open upwards."""
    low, high = amount.low, amount.high
    if low is not None and high is not None and low != high:
        return low, high
    if low is not None and high is None:
        return low, float("inf")
    if high is not None and low is None:
        return float("-inf"), high
    value = amount.value if amount.value is not None else low
    return (value, value) if value is not None else (float("-inf"), float("inf"))


def parties(a: Party, b: Party) -> Verdict:
    """Two parties to one deed: they agree if they are one entity or go by one name.

    Names that share a word may be meant for one party, unless they are known as two and neither is the
    other's shorter form.
    """
    if a.entity is not None and a.entity == b.entity:
        return "agree"
    one, other = content_words(a.name), content_words(b.name)
    if not one or not other:
        return "compatible"
    if one == other:
        return "agree"
    apart = None not in (a.entity, b.entity) and not (one <= other or other <= one)
    return "compatible" if one & other and not apart else "conflict"


def doers(a: Doer, b: Doer) -> Verdict:
    """Two answers to who did it."""
    return doers_with_reason(a, b).verdict


def doers_with_reason(a: Doer, b: Doer) -> edtf.Judged:
    """The same verdict with its reason.

    Who rejects a part in it answers whoever gave them one: beside an account that names another doer, by
    whose hand it was is open. In what manner it came about ("in battle") leaves open by whom.
    """
    hows = {a.how, b.how}
    if hows == {"did"}:
        verdict = parties(a, b)
        return edtf.Judged(verdict, "they are one doer" if verdict == "agree" else "they are not one doer")
    if hows == {"did not"}:
        return edtf.Judged("agree" if parties(a, b) == "agree" else "compatible", "both reject a part in it")
    if hows == {"did", "did not"}:
        if parties(a, b) == "conflict":
            return edtf.Judged("conflict", "one names a doer, the other rejects a part in it")
        return edtf.Judged("conflict", "one says that they did it, the other that they did not")
    if len(hows) == 1 or hows == {"nobody", "nature"}:
        return edtf.Judged("agree", "both leave out any doer")
    if "did not" in hows or hows == {"did", "others"}:
        return edtf.Judged("compatible", "one leaves open by whom")
    return edtf.Judged("conflict", "by the one somebody did it, by the other nobody did")
