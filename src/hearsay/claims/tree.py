"""The tree of a text as plain objects, read off the parse once.

In: a `Parse`. Out: its words, each knowing its head and children. Never here: what a word means. The claims
stage asks for heads and children many times over; a parser's tokens make them anew each time.
"""

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from hearsay.records import Parse


class Word:
    """One word of a text: a `Token` whose place in the tree is kept, not worked out."""

    __slots__ = ("children", "dep_", "head", "i", "idx", "lemma_", "lower_", "pos_", "tag_", "text")

    def __init__(
        self, i: int, idx: int, text: str, lower: str, lemma: str, tag: str, pos: str, dep: str
    ) -> None:
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.tag_ = tag
        self.pos_ = pos
        self.dep_ = dep
        self.head: Word = self
        self.children: Sequence[Word] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> list["Word"]:
        """The word and all words below it, in text order as far as branches do not cross."""
        found: list[Word] = []
        self._gather(found)
        return found

    def _gather(self, found: list["Word"]) -> None:
        before = True
        for child in self.children:
            if before and child.i > self.i:
                found.append(self)
                before = False
            if child.children:
                child._gather(found)
            else:
                found.append(child)
        if before:
            found.append(self)


def grow(parse: Parse) -> list[Word]:
    """The words of a parse in order, without its blanks unless something hangs on one."""
    words, heads = _read_off(parse) if isinstance(parse, Doc) else _asked(parse)
    blanks = {word.i for word in words if word.text.isspace()}
    blanks_with_words = blanks & {head for i, head in enumerate(heads) if head != i}
    below: dict[int, list[Word]] = {}
    for word, head in zip(words, heads, strict=True):
        if head == word.i:
            continue
        word.head = words[head]
        if word.i not in blanks or word.i in blanks_with_words:
            below.setdefault(head, []).append(word)
    for i, children in below.items():
        words[i].children = children
    return [word for word in words if word.i not in blanks]


def _asked(parse: Parse) -> tuple[list[Word], list[int]]:
    """The words of any parse, without their places in the tree, and the numbers of their heads."""
    tokens = list(parse)
    words = [Word(t.i, t.idx, t.text, t.lower_, t.lemma_, t.tag_, t.pos_, t.dep_) for t in tokens]
    return words, [token.head.i for token in tokens]


def _read_off(doc: Doc) -> tuple[list[Word], list[int]]:
    """The same of a spaCy document, by columns: each string is looked up once, not once a word."""
    raw = doc.to_array(["IDX", "HEAD", "ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP"])
    strings = doc.vocab.strings
    string = {number: strings[number] for number in np.unique(raw[:, 2:]).tolist()}
    words = [
        Word(i, idx, string[text], string[low], string[lemma], string[tag], string[pos], string[dep])
        for i, (idx, _, text, low, lemma, tag, pos, dep) in enumerate(raw.tolist())
    ]
    steps = raw[:, 1].astype(np.int64)
    return words, (np.arange(len(words)) + steps).tolist()
