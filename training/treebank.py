"""Treebanks as parsed texts cut by our own tokenizer.

In: rows with tokens, tags and trees. Out: spaCy `Doc`s of a few sentences each, with tags, parts of speech
and trees. Never here: anything that depends on which treebank it is.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.pipeline._parser_internals.nonproj import contains_cycle
from spacy.tokens import Doc

from data_sets import Row


@dataclass
class Passage:
    """Some sentences of a document: their text, and for each word where it stands and what it is."""

    text: str = ""
    bounds: list[tuple[int, int]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)
    """Where the words' starts and ends in the document stand in the passage."""


def parsed(nlp: Language, row: Row) -> Doc:
    """A whole document as it stands, for measuring."""
    return as_doc(nlp, _passage(row, row["sentences"], random.Random(0), breaks=0.0))


def passages(
    nlp: Language, row: Row, rng: random.Random, *, breaks: float
) -> Iterator[tuple[Doc, dict[int, int]]]:
    """A document in passages of 1 to 12 sentences, each with the new places of its words' starts and ends.

    A share `breaks` of the gaps between sentences becomes a line break or an empty line, as in lists and
    under headlines. A passage is left out where our tokens and the words overlap so that no tree results.
    """
    sentences = row["sentences"]
    first = 0
    while first < len(sentences):
        size = rng.choice((1, 2, 4, 8, 12))
        passage = _passage(row, sentences[first : first + size], rng, breaks=breaks)
        doc = as_doc(nlp, passage)
        if not contains_cycle([token.head.i for token in doc]):
            yield doc, passage.moved
        first += size


def _passage(row: Row, sentences: list[list[int]], rng: random.Random, *, breaks: float) -> Passage:
    made = Passage()
    previous_end: int | None = None
    for first, end in sentences:
        start_char, end_char = row["tokens"][first][0], row["tokens"][end - 1][1]
        if previous_end is not None:
            gap = row["text"][previous_end:start_char]
            if gap and rng.random() < breaks:
                gap = rng.choice(("\n\n", "\n\n", "\n"))
            made.text += gap
        shift = len(made.text) - start_char
        base = len(made.bounds)
        made.text += row["text"][start_char:end_char]
        previous_end = end_char
        for i in range(first, end):
            token_start, token_end = row["tokens"][i]
            head = row["head"][i]
            made.bounds.append((token_start + shift, token_end + shift))
            made.moved.update({token_start: token_start + shift, token_end: token_end + shift})
            made.tags.append(row["xpos"][i])
            made.pos.append(row["upos"][i])
            made.heads.append(base + head if head >= 0 else base + i - first)
            made.deps.append("ROOT" if head < 0 else row["dep"][i])
    return made


def as_doc(nlp: Language, passage: Passage) -> Doc:
    """The passage cut by the pipeline's own tokenizer, the annotation carried over by characters.

    A token that covers several words takes the annotation of the one that the others hang from. Where a
    word is cut into several tokens, the last one stands for it and the others hang from it. A token of
    white space hangs from the token before it.
    """
    doc = nlp.make_doc(passage.text)
    words_of: list[list[int]] = [[] for _ in doc]
    token_of = [-1] * len(passage.bounds)
    word = 0
    for token in doc:
        if token.is_space:
            continue
        while word < len(passage.bounds) and passage.bounds[word][1] <= token.idx:
            word += 1
        at = word
        while at < len(passage.bounds) and passage.bounds[at][0] < token.idx + len(token):
            words_of[token.i].append(at)
            token_of[at] = token.i
            at += 1
    heads, deps, tags, pos = [], [], [], []
    for token in doc:
        covered = words_of[token.i]
        if token.is_space or not covered:
            heads.append(max(token.i - 1, 0))
            deps.append("dep" if token.i else "ROOT")
            tags.append("_SP")
            pos.append("SPACE")
            continue
        top = next((w for w in covered if passage.heads[w] not in covered), None)
        if top is None:
            top = next((w for w in covered if passage.heads[w] == w), covered[-1])
        tags.append(passage.tags[top])
        pos.append(passage.pos[top])
        if token_of[top] != token.i:
            heads.append(token_of[top])
            deps.append("goeswith")
        else:
            heads.append(token_of[passage.heads[top]])
            deps.append(passage.deps[top] if heads[-1] != token.i else "ROOT")
    return Doc(
        nlp.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=tags,
        pos=pos,
        heads=heads,
        deps=deps,
    )
