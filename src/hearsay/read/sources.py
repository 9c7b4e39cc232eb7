"""Which documents there are: files, folders, patterns, standard input.

In: what the user names. Out: sources in order, and a `Rejected` for what cannot be found.
Never here: what is in the files.
"""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from hearsay.config import ReadConfig
from hearsay.records import Rejected

STANDARD_INPUT = "-"

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".pdf", ".docx"}
)
"""The kinds of files that are read."""


def find_documents(inputs: Sequence[str], *, config: ReadConfig) -> Iterator[str | Rejected]:
    """Every document that the inputs name, each once, folders in sorted order.

    An input is a file, a folder (read with all below it), a pattern ("press/*.html") or "-".
    """
    seen: set[str] = set()
    for given in inputs:
        for source in _expand(given):
            key = source if isinstance(source, str) else source.source
            if key not in seen:
                seen.add(key)
                yield source


def _expand(given: str) -> Iterator[str | Rejected]:
    if given == STANDARD_INPUT:
        yield given
        return
    path = Path(given)
    try:
        if path.is_dir():
            yield from _folder(path)
            return
        exists = path.exists()
    except (OSError, ValueError) as error:
        yield Rejected(given, f"cannot be read: {error}", "check the path")
        return
    if exists:
        yield str(path)
    elif glob.has_magic(given):
        yield from _pattern(given)
    elif path.is_symlink():
        yield Rejected(given, "a link that leads nowhere", "check where the link points")
    else:
        yield Rejected(given, "no such file or folder", "check the path")


def _pattern(given: str) -> Iterator[str | Rejected]:
    matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    for match in matches:
        if Path(match).is_dir():
            yield from _folder(Path(match))
        else:
            yield match
    if not matches:
        yield Rejected(given, "no file matches this pattern", "check the pattern; quote it for the shell")


def _folder(folder: Path) -> Iterator[str | Rejected]:
    """The documents below a folder. Links to folders are not followed, so that no loop can form."""
    count = 0
    failures: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            count += 1
            path = Path(here) / name
            if path.suffix.lower() in SUFFIXES:
                yield str(path)
            else:
                yield Rejected(
                    str(path), "not a kind of file that is read", f"read are {', '.join(sorted(SUFFIXES))}"
                )
    for failure in failures:
        yield Rejected(str(failure.filename), "no permission to read this folder", "check its permissions")
    if not count and not failures:
        yield Rejected(str(folder), "no documents in this folder", f"read are {', '.join(sorted(SUFFIXES))}")
