"""The tree of a text as plain objects, read off the parse once.

In: a `Parse`. Out: its words, each knowing its head and children. Never here: what a word means. The claims
stage asks for heads and children many times over; a parser's tokens make them anew each time.
"""

from collections.abc import Iterator

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
        self.children: list[Word] = []

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> Iterator["Word"]:
        """The word and all words below it, in text order as far as branches do not cross."""
        before = True
        for child in self.children:
            if before and child.i > self.i:
                yield self
                before = False
            yield from child.subtree
        if before:
            yield self


def grow(parse: Parse) -> list[Word]:
    """The words of a parse in order, without its blanks unless something hangs on one."""
    tokens = list(parse)
    words = [Word(t.i, t.idx, t.text, t.lower_, t.lemma_, t.tag_, t.pos_, t.dep_) for t in tokens]
    heads = [token.head.i for token in tokens]
    for word, head in zip(words, heads, strict=True):
        if head != word.i:
            word.head = words[head]
            words[head].children.append(word)
    for word in words:
        if word.text.isspace() and not word.children and word.head is not word:
            word.head.children.remove(word)
    return [word for word in words if not word.text.isspace()]
