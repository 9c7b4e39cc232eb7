"""Keeps the catalogue in step with the words that pages show.

    bash scripts/catalogue            adds what is new, drops what is gone, lists what has no translation
    bash scripts/catalogue --check    changes nothing; fails if a file would change or lacks a translation

In: what `_("…")`, `ngettext("…", "…", …)`, `mark("…")` and `{% trans %}` mark in the package. Out: the files
`src/hearsay/locale/*.po`, sorted by words and without line numbers, so that two changes seldom meet in one
place. Never here: a translation.
"""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "src" / "hearsay"
LOCALE = PACKAGE / "locale"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.md", "jinja2")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}}
KEYWORDS = {"_": None, "gettext": None, "say": None, "mark": None, "ngettext": (1, 2), "count": (1, 2)}
HEADER = """msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def marked() -> Catalog:
    """Every marked string of the package, with the files in which it stands."""
    found = Catalog()
    for file, _, message, comments, _ in extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS, ("Note:",)):
        if isinstance(message, str) or all(message):
            found.add(message, None, [(str(Path(file).as_posix()), 0)], auto_comments=comments)
    return found


def updated(path: Path, found: Catalog) -> tuple[bytes, Catalog]:
    """The file as it should be: what is marked, with the translations it has."""
    code = path.stem
    known = read_po(BytesIO(path.read_bytes()) if path.exists() else BytesIO(), locale=code)
    catalogue = Catalog(locale=code)
    for message in found:
        if message.id:
            old = known.get(message.id)
            kept = old.string if old and not old.fuzzy else None
            places = sorted(set(message.locations))
            catalogue.add(message.id, kept, places, auto_comments=message.auto_comments)
    written = BytesIO()
    write_po(written, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False)
    head = HEADER.format(code=code, plural=catalogue.plural_forms)
    return head.encode() + written.getvalue(), catalogue


def faults(catalogue: Catalog) -> Iterator[str]:
    """Messages without a translation, or whose translation has other parts than the message."""
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        name = message.id if isinstance(message.id, str) else message.id[0]
        if not all(strings):
            yield f"no translation: {name!r}"
        else:
            yield from (f"{error}: {name!r}" for error in message.check(catalogue))


def main() -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    asked = parser.parse_args()
    found, wrong = marked(), []
    for path in sorted(LOCALE.glob("*.po")):
        written, catalogue = updated(path, found)
        wrong += [f"{path.name}: {fault}" for fault in faults(catalogue)]
        if asked.check and path.read_bytes() != written:
            wrong.append(f"{path.name}: not in step with the source; run scripts/catalogue")
        elif not asked.check:
            path.write_bytes(written)
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if asked.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
