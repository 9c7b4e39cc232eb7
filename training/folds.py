"""Names and mentions by folds: how the recipe does on a set of whose texts it has read all but a part.

In: the bench's folder. Out: for WikiGold and re3d the marks of each part, made by a network that was trained
on the other parts, and before that on neither set. Never here: the shipped weights, which have seen both.

    python training/folds.py --bench DIR --base FOLDER --wikigold FILE --re3d FILE [--effort 0.5]

The parts of WikiGold are runs of articles in their order, those of re3d every fifth document. `--base` is
where the pipeline without either set is kept; it is trained where the folder is not there yet. With
`--frozen` it is not trained further: only the layers of names and of mentions are.
"""

import argparse
import copy
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import torch
from spacy.language import Language

from assemble import assemble
from data_sets import Row, rows
from hearsay.annotate.model import PARSER, find_parser, load_pipeline, to_mentions, to_names
from hearsay.annotate.parser_features import Vocabulary
from hearsay.records import Name, NameKind
from mentions import KINDS, read_reports, train_layer
from name_layer import read_names, train_names
from parser import Go, new_network, read_sets, train
from parser_data import Tags, Unit, conflict_units
from parser_export import export
from parser_model import ParserNetwork
from parser_reload import reload
from tokenizer import word_tokenizer
from usage import word_usage
from vectors import known_vectors, plain_words, word_vectors

FOLDS = 5
BASE = Go(5, 2e-3, {"trees": 1, "reports": 0.4, "wikineural": 1})
FOLD = Go(3, 8e-4, {"trees": 0.05, "reports": 0.03, "wikineural": 0.25, "wikigold": 2, "conflict": 2})
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
    parser.add_argument("--frozen", action="store_true", help="train the layers alone in each fold")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    if not options.base.exists():
        train_base(options.bench, options.base, options.effort)
    folds = Folds(options.bench, options.base, 0.0 if options.frozen else options.effort)
    encyclopedia, reports = wikigold(options.bench), read_reports(options.bench)
    part_of = article_parts(encyclopedia)
    marks: dict[Path, list[Row]] = {options.wikigold: [], options.re3d: []}
    for fold in range(FOLDS):
        read, left = [r for i, r in enumerate(reports) if i % FOLDS != fold], reports[fold::FOLDS]
        nlp = folds.trained([i for i, part in enumerate(part_of) if part != fold], read, seed=fold + 2)
        held = [row for row, part in zip(encyclopedia, part_of, strict=True) if part == fold]
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
    usage = word_usage(bench, known_words)
    nlp, tags = word_tokenizer(), Tags()
    words, vectors = word_vectors(plain_words(bench))
    sets = read_sets(nlp, bench, tags)
    network = new_network(vectors, known, usage, tags)
    go = replace(BASE, epochs=BASE.epochs * effort)
    network = train(network, Vocabulary(words, known_words), sets, go, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        export(network, words, known_words, tags.of, Path(folder))
        assemble(Path(folder), bench, out)


class Folds:
    """The base, and what it is trained further on beside the two sets."""

    def __init__(self, bench: Path, base: Path, effort: float) -> None:
        self.go = replace(FOLD, epochs=FOLD.epochs * effort)
        self.nlp = load_pipeline(str(base))
        self.known_words, known = known_vectors()
        usage = word_usage(bench, self.known_words)
        self.network, self.words, self.tags = reload(base / PARSER, known, usage)
        self.network.word.weight.requires_grad_(False)
        self.sets = read_sets(word_tokenizer(), bench, self.tags)
        if len(self.sets["wikigold"]) != len(wikigold(bench)):
            raise ValueError("a sentence of WikiGold is read in more than one go: its folds would mix")
        self.conflict: dict[str, list[Unit]] = {}
        for name, unit in conflict_units(self.nlp, bench):
            self.conflict.setdefault(name, []).append(unit)

    def trained(self, sentences: list[int], reports: list[Row], *, seed: int) -> Language:
        """The pipeline that has read these sentences of WikiGold and these reports of re3d."""
        sets = dict(self.sets)
        sets["wikigold"] = [self.sets["wikigold"][i] for i in sentences]
        sets["conflict"] = [unit for row in reports for unit in self.conflict[row["id"]]]
        network = copy.deepcopy(self.network).eval()
        vocabulary = Vocabulary(self.words, self.known_words)
        if self.go.epochs:
            network = train(network, vocabulary, sets, self.go, seed=seed)
        network.naming = train_names(network, read_names(network, vocabulary, sets))
        nlp = self._reading_with(network)
        network.mention = train_layer([nlp(row["text"]) for row in reports], reports)
        return self._reading_with(network)

    def _reading_with(self, network: ParserNetwork) -> Language:
        with tempfile.TemporaryDirectory() as folder:
            export(network, self.words, self.known_words, self.tags.of, Path(folder))
            find_parser(self.nlp).load(Path(folder))
        return self.nlp


def wikigold(bench: Path) -> list[Row]:
    """Its sentences in their order."""
    return [row for row in rows(bench, "ner-extra") if row["source"] == "wikigold"]


def article_parts(sentences: Sequence[Row]) -> list[int]:
    """The part that each sentence is in: runs of articles, as many in each."""
    article_of = list(accumulate(row["text"].startswith("-DOCSTART-") for row in sentences))
    return [min(article * FOLDS // (article_of[-1] + 1), FOLDS - 1) for article in article_of]


def _row(row: Row, found: Iterable[Name], called: Mapping[NameKind, str]) -> Row:
    marks = [{"start": m.start, "end": m.end, "type": called[m.kind]} for m in found if m.kind in called]
    return {"id": row["id"], "entities": marks}


if __name__ == "__main__":
    main()
