"""The quality gate reads figures where scorers put them, and the bench's files as they are."""

import gzip
import importlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

MEASUREMENTS = Path(__file__).parents[2] / "measurements"


@pytest.fixture
def floors(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script as a module; its neighbours are found as when it runs."""
    monkeypatch.syspath_prepend(MEASUREMENTS)
    yield importlib.import_module("floors")
    for name in ("floors", "bench"):
        sys.modules.pop(name, None)


def test_a_figure_below_its_floor_fails_and_one_on_it_holds(floors: ModuleType) -> None:
    check = floors.Check(run="", least={"tokens.content.f1": 0.75, "recall": 0.5}, most={"ratio": 2.5})
    figures = {"tokens": {"content": {"f1": 0.74}}, "recall": 0.5, "ratio": 2.6}
    verdicts = {name: holds for name, _, _, holds in floors.judge(check, figures)}
    assert verdicts == {"tokens.content.f1": False, "recall": True, "ratio": False}


def test_a_sample_is_spread_evenly_over_the_data(floors: ModuleType, tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl.gz"
    with gzip.open(data, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": number, "text": "Ærø"}) + "\n" for number in range(100))
    rows = [json.loads(line) for line in floors.sample(data, 4, tmp_path).read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [0, 25, 50, 75]


def test_every_check_names_a_script_that_is_there(floors: ModuleType) -> None:
    checks = tomllib.loads((MEASUREMENTS / "floors.toml").read_text(encoding="utf-8"))
    scripts = {floors.Check(**check).run.split()[0] for check in checks.values()}
    assert [script for script in sorted(scripts) if not (MEASUREMENTS / script).is_file()] == []
