"""Digests: what a corpus stage keeps of one report, a few kilobytes however long the text.

In: fields filled by `resolve`, `origins` and `stories` while the report is at hand. Out: the same fields,
stored in the ledger and read back when the corpus is looked at. Never here: texts, parses.
"""

from dataclasses import dataclass

from hearsay.records.annotated import NameKind
from hearsay.records.values import Span


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to write a name, where it stands, and why it stands for that name; None for the name itself."""

    text: str
    reason: str | None = None
    spans: tuple[Span, ...] = ()


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
    """The persons, bodies, places … that report `report` names."""

    report: str
    entities: tuple[LocalEntity, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """So many `sentences` of a report rest on `name`, by its own words first in `text[start:end]`.

    `published` is whether those words speak of something published ("reported", "in a report"), not merely
    of somebody who spoke. `mentions` are all the places where it is named as a source.
    """

    name: str
    sentences: int
    start: int
    end: int
    published: bool
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDigest:
    """What is needed to find the texts that report `report` was taken from, and those taken from it.

    `sketch` holds a sample of the hashes of the text's word n-grams, `names` the hashes of its names and
    numbers, 4 bytes each, in order. `length` is the number of its words. `credits` are the sources
    that stand outside its sentences ("(CPA)" at its end); `attributed` counts the sentences that rest
    on the word of others, `rests_on` says on whose. `own` are the sentences in which it says that somebody
    spoke to itself. `unknown`: no publisher, author, credit or date is known. `discusses`: whether
    it is an analysis or opinion, `own_account` whether it is of a genre that rests on no report as a whole.
    """

    report: str
    publisher: str | None
    aliases: tuple[str, ...]
    published: str | None
    length: int
    sketch: bytes
    names: bytes
    credits: tuple[str, ...] = ()
    attributed: int = 0
    rests_on: tuple[Reliance, ...] = ()
    unknown: bool = False
    discusses: bool = False
    own: tuple[Span, ...] = ()
    own_account: bool = False


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
