"""Files that somebody hands to the workbench, put into a folder: limited in number, size and kind.

In: names and open files. Out: files of a folder of our own, and what was refused, each with the reason. Never
here: a name that leads out of the folder, an archive within an archive, more bytes than are allowed, whatever
an archive says about itself.
"""

import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO

from hearsay.language import mark
from hearsay.read import SUFFIXES

LONGEST = 64 * 2**20  # bytes of one file
ALL = 256 * 2**20  # bytes of all files of one delivery together, archives unpacked
MOST = 2_000  # files of one delivery
RATIO = 200  # an archive that grows more than so many times is a bomb; text seldom grows tenfold
PIECE = 2**16  # bytes read at once


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class Delivery:
    """What goes into `folder`: at most `MOST` files of `ALL` bytes together."""

    folder: Path
    taken: list[Path] = field(default_factory=list)
    size: int = 0

    def add(self, files: Iterable[tuple[str, BinaryIO]]) -> Iterator[Refused]:
        """Put files into the folder, archives unpacked; what is refused."""
        for name, file in files:
            if Path(name).suffix.lower() == ".zip":
                yield from self._archive(name, file)
            elif reason := self._store(name, file):
                yield Refused(name, reason)

    def _archive(self, name: str, file: BinaryIO) -> Iterator[Refused]:
        try:
            with zipfile.ZipFile(file) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
                if len(entries) > MOST:
                    yield Refused(name, mark("the archive holds too many files"))
                    return
                packed = sum(entry.compress_size for entry in entries)
                if sum(entry.file_size for entry in entries) > max(packed, 2**16) * RATIO:
                    yield Refused(name, mark("the archive grows too much when it is unpacked"))
                    return
                for entry in entries:
                    if reason := self._entry(archive, entry):
                        yield Refused(f"{name}: {entry.filename}", reason)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
            yield Refused(name, mark("the archive is damaged"))

    def _entry(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str | None:
        if stat.S_ISLNK(entry.external_attr >> 16):
            return mark("a link, not a file")
        if entry.flag_bits & 1:
            return mark("the archive is protected by a password")
        with archive.open(entry) as file:
            return self._store(entry.filename, file)

    def _store(self, name: str, file: IO[bytes]) -> str | None:
        """Write a file; the reason if it is refused."""
        suffix = Path(name).suffix.lower()
        if suffix not in SUFFIXES:
            return mark("not a kind of file that is read")
        if len(self.taken) >= MOST:
            return mark("too many files at once")
        path = self._free(name)
        written = 0
        with path.open("wb") as out:
            while piece := file.read(PIECE):
                written += len(piece)
                if written > LONGEST or self.size + written > ALL:
                    break
                out.write(piece)
        if written > LONGEST or self.size + written > ALL:
            path.unlink()
            return mark("too large")
        self.size += written
        self.taken.append(path)
        return None

    def _free(self, name: str) -> Path:
        """A path in the folder that no file has."""
        self.folder.mkdir(parents=True, exist_ok=True)
        plain = safe_name(name)
        path, number = self.folder / plain, 1
        while path.exists():
            number += 1
            path = self.folder / f"{Path(plain).stem} ({number}){Path(plain).suffix}"
        return path


def safe_name(name: str) -> str:
    """The last part of a name, with nothing in it that means something to a file system."""
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    kept = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in last).strip(" .")
    stem, suffix = kept, ""
    if "." in last:
        stem, suffix = kept.rsplit(".", 1)[0] if "." in kept else "", f".{kept.rsplit('.', 1)[-1][:12]}"
    return f"{stem[:80].strip(' .') or 'report'}{suffix}"
