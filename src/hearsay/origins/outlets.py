"""The names of those who publish: when two names mean one outlet, and who is credited in a text.

In: names, a text. Out: keys to look names up by, credits. Never here: a list of outlets.
"""

import re
import unicodedata
from functools import lru_cache

AGENCIES = "agencies"
"""The credit of a text that names no agency: "staff and agencies"."""

NAMES = 8192  # kept in their forms: the same few outlets are named again and again
_SMALL = frozenset("the a an of for and de la le el du des di da der die das".split())
_FORMS = frozenset("sa inc ltd llc plc gmbh ag co corp".split())
_OUTLET = re.compile(
    r"\b(?:agenc\w+|agen[ct]ia|news\w*|press\w*|presse|prensa|wire|media|radio|tv|television|channel|times|post|"
    r"tribun[ea]|gazette|herald|chronicle|courier|daily|weekly|diario|journal|observer|guardian|telegraph|mail|"
    r"review|magazine|broadcast\w*|bulletin|reporter|monitor|dispatch|examiner|sun|star|mirror|independent)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\b(?:agenc\w+|agen[ct]ia|news\s+service|wire|press\s+association)\b", re.IGNORECASE)

_NAME = r"[A-Z][\w&.'’-]*(?: [\w&.'’-]+){0,5}"
_DATELINE = re.compile(rf"^.{{0,80}}?\(({_NAME}(?:/{_NAME})?)\)\s*[-–—]", re.MULTILINE)
_AT_THE_END = re.compile(rf"[(\[](?:with |source: )?({_NAME}(?:(?:/|, | and ){_NAME})*)[)\]]\s*\Z")
_SAID = re.compile(
    rf"(?i:\b(?:first|originally) (?:appeared|published|ran) (?:in|on|by|at)|(?:re)?published (?:courtesy|"
    rf"with (?:the )?permission) of|^source:|^via)\s+(?:[Tt]he )?({_NAME})",
    re.MULTILINE,
)
_AND_AGENCIES = re.compile(
    r"\b(?:with|and|from) (?:news |wire )?agencies\b|^agencies$", re.IGNORECASE | re.MULTILINE
)
_HEAD = 400  # characters in which a dateline or a byline stands
_TAIL = 200


@lru_cache(maxsize=NAMES)
def full_form(name: str) -> str:
    """The name without accents, case, articles, punctuation and the form of the company."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    tokens = re.findall(r"[^\W_]+", re.sub(r"['’]s\b|\b(\w)\.(?=\w\b)", r"\1", plain))
    return " ".join(t for t in tokens if t not in _SMALL and t not in _FORMS) or " ".join(tokens)


@lru_cache(maxsize=NAMES)
def acronym(name: str) -> str | None:
    """The initials of a name of two words or more."""
    tokens = full_form(name).split()
    return "".join(token[0] for token in tokens) if len(tokens) > 1 else None


@lru_cache(maxsize=NAMES)
def forms(name: str) -> frozenset[str]:
    """The names that a publisher's line holds: in full, before a dash, comma or bracket, and in brackets."""
    parts = [name, *re.split(r"\s+[-–—|]\s+|,|\(|\)", name)]
    parts += [part.rsplit(" of ", 1)[0] for part in parts if part.count(" of ") > 1]  # … of the Republic
    return frozenset(form for part in parts if len(form := full_form(part)) > 1)


@lru_cache(maxsize=NAMES)
def means(name: str, publisher: str) -> bool:
    """Whether a name means a publisher: the same name, or the initials of the other one."""
    named, known = forms(name), forms(publisher)
    return bool(
        named & known
        or acronym(publisher) in named
        or (acronym(name) or "") in {full_form(publisher)}
        or any(acronym(part) in named for part in known)
    )


def is_outlet(name: str) -> bool:
    """Whether the name says that its bearer publishes news."""
    return bool(_OUTLET.search(name)) or bool(re.fullmatch(r"[A-Z]{2,5}", name))


def is_agency(name: str) -> bool:
    """Whether the name says that its bearer supplies other outlets."""
    return bool(_AGENCY.search(name))


def credits_in(text: str, authors: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a text names as its source outside its sentences, in the order of the text."""
    head, tail = text[:_HEAD], text.rstrip()[-_TAIL:]
    found: list[str] = []
    for line in (*authors, *(match.group(1) for match in _DATELINE.finditer(head))):
        found += re.split(r"/|, | and ", line)
    if match := _AT_THE_END.search(tail):
        found += [name for name in re.split(r"/|, | and ", match.group(1)) if is_outlet(name)]
    found += [match.group(1) for match in _SAID.finditer(head + "\n" + tail)]
    if any(_AND_AGENCIES.search(part) for part in (head, tail, *authors)):
        found.append(AGENCIES)
    return tuple(dict.fromkeys(name.strip() for name in found if name.strip()))
