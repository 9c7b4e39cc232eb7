"""Other spellings of the same text: capitals, quotation marks, dashes; other proper nouns.

In: an annotated text. Out: the same annotation over words spelt as another house would.
Never here: a change in the number of words.
"""

import random

from spacy.tokens import Doc, Span

from invent import invented_word

CURLY = {
    "``": "“",
    "''": "”",
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ve": "’ve",
    "'ll": "’ll",
    "'m": "’m",
    "'d": "’d",
}
DASHES = {"--": "—", "-": "–", "–": "-", "—": "--"}


def respelled(doc: Doc, rng: random.Random) -> Doc:
    """One text in three is changed in one way: marks most often, capitals throughout now and then."""
    chance = rng.random()
    if chance < 0.15:
        return _rewritten(doc, _marks(doc))
    if chance < 0.20:
        return _rewritten(doc, [DASHES.get(t.text, t.text) if t.tag_ != "HYPH" else t.text for t in doc])
    if chance < 0.24:
        return _rewritten(doc, [t.text.upper() for t in doc])
    if chance < 0.27:
        return _rewritten(doc, [t.text.title() if len(t) > 3 else t.text for t in doc])
    if chance < 0.29:
        return _rewritten(doc, [t.text.lower() for t in doc])
    return doc


def with_new_nouns(doc: Doc, rng: random.Random) -> Doc:
    """One text in four has half of its proper nouns replaced by invented words; then it may be spelt anew."""
    if rng.random() < 0.25:
        words = [
            invented_word(rng) if t.tag_ == "NNP" and t.text.istitle() and rng.random() < 0.5 else t.text
            for t in doc
        ]
        doc = _rewritten(doc, words)
    return respelled(doc, rng)


def _marks(doc: Doc) -> list[str]:
    """Straight quotation marks curled, curled ones straightened."""
    words, opened = [], False
    for token in doc:
        text = token.text
        if text == '"':
            words.append("”" if opened else "“")
            opened = not opened
        elif text in "“”":
            words.append('"')
        elif text == "'" or text == "’":
            words.append("’" if text == "'" else "'")
        else:
            words.append(CURLY.get(text, text.replace("’", "'")))
    return words


def _rewritten(doc: Doc, words: list[str]) -> Doc:
    made = Doc(
        doc.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc] if doc.has_annotation("TAG") else None,
        pos=[t.pos_ for t in doc] if doc.has_annotation("POS") else None,
        heads=[t.head.i for t in doc] if doc.has_annotation("DEP") else None,
        deps=[t.dep_ for t in doc] if doc.has_annotation("DEP") else None,
    )
    if doc.has_annotation("ENT_IOB"):
        names = [Span(made, e.start, e.end, label=e.label_) for e in doc.ents]
        missing = [Span(made, t.i, t.i + 1) for t in doc if t.ent_iob == 0]
        made.set_ents(names, missing=missing, default="outside")
    return made
