"""The names in a report, as resolution needs them.

In: a report with the names that the model found. Out: those names, made whole ("Islamic" in "Islamic State"),
those it missed, and every further place where they stand. Never here: who bears them.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hearsay.records import AnnotatedReport, Name, NameKind
from hearsay.resolve.naming import HEADS, TITLES, fold, head, is_acronym, key, without_titles

_UP = "A-ZÀ-ÖØ-ÞĀČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŐŘŚŞŠŢŤŪŮŰŹŻŽȘȚ"
_WORD = rf"(?:(?:al|el|ad|an|ar|as|at|ash)-)?[{_UP}]\w*(?:[-'’&][{_UP}]\w*)*"
_LINK = r"(?:of|for|de|del|de la|di|von|van|van der|bin|ibn)(?: the)?"
_SEQUENCE = re.compile(rf"\b{_WORD}(?:(?: {_LINK})? {_WORD})+(?: \d{{1,2}}\b(?![.,]?\d))?")
_BODY_OF = re.compile(
    rf"\b(?:Ministry|Department|Bureau|Secretariat)(?: of| for)(?: the)? {_WORD}(?: {_WORD})*"
    rf"(?:,? and {_WORD}(?: {_WORD})*)?"
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december".split()
)
_OPENERS = frozenset(
    "the a an in on at by for from to of and but or if as when while after before since until with "
    "without under over between among both either neither each every all some any many most several "
    "few no not this that these those he she it they we you i his her its their our my your there "
    "here then now yet still only even also however meanwhile moreover nor so because although though "
    "despite during last next earlier later once two three four five six seven eight nine ten who "
    "what where why how which whose according asked citing".split()
)
_FIRST_WORD = re.compile(r"(?<![\w-])[^\s\w]*\w+")
_WITHIN = re.compile(r"[\w-]")
_SHORTEST = 3  # characters of a name that is looked for elsewhere in the text


def find_names(doc: AnnotatedReport) -> list[Name]:
    """The names of a report in order; none overlaps another."""
    text = doc.report.text
    nouns = {token.idx for token in doc.parse or () if token.pos_ in ("NOUN", "VERB", "ADV")}
    found = [
        name
        for name in map(_trimmed, doc.names)
        if any(c.isupper() for c in name.text)
        # "Households may see …": a common noun that opens a sentence
        and not (name.start in nouns and name.text.isalpha() and _opens_sentence(text, name.start))
    ]
    whole = _without_overlaps([*_sequences(text, found), *found], text)
    return sorted([*whole, *_elsewhere(text, whole)], key=lambda name: name.start)


def titled(text: str, name: Name) -> str | None:
    """The name with the titles that stand before it ("President Milo Tarn")."""
    before = re.search(rf"(?:(?:{_WORD}|[a-z]+) ){{1,3}}$", text[max(0, name.start - 60) : name.start])
    words = before.group().split() if before else []
    count = 0
    for word in reversed(words):
        if not word[0].isupper() or word.lower() not in TITLES:
            break
        count += 1
    return " ".join([*words[-count:], name.text]) if count else None


def _trimmed(name: Name) -> Name:
    text = re.sub(r"(?:['’]s|[\s\-–—.,;:'’]+)$", "", name.text) if not name.text.endswith(".") else name.text
    if text.endswith(".") and not re.search(r"\b(?:\w\.)+$", text):
        text = text.rstrip(".")
    text = re.sub(r"(?<=\w)(?: (?!(?:al|el)-)[a-z][\w-]*)+$", "", text) if text[:1].isupper() else text
    bare = without_titles(text)
    return Name(name.start + len(text) - len(bare), name.start + len(text), name.kind, bare)


def _sequences(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """Words with capitals that belong together and hold at most one name found, or end in a kind of body."""
    for line in re.finditer(r"[^\n]+", text):
        if _is_heading(line.group()):
            continue
        for pattern in (_BODY_OF, _SEQUENCE):
            for match in pattern.finditer(line.group()):
                start = line.start() + match.start()
                for a, b in _pieces(text, start, start + len(match.group())):
                    if name := _judged(text, a, b, found):
                        yield name


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals without the days and months in it, and without the word that opens a sentence."""
    words = [(m.group(), start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    piece: list[tuple[str, int, int]] = []
    for word, a, b in [*words, ("", end, end)]:
        if word and word.lower() not in _CALENDAR:
            if not piece and (word.lower() in _OPENERS or word.islower()):
                continue
            piece.append((word, a, b))
            if len(piece) == 2 and word.islower() and _opens_sentence(text, piece[0][1]):
                piece = []  # "Forty of Saar's fighters": the capital is the sentence's
            continue
        while piece and piece[-1][0].islower():
            piece.pop()
        if len(piece) > 1:
            yield piece[0][1], piece[-1][2]
        piece = []


def _judged(text: str, start: int, end: int, found: Sequence[Name]) -> Name | None:
    first = max(0, bisect_left(found, start, key=lambda name: name.start) - 1)
    last = bisect_left(found, end, key=lambda name: name.start)
    inside = [name for name in found[first:last] if name.end > start]
    if any(name.start < start or name.end > end for name in inside):
        return None
    words = text[start:end]
    bare = without_titles(words)
    start = end - len(bare)
    if any((name.start, name.end) == (start, end) for name in inside):
        return None
    if any(
        name.kind == "person" and " " in name.text and _is_whole(text, name, start, end) for name in inside
    ):
        return None
    body = head(key(bare)) is not None
    if len(inside) > 1 and not body:
        return None
    if words.split()[0].lower() in TITLES and words == bare and not body:
        return None  # "Minister of Energy" is an office
    if " " not in bare and (bare == words or bare.lower() in HEADS or bare.lower() in TITLES):
        return None
    kind: NameKind = "other"
    if body:
        kind = "organization"
    elif bare != words:
        kind = "person"
    elif inside:
        kind = inside[0].kind
    return Name(start, end, kind, bare)


def _is_whole(text: str, person: Name, start: int, end: int) -> bool:
    """Whether words around a full name are not of it: "Star Anna Lorne", "Anna Lorne of the Vesk Post"."""
    return person.start > start or text.startswith(" of ", person.end, end)


def _opens_sentence(text: str, at: int) -> bool:
    return bool(re.search(r"(?:^|[.!?:]|\n)[\s\"“‘'(]*$", text[max(0, at - 8) : at]))


def _is_heading(line: str) -> bool:
    """Whether most longer words of a line have capitals and it ends like no sentence."""
    words = re.findall(r"[^\W\d_]{4,}", line)
    capitals = sum(word[0].isupper() for word in words)
    return not re.search(r"[.!?:;,\"”’)]\s*$", line) and capitals > 0.6 * len(words)


def _without_overlaps(names: Sequence[Name], text: str) -> list[Name]:
    """The longest of names that overlap."""
    taken = bytearray(len(text))
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start, n.kind)):
        if name.end > name.start and not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            kept.append(name)
    return kept


def _elsewhere(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Further places where the names stand, and the last words of persons' names."""
    kinds: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for name in names:
        kinds[name.text][name.kind] += 1
        last = without_titles(name.text).split()[-1] if name.text.split() else name.text
        if name.kind == "person" and last[0].isupper() and last != name.text:
            kinds[last]["person"] += 0
    by_word: dict[str, list[str]] = defaultdict(list)
    for written in sorted(kinds, key=lambda w: (-len(w), w)):
        first = _FIRST_WORD.match(written)
        if first and (len(written) >= _SHORTEST or is_acronym(written)) and fold(written) not in _OPENERS:
            by_word[first.group()].append(written)
    taken = covered(text, names)
    for match in _FIRST_WORD.finditer(text):
        for written in by_word.get(match.group(), ()):
            start, end = match.start(), match.start() + len(written)
            whole = text.startswith(written, start) and not _WITHIN.match(text, end)
            if whole and not any(taken[start:end]):
                taken[start:end] = b"\1" * len(written)
                yield Name(start, end, kinds[written].most_common(1)[0][0], written)
                break


def covered(text: str, names: Iterable[Name]) -> bytearray:
    """One byte for each character of the text: whether a name covers it."""
    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    return taken
