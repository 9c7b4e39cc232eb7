"""What a voice puts forward as a fact, what it rejects, and when two voices stand against each other.

In: claims. Out: yes or no. Never here: which of them is right.
"""

import re

from hearsay.conflicts import compare
from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.telling import Telling
from hearsay.records import Claim

ANYBODY = ("any", "an ", "a ", "no ", "none", "nobody")
_OUGHT = re.compile(r"\b(?:must|should|ought to|has to|have to|needs? to)\b")
_OWNED = re.compile(r"\b(?:of|its|their|our|his|her)\b|['’]s\b")


def holds(claim: Claim) -> bool:
    """Whether the voice puts the happening forward as a fact."""
    if claim.negated or claim.hypothetical or _OUGHT.search(claim.content):
        return False
    return claim.stance in {"asserts", "confirms"} and claim.certainty != "possible"


def rejects(claim: Claim) -> bool:
    """Whether the voice puts forward that it did not happen: a denial, or an assertion of the opposite."""
    if claim.hypothetical:
        return False
    return (claim.stance == "denies") != (claim.negated and claim.stance in {"asserts", "confirms", "denies"})


def doer_of(told: Telling) -> compare.Party | None:
    """Who does it in the claim, unless that is anybody or nobody in particular."""
    if told.part is not None:
        return told.part
    for agent in (p for p in told.claim.participants if p.role == "agent"):
        if not agent.name.lower().startswith(ANYBODY) or _OWNED.search(agent.name):
            return agent
    return None


def opposed(said: Telling, denied: Telling, accounts: Accounts) -> bool:
    """Whether two voices speak, each on an account of its own, or against each other in one report."""
    a, d = said.claim, denied.claim
    if accounts.voice(a) == accounts.voice(d):
        return False
    did, did_not = doer_of(said), doer_of(denied)
    # that this one did not do it does not deny that it was done, or that another did it
    if did_not is not None and (did is None or compare.parties(did, did_not) == "conflict"):
        return False
    return a.report == d.report or accounts.origin(a) != accounts.origin(d)
