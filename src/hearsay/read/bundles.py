"""Seams: where a file that holds several articles passes from one to the next.

In: the paragraphs of a document. Out: its articles, in order, every paragraph in one of them.
Never here: what the articles say; a seam shows in the shape of lines and in who is named on each side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from hearsay.read.bodies import is_body, is_capitalised, is_outlet
from hearsay.read.byline import is_statement_line, kicker_of, read_credit, read_dateline, strip_marks
from hearsay.read.draft import Paragraph
from hearsay.read.paragraphs import is_item, is_running
from hearsay.read.wording import listed

_LENGTHS = (-3.0, -3.0, -2.0, -1.2, 0.4, 1.0, 1.6, 1.9, 2.3, 2.6, 3.0)
"""What the number of words in a line speaks for: headings within an article have two to five."""

ENOUGH = 2.9
"""Evidence for a seam from which a file is split. Tuned on joined and on whole news articles:
`measurements/README.md` has the figures; run the tests of this module after a change."""

SHORTEST = 90
"""Characters of running text below which a part is no article of its own."""

_SUBHEADING = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s|[IVX]+\.\s|part \w+\b|chapter\b|section\b|step \w+\b|introduction|"
    r"background|context|"
    r"method(?:s|ology)?\b|results?\b|findings|key (?:findings|points|facts)|discussion|conclusions?|"
    r"summary|abstract|"
    r"executive summary|recommendations|references|notes?$|notes to editors|sources|acknowledge?ments|"
    r"appendix|annex|"
    r"timeline|about (?:the|us|this)|contact|further reading|what (?:is|are|next|happens|happened|"
    r"we know|comes)|"
    r"why (?:it|this|now)|how (?:it|this|we)|who (?:is|are|was|were)|where (?:is|are)|next steps|"
    r"the (?:way|road) |"
    r"looking ahead|outlook|editor'?s note|correction|dear\b|yours\b|sincerely|kind regards|"
    r"best (?:regards|wishes)|"
    r"related|read more|see also|photo|image|picture|figure|table|caption|source\b|credit|keywords|more\b)",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(?:But|And|So|Yet|Still|However|Nevertheless|Nonetheless|Moreover|Furthermore|Also|Then|"
    r"Meanwhile|Later|"
    r"Instead|Thus|Hence|Therefore|Again|Another|Others|He|She|It|They|His|Her|Their|Its|This|That|"
    r"These|Those|Such|"
    r"Both|Neither|Here|There|Afterwards|Asked|Indeed|Even|Only|Of course|For (?:his|her|its|their) part|"
    r"In (?:addition|contrast|response|turn|the meantime|his|her|their)|On the other hand|"
    r"The (?:second|third|fourth|same|other|latter|former|next))\b"
)

_CAPTION = re.compile(
    r"\b(?:photo|photograph|picture|image|file|credit|caption|wikimedia|getty|courtesy)\b\s*[:|/)]?", re.I
)
_STOP_NAMES = listed(
    """
    The A An In On At By For From He She It They We I But And Or As If When While After Before Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December This That These Those There Here His Her Their Its Our My Your
    What Who Why How Where Which Mr Mrs Ms Dr President Minister Prime General According However Last
    Since Until Under Over Some Many Most All No Not One Two Three Four Five Six Seven Eight Nine Ten
    """
)


_COMMON = listed(
    """
    about after again against also although among another around because before being between could during
    every first found further having however including into least might months never other others people
    should since still their there these thing things those three through under until where which while whose
    with that from this have been will says said what when they than over more most some just only
    within without would years doing including according government minister president officials police
    """
)


@dataclass(frozen=True, slots=True)
class _Seam:
    """An article may begin at paragraph `at`; its running text begins at `text`."""

    at: int
    text: int
    shape: float
    credited: bool
    title: str


def split_bundle(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The articles of a document, one if nothing shows a seam."""
    seams = [seam for at in range(1, len(paragraphs)) if (seam := _seam_at(paragraphs, at))]
    seams = _not_inside_a_head(seams)
    ends = [seam.at for seam in seams[1:]] + [len(paragraphs)]
    familiar = _looks_subheaded(paragraphs, seams, ends)
    accepted = [0]
    for seam, end in zip(seams, ends, strict=False):
        before = paragraphs[accepted[-1] : seam.at]
        novelty = _novelty(before, seam.title, paragraphs[seam.text : end])
        if seam.credited:  # two accounts of one story share their words; their credits tell them apart
            novelty = max(novelty, -0.5)
        elif familiar:
            novelty -= 1.5
        score = seam.shape + novelty
        if score >= ENOUGH and _long_enough(before) and _long_enough(paragraphs[seam.text :]):
            accepted.append(seam.at)
    return [list(paragraphs[a:b]) for a, b in pairwise([*accepted, len(paragraphs)])]


def _seam_at(paragraphs: Sequence[Paragraph], at: int) -> _Seam | None:
    """A seam, if the paragraph has the shape of a title over running text; judged by its neighbours."""
    here, above = paragraphs[at], paragraphs[at - 1]
    if not any(is_running(p.text) or len(p.text) > 60 for p in paragraphs[at + 1 : at + 8]):
        return None
    text = strip_marks(here.text)
    words = text.split()
    opens_with_masthead = is_body(text) and len(words) >= 2
    if not _title_shaped(text, words) and not opens_with_masthead:
        return None
    ended = is_running(above.text) or here.ruled or read_credit(above.text) or _closes(above.text)
    if above.level or (not ended and here.gap == 0):
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
    shape = _shape(here, text, len(words), first) + (3.5 if credited else 0.0) - (0.0 if ended else 1.0)
    if opens_with_masthead:  # a name is short, and stands above a title
        shape += 3.0 if is_outlet(text) else 2.0
    if is_statement_line(text):
        shape += 1.0
    return _Seam(at, below, shape, credited, text)


def _title_shaped(text: str, words: Sequence[str]) -> bool:
    """No full stop, the length of a headline, and not one of the lines that stand inside articles."""
    if not (2 <= len(words) <= 28 and 8 <= len(text) <= 200):
        return False
    if text.endswith((".", ",", ";", ":")) and not re.search(r"\b[A-Z]\.$|\.\.\.$", text):
        return False
    if not (
        (text[0].isalpha() and text[:2] != text[:2].lower()) or text[0].isdigit() or text[0] in "\"“‘'«$€£¿¡"
    ):
        return False
    if is_item(text) or is_running(text) or read_credit(text) or read_dateline(text):
        return False
    quoted = re.fullmatch(r"[\"“‘«].*[\"”’»]", text)
    return not (quoted or (_CAPTION.search(text) and "|" in text) or _CAPTION.match(text))


def _shape(here: Paragraph, text: str, words: int, first: str) -> float:
    """How much a line looks like the title of an article rather than a heading within one."""
    score = _LENGTHS[min(words, len(_LENGTHS) - 1)]
    if words >= 6 and (text.isupper() or is_capitalised(text)):
        score += 0.5
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
    """Of the lines of one head the first that looks like a title or masthead can be a seam."""
    heads = [list(group) for _, group in groupby(seams, key=lambda seam: seam.text)]
    return [
        next(
            (seam for seam in head if seam.shape >= 0.5 or is_body(seam.title)),
            max(head, key=lambda s: s.shape),
        )
        for head in heads
    ]


def _looks_subheaded(paragraphs: Sequence[Paragraph], seams: Sequence[_Seam], ends: Sequence[int]) -> bool:
    """Whether the parts between lines with the shape of titles speak of the same people and things."""
    starts = [0] + [seam.at for seam in seams]
    scores = [
        _novelty(paragraphs[start : seam.at], seam.title, paragraphs[seam.text : end])
        for start, seam, end in zip(starts, seams, ends, strict=False)
        if not seam.credited
    ]
    return len(scores) >= 2 and sum(scores) / len(scores) < 1.0


def _long_enough(paragraphs: Sequence[Paragraph]) -> bool:
    return sum(len(p.text) for p in paragraphs if is_running(p.text)) >= SHORTEST


def _novelty(before: Sequence[Paragraph], title: str, after: Sequence[Paragraph]) -> float:
    """Evidence from words, at most 2.5: a new article brings its own names and things.

    Fitted on 1,500 pairs of unrelated news articles and 1,500 cuts within one article.
    """
    old = "\n".join(p.text for p in before)[-20_000:]
    new = "\n".join(p.text for p in after if is_running(p.text))[:3000]
    names = _names(new)
    shared = len(_names(old) & names) / len(names) if names else 0.25
    things = _things(new[:1200])
    common = len(_things(old) & things) / len(things) if things else 0.1
    announced = set(re.findall(r"\w{4,}", title.lower())) - _COMMON
    known = len(announced & set(re.findall(r"\w{4,}", old.lower()))) / len(announced) if announced else 0.3
    score = 2.5 - 4.0 * shared - 3.0 * common - 2.0 * known
    families = {family for _, family in _full_names(old)} - {family for _, family in _full_names(new)}
    alone = families & _names(new) - _places(new)
    score -= min(4.0, 2.0 * len(alone))
    for acronym in set(re.findall(r"\b[A-Z]{2,6}\b", new)):
        defined = re.compile(rf"\({acronym}\)|known as (?:the )?{acronym}\b|, {acronym},")
        if defined.search(old):
            score += 1.5 if defined.search(new) else -1.0
    return score


def _things(text: str) -> set[str]:
    """The longer words in small letters."""
    return set(re.findall(r"\b[a-z]{5,}\b", text)) - _COMMON


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
