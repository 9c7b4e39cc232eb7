"""Real reports through the real program: every offset quotes its text, and order does not matter."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from hearsay.config import AnnotateConfig, Config
from hearsay.errors import MissingModel
from hearsay.export import export_jsonl
from hearsay.ledger import open_ledger
from hearsay.pipeline import build
from tests.conftest import PROJECT

Rows = dict[str, list[dict[str, Any]]]


def exported(inputs: list[Path], folder: Path, config: Config | None = None) -> Rows:
    """What a build of these inputs exports."""
    with open_ledger(folder / "a.ledger", create=True) as ledger:
        build([str(path) for path in inputs], ledger, config=config)
        export_jsonl(ledger, folder / "out")
    return read_rows(folder / "out")


def read_rows(folder: Path) -> Rows:
    return {
        path.stem: [json.loads(line) for line in path.read_bytes().splitlines()]
        for path in sorted(folder.iterdir())
    }


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return exported([PROJECT / "examples" / "reports"], tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory, shared_dir: Path) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    exported([shared_dir / "cases" / "reports"], folder)
    return folder / "out"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, shared_dir: Path) -> Rows:
    return exported([shared_dir / "seeds"], tmp_path_factory.mktemp("seeds"))


def test_two_processes_find_what_one_finds(examples: Rows, tmp_path: Path) -> None:
    config = Config(annotate=AnnotateConfig(batch=4, processes=2))
    assert exported([PROJECT / "examples" / "reports"], tmp_path, config) == examples


def test_an_error_in_another_process_is_told_as_in_this_one(tmp_path: Path) -> None:
    config = Config(annotate=AnnotateConfig(pipeline="en_no_such_thing", processes=2))
    with pytest.raises(MissingModel, match=r"en_no_such_thing: .*install"):
        exported([PROJECT / "examples" / "reports"], tmp_path, config)


def test_another_pipeline_can_read_in_place_of_the_shipped_one(tmp_path: Path) -> None:
    """One that has learned next to nothing: what it finds is poor, and every offset holds."""
    other = spacy.blank("en")
    words = "Ana Pell said the ferry sank .".split()
    known = Doc(
        other.vocab, words=words, tags=["NNP", "NNP", "VBD", "DT", "NN", "VBD", "."],
        pos=["PROPN", "PROPN", "VERB", "DET", "NOUN", "VERB", "PUNCT"], heads=[2, 0, 2, 4, 5, 2, 2],
        deps=["nsubj", "flat", "ROOT", "det", "nsubj", "ccomp", "punct"], lemmas=words,
        ents=["B-PERSON", "I-PERSON", *["O"] * 5], sent_starts=[1, *[0] * 6],
    )  # fmt: skip
    for pipe in ("tagger", "morphologizer", "trainable_lemmatizer", "ner"):
        other.add_pipe(pipe)
    other.add_pipe("parser", config={"min_action_freq": 1})
    lesson = [Example(Doc(other.vocab, words=words), known)]
    optimizer = other.initialize(lambda: lesson)
    for _ in range(20):
        other.update(lesson, sgd=optimizer)
    other.to_disk(tmp_path / "other")
    config = Config(annotate=AnnotateConfig(pipeline=str(tmp_path / "other")))
    rows = exported([PROJECT / "examples" / "reports"], tmp_path, config)
    assert rows["claims"]
    check_offsets(rows)


def check_offsets(rows: Rows) -> int:
    """Every start and end in the rows lies in its text, and quoted words stand there; how many there are."""
    texts = {report["id"]: report["text"] for report in rows["reports"]}
    checked = 0
    for claim in rows["claims"]:
        text = texts[claim["report"]]
        assert text[claim["start"] : claim["end"]] == claim["text"]
        assert " … ".join(text[start:end] for start, end in claim["spans"]) == claim["content"]
        for place in places(claim):
            assert 0 <= place["start"] < place["end"] <= len(text), claim
            if "text" in place:
                assert text[place["start"] : place["end"]] == place["text"]
            checked += 1
    for entity in rows["entities"]:
        for mention in entity["mentions"]:
            words = texts[mention["report"]][mention["start"] : mention["end"]]
            assert words.strip() == words != "", entity
            checked += 1
    for origin in rows["origins"]:
        for member in origin["members"]:
            for words in member["evidence"]:
                assert texts[member["report"]][words["start"] : words["end"]]
                if "of_start" in words:
                    assert texts[member["of"]][words["of_start"] : words["of_end"]]
                checked += 1
    return checked


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a start and an end within a row."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


def check_references(rows: Rows) -> None:
    """Every id that a row refers to is that of another row."""
    ids = {kind: {row["id"] for row in found} for kind, found in rows.items()}
    for report in rows["reports"]:
        assert report["origin"] in ids["origins"]
        assert report["story"] in ids["stories"] | {None}
    for claim in rows["claims"]:
        speakers = [claim["voice"], *claim["chain"], *claim["participants"]]
        assert {speaker["entity"] for speaker in speakers} <= ids["entities"] | {None}
    for conflict in rows["conflicts"]:
        assert {claim for value in conflict["values"] for claim in value["claims"]} <= ids["claims"]
        assert len(conflict["values"]) > 1
    assert {prediction["claim"] for prediction in rows["predictions"]} <= ids["claims"]


def test_every_offset_of_the_examples_quotes_its_text(examples: Rows) -> None:
    assert check_offsets(examples) > 500
    check_references(examples)


def test_the_examples_in_another_order_give_the_same_records(examples: Rows, tmp_path: Path) -> None:
    inputs = sorted((PROJECT / "examples" / "reports").iterdir(), reverse=True)
    assert exported(inputs, tmp_path) == examples


@pytest.mark.shared
def test_every_offset_of_the_cases_quotes_its_text(cases: Path) -> None:
    rows = read_rows(cases)
    assert check_offsets(rows) > 500
    check_references(rows)


@pytest.mark.shared
def test_the_export_of_the_cases_is_accepted(cases: Path, shared_dir: Path) -> None:
    folder = shared_dir / "cases"
    command = [sys.executable, "score_ledger.py", "--gold", "gold.json", "--ledger", str(cases)]
    scored = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout
    figures = json.loads(scored.stdout.splitlines()[-1])
    floors = {
        "report_split_f1": 0.95,
        "report_text_clean": 0.90,
        "report_title": 0.90,
        "report_publisher": 0.80,
        "report_published": 0.80,
    }
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}


@pytest.mark.shared
def test_the_users_files_are_seven_reports(seeds: Rows) -> None:
    parts = sorted(Path(report["source"]).name.rpartition("#")[2] for report in seeds["reports"])
    assert len(parts) == 7
    assert all(report["title"] for report in seeds["reports"])
    assert seeds["stories"] == []
    assert sum(bool(origin["members"]) for origin in seeds["origins"]) == 7
    assert check_offsets(seeds) > 200
    check_references(seeds)
