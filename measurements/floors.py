"""The quality gate: runs the measurements of floors.toml and fails where a figure is worse than its floor.

In: floors.toml, and the folder of public data beside the project. Out: a line per figure, exit status 1
if one is too low (or too high). Never here: a measurement of its own.

    python measurements/floors.py               # all
    python measurements/floors.py dates ledger  # some
"""

import json
import shlex
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import read_rows, write_rows

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"


@dataclass(frozen=True)
class Check:
    """One measurement: the script that predicts, the one that scores, and what must come out.

    `rows` cuts the data to about so many rows, evenly spread, where all of it would take too long.
    Without `score`, the script itself prints its figures. Figures are named by their path in the JSON.
    """

    run: str
    score: str | None = None
    data: str | None = None
    rows: int | None = None
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)


def measure(check: Check, folder: Path) -> Any:
    """The figures of a check, as its scorer prints them (JSON, or a last line of JSON)."""
    data = SHARED / check.data if check.data else SHARED
    if check.rows:
        data = sample(data, check.rows, folder)
    places = {"shared": SHARED, "data": data, "pred": folder / "pred.jsonl", "out": folder / "out"}
    printed = _python(check.run, places)
    if check.score:
        printed = _python(check.score, places)
    try:
        return json.loads(printed)
    except json.JSONDecodeError:
        return json.loads(printed.strip().splitlines()[-1])


def sample(data: Path, rows: int, folder: Path) -> Path:
    """A file with about `rows` rows of a data set, evenly spread and always the same ones."""
    everything = list(read_rows(data))
    cut = folder / "data.jsonl"
    write_rows(cut, everything[:: max(1, len(everything) // rows)])
    return cut


def judge(check: Check, figures: Any) -> Iterator[tuple[str, float, str, bool]]:
    """Each figure that has a floor: its name, the figure, the floor in words, whether it holds."""
    for name, floor in check.least.items():
        value = find(figures, name)
        yield name, value, f"at least {floor:g}", value >= floor
    for name, floor in check.most.items():
        value = find(figures, name)
        yield name, value, f"at most {floor:g}", value <= floor


def find(figures: Any, name: str) -> float:
    """The figure at a dotted path."""
    for key in name.split("."):
        figures = figures[key]
    return float(figures)


def _python(command: str, places: Mapping[str, Path]) -> str:
    words = [word.format(**places) for word in shlex.split(command)]
    script = next(p for p in (HERE / words[0], Path(words[0])) if p.exists())
    done = subprocess.run([sys.executable, str(script), *words[1:]], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{words[0]} ended with exit status {done.returncode}")
    return done.stdout


def main() -> None:
    """Runs the checks that are named, or all."""
    checks = {name: Check(**c) for name, c in tomllib.loads((HERE / "floors.toml").read_text()).items()}
    if unknown := set(sys.argv[1:]) - set(checks):
        raise SystemExit(f"no such check: {', '.join(sorted(unknown))} (known: {', '.join(checks)})")
    failed = 0
    for name in sys.argv[1:] or checks:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            verdicts = list(judge(checks[name], measure(checks[name], Path(folder))))
        print(f"{name} ({time.monotonic() - started:.0f} s)")
        for figure, value, floor, holds in verdicts:
            failed += not holds
            print(f"  {'ok  ' if holds else 'FAIL'} {figure} {value:.3f} ({floor})", flush=True)
    if failed:
        raise SystemExit(f"{failed} figures are worse than their floor")


if __name__ == "__main__":
    main()
