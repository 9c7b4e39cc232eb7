"""Names and mentions by three folds: how the recipe does on a set of whose texts it has read two thirds.

In: the bench's folder. Out: for WikiGold and re3d the marks of each third, made by a network trained on the
other two thirds and before that on neither set. Never here: the shipped weights, which have seen all of both.

    python training/folds.py --bench DIR --base FOLDER --wikigold FILE --re3d FILE [--effort 0.5]

The folds of WikiGold are its first, second and last third, since sentences of one article stand together;
those of re3d are by document. `--base` is where the pipeline without either set is kept; it is trained where
the folder is not there yet.
"""

import argparse
import copy
import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import torch
from spacy.language import Language

from assemble import assemble
from data_sets import Row, rows
from hearsay.annotate.model import PARSER, load_pipeline, to_mentions, to_names
from hearsay.annotate.parser_features import Vocabulary
from hearsay.records import Name, NameKind
from mentions import KINDS, read_reports, train_layer
from parser import Go, new_network, read_sets, train
from parser_data import Tags, Unit, conflict_units
from parser_export import export
from parser_model import ParserNetwork
from parser_reload import reload
from tokenizer import word_tokenizer
from vectors import known_vectors, plain_words, word_vectors

FOLDS = 3
BASE = Go(6, 2e-3, {"trees": 1, "reports": 0.4, "wikineural": 1})
FOLD = Go(4, 8e-4, {"trees": 0.15, "reports": 0.1, "wikineural": 0.5, "wikigold": 2, "conflict": 2})
CONLL: dict[NameKind, str] = {"person": "PER", "organization": "ORG", "place": "LOC"}
CALLED: dict[NameKind, str] = {kind: name for name, kind in KINDS.items()}


def main() -> None:
    """Trains what is needed and marks both sets."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", type=Path, required=True, help="the folder of data sets")
    parser.add_argument("--base", type=Path, required=True, help="pipeline that has seen neither set")
    parser.add_argument("--wikigold", type=Path, required=True, help="where its marks go, .jsonl")
    parser.add_argument("--re3d", type=Path, required=True, help="where its marks go, .jsonl")
    parser.add_argument("--effort", type=float, default=1.0, help="share of the epochs")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    if not options.base.exists():
        train_base(options.bench, options.base, options.effort)
    folds = Folds(options.bench, options.base, options.effort)
    encyclopedia, reports = wikigold(options.bench), read_reports(options.bench)
    marks: dict[Path, list[Row]] = {options.wikigold: [], options.re3d: []}
    for fold in range(FOLDS):
        held_back = third(len(encyclopedia), fold)
        kept = [i for i in range(len(encyclopedia)) if i not in held_back]
        read, left = [r for i, r in enumerate(reports) if i % FOLDS != fold], reports[fold::FOLDS]
        nlp = folds.trained(kept, read, seed=fold + 2)
        held = [encyclopedia[i] for i in held_back]
        for row, doc in zip(held, nlp.pipe(row["text"] for row in held), strict=True):
            marks[options.wikigold].append(_row(row, to_names(doc), CONLL))
        for row in left:
            marks[options.re3d].append(_row(row, to_mentions(nlp(row["text"])), CALLED))
        for path, made in marks.items():
            path.write_text("".join(json.dumps(line) + "\n" for line in made), encoding="utf-8")
        print(f"fold {fold + 1} of {FOLDS} is marked", flush=True)


def train_base(bench: Path, out: Path, effort: float) -> None:
    """The network without either set, from nothing."""
    known_words, known = known_vectors()
    nlp, tags = word_tokenizer(), Tags()
    words, vectors = word_vectors(plain_words(bench))
    sets = read_sets(nlp, bench, tags)
    network = new_network(vectors, known, tags)
    go = replace(BASE, epochs=BASE.epochs * effort)
    network = train(network, Vocabulary(words, known_words), sets, go, seed=1)
    written(network, words, known_words, tags, bench, out)


def written(
    network: ParserNetwork, words: list[str], known_words: list[str], tags: Tags, bench: Path, out: Path
) -> Language:
    """The pipeline with this network, kept in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        export(network, words, known_words, tags.of, Path(folder))
        return assemble(Path(folder), bench, out)


class Folds:
    """The base, and what it is trained further on beside the two sets."""

    def __init__(self, bench: Path, base: Path, effort: float) -> None:
        self.bench = bench
        self.go = replace(FOLD, epochs=FOLD.epochs * effort)
        self.known_words, known = known_vectors()
        self.network, self.words, self.tags = reload(base / PARSER, known)
        self.network.word.weight.requires_grad_(False)
        nlp = word_tokenizer()
        self.sets = read_sets(nlp, bench, self.tags)
        if len(self.sets["wikigold"]) != len(wikigold(bench)):
            raise ValueError("a sentence of WikiGold is read in more than one go: its folds would mix")
        self.conflict: dict[str, list[Unit]] = {}
        for name, unit in conflict_units(load_pipeline(str(base)), bench):
            self.conflict.setdefault(name, []).append(unit)

    def trained(self, sentences: list[int], reports: list[Row], *, seed: int) -> Language:
        """The pipeline that has read these sentences of WikiGold and these reports of re3d."""
        sets = dict(self.sets)
        sets["wikigold"] = [self.sets["wikigold"][i] for i in sentences]
        sets["conflict"] = [unit for row in reports for unit in self.conflict[row["id"]]]
        network = copy.deepcopy(self.network)
        network = train(network, Vocabulary(self.words, self.known_words), sets, self.go, seed=seed)
        with tempfile.TemporaryDirectory() as folder:
            nlp = written(network, self.words, self.known_words, self.tags, self.bench, Path(folder))
            network.mention = train_layer([nlp(row["text"]) for row in reports], reports)
            return written(network, self.words, self.known_words, self.tags, self.bench, Path(folder))


def wikigold(bench: Path) -> list[Row]:
    """Its sentences in their order."""
    return [row for row in rows(bench, "ner-extra") if row["source"] == "wikigold"]


def third(count: int, fold: int) -> range:
    """The places of the third that is held back."""
    return range(count * fold // FOLDS, count * (fold + 1) // FOLDS)


def _row(row: Row, found: Iterable[Name], called: Mapping[NameKind, str]) -> Row:
    marks = [{"start": m.start, "end": m.end, "type": called[m.kind]} for m in found if m.kind in called]
    return {"id": row["id"], "entities": marks}


if __name__ == "__main__":
    main()
