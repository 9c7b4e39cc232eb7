"""`hearsay gazetteer load` on a small gazetteer."""

from pathlib import Path

import pytest

from hearsay.annotate import gazetteer as shipped
from hearsay.annotate.gazetteer import Gazetteer, Kind, load_gazetteer
from hearsay.annotate.gazetteer_pack import Row, keys_of, pack
from tests.cli.conftest import Run

DUMP = (
    "990001\tVellan\tVellan\t\t61.5\t-7.25\tP\tPPL\tFO\t\tOS\t\t\t\t740\t\t12\tAtlantic/Faroe\t2031-05-03\n"
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [Row("Marrow", Kind.CITY, 52.0, 1.0, 41, "GB", "GB.ENG", population=9_000, keys=keys_of("Marrow"))]
    monkeypatch.setattr(shipped, "load_gazetteer", lambda: Gazetteer(pack(rows)))


def test_a_dump_becomes_a_gazetteer(run: Run, small: None, tmp_path: Path) -> None:
    dump, out = tmp_path / "FO.txt", tmp_path / "mine.npz"
    dump.write_text(DUMP + "nonsense\n", encoding="utf-8")
    printed = run("gazetteer", "load", dump, "--out", out).out
    assert printed == f"1 places read, 1 of them new; 1 lines left out\nwritten to {out}\n"
    assert load_gazetteer(out).find("Vellan")
