"""The workbench in a real browser: from claims to words and back, with and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("url", ["/reports/{}", "/search?q=mayor", "/search?q=<script>alert(1)</script>"])
def test_a_text_full_of_markup_stays_words(
    page: Page, address: str, reports: dict[str, str], url: str
) -> None:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(url.format(next(id_ for source, id_ in reports.items() if "script" in source)))
    assert [line for line in heard if not line.startswith(address)] == []
    page.set_viewport_size({"width": 390, "height": 844})
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
