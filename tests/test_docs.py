"""The documents keep up with the program: commands, links, the first lines of the README."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from click import Command
from typer.main import get_command

from hearsay.cli import app
from hearsay.config import Config

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for place in (".", "docs", "docs/decisions", "examples", "measurements", "training", "src/hearsay")
    for path in (ROOT / place).glob("*.md")
)
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")


def commands() -> Iterator[tuple[str, Command]]:
    """Every command under the words that one types, subcommands included."""
    waiting = [("hearsay", get_command(app))]
    while waiting:
        name, command = waiting.pop()
        below = getattr(command, "commands", {})
        waiting.extend((f"{name} {word}", inner) for word, inner in below.items() if not inner.hidden)
        if not below:
            yield name, command


def anchors(page: Path) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_the_readme_begins_with_one_sentence_and_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sentence, first, second = (part.strip() for part in readme.split("\n\n")[1:4])
    assert sentence.count(". ") == 0
    assert "pip install uv && uv run hearsay demo" in first
    assert "bash scripts/test" in second


@pytest.mark.parametrize(("name", "command"), sorted(commands(), key=lambda pair: pair[0]))
def test_every_command_is_documented_with_its_options(name: str, command: Command) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    _, heading, section = page.partition(f"## `{name}`")
    assert heading
    section = section.partition("\n## ")[0]
    options = [option for parameter in command.params for option in parameter.opts if option[:2] == "--"]
    assert [option for option in options if option != "--help" and f"`{option}`" not in section] == []


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    settings = [field.name for section in fields(Config) for field in fields(section.default_factory())]
    assert [name for name in settings if f"\n{name} = " not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert [name for name in pages if name not in index] == []


def test_documents_name_no_place_of_the_machine_that_they_were_written_on() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|root|tmp|work)/", page.read_text(encoding="utf-8")), page


def test_pinned_packages_name_no_address() -> None:
    pins = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    assert "://" not in pins and "--index" not in pins and "--find-links" not in pins
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", pins)[1:])
