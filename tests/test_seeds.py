"""What must stand in the ledger of the user's own two documents, which lie beside the project."""

from pathlib import Path

import pytest

from hearsay.annotate import Annotator
from hearsay.ledger import open_ledger
from hearsay.pipeline import build
from hearsay.records import Claim, Entity

pytestmark = pytest.mark.shared

Seeds = tuple[list[Claim], list[Entity], dict[str, str]]


@pytest.fixture(scope="module")
def seeds(shared_dir: Path, annotator: Annotator, tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    """Claims, entities, and the title of each report by its id."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.ledger"
    with open_ledger(path, create=True) as ledger:
        build([str(shared_dir / "seeds")], ledger, annotator=annotator)
        titles = {report.id: report.title or "" for report in ledger.reports()}
        assert not list(ledger.stories()), "texts that share only a topic are no story"
        reports = [origin for origin in ledger.origins() if origin.members]
        assert len(reports) == len(titles), "no two of them are copies"
        claims = list(ledger.claims())
        [dispute] = ledger.conflicts()
        voices = {voice for answer in dispute.values for voice in answer.voices}
        assert dispute.slot == "who" and dispute.status == "open", "by whose hand the leader died"
        assert voices == {"Islamic State", "Central Command", "Syrian Democratic Forces"}
        assert "Free Syrian Army" in {answer.value for answer in dispute.values}
        return claims, list(ledger.entities()), titles


def of(seeds: Seeds, title: str, words: str) -> list[Claim]:
    claims, _, titles = seeds
    return [c for c in claims if titles[c.report].startswith(title) and words in c.content]


def test_seven_reports(seeds: Seeds) -> None:
    assert len(seeds[2]) == 7


def test_a_breeding_ground_is_nobodys_view_in_particular(
    seeds: Seeds,
) -> None:
    [claim] = of(seeds, "Preventing", "breeding ground")
    assert claim.voice.kind == "unnamed"
    [own] = of(seeds, "Preventing", "preliminary findings")
    assert own.voice.kind == "report"


def test_the_attack_in_christchurch(seeds: Seeds) -> None:
    [claim] = of(seeds, "ONLINE", "terrorist attack")
    assert claim.when and claim.when.edtf == "2019-03"
    assert claim.where and (claim.where.name, claim.where.country) == ("Christchurch", "NZ")
    assert "Brenton Tarrant" in {p.name for p in claim.participants if p.role == "agent"}


def test_the_death_of_a_leader(seeds: Seeds) -> None:
    [announced] = of(seeds, "ISIS leader", "killed in battle")
    assert announced.voice.name in {"ISIS", "Islamic State"}
    assert announced.said and announced.said.edtf == "XXXX-11-30" and announced.when is None
    [confirmed] = of(seeds, "ISIS leader", "the death of Abu al-Hassan")
    assert confirmed.stance == "confirms"
    [added] = of(seeds, "ISIS leader", "in Daraa")
    assert added.when and added.when.edtf == "XXXX-10~" and added.where and added.where.country == "SY"
    [denied] = of(seeds, "ISIS leader", "any role")
    assert denied.stance == "denies"
    [first] = of(seeds, "ISIS leader", "may have been the first")
    assert first.certainty == "possible"
    assert ("agent", "Free Syrian Army") in {(p.role, p.name) for p in added.participants}
    assert added.voice.name == "Central Command" and added.text.endswith("(FSA)")


def test_those_whom_a_study_lists_take_part(seeds: Seeds) -> None:
    [own] = of(seeds, "Preventing", "preliminary findings")
    listed = {"police", "NGOs", "local government representatives", "religious communities"}
    assert listed <= {p.name for p in own.participants}


def test_a_body_speaks_of_a_country_in_its_papers(seeds: Seeds) -> None:
    [china] = of(seeds, "Euro", "China in its new strategy papers")
    assert (china.voice.kind, china.voice.name) == ("named", "NATO")


def test_a_finding_is_the_auditors_and_a_pipeline_only_planned(seeds: Seeds) -> None:
    [finding] = of(seeds, "Russia’s Database", "seriously lacking")
    assert finding.voice.name == "Accounts Chamber"
    assert finding.said and finding.said.edtf == "2020"
    planned = [c for c in of(seeds, "What Russia", "planned to export") if c.stance == "predicts"]
    assert [c.content.startswith("the Power of Siberia 2") for c in planned] == [True]


def test_questions_are_asked_and_an_enemy_is_called_so_by_nobody_in_particular(
    seeds: Seeds,
) -> None:
    claims, _, titles = seeds
    asked = [c for c in claims if titles[c.report].startswith("Euro") and c.text.endswith("term")]
    assert all(c.stance == "asks" for c in asked) and asked
    [enemy] = [c for c in of(seeds, "Euro", "our enemy") if c.voice.kind != "report"]
    assert enemy.voice.kind == "unnamed" and enemy.content.startswith("Russia")


def test_an_order_with_its_day(seeds: Seeds) -> None:
    [order] = of(seeds, "Russia’s Database", "by April 2024")
    assert order.voice.name == "Vladimir Putin" and order.stance == "demands"
    assert order.when and order.when.edtf == "2024-04"


def test_amounts_with_what_they_count(seeds: Seeds) -> None:
    [accounts] = of(seeds, "Tweet", "six Facebook accounts")
    assert (6, "accounts") in {(a.value, a.of) for a in accounts.amounts}
    [citizens] = of(seeds, "Tweet", "around 130 citizens")
    assert citizens.voice.name == "Nova Makedonija"
    assert citizens.said and citizens.said.edtf == "2015"
    assert (130, "citizens") in {(a.value, a.of) for a in citizens.amounts}
    assert not of(seeds, "Tweet", "wikimedia"), "a photo credit is no claim"


def test_one_entity_under_its_names_and_two_under_nearly_one(
    seeds: Seeds,
) -> None:
    _, entities, _ = seeds
    forms = [{e.name, *e.aliases} for e in entities]
    assert any({"Islamic State", "ISIS"} <= names for names in forms)
    assert any({"Free Syrian Army", "FSA"} <= names for names in forms)
    assert any({"Syrian Democratic Forces", "SDF"} <= names for names in forms)
    [isis] = [e for e in entities if "ISIS" in {e.name, *e.aliases}]
    assert len({m.report for m in isis.mentions}) >= 2
    assert not [names for names in forms if {"Power of Siberia", "Power of Siberia 2"} <= names]
    leaders = [names for names in forms if any("al-Qurayshi" in name for name in names)]
    assert len(leaders) == 2
