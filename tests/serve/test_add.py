"""Files handed to the workbench: what is taken, what is refused, how far the reading is, where it ends."""

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from hearsay.errors import LedgerBusy
from hearsay.ledger import open_ledger
from hearsay.pipeline import Progress, Summary
from hearsay.serve import unpack
from hearsay.serve.app import create_app
from hearsay.serve.intake import Build, Intake
from hearsay.serve.unpack import Delivery, safe_name
from tests.serve.conftest import served
from tests.serve.fiction import write_fiction

LONG = 20  # seconds after which a build that should have ended is taken for stuck


def zipped(files: dict[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def delivered(folder: Path, name: str, content: io.BytesIO) -> tuple[list[str], list[str]]:
    refused = [one.reason for one in Delivery(folder).add([(name, content)])]
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else [], refused


def test_an_archive_is_unpacked_into_the_folder_and_nowhere_else(tmp_path: Path) -> None:
    files = {"a/one.txt": b"One.", "../../out.txt": b"Out.", "b/one.txt": b"Two.", "C:\\x\\y.md": b"Y"}
    names, refused = delivered(tmp_path / "in", "all.zip", zipped(files))
    assert names == ["one (2).txt", "one.txt", "out.txt", "y.md"]
    assert refused == []
    assert [file.name for file in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"bomb.txt": bytes(40 * 2**20)}, "the archive grows too much when it is unpacked"),
        ({f"{n}.txt": b"" for n in range(2001)}, "the archive holds too many files"),
        ({"inner.zip": b"PK"}, "not a kind of file that is read"),
        ({"run.exe": b"MZ"}, "not a kind of file that is read"),
    ],
)
def test_an_archive_that_is_none_of_ours_is_refused(
    tmp_path: Path, files: dict[str, bytes], reason: str
) -> None:
    assert delivered(tmp_path / "in", "all.zip", zipped(files)) == ([], [reason])


def test_an_archive_may_not_lie_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "LONGEST", 1000)
    names, refused = delivered(tmp_path / "in", "all.zip", zipped({"a.txt": b"x" * 1001, "b.txt": b"short"}))
    assert (names, refused) == (["b.txt"], ["too large"])


def test_what_is_no_archive_is_damaged(tmp_path: Path) -> None:
    assert delivered(tmp_path / "in", "all.zip", io.BytesIO(b"PK nothing")) == (
        [],
        ["the archive is damaged"],
    )


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\x00b\u202e.txt", "a_b_.txt"),
        ("…/.txt", "report.txt"),
        ("wire " * 40 + ".txt", ("wire " * 16).strip() + ".txt"),
    ],
)
def test_a_name_means_nothing_to_the_file_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def story_build(inputs: object, ledger: object, on_progress: Callable[[Progress], None]) -> Summary:
    on_progress(Progress("reading", 1, 2))
    return Summary(1, 0, (), {})


@pytest.fixture
def at(tmp_path: Path) -> Callable[[Build], Iterator[str]]:
    def start(build: Build) -> Iterator[str]:
        path = tmp_path / "new.ledger"
        with served(path, app=create_app(path, create=True, intake=Intake(path, build))) as address:
            yield address

    return start


def hand_over(client: httpx.Client, name: str = "a.txt", content: bytes = b"A text.") -> httpx.Response:
    page = client.get("/").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    return client.post(
        "/add", data={"token": token[1]}, files={"files": (name, content)}, follow_redirects=True
    )


def state_after(client: httpx.Client, states: tuple[str, ...] = ("running",)) -> str:
    for _ in range(LONG * 20):
        state = str(client.get("/api/v1/add").json()["state"])
        if state not in states:
            return state
        time.sleep(0.05)
    raise AssertionError("the build does not end")


def test_files_become_reports_and_lead_to_the_first_story(tmp_path: Path) -> None:
    path = tmp_path / "new.ledger"

    def build(inputs: object, ledger: object, on_progress: Callable[[Progress], None]) -> Summary:
        assert list(inputs) == [str(tmp_path / "new.ledger-files" / "a.txt")]  # type: ignore[call-overload]
        write_fiction(path)
        return Summary(12, 0, (), {})

    with (
        served(path, app=create_app(path, create=True, intake=Intake(path, build))) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        hand_over(client)
        assert state_after(client) == "done"
        assert (tmp_path / "new.ledger-files" / "a.txt").read_bytes() == b"A text."
        assert "12 new reports were read." in client.get("/add").text
        landing = client.get("/add/landing")
        assert landing.headers["location"] == "/stories/story-ferry"


def test_reading_can_be_stopped(at: Callable[[Build], Iterator[str]]) -> None:
    def build(inputs: object, ledger: object, on_progress: Callable[[Progress], None]) -> Summary:
        for done in range(LONG * 100):
            on_progress(Progress("reading", done, None))
            time.sleep(0.01)
        raise AssertionError("nobody stopped it")

    for address in at(build):
        with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
            page = hand_over(client)
            assert "Reading the files" in page.text or "Beginning" in page.text
            assert hand_over(client).status_code == 409
            token = re.search(r'name="token" value="([^"]+)"', client.get("/add").text)
            assert token
            client.post("/add/cancel", data={"token": token[1]})
            assert state_after(client) == "cancelled"


def test_a_ledger_that_is_held_by_another_build_says_so(at: Callable[[Build], Iterator[str]]) -> None:
    def build(inputs: object, ledger: object, on_progress: Callable[[Progress], None]) -> Summary:
        raise LedgerBusy("another build is writing to it", path="new.ledger")

    for address in at(build):
        with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
            hand_over(client)
            assert state_after(client) == "failed"
            assert "another build is writing to it" in client.get("/add").text


def test_files_without_the_token_of_a_page_are_not_taken(at: Callable[[Build], Iterator[str]]) -> None:
    for address in at(story_build):
        with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
            client.get("/")
            answer = client.post("/add", data={"token": "x"}, files={"files": ("a.txt", b"A")})
            assert answer.status_code == 403
            assert client.get("/api/v1/add").json()["state"] == "idle"


def test_a_delivery_of_nothing_that_can_be_read_is_refused(at: Callable[[Build], Iterator[str]]) -> None:
    for address in at(story_build):
        with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
            page = hand_over(client, "photo.png", b"\x89PNG")
            assert "None of these files could be taken." in page.text
            assert "photo.png" in page.text


def test_serving_begins_a_ledger_where_there_is_none(tmp_path: Path) -> None:
    create_app(tmp_path / "new.ledger", create=True).state.ledger.close()
    with open_ledger(tmp_path / "new.ledger") as ledger:
        assert ledger.counts()["reports"] == 0
