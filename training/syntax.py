"""Tags, parts of speech and trees, trained together over one encoder.

In: the treebanks. Out: a pipeline with `tok2vec`, `tagger`, `morphologizer` and `parser`.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from config import encoder, tagger, transitions
from data_sets import rows
from fit import adam, fit
from respell import with_new_nouns
from treebank import passages

TREEBANKS = ("gum", "ud-ewt")


def train_syntax(nlp: Language, bench: Path, out: Path, *, steps: int, words: int, seed: int) -> None:
    """Adds the components of syntax to a blank pipeline and trains them."""
    rng = random.Random(seed)
    docs = list(_docs(nlp, bench, rng))
    print(f"syntax: {len(docs)} passages, {sum(map(len, docs))} tokens", flush=True)
    nlp.add_pipe("tok2vec", config=encoder(vectors=len(nlp.vocab.vectors) > 0))
    nlp.add_pipe("tagger", config=tagger("tok2vec"))
    nlp.add_pipe("morphologizer", config=tagger("tok2vec"))
    nlp.add_pipe("parser", config=transitions("tok2vec", state="parser"))
    optimizer = adam()
    nlp.initialize(lambda: [Example(nlp.make_doc(d.text), d) for d in docs])
    fit(nlp, docs, optimizer, steps=steps, words=words, rng=rng, respell=with_new_nouns)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)


def _docs(nlp: Language, bench: Path, rng: random.Random) -> Iterator[Doc]:
    for name in TREEBANKS:
        for row in rows(bench, name, part="train"):
            yield from passages(nlp, row, rng, breaks=0.15)
