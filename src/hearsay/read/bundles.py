"""Seams: where a file that holds several articles passes from one to the next.

In: the paragraphs of a document. Out: its articles, in order, every paragraph in one of them.
Never here: what the articles say; a seam shows in the shape of lines and in who is named on each side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hearsay.read.bodies import is_body
from hearsay.read.byline import is_statement_line, kicker_of, read_credit, read_dateline, strip_marks
from hearsay.read.draft import Paragraph
from hearsay.read.paragraphs import is_item, is_running

ENOUGH = 3.0
"""Evidence for a seam from which a file is split. Tuned on joined and on whole news articles:
`measurements/README.md` has the figures; run the tests of this module after a change."""

SHORTEST = 90
"""Characters of running text below which a part is no article of its own."""

_SUBHEADING = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s|[IVX]+\.\s|part \w+\b|chapter\b|section\b|step \w+\b|introduction|background|context|"
    r"method(?:s|ology)?\b|results?\b|findings|key (?:findings|points|facts)|discussion|conclusions?|summary|abstract|"
    r"executive summary|recommendations|references|notes?$|notes to editors|sources|acknowledge?ments|appendix|annex|"
    r"timeline|about (?:the|us|this)|contact|further reading|what (?:is|are|next|happens|happened|we know|comes)|"
    r"why (?:it|this|now)|how (?:it|this|we)|who (?:is|are|was|were)|where (?:is|are)|next steps|the (?:way|road) |"
    r"looking ahead|outlook|editor'?s note|correction|dear\b|yours\b|sincerely|kind regards|best (?:regards|wishes)|"
    r"related|read more|see also|photo|image|picture|figure|table|caption|source\b|credit|keywords|more\b)",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(?:But|And|So|Yet|Still|However|Nevertheless|Nonetheless|Moreover|Furthermore|Also|Then|Meanwhile|Later|"
    r"Instead|Thus|Hence|Therefore|Again|Another|Others|He|She|It|They|His|Her|Their|Its|This|That|These|Those|Such|"
    r"Both|Neither|Here|There|Afterwards|Asked|Indeed|Even|Only|Of course|For (?:his|her|its|their) part|"
    r"In (?:addition|contrast|response|turn|the meantime|his|her|their)|On the other hand|"
    r"The (?:second|third|fourth|same|other|latter|former|next))\b"
)
_CAPTION = re.compile(
    r"\b(?:photo|photograph|picture|image|file|credit|caption|wikimedia|getty|courtesy)\b\s*[:|/)]?", re.I
)
_STOP_NAMES = frozenset(
    ["The", "A", "An", "In", "On", "At", "By", "For", "From", "He", "She", "It", "They", "We", "I", "But", "And", "Or", "As", "If", "When", "While", "After", "Before", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "This", "That", "These", "Those", "There", "Here", "His", "Her", "Their", "Its", "Our", "My", "Your", "What", "Who", "Why", "How", "Where", "Which", "Mr", "Mrs", "Ms", "Dr", "President", "Minister", "Prime", "General", "According", "However", "Last", "Since", "Until", "Under", "Over", "Some", "Many", "Most", "All", "No", "Not", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
)


@dataclass(frozen=True, slots=True)
class _Seam:
    """An article may begin at paragraph `at`; its running text begins at `text`."""

    at: int
    text: int
    shape: float
    credited: bool
    words: int


def split_bundle(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The articles of a document, one if nothing shows a seam."""
    seams = [seam for at in range(1, len(paragraphs)) if (seam := _seam_at(paragraphs, at))]
    if not seams:
        return [list(paragraphs)]
    seams = _not_inside_a_head(seams)
    subheaded = _looks_subheaded(paragraphs, seams)
    begun, accepted = 0, [0]
    for number, seam in enumerate(seams):
        end = seams[number + 1].at if number + 1 < len(seams) else len(paragraphs)
        score = seam.shape + _novelty(paragraphs[begun : seam.at], paragraphs[seam.text : end])
        if subheaded and not seam.credited:
            score -= 2.0
        if score >= ENOUGH and _long_enough(paragraphs, begun, seam.at):
            tail = paragraphs[seam.text :]
            if _long_enough(tail, 0, len(tail)):
                accepted.append(seam.at)
                begun = seam.at
    return [list(paragraphs[a:b]) for a, b in pairwise([*accepted, len(paragraphs)])]


def _seam_at(paragraphs: Sequence[Paragraph], at: int) -> _Seam | None:
    """A seam, if the paragraph has the shape of a title over running text; judged by its neighbours."""
    here, above = paragraphs[at], paragraphs[at - 1]
    text = strip_marks(here.text)
    words = text.split()
    opens_with_masthead = is_body(text) and len(words) >= 2
    if not _title_shaped(text, words) and not opens_with_masthead:
        return None
    if not (
        is_running(above.text) or here.ruled or read_credit(above.text) or here.gap > 1 or _closes(above.text)
    ):
        return None
    below, credited, titled = at + 1, False, not opens_with_masthead
    while below < len(paragraphs) and below - at <= 6 and not is_running(paragraphs[below].text):
        line = strip_marks(paragraphs[below].text)
        if read_credit(line, body=paragraphs[below].text) or (is_body(line) and line.isupper()):
            credited = True
        elif kicker_of(line) is None and not read_dateline(line):
            if titled and (is_item(line) or len(line.split()) > 30 or below - at > 3):
                break
            titled = titled or _title_shaped(line, line.split())
        below += 1
    if below >= len(paragraphs) or not titled:
        return None
    first = paragraphs[below].text
    if not is_running(first) and read_dateline(first) is None:
        return None
    if is_item(first):
        return None
    dated = any(read_dateline(p.text) for p in paragraphs[below : below + 2])
    late_credit = any(
        read_credit(p.text) for p in paragraphs[below + 1 : below + 3] if not is_running(p.text) and p.gap
    )
    credited = credited or dated or (late_credit and len(words) >= 4)
    shape = _shape(here, text, len(words), first) + (3.5 if credited else 0.0)
    if opens_with_masthead and not credited:
        shape += 0.5
    if is_statement_line(text):
        shape += 1.0
    return _Seam(at, below, shape, credited, len(words))


def _title_shaped(text: str, words: Sequence[str]) -> bool:
    """No full stop, the length of a headline, and not one of the lines that stand inside articles."""
    if not (2 <= len(words) <= 28 and 8 <= len(text) <= 200):
        return False
    if text.endswith((".", ",", ";", ":")) and not re.search(r"\b[A-Z]\.$|\.\.\.$", text):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"“‘'«$€£¿¡"):
        return False
    if is_item(text) or is_running(text) or read_credit(text) or read_dateline(text):
        return False
    quoted = re.fullmatch(r"[\"“‘«].*[\"”’»]", text)
    return not (quoted or (_CAPTION.search(text) and "|" in text) or _CAPTION.match(text))


def _shape(here: Paragraph, text: str, words: int, first: str) -> float:
    """How much a line looks like the title of an article rather than a heading within one."""
    score = -2.5 if words <= 3 else -0.5 if words == 4 else 0.5 if words == 5 else 1.5 if words <= 7 else 2.0
    if here.lines > 1:
        score += 1.0
    if here.ruled:
        score += 1.5
    if here.gap > 1:
        score += 0.5
    if here.level == 1:
        score += 1.5
    elif here.level > 1:
        score -= 2.0
    if _SUBHEADING.match(text):
        score -= 3.0
    if text.endswith("?"):
        score -= 1.0
    if _LEANING.match(first):
        score -= 2.0
    if first[:1] in '"“':
        score -= 1.0
    return score


def _closes(text: str) -> bool:
    """Whether a short line ends an article: a credit, a signature, the mark "ENDS"."""
    bare = text.strip(" *#-–—_").lower()
    return bare in {"ends", "end", "30"} or text.startswith(("©", "(c)", "--", "—"))


def _not_inside_a_head(seams: Sequence[_Seam]) -> list[_Seam]:
    """Of the lines of one head only the first can be a seam."""
    kept: list[_Seam] = []
    for seam in seams:
        if not kept or seam.text != kept[-1].text:
            kept.append(seam)
    return kept


def _looks_subheaded(paragraphs: Sequence[Paragraph], seams: Sequence[_Seam]) -> bool:
    """Whether most lines with the shape of titles are as short as headings within an article are."""
    plain = [s for s in seams if not s.credited]
    short = [s for s in plain if s.words <= 5 or _SUBHEADING.match(strip_marks(paragraphs[s.at].text))]
    return len(plain) >= 2 and len(short) * 2 > len(plain)


def _long_enough(paragraphs: Sequence[Paragraph], start: int, end: int) -> bool:
    return sum(len(p.text) for p in paragraphs[start:end] if is_running(p.text)) >= SHORTEST


def _novelty(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> float:
    """Evidence from names: a new article brings its own, and gives those it shares in full again."""
    old_text = "\n".join(p.text for p in before)
    new_text = "\n".join(p.text for p in after if is_running(p.text))[:4000]
    old, new = _names(old_text), _names(new_text)
    score = 0.0
    if new:
        share = len(old & new) / len(new)
        score += (
            2.0
            if share <= 0.12
            else 1.0
            if share <= 0.25
            else 0.5
            if share <= 0.4
            else -1.0
            if share <= 0.6
            else -2.0
        )
    elif old:
        score += 0.5
    full_before, full_after = _full_names(old_text), _full_names(new_text)
    families = {family for _, family in full_before} - {family for _, family in full_after}
    alone = [
        f
        for f in families
        if re.search(rf"(?<![A-Z][a-z] )\b{re.escape(f)}\b", new_text) and f not in _places(new_text)
    ]
    score -= min(4.0, 2.0 * len(alone))
    if full_before & full_after:
        score += 0.5
    for acronym in set(re.findall(r"\b[A-Z]{2,6}\b", new_text)):
        defined = re.compile(rf"\({acronym}\)|known as (?:the )?{acronym}\b|, {acronym},")
        if defined.search(old_text):
            score += 1.0 if defined.search(new_text) else -1.0
    return score


def _names(text: str) -> set[str]:
    """Words that are capitalised inside sentences."""
    found = re.findall(r"(?<=[a-z,;\d] )[\"“‘(]?([A-Z][\w-]+)", text)
    return {name for name in found if name not in _STOP_NAMES}


def _full_names(text: str) -> set[tuple[str, str]]:
    """Pairs of capitalised words where the second may be used alone later: "Ilse Varga"."""
    pairs = re.findall(r"\b([A-Z][a-zà-ÿ]+)(?: [A-Z]\.)? ([A-Z][a-zà-ÿ]+)\b(?! [A-Z])", text)
    return {(a, b) for a, b in pairs if a not in _STOP_NAMES and b not in _STOP_NAMES}


def _places(text: str) -> set[str]:
    """Names that follow a preposition of place: their use alone says nothing."""
    return set(re.findall(r"\b(?:in|from|near|at|outside|of|the|to) ([A-Z][\w-]+)", text))
