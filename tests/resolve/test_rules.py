"""Which names are taken for one across reports, and what holds them together."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay.resolve import resolve_entities
from tests.resolve.corpus import are_one, digest, local

PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))["pair"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: " / ".join(pair["names"]))
def test_pairs_of_names(pair: dict[str, Any]) -> None:
    one, other = pair["names"]
    entities = resolve_entities(
        digest(report, local(name, kind=pair["kind"])) for report, name in (("a", one), ("b", other))
    )
    assert are_one(entities, one, other) == pair["one"]


@pytest.mark.parametrize(
    "pair",
    [p for p in PAIRS if p["kind"] == "person" and p["one"]],
    ids=lambda pair: " / ".join(pair["names"]),
)
def test_no_likeness_joins_names_that_keep_other_company(pair: dict[str, Any]) -> None:
    one, other = pair["names"]
    entities = resolve_entities([digest("a", one), digest("b", other, company=("Grimsel", "Mount Orr"))])
    assert not are_one(entities, one, other)


def test_names_that_one_report_keeps_apart_are_two() -> None:
    one, other = "Abu al-Munir al-Quraishi", "Abu al-Munir al-Qurayshi"
    entities = resolve_entities([digest("a", one, other), digest("b", one), digest("c", other)])
    assert not are_one(entities, one, other)


def test_the_adjective_to_a_country_is_joined_to_it_in_like_company_only() -> None:
    country, its = digest("a", local("Norvia", kind="place")), local("Norvian", kind="group")
    assert are_one(resolve_entities([country, digest("b", its)]), "Norvia", "Norvian")
    elsewhere = digest("b", its, company=("Grimsel", "Mount Orr"))
    assert not are_one(resolve_entities([country, elsewhere]), "Norvia", "Norvian")


def test_every_join_has_its_reason_and_score() -> None:
    [army] = [
        entity
        for entity in resolve_entities(
            [
                digest("a", local("Free River Army", "FRA", kind="organization")),
                digest("b", local("FRA", kind="organization")),
                digest("c", local("Free River Army", kind="organization")),
            ]
        )
        if entity.name == "Free River Army"
    ]
    assert [(join.name, join.of, join.reports) for join in army.joins] == [
        ("FRA", "Free River Army", 1),
        ("FRA", "Free River Army", 1),
        ("Free River Army", "Free River Army", 1),
    ]
    assert all(join.reason and 0 < join.score < 1 and join.decision is None for join in army.joins)


def test_more_company_makes_a_join_surer() -> None:
    names = "Sergei Volkow", "Sergey Volkov"

    def score(company: tuple[str, ...]) -> float:
        entities = resolve_entities(digest(name, name, company=company) for name in names)
        return min(join.score for entity in entities if entity.kind == "person" for join in entity.joins)

    assert score(("Port Alba", "Sorr Bridge")) < score(("Port Alba", "Sorr Bridge", "Norra Ferries"))


@pytest.mark.parametrize(("written", "one"), [("FRA", True), ("Fra", False)])
def test_only_a_name_in_capitals_stands_for_initials(written: str, one: bool) -> None:
    army, short = local("Free River Army", kind="organization"), local(written, kind="organization")
    found = resolve_entities([digest("r1", army), digest("r2", short)])
    assert are_one(found, "Free River Army", written) is one
