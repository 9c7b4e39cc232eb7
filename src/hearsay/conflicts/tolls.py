"""How many each report says were killed or injured in all, whatever words it takes for it.

In: the claims of a story. Out: for each report (and for each voice in it that gives another figure) the least
and the most that it leaves possible, with the claims that say so. A report counts once, so that figures for
some of the victims, told beside the total or in its place, are not held against another report's total.
Never here: whether two tolls can both be right (`compare.amounts`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.casualties import Toll, doer_hit, persons, tolls
from hearsay.conflicts.sides import Said
from hearsay.conflicts.stands import holds
from hearsay.records import Amount, Claim, edtf

LED = 700
"""Characters from the first claim on: the lead and what follows, where a report says what happened in
all."""
NEAR_DAYS = 10
"""What is told of a day further from that of most others is another happening ("last month …")."""
_ELSEWHERE = re.compile(
    r"\b(?:in|at|from|of) (?:that|a separate|another|an unrelated|a previous|an earlier|a different"
    r"|a similar) "
    r"(?:\w+ )?(?:incident|shooting|attack|case|accident|crash|robbery|homicide|killing|fire|blast)\b"
    r"|\b(?:separate|unrelated|other) (?:\w+ )?(?:incidents?|shootings?|attacks?|cases|homicides"
    r"|killings)\b"
    r"|\b(?:last|previous|past) (?:month|year|summer|spring|fall|autumn|winter)\b|\b(?:years?"
    r"|months) (?:ago|earlier|before)\b"
    r"|\bearlier this (?:year|month|week)\b|\bso far this\b|\bthis year\b|\bsince (?:\w+ )?(?:19|20)\d\d\b"
    r"|\bsince\b[^.]*\b(?:have|has|had) been\b|\b(?:have|has) been (?:killed|shot|injured"
    r"|wounded)[^.]* since\b"
    r"|\b(?:total|tally) to \d+|\bafter (?:\w+ |\d+ ){1,3}years\b|\b(?:per|each|every) (?:year|month"
    r"|day)\b|\bacross the (?:city|country|state|county|region|nation)\b"
    r"|\b(?:shootings|attacks|homicides|killings|murders) (?:this|in|over|across|during|since|citywide)\b"
    r"|\b(?:in|over|within|during) (?:about |around |just |less than |under |barely )?(?:the "
    r"|a )?(?:past|last|span of|period of)? ?"
    r"(?:\w+ )?(?:\d+ |\w+ )?(?:hours|days|weeks|months|years)\b|\bviolent (?:\w+ )?(?:weekend|night"
    r"|day|week)\b"
    r"|\bover the (?:\w+ )?weekend\b|\bcity['’]s \w+ (?:homicide|murder)|\bhistory\b|\bin recent (?:\w+)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:pair|string|series|spate|rash|wave|number|\d+|two|three|four|five|six|several|multiple"
    r"|separate|weekend|overnight|"
    r"citywide|other|in|from|across|after|as) (?:of )?(?:[\w'’-]+ ){0,3}?"
    r"(?:shootings|incidents|homicides|killings|murders|slayings|crashes|accidents|scenes|stabbings"
    r"|robberies)\b"
    r"|\b(?:string|series|spate|rash|wave) of\b"
    r"|\bviolence (?:across|around|throughout)\b|\b(?:north|south|east|west) and (?:north|south|east"
    r"|west)\w* sides\b",
    re.IGNORECASE,
)
"""Words by which a figure is a sum over several happenings; in a lead, the whole report is about
several."""
OPENS = 250
"""Characters from the first claim on in which a report says what it is about."""
_CHARGES = re.compile(r"\b(?:counts?|charges?) of\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One account's toll: from `low` to `high` in this state, by these claims; `shown` in its words."""

    state: str
    low: float
    high: float
    shown: str
    claims: tuple[Claim, ...]

    def said(self, doer: bool) -> Iterator[Said[Amount]]:
        """It as an answer; `doer`: accounts may differ by whoever did it, who was hit too."""
        high = None if self.high == inf else self.high
        low = max(0.0, self.low - 1) if doer and self.low > 1 else self.low
        value = Amount(self.low, low, high, None, "people", 0, 0, self.state)
        return (Said(claim, value, self.shown) for claim in self.claims)


def find_tolls(claims: Sequence[Claim], accounts: Accounts) -> tuple[dict[str, list[Told]], frozenset[str]]:
    """By state the tolls of all reports of a story; and the states in which whoever did it may be counted."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    day = _middle(claims)
    told: dict[str, tuple[int, list[Toll]]] = {}
    doer = False
    for report, said in sorted(by_report.items()):
        said = sorted(said, key=lambda c: (c.start, c.id))
        first = min((claim.start for claim in said), default=0)
        if any(_SEVERAL.search(claim.content) for claim in said if claim.start - first < OPENS):
            continue
        here = list(_of_this(said, day, accounts.reports[report].text))
        told[report] = first, [toll for claim in here if holds(claim) for toll in tolls(claim)]
        doer = doer or any(doer_hit(claim) for claim in here)
    found: dict[str, list[Told]] = {"killed": [], "injured": []}
    for first, some in told.values():
        found["killed"] += _by_voice("killed", some, first, accounts, 0.0)
    dead = max((toll.low for toll in found["killed"]), default=0.0)
    for first, some in told.values():
        found["injured"] += _by_voice("injured", some, first, accounts, dead)
    return found, frozenset(found) if doer else frozenset()


def _by_voice(
    state: str, told: Sequence[Toll], first: int, accounts: Accounts, dead: float
) -> Iterator[Told]:
    """The toll of a report, and beside it that of each voice in it whose own excludes it."""
    whole = _of_report(state, told, first, dead)
    voices: dict[str, list[Toll]] = defaultdict(list)
    for toll in told:
        if toll.claim.voice.kind != "report":
            voices[accounts.voice(toll.claim)].append(toll)
    own = {voice: _of_report(state, some, first, dead) for voice, some in sorted(voices.items())}
    stated = {
        voice: t
        for voice, t in own.items()
        if t is not None and any(x.general and not x.named and x.low == t.low for x in voices[voice])
    }
    if any(a.high < b.low for a in stated.values() for b in stated.values()):
        yield from stated.values()
    elif whole is not None:
        yield whole


def _of_report(state: str, told: Sequence[Toll], first: int, dead: float = 0.0) -> Told | None:
    mine = [toll for toll in told if toll.state == state]
    counted = _counted(state, mine, first)
    if counted is None and state == "injured":
        counted = _shot_and_survived(told, first, dead)
    return counted or _one_by_one(state, mine, first)


def _counted(state: str, mine: Sequence[Toll], first: int) -> Told | None:
    """The total by the numbers that count all: those of the lead, up to the largest given anywhere."""
    lead = [t for t in mine if t.counted and t.claim.start - first < LED]
    general = [t for t in mine if t.counted and t.general]
    strong = lead or general
    if not strong:
        return None
    # of "two men … three people" in one lead the two are some of the three
    low = max(t.low for t in strong)
    high = max(t.high for t in (*strong, *general))
    best = [t for t in strong if t.low == low]
    if len({t.low for t in strong if t.general}) > 1:
        low = min(t.low for t in strong if t.general)
    return Told(state, low, high, best[0].shown, tuple(t.claim for t in best))


def _shot_and_survived(told: Sequence[Toll], first: int, dead: float) -> Told | None:
    """Those shot without those who died of it, where both are told."""
    shot = _counted("injured", [t for t in told if t.state == "shot"], first)
    if shot is None or shot.high != shot.low:
        return None
    killed = _of_report("killed", told, first)
    if killed is None:
        # whoever died is among those shot, if another report tells of the dead
        low = max(0.0, shot.low - dead)
        return None if any(t.state == "killed" for t in told) else replace(shot, low=low)
    if killed.high != killed.low or killed.low >= shot.low:
        return None
    left = shot.low - killed.low
    # "nine were shot and one was killed" leaves open whether the one is among the nine
    return Told("injured", left, shot.low, f"{left:g}", (*shot.claims, *killed.claims))


def _one_by_one(state: str, mine: Sequence[Toll], first: int) -> Told | None:
    """As many as are told one by one, where the report begins with one of them."""
    if not mine or mine[0].counted or mine[0].claim.start - first >= LED or len(mine[0].named) != 1:
        return None
    alone = all(not t.counted for t in mine) and persons({k for t in mine for k in t.named}) == 1
    anonymous = not next(iter(mine[0].named)).startswith("=")
    return Told(state, 1, 1, "one", (mine[0].claim,)) if alone and anonymous and mine[0].closed else None


def _of_this(said: Sequence[Claim], day: date | None, text: str) -> Iterator[Claim]:
    """The claims of a report without those on another happening, and what follows these in a paragraph."""
    tainted = -1
    for claim in said:
        mine = _day(claim)
        far = _long(claim) or bool(mine and day and abs((mine - day).days) > NEAR_DAYS)
        if _CHARGES.search(claim.content):
            continue
        if far or _ELSEWHERE.search(claim.content) or _SEVERAL.search(claim.content):
            end = text.find("\n", claim.end)
            tainted = max(tainted, end if end >= 0 else len(text))
        elif claim.start >= tainted or mine is not None:
            yield claim


def _long(claim: Claim) -> bool:
    """Whether a claim sums up years ("between January 2010 and August 2013, seven were killed")."""
    bounds = edtf.bounds(claim.when.edtf) if claim.when and claim.when.edtf else None
    return bool(bounds and (bounds[1] - bounds[0]).days > 366)


def _middle(claims: Iterable[Claim]) -> date | None:
    days = sorted(day for claim in claims if (day := _day(claim)))
    return days[len(days) // 2] if days else None


def _day(claim: Claim) -> date | None:
    """The day of the happening, where it is known to the month at least; the first day of a known year."""
    bounds = edtf.bounds(claim.when.edtf) if claim.when and claim.when.edtf else None
    return bounds[0] if bounds and (bounds[1] - bounds[0]).days <= 366 else None
