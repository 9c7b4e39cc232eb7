"""The fonts that a PDF is set in: FiraGO, which a package brings along, and for the rest those of the system.

In: the letters of a text. Out: files of fonts, and the letters that none of them draws. Never here: a fetch.
FiraGO (SIL Open Font License) draws Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari, Thai and Georgian.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from pymupdf_fonts import myfont

FACES = {"": "figo", "B": "figbo"}
"""The faces of FiraGO by the style that fpdf2 knows them under, with their codes in the package."""

SYSTEM = tuple(
    Path(folder)
    for folder in (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:/Windows/Fonts",
    )
)
MOST_FILES = 2000  # a system with more fonts than that is not searched to the end


def write_faces(folder: Path) -> dict[str, Path]:
    """FiraGO as files, since fpdf2 reads nothing else; by style."""
    files = {}
    for style, code in FACES.items():
        files[style] = folder / f"{code}.ttf"
        files[style].write_bytes(myfont(code))
    return files


def undrawn(text: str) -> set[str]:
    """The letters that FiraGO has no sign for; spaces and signs that are never seen apart."""
    return {letter for letter in set(text) if ord(letter) not in _own() and letter.isprintable()}


def system_fonts(letters: Iterable[str], folders: Iterable[Path] = SYSTEM) -> tuple[list[Path], set[str]]:
    """Fonts of the system that draw these letters, and the letters that none does."""
    missing, chosen = set(letters), []
    for file in _files(folders):
        if not missing:
            break
        if drawn := {letter for letter in missing if ord(letter) in _signs(file)}:
            chosen.append(file)
            missing -= drawn
    return chosen, missing


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    found = (
        file
        for folder in folders
        if folder.is_dir()
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in (".ttf", ".otf")
    )
    for _, file in zip(range(MOST_FILES), found, strict=False):
        yield file


@cache
def _own() -> frozenset[int]:
    return frozenset(TTFont(BytesIO(myfont(FACES[""])), lazy=True).getBestCmap())


@cache
def _signs(file: Path) -> frozenset[int]:
    try:
        return frozenset(TTFont(BytesIO(file.read_bytes()), lazy=True).getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError):
        return frozenset()  # a broken font draws nothing
