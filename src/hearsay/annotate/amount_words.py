"""The words around a number: hedges, units, currencies, round words, labels, and states of what is counted.

General lists of English; the keys are lower case, one space between words.
"""

from typing import Literal

Hedge = Literal["least", "most", "nearly", "about"]

_HEDGES: dict[Hedge, str] = {
    "least": "at least|no fewer than|no less than|not less than|a minimum of|more than|over|above|upwards of",
    "most": "up to|at most|no more than|not more than|as many as|as much as|fewer than|less than|under|below",
    "nearly": "nearly|almost|close to|just under|not quite",
    "about": "about|around|some|roughly|approximately|an estimated|estimated|perhaps|maybe|circa",
}
HEDGES: dict[str, Hedge] = {words: kind for kind, line in _HEDGES.items() for words in line.split("|")}

ROUND_WORDS: dict[str, float] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000, "millions": 2e6, "tens of millions": 2e7, "billions": 2e9,
}  # fmt: skip
"""The least that a round word says: two of them."""

FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7,
    "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "twentieth": 1 / 20, "hundredth": 1 / 100,
}  # fmt: skip

CURRENCIES = {
    "$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "€": "EUR", "£": "GBP",
    "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₺": "TRY", "USD": "USD", "EUR": "EUR", "GBP": "GBP",
}  # fmt: skip

_UNITS = {
    "percent": "percent|per cent|%|pct", "percentage points": "percentage points|percentage point",
    "USD": "dollars|dollar|us dollars", "EUR": "euros|euro", "GBP": "pounds sterling", "JPY": "yen",
    "CNY": "yuan|renminbi", "RUB": "roubles|rubles|rouble", "UAH": "hryvnia|hryvnias", "INR": "rupees",
    "CHF": "swiss francs", "mm": "millimetres|millimeters|mm", "cm": "centimetres|centimeters|cm",
    "m": "metres|meters|metre|meter", "km": "kilometres|kilometers|kilometre|kilometer|km",
    "mi": "miles|mile", "ft": "feet|foot", "in": "inches|inch", "yd": "yards", "nmi": "nautical miles",
    "m2": "square metres|square meters|sq m", "km2": "square kilometres|square kilometers|sq km",
    "mi2": "square miles", "ha": "hectares|hectare", "acre": "acres|acre",
    "m3": "cubic metres|cubic meters|cubic metre|cubic meter", "ft3": "cubic feet",
    "l": "litres|liters|litre|liter", "gal": "gallons|gallon", "bbl": "barrels|barrel",
    "t": "tonnes|tonne|metric tons|metric tonnes", "ton": "tons|ton",
    "kg": "kilograms|kilogrammes|kilos|kg|kilogram", "g": "grams|grammes", "lb": "lbs", "oz": "ounces",
    "W": "watts", "kW": "kilowatts|kw", "MW": "megawatts|mw", "GW": "gigawatts|gw",
    "kWh": "kilowatt-hours|kilowatt hours|kwh", "km/h": "kilometres per hour|kilometers per hour|km/h|kph",
    "mph": "miles per hour|miles an hour|mph", "°C": "degrees celsius|°c", "°F": "degrees fahrenheit|°f",
    "degree": "degrees",
}  # fmt: skip
UNITS: dict[str, str] = {word: unit for unit, line in _UNITS.items() for word in line.split("|")}

LABELS = frozenset(
    "gate no nos number numbers flight route highway road street room floor chapter article section page "
    "pages paragraph line unit level phase part volume table figure type model group area district block "
    "building terminal platform channel radio resolution order decree law bill version act class category "
    "stage step round lot track engine vessel reactor pier dock bus train tram ward zone plot case file "
    "form annex appendix item point".split()
)
"""Nouns that a number after them names one of."""

COMMON_OPENERS = frozenset(
    "a after all among and another any as at because before besides both but by during each every first "
    "five for four from he here his however i if in including is it its last later more most next no "
    "now of on one only or other our over police she since so some still ten that the their then there "
    "these they this those three to today twice two under until we were when where while with within "
    "yesterday you".split()
)
"""Words that stand before a count with a capital letter only because they open a sentence."""

_STATES = {
    "killed": "kill|killed|killing|die|died|dead|perish|slay|slain|drown|murder|execute",
    "injured": "injure|injured|wound|wounded|hurt|maim",
    "missing": "missing|unaccounted",
    "arrested": "arrest|arrested|detain|detained|jail|imprison",
    "captured": "capture|captured|prisoner|seize",
    "kidnapped": "kidnap|kidnapped|abduct|abducted",
    "displaced": "displace|displaced|uproot|homeless",
    "evacuated": "evacuate|evacuated",
    "rescued": "rescue|rescued",
    "infected": "infect|infected",
    "destroyed": "destroy|destroyed",
    "damaged": "damage|damaged",
}
STATES: dict[str, str] = {word: state for state, line in _STATES.items() for word in line.split("|")}
"""The words that say what has become of those counted, by lemma or as written."""
