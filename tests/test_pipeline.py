"""A build stores each report once, whole, and gives the same ledger however it came about."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from hearsay import pipeline, reading
from hearsay.config import Config, ReadConfig
from hearsay.errors import LedgerBusy, NothingToRead
from hearsay.export import export_jsonl
from hearsay.ledger import Ledger, open_ledger
from hearsay.pipeline import Progress, build
from hearsay.records import AnnotatedReport, Claim, Report
from tests.stand_in import REPORTS, find_claims

pytestmark = pytest.mark.usefixtures("stand_in")


def exported(ledger: Ledger, out: Path) -> dict[str, bytes]:
    export_jsonl(ledger, out)
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "other.ledger", create=True) as made:
        yield made


def test_a_build_says_what_it_met_and_what_the_ledger_holds(ledger: Ledger, reports: Path) -> None:
    summary = build([str(reports)], ledger)
    assert (summary.new, summary.seen) == (4, 0)
    assert [(Path(r.source).name, r.reason) for r in summary.rejected] == [("empty.txt", "empty")]
    assert summary.holds == ledger.counts()
    assert summary.holds["reports"] == 4
    assert summary.holds["claims"] == 6


def test_a_second_build_changes_nothing(ledger: Ledger, reports: Path, tmp_path: Path) -> None:
    build([str(reports)], ledger)
    before = exported(ledger, tmp_path / "before")
    summary = build([str(reports)], ledger)
    assert (summary.new, summary.seen) == (0, 4)
    assert exported(ledger, tmp_path / "after") == before


def test_the_order_of_the_input_does_not_matter(
    ledger: Ledger, other: Ledger, reports: Path, tmp_path: Path
) -> None:
    (reports / "again.txt").write_text(REPORTS["harvest.txt"], encoding="utf-8")
    paths = sorted(str(path) for path in reports.iterdir())
    build(paths, ledger)
    build(paths[3:], other)
    build(paths[::-1], other)
    assert exported(other, tmp_path / "b") == exported(ledger, tmp_path / "a")
    (harvest,) = [r for r in ledger.reports() if r.source.endswith("again.txt")]
    assert [Path(source).name for source in ledger.sources(harvest.id)] == ["again.txt", "harvest.txt"]


def test_a_build_killed_at_any_moment_and_begun_again_gives_the_same_ledger(
    ledger: Ledger, reports: Path, tmp_path: Path
) -> None:
    statements = _count_statements(lambda: build([str(reports)], ledger))
    undisturbed = exported(ledger, tmp_path / "undisturbed")
    for nth in range(1, statements, max(1, statements // 12)):
        path = tmp_path / f"{nth}.ledger"
        open_ledger(path, create=True).close()
        killed = _killed_at(nth, lambda path=path: build([str(reports)], open_ledger(path)))
        assert killed, nth
        with open_ledger(path) as again:
            build([str(reports)], again)
            assert exported(again, tmp_path / f"{nth}") == undisturbed, nth


def _count_statements(run: Callable[[], object]) -> int:
    count = 0

    def counting(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(Engine, "before_cursor_execute", counting)
    try:
        run()
    finally:
        event.remove(Engine, "before_cursor_execute", counting)
    return count


def _killed_at(nth: int, run: Callable[[], object]) -> bool:
    """Run in a process of its own, which is killed (as by kill -9) just before its n-th statement."""
    child = os.fork()
    if child == 0:
        count = 0

        def counting(*_: object) -> None:
            nonlocal count
            count += 1
            if count == nth:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", counting)
        try:
            run()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_an_interrupted_build_keeps_the_reports_it_stored(ledger: Ledger, reports: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress == Progress("reading", 4, 5):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([str(reports)], ledger, on_progress=interrupt)
    assert ledger.counts()["reports"] == 3
    assert build([str(reports)], ledger).new == 1


def test_claims_are_compared_with_their_entities(
    ledger: Ledger, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = []

    def find_conflicts(story, *, reports, claims, origins):
        heard.extend(claim.voice.entity for claim in claims)
        return {claim.id: "event-1" for claim in claims}, []

    monkeypatch.setattr(pipeline, "find_conflicts", find_conflicts)
    build([str(reports)], ledger)
    assert len(heard) == 6
    assert set(heard) == {e.id for e in ledger.entities() if e.name != "Nordlys Star"} - {
        e.id for e in ledger.entities() if e.name in {"Coastal Wire", "Ida Lunn", "The Courier"}
    }
    assert {claim.event for claim in ledger.claims()} == {"event-1"}


def test_a_claim_whose_words_stand_elsewhere_is_rejected(
    ledger: Ledger, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shifted(doc):
        return [replace(claim, start=claim.start + 1) for claim in find_claims(doc)]

    monkeypatch.setattr(reading, "find_claims", shifted)
    build([str(reports)], ledger)
    assert ledger.counts()["claims"] == 0
    assert sum("do not stand where" in rejected.reason for rejected in ledger.rejected()) == 6


def test_a_document_that_was_mended_is_no_longer_rejected(ledger: Ledger, reports: Path) -> None:
    build([str(reports)], ledger)
    (reports / "empty.txt").write_text("Snow\n\nIt snowed for a week in Vellan.\n", encoding="utf-8")
    build([str(reports)], ledger)
    assert list(ledger.rejected()) == []


@pytest.mark.parametrize("name", ["nowhere.txt", "reports/empty.txt", "bare"])
def test_where_nothing_can_be_read_the_first_reason_is_given(
    ledger: Ledger, reports: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "bare").mkdir()
    with pytest.raises(NothingToRead, match=name):
        build([str(tmp_path / name)], ledger)
    assert ledger.counts()["reports"] == 0
    assert ledger.counts()["rejected"] == 1


def test_two_builds_on_one_ledger_do_not_mix(ledger: Ledger, reports: Path) -> None:
    def another(progress: Progress) -> None:
        with open_ledger(ledger.path) as same:
            build([str(reports)], same)

    with pytest.raises(LedgerBusy):
        build([str(reports)], ledger, on_progress=another)


def test_the_settings_reach_the_reader(ledger: Ledger, reports: Path) -> None:
    summary = build([str(reports)], ledger, config=Config(read=ReadConfig(max_bytes=200)))
    assert {Path(r.source).name for r in summary.rejected} == {"wire.txt", "courier.txt", "empty.txt"}


def test_progress_counts_documents_and_then_names_each_step(ledger: Ledger, reports: Path) -> None:
    met: list[Progress] = []
    build([str(reports)], ledger, on_progress=met.append)
    assert [p for p in met if p.step == "reading"] == [Progress("reading", n, 5) for n in range(6)]
    across = [p for p in met if p.step == "looking across reports"]
    assert across == [Progress("looking across reports", n, 4) for n in (0, 4)]
    assert list(dict.fromkeys(p.step for p in met)) == ["reading", "looking across reports"]


def test_reports_are_stored_while_others_are_still_read(ledger: Ledger, reports: Path) -> None:
    stored: list[int] = []
    build([str(reports)], ledger, on_progress=lambda progress: stored.append(ledger.counts()["reports"]))
    assert stored[:6] == [0, 1, 1, 2, 3, 4]


def test_a_model_is_not_loaded_when_nothing_is_new(
    ledger: Ledger, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([str(reports)], ledger)

    def load(config: object) -> None:
        raise AssertionError("nothing is new")

    monkeypatch.setattr(reading, "load_annotator", load)
    assert build([str(reports)], ledger).seen == 4


def test_a_story_shares_its_origins(ledger: Ledger, reports: Path) -> None:
    build([str(reports)], ledger)
    (story,) = ledger.stories()
    members: list[Report] = list(ledger.reports(story=story.id))
    assert {Path(report.source).name for report in members} == {"wire.txt", "courier.txt"}
    (origin,) = ledger.origins(story=story.id)
    assert {report.origin for report in members} == {origin.id}


def test_a_defect_in_one_report_does_not_cost_the_others(
    ledger: Ledger, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_or_fail(doc: AnnotatedReport) -> list[Claim]:
        if "harvest" in doc.report.source:
            raise IndexError("list index out of range")
        return find_claims(doc)

    monkeypatch.setattr(reading, "find_claims", find_or_fail)
    summary = build([str(reports)], ledger)
    assert summary.new == 3
    [lost] = [r for r in summary.rejected if "harvest" in r.source]
    assert "IndexError" in lost.reason and lost.hint
    monkeypatch.setattr(reading, "find_claims", find_claims)
    assert build([str(reports)], ledger).new == 1
    assert not [r for r in ledger.rejected() if "harvest" in r.source]
