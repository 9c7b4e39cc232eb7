"""Ways to tell people: a signed request to a webhook, a mail.

In: a message, an address that the user configured. Out: nothing, or an error. Never here: a redirect that is
followed, an address from a report.
"""

import hashlib
import hmac
import json
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from ssl import create_default_context
from typing import Literal
from urllib.parse import urljoin

from hearsay.errors import HearsayError, Unfetchable
from hearsay.export.wording import plural
from hearsay.watch.fetch import post
from hearsay.watch.items import About, Item

PAUSES = (1.0, 5.0)  # seconds before the second and the third try
WHAT: dict[About, tuple[str, str]] = {
    "conflict": ("new question in dispute", "new questions in dispute"),
    "overdue": ("prediction past its date", "predictions past their date"),
    "search": ("new report", "new reports"),
}


@dataclass(frozen=True)
class Mail:
    """A server that takes mail, and whom it is from. Without `user` nobody signs in."""

    host: str
    sender: str
    port: int = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What an alert has to tell."""

    alert: str
    about: About
    ledger: str
    time: str
    workbench: str
    items: Sequence[Item]

    @property
    def subject(self) -> str:
        """What it is about, in a line: "2 new questions in dispute in town.ledger"."""
        one, many = WHAT[self.about]
        return " ".join(f"{plural(len(self.items), one, many)} in {self.ledger}".split())

    def link(self, item: Item) -> str:
        """Where an item stands in the workbench."""
        return urljoin(self.workbench, item.path)


def send_webhook(message: Message, url: str, secret: str, wait: Callable[[float], None]) -> None:
    """POST a message as JSON, three times at most.

    The signature is the HMAC-SHA256 of the time in its header, a dot, and the body.

    Raises:
        Unfetchable: nobody took it.
    """
    body = {
        "alert": message.alert,
        "about": message.about,
        "ledger": message.ledger,
        "time": message.time,
        "items": [asdict(item) | {"link": message.link(item)} for item in message.items],
    }
    data = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "X-Hearsay-Time": message.time}
    if secret:
        signed = hmac.new(secret.encode(), message.time.encode() + b"." + data, hashlib.sha256)
        headers["X-Hearsay-Signature"] = f"sha256={signed.hexdigest()}"
    for pause in (*PAUSES, None):
        try:
            post(url, data, headers)
            return
        except Unfetchable:
            if pause is None:
                raise
            wait(pause)


def send_mail(message: Message, server: Mail, to: Sequence[str]) -> None:
    """Send a message as mail.

    Raises:
        HearsayError: the server did not take it.
    """
    mail = EmailMessage()
    try:
        mail["Subject"], mail["From"], mail["To"] = message.subject, server.sender, ", ".join(to)
        mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain="hearsay.invalid")
        lines = [f"{message.subject} ({message.alert})", ""]
        for item in message.items:
            lines += [" ".join(item.title.split()), f"  {item.detail}", f"  {message.link(item)}", ""]
        mail.set_content("\n".join(lines))
        context = create_default_context()
        place = server.host, server.port
        with (
            smtplib.SMTP_SSL(*place, timeout=20, context=context)
            if server.tls == "tls"
            else smtplib.SMTP(*place, timeout=20)
        ) as smtp:
            if server.tls == "starttls":
                smtp.starttls(context=context)
            if server.user:
                smtp.login(server.user, server.password)
            smtp.send_message(mail)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        where = f"{server.host}:{server.port}"
        raise HearsayError(
            f"mail was not taken: {error}", path=where, hint="see [mail] of the alerts"
        ) from error
