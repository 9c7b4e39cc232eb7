"""The training loop: a fixed number of steps, the same result every time.

In: a pipeline that is set up, and annotated texts. Out: the pipeline, trained, its weights averaged.
Never here: a clock that decides when to stop.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, Optimizer

Respell = Callable[[Doc, random.Random], Doc]


def fit(
    nlp: Language,
    docs: Sequence[Doc],
    optimizer: Optimizer,
    *,
    steps: int,
    words: int,
    rng: random.Random,
    respell: Respell,
    rate: float = 0.001,
) -> None:
    """Trains for `steps` batches of about `words` words.

    The learning rate rises over the first twentieth of the steps and falls to nothing at the end.
    """
    warm = max(1, steps // 20)
    losses: dict[str, float] = {}
    for step, batch in enumerate(itertools.islice(_batches(docs, words, rng), steps)):
        optimizer.learn_rate = rate * min((step + 1) / warm, (steps - step) / max(1, steps - warm))
        nlp.update([_example(respell(doc, rng)) for doc in batch], sgd=optimizer, drop=0.1, losses=losses)
        if (step + 1) % 200 == 0:
            print(f"step {step + 1}/{steps}", {k: round(v) for k, v in losses.items()}, flush=True)
            losses.clear()


def adam() -> Optimizer:
    """Adam as spaCy sets it up, averaging the weights over the run."""
    return Adam(0.001, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)


def _batches(docs: Sequence[Doc], words: int, rng: random.Random) -> Iterator[list[Doc]]:
    """The texts again and again, each time in another order, in batches of about `words` words."""
    while True:
        order = list(docs)
        rng.shuffle(order)
        batch: list[Doc] = []
        for doc in order:
            batch.append(doc)
            if sum(map(len, batch)) >= words:
                yield batch
                batch = []


def _example(doc: Doc) -> Example:
    """What the pipeline sees of a text beside what it should say."""
    plain = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    return Example(plain, doc)
