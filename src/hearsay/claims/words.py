"""A parsed text that can be asked by character offsets.

In: an `AnnotatedReport` with a parse. Out: tokens, heads and clauses of spans. Never here: what words mean.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from hearsay.claims.tree import grow
from hearsay.records import AnnotatedReport, Span, Token, datelines

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer", "csubj:outer", "expl"})
_OF_A_PREDICATE = SUBJECTS | {"cop"}
CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "conj", "csubj", "csubj:pass", "parataxis"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
MARKS = frozenset({"PUNCT", "SYM"})
LITTLE = frozenset({"ADP", "CCONJ", "DET", "SCONJ"})
QUOTES = '"“”„«»「」『』'

_CLOSED_BY = {
    '"': ('"', "”"),
    "“": ("”", '"'),
    "„": ("”", "“", '"'),
    "«": ("»",),
    "»": ("«",),
    "「": ("」",),
    "『": ("』",),
    "''": ("''",),
    "``": ("''",),
}
_NUMBER = re.compile(r"(?:^|(?<=\n))\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_MARKS = re.compile("[\"“”„«»「」『』]|''|``|\n\n")


class Words:
    """The tokens of a report's text in order, found by character offset.

    All methods take and give character offsets of the report's text or tokens of its parse.
    """

    def __init__(self, doc: AnnotatedReport) -> None:
        if doc.parse is None:
            raise ValueError("the report has no parse")
        self.text = doc.report.text
        self.tokens: list[Token] = [*grow(doc.parse)]
        self.starts = [token.idx for token in self.tokens]
        self.datelines = datelines(self.text)
        self.sentences = [self._opened(span) for span in doc.sentences]
        self._sentence_starts = [span.start for span in self.sentences]
        self._dated = [(date.start, date.end) for date in doc.dates]
        self._quoted = _quoted_spans(self.text)
        self._quote_starts = [span.start for span in self._quoted]

    def _opened(self, sentence: Span) -> Span:
        """The sentence without the dateline or the number of a list that it begins with."""
        span = without_dateline(sentence, self.datelines)
        number = _NUMBER.match(self.text, span.start, span.end)
        return Span(number.end(), span.end) if number and number.end() < span.end else span

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in `text[start:end]`."""
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def among(self, table: frozenset[str]) -> list[Token]:
        """The tokens whose lemma or form, in lower case, stands in a table, in order."""
        found = {token.i: token for entry in table & self._forms.keys() for token in self._forms[entry]}
        return [found[i] for i in sorted(found)]

    @cached_property
    def _forms(self) -> dict[str, list[Token]]:
        """The tokens under their lemmas and forms, so that no pattern need look at every word."""
        forms: dict[str, list[Token]] = {}
        for token in self.tokens:
            lemma = token.lemma_.lower()
            forms.setdefault(lemma, []).append(token)
            if token.lower_ != lemma:
                forms.setdefault(token.lower_, []).append(token)
        return forms

    def of(self, spans: Sequence[Span]) -> list[Token]:
        """The tokens of several spans, in order."""
        if len(spans) == 1:
            return self.between(spans[0].start, spans[0].end)
        return [token for span in spans for token in self.between(span.start, span.end)]

    def sentence(self, offset: int) -> Span:
        """The sentence that holds the character, or that ended last before it."""
        return self.sentences[max(bisect_right(self._sentence_starts, offset) - 1, 0)]

    def sentence_number(self, offset: int) -> int:
        """The number of that sentence, from 0."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    def quoted(self, offset: int) -> bool:
        """Whether the character stands between quotation marks."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and self._quoted[at].start < offset < self._quoted[at].end

    def dated(self, offset: int) -> bool:
        """Whether the character is part of a date or time."""
        return any(start <= offset < end for start, end in self._dated)

    def head(self, tokens: Sequence[Token]) -> Token | None:
        """The highest word of the tokens in the tree; of several a verb of a main clause, then the first."""
        inside = {token.i for token in tokens}
        verb = lexical = top = None
        for token in tokens:
            above = token.head.i
            if token.pos_ in MARKS or (above in inside and above != token.i):
                continue
            if is_predicate(token):
                if token.dep_ != "advcl":
                    return token
                verb = token if verb is None else verb
            if token.pos_ not in LITTLE:
                lexical = token if lexical is None else lexical
            top = token if top is None else top
        return next((word for word in (verb, lexical, top) if word is not None), None)

    def trim(self, start: int, end: int) -> Span:
        """The span without white space, commas, dashes and unpaired quotation marks at its edges."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;:–—-|"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
            end -= 1
        if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
            end += 1
        inner = text[start:end]
        if inner and inner[0] in QUOTES and not any(c in QUOTES for c in inner[1:]):
            return self.trim(start + 1, end)
        if inner and inner[-1] in QUOTES and not any(c in QUOTES for c in inner[:-1]):
            return self.trim(start, end - 1)
        if (
            len(inner) > 2
            and inner[0] in QUOTES
            and inner[-1] in QUOTES
            and not any(c in QUOTES for c in inner[1:-1])
        ):
            return self.trim(start + 1, end - 1)
        if inner and inner[-1] in ".!?" and not inner[:-1].endswith((".m", "Inc", "Co", "U.S")):
            return self.trim(start, end - 1)
        return Span(start, end)


def without_dateline(sentence: Span, datelines: Sequence[Span]) -> Span:
    """The sentence from behind the dateline on that it begins with."""
    for line in datelines:
        if line.start <= sentence.start < line.end:
            return Span(min(line.end, sentence.end), sentence.end)
    return sentence


def is_predicate(token: Token) -> bool:
    """Whether the word can head a clause: a verb, or a noun or adjective with a copula or subject."""
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "aux:pass", "cop"}):
        return True
    below = token.children
    return bool(below) and any(child.dep_ in _OF_A_PREDICATE for child in below)


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb is spoken of, not speaking."""
    if children(verb, "nsubj:pass", "aux:pass"):
        return True
    return verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in children(verb, "aux"))


def children(token: Token, *labels: str) -> list[Token]:
    """The children of a word with one of the dependency labels; blanks are no words."""
    below = token.children
    if not below:
        return []  # as most words: they are asked often
    return [child for child in below if child.dep_ in labels and not child.text.isspace()]


def main_clause(predicate: Token, inside: Sequence[Token]) -> list[Token]:
    """The words of the clause of a predicate and of its governing verb, without the clauses below."""
    governed = predicate.dep_ in {"xcomp", "csubj", "ccomp"} and predicate.head in inside
    open_, found = [predicate, *([predicate.head] if governed else [])], set()
    while open_:
        word = open_.pop()
        found.add(word.i)
        for child in word.children:
            if child.dep_ not in CLAUSES and child.i not in found:
                open_.append(child)
    return [token for token in inside if token.i in found]


def subtree_span(token: Token) -> Span:
    """The characters from the first to the last word below a word."""
    if not token.children:
        return Span(token.idx, token.idx + len(token.text))
    below = [t for t in token.subtree if not t.text.isspace()] or [token]
    last = max(below, key=lambda t: t.idx)
    return Span(min(t.idx for t in below), last.idx + len(last))


def _quoted_spans(text: str) -> list[Span]:
    """The spans between paired quotation marks; an unclosed one ends with its paragraph.

    A paragraph that opens with a mark after an unclosed one goes on with the same quotation.
    """
    spans: list[Span] = []
    opened: re.Match[str] | None = None
    for mark in _MARKS.finditer(text):
        if opened is None:
            opened = mark if mark.group() in _CLOSED_BY else None
        elif mark.group() == "\n\n":
            spans.append(Span(opened.start(), mark.start()))
            opened = None
        elif mark.group() in _CLOSED_BY[opened.group()]:
            spans.append(Span(opened.start(), mark.end()))
            opened = None
    if opened is not None:
        spans.append(Span(opened.start(), len(text)))
    return spans
