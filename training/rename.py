"""The same text about others: its names replaced by invented ones, or by those of another text.

In: a text with names. Out: a text in which some are replaced. Never here: trees, which would not fit.
"""

import random
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from invent import invented
from respell import respelled

Pool = dict[str, list[list[str]]]


def borrowable(docs: Iterable[Doc]) -> Pool:
    """Each name of the texts once, by kind; of a person's name of two words also each word alone."""
    pool: dict[str, dict[tuple[str, ...], None]] = {}
    for doc in docs:
        for name in doc.ents:
            words = tuple(token.text for token in name)
            known = pool.setdefault(name.label_, {})
            known[words] = None
            if name.label_ == "person" and len(words) == 2:
                known.update({words[:1]: None, words[1:]: None})
    return {kind: [list(words) for words in known] for kind, known in pool.items()}


def renamed(doc: Doc, rng: random.Random, *, pool: Pool | None = None) -> Doc:
    """Every other text gets new names in most places; then it may be spelt another way.

    Names are invented; where there is a `pool`, two in three are borrowed from it.
    """
    if not doc.ents or rng.random() < 0.5:
        return respelled(doc, rng)

    def replacement(kind: str, old: list[str]) -> list[str]:
        if pool is not None and rng.random() < 2 / 3:
            return rng.choice(pool[kind])
        return invented(kind, old, rng)

    words: list[str] = []
    spaces: list[bool] = []
    names: list[tuple[int, int, str]] = []
    unknown: list[int] = []
    i = 0
    replaced = {e.start: e for e in doc.ents}
    while i < len(doc):
        if (name := replaced.get(i)) is not None:
            old = [t.text for t in name]
            new = replacement(name.label_, old) if rng.random() < 0.7 else old
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
