"""Digests: what a corpus stage keeps of one report, a few kilobytes however long the text.

In: fields filled by `resolve`, `origins` and `stories` while the report is at hand. Out: the same fields,
stored in the ledger and read back when the corpus is looked at. Never here: texts, parses.
"""

from dataclasses import dataclass

from hearsay.records.annotated import NameKind
from hearsay.records.values import Span


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way of writing a name, and why it stands for that name; None for the name itself."""

    text: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """A person, body, place … within one report: its fullest name first, then its other forms.

    `country` is the ISO 3166-1 alpha-2 code or, where there is none, the name of the country that a place
    lies in or a body belongs to. `described` is whether the report gives no name, only a description
    ("the civil protection service").
    """

    kind: NameKind
    forms: tuple[NameForm, ...]
    spans: tuple[Span, ...]
    country: str | None = None
    described: bool = False


@dataclass(frozen=True, slots=True)
class NameDigest:
    """Report `report` names these persons, bodies, places …"""

    report: str
    entities: tuple[LocalEntity, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """A report rests on what `name` published: `claims` of its claims do, first said in `text[start:end]`."""

    name: str
    claims: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextDigest:
    """What is needed to find texts that report `report` was taken from, or that were taken from it.

    `sketch` holds the smallest hashes of the text's word n-grams outside quotations, 4 bytes each, sorted;
    `words` is how many words the text has. `credits` are the agencies that the text names as its source
    without saying so in a sentence ("(CPA)" at its end). `own` counts the claims that rest on no other
    publication. `unnamed` is whether no publisher, author, credit and date are known.
    """

    report: str
    publisher: str | None
    aliases: tuple[str, ...]
    published: str | None
    words: int
    sketch: bytes
    credits: tuple[str, ...] = ()
    rests_on: tuple[Reliance, ...] = ()
    own: int = 0
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class StoryDigest:
    """What report `report` is about: its telling words, with weights whose squares add up to 1.

    `published` is its date, `happened` the dates of what it tells, all EDTF.
    """

    report: str
    title: str | None
    published: str | None
    happened: tuple[str, ...]
    terms: tuple[str, ...]
    weights: tuple[float, ...]
