"""`hearsay export`: the records as files for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption, opened


class Format(StrEnum):
    """The forms that records can be written in."""

    JSONL = "jsonl"
    TRAINING = "training"


def export(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The folder to write to.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    form: Annotated[Format, typer.Option("--format", help="The form of the files.")] = Format.JSONL,
) -> None:
    """Write every record of a ledger to files; `training`: what people confirmed, rejected and corrected."""
    from hearsay.export.jsonl import export_jsonl
    from hearsay.export.training import export_training

    if form is Format.TRAINING:
        with opened(ledger) as view:
            typer.echo(f"{out / 'corrections'}.jsonl: {export_training(view, out)}")
        return
    with opened(ledger) as view:
        counts = export_jsonl(view, out)
    for kind, count in counts.items():
        typer.echo(f"{out / kind}.{form.value}: {count}")
