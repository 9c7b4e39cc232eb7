"""Who did it, in each of the claims about a happening.

In: an event. Out: answers, each with the claim that gives it. Never here: a comparison of accounts.
"""

from collections.abc import Iterator, Sequence

from hearsay.conflicts import compare
from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.compare import Doer
from hearsay.conflicts.events import Event
from hearsay.conflicts.happenings import BY_NAME, head_word
from hearsay.conflicts.sides import Said
from hearsay.conflicts.stands import ANYBODY, holds, rejects
from hearsay.conflicts.telling import PRONOUNS, SUFFERS, Telling
from hearsay.records import Claim, Participant

NOBODY = Doer("nobody", "nobody")


def find_doers(event: Event, accounts: Accounts) -> Iterator[Said[Doer]]:
    """Who is said to have done it, who rejects a part in it, and in what manner it came about."""
    kind = BY_NAME[event.kind]
    victim = frozenset().union(*(told.keys for told in event.told))
    for told in event.told:
        claim = told.claim
        if told.part is not None:
            party = told.part
            shown = party.name if holds(claim) else f"not {party.name}"
            if holds(claim):
                yield Said(claim, Doer("did", party.name, party.entity), shown)
            elif rejects(claim):
                yield Said(claim, Doer("did not", party.name, party.entity), shown)
            continue
        agents = [
            p
            for p in claim.participants
            if p.role == "agent"
            and p.name.lower() not in PRONOUNS
            and not _is(p, victim)
            and not _suffers(claim)
        ]
        if holds(claim):
            yield from _done(told, agents)
        elif rejects(claim):
            lemma = claim.predicate.lemma if claim.predicate else ""
            if lemma in kind.by_others and all(a.name.lower().startswith(ANYBODY) for a in agents):
                yield Said(claim, NOBODY, NOBODY.name)
            elif agents and accounts.speaks_for_itself(claim, agents[0]):
                yield Said(claim, Doer("did not", agents[0].name, agents[0].entity), f"not {agents[0].name}")


def _suffers(claim: Claim) -> bool:
    return claim.predicate is not None and claim.predicate.lemma in SUFFERS


def _is(participant: Participant, keys: frozenset[str]) -> bool:
    """Whether a participant is whom the happening befell."""
    return participant.entity in keys or head_word(participant.name) in keys


def _done(told: Telling, agents: Sequence[Participant]) -> Iterator[Said[Doer]]:
    """The doer that a claim names, else the manner in which it says that it came about."""
    claim = told.claim
    for agent in agents[:1]:
        owned = agent.name.lower().split()[0] in PRONOUNS | {"our", "its", "my"}
        shown = f"{agent.name} ({claim.voice.name})" if owned and claim.voice.name else agent.name
        yield Said(claim, Doer("did", agent.name, agent.entity), shown)
        return
    for how, pattern in BY_NAME[told.kind].manners.items():
        match = pattern.search(claim.content)
        if match is not None:
            yield Said(claim, Doer("others" if how == "others" else "nature", match[0]), match[0])
            return


def only_about_one(answers: Sequence[Doer]) -> bool:
    """Whether the answers only tell whether one party did it: that is no question of who."""
    named = [a for a in answers if a.how in {"did", "did not"}]
    return len(named) == len(answers) and all(
        compare.parties(a, b) != "conflict" for a in named for b in named
    )
