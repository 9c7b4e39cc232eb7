"""`hearsay forget` and `hearsay rebuild`: what a ledger holds is taken out, or found anew."""

from typing import Annotated

import typer

from hearsay.cli.build import shown_progress
from hearsay.cli.options import DEFAULT_LEDGER, ConfigOption, LedgerOption
from hearsay.errors import HearsayError


def forget(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its id, or a path or URL it was read from.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take a report out of a ledger, with its claims and edges and nothing else."""
    from hearsay.ledger import open_ledger
    from hearsay.pipeline import forget as forget_report

    with open_ledger(ledger) as opened:
        found = opened.reports_from(report)
        if len(found) != 1:
            reason = f"{len(found)} reports are from {report!r}" if found else f"no report {report!r}"
            raise HearsayError(reason, path=str(ledger), hint=", ".join(found) or "see: hearsay show claims")
        forget_report(opened, found[0])
    typer.echo(f"forgotten: {found[0]}")


def rebuild(ledger: LedgerOption = DEFAULT_LEDGER, config: ConfigOption = None) -> None:
    """Find anew what stands in the texts of a ledger; what people decided stays."""
    from hearsay.config import load_config
    from hearsay.ledger import open_ledger
    from hearsay.pipeline import rebuild as rebuild_ledger

    with open_ledger(ledger) as opened, shown_progress() as on_progress:
        count = rebuild_ledger(opened, config=load_config(config), on_progress=on_progress)
    typer.echo(f"read again: {count:,} reports")
