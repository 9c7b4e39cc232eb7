"""`hearsay build`: documents into a ledger."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from hearsay.cli.options import DEFAULT_LEDGER, ConfigOption, LedgerOption
from hearsay.cli.screen import complain, err, out

if TYPE_CHECKING:  # the pipeline loads every stage
    from hearsay import pipeline


def build(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, patterns, or - .")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    config: ConfigOption = None,
    pipeline: Annotated[
        str | None,
        typer.Option(help="An installed spaCy pipeline (name or path) in place of ours."),
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Read in so many processes at once (about 400 MiB each).")
    ] = None,
) -> None:
    """Read documents into a ledger, and say what was found."""
    from hearsay.config import load_config
    from hearsay.ledger import open_ledger
    from hearsay.pipeline import build as build_ledger

    settings = load_config(config)
    annotate = settings.annotate
    annotate = replace(
        annotate, pipeline=pipeline or annotate.pipeline, processes=processes or annotate.processes
    )
    settings = replace(settings, annotate=annotate)
    with open_ledger(ledger, create=True) as opened:
        try:
            with shown_progress() as on_progress:
                stdin = sys.stdin.buffer
                summary = build_ledger(paths, opened, config=settings, on_progress=on_progress, stdin=stdin)
        except KeyboardInterrupt:
            complain(f"{ledger}: stopped; what was read is kept (start the same build again to go on)")
            raise typer.Exit(130) from None
    print_summary(summary, ledger)


@contextmanager
def shown_progress() -> Iterator[Callable[["pipeline.Progress"], None]]:
    """A bar on the terminal for each step of a build; nothing where there is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = err()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("starting", total=None)

        def show(progress: "pipeline.Progress") -> None:
            bars.update(task, description=progress.step, completed=progress.done, total=progress.total)

        yield show


def print_summary(summary: "pipeline.Summary", ledger: Path | str) -> None:
    """What a build read, what it could not read, and what the ledger now holds."""
    from hearsay.export.wording import plural

    console = out()
    for rejected in summary.rejected:
        hint = f" ({rejected.hint})" if rejected.hint else ""
        console.print(Text(f"rejected  {rejected.source}: {rejected.reason}{hint}"), soft_wrap=True)
    holds = summary.holds
    lines = (
        f"{plural(summary.new, 'new report')}, {summary.seen:,} seen before, "
        f"{plural(len(summary.rejected), 'document')} rejected",
        f"{ledger} holds {plural(holds['reports'], 'report')}, "
        f"{plural(holds['stories'], 'story', 'stories')}, {plural(holds['origins'], 'origin')}",
        f"{plural(holds['claims'], 'claim')}, {plural(holds['entities'], 'name')}, "
        f"{plural(holds['conflicts'], 'conflict')}, "
        f"{plural(holds['predictions'], 'prediction')}",
    )
    for line in lines:
        console.print(Text(line), soft_wrap=True)
