"""Lemmas, looked up once for each word form and part of speech.

In: a spaCy document with parts of speech. Out: the same with lemmas. Never here: tables, see the weights.
"""

from typing import Any

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.tokens import Doc, Token

FACTORY = "hearsay_lemmatizer"
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # an odd number: parts of speech fall far apart
_NONE = np.uint64(0)  # no pair: no form has this number


class Lemmatizer(EnglishLemmatizer):
    """spaCy's rules and tables, asked once for each pair instead of once for each token.

    `_pairs` are the pairs met so far as numbers, in rising order, `_lemmas` their lemmas.
    """

    _pairs = np.zeros(0, np.uint64)
    _lemmas = np.zeros(0, np.uint64)

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._rules: dict[str, _Rules] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets the lemma of every token."""
        if not len(doc):
            return doc
        raw = doc.to_array(["ORTH", "POS"]).astype(np.uint64)
        pairs = raw[:, 0] ^ (raw[:, 1] * _SPREAD)
        at = np.searchsorted(self._pairs, pairs)
        unmet = np.flatnonzero(np.append(self._pairs, _NONE)[at] != pairs)
        if len(unmet):
            self._meet(doc, dict(zip(pairs[unmet].tolist(), unmet.tolist(), strict=True)))
            at = np.searchsorted(self._pairs, pairs)
        column: Any = self._lemmas[at]
        return doc.from_array(["LEMMA"], column)

    def rule_lemmatize(self, token: Token) -> list[str]:
        """The same as spaCy's, for words without morphology: rules are looked up by the ending, not tried."""
        kind = token.pos_.lower()
        if token.has_morph() or kind in {"", "space"}:
            return super().rule_lemmatize(token)
        if kind not in self._rules:
            self._rules[kind] = _Rules(self.lookups, kind)
        return [self._rules[kind].lemma(token.text, proper=kind == "propn")]

    def _meet(self, doc: Doc, new: dict[int, int]) -> None:
        """Looks up the lemmas of new pairs, each with a token that is one."""
        pairs = sorted(new)
        lemmas = [doc.vocab.strings.add(self.lemmatize(doc[new[pair]])[0]) for pair in pairs]
        met = np.array(pairs, np.uint64)
        places = np.searchsorted(self._pairs, met)
        self._pairs = np.insert(self._pairs, places, met)
        self._lemmas = np.insert(self._lemmas, places, np.array(lemmas, np.uint64))


class _Rules:
    """What the tables say of one part of speech; the rules by the ending that they replace."""

    def __init__(self, lookups: Lookups, kind: str) -> None:
        index, self.exceptions, rules = (
            lookups.get_table(f"lemma_{name}", {}).get(kind) for name in ("index", "exc", "rules")
        )
        self.any = bool(index or self.exceptions or rules)
        self.index = frozenset(index or ())
        self.endings: dict[str, list[tuple[int, str]]] = {}
        for rank, (old, new) in enumerate(rules or ()):
            self.endings.setdefault(old, []).append((rank, new))
        self.lengths = sorted({len(ending) for ending in self.endings})

    def lemma(self, text: str, *, proper: bool) -> str:
        """The first form that spaCy's rule lemmatizer finds."""
        if not self.any:
            return text if proper else text.lower()
        word = text.lower()
        made = sorted(
            (rank, word[: len(word) - size] + new)
            for size in self.lengths
            if size <= len(word)
            for rank, new in self.endings.get(word[len(word) - size :], ())
        )
        listed = [form for _, form in made if form in self.index]
        marks = [form for _, form in made if form and form not in self.index and not form.isalpha()]
        forms = list(dict.fromkeys([*reversed(listed), *marks]))
        for form in (self.exceptions or {}).get(word, ()):
            if form not in forms:
                forms.insert(0, form)
        rest = [form for _, form in made if form and form.isalpha() and form not in self.index]
        return next(iter((*forms, *rest)), text)


@Language.factory(FACTORY, default_score_weights={"lemma_acc": 1.0})
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """The component of a spaCy pipeline; its tables are read when the pipeline is."""
    return Lemmatizer(nlp.vocab, None, name, mode="rule", overwrite=False, scorer=lemmatizer_score)
