"""The workbench in a real browser: from claims to words, on small screens, with nothing from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = [
    "/",
    "/stories/story-ferry",
    "/reports",
    "/reports/{harbour}",
    "/reports/{hostile}",
    "/names",
    "/names/entity-guard",
    "/search?q=ferry",
    "/check?q=Nine people died.",
    "/predictions",
    "/rejected",
    "/nowhere",
    "/stories/story-ferry/brief.html",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        where = str(CHROMIUM) if CHROMIUM.exists() else None
        opened = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    yield context
    context.close()


def url_of(template: str, reports: dict[str, str]) -> str:
    hostile = next(id_ for source, id_ in reports.items() if "script" in source)
    return template.format(harbour=reports["pdf/harbour.pdf"], hostile=hostile)


@pytest.mark.parametrize("template", PAGES)
def test_a_page_is_quiet_and_stays_at_home(
    page: Page, address: str, reports: dict[str, str], template: str
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url_of(template, reports))
    assert [line for line in said if "404" not in line] == []
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.parametrize("template", PAGES)
def test_a_page_fits_a_phone(phone: BrowserContext, reports: dict[str, str], template: str) -> None:
    page = phone.new_page()
    page.goto(url_of(template, reports))
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_claim_in_the_list_leads_to_its_words(page: Page, reports: dict[str, str]) -> None:
    page.goto(f"/reports/{reports['pdf/harbour.pdf']}")
    page.get_by_role("link", name="the fire came from the car deck").click()
    expect(page.locator(".text .chosen", has_text="the fire came from the car deck")).to_be_in_viewport()
    expect(page.locator(".claim.chosen")).to_contain_text("Marta Lindqvist")
    page.reload()
    expect(page.locator(".claim.chosen")).to_contain_text("Marta Lindqvist")


def test_words_lead_to_the_innermost_claim_that_holds_them(page: Page, reports: dict[str, str]) -> None:
    page.goto(f"/reports/{reports['pdf/harbour.pdf']}")
    page.locator(".text .said", has_text="a full inspection").click()
    expect(page.locator(".claim.chosen blockquote")).to_have_text("a full inspection")


def test_without_scripts_the_way_is_the_same(browser: Browser, address: str, reports: dict[str, str]) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/reports/{reports['pdf/harbour.pdf']}")
    page.get_by_role("link", name="the fire came from the car deck").click()
    expect(page.locator(".text .chosen", has_text="the fire came from the car deck")).to_be_in_viewport()
    context.close()


def test_the_first_key_leads_past_the_navigation(page: Page) -> None:
    page.goto("/stories/story-ferry")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_mark_on_the_map_is_reached_and_followed_by_keys(page: Page) -> None:
    page.goto("/stories/story-ferry")
    mark = page.get_by_role("group", name="Map of 2 places").get_by_role("link")
    expect(mark).to_have_accessible_name("1: Port Kessel; 2: Sund island – 2 statements")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#place-1")).to_be_in_viewport()
    page.locator("#place-1").get_by_role("link").last.click()
    expect(page.locator(".text .chosen").first).to_be_in_viewport()


def test_a_bar_leads_to_the_words_of_its_date(page: Page) -> None:
    page.goto("/stories/story-ferry")
    row = page.locator(".days li", has_text="20 March 2024")
    row.locator("svg.bars a").click()
    expect(page.locator(".text .chosen").first).to_be_in_viewport()


CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const part = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = rgba(getComputedStyle(e).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const [a, b] = [light(rgba(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return poor;
}
"""


@pytest.mark.parametrize("template", PAGES)
def test_text_stands_out_from_its_ground(
    browser: Browser, address: str, reports: dict[str, str], template: str, scheme: str
) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(url_of(template, reports))
    assert page.evaluate(CONTRAST) == []
    context.close()
