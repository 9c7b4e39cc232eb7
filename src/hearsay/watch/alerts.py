"""Alerts: who is to be told of what, by which way, as a TOML file says.

In: a file; an open ledger. Out: messages to the addresses in that file, and to no other. Never here:
a message twice; where telling fails, the next round tries again.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

import msgspec

from hearsay.errors import BadConfig, HearsayError
from hearsay.ledger import Ledger, View
from hearsay.watch.items import About, Item, new_conflicts, new_findings, overdue
from hearsay.watch.tell import Mail, Message, send_mail, send_webhook


@dataclass(frozen=True)
class Alert:
    """Tell these addresses of every new conflict, overdue prediction, or report that answers to a search.

    `search` is the name of a saved search, or the address of a search page from the `?` on. `secret` signs
    what goes to the webhook.
    """

    name: str
    about: About
    search: str = ""
    webhook: str = ""
    secret: str = ""
    mail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alerts:
    """All alerts of a file. `workbench` is the address under which links are to lead to it."""

    alert: tuple[Alert, ...] = ()
    mail: Mail | None = None
    workbench: str = "http://127.0.0.1:8421"


@dataclass(frozen=True)
class Told:
    """Up to which build, and up to which day, somebody has been told."""

    build: int = 0
    day: str = ""


@dataclass(slots=True)
class Telling:
    """What was told, and what could not be."""

    told: int = 0
    troubles: list[str] = field(default_factory=list)


def load_alerts(path: Path) -> Alerts:
    """The alerts in a TOML file.

    Raises:
        BadConfig: it cannot be read, or says something that does not exist or cannot hold.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        alerts = msgspec.convert(data, Alerts)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadConfig(f"cannot be read: {error}", path=str(path)) from error
    parts = [(data, fields(Alerts)), (data.get("mail", {}), fields(Mail))]
    for place, settings in (*parts, *((one, fields(Alert)) for one in data.get("alert", ()))):
        known = [setting.name for setting in settings]
        if unknown := set(place) - set(known):
            hint = f"known: {', '.join(known)}"
            raise BadConfig(f"no setting {min(unknown)}", path=str(path), hint=hint)
    names = [alert.name for alert in alerts.alert]
    for alert in alerts.alert:
        if names.count(alert.name) > 1:
            raise BadConfig(f"two alerts are called {alert.name!r}", path=str(path))
        if (alert.about == "search") != bool(alert.search):
            raise BadConfig(f'alert {alert.name!r}: `search` goes with about = "search"', path=str(path))
        if not alert.webhook and not alert.mail:
            raise BadConfig(f"alert {alert.name!r} tells nobody", path=str(path), hint="give webhook or mail")
        if alert.mail and alerts.mail is None:
            raise BadConfig(f"alert {alert.name!r}: mail needs a server", path=str(path), hint="add [mail]")
    return alerts


def tell(ledger: Ledger, alerts: Alerts, *, today: str, time: str, wait: Callable[[float], None]) -> Telling:
    """Tell everybody what is new since they were last told; the first time, only remember from where.

    `today` is a day, `time` a moment, both ISO 8601 in UTC; `wait` lets seconds pass between two tries.
    """
    done = Telling()
    last = ledger.last_build()
    now = Told(last.number if last else 0, today)
    for alert in alerts.alert:
        for way, send in _ways(alert, alerts, wait):
            key = f"{alert.name} {way}"
            told = ledger.watched("alert", key, Told)
            try:
                items = list(_items(ledger, alert, told, today)) if told else []
                if items:
                    send(Message(alert.name, alert.about, ledger.path.name, time, alerts.workbench, items))
            except HearsayError as error:
                done.troubles.append(str(error))
                continue
            done.told += len(items)
            ledger.keep_watched("alert", key, now)
    return done


def _ways(
    alert: Alert, alerts: Alerts, wait: Callable[[float], None]
) -> Iterator[tuple[str, Callable[[Message], None]]]:
    if alert.webhook:
        yield alert.webhook, lambda message: send_webhook(message, alert.webhook, alert.secret, wait)
    mail = alerts.mail
    if alert.mail and mail is not None:
        yield "mail", lambda message: send_mail(message, mail, alert.mail)


def _items(ledger: Ledger, alert: Alert, told: Told, today: str) -> Iterator[Item]:
    match alert.about:
        case "conflict":
            return new_conflicts(ledger, told.build)
        case "overdue":
            return overdue(ledger, today, since=told.day)
        case "search":
            return new_findings(ledger, told.build, search_address(ledger, alert.search))


def search_address(ledger: View, search: str) -> str:
    """The address of a saved search, by its name, or what is itself such an address.

    Raises:
        HearsayError: there is no search of this name.
    """
    saved = ledger.search_named(search)
    if saved is None and "=" not in search:
        hint = "save it on the page of searches"
        raise HearsayError(f"no saved search {search!r}", path=str(ledger.path), hint=hint)
    return search if saved is None else saved
