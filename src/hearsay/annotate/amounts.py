"""How many: counts and measures, with what they leave open.

In: a text, its parse and its dates. Out: `Amount`s in text order. Never here: numbers that date,
time, rank or name something ("gate 3", "No. 34", "the 9th brigade", "2-1", "Ana Rell, 58,").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hearsay.annotate import amount_exclusions as exclusions
from hearsay.annotate.amount_states import find_state, is_part
from hearsay.annotate.amount_words import OVER_AND_UNDER, STATES
from hearsay.annotate.number_phrases import Numbers, Phrase, find_start, read_phrase
from hearsay.records import Amount, Parse, Token, When

# Figures of more digits, with nothing counted, are a key of some kind.
MOST_DIGITS = 6

_PLURAL = re.compile(
    r"(?:\s+of)?(?:\s+(?:more|other|others|further|additional|the|his|her|its|their|these|those|new))*"
    r"(?:\s+[a-z]+(?:ed|al|an|ic|ian|y|ous|ive|ese|ish|ing|ant))?"
    r"\s+(?P<noun>people|[a-z]*(?<!speci)men|children|police|troops|personnel|(?!was\b|has\b|is\b|others\b|as\b|does\b|says\b)"
    r"[a-z]{2,}[^\Wsu\d]s)\b"
)
_AGAIN = re.compile(
    r"(?:\b(?:the|its|their|this|that)\s+(?:(?:actual|correct|final|official|real|true)\s+)?"
    r"(?:count|figure|number)\b(?!\s+of\b)[^,;.]{0,30}?\s(?:at|be|is|was)"
    r"|\bsp(?:eaks?|oke)\s+of|\bputs?\s+(?:it|that)\s+at)\s+$"
)
"""Before a bare number: the same are counted once more ("the real figure is at least 200")."""
_SOON = 300  # characters within which they are
_COMPOUND = re.compile(r"[-–][a-z]")
_IDIOMS = frozenset("day way time hand side thing point other another more year month week moment".split())
_VERB = re.compile(
    r"\s+(?:were|was|had|have|are|is|has|of\s+(?:them|the|those)|others?|more|died|fell|came|left|went)\b"
)
_PERSONS = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}(?:people|men|women|children|soldiers|troops|refugees|civilians|workers|dead|killed|injured)\b"
)
_BY_POINTS = re.compile(r"\d{1,3}\.\d{3}")


def find_amounts(parse: Parse | None, text: str, *, dates: Sequence[When]) -> tuple[Amount, ...]:
    """Every count and measure of a text that is not part of one of its dates."""
    return tuple(_amounts(parse, text, dates))


def _amounts(parse: Parse | None, text: str, dates: Sequence[When]) -> Iterator[Amount]:
    lower = text.lower()
    if len(lower) != len(text):  # a few letters change their length
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    ahead, end, part_ends = iter(dates), 0, None
    told: Amount | None = None
    date = next(ahead, None)
    start = find_start(lower, 0)
    while start is not None:
        while date is not None and date.end <= start:
            date = next(ahead, None)
        phrase = read_phrase(lower, start, earliest=end)
        at = start + 1 if phrase is None else phrase.end
        if date is not None and date.start < at and not _is_share_of(phrase, lower):
            at = max(start + 1, date.end)
        elif phrase is not None and (
            run := exclusions.code_end(text, phrase.number, phrase.end, phrase.unit)
        ):
            at = run
        elif phrase is not None and (amount := _amount(parse, text, lower, phrase, part_ends)):
            amount = _counted_again(amount, told, lower)
            told = amount if amount.state is not None and not amount.part else told
            yield amount
            end, part_ends = amount.end, amount.end if amount.part else None
        start = find_start(lower, at)


def _counted_again(amount: Amount, told: Amount | None, lower: str) -> Amount:
    """With what became of those who were counted just before, where a bare number counts them once more."""
    bare = amount.unit is None and amount.of is None and amount.state is None
    if told is None or not bare or amount.start - told.end > _SOON:
        return amount
    again = _AGAIN.search(lower, max(told.end, amount.start - 70), amount.start)
    return replace(amount, of=told.of, state=told.state) if again else amount


def _amount(
    parse: Parse | None, text: str, lower: str, phrase: Phrase, part_ends: int | None
) -> Amount | None:
    """What a number phrase counts or measures; None if it does neither."""
    word = _last_word(parse, text, phrase)
    noun = _counted(word, phrase) if word is not None and _may_count(phrase) else None
    plural = _PLURAL.match(lower, phrase.end) if _may_count(phrase) else None
    counted = noun is not None or plural is not None
    if _is_nothing(text, lower, phrase, word, noun, counted=counted):
        return None
    numbers = phrase.numbers
    if counted and phrase.kind == "plain" and _BY_POINTS.fullmatch(text, phrase.number, phrase.end):
        numbers = Numbers(*(1000 * bound if bound is not None else None for bound in numbers))
    return Amount(
        *numbers,
        phrase.unit,
        noun.text if noun is not None else plural["noun"] if plural else None,
        phrase.start,
        phrase.end,
        find_state(lower, phrase.start, phrase.end, noun or word) if phrase.unit in (None, "share") else None,
        part=is_part(lower, phrase.start, phrase.end, part_ends),
    )


def _is_share_of(phrase: Phrase | None, lower: str) -> bool:
    """Whether "a quarter of" what follows is meant, which dates take for three months."""
    return phrase is not None and phrase.unit == "share" and lower.startswith(" of ", phrase.end)


def _may_count(phrase: Phrase) -> bool:
    """Whether a noun that follows may be what is counted: a share and a measure say it themselves."""
    return phrase.unit is None or phrase.unit == "share"


def _is_nothing(
    text: str, lower: str, phrase: Phrase, word: Token | None, noun: Token | None, *, counted: bool
) -> bool:
    """Whether the number counts or measures nothing: an age, a label, a score, a year, a pronoun."""
    start, end, words = phrase.number, phrase.end, lower[phrase.number : phrase.end]
    if phrase.unit == "share":
        return False
    if phrase.kind == "round":
        alone = not re.match(r"\s+(?:of|more)\b", lower[end : end + 6])
        return words == "scores" and alone
    if exclusions.is_age(text, phrase.start, end) or exclusions.is_set_right(text, phrase.start, end):
        return True
    if phrase.unit is not None:
        return False
    if _COMPOUND.match(lower, end) or (
        phrase.hedge is None and exclusions.is_score(text, start, end, phrase.kind)
    ):
        return True
    figures = words[0].isdigit()
    if not figures and word is not None and word.tag_.startswith("NNP") and text[start].isupper():
        return True  # "the Group of Seven", "the Six Nations"
    if figures and exclusions.is_label(text, phrase.start, end, counted=counted):
        return True
    if words in ("one", "zero"):
        singular = noun is not None and noun.tag_ == "NN" and end < noun.idx and noun.lower_ not in _IDIOMS
        return not singular or bool(re.match(r"\s+of\b", lower[end : end + 4]))
    if exclusions.YEAR.fullmatch(words) and not phrase.hedge and not _PERSONS.match(lower, end):
        return True
    if exclusions.is_hour_or_index(text, start, end):
        return True
    if counted:
        return False
    if phrase.kind == "range" or (phrase.hedge in OVER_AND_UNDER and not _VERB.match(lower, end)):
        return not _VERB.match(lower, end)
    if not figures:
        return words in ("a", "an")
    if "." in words or exclusions.opens_a_line(text, start, end):
        return True
    return text[start - 1 : start] == "(" or sum(letter.isdigit() for letter in words) > MOST_DIGITS


def _last_word(parse: Parse | None, text: str, phrase: Phrase) -> Token | None:
    """The last word of the phrase that the parse knows, found by bisection."""
    if parse is None or not len(parse):
        return None
    last = phrase.end - 1
    while last > phrase.number and not text[last].isalnum():
        last -= 1
    low, high = 0, len(parse)
    while low < high:
        middle = (low + high) // 2
        if parse[middle].idx <= last:
            low = middle + 1
        else:
            high = middle
    token = parse[low - 1] if low else None
    return token if token is not None and token.idx >= phrase.number else None


def _counted(word: Token, phrase: Phrase) -> Token | None:
    """The noun of what is counted, by the tree."""
    head = word
    while head.dep_.startswith(("nummod", "compound", "flat", "fixed")) and head.head.i != head.i:
        if head.head.i < word.i and head.head.idx < phrase.start:
            return None
        head = head.head
    if head.i > word.i and head.idx >= phrase.end:
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
