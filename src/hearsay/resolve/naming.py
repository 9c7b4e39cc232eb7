"""The parts of names: titles, heads of bodies, initials, and one form for every way of writing.

In: names. Out: keys and parts. Never here: texts, and any name of a person, body or place but a few
countries and unions that are known by their initials.
"""

import re
import unicodedata
from functools import lru_cache

TITLES = frozenset(
    "president general colonel major captain lieutenant sergeant commander admiral marshal chairman "
    "chairwoman chair director minister premier chancellor king queen prince princess emperor sultan "
    "sheikh emir imam pope bishop archbishop cardinal rabbi father sister brother reverend rev judge "
    "justice prosecutor attorney senator congressman congresswoman representative deputy mayor "
    "governor ambassador envoy secretary spokesman spokeswoman spokesperson professor prof dr doctor "
    "mr mrs ms miss sir lady lord dame chief leader boss coach captain officer inspector detective "
    "sheriff constable police vice foreign interior defence defense prime finance energy health "
    "justice former acting late gen col maj capt lt sgt sen rep gov pres hon comrade engineer father "
    "nurse".split()
)
"""Words that stand before a person's name and are no part of it."""

OFFICES = frozenset(
    "vice foreign interior defence defense prime finance energy health police former acting late".split()
)
"""Titles that are none by themselves: they need another one after them ("Interior Minister")."""

HEADS = frozenset(
    "ministry service agency authority council committee commission corporation company bank fund "
    "network centre center institute association union party movement front army brigade guard police "
    "force forces court parliament senate congress assembly government administration department "
    "office bureau board chamber university college school hospital museum group organisation "
    "organization foundation federation league society club team consortium alliance coalition "
    "command directorate inspectorate secretariat press news radio post times gazette observer "
    "chronicle newspaper daily weekly tribune herald laboratory airline airlines line railway "
    "railways mission trust works corps observatory navy militia tribunal regiment battalion division "
    "exchange syndicate cooperative".split()
)
"""Nouns that say what kind of body a name belongs to, where they end it."""

GENERIC = frozenset(
    "ministry council committee commission government parliament senate police court army department "
    "office assembly hospital board administration secretariat".split()
)
"""Heads of which every country or town has its own: the same name does not make the same body."""

_OF = re.compile(
    r"^(ministry|department|office|bureau|secretariat|house|chamber|board) (?:of|for) (?:the )?(.+)$"
)
_OF_STATE = re.compile(r" (?:of|for) (?:the )?(?:(?:\w+ )?(?:republic|kingdom|state|union)(?: of .*)?)$")
SMALL = frozenset(
    "the of for and de la del el di da du des der die das al y e et und & in on to that this its a an".split()
)
"""Words that carry no name."""

_WORDS = {
    **dict.fromkeys(("centre", "ctr"), "center"),
    "defence": "defense",
    "organisation": "organization",
    "labour": "labor",
    "mt": "mount",
    "ft": "fort",
    "dept": "department",
    "univ": "university",
    "intl": "international",
}
_COMPANY = frozenset(
    "ltd limited inc incorporated plc llc llp gmbh ag corp co sa spa nv bv oy ab as oao ooo zao".split()
)
"""What the law makes companies put after their names, and most reports leave out."""

_SAME = {
    **dict.fromkeys(("us", "usa", "united states of america"), "united states"),
    **dict.fromkeys(("uk", "britain", "great britain"), "united kingdom"),
    "un": "united nations",
    "eu": "european union",
    "uae": "united arab emirates",
}


def fold(name: str) -> str:
    """The name in lower case, without accents, possessive and punctuation."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"'s?(?=\s|$)", "", plain)
    plain = re.sub(r"\b(\w)\.(?=\w\.)|\b(\w)\.(?!\w\w)", lambda m: m[1] or m[2], plain)
    return " ".join(re.findall(r"[^\W_]+(?:['-][^\W_]+)*", plain))


def key(name: str) -> str:
    """One form for all ways to write a name: "the Ministry of the Interior" is "interior ministry"."""
    words = [_WORDS.get(word, word) for word in without_titles(fold(name).removeprefix("the ")).split()]
    while len(words) > 1 and words[-1] in _COMPANY:
        words.pop()
    folded = " ".join(words)
    if match := _OF.match(_OF_STATE.sub("", folded)):
        folded = f"{match[2]} {match[1]}"
    return _SAME.get(folded, folded)


def without_titles(name: str) -> str:
    """The name without the titles before it, if a name remains."""
    words = name.split()
    at = 0
    while at < len(words) - 1 and words[at].strip(".").lower() in TITLES:
        at += 1
    if at and all(word.strip(".").lower() in OFFICES for word in words[:at]):
        return name
    rest = words[at:]
    return name if not rest or rest[0].lower() in SMALL or rest[-1].lower() in HEADS else " ".join(rest)


KEPT = 32_768  # names kept in memory as they were told apart: the same come again and again


@lru_cache(maxsize=KEPT)
def tokens(name_key: str) -> tuple[str, ...]:
    """The words of a key that carry it."""
    return tuple(word for word in name_key.split() if word not in SMALL)


def initials(name_key: str) -> str:
    """The first letters of the words that carry a name."""
    return "".join(word[0] for word in tokens(name_key))


@lru_cache(maxsize=KEPT)
def is_acronym(name: str) -> bool:
    """Whether the name is written as initials."""
    return bool(re.fullmatch(r"(?:[A-Z]\.?){2,6}|[A-Z]{2,9}", name))


def head(name_key: str) -> str | None:
    """The noun that says what kind of body this is; None for a name that says nothing of it."""
    words = tokens(name_key)
    return words[-1] if words and words[-1] in HEADS else None


@lru_cache(maxsize=KEPT)
def is_generic(name_key: str) -> bool:
    """Whether other countries and towns have a body of this name: "Interior Ministry", "Council"."""
    words = tokens(name_key)
    return bool(words) and words[-1] in GENERIC and len(words) <= 3
