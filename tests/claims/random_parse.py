"""A stand-in for annotation: any words with any tags in any tree, any names and attributions.

What a network makes of strange text is not to be foreseen, so the claims stage must stand everything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import strategies as st

from hearsay.records import AnnotatedReport, Attribution, Name, Report, Span

TAGS = "NN NNS NNP NNPS VB VBD VBZ VBP VBN VBG MD PRP PRP$ DT IN TO WP WDT RB JJ CC CD , . : `` '' EX".split()
PARTS = "NOUN PROPN VERB AUX PRON DET ADP SCONJ ADV ADJ CCONJ NUM PUNCT PART X SYM".split()
LABELS = (
    "ROOT nsubj nsubj:pass obj iobj obl obl:agent ccomp xcomp advcl acl acl:relcl appos nmod nmod:poss "
    "conj cc mark case det aux aux:pass cop compound flat parataxis punct nummod advmod expl csubj dep"
).split()
KINDS = "person organization group place event work other".split()
WORDS = (
    "The mayor he she it they his who which that said told denied was is cited citing quoted saying as by "
    "not according to two officials statement report seen carried interview with Lodra Post Anna Torvik "
    "Ministry of Justice the ministry a nurse , . : ; ? ! — ( ) “ ” \" „ « » 「 」 ’ '' \n\n \n 14 "
    "43-year-old occurred fire true false if would and but I we them both found "
    "blamed attributed on for at speaks called known lie agreed rejected account this which excerpts press "
    "conference than planned Doctors Hand"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60)


@dataclass
class AnyToken:
    i: int
    idx: int
    text: str
    tag_: str
    pos_: str
    dep_: str
    head: "AnyToken" = field(init=False, repr=False)
    children: "list[AnyToken]" = field(default_factory=list, repr=False)

    @property
    def lower_(self) -> str:
        return self.text.lower()

    @property
    def lemma_(self) -> str:
        return {"said": "say", "told": "tell", "cited": "cite", "was": "be", "is": "be"}.get(
            self.lower_, self.lower_
        )

    @property
    def subtree(self) -> "Iterator[AnyToken]":
        yield self
        for child in self.children:
            yield from child.subtree

    def __len__(self) -> int:
        return len(self.text)


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def annotated(draw: st.DrawFn) -> AnnotatedReport:
    text = draw(TEXTS)
    report = Report("r", "t.txt", None, "Morning Herald", (), "2020-05-04", "en", "news", text)
    found = list(re.finditer(r"\w+|\S|\s{2,}", text))
    tokens = [
        AnyToken(
            i,
            m.start(),
            m.group(),
            draw(st.sampled_from(TAGS)),
            draw(st.sampled_from(PARTS)),
            draw(st.sampled_from(LABELS)),
        )
        for i, m in enumerate(found)
    ]
    order = draw(st.permutations(tokens))  # a head comes before its children in this order: no circle
    for number, token in enumerate(order):
        token.head = order[draw(st.integers(0, number))]
    for token in tokens:
        if token.head is not token:
            token.head.children.append(token)
    bounds = sorted({0, *draw(st.lists(st.integers(0, len(text)), max_size=3)), len(text)})
    sentences = tuple(Span(a, b) for a, b in pairwise(bounds) if text[a:b].strip())
    spans = st.lists(spans_of(text), max_size=2).map(lambda s: tuple(sorted(s, key=lambda x: x.start)))
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    if text:
        places = draw(st.lists(spans_of(text), max_size=4))
        kinds = [draw(st.sampled_from(KINDS)) for _ in places]
        named = [Name(s.start, s.end, k, text[s.start : s.end]) for s, k in zip(places, kinds, strict=True)]
        names = tuple(n for n in named if n.text.strip())
        attributions = tuple(
            Attribution(draw(spans), cue, content)
            for cue, content in draw(st.lists(st.tuples(spans, spans), max_size=3))
            if cue and content
        )
    return AnnotatedReport(report, sentences, names, (), (), (), attributions, tokens or None)  # type: ignore[arg-type]
