"""Names and mentions by folds: how the layers do on a set of whose texts they have read nine tenths.

In: the bench's folder. Out: for WikiGold and re3d the marks of each tenth, made by the layers of names and of
mentions, which were trained on the others, upon a network that has seen neither set. Never here: the shipped
weights, which have seen all of both.

    python training/folds.py --bench DIR --base FOLDER --wikigold FILE --re3d FILE [--effort 0.5]

The tenths of WikiGold are runs of articles in their order, each read as a whole; those of re3d every tenth
document. `--base` is where the network without either set is kept, trained where the folder is not there yet.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from pathlib import Path

import torch
from spacy.language import Language

from assemble import assemble
from data_sets import Row, rows
from hearsay.annotate.model import PARSER, find_parser, load_pipeline, to_mentions, to_names
from hearsay.annotate.parser_features import Vocabulary
from hearsay.records import Name, NameKind
from mentions import KINDS, read_reports, train_layer
from name_layer import SETS, Read, read_names, train_names
from parser import Go, new_network, read_sets, train
from parser_data import Tags, Unit, conflict_units
from parser_export import export
from parser_model import ParserNetwork
from parser_reload import reload
from tokenizer import word_tokenizer
from usage import word_usage
from vectors import known_vectors, plain_words, word_vectors

FOLDS = 10
BASE = Go(9, 2e-3, {"trees": 1, "reports": 0.4, "wikineural": 1})
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
    parser.add_argument("--effort", type=float, default=1.0, help="share of the base's epochs")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    if not options.base.exists():
        train_base(options.bench, options.base, options.effort)
    folds = Folds(options.bench, options.base)
    marks: dict[Path, list[Row]] = {options.wikigold: [], options.re3d: []}
    for fold in range(FOLDS):
        nlp = folds.trained(fold)
        for article in folds.articles[fold]:
            marks[options.wikigold] += marked(nlp, article)
        for row in folds.reports[fold::FOLDS]:
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
    """The base, and what it has read of each set and of each part."""

    def __init__(self, bench: Path, base: Path) -> None:
        self.nlp = load_pipeline(str(base))
        self.known_words, known = known_vectors()
        usage = word_usage(bench, self.known_words)
        self.network, self.words, self.tags = reload(base / PARSER, known, usage)
        self.network.eval()
        self.encyclopedia, self.reports = wikigold(bench), read_reports(bench)
        article_of = list(accumulate(row["text"].startswith("-DOCSTART-") for row in self.encyclopedia))
        part_of = [min(article * FOLDS // (article_of[-1] + 1), FOLDS - 1) for article in article_of]
        self.articles: list[list[list[Row]]] = [[] for _ in range(FOLDS)]
        for _, sentences in groupby(range(len(article_of)), key=article_of.__getitem__):
            first, *rest = sentences
            self.articles[part_of[first]].append([self.encyclopedia[i] for i in (first, *rest)])
        self.docs = [self.nlp(row["text"]) for row in self.reports]
        sets = read_sets(word_tokenizer(), bench, self.tags)
        named = sets.pop("wikigold")
        if len(named) != len(self.encyclopedia):
            raise ValueError("a sentence of WikiGold is read in more than one go: its parts would mix")
        self.common = self._read({name: sets[name] for name in SETS if name in sets})
        conflict = list(conflict_units(self.nlp, bench))
        self.parts = []
        for fold in range(FOLDS):
            left = {row["id"] for row in self.reports[fold::FOLDS]}
            part = {
                "wikigold": [unit for unit, at in zip(named, part_of, strict=True) if at == fold],
                "conflict": [unit for name, unit in conflict if name in left],
            }
            self.parts.append(self._read(part, share=1 / FOLDS))

    def trained(self, fold: int) -> Language:
        """The pipeline whose layers have read all parts but this one."""
        others = [part for i, part in enumerate(self.parts) if i != fold]
        read = dict(self.common)
        for name in others[0]:
            read[name] = (
                torch.cat([part[name][0] for part in others]),
                torch.cat([part[name][1] for part in others]),
            )
        self.network.naming = train_names(self.network, read)
        kept = [i for i in range(len(self.reports)) if i % FOLDS != fold]
        self.network.mention = train_layer(
            [self.docs[i] for i in kept],
            [self.reports[i] for i in kept],
            self.network,
            Vocabulary(self.words, self.known_words),
        )
        return self._reading_with(self.network)

    def _read(self, sets: Mapping[str, Sequence[Unit]], *, share: float = 1.0) -> dict[str, Read]:
        return read_names(self.network, Vocabulary(self.words, self.known_words), sets, share=share)

    def _reading_with(self, network: ParserNetwork) -> Language:
        with tempfile.TemporaryDirectory() as folder:
            export(network, self.words, self.known_words, self.tags.of, Path(folder))
            find_parser(self.nlp).load(Path(folder))
        return self.nlp


def wikigold(bench: Path) -> list[Row]:
    """Its sentences in their order."""
    return [row for row in rows(bench, "ner-extra") if row["source"] == "wikigold"]


def marked(nlp: Language, article: Sequence[Row]) -> Iterator[Row]:
    """The names in each sentence of an article, which is read as a whole; none that runs on is kept."""
    names = to_names(nlp(" ".join(row["text"] for row in article)))
    start = 0
    for row in article:
        end = start + len(row["text"])
        inside = (name for name in names if start <= name.start and name.end <= end)
        moved = [replace(name, start=name.start - start, end=name.end - start) for name in inside]
        yield _row(row, moved, CONLL)
        start = end + 1


def _row(row: Row, found: Iterable[Name], called: Mapping[NameKind, str]) -> Row:
    marks = [{"start": m.start, "end": m.end, "type": called[m.kind]} for m in found if m.kind in called]
    return {"id": row["id"], "entities": marks}


if __name__ == "__main__":
    main()
