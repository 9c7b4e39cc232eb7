"""The same text about others: its names replaced by invented ones.

In: a text with names. Out: a text in which some of them are invented. Never here: trees, which would not fit.
"""

import random

from spacy.tokens import Doc, Span

from invent import invented
from respell import respelled


def renamed(doc: Doc, rng: random.Random) -> Doc:
    """Every other text gets new names in most places; then it may be spelt another way."""
    if not doc.ents or rng.random() < 0.5:
        return respelled(doc, rng)
    words: list[str] = []
    spaces: list[bool] = []
    names: list[tuple[int, int, str]] = []
    unknown: list[int] = []
    i = 0
    replaced = {e.start: e for e in doc.ents}
    while i < len(doc):
        if (name := replaced.get(i)) is not None:
            old = [t.text for t in name]
            new = invented(name.label_, old, rng) if rng.random() < 0.7 else old
            names.append((len(words), len(words) + len(new), name.label_))
            spaces += (
                [_spaced(new, k) for k in range(len(new) - 1)]
                if new is not old
                else [bool(t.whitespace_) for t in name][:-1]
            )
            spaces.append(bool(name[-1].whitespace_))
            words += new
            i = name.end
            continue
        if doc[i].ent_iob == 0:
            unknown.append(len(words))
        words.append(doc[i].text)
        spaces.append(bool(doc[i].whitespace_))
        i += 1
    made = Doc(doc.vocab, words=words, spaces=spaces)
    made.set_ents(
        [Span(made, start, end, label=kind) for start, end, kind in names],
        missing=[Span(made, k, k + 1) for k in unknown],
        default="outside",
    )
    return respelled(made, rng)


def _spaced(words: list[str], k: int) -> bool:
    """Whether a blank stands after word k of a name."""
    return "-" not in (words[k], words[k + 1])
