"""Alerts are added, listed and removed without touching what else stands in their file."""

from pathlib import Path

from hearsay.watch.alerts import load_alerts
from tests.cli.conftest import Run

OTHERS = """# ours
[mail]
host = "mail.example"
sender = "desk@example.org"

[[alert]]
name = "Dams"
about = "conflict"
mail = ["vera@example.org"]
"""


def test_an_alert_is_added_listed_and_removed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "alerts.toml"
    file.write_text(OTHERS, encoding="utf-8")
    hook = "https://hooks.example.org/1"
    assert (
        run(
            "alert", "add", 'The "old" port', "--search", "q=port", "--webhook", hook, "--alerts", file
        ).status
        == 0
    )
    assert [one.name for one in load_alerts(file).alert] == ["Dams", 'The "old" port']
    listed = run("alert", "list", "--alerts", file).out
    assert "Dams: conflict → vera@example.org" in listed
    assert f'The "old" port: search q=port → {hook}' in listed
    assert run("alert", "remove", 'The "old" port', "--alerts", file).status == 0
    assert file.read_text(encoding="utf-8") == OTHERS
    assert run("alert", "remove", "Dams", "--alerts", file).status == 0
    assert load_alerts(file).alert == ()
    assert file.read_text(encoding="utf-8").startswith("# ours")


def test_an_alert_that_tells_nobody_leaves_the_file_as_it_was(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "alerts.toml"
    refused = run("alert", "add", "Nobody", "--alerts", file)
    assert refused.status != 0 and "tells nobody" in refused.err
    assert not file.exists()
    file.write_text(OTHERS, encoding="utf-8")
    assert (
        run("alert", "add", "Dams", "--webhook", "https://hooks.example.org/1", "--alerts", file).status != 0
    )
    assert file.read_text(encoding="utf-8") == OTHERS
    assert "no alert is called" in run("alert", "remove", "Ports", "--alerts", file).err
