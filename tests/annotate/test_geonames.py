"""Dumps of GeoNames: every line is a place or is left out, whatever it holds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.annotate.gazetteer import Gazetteer, Kind, load_gazetteer
from hearsay.annotate.gazetteer_pack import Row, keys_of, pack, unpack
from hearsay.annotate.geonames import FIELDS, load_dump, read_line
from hearsay.errors import MissingModel, UnreadableDocument


def line(**changed: str) -> str:
    """A line of a dump, its columns named as geonames.org names them."""
    columns = {
        "geonameid": "990001",
        "name": "Vellan",
        "asciiname": "Vellan",
        "alternatenames": "Vellán,Velanburg,VEL,Веллан",
        "latitude": "61.5",
        "longitude": "-7.25",
        "feature_class": "P",
        "feature_code": "PPL",
        "country": "FO",
        "cc2": "",
        "admin1": "OS",
        "admin2": "",
        "admin3": "",
        "admin4": "",
        "population": "740",
        "elevation": "",
        "dem": "12",
        "timezone": "Atlantic/Faroe",
        "modified": "2031-05-03",
    }
    return "\t".join((columns | changed).values()) + "\n"


SMALL = Gazetteer(
    pack(
        [
            Row("Marrow", Kind.CITY, 52.0, 1.0, 41, "GB", "GB.ENG", population=9_000, keys=keys_of("Marrow")),
            Row("Dravonia", Kind.COUNTRY, 45.0, 20.0, 42, "DV", keys=keys_of("Dravonia", (), ["Dravonian"])),
        ]
    )
)


def test_a_line_is_a_place() -> None:
    row = read_line(line())
    assert row is not None
    assert (row.name, row.kind, row.lat, row.lon, row.geonames) == ("Vellan", Kind.CITY, 61.5, -7.25, 990001)
    assert (row.country, row.inside, row.population) == ("FO", "FO.OS", 740)
    assert list(row.keys) == ["vellan", "velanburg"]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"feature_class": "A", "feature_code": "ADM1"}, Kind.ADMIN1),
        ({"feature_class": "A", "feature_code": "ADM2"}, Kind.ADMIN2),
        ({"feature_class": "A", "feature_code": "PCLI"}, Kind.COUNTRY),
        ({"feature_class": "H", "feature_code": "STM"}, Kind.REGION),
    ],
)
def test_what_a_place_is(changed: dict[str, str], kind: Kind) -> None:
    row = read_line(line(**changed))
    assert row is not None and row.kind == kind


@pytest.mark.parametrize(
    "changed",
    [
        {"latitude": "91"},
        {"longitude": "east"},
        {"latitude": "nan"},
        {"name": " "},
        {"geonameid": "0"},
        {"geonameid": "12345678901234567890"},
        {"feature_class": "R"},
        {"feature_class": "H", "alternatenames": ""},
        {"modified": "2031\tmore"},
    ],
)
def test_what_is_no_place_is_left_out(changed: dict[str, str]) -> None:
    assert read_line(line(**changed)) is None


@given(st.one_of(st.text(), st.lists(st.text(max_size=12), min_size=FIELDS, max_size=FIELDS).map("\t".join)))
def test_any_line_is_a_place_or_nothing(words: str) -> None:
    row = read_line(words)
    assert row is None or (abs(row.lat) <= 90 and abs(row.lon) <= 180 and row.name.strip())


@given(st.sampled_from(range(FIELDS)), st.text(max_size=20))
def test_any_column_may_be_spoilt(column: int, words: str) -> None:
    columns = line().rstrip("\n").split("\t")
    columns[column] = words
    row = read_line("\t".join(columns))
    if row is not None:
        pack([row])


def test_a_dump_is_added_to_the_shipped_places(tmp_path: Path) -> None:
    dump, out = tmp_path / "FO.txt", tmp_path / "made" / "gazetteer.npz"
    more = line(geonameid="41", name="Marrow", asciiname="Marrow", alternatenames="Old Marrow")
    dump.write_text(
        line() + "no place\n\n" + more + line(geonameid="990002", population="3"), encoding="utf-8"
    )
    loaded = load_dump([dump], out, shipped=SMALL, people=100)
    assert (loaded.places, loaded.added, loaded.skipped) == (3, 1, 1)
    gazetteer = load_gazetteer(out)
    assert [gazetteer.place(row).name for row in gazetteer.find("Vellan")] == ["Vellan"]
    assert gazetteer.find("Old Marrow") == gazetteer.find("Marrow") != []
    assert [gazetteer.place(row).name for row in gazetteer.of_people("Dravonian")] == ["Dravonia"]


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    dump = tmp_path / "notes.txt"
    dump.write_bytes(b"\xff\xfe\x00 notes\n" * 3)
    with pytest.raises(UnreadableDocument, match="no line of it is a place"):
        load_dump([dump], tmp_path / "out.npz", shipped=SMALL)
    with pytest.raises(UnreadableDocument, match="cannot be read"):
        load_dump([tmp_path / "missing.txt"], tmp_path / "out.npz", shipped=SMALL)
    assert not (tmp_path / "out.npz").exists()


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.npz").write_text("no gazetteer")
    with pytest.raises(MissingModel, match="is no gazetteer"):
        load_gazetteer(tmp_path / "bad.npz")


def test_what_is_packed_comes_out_again() -> None:
    rows = list(unpack(SMALL))
    again = list(unpack(Gazetteer(pack(rows))))
    assert rows == again
