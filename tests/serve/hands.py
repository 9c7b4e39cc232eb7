"""Two ways to do the same thing on a page: with a mouse, and with the keyboard alone.

A task says what is done; a hand knows how. Neither waits for a time: the next thing to be seen is waited for.
"""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 400  # of the Tab key; whatever is further away is out of reach


class Hand(Protocol):
    """Somebody who uses the workbench."""

    page: Page

    def press(self, target: Locator, key: str = "") -> None:
        """Follow a link, press a button, unfold a box; `key` is the shortcut that does so on this page."""

    def write(self, field: Locator, words: str, key: str = "") -> None:
        """Write into a field, in place of what it holds."""

    def choose(self, field: Locator, words: str) -> None:
        """Choose one of a list that unfolds."""

    def tick(self, box: Locator) -> None:
        """Tick a box, or one of several that exclude each other."""


@dataclass
class Mouse:
    """Clicks on what can be seen, and types into fields only."""

    page: Page

    def press(self, target: Locator, key: str = "") -> None:
        target.click()

    def write(self, field: Locator, words: str, key: str = "") -> None:
        field.click(click_count=3)
        self.page.keyboard.type(words)

    def choose(self, field: Locator, words: str) -> None:
        field.select_option(label=words)

    def tick(self, box: Locator) -> None:
        box.click()


@dataclass
class Keys:
    """Never touches the mouse: shortcuts where there are some, else Tab to the thing and Enter or Space."""

    page: Page

    def press(self, target: Locator, key: str = "") -> None:
        expect(target).to_be_visible()
        if key:
            self.page.wait_for_load_state("domcontentloaded")  # then the script that listens to keys has run
            self.page.keyboard.press("Escape")  # out of a field, where keys are letters
            for one in key.split():
                self.page.keyboard.press(one)
        else:
            self._reach(target)
            self.page.keyboard.press("Enter")

    def write(self, field: Locator, words: str, key: str = "") -> None:
        if key:
            self.page.wait_for_load_state("domcontentloaded")
            self.page.keyboard.press(key)
        else:
            self._reach(field)
        expect(field).to_be_focused()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def choose(self, field: Locator, words: str) -> None:
        self._reach(field)
        self.page.keyboard.type(words)

    def tick(self, box: Locator) -> None:
        if box.get_attribute("type") != "radio":
            self._reach(box)
            self.page.keyboard.press("Space")
            return
        group = box.locator("xpath=ancestor::fieldset").get_by_role("radio")
        self._reach(group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if box.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the arrows do not lead to this choice")

    def _reach(self, target: Locator) -> None:
        expect(target).to_be_visible()
        wanted = target.element_handle()
        for _ in range(MOST_STEPS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not lead to {target}")
