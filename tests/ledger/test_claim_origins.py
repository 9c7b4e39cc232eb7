"""A claim goes back where its report does, unless it is known to go back elsewhere."""

from dataclasses import replace

from hearsay.ledger import Ledger
from hearsay.records import Member, Origin
from tests.origins.town import claim, report

ONE = report("Ana Pell said the ferry sank. The mayor slept.", "Vesk Courier", "2031-06-04")
SANK, SLEPT = claim(ONE, "the ferry sank", "Ana Pell"), claim(ONE, "The mayor slept")
OWN = Origin("origin-1", ONE.id, (Member(ONE.id, "origin", None),))
WIRE = Origin("origin-2", ONE.id, (), outside="Norvia Press Agency")


def test_claims_come_with_the_origin_that_they_go_back_to(ledger: Ledger) -> None:
    ledger.add_report(ONE, names=[], claims=[SANK, SLEPT], digests=[])
    assert [found.origin for found in ledger.claims()] == [None, None]
    ledger.replace_corpus(
        entities=[],
        origins=[OWN, WIRE],
        stories=[],
        conflicts=[],
        predictions=[],
        events={},
        claim_origins={SANK.id: WIRE.id},
    )
    assert list(ledger.claims()) == [replace(SANK, origin=WIRE.id), replace(SLEPT, origin=OWN.id)]
