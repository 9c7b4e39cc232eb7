"""The words around a number: hedges, units, currencies, round words, labels, and states of what is counted.

General lists of English; the keys are lower case, one space between words.
"""

from typing import Literal

Hedge = Literal["least", "most", "nearly", "about"]

_HEDGES: dict[Hedge, str] = {
    "least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of"
    "|more than|over|above|upwards of|upward of|well over|in excess of|exceeding",
    "most": "up to|at most|no more than|not more than|as many as|as much as|as few as|fewer than"
    "|less than|under|below|a maximum of|maximum of",
    "nearly": "nearly|almost|close to|just under|not quite|just short of|approaching",
    "about": "about|around|some|roughly|approximately|an estimated|estimated|perhaps|maybe|circa|c."
    "|in the region of|more or less|an average of|on average",
}
HEDGES: dict[str, Hedge] = {words: kind for kind, line in _HEDGES.items() for words in line.split("|")}
OVER_AND_UNDER = frozenset({"over", "above", "under", "below"})
"""Hedges that are also said of ages and heights ("the under 18s", "those over 60")."""

ROUND_WORDS: dict[str, float] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000, "millions": 2e6, "tens of millions": 2e7, "hundreds of millions": 2e8,
    "billions": 2e9, "tens of billions": 2e10, "hundreds of billions": 2e11, "trillions": 2e12,
}  # fmt: skip
"""The least that a round word says: two of them."""

FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6,
    "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "twentieth": 1 / 20,
    "hundredth": 1 / 100,
}  # fmt: skip

SIGNS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "rs": "INR",
    "rs.": "INR", "₽": "RUB", "₴": "UAH", "₺": "TRY", "₩": "KRW", "₪": "ILS", "₦": "NGN", "₱": "PHP",
    "฿": "THB", "₫": "VND", "₸": "KZT", "₾": "GEL", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF",
    "jpy": "JPY", "cny": "CNY", "aud": "AUD", "cad": "CAD", "sek": "SEK", "nok": "NOK", "dkk": "DKK",
    "pln": "PLN", "uah": "UAH", "inr": "INR", "zar": "ZAR", "kes": "KES",
    "ngn": "NGN",
}  # fmt: skip
"""Signs and codes of currencies, which stand before the number; the codes also behind it."""

# A name that several countries give to their money stays what it is: "peso", "dinar", "pound".
_UNITS = {
    "percent": "percent|per cent|%|pct", "percentage points": "percentage points|percentage point",
    "USD": "dollars|dollar|us dollars|u.s. dollars|american dollars|bucks|dlrs|dlr", "EUR": "euros|euro",
    "AUD": "australian dollars", "CAD": "canadian dollars", "NZD": "new zealand dollars",
    "HKD": "hong kong dollars", "GBP": "pounds sterling|british pounds|stg", "JPY": "yen|japanese yen",
    "CNY": "yuan|renminbi", "RUB": "roubles|rubles|rouble|ruble", "UAH": "hryvnia|hryvnias|hryvnyas",
    "INR": "rupees|rupee", "CHF": "swiss francs", "PLN": "zloty|zlotys|zlotych", "HUF": "forints|forint",
    "CZK": "czech crowns|czech koruna", "SEK": "swedish crowns|swedish kronor", "THB": "baht",
    "ZAR": "rand", "KRW": "korean won|south korean won", "ILS": "shekels|shekel", "NGN": "naira",
    "TRY": "lira|liras", "BRL": "reais|reals", "GEL": "lari", "KZT": "tenge",
    "peso": "pesos|peso", "dinar": "dinars|dinar",
    "franc": "francs|franc", "krona": "kronor|kroner|crowns", "rial": "rials|rial|riyals|riyal",
    "dirham": "dirhams|dirham", "shilling": "shillings|shilling", "pound": "pounds|pound",
    "cent": "cents|cent|cts", "penny": "pence", "mm": "millimetres|millimeters|millimetre|millimeter|mm",
    "cm": "centimetres|centimeters|centimetre|centimeter|cm", "m": "metres|meters|metre|meter|m",
    "km": "kilometres|kilometers|kilometre|kilometer|km|kms", "mi": "miles|mile", "ft": "feet|foot",
    "in": "inches|inch", "yd": "yards|yard", "nmi": "nautical miles|nautical mile",
    "m2": "square metres|square meters|square metre|square meter|sq m|m2|m²",
    "km2": "square kilometres|square kilometers|square kilometre|square kilometer|sq km|km2|km²",
    "mi2": "square miles|square mile|sq miles", "ft2": "square feet|square foot|sq ft",
    "ha": "hectares|hectare|ha", "acre": "acres|acre",
    "m3": "cubic metres|cubic meters|cubic metre|cubic meter|m3|m³",
    "km3": "cubic kilometres|cubic kilometers", "ft3": "cubic feet", "l": "litres|liters|litre|liter",
    "gal": "gallons|gallon", "bbl": "barrels|barrel", "bu": "bushels|bushel",
    "t": "tonnes|tonne|metric tons|metric tonnes|metric ton", "ton": "tons|ton",
    "kg": "kilograms|kilogrammes|kilos|kg|kilogram|kilo", "g": "grams|grammes|gram", "mg": "milligrams|mg",
    "lb": "lbs|lb", "oz": "ounces|ounce", "W": "watts|watt", "kW": "kilowatts|kilowatt|kw",
    "MW": "megawatts|megawatt|mw", "GW": "gigawatts|gigawatt|gw",
    "kWh": "kilowatt-hours|kilowatt hours|kwh", "MWh": "megawatt-hours|megawatt hours|mwh",
    "kt": "kilotons|kiloton|kilotonnes", "knot": "knots|knot",
    "km/h": "kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour|km/h|kph|kmh",
    "mph": "miles per hour|miles an hour|mph", "m/s": "metres per second|meters per second",
    "°C": "degrees celsius|degrees c|°c|degrees centigrade", "°F": "degrees fahrenheit|degrees f|°f",
    "degree": "degrees|degree", "MB": "megabytes|mb", "GB": "gigabytes|gb", "TB": "terabytes|tb",
    "Hz": "hertz|hz", "MHz": "megahertz|mhz", "V": "volts|volt", "dB": "decibels|decibel",
}  # fmt: skip
UNITS: dict[str, str] = {word: unit for unit, line in _UNITS.items() for word in line.split("|")}
UNITS |= {sign: code for sign, code in SIGNS.items() if len(sign) == 3 and sign.isalpha()}

LABELS = frozenset(
    "image photo picture gate no nos number numbers flight route highway interstate road street room floor "
    "chapter article articles section sections page pages p pp paragraph para line unit level phase part "
    "volume vol table figure fig type model group area district block building terminal platform channel "
    "radio resolution order decree law bill version act class category stage step round lot track engine "
    "vessel reactor pier dock bus train tram ward zone plot case file form annex appendix item point "
    "article art sec clause schedule rule exhibit precinct proposition measure amendment title protocol "
    "directive regulation ticket apartment apt suite box locker cell exit junction checkpoint sector "
    "quadrant grid grade episode game lap division brigade battalion regiment squadron troop shaft mine "
    "magnitude serial id isbn pin".split()
)
"""Nouns that a number after them names one of."""

COMMON_OPENERS = frozenset(
    "a after all although among an and another any as at because before besides both but by despite during "
    "each every first five for four from he her here his however i if in including into is it its just last "
    "later meanwhile more most my nearly next no not now of on one only or other our over police police's "
    "roughly seven she since six so some still such ten that the their then there these they this those "
    "though three to today twelve twice two under unlike until up we well were what when where whereas "
    "which while who why with within without yesterday yet you your officials authorities nobody almost "
    "about around only least monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december".split()
)
"""Words that stand before a count with a capital letter only because they open a sentence, or are days."""

_STATES = {
    "killed": "kill|kills|killed|killing|die|dies|died|dying|dead|death|deaths|perish|perished|slay|slain"
    "|slaying|drown|drowned|murder|murdered|massacre|massacred|execute|executed|fatality"
    "|fatalities|lifeless",
    "injured": "injure|injures|injured|injuring|injury|injuries|wound|wounds|wounded|wounding|hurt|hurts"
    "|maim|maimed",
    "shot": "shot|shoot|gunned",
    "missing": "missing|unaccounted",
    "arrested": "arrest|arrests|arrested|arresting|detain|detained|detaining|jail|jailed|imprison|imprisoned",
    "captured": "capture|captured|prisoner",
    "kidnapped": "kidnap|kidnapped|abduct|abducted",
    "displaced": "displace|displaced|displacing|uproot|uprooted|homeless",
    "evacuated": "evacuate|evacuated",
    "rescued": "rescue|rescued",
    "infected": "infect|infected",
    "hospitalized": "hospitalize|hospitalized|hospitalise|hospitalised",
    "destroyed": "destroy|destroyed|destroying",
    "damaged": "damage|damaged|damaging",
}
STATES: dict[str, str] = {word: state for state, line in _STATES.items() for word in line.split("|")}
"""The words that say what has become of those counted, by lemma or as written."""
ADVERBIAL_STATES = {"fatally": "killed", "mortally": "killed"}
"""Adverbs that decide it, whatever the verb says ("fatally shot", "fatally injured")."""

ATTEMPTS = frozenset(
    "try attempt threaten threat plan plot conspire conspiracy intend want vow hope mean seek".split()
)
"""Words before a deed that say no more than that it was tried or meant."""
HAPPENINGS = frozenset("shooting attack ambush stabbing robbery raid bombing arrest crash fight".split())
"""Nouns that say themselves what became of those counted behind them ("the shooting of five people")."""
