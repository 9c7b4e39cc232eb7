"""Records in are records out, whatever they hold."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.ledger import open_ledger
from hearsay.records import (
    Claim,
    Conflict,
    Entity,
    Link,
    Mention,
    Origin,
    Participant,
    Prediction,
    Rejected,
    Report,
    Span,
    Story,
    Voice,
)


@dataclass(frozen=True, slots=True)
class WordDigest:
    report: str
    words: tuple[str, ...]
    fingerprint: bytes
    hashes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that one ledger is given."""

    report: Report
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    origin: Origin
    story: Story
    conflicts: tuple[Conflict, ...]
    predictions: tuple[Prediction, ...]
    rejected: tuple[Rejected, ...]


st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(min_value=-(2**40), max_value=2**40))

SPEAKERS = {
    Voice: st.builds(Voice, entity=st.none()),
    Link: st.builds(Link, entity=st.none()),
    Participant: st.builds(Participant, entity=st.none()),
}


def unique(strategy: st.SearchStrategy, key: str, size: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=size, unique_by=lambda record: getattr(record, key)).map(
        lambda records: tuple(sorted(records, key=lambda record: getattr(record, key)))
    )


@st.composite
def written(draw: st.DrawFn) -> Written:
    report = draw(st.builds(Report, origin=st.just("origin-1"), story=st.just("story-1")))
    claim = st.builds(
        Claim,
        report=st.just(report.id),
        voice=SPEAKERS[Voice],
        chain=st.lists(SPEAKERS[Link], max_size=2).map(tuple),
        participants=st.lists(SPEAKERS[Participant], max_size=2).map(tuple),
        event=st.none() | st.text(),
    )
    claims = draw(unique(claim, "id"))
    # A mention far from every span that the claims name: joining entities has a test of its own.
    mention = Mention(report.id, 2**41, 2**41 + 1)
    named = st.text(alphabet="αβγδ", min_size=1).map(lambda name: f"entity {name}")
    entity = st.builds(
        Entity,
        name=named,
        aliases=st.lists(named, max_size=2).map(tuple),
        mentions=st.sampled_from([(), (mention,), (mention, replace(mention, end=mention.end + 1))]),
    )
    prediction = (
        st.builds(Prediction, claim=st.sampled_from([c.id for c in claims])) if claims else st.nothing()
    )
    return Written(
        report=report,
        claims=claims,
        entities=draw(unique(entity, "id")),
        origin=draw(st.builds(Origin, id=st.just("origin-1"), members=st.just(()))),
        story=draw(st.builds(Story, id=st.just("story-1"), reports=st.just((report.id,)))),
        conflicts=draw(unique(st.builds(Conflict), "id")),
        predictions=draw(unique(prediction, "id")) if claims else (),
        rejected=draw(unique(st.builds(Rejected), "source")),
    )


@settings(max_examples=25, deadline=None)
@given(written(), st.builds(WordDigest))
def test_what_is_stored_comes_back_the_same(given: Written, digest: WordDigest) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger", create=True) as ledger:
        with ledger.building():
            ledger.add_report(given.report, names=[], claims=given.claims, digests=[digest])
            for rejected in given.rejected:
                ledger.reject(rejected)
            ledger.replace_corpus(
                entities=given.entities,
                origins=[given.origin],
                stories=[given.story],
                conflicts=given.conflicts,
                predictions=given.predictions,
                events={claim.id: claim.event for claim in given.claims if claim.event is not None},
            )

        assert ledger.report(given.report.id) == replace(given.report, origin=None)
        assert list(ledger.reports(story="story-1")) == [ledger.report(given.report.id)]
        in_order = sorted(given.claims, key=lambda claim: (claim.start, claim.end, claim.id))
        assert list(ledger.claims()) == in_order
        assert list(ledger.claims(story="story-1")) == in_order
        assert tuple(ledger.entities()) == given.entities
        assert tuple(ledger.conflicts()) == given.conflicts
        assert tuple(ledger.predictions()) == given.predictions
        assert tuple(ledger.predictions(story="story-1")) == given.predictions
        assert list(ledger.origins()) == [given.origin]
        assert list(ledger.stories()) == [given.story]
        assert tuple(ledger.rejected()) == given.rejected
        assert list(ledger.digests(WordDigest)) == [digest]


def test_an_entity_is_joined_to_the_words_that_name_it(ledger) -> None:
    text = "President Ana Pell told Radio Mirna that soldiers of the Lake Guard had left, she said."
    report = Report("report-1", "a.txt", None, "Mirna News", (), None, "en", "news", text)

    def at(words: str) -> dict[str, int]:
        start = text.index(words)
        return {"start": start, "end": start + len(words)}

    def entity(name: str, *words: str, alias: str | None = None) -> Entity:
        mentions = tuple(Mention("report-1", **at(w)) for w in words)
        return Entity(f"entity-{name}", "other", name, (alias,) if alias else (), mentions)

    pell, guard = at("Ana Pell"), at("soldiers of the Lake Guard")
    claim = Claim(
        id="claim-1",
        report="report-1",
        **at("soldiers of the Lake Guard had left"),
        text="soldiers of the Lake Guard had left",
        spans=(Span(**at("soldiers of the Lake Guard had left")),),
        content="soldiers of the Lake Guard had left",
        voice=Voice("named", "Ana Pell", **at("she"), refers=Span(**pell)),
        cue=None,
        chain=(
            Link("President Ana Pell", **at("President Ana Pell")),
            Link("Radio Mirna", **at("Radio Mirna")),
            Link("Mirna News"),
        ),
        stance="asserts",
        negated=False,
        certainty="certain",
        participants=(Participant("agent", "soldiers of the Lake Guard", **guard),),
    )
    ledger.add_report(report, names=[], claims=[claim], digests=[])
    ledger.replace_corpus(
        entities=[
            entity("pell", "Ana Pell"),
            entity("guard", "Lake Guard"),
            entity("news", alias="Mirna News"),
        ],
        origins=[],
        stories=[],
        conflicts=[],
        predictions=[],
        events={},
    )
    found = ledger.claim("claim-1")
    assert found.voice.entity == "entity-pell"
    assert [link.entity for link in found.chain] == ["entity-pell", None, "entity-news"]
    assert [who.entity for who in found.participants] == ["entity-guard"]


def test_a_publisher_whose_name_two_entities_share_stays_unknown(ledger) -> None:
    report = Report("report-1", "a.txt", None, "Courier", (), None, "en", "news", "It rained.")
    spans = (Span(0, 9),)
    claim = Claim(
        "claim-1", "report-1", 0, 9, "It rained", spans, "It rained", Voice("report"), None,
        (Link("Courier"),),
        "asserts", False, "certain",
    )  # fmt: skip
    ledger.add_report(report, names=[], claims=[claim], digests=[])
    twins = [Entity(f"entity-{n}", "organization", "Courier", (), ()) for n in (1, 2)]
    ledger.replace_corpus(entities=twins, origins=[], stories=[], conflicts=[], predictions=[], events={})
    assert ledger.claim("claim-1").chain[0].entity is None
