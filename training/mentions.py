"""The layer that tells what stands for a person, a body or a place: names, descriptions, pronouns.

In: reports on a war with their mentions (re3d), read by the pipeline. Out: the layer. Never here: the states
of the words, which stay as they are: the set is too small to train them, and marks in a way of its own, the
widest phrase alone, a country as a body where it acts, nothing that is said of people in general.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor
from torch.nn import functional

from data_sets import Row
from hearsay.annotate.parser_features import Ints, Vocabulary
from parser_data import OPEN
from parser_model import CHECKED, KNOWN, MentionLayer, ParserNetwork

KINDS = {"Person": "person", "Organisation": "organization", "Location": "place"}
EPOCHS = 30
BATCH = 512  # words
RATE = 3e-3


def read_reports(bench: Path) -> list[Row]:
    """The documents of the set."""
    with (bench / "re3d-dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def train_layer(
    docs: Sequence[Doc], rows: Sequence[Row], network: ParserNetwork, vocabulary: Vocabulary, *, seed: int = 0
) -> MentionLayer:
    """The layer, trained on the states of these documents' words and on what is known of them besides."""
    torch.manual_seed(seed)
    labels = torch.from_numpy(
        np.concatenate([mention_heads(d, row) for d, row in zip(docs, rows, strict=True)])
    )
    words = torch.cat([read_words(doc, network, vocabulary) for doc in docs])
    words, labels = words[labels != OPEN], labels[labels != OPEN]
    # facts are larger than states, and must not be
    middle, spread = words.mean(dim=0), words.std(dim=0) + 1e-3
    words = (words - middle) / spread
    layer = MentionLayer(words.shape[1])
    optimizer = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * len(words) // BATCH
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / steps)
        chosen = torch.randint(len(words), (BATCH,))
        loss = functional.cross_entropy(layer(words[chosen]), labels[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    _fold_in(layer, middle, spread)
    return layer.eval()


def mention_heads(doc: Doc, row: Row) -> Ints:
    """Of each word the kind of the widest mention whose head it is; open where the set is not sure."""
    labels = np.zeros(len(doc), np.int64)
    for mention in sorted(row["entities"], key=lambda e: (e["confidence"] != 1, e["start"] - e["end"])):
        span = doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
        if span is None or not len(span) or labels[span.root.i]:
            continue
        kind = KINDS.get(mention["type"], "")
        labels[span.root.i] = CHECKED.index(kind) if mention["confidence"] == 1 else OPEN
    labels[[token.i for token in doc if token.is_space]] = OPEN
    return labels


def read_words(doc: Doc, network: ParserNetwork, vocabulary: Vocabulary) -> Tensor:
    """The states and facts of the document's words, side by side."""
    known = torch.tensor([vocabulary.row(token.text)[KNOWN] for token in doc])
    with torch.no_grad():
        return torch.cat([torch.from_numpy(np.asarray(doc.tensor, np.float32)), network.facts(known)], dim=-1)


@torch.no_grad()
def _fold_in(layer: MentionLayer, middle: Tensor, spread: Tensor) -> None:
    """Have a layer take words as they are that was trained on those which these two made even."""
    layer.middle.weight.div_(spread)
    layer.middle.bias.sub_(layer.middle.weight @ middle)
