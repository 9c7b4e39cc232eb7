"""`hearsay demo`: the examples, built, described and served."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from hearsay.cli.build import print_summary, shown_progress
from hearsay.cli.options import HostOption, PortOption
from hearsay.cli.screen import out
from hearsay.cli.serve import HOST, PORT, run
from hearsay.errors import HearsayError

if TYPE_CHECKING:  # the ledger's libraries are loaded only when there is one
    from hearsay.ledger import View


def demo(
    ledger: Annotated[
        Path | None, typer.Option("--ledger", "-l", metavar="FILE", help="Keep the ledger in this file.")
    ] = None,
    serve: Annotated[bool, typer.Option(help="Serve the workbench afterwards.")] = True,
    host: HostOption = HOST,
    port: PortOption = PORT,
) -> None:
    """Build a ledger from the fictional example reports, say what it holds, and serve it."""
    from hearsay.ledger import open_ledger
    from hearsay.pipeline import build

    with TemporaryDirectory() as folder, examples() as reports:
        kept = ledger or Path(folder) / "demo.ledger"
        with open_ledger(kept, create=True) as opened:
            with shown_progress() as on_progress:
                summary = build([str(reports)], opened, on_progress=on_progress)
            print_summary(summary, ledger or "the demo's ledger")
            describe(opened)
        if serve:
            run(kept, host=host, port=port)


@contextmanager
def examples() -> Iterator[Path]:
    """The folder of example reports: in the package, or beside its source."""
    package = files("hearsay")
    with as_file(package / "examples" / "reports") as shipped:
        if shipped.is_dir():
            yield shipped
            return
    with as_file(package) as source:
        beside = source.parents[1] / "examples" / "reports"
        if not beside.is_dir():
            raise HearsayError("the example reports are not there", hint="install hearsay anew")
        yield beside


def describe(view: "View") -> None:
    """Print each story: how many accounts there are, and which questions they answer differently."""
    from hearsay.cli.tables import accounts_words, in_time, question
    from hearsay.export.dossier import tally, tally_words

    console = out()
    for story in in_time(view.stories()):
        counted = tally(view.origins(story=story.id), story.reports)
        console.print()
        console.print(Text(story.title, style="bold"), soft_wrap=True)
        console.print(Text(tally_words(counted)), soft_wrap=True)
        for conflict in view.conflicts(story=story.id):
            console.print(Text(f"  {question(conflict)}"), soft_wrap=True)
            for answer in conflict.values:
                voices = ", ".join(answer.voices)
                line = f"    {answer.value} — {voices or 'nobody named'} ({accounts_words(answer)})"
                console.print(Text(line), soft_wrap=True)
