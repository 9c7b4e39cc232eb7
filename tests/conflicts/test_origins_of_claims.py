"""A value is counted by the accounts that its claims go back to, not by the reports they stand in."""

from dataclasses import replace

from hearsay.conflicts import find_conflicts
from hearsay.records import Claim
from tests.conflicts.story import STORY, claim, origins, report

ALL = {name: report(name) for name in ("Herald", "Mirror", "Courier")}
APART = origins(("Herald",), ("Mirror",), ("Courier",))


def killed(of: str, agent: str, origin: str) -> Claim:
    said = claim("soldiers killed Marek Doll", predicate="kill", affected="Marek Doll", of=of, agent=agent)
    return replace(said, origin=origin)


def accounts(*claims: Claim) -> dict[str, int]:
    _, found = find_conflicts(STORY, reports=ALL, claims=claims, origins=APART)
    [who] = [c for c in found if c.slot == "who"]
    return {answer.value: answer.origins for answer in who.values}


def test_what_two_reports_have_from_one_third_account_counts_once() -> None:
    told = [
        killed("Herald", "soldiers of the Third Regiment", "origin-Herald"),
        killed("Mirror", "smugglers", "origin-elsewhere"),
        killed("Courier", "smugglers", "origin-elsewhere"),
    ]
    assert accounts(*told) == {"soldiers of the Third Regiment": 1, "smugglers": 1}


def test_the_own_reporting_of_two_reports_counts_twice() -> None:
    told = [
        killed("Herald", "soldiers of the Third Regiment", "origin-Herald"),
        killed("Mirror", "smugglers", "origin-Mirror"),
        killed("Courier", "smugglers", "origin-Courier"),
    ]
    assert accounts(*told) == {"soldiers of the Third Regiment": 1, "smugglers": 2}
