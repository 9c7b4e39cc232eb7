"""Forged copies hold what their kind of change leaves of the base, and are the same in every run."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

MEASUREMENTS = Path(__file__).parents[2] / "measurements"
BASE = " ".join(
    f"On day {n} the ferry of Vesk carried {n} people and brought the mail home." for n in range(30)
)
HOST = " ".join(f"The bakers of Orle sold bread number {n} to the mayor this morning." for n in range(12))


@pytest.fixture
def forging(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(MEASUREMENTS)
    yield importlib.import_module("forged_copies")
    sys.modules.pop("forged_copies", None)


def test_every_kind_of_change_is_the_same_in_every_run(forging: ModuleType) -> None:
    for kind in forging.WHOLE | forging.PARTIAL:
        assert forging.forge(kind, BASE, HOST) == forging.forge(kind, BASE, HOST)


@pytest.mark.parametrize(("kind", "least", "most"), [("60-100 words", 60, 100), ("100-200 words", 100, 200)])
def test_a_part_has_so_many_words_of_the_base(forging: ModuleType, kind: str, least: int, most: int) -> None:
    words = forging.forge(kind, BASE, HOST).text.split()
    taken = len(words) - len(HOST.split())
    assert least <= taken <= most


def test_a_frame_stands_around_the_whole_text(forging: ModuleType) -> None:
    framed = " ".join(forging.forge("another outlet's frame", BASE, HOST).text.split())
    assert BASE in framed
    assert framed.startswith("The bakers of Orle")
    assert framed.endswith("this morning.")


def test_changed_numbers_leave_all_other_words(forging: ModuleType) -> None:
    changed = forging.forge("numbers changed", BASE, HOST).text.split()
    pairs = list(zip(BASE.split(), changed, strict=True))
    assert any(a != b for a, b in pairs)
    assert all(a == b for a, b in pairs if not a[0].isdigit())
