"""Numbers that are no amounts: labels, addresses, ages, scores, calls, versions, calibres, bare years.

In: a text and the bounds of a number in it. Out: whether something around it says that nothing is counted.
Never here: what is counted.
"""

import re

from hearsay.annotate.amount_words import COMMON_OPENERS, LABELS, STATES

_STREETS = (
    "street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|way|court|ct|highway|hwy|place|pl|square|sq"
    "|terrace|parkway|pkwy|circle|cir|alley|row|close|crescent|embankment|quay|plaza"
)
_ADDRESS = re.compile(
    rf"\s+(?:block\s+of\b|(?:[NSEW]\.?(?:[EW]\.?)?\s+|(?:North|South|East|West)\s+)?(?:\d+(?:st|nd|rd|th)|[A-Z][\w’'-]*)"
    rf"(?:\s+[A-Z][\w’'-]*){{0,3}}\s+(?i:{_STREETS})\b)"
)
_OLD = re.compile(
    r"(?:(?:,|,? and|,? or| to)\s\d+){0,3}[-\s](?:(?:years?|months?|weeks?|days?)[-\s]olds?|y/?o)\b"
)
_AGED = re.compile(
    r"\b(?:aged?|turned|ages|age\s+of|(?:he|she|who)\s+(?:was|is|were)|(?:he|she)['’]s|as\s+(?:young|old)\s+as)"
    r"(?:\s+(?:between|just|only|about|over|under|around))?\s+(?:\d+(?:,\s+and|,|\s+and|\s+or|\s+to)\s+)*$",
    re.IGNORECASE,
)
# "Ana Rell, 58, came", "Ana Rell (58) came", "a girl, 16, came"
_BESIDE_A_PERSON = re.compile(r"\w\.?,\s+$|\b[A-Z][\w’'-]+\s+\($")
_CLOSED = re.compile(r"\s*[,;)]|\s*\.(?:\s|$)|\s+(?:all|both)\b")
OLDEST = 110
_GAME = re.compile(
    r"\b(?:won|wins?|lost|loses?|beat|beats|beaten|defeat\w*|drew|draws?|score\w*|votes?d?|ruled?|led|leads?|thrash\w*)\b"
    r"[^.]{0,30}$",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\s+(?:win|victory|defeat|loss|draw|lead|score|scoreline|vote|ruling|majority|decision|record|triumph|margin|tie)\b"
)
_PAIR = re.compile(r"\d+\s?[-–]\s?\d+")
_RUN = re.compile(r"\+?\d+(?:\)\s?|[-./\s])\d+(?:[-./\s]\d+)+|\d{4,}[-\s]\d{3,}|\d{3}-\d{4}")
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?![\d-])")
_AT_NUMBER = re.compile(r"\b(?:at|near)\s+$")
_SERVICE = re.compile(
    r"(?:911|999|112|110)(?=\s+(?:calls?|audio|operators?|dispatch\w*|tapes?|recordings?|emergency)\b)"
)
_CALLED = re.compile(r"\b(?:call|dial|ph?on|text|ring|rang)\w*\s+$", re.IGNORECASE)
_CALIBRE = re.compile(
    r"[-\s]?(?:caliber|calibre|gauge|bore)\b|[-\s]?mm\s+(?:hand|machine\s?)?(?:gun|pistol|rifle|round|shell|casing|"
    r"bullet|ammunition|cannon|mortar|howitzer|film|lens|semi)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<comma>,)?(?<![\w’'-])(?P<word>[\w’'-]+)[.°]?\s+$")
_PREPOSED = re.compile(
    r"\b(?i:in|at|from|of|near|to|by|and|for|with|on|than|against|over)\s+(?:[A-Z][\w’'-]*\s+)+$"
)
_HOUR = re.compile(r"\s+o['’]clock")
_OF_SERIES = re.compile(r"\b\d+\s+of\s+$")
_INSTEAD = re.compile(r"\bnot\s+$", re.IGNORECASE)
_MEMBER = re.compile(r"\s*(?:[\w-]+\s+){0,3}?,?\s*but\b")
YEAR = re.compile(r"(?:1[4-9]|20)\d\d")


def is_label(text: str, start: int, end: int, *, counted: bool) -> bool:
    """Whether figures name one of several ("gate 3", "No. 34", "Apollo 11"); `counted`: a plural follows."""
    before = _LABEL.search(text, max(0, start - 24), start)
    if not before or before["comma"]:
        return False
    word, lower = before["word"], before["word"].lower()
    if lower in LABELS:
        return True
    if not word[0].isupper() or lower in COMMON_OPENERS or {lower, lower.removesuffix("s")} & STATES.keys():
        return False
    grouped = "," in text[start:end]  # "In Vietnam 58,000 soldiers": labels have no thousands
    return not (counted and (grouped or _PREPOSED.search(text, max(0, start - 60), start)))


def code_end(text: str, start: int, end: int, unit: str | None) -> int | None:
    """Where the telephone number, key, calibre or address ends that the figures belong to, if to one."""
    if not text[start].isdigit():
        return None
    run = _RUN.match(text, start)
    if run and run.end() > end and not _GROUPED.fullmatch(run[0]):
        return run.end()
    if text[start] == "0" and text[start + 1 : start + 2].isdigit():
        return run.end() if run else end
    if unit in (None, "mm") and (_CALIBRE.match(text, end) or (unit and _CALIBRE.match(text, end - 2))):
        return end
    if unit is not None:
        return None
    if _ADDRESS.match(text, end) or _SERVICE.match(text, start):
        return end
    if _AT_NUMBER.search(text, max(0, start - 8), start) and re.match(
        r"\d{3,5}\s+[A-Z][a-z.]+", text[start : end + 3]
    ):
        return end
    return end if _CALLED.search(text, max(0, start - 12), start) and text[start:end].isdecimal() else None


def is_age(text: str, start: int, end: int) -> bool:
    """Whether a number is how old somebody is."""
    if _OLD.match(text, end) or _AGED.search(text, max(0, start - 30), start):
        return True
    figures = text[start:end]
    if not figures.isdecimal() or int(figures) > OLDEST:
        return False
    return bool(_CLOSED.match(text, end) and _BESIDE_A_PERSON.search(text, max(0, start - 40), start))


def is_score(text: str, start: int, end: int, kind: str) -> bool:
    """Whether two numbers are the result of a game or vote ("won 3-1", "a 5-4 ruling")."""
    pair = kind == "range" or _PAIR.match(text, start)
    return bool(pair and (_RESULT.match(text, end) or _GAME.search(text, max(0, start - 40), start)))


def is_set_right(text: str, start: int, end: int) -> bool:
    """Whether a number is only named to be put right ("not 12 but 15 people")."""
    return bool(_INSTEAD.search(text, max(0, start - 8), start) and _MEMBER.match(text, end, end + 40))


def is_hour_or_index(text: str, start: int, end: int) -> bool:
    """Whether a number is an hour ("two o'clock") or one of a series ("image 3 of 8")."""
    return bool(_HOUR.match(text, end) or _OF_SERIES.search(text, max(0, start - 8), start))


def opens_a_line(text: str, start: int, end: int) -> bool:
    """Whether a number counts the points of a list ("1. The dam failed")."""
    return text.rfind("\n", 0, start) + 1 == start and text[end : end + 1] in (".", ")")
