"""`hearsay alert`: the alerts in the file that `hearsay watch --alerts` reads."""

import json
from pathlib import Path
from typing import Annotated

import typer

from hearsay.errors import HearsayError

alert = typer.Typer(
    help="Add, list and remove the alerts that `hearsay watch --alerts` tells.", no_args_is_help=True
)
_File = Annotated[Path, typer.Option("--alerts", metavar="FILE", help="The file of alerts, in TOML.")]
DEFAULT = Path("alerts.toml")
_BEGIN = "[[alert]]"


@alert.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    about: Annotated[str, typer.Option(help="conflict, overdue, or search (with --search).")] = "conflict",
    search: Annotated[str, typer.Option(help="A saved search, or the address of one from the ? on.")] = "",
    webhook: Annotated[str, typer.Option(metavar="URL", help="An address to send to.")] = "",
    secret: Annotated[str, typer.Option(help="What signs that which goes to the webhook.")] = "",
    mail: Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help="Whom to write to.")] = None,
    alerts: _File = DEFAULT,
) -> None:
    """Add an alert to the file; what stands in it already stays as it is."""
    settings = {"name": name, "about": "search" if search else about, "search": search, "webhook": webhook}
    settings |= {"secret": secret}
    lines = [f"{key} = {_text(value)}" for key, value in settings.items() if value]
    if mail:
        lines.append(f"mail = [{', '.join(map(_text, mail))}]")
    before = alerts.read_text(encoding="utf-8") if alerts.exists() else ""
    _write(alerts, "\n".join(filter(None, (before.rstrip("\n"), _BEGIN, *lines))) + "\n", before)
    typer.echo(f"added {name} to {alerts}")


@alert.command("list")
def list_(alerts: _File = DEFAULT) -> None:
    """List the alerts in the file."""
    from hearsay.watch.alerts import load_alerts

    for one in load_alerts(alerts).alert:
        ways = ", ".join(filter(None, (one.webhook, *one.mail)))
        typer.echo(f"{one.name}: {one.about}{f' {one.search}' if one.search else ''} → {ways}")


@alert.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")], alerts: _File = DEFAULT
) -> None:
    """Remove an alert from the file; all else in it stays as it is."""
    from hearsay.watch.alerts import load_alerts

    names = [one.name for one in load_alerts(alerts).alert]
    if name not in names:
        raise HearsayError(f"no alert is called {name!r}", path=str(alerts), hint="see: hearsay alert list")
    before = alerts.read_text(encoding="utf-8")
    kept, place, inside = [], -1, False
    for line in before.splitlines():
        if line.strip().startswith("["):
            place += line.strip() == _BEGIN
            inside = line.strip() == _BEGIN and place == names.index(name)
        if not inside:
            kept.append(line)
    _write(alerts, "\n".join(kept) + "\n", before)
    typer.echo(f"removed {name} from {alerts}")


def _write(path: Path, text: str, before: str) -> None:
    """Write the file, unless what it would hold cannot be read as alerts: then it stays as it was."""
    from hearsay.watch.alerts import load_alerts

    existed = path.exists()
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HearsayError(f"cannot be written: {error.strerror}", path=str(path)) from error
    try:
        load_alerts(path)
    except HearsayError:
        if existed:
            path.write_text(before, encoding="utf-8")
        else:
            path.unlink()
        raise


def _text(value: str) -> str:
    """A string of TOML: written as JSON it means the same."""
    return json.dumps(value, ensure_ascii=False)
