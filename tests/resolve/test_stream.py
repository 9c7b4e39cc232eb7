"""Reports come in any order, many at once or one by one, and go again; what is left is as if built anew."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.records import Bearer, Decision, Entity, LocalEntity, Mention, NameDigest
from hearsay.resolve import entities as looking
from hearsay.resolve import register, resolve_entities
from hearsay.resolve.memory import MemoryNames
from tests.resolve.corpus import digest, local


@pytest.fixture(autouse=True, scope="module")
def _few_are_many() -> Iterator[None]:
    """A name in more than three reports is common, and a block of four names crowded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "COMMON", 3)
        patch.setattr(register, "CROWD", 4)
        yield


class Kept:
    """Entities as a ledger keeps them: changed as the changes say."""

    def __init__(self) -> None:
        self.here: dict[str, NameDigest] = {}
        self.decisions: list[Decision] = []
        self._names = looking.Names(
            MemoryNames(), lambda some: (self.here[r] for r in some if r in self.here)
        )
        self._entities: dict[str, Entity] = {}
        self._mentions: dict[str, set[Mention]] = defaultdict(set)

    def change(self, come: list[NameDigest], go: set[str]) -> None:
        for report in go - {d.report for d in come}:
            del self.here[report]
        self.here |= {d.report: d for d in come}
        change = self._names.change(come, go, self.decisions)
        for report, spans, now, before in change.mentions:
            for span in spans:
                mention = Mention(report, span.start, span.end)
                self._mentions[before or ""].discard(mention)
                self._mentions[now or ""].add(mention)
        for gone in change.gone:
            del self._entities[gone]
            assert not self._mentions[gone]
        self._entities |= {entity.id: entity for entity in change.entities}

    def entities(self) -> list[Entity]:
        return [
            replace(
                entity,
                mentions=tuple(sorted(self._mentions[id_], key=lambda m: (m.report, m.start, m.end))),
            )
            for id_, entity in sorted(self._entities.items())
        ]


NAMES: list[LocalEntity] = [
    local("Anna Lorne"),
    local("Lorne"),
    local("Anna Lorne", "Lorne", reason="short for Anna Lorne"),
    local("Jan Lorne"),
    local("J. Lorne"),
    local("Piet Abery"),
    local("Abery Piet"),
    local("Anna Maria Lorne"),
    local("Free River Army", kind="organization"),
    local("Free River Army", "FRA", kind="organization"),
    local("FRA", kind="organization"),
    local("Fra", kind="organization"),
    local("Interior Ministry", kind="organization", country="NV"),
    local("Interior Ministry", kind="organization"),
    local("Cordova", kind="place", country="ES"),
    local("Cordova", kind="place", country="AR"),
    local("Cordova", kind="place"),
    local("Norvia", kind="place", country="NV"),
    local("Norvian", kind="group"),
    local("Abu al-Quraishi"),
    local("Abu al-Qurayshi"),
    replace(local("the rescue service", kind="organization"), described=True),
]
COMPANIES = [("Port Alba", "Sorr Bridge"), ("Port Alba",), ("Sorr Bridge", "Norra Ferries"), ()]


@st.composite
def corpora(draw: st.DrawFn) -> list[NameDigest]:
    names = st.lists(st.sampled_from(range(len(NAMES))), max_size=3, unique=True)
    made = draw(st.lists(st.tuples(names, st.sampled_from(COMPANIES)), min_size=1, max_size=12))
    return [
        digest(
            f"r{n:02}",
            *(
                replace(
                    NAMES[i],
                    spans=tuple(replace(s, start=100 * at, end=100 * at + 9) for s in NAMES[i].spans),
                )
                for at, i in enumerate(chosen)
            ),
            company=company,
        )
        for n, (chosen, company) in enumerate(made)
    ]


@settings(max_examples=60, deadline=None)
@given(corpora(), st.data())
def test_whatever_came_and_went_the_rest_is_as_if_built_from_it(corpus, data) -> None:  # type: ignore[no-untyped-def]
    kept, by_id = Kept(), {d.report: d for d in corpus}
    for _ in range(data.draw(st.integers(1, 5))):
        moved = data.draw(st.sets(st.sampled_from(sorted(by_id))))
        kept.change([by_id[one] for one in sorted(moved - kept.here.keys())], moved & kept.here.keys())
        assert kept.entities() == resolve_entities(kept.here.values())


@settings(max_examples=40, deadline=None)
@given(corpora(), st.data())
def test_decisions_hold_whatever_comes_and_goes(corpus, data) -> None:  # type: ignore[no-untyped-def]
    kept, by_id = Kept(), {d.report: d for d in corpus}
    bearers = [Bearer(d.report, d.entities[0].forms[0].text) for d in corpus if d.entities]
    for number in range(1, data.draw(st.integers(2, 5))):
        moved = data.draw(st.sets(st.sampled_from(sorted(by_id))))
        again: set[str] = set()
        if bearers and data.draw(st.booleans()):
            sides = st.lists(st.sampled_from(bearers), min_size=1, max_size=2, unique=True)
            kind = data.draw(st.sampled_from(["merge", "split"]))
            decision = Decision(
                kind, *(tuple(data.draw(sides)) for _ in range(2)), "2026-05-01", number=number
            )
            kept.decisions.append(decision)
            again = {b.report for b in (*decision.one, *decision.other)} & kept.here.keys() - moved
        come = [by_id[one] for one in sorted(moved - kept.here.keys() | again)]
        kept.change(come, moved & kept.here.keys() | again)
        assert kept.entities() == resolve_entities(kept.here.values(), kept.decisions)
