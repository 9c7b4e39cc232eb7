"""`hearsay watch`: keeps a ledger up to date with folders and feeds."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hearsay.cli.options import DEFAULT_LEDGER, ConfigOption, LedgerOption
from hearsay.cli.screen import complain

_Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="FOLDER|FEEDS.opml|URL…", help="Folders, lists of feeds, addresses of feeds."),
]
_Every = Annotated[float, typer.Option(min=1, metavar="MINUTES", help="Between two looks at one feed.")]
_Alerts = Annotated[Path | None, typer.Option(metavar="FILE", help="Whom to tell of what, in TOML.")]
_Private = Annotated[bool, typer.Option("--allow-private", help="Let feeds lead to private networks.")]
PAUSE = 20.0  # seconds between two looks at the folders


def watch(
    sources: _Sources = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    once: Annotated[bool, typer.Option("--once", help="Do one round and end, as for cron.")] = False,
    every: _Every = 15,
    alerts: _Alerts = None,
    allow_private: _Private = False,
    config: ConfigOption = None,
) -> None:
    """Read what is new in folders and feeds, again and again, and tell people of it."""
    from hearsay.config import load_config
    from hearsay.errors import HearsayError
    from hearsay.ledger import open_ledger
    from hearsay.watch.alerts import load_alerts, tell
    from hearsay.watch.fetch import Limits
    from hearsay.watch.rounds import Manners, look, sort_sources

    if not sources and alerts is None:
        raise HearsayError("nothing to watch", hint="name folders, OPML files or feeds, or give --alerts")
    settings = load_config(config)
    watched, tasks = sort_sources(sources or ()), load_alerts(alerts) if alerts else None
    limits = Limits(max_bytes=settings.read.max_bytes, private=allow_private)
    # run by cron, a round comes when the user says: it must find the feeds due
    manners = Manners(every=0 if once else every * 60, limits=limits)
    with open_ledger(ledger, create=True) as opened:
        try:
            while True:
                found = look(
                    opened, watched, now=time.time, wait=time.sleep, config=settings, manners=manners
                )
                moment = datetime.now(UTC)
                troubles = found.troubles
                if tasks:
                    day = moment.date().isoformat()
                    stamp = moment.isoformat(timespec="seconds")
                    troubles += tell(opened, tasks, today=day, time=stamp, wait=time.sleep).troubles
                for trouble in troubles:
                    complain(trouble)
                if found.summary or once:
                    new = found.summary.new if found.summary else 0
                    typer.echo(f"{moment:%Y-%m-%d %H:%M} UTC  {new} new, {len(troubles)} troubles")
                if once:
                    return
                time.sleep(PAUSE)
        except KeyboardInterrupt:
            typer.echo("stopped; what was read is kept")
