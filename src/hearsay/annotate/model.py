"""The spaCy pipeline that reads a text: the one shipped here, or one that the user names.

In: the name of a pipeline, or a parsed text. Out: the pipeline; the names and sentences of the text.
Never here: downloading.
"""

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from hearsay.annotate.lemmas import FACTORY as LEMMAS
from hearsay.annotate.parser import MENTIONS, Parser
from hearsay.errors import MissingModel
from hearsay.records import Name, NameKind, Span, datelines

SHIPPED = "weights/pipeline"
PARSER = "hearsay_parser"
BOUNDS = "hearsay_sentence_bounds"

PARTS = {
    "part-of-speech tags": {"tagger", PARSER},
    "universal parts of speech": {"morphologizer", "attribute_ruler", PARSER},
    "lemmas": {"lemmatizer", "trainable_lemmatizer", LEMMAS},
    "trees": {"parser", PARSER},
    "names": {"ner", PARSER},
}
"""What a pipeline must find, and the spaCy factories that find it."""

KINDS: dict[str, NameKind] = {
    "person": "person",
    "organization": "organization",
    "group": "group",
    "place": "place",
    "event": "event",
    "work": "work",
    "other": "other",
    # the labels of OntoNotes, which most English pipelines use
    "PERSON": "person",
    "ORG": "organization",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "work",
    "PRODUCT": "other",
    # those of CoNLL
    "PER": "person",
    "MISC": "other",
}

TITLES = frozenset(
    "adm. brig. capt. cdr. cmdr. col. cpl. cpt. dr. fr. gen. gov. hon. lt. maj. messrs. mr. mrs. ms. mx. "
    "pfc. pres. prof. pvt. rep. rev. sen. sgt. st. supt.".split()
)
"""Abbreviations that a name follows, so that their full stop ends no sentence."""

_EDGES = re.compile(
    r"""^(?: [\s"“”‘’'«»(\[] | (?:[Tt]he|[Aa]|an)(?:\s|$) )+ | (?: [\s"“”‘’'«»)\],;:] | ['’]s )+$""",
    re.VERBOSE,
)
_MENTIONED = frozenset({"person", "organization", "place"})
_DESCRIBING = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "fixed", "goeswith"})
_MAY_END = frozenset(".!?…:;\"'”’»)]}—–-*•\n")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"^[ \t]*(?=((?:[-–—•*·◦▪]+|\(?[0-9]{1,2}[.)])[ \t]+)\S)", re.MULTILINE)
"""Where an item of a list begins, and the mark before it."""
_PARTNER = re.compile(r" & [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
"""Behind a name: what stands on the other side of its "&"."""
_AFTER_HOUR = re.compile(
    r"\b[ap]\.m\.\s+(?=[A-Z][a-z]+ )"
    r"(?!(?:[A-Z][a-z]+day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Eastern|Central|Mountain|Pacific|Atlantic|Greenwich|Coordinated|Local|Standard|Daylight)\b)"
)
"""A full stop of "a.m." or "p.m." that also ends a sentence."""
_QUOTED_AFTER_QUOTED = re.compile(r"""[.!?…][”"'’]\s+(?=[“"‘])""")


def load_pipeline(name: str | None) -> Language:
    """The shipped pipeline, or the installed one of this name or path.

    Raises:
        MissingModel: there is no such pipeline, or it lacks a part that the later stages need.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = _load(name)
    found = {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
    for part, factories in PARTS.items():
        if not found & factories:
            raise MissingModel(
                f"the spaCy pipeline finds no {part}",
                path=name or "the shipped pipeline",
                hint=f"it needs a component {' or '.join(sorted(factories))}",
            )
    if not nlp.has_pipe(BOUNDS):  # one that was written by `to_disk` of this has it already
        nlp.add_pipe(BOUNDS, first=True)
    return nlp


def find_parser(nlp: Language) -> Parser:
    """The parser of the pipeline, or the shipped one where the pipeline has another.

    Raises:
        MissingModel: its weights are not there.
    """
    pipe = nlp.get_pipe(PARSER) if nlp.has_pipe(PARSER) else None
    if isinstance(pipe, Parser):
        return pipe
    parser = Parser()
    with as_file(files("hearsay.annotate") / SHIPPED / PARSER) as path:
        try:
            parser.load(path)
        except OSError as error:
            raise MissingModel("the parser's weights are not there", path=str(path)) from error
    return parser


def _load(name: str | None) -> Language:
    try:
        if name is not None:
            return spacy.load(name)
        with as_file(files("hearsay.annotate") / SHIPPED) as path:
            return spacy.load(path)
    except (OSError, ValueError) as error:
        raise MissingModel(
            "no such spaCy pipeline, or it cannot be read",
            path=name or "the shipped pipeline",
            hint="install it, or leave the setting annotate.pipeline out",
        ) from error


@Language.component(BOUNDS)
def _bound_sentences(doc: Doc) -> Doc:
    """Tells the parser where a sentence must begin and where none can.

    One begins after an empty line, after a dateline, with each item of a list, and with a quotation that
    follows one which ends like a sentence; none where no mark or line end stands before it.
    Elsewhere the parser decides. Without this, many parsers cut long sentences of news before a name.
    """
    if not len(doc):
        return doc
    raw = doc.to_array(["ORTH", "SPACY", "IDX", "IS_SPACE"])
    distinct, which = np.unique(raw[:, 0], return_inverse=True)
    forms = np.array([*map(doc.vocab.strings.__getitem__, distinct.tolist()), " ", ""], object)
    may_end = np.array([form[-1:] in _MAY_END for form in forms], bool)[which]
    # the text as spaCy joins it, in a fifth of the time
    text = "".join(forms[np.stack([which, len(distinct) + (raw[:, 1] == 0)], axis=1)].ravel().tolist())
    starts = np.zeros(len(doc), dtype=np.int64)
    blank = raw[:, 3] == 1
    free = may_end[:-1] | blank[:-1] | blank[1:]
    starts[1:] = np.where(free, 0, -1)
    for i in np.flatnonzero(blank[:-1]).tolist():
        if forms[which[i]].count("\n") > 1:
            starts[i + 1] = 1
    begun = [line.end for line in datelines(text)] + [
        found.end() for rule in (_ITEM, _AFTER_HOUR, _QUOTED_AFTER_QUOTED) for found in rule.finditer(text)
    ]
    starts[np.isin(raw[:, 2], begun)] = 1
    column: Any = starts.astype(np.uint64)  # a type that spaCy asks for and its stubs do not know
    return doc.from_array(["SENT_START"], column)


def to_names(doc: Doc, text: str | None = None) -> tuple[Name, ...]:
    """The names in a text without article, title, possessive or quotation marks.

    None runs across an empty line. `text` is the document's, which spaCy would join anew.
    """
    text = doc.text if text is None else text
    filed = {line.start for line in datelines(text)}
    names = []
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if kind is None:
            continue
        for start, end in _pieces(text, entity.start_char, entity.end_char):
            start, end = _trimmed(text, start, end)
            if (
                start in filed
            ):  # "VELLAN, 4 May (Coastal Wire) - " begins with a place, whatever it looks like
                kind = "place"
            if kind == "person":
                start = _without_title(text, start, end)
            if start < end:
                names.append(Name(start, end, kind, text[start:end]))
    return _agreed(_with_partners(names, text), filed)


def _with_partners(names: Sequence[Name], text: str) -> list[Name]:
    """Names that an "&" joins, or a name and a word with a capital, are one body ("Marti & Roll")."""
    joined: list[Name] = []
    for name in names:
        start, end = name.start, name.end
        if start < (joined[-1].end if joined else 0):
            continue  # it was taken into the one before
        while name.kind != "place" and (after := _PARTNER.match(text, end)) is not None:
            end = after.end()
        if joined and text[joined[-1].end : start] == " & " and name.kind != "place":
            start = joined.pop().start
        whole = (start, end) != (name.start, name.end)
        joined.append(Name(start, end, "organization", text[start:end]) if whole else name)
    return joined


def _agreed(names: Sequence[Name], filed: Set[int]) -> tuple[Name, ...]:
    """The names, each of the kind that the same name has most often in the text; in doubt as it was read.

    A word counts as a person as often as it ends a person's longer name. What a report is `filed` from stays
    a place.
    """
    counts: dict[str, Counter[NameKind]] = defaultdict(Counter)
    ending: Counter[str] = Counter()
    for name in names:
        counts[name.text][name.kind] += 1
        if name.kind == "person" and " " in name.text:
            ending[name.text.split()[-1]] += 1
    for word in ending.keys() & counts.keys():
        counts[word]["person"] += ending[word]
    return tuple(
        replace(name, kind=most)
        if name.start not in filed and kinds[most := max(kinds, key=kinds.__getitem__)] > kinds[name.kind]
        else name
        for name in names
        for kinds in (counts[name.text],)
    )


def to_mentions(doc: Doc) -> tuple[Name, ...]:
    """Whatever stands for a person, body or place: names in full, descriptions, pronouns.

    A mention is its head word with what describes it, without clauses and what is joined to it. Several
    people are a body, and so is a country that acts. A document that another pipeline has read has none.
    """
    found = []
    for i, kind in doc.user_data.get(MENTIONS, {}).items():
        if kind in _MENTIONED:
            parts = list(_described(doc[i]))
            first, last = doc[min(parts)], doc[max(parts)]
            start, end = first.idx, last.idx + len(last)
            found.append(Name(start, end, kind, doc.text[start:end]))
    return tuple(found)


def _described(head: Token) -> Iterator[int]:
    """A head word and the words that describe it, below one another."""
    yield head.i
    for child in head.children:
        if child.dep_.split(":")[0] in _DESCRIBING:
            yield from (t.i for t in child.subtree if not t.is_space)


def to_sentences(doc: Doc, text: str | None = None) -> tuple[Span, ...]:
    """The sentences of a text, without white space at their edges.

    None runs across an empty line, none ends with a title ("Lt.") that the name follows or is the mark of a
    list's item alone. `text` is the document's, which spaCy would join anew.
    """
    text = doc.text if text is None else text
    marks = {item.start(1): item.end(1) for item in _ITEM.finditer(text)}
    sentences: list[Span] = []
    for sentence in doc.sents:
        for start, end in _pieces(text, sentence.start_char, sentence.end_char):
            piece = text[start:end]
            if not piece.strip():
                continue
            start += len(piece) - len(piece.lstrip())
            if sentences and (
                marks.get(sentences[-1].start) == start or _ends_with_title(text, sentences[-1], start)
            ):
                start = sentences.pop().start
            sentences.append(Span(start, end - len(piece) + len(piece.rstrip())))
    return tuple(sentences)


def _ends_with_title(text: str, sentence: Span, following: int) -> bool:
    """Whether the sentence's last word is a title and what follows stands on the same line."""
    word = text[sentence.start : sentence.end].split()[-1]
    return word.lower() in TITLES and "\n" not in text[sentence.end : following]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of text cut at its empty lines."""
    for gap in _EMPTY_LINE.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without what does not belong to a name at its edges."""
    while (edge := _EDGES.search(text[start:end])) and start < end:
        if edge.start() == 0:
            start += edge.end()
        else:
            end = start + edge.start()
    return start, end


def _without_title(text: str, start: int, end: int) -> int:
    """Where the name begins after a title ("Ms. Belmar"); where it began if it is nothing but a title."""
    word, _, rest = text[start:end].partition(" ")
    return end - len(rest) if rest and word.lower().rstrip(".") + "." in TITLES else start
