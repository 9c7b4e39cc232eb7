"""Names, trained over an encoder of their own.

In: texts with names. Out: a pipeline with `names2vec` and `ner`.
"""

import random
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.training import Example

from config import encoder, transitions
from fit import adam, fit
from names import named, unnamed
from rename import borrowable, renamed


def train_names(nlp: Language, bench: Path, out: Path, *, steps: int, words: int, seed: int) -> None:
    """Adds the components of names to a blank pipeline, trains them and writes them to `out`.

    First with invented names alone, so that it learns to go by what surrounds a name.
    """
    rng = random.Random(seed)
    docs = list(named(nlp, bench))
    print(f"names: {len(docs)} passages, {sum(map(len, docs))} tokens", flush=True)
    nlp.add_pipe("tok2vec", name="names2vec", config=encoder(vectors=len(nlp.vocab.vectors) > 0))
    nlp.add_pipe("ner", config=transitions("names2vec", state="ner"))
    nlp.initialize(lambda: [Example(nlp.make_doc(d.text), d) for d in docs[:2000]])
    optimizer = adam()
    fit(nlp, docs, optimizer, steps=steps, words=words, rng=rng, respell=renamed)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)


def train_names_further(nlp: Language, bench: Path, out: Path, *, steps: int, words: int, seed: int) -> None:
    """Trains on with names borrowed from other texts as well, and on web texts without names.

    So it comes to know the names that people, places and bodies often bear, and what is no name on the web.
    """
    rng = random.Random(seed)
    docs = list(named(nlp, bench))
    pool = borrowable(docs)
    docs += unnamed(nlp, bench)
    optimizer = adam()
    fit(nlp, docs, optimizer, steps=steps, words=words, rng=rng, respell=partial(renamed, pool=pool))
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)
