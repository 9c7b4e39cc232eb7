"""What all accounts agree on, and what later reports say of a prediction."""

from dataclasses import replace

from hearsay.conflicts import find_agreed, find_evidence
from hearsay.records import Agreed, Claim, Prediction
from tests.conflicts.story import STORY, claim, origins, report

ALL = {name: report(name) for name in ("Herald", "Mirror", "Courier")}
APART = origins(("Herald",), ("Mirror",), ("Courier",))


def agreed(*claims: Claim) -> dict[str, Agreed]:
    found = find_agreed(STORY, reports=ALL, claims=claims, origins=APART)
    return {one.slot: one for one in found}


def killed(of: str, agent: str | None = None, when: str | None = None, **fields: bool) -> Claim:
    return claim(
        "Marek Doll was killed",
        of=of,
        predicate="kill",
        affected="Marek Doll",
        agent=agent,
        when=when,
        **fields,
    )


def test_the_narrowest_date_of_several_accounts_is_agreed() -> None:
    found = agreed(killed("Herald", when="2020-05"), killed("Mirror", when="2020-05-01"))
    assert found["when"].answer.value == "2020-05-01"
    assert found["when"].answer.origins == 2
    assert found["whether"].answer.value == "yes"


def test_what_one_account_says_alone_is_not_agreed() -> None:
    assert "who" not in agreed(killed("Herald", "soldiers"), killed("Mirror"))


def test_what_somebody_disputes_is_not_agreed() -> None:
    found = agreed(killed("Herald", "soldiers"), killed("Mirror", "smugglers"))
    assert "who" not in found and "whether" in found


def test_what_somebody_denies_is_not_agreed() -> None:
    assert "whether" not in agreed(
        killed("Herald"), killed("Mirror"), replace(killed("Courier"), negated=True)
    )


FORETOLD = claim("the ministry will open the Orlen bridge by May", of="Herald", predicate="open")
PREDICTION = Prediction("prediction-1", FORETOLD.id, FORETOLD.content, "2020-05")


def test_a_later_report_is_evidence_and_an_earlier_or_another_is_none() -> None:
    later = claim("the ministry opened the Orlen bridge on Monday", of="Mirror", predicate="open")
    again = claim("the ministry will open the Orlen bridge in June", of="Courier", predicate="open")
    other = claim("the harbour was dredged", of="Courier", predicate="dredge")
    told = [
        (again, ALL["Courier"]),
        (other, ALL["Courier"]),
        (later, ALL["Mirror"]),
        (FORETOLD, ALL["Herald"]),
    ]
    assert find_evidence(PREDICTION, FORETOLD, "2020-05-04", told) == [later, again]
    early = [(later, replace(ALL["Mirror"], published="2019-01-01"))]
    assert not find_evidence(PREDICTION, FORETOLD, "2020-05-04", early)
