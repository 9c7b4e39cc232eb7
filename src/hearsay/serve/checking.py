"""A claim that somebody types, held against the reports of a ledger.

In: an open ledger, a sentence. Out: where reports stand; those of the same stories that are silent on it are
named too. Never here: markup, a verdict true or false.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from hearsay.check import Checked, check_claim, telling_words
from hearsay.ledger import View
from hearsay.records import Claim, Report

FOUND = 30  # reports that share the most telling words
BESIDE = 20  # more reports of the stories of the best of those
STORIES = 3  # so many stories

Candidates = Iterator[tuple[Report, Sequence[Claim]]]


def check_in(ledger: View, text: str) -> Checked:
    """Which reports support, deny or discuss it; `silent` are also those of the same stories that do not."""
    found = list(ledger.candidates(telling_words(text), FOUND))
    origins = {origin.id: origin for origin in ledger.origins(ids={r.origin for r, _ in found if r.origin})}
    more = list(_beside(ledger, [report for report, _ in found]))
    lacking = {report.origin for report, _ in more if report.origin} - origins.keys()
    origins |= {origin.id: origin for origin in ledger.origins(ids=lacking)}
    return check_claim(text, chain(found, more), origins.get)


def _beside(ledger: View, found: Sequence[Report]) -> Candidates:
    """Other reports of the stories that tell of it first: who of them does not speak of it is said too."""
    seen = {report.id for report in found}
    stories = list(dict.fromkeys(report.story for report in found if report.story))[:STORIES]
    named = ledger.stories_named(stories)
    members = [id_ for story in stories if story in named for id_ in named[story].reports if id_ not in seen]
    several = members[:BESIDE]
    claims: dict[str, list[Claim]] = {id_: [] for id_ in several}
    for claim in ledger.claims(reports=several):
        claims[claim.report].append(claim)
    yield from ((report, claims[report.id]) for report in ledger.reports(ids=several))
