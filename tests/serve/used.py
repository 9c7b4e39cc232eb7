"""The examples as a ledger that people have worked with: judged, settled, merged, tagged, searched."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from hearsay.ledger import Ledger, open_ledger
from hearsay.pipeline import build, decide, judge, look_across, undo
from hearsay.records import Judgement, JudgementKind, suppose
from hearsay.serve.forms import read_form

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
EXAMPLES_TODAY = date(2024, 5, 14)
"""A day on which some of what the examples foretell is overdue and some is still to come."""

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Debian's chromium, or the one that playwright knows."""
    with sync_playwright() as playwright:
        where = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield browser
        browser.close()


def build_examples(path: Path, damaged: Path) -> None:
    """The ledger of the examples and of a file that cannot be read."""
    damaged.write_bytes(b"%PDF-1.7 and nothing more")
    with open_ledger(path, create=True) as ledger:
        build([str(EXAMPLES), str(damaged)], ledger)


def use(path: Path) -> None:
    """Work with the ledger as two people do in a week."""
    with open_ledger(path) as ledger:
        claim, other, third = list(ledger.claims())[:3]
        question = next(conflict for conflict in ledger.conflicts() if conflict.story)
        report = ledger.story(question.story or "").reports[0]  # type: ignore[union-attr]
        answer = question.values[0].value
        _judge(ledger, "claim.confirm", {"claim": claim.id}, "rang them")
        _judge(ledger, "claim.reject", {"claim": other.id}, "nobody says so")
        _judge(ledger, "claim.correct", {"claim": third.id, "stance": "doubts"}, "a doubt")
        _judge(ledger, "conflict.settle", {"conflict": question.id, "how": f"answered: {answer}"}, "on paper")
        prediction = next(ledger.predictions())
        _judge(ledger, "prediction.outcome", {"claim": prediction.claim, "outcome": "unclear"}, "nobody says")
        for about, id_ in (("claim", claim.id), ("report", report)):
            _judge(ledger, "note", {"about": about, "id": id_, "text": "Ask the press office."})
            _judge(ledger, "tag", {"about": about, "id": id_, "tag": "to ring"})
        _judge(ledger, "rating", {"about": "claim", "id": claim.id, "information": "3"}, "one source")
        ids = [entity.id for _, entity in ledger.names_after(size=2, kind="person").items]
        one, two = (entity for id_ in ids if (entity := ledger.entity(id_)))
        decide(ledger, "merge", one, two, time="2024-05-12T09:00:00+00:00", user="Ugo", reason="a pen name")
        look_across(ledger)
        number = next(line.number or 0 for line in ledger.log() if line.kind == "merge")
        undo(ledger, number, time="2024-05-12T09:30:00+00:00", user="Vera", reason="two people")
        look_across(ledger)
        ledger.keep_search("Water", "q=water", time="2024-05-12T10:00:00+00:00")
        for text in ("A cutter of the coast guard attacked the trawler.", "A boat of the navy attacked it."):
            matter, time = "Who attacked the trawler?", "2024-05-12T11:00:00+00:00"
            ledger.suppose(suppose(matter, text, story=None, time=time, user="Vera"))


def _judge(ledger: Ledger, kind: JudgementKind, given: dict[str, str], reason: str | None = None) -> None:
    target, value = read_form(kind, ledger, given)
    judge(ledger, Judgement(kind, target, "2024-05-12T08:00:00+00:00", value, "Vera", reason))
