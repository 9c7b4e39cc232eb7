"""`hearsay hypotheses`: rival answers to a question, side by side, and which claims tell them apart."""

import getpass
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption, StoryOption, opened
from hearsay.cli.screen import cell, out, quoted, table
from hearsay.errors import HearsayError

if TYPE_CHECKING:  # the ledger's libraries are loaded only by a command that opens one
    from hearsay.serve.weighing import Matrix

hypotheses = typer.Typer(help="Put rival answers to a question side by side.", no_args_is_help=True)
MARKS = {"consistent": "+", "inconsistent": "−", "neutral": "?", "not applicable": ""}
_Matter = Annotated[str, typer.Argument(metavar="MATTER", help="Its id, or how that begins.")]
_User = Annotated[str | None, typer.Option("--user", help="Who decides; else who is logged in.")]


@hypotheses.command()
def new(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What is asked.")],
    answer: Annotated[list[str], typer.Option("--answer", "-a", help="A rival answer, as a sentence.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    story: StoryOption = None,
    user: _User = None,
) -> None:
    """Suppose answers to a question; more can be added later under the same question."""
    from hearsay.ledger import open_ledger
    from hearsay.ledger.given import find_story
    from hearsay.records import suppose

    now = datetime.now(UTC).isoformat(timespec="seconds")
    with open_ledger(ledger) as opened:
        about = find_story(opened, story)
        for text in answer:
            made = suppose(
                question, text, story=about.id if about else None, time=now, user=user or getpass.getuser()
            )
            opened.suppose(made)
    typer.echo(made.matter)


@hypotheses.command("list")
def list_matters(ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """The questions, each with its answers."""
    with opened(ledger) as view:
        made = table("Question", "Answers", "Id")
        asked: dict[str, list[str]] = {}
        questions: dict[str, str] = {}
        for one in view.hypotheses():
            asked.setdefault(one.matter, []).append(one.text)
            questions[one.matter] = one.question
        for matter, answers in asked.items():
            made.add_row(cell(questions[matter]), cell("\n".join(answers)), cell(matter), end_section=True)
        out().print(made if asked else f"no hypotheses in {ledger}")


@hypotheses.command()
def show(
    matter: _Matter,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: Annotated[bool, typer.Option("--json", help="The matrix as JSON.")] = False,
) -> None:
    """The matrix: + fits, − contradicts, ? leaves it open; * was judged by a person."""
    import msgspec

    from hearsay.ledger.given import find_matter
    from hearsay.serve.weighing import matrix

    with opened(ledger) as view:
        found = matrix(view, find_matter(view, matter))
        if as_json:
            rows: Any = msgspec.to_builtins(found)
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for drawn in _drawn(found):
            out().print(drawn)


@hypotheses.command("cell")
def judge_cell(
    matter: _Matter,
    number: Annotated[int, typer.Argument(metavar="ANSWER", help="The number of the answer, from 1.", min=1)],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of the claim.")],
    fit: Annotated[str, typer.Argument(metavar="FIT", help=", ".join(MARKS))],
    ledger: LedgerOption = DEFAULT_LEDGER,
    user: _User = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why.")] = None,
) -> None:
    """Decide how far a claim fits an answer; kept for good, and undone like any decision."""
    from hearsay.ledger import open_ledger
    from hearsay.ledger.given import find_matter
    from hearsay.pipeline import judge
    from hearsay.records import Cell, Fit, Judgement, cell_target

    fits: dict[str, Fit] = {
        "consistent": "consistent",
        "inconsistent": "inconsistent",
        "neutral": "neutral",
        "not applicable": "not applicable",
    }
    if fit not in fits:
        raise HearsayError(f"no fit {fit!r}", hint=f"one of: {', '.join(fits)}")
    with open_ledger(ledger) as opened:
        rivals = list(opened.hypotheses(matter=find_matter(opened, matter)))
        meant = opened.claim(claim)
        if meant is None or number > len(rivals):
            what = f"no claim {claim!r}" if meant is None else f"no answer {number}"
            raise HearsayError(what, path=str(ledger), hint="see: hearsay hypotheses show")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        target = cell_target(rivals[number - 1].id, meant)
        done = judge(
            opened,
            Judgement("hypothesis.cell", target, now, Cell(fits[fit]), user or getpass.getuser(), reason),
        )
    typer.echo(f"decision {done}: answer {number}, {fit}")


def _drawn(found: "Matrix") -> Iterator[Table]:
    answers = table("", "Answer", "Fits", "Against it", title=found.question, numbers=("Fits", "Against it"))
    for place, one in enumerate(found.hypotheses):
        fits, against = found.accounts(place, "consistent"), found.accounts(place, "inconsistent")
        answers.add_row(cell(place + 1), cell(one.text), cell(fits), cell(against))
    yield answers
    made = table("Claim", "Report", *(str(n) for n in range(1, len(found.hypotheses) + 1)), "Id")
    for row in found.rows:
        marks = [MARKS[c.fit] + ("*" if c.judged else "") for c in row.cells]
        name = row.report.publisher or row.report.title
        made.add_row(
            cell(quoted(row.claim.content)), cell(name), *(cell(mark) for mark in marks), cell(row.claim.id)
        )
    yield made
