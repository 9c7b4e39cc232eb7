"""Where reports and their claims go back to, and how that is put anew."""

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


def test_a_report_moves_from_one_account_to_another(ledger: Ledger) -> None:
    """Its first account stays, the second is new, and it copies the same report as before."""
    first, second, copy = (report(f"The ferry sank. {n}", f"Paper {n}", "2031-06-04") for n in "ABC")
    said = [claim(copy, "The ferry sank")]
    for each, claims in ((first, []), (second, []), (copy, said)):
        ledger.add_report(each, names=[], claims=claims, digests=[])
    own, copied = Member(first.id, "origin", None), Member(second.id, "copy", first.id)
    of_it = Member(copy.id, "copy", second.id)
    together = [Origin("origin-z", first.id, (own, copied, of_it))]
    apart = [
        Origin("origin-a", second.id, (Member(second.id, "origin", None), of_it)),
        Origin("origin-z", first.id, (own,)),
    ]
    three = {first.id, second.id, copy.id}
    for origins in (together, apart, together, apart):
        with ledger.looking_across() as (_, tables):
            tables.put_origins(three, origins, {})
            assert sorted(tables.origins(three), key=lambda o: o.id) == origins
    assert [(d.kind, d.id, d.part) for d in ledger.doubts("2031-06-05", size=5)] == [
        ("copy", copy.id, second.id)
    ]
