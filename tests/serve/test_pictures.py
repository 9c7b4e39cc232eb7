"""The pictures of the documentation, taken from the examples; `--pictures` puts them into docs/images.

pytest tests/serve/test_pictures.py --pictures
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from hearsay.ledger import View, open_ledger
from hearsay.serve.app import create_app
from tests.conftest import PROJECT
from tests.serve.conftest import served
from tests.serve.used import EXAMPLES_TODAY

pytestmark = pytest.mark.browser

IMAGES = PROJECT / "docs" / "images"
LARGEST = 120_000  # bytes of a picture, so that a clone stays small
COLOURS = 64  # enough for letters on paper
TITLE = "More than 140 fall ill after drinking tap water in Tolmere"


def story(ledger: View) -> str:
    return next(story.id for story in ledger.stories() if story.title == TITLE)


def dispatch(ledger: View) -> str:
    return next(report.id for report in ledger.reports() if report.title == TITLE)


SHOWN: dict[str, Callable[[View], str]] = {
    "home": lambda ledger: "/",
    "story": lambda ledger: f"/stories/{story(ledger)}",
    "report": lambda ledger: f"/reports/{dispatch(ledger)}",
    "dossier": lambda ledger: f"/names/{ledger.called('Joren Halsted')[0]}",
    "predictions": lambda ledger: "/predictions",
    "brief": lambda ledger: f"/stories/{story(ledger)}/brief.html",
}


@pytest.fixture(scope="module")
def shown(browser: Browser, examples_path: Path) -> Iterator[Page]:
    app = create_app(examples_path, today=lambda: EXAMPLES_TODAY, user="Vera")
    with served(examples_path, app=app) as address:
        size = ViewportSize(width=1280, height=860)
        context = browser.new_context(base_url=address, viewport=size, reduced_motion="reduce", locale="en")
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_has_its_picture(
    shown: Page, examples_path: Path, tmp_path: Path, pytestconfig: pytest.Config, name: str
) -> None:
    folder = IMAGES if pytestconfig.getoption("--pictures") else tmp_path
    with open_ledger(examples_path) as ledger:
        shown.goto(SHOWN[name](ledger))
    path = folder / f"{name}.png"
    shown.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    assert path.stat().st_size < LARGEST
    assert (IMAGES / f"{name}.png").exists()
