"""One builder at a time, nothing half stored, decisions kept."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hearsay.errors import LedgerBusy, LedgerFull
from hearsay.ledger import Found, Ledger, open_ledger, sqlite
from hearsay.records import Claim, Entity, Mention, Rejected, Report, Voice

EMPTY = {"entities": [], "origins": [], "stories": [], "conflicts": [], "predictions": [], "events": {}}


def report(number: int, source: str = "a.txt", text: str = "The ferry was late.") -> Report:
    return Report(f"report-{number}", source, "Ferry", None, (), None, "en", "news", text)


def add(ledger: Ledger, *reports: Report) -> None:
    for one in reports:
        ledger.add_report(one, names=[], claims=[], digests=[])


def test_a_report_seen_again_changes_only_its_sources(ledger: Ledger) -> None:
    add(ledger, report(1, "west.txt"), report(1, "east.txt"))
    ledger.add_source("report-1", "north.txt")
    assert ledger.counts()["reports"] == 1
    assert ledger.report("report-1").source == "east.txt"
    assert ledger.sources("report-1") == ("east.txt", "north.txt", "west.txt")


def test_many_reports_are_stored_as_one_after_the_other(ledger: Ledger) -> None:
    add(ledger, report(2, "south.txt"))
    again = replace(report(2, "west.txt"), title="Another title")
    ledger.add_reports([Found(one, [], [], []) for one in (report(1, "b.txt"), again, report(1, "a.txt"))])
    assert [one.id for one in ledger.reports()] == ["report-1", "report-2"]
    assert ledger.report("report-2").title == "Ferry"
    assert ledger.sources("report-1") == ("a.txt", "b.txt")
    assert ledger.sources("report-2") == ("south.txt", "west.txt")
    assert {hit.report for hit in ledger.search("ferry")} == {"report-1", "report-2"}


def test_nothing_of_many_reports_is_stored_if_one_cannot_be(ledger: Ledger) -> None:
    voice = Voice("report")
    claim = Claim("claim-1", "none", 0, 3, "The", (), "The", voice, None, (), "asserts", False, "certain")
    with pytest.raises(sqlite3.IntegrityError):
        ledger.add_reports([Found(report(1), [], [], []), Found(report(2), [], [claim], [])])
    assert ledger.counts()["reports"] == 0


@pytest.mark.parametrize("few", [0, 100])
def test_what_waits_comes_in_the_order_of_arrival(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("hearsay.ledger.corpus.FEW", few)
    add(ledger, *map(report, (7, 3, 9, 1)))
    with ledger.building(), ledger.looking_across() as (_, tables):
        assert tables.waiting(3) == ["report-7", "report-3", "report-9"]
        tables.seen(["report-3"])
        assert tables.waiting(3) == ["report-7", "report-9", "report-1"]


def test_a_document_that_was_mended_is_rejected_no_longer(ledger: Ledger) -> None:
    for source in ("a.pdf", "a.pdf#2", "a.pdf2", "b.pdf"):
        ledger.reject(Rejected(source, "the file ends too early"))
    ledger.forget_rejected("a.pdf")
    assert [rejected.source for rejected in ledger.rejected()] == ["a.pdf2", "b.pdf"]


def test_a_second_build_is_told_to_wait(ledger: Ledger) -> None:
    with ledger.building():
        with open_ledger(ledger.path) as other, pytest.raises(LedgerBusy, match="another build"):
            add(other, report(1))
        add(ledger, report(2))
    with open_ledger(ledger.path) as other:
        add(other, report(1))
        assert other.counts()["reports"] == 2


def test_readers_go_on_while_a_build_writes(ledger: Ledger) -> None:
    add(ledger, report(1), report(2))
    with open_ledger(ledger.path) as reader, ledger.building():
        reading = reader.reports()
        assert next(reading).id == "report-1"
        add(ledger, report(3))
        assert [r.id for r in reading] == ["report-2"]
        assert reader.counts()["reports"] == 3


def test_a_ledger_at_rest_is_one_file(ledger: Ledger) -> None:
    with ledger.building():
        add(ledger, report(1))
    assert [path.name for path in ledger.path.parent.iterdir()] == [ledger.path.name]


def test_a_killed_build_leaves_whole_reports_and_no_lock(ledger: Ledger) -> None:
    script = (
        "import sys\n"
        "from hearsay.ledger import open_ledger\n"
        "from hearsay.records import Report\n"
        "ledger = open_ledger(sys.argv[1])\n"
        "with ledger.building():\n"
        "    for number in range(100000):\n"
        "        r = Report(f'report-{number}', 'a', None, None, (), None, 'en', 'news', 'A late ferry.')\n"
        "        ledger.add_report(r, names=[], claims=[], digests=[])\n"
        "        print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(ledger.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as build:
        for line in build.stdout:
            if line.strip() == "20":
                os.kill(build.pid, signal.SIGKILL)
                break
        build.stdout.close()
    stored = ledger.counts()["reports"]
    assert stored >= 21
    assert len(ledger.search("ferry", limit=100_000)) == stored
    with ledger.building():
        add(ledger, report(1_000_000))
    assert ledger.counts()["reports"] == stored + 1
    assert [path.name for path in ledger.path.parent.iterdir()] == [ledger.path.name]


def test_an_error_in_the_corpus_results_keeps_the_former_ones(ledger: Ledger) -> None:
    add(ledger, report(1))
    ferry = Entity("entity-1", "other", "Ferry", (), (Mention("report-1", 4, 9),))
    ledger.replace_corpus(**{**EMPTY, "entities": [ferry]})

    def breaks():
        yield Entity("entity-2", "other", "Boat", (), ())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.replace_corpus(**{**EMPTY, "entities": breaks()})
    assert list(ledger.entities()) == [ferry]


def test_a_full_disk_keeps_what_was_stored(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ledger, report(1))
    monkeypatch.setattr(sqlite, "WRITER_PRAGMAS", (*sqlite.WRITER_PRAGMAS, "max_page_count = 70"))
    with pytest.raises(LedgerFull, match="disk is full"):
        add(ledger, report(2, text="late " * 100_000))
    assert [r.id for r in ledger.reports()] == ["report-1"]
    assert ledger.search("late")[0].report == "report-1"


def test_decisions_outlive_a_rebuild(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as connection:
        row = ("2031-05-04T10:00:00Z", "ana", "merge", "{}", "same person")
        connection.execute(
            "INSERT INTO decisions (time, user, kind, payload, reason) VALUES (?,?,?,?,?)", row
        )
    connection.close()
    ledger.replace_corpus(**EMPTY)
    connection = sqlite3.connect(ledger.path)
    assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (1,)
    connection.close()


def test_a_ledger_path_may_hold_any_character(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "50% of #1? ä.ledger", create=True) as ledger:
        add(ledger, report(1))
    assert [path.name for path in tmp_path.iterdir()] == ["50% of #1? ä.ledger"]
