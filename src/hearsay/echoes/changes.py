"""In which words a claim changed on its way from one report to the next.

In: two claims that say the same. Out: the changes, each with the words before and after. Never here: which of
the two came first.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from hearsay.records import Amount, Change, Claim

HEDGES = re.compile(
    r"\b(?:suspected|suspects?|alleged(?:ly)?|reportedly|presumed|purported(?:ly)?|apparent(?:ly)?|"
    r"possibl[ey]|probabl[ey]|perhaps|believed|thought to|said to|appears? to|may|might|could|likely|"
    r"unconfirmed|rumou?red)\b"
)
"""Words that leave open whether it is so."""
_SURE = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}
_WORD = re.compile(r"[\w’'$%.,-]*\w")
LIKE = 0.5
"""A claim reworded further than this (share of common words in order) is not shown word by word."""


def changes(before: Claim, after: Claim) -> tuple[Change, ...]:
    """What changed in what is claimed and in who is said to claim it; where nothing did, the words."""
    found = [*_figures(before, after), *_hedges(before, after), *_voices(before, after)]
    return tuple(found or _words(before.content, after.content))


def _figures(before: Claim, after: Claim) -> Iterator[Change]:
    """A figure that lost or gained its "around", or became another."""
    for one, other in _counted_alike(before, after):
        a, b = _shown(before, one), _shown(after, other)
        if one.value != other.value and None not in (one.value, other.value):
            yield Change("figure", a, b)
        elif _open(one) and not _open(other):
            yield Change("made exact", a, b)
        elif _open(other) and not _open(one):
            yield Change("made vague", a, b)


def _counted_alike(before: Claim, after: Claim) -> Iterator[tuple[Amount, Amount]]:
    """Amounts of the same thing in both; where each has only one, these two."""
    if len(before.amounts) == len(after.amounts) == 1:
        one, other = before.amounts[0], after.amounts[0]
        if one.unit == other.unit and (one.of == other.of or None in (one.of, other.of)):
            yield one, other
        return
    for one in before.amounts:
        same = [a for a in after.amounts if a.of == one.of and a.unit == one.unit and a.state == one.state]
        if one.of and len(same) == 1:
            yield one, same[0]


def _open(amount: Amount) -> bool:
    """Whether an amount is a range, a bound or only about so many."""
    return amount.low != amount.high or amount.value is None


def _shown(claim: Claim, amount: Amount) -> str:
    return claim.text[amount.start - claim.start : amount.end - claim.start]


def _hedges(before: Claim, after: Claim) -> Iterator[Change]:
    """Words that left it open and were dropped or put in; else a certainty that rose or fell."""
    mine, theirs = (_hedging(claim) for claim in (before, after))
    dropped, added = sorted(mine - theirs), sorted(theirs - mine)
    if dropped and not theirs:
        yield Change("made certain", ", ".join(dropped), None)
    elif added and not mine:
        yield Change("made uncertain", None, ", ".join(added))
    elif _SURE[after.certainty] > _SURE[before.certainty] > 0:
        yield Change("made certain", before.certainty, after.certainty)
    elif 0 < _SURE[after.certainty] < _SURE[before.certainty]:
        yield Change("made uncertain", before.certainty, after.certainty)


def _hedging(claim: Claim) -> set[str]:
    words = claim.content + " " + (claim.cue.text if claim.cue else "")
    return set(HEDGES.findall(words))


def _voices(before: Claim, after: Claim) -> Iterator[Change]:
    """A claim on somebody's word that became the report's own, or that got another voice."""
    told_by = before.voice.name if before.voice.kind != "report" else None
    tells = after.voice.name if after.voice.kind != "report" else None
    if told_by and tells is None and not any(told_by == link.name for link in after.chain):
        yield Change("attribution dropped", told_by, None)
    elif told_by is None and tells and before.voice.kind == "report":
        yield Change("attributed", None, tells)
    elif told_by and tells and not _same_voice(before, after):
        yield Change("attributed otherwise", told_by, tells)


def _same_voice(before: Claim, after: Claim) -> bool:
    if before.voice.entity is not None and before.voice.entity == after.voice.entity:
        return True
    one, other = (set(_WORD.findall((c.voice.name or "").replace("’", "'").lower())) for c in (before, after))
    return one <= other or other <= one


def _words(before: str, after: str) -> Iterator[Change]:
    """The words that were put in place of others, at most three, of claims that are worded much alike."""
    one, other = (_WORD.findall(words.replace("’", "'")) for words in (before, after))
    match = SequenceMatcher(None, [w.lower() for w in one], [w.lower() for w in other], autojunk=False)
    if match.ratio() < LIKE:
        return
    differing = [piece for piece in match.get_opcodes() if piece[0] != "equal"]
    for _, a, b, c, d in differing[:3]:
        yield Change("wording", " ".join(one[a:b]) or None, " ".join(other[c:d]) or None)
