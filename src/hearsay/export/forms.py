"""The forms that a brief can take, by the ending of its file.

In: a brief. Out: the bytes of a file, and what a reader of it should be told. Never here: the file itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hearsay.export.brief import Brief


@dataclass(frozen=True, slots=True)
class Written:
    """A brief in some form; `remarks` say what could not be shown as it should."""

    data: bytes
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of brief: its media type, and how it is written."""

    media: str
    write: Callable[[Brief], Written]


def _html(brief: Brief) -> Written:
    from hearsay.export.brief_html import brief_html

    return Written(brief_html(brief).encode())


def _markdown(brief: Brief) -> Written:
    from hearsay.export.brief_markdown import brief_markdown

    return Written(brief_markdown(brief).encode())


def _docx(brief: Brief) -> Written:
    from hearsay.export.brief_docx import brief_docx

    return Written(brief_docx(brief))


def _pdf(brief: Brief) -> Written:
    from hearsay.export.brief_pdf import brief_pdf

    data, missing = brief_pdf(brief)
    if not missing:
        return Written(data)
    what = f"no font at hand draws letters of these scripts, which stand as empty boxes: {', '.join(missing)}"
    return Written(data, (f"{what} (install a font for them, or write .html or .docx)",))


_HTML, _MARKDOWN = Form("text/html; charset=utf-8", _html), Form("text/markdown; charset=utf-8", _markdown)
FORMS: Mapping[str, Form] = {
    ".html": _HTML,
    ".htm": _HTML,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".docx": Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    ".pdf": Form("application/pdf", _pdf),
}
"""What writes a brief, by the ending of the file; each loads its library when it is called."""
