"""A report with what the reader's eye found in it; lives inside one worker and is never stored.

`Parse` and `Token` say what the later stages use of a parsed text, so that they name no parser.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from hearsay.records.report import Report
from hearsay.records.values import Amount, Span, When, Where

NameKind = Literal["person", "organization", "group", "place", "event", "work", "other"]


class Token(Protocol):
    """One word of a parsed text: a tag (Penn), a universal part of speech, a lemma, a place in the tree."""

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str

    @property
    def head(self) -> "Token": ...
    @property
    def children(self) -> "Iterable[Token]": ...
    @property
    def subtree(self) -> "Iterable[Token]": ...
    def __len__(self) -> int: ...


class Parse(Protocol):
    """The words of a text in order, with universal dependencies."""

    def __len__(self) -> int: ...
    def __getitem__(self, i: int) -> Token: ...
    def __iter__(self) -> Iterator[Token]: ...


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a person, body, place … in `text[start:end]`."""

    start: int
    end: int
    kind: NameKind
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """In these words somebody (`source`) says, denies, expects … (`cue`) something (`content`).

    Each role is a list of spans in order; `source` may be empty (nobody is named).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """A report with its sentences, names, dates, places, amounts and attributions, and its parse.

    All lists are in text order. `parse` is None for a language that the pipeline does not know; names and
    attributions are then empty.
    """

    report: Report
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    dates: tuple[When, ...]
    places: tuple[Where, ...]
    amounts: tuple[Amount, ...]
    attributions: tuple[Attribution, ...]
    parse: Parse | None
