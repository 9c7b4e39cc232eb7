"""Lemmas, looked up once for each word form and part of speech.

In: a spaCy document with parts of speech. Out: the same with lemmas. Never here: tables, see the weights.
"""

from typing import Any

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.tokens import Doc

FACTORY = "hearsay_lemmatizer"
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # an odd number: parts of speech fall far apart


class Lemmatizer(EnglishLemmatizer):
    """spaCy's rules and tables, asked once for each pair instead of once for each token."""

    _pairs: dict[int, int] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Sets the lemma of every token."""
        if not len(doc):
            return doc
        if self._pairs is None:
            self._pairs = {}
        raw = doc.to_array(["ORTH", "POS"]).astype(np.uint64)
        distinct, first, inverse = np.unique(
            raw[:, 0] ^ (raw[:, 1] * _SPREAD), return_index=True, return_inverse=True
        )
        lemmas = np.empty(len(distinct), np.uint64)
        for place, (pair, at) in enumerate(zip(distinct.tolist(), first.tolist(), strict=True)):
            if pair not in self._pairs:
                self._pairs[pair] = doc.vocab.strings.add(self.lemmatize(doc[at])[0])
            lemmas[place] = self._pairs[pair]
        column: Any = lemmas[inverse].reshape(-1)
        return doc.from_array(["LEMMA"], column)


@Language.factory(FACTORY, default_score_weights={"lemma_acc": 1.0})
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """The component of a spaCy pipeline; its tables are read when the pipeline is."""
    return Lemmatizer(nlp.vocab, None, name, mode="rule", overwrite=False, scorer=lemmatizer_score)
