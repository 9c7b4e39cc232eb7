"""The commonest tasks, as a person does them: by mouse and by keys alone, at a desk and on a phone."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from hearsay.ledger import Ledger, open_ledger
from hearsay.serve.app import create_app
from hearsay.serve.applying import look_across
from hearsay.serve.intake import Intake
from tests.serve.conftest import served
from tests.serve.hands import Hand, Keys, Mouse
from tests.serve.used import EXAMPLES_TODAY
from tests.stand_in import REPORTS

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)  # milliseconds: a busy machine is slow, and nothing here measures speed

STORY = "More than 140 fall ill after drinking tap water in Tolmere"
QUESTION = "How many people fell ill?"
SCREENS = {1280: ViewportSize(width=1280, height=900), 390: ViewportSize(width=390, height=844)}


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[int, BrowserContext]]:
    opened = {
        width: browser.new_context(viewport=size, reduced_motion="reduce", accept_downloads=True)
        for width, size in SCREENS.items()
    }
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture(
    params=[(hand, width) for hand in (Mouse, Keys) for width in SCREENS],
    ids=lambda param: f"{param[0].__name__} {param[1]}",
)
def hand(request: pytest.FixtureRequest, contexts: dict[int, BrowserContext]) -> Iterator[Hand]:
    kind, width = request.param
    page = contexts[width].new_page()
    page.set_default_timeout(
        20_000
    )  # milliseconds: as long as a look across all reports may take on a busy machine
    yield kind(page)
    page.close()


@dataclass
class Town:
    """The examples, served for one task; what needs a look across all reports waits until it may go on."""

    path: Path
    address: str = ""
    go_on: Event = field(default_factory=Event)

    def look(self, ledger: Ledger, tell: Callable[[str, int, int], None]) -> None:
        assert self.go_on.wait(timeout=60)
        self.go_on.clear()
        look_across(ledger, tell)


@pytest.fixture
def town(examples_path: Path, tmp_path: Path) -> Iterator[Town]:
    town = Town(Path(shutil.copy(examples_path, tmp_path / "town.ledger")))
    app = create_app(town.path, today=lambda: EXAMPLES_TODAY, user="Vera", look=town.look)
    with served(town.path, app=app) as town.address:
        yield town


def link(page: Page | Locator, words: str) -> Locator:
    return page.get_by_role("link", name=words, exact=True)


def button(page: Page | Locator, words: str) -> Locator:
    return page.get_by_role("button", name=words, exact=True)


def box(page: Page, words: str) -> Locator:
    """A box that unfolds, by the words on it."""
    return page.locator("summary", has_text=words)


def open_story(hand: Hand, town: Town) -> None:
    hand.page.goto(town.address)
    hand.press(link(hand.page, STORY))
    expect(hand.page.get_by_role("heading", name=STORY, level=1)).to_be_visible()


def open_claim(hand: Hand, town: Town, words: str) -> None:
    """From the first page to the claim that holds these words."""
    hand.page.goto(f"{town.address}/search?q={words}")
    hand.press(hand.page.locator(".hits h2 a").first)
    claim = hand.page.locator(".claims .claim", has_text=words).first
    hand.press(link(hand.page, "Judge").and_(claim.get_by_role("link")))
    expect(hand.page.get_by_role("heading", name="Judgements")).to_be_visible()


def kept(page: Page, words: str) -> Locator:
    """The notice of what was just kept."""
    notice = page.locator("#kept")
    expect(notice).to_contain_text(words)
    expect(notice).to_be_in_viewport()
    return notice


def test_files_are_added_and_lead_to_a_story(hand: Hand, tmp_path: Path, stand_in: None) -> None:
    page, path = hand.page, tmp_path / "new.ledger"
    files = [tmp_path / "wire.txt", tmp_path / "courier.txt"]
    for file in files:
        file.write_text(REPORTS[file.name], encoding="utf-8")
    with served(path, app=create_app(path, create=True, intake=Intake(path))) as address:
        page.goto(address)
        with page.expect_file_chooser() as chooser:
            hand.press(page.get_by_label("Reports: articles, statements, papers"))
        chooser.value.set_files(files)
        hand.press(button(page, "Read them"))
        expect(page).to_have_url(re.compile("/stories/"))
        expect(page.get_by_role("heading", name="Ferry sinks off Vellan", level=1)).to_be_visible()


def test_a_story_is_found_and_says_who_disputes_what(hand: Hand, town: Town) -> None:
    page = hand.page
    page.goto(town.address)
    hand.write(page.get_by_role("searchbox"), "inspectorate tap water", key="/")
    if isinstance(hand, Keys):
        page.keyboard.press("Enter")
    else:
        hand.press(button(page.get_by_role("search"), "Search"))
    hand.press(page.locator(".hits h2 a").first)
    hand.press(page.locator(".up a", has_text=STORY))
    hand.press(page.get_by_role("navigation", name="On this page").get_by_role("link", name="In dispute"))
    dispute = page.locator("article.dispute", has_text=QUESTION)
    expect(dispute.get_by_role("row").filter(has_text="At least 140")).to_contain_text(
        "Water Safety Inspectorate"
    )
    expect(dispute.get_by_role("row").filter(has_text="Not more than 90")).to_contain_text("Matthias Orne")
    expect(page.get_by_role("heading", name="Questions in dispute")).to_be_in_viewport()


def test_an_answer_leads_to_the_words_that_carry_it(hand: Hand, town: Town) -> None:
    open_story(hand, town)
    row = hand.page.locator("article.dispute tr", has_text="Not more than 90")
    hand.press(row.locator(".in a").first)
    expect(hand.page.locator(".text .chosen").first).to_be_in_viewport()
    expect(hand.page.locator(".claim.chosen")).to_contain_text("Matthias Orne")


def test_a_claim_is_confirmed_rejected_and_corrected_and_all_of_it_undone(hand: Hand, town: Town) -> None:
    page = hand.page
    open_claim(hand, town, "Not more than 90")
    hand.write(page.locator(".panel").get_by_label("Why").first, "rang the works")
    hand.press(button(page, "Confirm"), key="c")
    hand.press(button(kept(page, "Vera confirmed the claim"), "Undo decision 1"), key="u")
    kept(page, "Vera took back a decision")
    hand.press(button(page, "Reject"), key="x")
    hand.press(button(kept(page, "Vera rejected the claim"), "Undo decision 3"), key="u")
    kept(page, "Vera took back a decision")
    hand.press(box(page, "Correct this claim"), key="e")
    hand.choose(page.get_by_label("How sure"), "possible")
    hand.press(button(page, "Keep the correction"))
    notice = kept(page, "Vera corrected the claim")
    expect(page.get_by_role("main")).to_contain_text("corrected by Vera")
    hand.press(button(notice, "Undo decision 5"), key="u")
    kept(page, "Vera took back a decision")
    expect(page.locator(".judged")).to_have_count(0)


def apply(hand: Hand, town: Town) -> None:
    """See that a decision is being applied to all reports, and load the page again when it is."""
    notice = hand.page.locator(".applying")
    expect(notice.get_by_text("Applying decisions to all reports.")).to_be_visible()
    town.go_on.set()
    expect(notice.get_by_text("Decisions are applied.")).to_be_visible()
    hand.press(link(notice, "Load again").locator("visible=true"))
    expect(notice).to_have_count(0)


def test_two_names_are_merged_and_parted_again(hand: Hand, town: Town) -> None:
    page = hand.page
    page.goto(f"{town.address}/names?q=Halst")
    hand.press(link(page, "Joren Halsted"))
    hand.press(box(page, "Merge with another name"), key="e")
    hand.write(page.get_by_label("The same as"), "Jorin Halstead")
    hand.write(page.get_by_label("Why").first, "misspelt")
    hand.press(button(page, "Merge"))
    kept(page, "Vera merged two names")
    apply(hand, town)
    expect(page.locator(".aliases")).to_contain_text("Jorin Halstead")
    hand.press(button(page.locator(".decisions"), "Undo decision 1"))
    kept(page, "Vera took back a decision")
    apply(hand, town)
    expect(page.locator(".aliases")).not_to_contain_text("Jorin Halstead")


def test_two_reports_are_held_for_independent_and_for_one_account(hand: Hand, town: Town) -> None:
    page = hand.page
    open_story(hand, town)
    copy = page.locator(".accounts li li", has=page.locator(".relation.copy")).first
    hand.press(copy.get_by_role("link", name="Poison in the tap").first)
    expect(page.locator(".relation.copy")).to_be_visible()
    hand.press(box(page, "Say which reports go back to one account"))
    other = page.locator(".pair", has_text="More than 140 fall ill").first
    hand.write(other.get_by_label("Why"), "their own reporter was there")
    hand.press(button(other, "Independent"))
    kept(page, "Vera holds two reports for independent")
    apply(hand, town)
    expect(page.locator(".lineage.copy")).to_contain_text("of a report that is not at hand")
    hand.press(box(page, "Say which reports go back to one account"))
    hand.press(button(other, "One account"))
    kept(page, "Vera holds two reports for one account")
    apply(hand, town)
    expect(page.locator(".lineage").get_by_role("link", name="More than 140 fall ill")).to_be_visible()


def test_a_question_is_settled_with_a_reason_and_opened_again(hand: Hand, town: Town) -> None:
    page = hand.page
    open_story(hand, town)
    dispute = page.locator("article.dispute", has_text=QUESTION)
    hand.press(dispute.locator("summary", has_text="Settle this question"))
    hand.tick(dispute.get_by_role("radio", name="At least 140"))
    hand.write(dispute.get_by_label("Why"), "the list of the hospital")
    hand.press(button(dispute, "Settle"))
    kept(page, "Vera settled a question")
    expect(dispute.locator(".settled-by")).to_contain_text("the list of the hospital")
    expect(dispute.locator("h3 .status")).to_have_text("settled")
    hand.press(button(dispute, "Undo decision 1"))
    kept(page, "Vera took back a decision")
    expect(dispute.locator("h3 .status")).to_have_text("open")


def test_a_claim_is_checked(hand: Hand, town: Town) -> None:
    page = hand.page
    page.goto(town.address)
    hand.press(link(page, "Check"))
    hand.write(page.get_by_label("A claim, in a sentence"), "At least 140 people fell ill in Tolmere.")
    hand.press(button(page.get_by_role("main"), "Check"))
    expect(
        page.get_by_role("heading", name=re.compile("Supported|Denied|Only discussed")).first
    ).to_be_visible()
    hand.press(page.locator(".hits a").first)
    expect(page.locator(".text .found").first).to_be_in_viewport()


def test_a_search_is_narrowed_and_kept(hand: Hand, town: Town) -> None:
    page = hand.page
    page.goto(f"{town.address}/search")
    hand.write(page.get_by_label("Words, or"), "water")
    hand.press(box(page, "Narrow it down"))
    hand.choose(page.get_by_label("What they do"), "denies")
    hand.press(button(page.get_by_role("main"), "Search"))
    expect(page).to_have_url(re.compile("q=water.*stance=denies"))
    expect(page.locator(".hits .stance.denies").first).to_be_visible()
    hand.press(box(page, "Keep this search"))
    hand.write(page.get_by_label("Under which name"), "Denials about water")
    hand.press(button(page, "Keep it"))
    expect(page.get_by_role("main")).to_contain_text("Kept as Denials about water")
    page.goto(f"{town.address}/search")
    hand.press(link(page, "Denials about water"))
    expect(page.locator(".hits .stance.denies").first).to_be_visible()


def test_a_brief_is_put_together(hand: Hand, town: Town) -> None:
    page = hand.page
    page.goto(town.address)
    hand.press(link(page, "A brief"))
    hand.tick(page.get_by_role("checkbox", name=QUESTION))
    hand.press(button(page, "Keep the choice"))
    expect(page.get_by_role("checkbox", name=QUESTION)).to_be_checked()
    pdf = page.request.get(town.address + (link(page, "PDF").get_attribute("href") or ""), timeout=60_000)
    assert pdf.body().startswith(b"%PDF")
    hand.tick(page.get_by_role("checkbox", name=STORY))
    hand.press(button(page, "Keep the choice"))
    expect(page).to_have_url(re.compile("question=.*story="))
    hand.press(link(page, "page to print"))
    expect(page.get_by_role("heading", name=STORY).first).to_be_visible()
    expect(page.get_by_role("heading", name=QUESTION).first).to_be_visible()


def test_what_is_overdue_gets_its_outcome(hand: Hand, town: Town) -> None:
    page = hand.page
    page.goto(town.address)
    hand.press(link(page, "Predictions"), key="g p")
    due = page.locator(".board > li", has_text="His report will be ready within 30 days")
    expect(due).to_contain_text("overdue")
    hand.press(due.locator("summary"))
    hand.choose(due.get_by_label("What became of it"), "kept")
    hand.write(due.get_by_label("Why"), "it lies on the table")
    hand.press(button(due, "Keep"))
    kept(page, "Vera noted what became of a prediction")
    expect(due).to_contain_text("kept · seen by Vera: it lies on the table")
    with open_ledger(town.path) as ledger:
        assert [prediction.outcome for prediction in ledger.predictions()].count("kept") == 1
