"""People are told of what is new, once, by the ways that they named; a way that fails is tried again."""

import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest

from hearsay.errors import BadConfig
from hearsay.ledger import Ledger
from hearsay.watch.alerts import Alert, Alerts, load_alerts, tell
from hearsay.watch.tell import Mail
from tests.serve.fiction import write_fiction
from tests.watch.conftest import Clock, Site

TIME = "2031-05-05T10:00:00+00:00"


@pytest.fixture
def told(ledger_path: Path) -> Iterator[Ledger]:
    write_fiction(ledger_path)
    with Ledger(ledger_path) as ledger:
        yield ledger


def run(ledger: Ledger, alerts: Alerts, clock: Clock, today: str = "2024-03-25") -> tuple[int, list[str]]:
    done = tell(ledger, alerts, today=today, time=TIME, wait=clock.wait)
    return done.told, done.troubles


def sent(site: Site) -> list[Any]:
    return [json.loads(body) for path, _, body in site.asked if path == "/hook"]


def test_new_questions_are_told_once_and_not_those_from_before(
    told: Ledger, site: Site, clock: Clock
) -> None:
    alerts = Alerts((Alert("desk", "conflict", webhook=site.put("/hook", "")),))
    assert run(told, alerts, clock) == (0, [])
    told.note_build(TIME, "0.1.0")
    count = len(list(told.conflicts()))
    assert run(told, alerts, clock) == (count, [])
    assert run(told, alerts, clock) == (0, [])
    (message,) = sent(site)
    assert {item["id"] for item in message["items"]} == {conflict.id for conflict in told.conflicts()}
    assert message["items"][0]["link"].startswith("http://127.0.0.1:8421/")


def test_a_message_is_signed(told: Ledger, site: Site, clock: Clock) -> None:
    alerts = Alerts((Alert("desk", "conflict", webhook=site.put("/hook", ""), secret="key"),))
    run(told, alerts, clock)
    told.note_build(TIME, "0.1.0")
    run(told, alerts, clock)
    _, headers, body = site.asked[-1]
    expected = hmac.new(b"key", TIME.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Hearsay-Signature"] == f"sha256={expected}"


def test_a_prediction_is_told_when_its_day_has_passed(told: Ledger, site: Site, clock: Clock) -> None:
    alerts = Alerts((Alert("due", "overdue", webhook=site.put("/hook", "")),))
    run(told, alerts, clock, today="2000-01-01")
    due = [day for _, day in told.overdue("9999-12-31")]
    assert due
    assert run(told, alerts, clock, today="9999-12-31") == (len(due), [])
    assert run(told, alerts, clock, today="9999-12-31") == (0, [])


def test_a_search_tells_of_reports_that_answer_to_it(told: Ledger, site: Site, clock: Clock) -> None:
    alert = Alert("treaty", "search", search="q=treaty", webhook=site.put("/hook", ""))
    run(told, Alerts((alert,)), clock)
    before = told.note_build(TIME, "0.1.0")
    told.keep_watched("alert", f"treaty {alert.webhook}", {"build": 0, "day": ""})
    count, _ = run(told, Alerts((alert,)), clock)
    assert 0 < count < len(list(told.reports()))
    assert told.new_reports(before) == []
    unknown = replace(alert, search="no such search")
    told.keep_watched("alert", f"treaty {alert.webhook}", {"build": 0, "day": ""})
    assert "no saved search" in run(told, Alerts((unknown,)), clock)[1][0]


def test_a_hook_that_fails_is_tried_again_and_told_the_next_time(
    told: Ledger, site: Site, clock: Clock
) -> None:
    alerts = Alerts((Alert("desk", "conflict", webhook=site.put("/hook", "", status=500)),))
    run(told, alerts, clock)
    told.note_build(TIME, "0.1.0")
    told_to, troubles = run(told, alerts, clock)
    assert (told_to, len(sent(site))) == (0, 3)
    assert "answers 500" in troubles[0]
    site.put("/hook", "")
    assert run(told, alerts, clock)[0] > 0


def test_a_redirect_of_a_hook_is_not_followed(told: Ledger, site: Site, clock: Clock) -> None:
    url = site.put("/hook", "", status=302, Location="/elsewhere")
    alerts = Alerts((Alert("desk", "conflict", webhook=url),))
    run(told, alerts, clock)
    told.note_build(TIME, "0.1.0")
    run(told, alerts, clock)
    assert "/elsewhere" not in site.paths()


class _Sink(socketserver.StreamRequestHandler):
    """As much of a mail server as a client needs."""

    def handle(self) -> None:
        def say(words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                say("354 go on")
                lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                self.server.mails.append("\n".join(lines))  # type: ignore[attr-defined]
            say("221 bye" if word == "QUIT" else "250 ok")
            if word == "QUIT":
                return


@pytest.fixture
def sink() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Sink) as server:
        server.mails = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_mail_is_sent(told: Ledger, sink: socketserver.ThreadingTCPServer, clock: Clock) -> None:
    server = Mail("127.0.0.1", "hearsay@example.org", port=sink.server_address[1], tls="none")
    alerts = Alerts((Alert("desk", "conflict", mail=("desk@example.org",)),), server)
    run(told, alerts, clock)
    told.note_build(TIME, "0.1.0")
    count, troubles = run(told, alerts, clock)
    assert troubles == []
    (mail,) = [message_from_string(text) for text in sink.mails]  # type: ignore[attr-defined]
    assert mail["To"] == "desk@example.org"
    assert mail["Subject"] == f"{count} new questions in dispute in town.ledger"


def test_mail_that_nobody_takes_is_a_trouble(told: Ledger, clock: Clock) -> None:
    alerts = Alerts(
        (Alert("desk", "conflict", mail=("a@example.org",)),), Mail("127.0.0.1", "b@example.org", 9)
    )
    run(told, alerts, clock)
    told.note_build(TIME, "0.1.0")
    assert "127.0.0.1:9: mail was not taken" in run(told, alerts, clock)[1][0]


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ('[[alert]]\nname = "a"\nabout = "conflict"', "tells nobody"),
        ('[[alert]]\nname = "a"\nabout = "gossip"\nwebhook = "http://a.example"', "gossip"),
        ('[[alert]]\nname = "a"\nabout = "search"\nwebhook = "http://a.example"', "goes with"),
        ('[[alert]]\nname = "a"\nabout = "conflict"\nmail = ["a@example.org"]', "mail needs a server"),
        ('[[alert]]\nname = "a"\nabout = "conflict"\nhook = "http://a.example"', "no setting hook"),
        ('colour = "red"', "no setting colour"),
        ("[[alert]", "cannot be read"),
    ],
)
def test_a_file_that_cannot_hold_is_refused(tmp_path: Path, toml: str, reason: str) -> None:
    file = tmp_path / "alerts.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(BadConfig, match=reason):
        load_alerts(file)


def test_a_file_says_whom_to_tell_of_what(tmp_path: Path) -> None:
    file = tmp_path / "alerts.toml"
    file.write_text(
        'workbench = "http://desk.example"\n[mail]\nhost = "m.example"\nsender = "h@m.example"\n'
        '[[alert]]\nname = "due"\nabout = "overdue"\nmail = ["a@m.example"]\n',
        encoding="utf-8",
    )
    alerts = load_alerts(file)
    assert alerts.alert == (Alert("due", "overdue", mail=("a@m.example",)),)
    assert alerts.mail == Mail("m.example", "h@m.example")
