"""Reports come to a ledger in any order and go again: it is as if built from what is there."""

import importlib
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearsay import pipeline
from hearsay.export import export_jsonl
from hearsay.ledger import Ledger, open_ledger
from hearsay.pipeline import decide, forget, look_across
from hearsay.resolve import register

sys.path.insert(0, str(Path(__file__).parents[1] / "measurements"))
MADE = list(islice(importlib.import_module("synthetic").reports(a_day=8), 24))
sys.path.pop(0)


def add(ledger: Ledger, some: Iterable[Any]) -> None:
    for made in some:
        ledger.add_report(made.report, names=made.names, claims=made.claims, digests=made.digests)


def exported(ledger: Ledger, out: Path) -> dict[str, bytes]:
    export_jsonl(ledger, out)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def built(folder: Path, some: Iterable[Any]) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    with open_ledger(folder / "whole.ledger", create=True) as ledger:
        add(ledger, some)
        look_across(ledger)
        return exported(ledger, folder / "whole")


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_order_and_what_went_again_leave_no_trace(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    order = data.draw(st.permutations(MADE))
    cuts = sorted(data.draw(st.lists(st.integers(1, len(MADE) - 1), max_size=3)))
    gone = data.draw(st.lists(st.sampled_from(MADE), max_size=6, unique_by=lambda made: made.report.id))
    folder = tmp_path_factory.mktemp("across")
    with pytest.MonkeyPatch.context() as patch, open_ledger(folder / "a.ledger", create=True) as ledger:
        patch.setattr(pipeline, "AT_ONCE", 7)
        patch.setattr(register, "COMMON", 9)
        for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
            add(ledger, order[start:end])
            look_across(ledger)
        for made in gone:
            forget(ledger, made.report.id)
        here = exported(ledger, folder / "here")
        left = [made for made in MADE if made not in gone]
        assert here == built(folder / "other", left)


def test_a_forgotten_report_leaves_nothing_and_decisions_stay(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, MADE)
    look_across(ledger)
    persons = [entity for entity in ledger.entities() if entity.kind == "person"]
    one, other = persons[0], persons[1]
    number = decide(ledger, "merge", one, other, time="2031-06-01T10:00:00Z")
    look_across(ledger)
    merged = exported(ledger, tmp_path / "merged")
    spoken_of = {m.report for entity in (one, other) for m in entity.mentions}
    victim = next(made for made in MADE if made.report.id in spoken_of)
    forget(ledger, victim.report.id)
    assert ledger.report(victim.report.id) is None
    found = ledger.search(victim.report.text.split(".")[0].split(",")[0])
    assert victim.report.id not in {hit.report for hit in found}  # its copies have the same words
    assert [decision.number for decision in ledger.decisions()] == [number]
    add(ledger, [victim])
    look_across(ledger)
    assert exported(ledger, tmp_path / "again") == merged


def test_a_look_that_was_interrupted_goes_on(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "AT_ONCE", 6)
    add(ledger, MADE)

    def stop(progress: pipeline.Progress) -> None:
        if progress.done >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_across(ledger, on_progress=stop)
    seen: list[int] = []
    look_across(ledger, on_progress=lambda progress: seen.append(progress.total or 0))
    assert seen[0] == 12
    assert exported(ledger, tmp_path / "here") == built(tmp_path / "other", MADE)


def test_another_version_of_the_corpus_steps_looks_at_everything_anew(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, MADE)
    look_across(ledger)
    before = exported(ledger, tmp_path / "before")
    monkeypatch.setattr(pipeline, "CORPUS_VERSION", "another")
    seen: list[int] = []
    look_across(ledger, on_progress=lambda progress: seen.append(progress.total or 0))
    assert seen[0] == len(MADE)
    assert exported(ledger, tmp_path / "after") == before
