"""How many: counts and measures, with what they leave open.

In: a text, its parse and its dates. Out: `Amount`s in text order. Never here: numbers that date,
time, rank or name something ("gate 3", "No. 34", "the 9th brigade", "2-1", "Ana Rell, 58,").
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hearsay.annotate.amount_words import (
    COMMON_OPENERS,
    CURRENCIES,
    FRACTIONS,
    HEDGES,
    LABELS,
    ROUND_WORDS,
    STATES,
    UNITS,
    Hedge,
)
from hearsay.annotate.numbers import FIGURES, WORDS, number_value
from hearsay.records import Amount, Parse, Span, Token, When

# "About 130" is taken to mean within a tenth of it; "nearly 130" that much below.
ABOUT = 0.1

_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion)\b|(?:m|mn|bn|tn|k)\b)"
_NUMBER = rf"(?:(?:{FIGURES}){_SCALE}?|(?:{WORDS})(?!\w))"
_MONEY = "|".join(
    re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True) if not sign[-1].islower()
)
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_ROUND = "|".join(sorted(ROUND_WORDS, key=len, reverse=True))
_HEDGE = "|".join(re.escape(hedge).replace(r"\ ", r"\s+") for hedge in sorted(HEDGES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?<![\w.,/:#№§$€£-])(?:\b(?P<hedge>{_HEDGE})\s+)?(?P<between>\bbetween\s+|\bfrom\s+)?(?:"
    rf"(?P<round>{_ROUND})\b"
    rf"|(?P<in>\b(?:{WORDS}|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{WORDS}|\d+))(?![\w,.]*\d)"
    rf"|(?P<parts>(?:\ba|\bone|\btwo|\bthree|\bfour)[-\s](?:{'|'.join(FRACTIONS)})s?)(?=\s+(?:of|below|above|less|more"
    rf"|lower|higher)\b|\s*[.,;:!?)]|$)"
    rf"|(?:(?P<money>{_MONEY})\s?)?(?P<number>{_NUMBER})"
    rf"(?:(?P<join>(?:%|\s?percent)?(?:\s?[-–—]\s?|\s+to\s+|\s+and\s+|\s+or\s+))(?:{_MONEY})?(?P<second>{_NUMBER}))?"
    rf"(?P<tail>[-\s]?(?:{_UNIT})(?!\w))?"
    rf")(?![\w/:°]|[-–]\d|[.,]\d|['’]\d)",
    re.IGNORECASE,
)
_AGE = re.compile(r"[-\s](?:years?|months?|weeks?|days?)[-\s]olds?\b|\s*[,)]")
_SCORE = re.compile(
    r"(?:won|win|lost|beat|defeat|drew|draw|score|vote|ruled?|led|lead)\w*\b[^.]{0,30}$", re.IGNORECASE
)
_PLURAL = re.compile(
    r"(?:\s+of)?(?:\s+(?:more|other|the|his|her|its|their|these|those))*(?:\s+[a-z]+(?:ed|al|an|ic|ian|y|ous|ive))?"
    r"\s+(?P<noun>people|men|women|children|police|troops|(?!was\b|has\b|is\b|others\b|as\b)[a-z]{2,}[^su\W]s)\b"
)

_AFTERWARDS = re.compile(
    r"(?:\s+(?:were|was|are|is|have|had|been|being|still|also|others|reported|left|feared))*\s+(\w+)"
)


class _Numbers(NamedTuple):
    value: float | None
    low: float | None
    high: float | None


def find_amounts(parse: Parse | None, text: str, *, dates: Sequence[When]) -> tuple[Amount, ...]:
    """Every count and measure of a text that is not part of one of its dates."""
    tokens = {token.idx: token for token in parse} if parse is not None else {}
    taken = [Span(when.start, when.end) for when in dates]
    return tuple(_amounts(text, tokens, taken))


def _amounts(text: str, tokens: dict[int, Token], taken: Sequence[Span]) -> Iterator[Amount]:
    at = 0
    dates = iter(taken)
    date = next(dates, None)
    for match in _AMOUNT.finditer(text):
        while date is not None and date.end <= match.start():
            date = next(dates, None)
        if (date is not None and date.start < match.end()) or match.start() < at:
            continue
        numbers = _numbers(match)
        if numbers is None:
            continue
        unit = _unit(match)
        if not unit and _is_label(match):
            continue
        noun = None if match["money"] else _counted(match, tokens)
        if not _counts(match, noun, unit):
            continue
        # "from one family" is no range: the preposition is not part of it
        start = match.end("between") if match["between"] and not match["second"] else match.start()
        at = match.end()
        state = _state(match, noun, tokens)
        yield Amount(*numbers, unit, noun.text if noun else _next_noun(match), start, at, state)


def _numbers(match: re.Match[str]) -> _Numbers | None:
    """What the words say: a value, and between what it lies."""
    hedge = HEDGES.get(re.sub(r"\s+", " ", (match["hedge"] or "").lower()))
    if match["round"]:
        return _Numbers(None, ROUND_WORDS[re.sub(r"\s+", " ", match["round"].lower())], None)
    if match["in"]:
        part, whole = (
            number_value(words)
            for words in re.split(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", match["in"], flags=re.I)
        )
        return _hedged(round(part / whole, 4), hedge) if part and whole and part <= whole else None
    if match["parts"]:
        count, name = re.split(r"[-\s]", match["parts"].lower())
        return _hedged(round((number_value(count) or 1) * FRACTIONS[name.removesuffix("s")], 4), hedge)
    first = number_value(match["number"])
    if first is None:
        return None
    if not match["second"]:
        return _hedged(first, hedge)
    second = number_value(match["second"])
    scale = re.search(rf"{_SCALE}$", match["second"], re.IGNORECASE)
    if scale and not re.search(rf"{_SCALE}$", match["number"], re.IGNORECASE):
        first = number_value(match["number"] + " " + scale[0].strip()) or first
    if second is None or second <= first or ("and" in match["join"] and not match["between"]):
        return None
    return _Numbers(None, first, second)


def _hedged(value: float, hedge: Hedge | None) -> _Numbers:
    margin = round(abs(value) * ABOUT, 6)
    match hedge:
        case None:
            return _Numbers(value, value, value)
        case "least":
            return _Numbers(value, value, None)
        case "most":
            return _Numbers(value, None, value)
        case "nearly":
            return _Numbers(value, round(value - margin, 6), value)
        case "about":
            return _Numbers(value, round(value - margin, 6), round(value + margin, 6))


def _unit(match: re.Match[str]) -> str | None:
    if match["money"]:
        return CURRENCIES[match["money"].upper()]
    if match["in"] or match["parts"]:
        return "share"
    tail = re.sub(r"\s+", " ", (match["tail"] or "").lower()).strip(" -")
    return UNITS[tail] if tail else None


def _last_word(match: re.Match[str], tokens: dict[int, Token]) -> Token | None:
    """The last word of the expression that the parse knows."""
    for at in range(match.end() - 1, match.start() - 1, -1):
        if at in tokens and any(letter.isalnum() for letter in tokens[at].text):
            return tokens[at]
    return None


def _counted(match: re.Match[str], tokens: dict[int, Token]) -> Token | None:
    """The noun of what is counted, by the tree."""
    word = _last_word(match, tokens)
    if word is None:
        return None
    head = word
    while head.dep_.startswith(("nummod", "compound", "flat", "fixed")) and head.head.i != head.i:
        if head.head.i < word.i and head.head.idx < match.start():
            return None
        head = head.head
    if head.i > word.i and head.idx >= match.end():
        return head if head.tag_.startswith("NN") and head.lower_ not in STATES else None
    for child in head.children:
        cases = [case.lower_ for case in child.children if case.dep_.startswith("case")]
        if (
            child.i > head.i
            and child.dep_.startswith(("nmod", "obl"))
            and "of" in cases
            and child.tag_.startswith("NN")
        ):
            return child
    return None


def _next_noun(match: re.Match[str]) -> str | None:
    """What is counted by its place alone, where the tree does not tell: the plural that follows."""
    if match["tail"] or match["money"] or match["in"] or match["parts"]:
        return None
    found = _PLURAL.match(match.string, match.end())
    return found["noun"] if found else None


def _is_label(match: re.Match[str]) -> bool:
    """Whether the number names one of several ("gate 3", "No. 34", "Apollo 11")."""
    text, start = match.string, match.start()
    before = re.search(r"(\w+)[.°]?\s+$", text[max(0, start - 24) : start])
    if not before or match["hedge"] or not match["number"] or not match["number"][0].isdigit():
        return False
    named = before[1][0].isupper() and before[1].lower() not in COMMON_OPENERS
    return before[1].lower() in LABELS or (named and not _PLURAL.match(text, match.end()))


def _counts(match: re.Match[str], noun: Token | None, unit: str | None) -> bool:
    """Whether the number counts or measures something, and is no age, score, year or paragraph."""
    text, start, end = match.string, match.start(), match.end()
    if not match["number"] or unit or match["hedge"]:
        return True
    words = match["number"].lower()
    if _AGE.match(text, end) and re.search(r"[A-Z]\w+,?\s+\(?$|\baged\s+$", text[max(0, start - 30) : start]):
        return False
    if re.match(r"[-\s](?:years?|months?|weeks?|days?)[-\s]old", text[end : end + 14]):
        return False
    if words in ("one", "zero"):
        singular = noun is not None and noun.tag_ == "NN" and end < noun.idx
        return singular and not re.match(r"\s+of\b", text[end : end + 4])
    if match["second"]:
        counted = match["between"] or noun is not None or _PLURAL.match(text, end)
        return bool(counted) and not _SCORE.search(text[max(0, start - 40) : start])
    if noun is not None:
        return True
    if text[start - 1 : start] == "(" or re.fullmatch(r"(?:1[4-9]|20)\d\d|\d+\.\d+", words):
        return False
    opens_line = text.rfind("\n", 0, start) + 1 == start
    return not (opens_line and text[end : end + 1] in (".", ")"))


def _state(match: re.Match[str], noun: Token | None, tokens: dict[int, Token]) -> str | None:
    """What has become of those who are counted ("killed"): by the tree, else by the next words."""
    word = noun or _last_word(match, tokens)
    for token in _around(word) if word is not None else ():
        if state := STATES.get(token.lower_) or STATES.get(token.lemma_.lower()):
            return state
    text = match.string
    plural = _PLURAL.match(text, match.end())
    after = _AFTERWARDS.match(text, plural.end() if plural else match.end())
    before = re.search(r"(\w+)\s+$", text[max(0, match.start() - 24) : match.start()])
    words = [found[1].lower() for found in (after, before) if found]
    return next((STATES[word] for word in words if word in STATES), None)


def _around(word: Token) -> Iterator[Token]:
    """The words that say what happens to a noun: its participles, then the verb that it depends on."""
    for child in word.children:
        if child.dep_.startswith(("acl", "amod")):
            yield child
    if word.dep_.startswith(("nsubj", "obj", "nmod")):
        yield word.head
        if word.dep_.startswith("nmod"):
            yield word.head.head
