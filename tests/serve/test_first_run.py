"""A new user with the user's own documents: from nothing to a printed brief by what the pages say."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from hearsay.serve.app import create_app
from hearsay.serve.intake import Intake
from tests.serve.conftest import served

pytestmark = [pytest.mark.browser, pytest.mark.shared]

READING = 300_000  # milliseconds that the reading of the documents may take on a busy machine


def test_from_an_empty_ledger_to_a_brief_on_the_disputed_death(
    browser: Browser, shared_dir: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new.ledger"
    app = create_app(path, create=True, intake=Intake(path))
    with served(path, app=app) as address, browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/")
        files = sorted((shared_dir / "seeds").glob("*.txt"))
        page.get_by_label("Reports: articles, statements, papers").set_input_files(files)
        page.get_by_role("button", name="Read them").click()
        expect(page.get_by_role("heading", name="Add reports")).to_have_count(0, timeout=READING)
        page.get_by_role("link", name="open question").first.click()
        question = page.locator("article.dispute", has_text="kill").first
        expect(question).to_be_visible()
        words = question.get_by_role("heading").inner_text().partition("?")[0]
        link = question.get_by_role("link", name="as PDF").get_attribute("href") or ""
        pdf = page.request.get(link, timeout=READING).body()
        first = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        assert " ".join(words.split()) in " ".join(first.split())
