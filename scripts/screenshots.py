"""Pictures of the workbench for the README, taken from a ledger.

    hearsay demo --no-serve --ledger demo.ledger && python scripts/screenshots.py demo.ledger

In: a ledger. Out: docs/images/story.png, report.png and home.png. Never here: a picture drawn by hand.
"""

import argparse
import socket
import threading
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from hearsay.ledger import open_ledger
from hearsay.serve.app import create_app

IMAGES = Path(__file__).parents[1] / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def addresses(ledger: Path) -> dict[str, str]:
    """The pages worth showing: the story with most questions in dispute, and its most quoted report."""
    with open_ledger(ledger) as opened:
        story = max(opened.stories(), key=lambda s: (len(list(opened.conflicts(story=s.id))), s.id))
        report = max(story.reports, key=lambda r: (len(list(opened.claims(report=r))), r))
    return {"home": "/", "story": f"/stories/{story.id}", "report": f"/reports/{report}"}


def main() -> None:
    """Serve the ledger for as long as the pictures take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--out", type=Path, default=IMAGES)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(asked.ledger), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=asked.chromium, args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=1.5)
            for name, address in addresses(asked.ledger).items():
                page.goto(f"http://127.0.0.1:{listening.getsockname()[1]}{address}")
                page.screenshot(path=asked.out / f"{name}.png")
            browser.close()
    finally:
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
