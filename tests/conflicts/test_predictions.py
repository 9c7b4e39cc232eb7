from dataclasses import replace
from typing import Any

import pytest

from hearsay.conflicts import find_predictions
from hearsay.records import Cue, When
from tests.conflicts.story import claim, report

REPORTS = {"Herald": report("Herald", published="2020-05-04")}

CASES: list[tuple[str, dict[str, Any], str | None]] = [
    ("The bridge will reopen on 1 June", {"when": "2020-06-01"}, "2020-06-01"),
    ("the bridge would reopen by Friday", {"when": "2020-05-08", "voice": "The mayor"}, "2020-05-08"),
    ("all units to hold their positions", {"voice": "Osk", "stance": "demands", "cue": "orders"}, None),
    ("Hesk bridge to be closed on 1 June", {"when": "2020-06-01", "voice": "The mayor"}, "2020-06-01"),
    ("the mission is due to bring food", {"voice": "The mayor"}, None),
    ("prices to fall", {"voice": "The bank", "stance": "predicts"}, None),
]
NONE: list[tuple[str, dict[str, Any]]] = [
    ("The bridge reopened on 1 May", {"when": "2020-05-01"}),
    ("the toll would have run into the thousands", {"voice": "rescue workers"}),
    ("the minister resign", {"voice": "The mayor", "stance": "demands", "cue": "demanded"}),
    ("the price would rise", {"voice": "The bank", "hypothetical": True}),
    ("Will the bridge reopen", {"stance": "asks"}),
    ("the wall had been inspected and found to be sound", {"voice": "The company"}),
    ("the road seems to be safe", {"voice": "The mayor"}),
    ("the collapse was due to the strength of the quake", {"voice": "The mayor"}),
    ("the delay is due to flooding", {"voice": "The mayor"}),
]


def made(text: str, fields: dict[str, Any]) -> Any:
    cue = fields.pop("cue", None)
    base = claim(text, predicate="do", **fields)
    if cue is None:
        return base
    return replace(base, cue=Cue(0, len(cue), cue))


@pytest.mark.parametrize(("text", "fields", "due"), CASES)
def test_what_is_said_to_come_is_a_prediction(text: str, fields: dict[str, Any], due: str | None) -> None:
    [prediction] = find_predictions([made(text, dict(fields))], reports=REPORTS)
    assert (prediction.about, prediction.due, prediction.outcome) == (text, due, "open")


@pytest.mark.parametrize(("text", "fields"), NONE)
def test_what_is_past_supposed_asked_or_demanded_is_none(text: str, fields: dict[str, Any]) -> None:
    assert not list(find_predictions([made(text, dict(fields))], reports=REPORTS))


def test_a_day_before_the_report_is_no_deadline() -> None:
    said = claim("the plan will follow the vote of 1 March", predicate="follow", when="2020-03-01")
    [prediction] = find_predictions([said], reports=REPORTS)
    assert prediction.due is None and said.when == When("2020-03-01", 0, 1, "stated")
