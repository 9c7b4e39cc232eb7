"""Folders: which files are new or changed, and finished.

In: a folder, what its files were like when they were last read, the time. Out: files to read. Never here:
what is in them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hearsay.config import ReadConfig
from hearsay.read import find_documents
from hearsay.records import Rejected

SETTLED = 5.0  # seconds since the last change after which a file counts as written to its end


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file by its size (bytes) and the time of its last change (nanoseconds)."""

    size: int
    changed: int


def to_read(
    folder: str, *, known: Callable[[str], Stamp | None], now: float, config: ReadConfig
) -> Iterator[tuple[str, Stamp] | Rejected]:
    """The files of a folder that are new or changed since `known`; those still being written wait.

    `now` is in seconds since 1970.
    """
    for found in find_documents([folder], config=config):
        if isinstance(found, Rejected):
            missing, closed = not Path(found.source).exists(), Path(found.source).is_dir()
            if missing or (closed and found.source != folder):
                yield found
            continue  # a file of another kind, or no file at all, is no news in a folder that is watched
        try:
            status = Path(found).stat()
        except OSError:
            continue  # gone since it was listed
        stamp = Stamp(status.st_size, status.st_mtime_ns)
        if stamp != known(found) and not 0 <= now - status.st_mtime < SETTLED:
            yield found, stamp
