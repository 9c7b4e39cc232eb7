"""What one voice says and another says is not so.

In: the events and claims of a story. Out: pairs of claims that stand against each other, by the question that
they answer with yes and no. Never here: a denial of something that nobody says.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import ClassVar

from hearsay.conflicts.accounts import Accounts
from hearsay.conflicts.events import Event
from hearsay.conflicts.happenings import BY_NAME, ask, content_words, kind_of, roots, within_sentence
from hearsay.conflicts.sides import Said
from hearsay.conflicts.stands import doer_of, holds, opposed, rejects
from hearsay.conflicts.telling import Telling, blames
from hearsay.records import Claim, Participant, Slot, content_id

LEAST = 3
"""So many telling words are shared by two claims that say the same thing of the same subject."""
SHARE = 0.75
"""That share of the words of the shorter, at least."""
_NONE = re.compile(
    r"there (?:had been|has been|have been|is|are|was|were) (?:any|no|never any) (?P<what>[^,;:]+)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:any|the|this|that|such an?|an?) [\w-]+", re.IGNORECASE)
LIGHT = roots(
    "carry conduct do ever exist get give gave given happen have hold held issue make made never nor occur"
    " out perform place put receive such take taken took undergo underwent"
)
"""Words that leave it to a noun what is done ("received a warning", "the inspection took place")."""
PRONOUNS = frozenset("he her hers him his it its she their them they we us".split())


@dataclass(frozen=True, slots=True)
class Matter:
    """A yes and a no to one question. `event` is the happening asked about, where it is of a known kind."""

    slot: ClassVar[Slot] = "whether"

    key: str
    event: str | None
    question: str
    yes: tuple[Claim, ...]
    no: tuple[Claim, ...]

    @property
    def sides(self) -> tuple[tuple[Said[str], ...], ...]:
        """Both answers with those who give them."""
        return (
            tuple(Said(claim, "yes", "yes") for claim in self.yes),
            tuple(Said(claim, "no", "no") for claim in self.no),
        )


def about_event(event: Event, accounts: Accounts) -> Matter | None:
    """One voice says that a happening of a known kind took place, another that it did not."""
    kind = BY_NAME[event.kind]
    told = [
        t for t in event.told if not kind.by_others or t.part is not None or _lemma(t.claim) in kind.by_others
    ]
    natural = [t for t in event.told if _by_nature(t)]
    asserted = [t for t in told if holds(t.claim) and t not in natural]
    denied = [t for t in (*told, *natural) if rejects(t.claim) or t in natural]
    pairs = [(a, d) for a in asserted for d in denied if opposed(a, d, accounts)]
    if not pairs:
        return None
    question = ask(kind, "whether", event.subject)
    if any(doer_of(d) for _, d in pairs):
        question = _is_it_so([a.claim for a, _ in pairs])
    return _matter(event.id, event.id, question, [(a.claim, d.claim) for a, d in pairs])


def in_so_many_words(claims: Sequence[Claim], accounts: Accounts, *, scope: str) -> Iterator[Matter]:
    """What is said and denied in nearly the same words, or of the same deed, whatever it is about."""
    by_word: dict[str, list[Claim]] = defaultdict(list)
    by_root: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if holds(claim) and kind_of(claim) is None:
            for word in content_words(claim.content):
                by_word[word].append(claim)
            for root in _roots(claim):
                by_root[root].append(claim)
    matters: dict[str, list[tuple[Claim, Claim]]] = defaultdict(list)
    for denial in sorted(claims, key=lambda c: c.id):
        if not rejects(denial) or kind_of(denial) is not None:
            continue
        words = content_words(denial.content)
        # whoever shares LEAST of the words shares one besides the commonest
        by_rarity = sorted(words, key=lambda word: (len(by_word.get(word, ())), word))
        telling = by_rarity[: len(words) - LEAST + 1]
        near = {c.id: c for word in telling for c in by_word.get(word, ())}
        deed = sorted(_roots(denial) - LIGHT, key=lambda root: (len(by_root.get(root, ())), root))
        near |= {
            c.id: c for root in deed[: len(deed) - ceil(SHARE * len(deed)) + 1] for c in by_root.get(root, ())
        }
        for claim in near.values():
            if not _opposed(claim, denial, accounts) or _one_within_the_other(claim, denial):
                continue
            if _same_matter(claim, denial) or _same_deed(claim, denial):
                matters[" ".join(sorted(words))].append((claim, denial))
    for matter, pairs in _with_one_yes(matters):
        asked = [claim for claim, _ in pairs if not blames(claim)] or [d for _, d in pairs]
        yield _matter(content_id("matter", scope, matter), None, _is_it_so(asked), pairs)


def _with_one_yes(
    matters: Mapping[str, Sequence[tuple[Claim, Claim]]],
) -> list[tuple[str, list[tuple[Claim, Claim]]]]:
    """The matters in order; those that deny one claim in several wordings are one, under the first."""
    merged: list[tuple[str, list[tuple[Claim, Claim]]]] = []
    for matter, pairs in sorted(matters.items()):
        yes = {claim.id for claim, _ in pairs}
        meant = [known for known in merged if yes & {claim.id for claim, _ in known[1]}]
        merged = [known for known in merged if known not in meant]
        key = min([matter, *(known[0] for known in meant)])
        merged.append((key, [*(pair for known in meant for pair in known[1]), *pairs]))
    return sorted(merged, key=lambda known: known[0])


def _opposed(claim: Claim, denial: Claim, accounts: Accounts) -> bool:
    return opposed(_plain(claim), _plain(denial), accounts)


def _plain(claim: Claim) -> Telling:
    """A claim as it tells of no known kind; who "receives a warning" or "is to blame" does nothing."""
    claim = replace(claim, participants=()) if _is_light(claim) else claim
    return Telling(claim, _lemma(claim), "", frozenset())


def _is_light(claim: Claim) -> bool:
    return _lemma(claim) == "blame" or bool(roots(_lemma(claim)) & LIGHT)


def _roots(claim: Claim) -> frozenset[str]:
    """The roots of what a claim says, with the names of those whom it calls "it" or "she".

    If that is nobody known, it is the voice: it speaks of itself.
    """
    named = {p.name for p in claim.participants if _called(p, claim).lower() in PRONOUNS}
    if named & PRONOUNS and claim.voice.kind == "named" and claim.voice.name is not None:
        named.add(claim.voice.name)
    laid = ("blame",) if blames(claim) else ()  # "was to blame" denies that
    found = roots(" ".join((claim.content, *laid, *sorted(named))))
    if claim.predicate is not None:  # "paid" is of "payment"
        said = claim.text[claim.predicate.start - claim.start : claim.predicate.end - claim.start]
        found = (found - roots(said)) | roots(claim.predicate.lemma)
    return found - PRONOUNS


def _called(participant: Participant, claim: Claim) -> str:
    return claim.text[participant.start - claim.start : participant.end - claim.start]


def _same_deed(a: Claim, d: Claim) -> bool:
    """Whether a denial is of a deed that the other claim tells, with more words or a few others.

    "It had received any warning" of Hesk Energy is "Hesk Energy was warned in January about cracks". Of
    "there was no engine trouble" it is enough that the claim speaks of it.
    """
    deed, told = _roots(d) - LIGHT, _roots(a)
    if (none := _NONE.match(d.content)) is not None:
        there = roots(none["what"]) - LIGHT
        return len(there) > 1 and there <= told
    if _BARE.fullmatch(d.content):
        return bool(deed) and deed <= roots(_lemma(a))  # "any payment": somebody has paid
    shared = deed & told
    near = len(shared) >= max(LEAST, SHARE * len(deed))
    if len(deed) < 2 or not (deed <= told or near) or not (roots(_lemma(a)) & deed or blames(a)):
        return False
    return _is_light(d) or not _in_other_parts(a, d)


def _in_other_parts(a: Claim, d: Claim) -> bool:
    """Whether somebody does in the one what befalls them in the other."""
    return any(
        p.role != q.role and "other" not in (p.role, q.role) and content_words(p.name) & content_words(q.name)
        for p in a.participants
        for q in d.participants
    )


def _lemma(claim: Claim) -> str:
    return claim.predicate.lemma if claim.predicate else ""


def _by_nature(told: Telling) -> bool:
    """Whether it came about in a manner that leaves out any doer ("died of an illness")."""
    pattern = BY_NAME[told.kind].manners.get("nature")
    return holds(told.claim) and pattern is not None and pattern.search(told.claim.content) is not None


def _is_it_so(asserted: Sequence[Claim]) -> str:
    shortest = min(asserted, key=lambda c: (len(c.content), c.id))
    return f"Is it so that {within_sentence(shortest.content.replace(' … ', ' '))}?"


def _matter(key: str, event: str | None, question: str, pairs: Sequence[tuple[Claim, Claim]]) -> Matter:
    yes, no = ({pair[side].id: pair[side] for pair in pairs} for side in (0, 1))
    return Matter(key, event, question, tuple(yes.values()), tuple(no.values()))


def _one_within_the_other(a: Claim, d: Claim) -> bool:
    """Whether one stands in the words of the other: then it is a part of it, and no answer to it."""
    return a.report == d.report and a.spans != d.spans and a.start < d.end and d.start < a.end


def _same_matter(a: Claim, d: Claim) -> bool:
    """Whether two claims say the same thing of the same subject.

    They share three telling words, most of those of the shorter, and the word that the denial is about.
    """
    one, other = content_words(a.content), content_words(d.content)
    if len(one & other) < max(LEAST, SHARE * min(len(one), len(other))):
        return False
    if d.predicate is None:
        return True
    said = d.text[d.predicate.start - d.start : d.predicate.end - d.start]
    return content_words(said) <= one
