"""`hearsay new`: what came into a ledger since somebody's last visit."""

import getpass
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption

SHOWN = 50


def new(
    ledger: LedgerOption = DEFAULT_LEDGER,
    user: Annotated[str | None, typer.Option("--user", help="Whose visits; else who is logged in.")] = None,
    seen: Annotated[bool, typer.Option("--seen", help="Note that all of it has been seen.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Reports, stories and questions that came since the last visit, and what fell due meanwhile."""
    from hearsay.export.wording import report_words
    from hearsay.ledger import open_ledger
    from hearsay.watch.items import new_conflicts, overdue

    who, now = user or getpass.getuser(), datetime.now(UTC)
    with open_ledger(ledger) as opened:
        visit = opened.visit(who)
        build = visit.build if visit else -1
        count = opened.count_new(build)
        reports = [report for report, _ in opened.new_reports(build, limit=SHOWN)]
        questions = list(new_conflicts(opened, build, SHOWN))
        due = list(overdue(opened, now.date().isoformat(), visit.time[:10] if visit else "", SHOWN))
        last = opened.last_build()
        if seen and last:
            opened.note_visit(who, now.isoformat(timespec="seconds"), last.number)
    if as_json:
        told: dict[str, Any] = {
            "user": who,
            "since": asdict(visit) if visit else None,
            "count": asdict(count),
        }
        told |= {"reports": [r.id for r in reports], "conflicts": [asdict(q) for q in questions]}
        typer.echo(json.dumps(told | {"overdue": [asdict(one) for one in due]}, ensure_ascii=False, indent=1))
        return
    since = f"since {visit.time}" if visit else "in all: there was no visit yet"
    typer.echo(f"{count.reports} reports, {count.stories} stories, {count.conflicts} questions {since}")
    for item in (*questions, *due):
        typer.echo(f"  {item.title}: {item.detail}")
    for report in reports:
        typer.echo(f"  {report_words(report)}")
