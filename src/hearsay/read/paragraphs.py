"""Lines become paragraphs: characters cleaned, hard-wrapped lines joined, hyphens at line ends mended.

In: decoded text. Out: `Paragraph`s. Never here: what a paragraph is for.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hearsay.read.bodies import is_body
from hearsay.read.byline import kicker_of, read_credit
from hearsay.read.draft import PAGE_BREAK, Paragraph
from hearsay.read.wording import listed

WIDEST_WRAP = 130
"""Lines longer than this are paragraphs of their own: no editor or printer breaks lines later."""

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff]")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_STOPS = re.compile(r"(?:[.!?…][\"'”’»)\]*_]*\s*(?:\([A-Z][\w ]+\)\.?)?)$")
_ITEM = re.compile(r"^\s*(?:[-*•‣–—]|\(?\d{1,3}[.)]|\(?[a-z][.)]|[A-Z]{1,2}:)\s+\S")
_RULE = re.compile(r"^\s*(?:[-=_*~#–—]\s*){3,}$")
_HANGING = listed(
    """
    a an and at as by for from in into of on or the to with its their his her that which who is are was
    &
    """
)


def clean(text: str) -> str:
    """The same characters with line feeds as line ends, plain blanks, and none that cannot be seen."""
    text = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text)
    text = _CONTROL.sub("", _BLANKS.sub(" ", _INVISIBLE.sub("", text)))
    return "\n".join(line.rstrip() for line in text.split("\n"))


def is_sentence_end(text: str) -> bool:
    """Whether a paragraph closes as running text does."""
    return bool(_STOPS.search(text.rstrip()))


def is_item(text: str) -> bool:
    """Whether a line is an item of a list, or a turn of a conversation ("Q: …")."""
    return bool(_ITEM.match(text))


def is_running(text: str) -> bool:
    """Whether a paragraph is running text and no title, caption or label."""
    words = len(text.split())
    if words >= 40 or len(text) > 220:
        return True
    if not is_sentence_end(text) or words < 6:
        return False
    question = re.search(r"[?!][\"'”’»)]*$", text)
    if question and not re.search(r"[.!?][\"”’]?\s+[\"“‘]?[A-Z]", text[:-1]):
        return words > 16
    return True


def to_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of clean text, with the gaps and rules between them."""
    blocks: list[tuple[list[str], int, bool]] = []
    gap, ruled, fresh = 0, False, True
    for line in text.split("\n"):
        if not line.strip(" " + PAGE_BREAK):
            gap, fresh = gap + 1, True
            if PAGE_BREAK in line and blocks:
                blocks[-1][0][-1] += PAGE_BREAK * line.count(PAGE_BREAK)
        elif _RULE.match(line):
            ruled = fresh = True
        elif fresh:
            blocks.append(([line], gap, ruled))
            gap, ruled, fresh = 0, False, False
        else:
            blocks[-1][0].append(line)
    width = _wrap_width([lines for lines, _, _ in blocks])
    words = frozenset(re.findall(r"\w+(?:-\w+)*", text.lower()))
    return [
        Paragraph(part, 0, above if at == 0 else 0, rule and at == 0, count)
        for lines, above, rule in blocks
        for at, (part, count) in enumerate(_join_block(lines, width, words))
    ]


def _wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The width at which the whole text was broken; None if its lines are paragraphs."""
    inner = [len(line.strip()) for lines in blocks if len(lines) > 2 for line in lines[:-1]]
    if len(inner) < 3:
        return None
    width = sorted(inner)[min(len(inner) - 1, int(len(inner) * 0.95))]
    long_lines = [n for n in inner if n >= width * 0.75]
    return width if 40 <= width <= WIDEST_WRAP and len(long_lines) >= 0.7 * len(inner) else None


def _join_block(lines: list[str], width: int | None, known: frozenset[str]) -> Iterable[tuple[str, int]]:
    """The paragraphs in consecutive lines, each with the number of lines it came from."""
    lines = [re.sub(r" {2,}", "  ", line.strip(" ")) for line in lines]
    flowing = (
        len(lines) > 2 and width is not None and is_sentence_end(lines[-1]) and len(lines[0]) > 0.7 * width
    )
    head = not flowing and not _is_prose(lines)
    own = max(map(len, lines)) if head or width is None else width
    current, count = lines[0], 1
    for last, line in pairwise(lines):
        if not (flowing and not is_item(line)) and not _continues(last, line, own, head):
            yield _tidy(current), count
            current, count = line, 1
        else:
            current, count = mend_hyphen(current, line, known), count + 1
    yield _tidy(current), count


def _is_prose(lines: Sequence[str]) -> bool:
    return len(lines) > 4 or any(len(line) > 100 for line in lines) or is_sentence_end(lines[-1])


def _continues(last: str, line: str, width: int, head: bool) -> bool:
    """Whether a line carries on the paragraph of the line above it."""
    if is_item(line) or kicker_of(last) or kicker_of(line):
        return False
    if line[0].islower() and not is_sentence_end(last) and len(last) > 20:
        return True
    words = last.split()
    if head:
        if last.isupper() != line.isupper() or is_body(last) or read_credit(last) or read_credit(line):
            return False
        hanging = last.endswith((":", ",", "-", "–", "—", "&")) or words[-1].lower() in _HANGING
        return hanging or (not _ENDS.search(last) and len(last) >= 28 and _full(last, line, width))
    if len(last) > WIDEST_WRAP:
        return False
    if _full(last, line, width):
        return width <= WIDEST_WRAP and len(last) >= 35
    hanging = last.endswith((",", "-", "–")) or words[-1].lower() in _HANGING
    return hanging and len(last) >= 45 and not read_credit(last) and is_running(line)


def _full(last: str, line: str, width: int) -> bool:
    return len(last) + 1 + len(line.split()[0]) > width


def mend_hyphen(last: str, line: str, known: frozenset[str] = frozenset()) -> str:
    """Two lines as one; a hyphen at the line's end goes, unless the word is written with it elsewhere."""
    before, after = re.search(r"([^\W\d_]+)-$", last), re.match(r"\f?([^\W\d_]+)", line)
    if not before or not after or not after[1][0].islower():
        return f"{last} {line}" if not re.search(r"\w[-—/]$", last) else last + line
    hyphened = f"{before[1]}-{after[1]}".lower()
    if hyphened in known and (before[1] + after[1]).lower() not in known:
        return last + line
    return last[:-1] + line


def _tidy(text: str) -> str:
    return re.sub(r"\s*\f\s*", lambda m: " \f" if m.start() else "\f", text).strip(" ")
