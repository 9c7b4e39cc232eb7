"""Reports as a reader pastes them, and which of their names mean the same."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.records import AnnotatedReport, Entity, Name, NameDigest, NameKind, Report, Where, report_id
from hearsay.resolve import name_digest, resolve_entities

CAPITALS = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w-]+(?: [A-Z][\w-]+)*", re.MULTILINE)
PEOPLE = {"Anna Lorne", "Anna Lorme", "Lorne", "Jon Abery", "Abery", "Piet Abery"}


def annotated(
    text: str, *, publisher: str | None = None, places: dict[str, str] | None = None
) -> AnnotatedReport:
    """A report in which every run of capitals inside a sentence is a name."""
    report = Report(
        id=report_id(text, publisher=publisher, published=None),
        source="pasted.txt",
        title=None,
        publisher=publisher,
        authors=(),
        published=None,
        language="en",
        genre="news",
        text=text,
    )
    names = []
    for match in CAPITALS.finditer(text):
        kind: NameKind = "person" if match.group() in PEOPLE else "organization"
        names.append(Name(match.start(), match.end(), kind, match.group()))
    found = [
        Where(name, match.start(), match.end(), "stated", country=country)
        for name, country in (places or {}).items()
        for match in re.finditer(name, text)
    ]
    return AnnotatedReport(report, (), tuple(names), (), tuple(found), (), (), None)


def digests(*texts: str) -> list[NameDigest]:
    return [name_digest(annotated(text)) for text in texts]


def bearers(entities: list[Entity], name: str) -> list[Entity]:
    return [entity for entity in entities if name in (entity.name, *entity.aliases)]


def are_one(entities: list[Entity], *names: str) -> bool:
    found = [{entity.id for entity in bearers(entities, name)} for name in names]
    return all(found) and bool(set.intersection(*found))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met President Anna Lorne. Later Lorne left.", ["Anna Lorne", "President Anna Lorne", "Lorne"]),
        ("By then the Free River Army (FRA) had won. Soon the FRA left.", ["Free River Army", "FRA"]),
        ("On Monday the River Council, known as the RC, met.", ["River Council", "RC"]),
        (
            "Now the Delta State Oil Company, the exporter known as Desoc, sells.",
            ["Delta State Oil Company", "Desoc"],
        ),
        ("So the RRC, whose name in dialect is Rive Rada, met.", ["RRC", "Rive Rada"]),
        ("In May the Upper River Relief Council met. Then the Relief Council left.", ["Relief Council"]),
        (
            "So the Ministry of the Interior spoke. Then the Interior Ministry fell silent.",
            ["Interior Ministry"],
        ),
    ],
)
def test_names_of_one_bearer_in_one_report_are_joined(text: str, names: list[str]) -> None:
    entities = resolve_entities(digests(text))
    assert are_one(entities, *names)


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("By then the River Command had left. It was RIVCOM that stayed.", "River Command", "RIVCOM"),
        ("By then the Free River Army had won (FRA).", "Free River Army", "FRA"),
        ("So Norvia fell silent. A Norvian ship sank in Norvia.", "Norvia", "Norvian"),
        ("So the Port Tessa Gulls lost. Once more the Gulls played badly.", "Port Tessa Gulls", "Gulls"),
    ],
)
def test_a_name_is_known_by_another_form_in_the_same_report(text: str, name: str, other: str) -> None:
    doc = annotated(text, places={"Norvia": "NV"})
    assert are_one(resolve_entities([name_digest(doc)]), name, other)


def test_initials_stand_for_no_person() -> None:
    text = "We met Anna Lorne in Port Alba, where AL was painted on a wall."
    assert not are_one(resolve_entities(digests(text)), "Anna Lorne", "AL")


def test_every_alias_has_its_reason() -> None:
    for entity in resolve_entities(
        digests("By then the Free River Army (FRA) had met President Anna Lorne. So Lorne left.")
    ):
        assert [reason.split(":")[0] for reason in entity.reasons] == list(entity.aliases)


def test_near_identical_names_stay_apart() -> None:
    entities = resolve_entities(digests("We met Anna Lorne in Port Alba.", "We met Anna Lorme in Port Alba."))
    assert not are_one(entities, "Anna Lorne", "Anna Lorme")


def test_a_surname_that_two_could_bear_stays_with_neither() -> None:
    entities = resolve_entities(digests("We met Jon Abery and Piet Abery. Later Abery left."))
    assert len(bearers(entities, "Abery")) == 1
    assert not are_one(entities, "Abery", "Jon Abery") and not are_one(entities, "Abery", "Piet Abery")


def test_the_only_body_of_a_kind_is_meant_by_its_kind() -> None:
    text = "We asked the Clear Lakes Network. Nothing is clean, the network says."
    (entity,) = bearers(resolve_entities(digests(text)), "Clear Lakes Network")
    assert "the network" in [text[m.start : m.end] for m in entity.mentions]


def test_an_acronym_explained_in_one_report_is_known_in_another() -> None:
    entities = resolve_entities(
        digests("By then the Free River Army (FRA) had won.", "On Monday the FRA denied it in Port Alba.")
    )
    (entity,) = bearers(entities, "FRA")
    assert len({mention.report for mention in entity.mentions}) == 2


def test_a_surname_finds_its_bearer_in_like_company() -> None:
    entities = resolve_entities(
        digests(
            "We met Anna Lorne in Port Alba, near the Sorr Bridge.",
            "We met Lorne in Port Alba, near the Sorr Bridge.",
            "We met Lorne in Grimsel, far from here.",
        )
    )
    assert len(bearers(entities, "Lorne")) == 2


def test_ministries_of_two_countries_are_two() -> None:
    entities = resolve_entities(
        digests(
            "So Norvia's Interior Ministry spoke in Port Alba.",
            "So Estland's Interior Ministry spoke in Grimsel.",
        )
    )
    assert len(bearers(entities, "Interior Ministry")) == 2


def test_towns_of_one_name_in_two_countries_are_two() -> None:
    docs = [
        annotated("It came from Cordova by ship.", places={"Cordova": "AR"}),
        annotated("It went to Cordova by rail.", places={"Cordova": "ES"}),
        annotated("It was sent to Cordova by air.", places={"Cordova": "ES"}),
    ]
    entities = bearers(resolve_entities(name_digest(doc) for doc in docs), "Cordova")
    assert sorted(len(entity.mentions) for entity in entities) == [1, 2]


def test_the_publisher_of_a_statement_is_its_ministry() -> None:
    text = "So it is false. Today the Ministry repeats that nobody was hurt."
    (entity,) = resolve_entities([name_digest(annotated(text, publisher="MINISTRY OF THE INTERIOR"))])
    assert entity.name == "Ministry of the Interior"


CORPUS = digests(
    "By then the Free River Army (FRA) had met President Anna Lorne in Port Alba.",
    "On Monday the FRA denied it. So Lorne went to Port Alba with Jon Abery.",
    "We met Anna Lorme, and the Interior Ministry of Norvia, and Piet Abery in Port Alba.",
    "In Grimsel the Interior Ministry and the FRA met Abery.",
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(CORPUS))
def test_the_order_of_reports_changes_nothing(order: list[NameDigest]) -> None:
    assert resolve_entities(order) == resolve_entities(CORPUS)


def test_every_mention_is_in_one_entity_only() -> None:
    mentions = [mention for entity in resolve_entities(CORPUS) for mention in entity.mentions]
    assert len(mentions) == len(set(mentions))
    for one in mentions:
        others = [m for m in mentions if m is not one and m.report == one.report]
        assert not any(one.start < other.end and other.start < one.end for other in others)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="AB ab.,\n“”'’()-1É", max_size=80),
    st.lists(st.tuples(st.integers(0, 79), st.integers(1, 12)), max_size=4),
    st.sampled_from([None, "Ministry of X", "—", "THE ("]),
)
def test_any_text_and_any_names_give_mentions_that_lie_in_the_text(
    text: str, spans: list[tuple[int, int]], publisher: str | None
) -> None:
    doc = annotated(text, publisher=publisher)
    names = tuple(
        Name(a, min(a + n, len(text)), "person", text[a : a + n]) for a, n in sorted(spans) if a < len(text)
    )
    for entity in resolve_entities([name_digest(replace(doc, names=names))]):
        assert all(0 <= mention.start < mention.end <= len(text) for mention in entity.mentions)
