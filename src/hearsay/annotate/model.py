"""The spaCy pipeline that reads a text: the one shipped here, or one that the user names.

In: the name of a pipeline, or a parsed text. Out: the pipeline; the names and sentences of the text.
Never here: downloading.
"""

import re
import warnings
from collections.abc import Iterator
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from hearsay.errors import MissingModel
from hearsay.records import Name, NameKind, Span, datelines

SHIPPED = "weights/pipeline"

PARTS = {
    "part-of-speech tags": {"tagger"},
    "universal parts of speech": {"morphologizer", "attribute_ruler"},
    "lemmas": {"lemmatizer", "trainable_lemmatizer"},
    "trees": {"parser"},
    "names": {"ner"},
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
_MAY_END = frozenset(".!?…:;\"'”’»)]}—–-*•\n")
_EMPTY_LINE = re.compile(r"\n\s*\n")


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
    nlp.add_pipe("hearsay_sentence_bounds", first=True)
    return nlp


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


@Language.component("hearsay_sentence_bounds")
def _bound_sentences(doc: Doc) -> Doc:
    """Tells the parser where a sentence must begin and where none can.

    One begins after an empty line and after a dateline; none where no mark or line end stands before it.
    Elsewhere the parser decides. Without this it cuts long sentences of news before a name.
    """
    filed = {line.end for line in datelines(doc.text)}
    starts = np.zeros(len(doc), dtype=np.int64)
    before = ""
    for i, token in enumerate(doc):
        if token.idx in filed or before.count("\n") > 1:
            starts[i] = 1
        elif before and before[-1] not in _MAY_END and not token.is_space:
            starts[i] = -1
        before = token.text_with_ws.rstrip(" ")
    # set in one go: token by token, spaCy looks through the whole text each time
    column: Any = starts.astype(np.uint64)  # a type that spaCy asks for and its stubs do not know
    return doc.from_array(["SENT_START"], column) if len(doc) else doc


def to_names(doc: Doc) -> tuple[Name, ...]:
    """The names in a text without article, title, possessive or quotation marks.

    None runs across an empty line.
    """
    text = doc.text  # spaCy joins it anew each time it is asked
    names = []
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if kind is None:
            continue
        for start, end in _pieces(text, entity.start_char, entity.end_char):
            start, end = _trimmed(text, start, end)
            if kind == "person":
                start = _without_title(text, start, end)
            if start < end:
                names.append(Name(start, end, kind, text[start:end]))
    return tuple(names)


def to_sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of a text, without white space at their edges.

    None runs across an empty line, none ends with a title ("Lt.") that the name follows.
    """
    text = doc.text
    sentences: list[Span] = []
    for sentence in doc.sents:
        for start, end in _pieces(text, sentence.start_char, sentence.end_char):
            piece = text[start:end]
            if not piece.strip():
                continue
            start += len(piece) - len(piece.lstrip())
            if sentences and _ends_with_title(text, sentences[-1], start):
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
