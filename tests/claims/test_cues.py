"""The inventory of cues holds together, whoever adds to it."""

from itertools import combinations

import pytest

from hearsay.claims import cues
from hearsay.claims.cues import phrase_in


def test_a_cue_stands_in_one_table_of_stances() -> None:
    for (first, _), (second, _) in combinations(cues.STANCES, 2):
        assert not first & second


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (cues.ORDER, cues.DEMAND),
        (cues.PROMISE, cues.PREDICT),
        (cues.INTENTION, cues.PREDICT),
        (cues.EXCLUSION, cues.DENY),
        (cues.OPINION, cues.SAY),
    ],
    ids=["orders demand", "promises predict", "intentions predict", "exclusions deny", "opinions say"],
)
def test_what_qualifies_a_stance_takes_it(part: frozenset[str], whole: frozenset[str]) -> None:
    assert part <= whole


@pytest.mark.parametrize(
    ("words", "gap", "found"),
    [
        ("did not rule out", 0, "rule_out"),
        ("did not rule it out", 1, "rule_out"),
        ("did not rule it out", 0, None),
        ("rule on rule out", 0, "rule_out"),
        ("out rule", 2, None),
        ("", 2, None),
    ],
)
def test_a_phrase_is_found_with_few_words_between(words: str, gap: int, found: str | None) -> None:
    assert phrase_in(cues.DENY, words.split(), gap=gap) == found
