"""Every kind of page as everybody can use it: by axe without a violation, on every screen, with no noise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from hearsay.ledger import Ledger, open_ledger
from hearsay.pipeline import judge
from hearsay.records import Judgement
from hearsay.serve.app import create_app
from hearsay.serve.forms import read_form
from tests.serve.conftest import served
from tests.serve.used import EXAMPLES_TODAY

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=390, height=844)
OPEN_ALL = "for (const box of document.querySelectorAll('details')) box.open = true"
JUDGE = """
async (rules) => {
  const only = { type: "tag", values: rules };
  const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary.split("\\n").slice(1).join(";")}`));
}
"""


def first_report(ledger: Ledger, ending: str) -> str:
    return next(report.id for report in ledger.reports() if report.source.endswith(ending))


def first_name(ledger: Ledger) -> str:
    return ledger.names_after(size=1).items[0][1].id


def disputed(ledger: Ledger) -> str:
    """The smallest story with a question in dispute: axe takes its time."""
    asked = {conflict.story for conflict in ledger.conflicts() if conflict.story}
    return min(asked, key=lambda id_: len(list(ledger.claims(story=id_))))


def copied(ledger: Ledger) -> str:
    member = next(m for origin in ledger.origins() for m in origin.members if m.relation == "copy" and m.of)
    return f"/reports/{member.report}/beside/{member.of}"


KINDS: dict[str, Callable[[Ledger], str]] = {
    "first page": lambda ledger: "/",
    "first page, by what is due": lambda ledger: "/?by=due",
    "what is new": lambda ledger: "/new",
    "story": lambda ledger: f"/stories/{disputed(ledger)}",
    "echoes": lambda ledger: f"/stories/{disputed(ledger)}/echoes",
    "report": lambda ledger: f"/reports/{first_report(ledger, '.eml')}",
    "report beside its pages": lambda ledger: f"/reports/{first_report(ledger, '.pdf')}",
    "two reports": copied,
    "claim": lambda ledger: f"/claims/{next(ledger.claims()).id}",
    "reports": lambda ledger: "/reports",
    "names": lambda ledger: "/names",
    "name": lambda ledger: f"/names/{first_name(ledger)}",
    "dossier": lambda ledger: f"/names/{first_name(ledger)}/dossier",
    "dossier of words": lambda ledger: "/dossier?q=water",
    "publishers": lambda ledger: "/publishers",
    "publisher": lambda ledger: f"/publishers/{ledger.publishers_after(size=1).items[0].key}",
    "predictions": lambda ledger: "/predictions",
    "prediction": lambda ledger: f"/predictions/{next(ledger.predictions()).id}",
    "check": lambda ledger: "/check?q=Four fishermen were killed.",
    "hypotheses": lambda ledger: "/hypotheses",
    "matrix": lambda ledger: f"/hypotheses/{next(ledger.hypotheses()).matter}",
    "search": lambda ledger: "/search?q=water&stance=denies",
    "kept searches": lambda ledger: "/search",
    "review": lambda ledger: "/review",
    "decisions": lambda ledger: "/log",
    "settings": lambda ledger: "/settings",
    "help": lambda ledger: "/help",
    "rejected files": lambda ledger: "/rejected",
    "adding": lambda ledger: "/add",
    "choice for a brief": lambda ledger: f"/brief?story={disputed(ledger)}",
    "brief": lambda ledger: f"/stories/{disputed(ledger)}/brief.html",
    "what was kept": lambda ledger: "/?kept=1",
    "what is not there": lambda ledger: "/nowhere",
    "what cannot be answered": lambda ledger: "/stories/none/brief.html",
    "German first page": lambda ledger: "/?lang=de",
    "German claim": lambda ledger: f"/claims/{next(ledger.claims()).id}?lang=de",
}


@pytest.fixture(scope="module")
def place(used_path: Path) -> Iterator[str]:
    app = create_app(used_path, today=lambda: EXAMPLES_TODAY, user="Vera")
    with served(used_path, app=app) as address:
        yield address


@pytest.fixture(scope="module")
def used(used_path: Path) -> Iterator[Ledger]:
    with open_ledger(used_path) as ledger:
        yield ledger


@dataclass
class Heard:
    """What a page says on the console, and what it asks other machines for."""

    address: str
    noise: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.noise.append(message.text))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.on("dialog", lambda dialog: self.noise.append(dialog.message))
        page.on("request", lambda request: self.hear(request.url))

    def hear(self, url: str) -> None:
        if not url.startswith(self.address):
            self.abroad.append(url)


@pytest.fixture(scope="module")
def context(browser: Browser, place: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=place, viewport=WIDE, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    context.clear_cookies()  # of a language that a page before has chosen
    page = context.new_page()
    yield page
    page.close()


def violations(page: Page) -> list[str]:
    """What axe finds on a wide screen in light and on a phone in the dark, with everything unfolded.

    Colours do not depend on the width, nor the layout on colours.
    """
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE)
    light = page.evaluate(JUDGE, RULES)
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(JUDGE, RULES)
    return [f"light: {line}" for line in light] + [f"dark: {line}" for line in dark]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_for_everybody_and_stays_at_home(page: Page, place: str, used: Ledger, kind: str) -> None:
    heard = Heard(place)
    heard.listen(page)
    page.goto(KINDS[kind](used))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert [line for line in heard.noise if "404" not in line] == []
    assert heard.abroad == []


def test_what_somebody_else_decided_meanwhile_is_for_everybody(
    browser: Browser, own_path: Path, own_address: str
) -> None:
    with open_ledger(own_path) as ledger, browser.new_context(base_url=own_address) as context:
        claim = next(ledger.claims())
        page = context.new_page()
        page.goto(f"/claims/{claim.id}")
        target, value = read_form("claim.reject", ledger, {"claim": claim.id})
        judge(
            ledger, Judgement("claim.reject", target, "2024-03-25T08:00:00+00:00", value, "Ugo", "a rumour")
        )
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", name="Somebody decided this in the meantime")).to_be_visible()
        assert violations(page) == []
