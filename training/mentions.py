"""The layer that tells what stands for a person, a body or a place: names, descriptions, pronouns.

In: reports on a war with their mentions (re3d), read by the pipeline. Out: the layer. Never here: the states
of the words, which stay as they are: the set is too small to train them, and marks in a way of its own, the
widest phrase alone, a country as a body where it acts, nothing that is said of people in general.

    python training/mentions.py --bench DIR --pred FILE    # three folds by document, for the scorer
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.tokens import Doc
from torch.nn import functional

from data_sets import Row
from hearsay.annotate.model import load_pipeline, to_mentions
from hearsay.annotate.parser import MENTIONS
from hearsay.annotate.parser_features import Ints
from parser_data import OPEN
from parser_model import CHECKED, MentionLayer

KINDS = {"Person": "person", "Organisation": "organization", "Location": "place"}
FOLDS = 3
EPOCHS = 60
BATCH = 512  # words
RATE = 3e-3


def read_reports(bench: Path) -> list[Row]:
    """The documents of the set."""
    with (bench / "re3d-dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def train_layer(docs: Sequence[Doc], rows: Sequence[Row], *, seed: int = 0) -> MentionLayer:
    """The layer, trained on the states of these documents' words."""
    torch.manual_seed(seed)
    labels = torch.from_numpy(
        np.concatenate([mention_heads(d, row) for d, row in zip(docs, rows, strict=True)])
    )
    states = torch.from_numpy(np.concatenate([_states(doc) for doc in docs]))
    states, labels = states[labels != OPEN], labels[labels != OPEN]
    layer = MentionLayer(states.shape[1])
    optimizer = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * len(states) // BATCH
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / steps)
        chosen = torch.randint(len(states), (BATCH,))
        loss = functional.cross_entropy(layer(states[chosen]), labels[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
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


def mark(doc: Doc, layer: MentionLayer) -> Doc:
    """The document with its mentions as this layer tells them."""
    with torch.no_grad():
        kinds = layer(torch.from_numpy(_states(doc))).argmax(dim=-1).tolist()
    doc.user_data[MENTIONS] = {t.i: CHECKED[kinds[t.i]] for t in doc if kinds[t.i] and not t.is_space}
    return doc


def _states(doc: Doc) -> Any:
    return np.asarray(doc.tensor, np.float32)


def main() -> None:
    """Marks each third of the documents by a layer that was trained on the others."""
    parser = argparse.ArgumentParser(description="Mentions by three folds, for score_entities.py.")
    parser.add_argument("--bench", type=Path, required=True, help="the folder of data sets")
    parser.add_argument("--pred", type=Path, required=True, help="where the predictions go, .jsonl")
    options = parser.parse_args()
    nlp = load_pipeline(None)
    rows = read_reports(options.bench)
    docs = [nlp(row["text"]) for row in rows]
    called = {kind: name for name, kind in KINDS.items()}
    lines = []
    for fold in range(FOLDS):
        others = [i for i in range(len(rows)) if i % FOLDS != fold]
        layer = train_layer([docs[i] for i in others], [rows[i] for i in others])
        for i in range(fold, len(rows), FOLDS):
            found = to_mentions(mark(docs[i], layer))
            entities = [{"start": m.start, "end": m.end, "type": called[m.kind]} for m in found]
            lines.append(json.dumps({"id": rows[i]["id"], "entities": entities}) + "\n")
    options.pred.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
