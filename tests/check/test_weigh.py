"""How claims stand to a hypothesis."""

import pytest

from hearsay.check import weigh
from hearsay.records import Fit
from tests.conflicts.story import claim, report

HYPOTHESIS = "Smugglers burned the boats in the harbour"


@pytest.mark.parametrize(
    ("said", "fit"),
    [
        ("smugglers burned the boats in the harbour on Monday", "consistent"),
        ("smugglers did not burn the boats in the harbour", "inconsistent"),
        ("smugglers may have burned the boats in the harbour", "neutral"),
        ("the mayor will open a new school", "not applicable"),
    ],
)
def test_a_claim_fits_contradicts_leaves_open_or_is_silent(said: str, fit: Fit) -> None:
    made = claim(said, predicate="burn", negated=" not " in said)
    assert weigh(HYPOTHESIS, [(made, report("Herald"))])[made.id].fit == fit
