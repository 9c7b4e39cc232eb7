"""The command line: parse, call one function, print.

In: arguments. Out: text, files, an exit status. Never here: a decision about what reports say.
Heavy libraries are loaded by the command that needs them, so that help is there at once.
"""

from collections.abc import Sequence
from typing import Annotated

import typer

from hearsay import __version__
from hearsay.cli import (
    alert,
    build,
    check,
    decide,
    demo,
    export,
    forget,
    gazetteer,
    hypotheses,
    judge,
    new,
    report,
    serve,
    show,
    watch,
)
from hearsay.cli.screen import complain
from hearsay.errors import HearsayError

app = typer.Typer(
    name="hearsay",
    help="Turn a pile of reports into a ledger of attributed claims.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (demo.demo, build.build, show.show, check.check, report.report, export.export, serve.serve):
    app.command()(command)
app.command()(decide.decide)
app.command()(judge.judge)
app.command()(forget.forget)
app.command()(forget.rebuild)
app.command()(watch.watch)
app.command()(new.new)
app.add_typer(alert.alert, name="alert")
app.add_typer(gazetteer.gazetteer, name="gazetteer")
app.add_typer(hypotheses.hypotheses, name="hypotheses")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"hearsay {__version__}")
        raise typer.Exit


@app.callback()
def hearsay(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Turn a pile of reports into a ledger of attributed claims."""


def main(args: Sequence[str] | None = None) -> None:
    """Run a command; an error that a user can mend is one line and an exit status."""
    try:
        app(args=args, prog_name="hearsay")
    except HearsayError as error:
        complain(str(error))
        raise SystemExit(error.exit_status) from error
