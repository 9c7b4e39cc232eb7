"""A ledger filled with invented reports: what reads a large one is measured without reading so many.

In: a number of reports. Out: a ledger. Never here: a text that somebody wrote, a stage of the pipeline.

A report has about 80 words and three claims; one to eight tell of a happening, every third report foretells
something, and of every other happening how many died is in dispute. Large things are among them: a story of
a hundred reports, a town named in every twentieth happening, a paper that prints every tenth report. People
have judged, joined names, asked, and come back.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert, text

from hearsay.ledger import open_ledger, schema
from hearsay.ledger.columns import columns
from hearsay.ledger.write import Ledger, _claim_row, _json
from hearsay.records import (
    Answer,
    Bearer,
    Cell,
    Claim,
    Conflict,
    Correction,
    Cue,
    Decision,
    Entity,
    Join,
    Judgement,
    Member,
    Mention,
    NameKind,
    Note,
    Origin,
    OutcomeSeen,
    Plain,
    Prediction,
    Rating,
    Reading,
    Rejected,
    Report,
    Settlement,
    Span,
    Story,
    Tag,
    Target,
    Value,
    Voice,
    When,
    Where,
    cell_target,
    claim_id,
    claim_target,
    conflict_target,
    pair_target,
    report_id,
    suppose,
)
from hearsay.records.report import Genre

FIRST_DAY, TODAY = date(2030, 1, 1), date(2031, 1, 1)
SIZES, WEIGHTS = (1, 2, 3, 4, 5, 6, 8), (45, 20, 12, 9, 6, 5, 3)
LARGEST = 100  # reports of one happening
PAPERS, TOWNS, PEOPLE, WORDS, FILLING = 240, 2000, 6000, 20000, 60
BATCH = 2000
JUDGED = 400  # claims
NOW = "2030-12-31T12:00:00+00:00"


@dataclass(slots=True)
class Filling:
    """What is made on the way, until all reports are stored."""

    chance: random.Random
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    stories: list[Story] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    predictions: list[Prediction] = field(default_factory=list)

    def happening(self, number: int) -> Iterator[tuple[Report, list[Claim]]]:
        """The reports of one happening."""
        size = self.chance.choices(SIZES, WEIGHTS)[0] if number else LARGEST
        town = 0 if number % 20 == 0 else self._often(TOWNS)
        person = self._often(PEOPLE)
        day = FIRST_DAY + timedelta(days=number % 365)
        told = [self._report(number, place, town, person, day) for place in range(size)]
        yield from told
        ids = tuple(report.id for report, _ in told)
        id_ = f"story-{number}" if size > 1 else None
        if id_:
            self.stories.append(Story(id_, f"Flood in Town {town}", ids, f"{day}", f"{day}"))
        first = Member(ids[0], "origin", None)
        copies = tuple(Member(report, "copy", ids[0]) for report in ids[1 : size // 2])
        self.origins.append(Origin(f"origin-{ids[0]}", ids[0], (first, *copies), story=id_))
        for report in ids[max(1, size // 2) :]:
            own = (Member(report, "origin", None),)
            self.origins.append(Origin(f"origin-{report}", report, own, story=id_))
        if (id_ and number % 2) or size == LARGEST:
            answers = tuple(
                Answer(str(n), (claims[0].id,), (f"Person {person}",), 1, 0)
                for n, (_, claims) in enumerate(told)
            )
            question = "How many people died?"
            self.conflicts.append(
                Conflict(f"conflict-{number}", id_, f"event-{number}", "how_many", question, answers, "open")
            )

    def _often(self, count: int) -> int:
        """A number below `count`, small ones more often, as names come back."""
        return int(60 * (self.chance.paretovariate(0.7) - 1)) % count

    def _report(
        self, number: int, place: int, town: int, person: int, day: date
    ) -> tuple[Report, list[Claim]]:
        title = f"Flood in Town {town}, part {place}"
        filling = " ".join(f"word{self._often(WORDS)}" for _ in range(FILLING))
        words = (
            f"{title}\n\nPerson {person} said that {number % 90 + 3} people died in Town {town}."
            f" Person {(person + 7) % PEOPLE} denied that the dam of Town {town} had burst."
            f" The ministry will open a new dam by the summer. {filling}."
        )
        paper = f"Paper {0 if self.chance.random() < 0.1 else self._often(PAPERS)}"
        published = (day + timedelta(days=place)).isoformat()
        id_ = report_id(words, publisher=paper, published=published)
        genre: Genre = "analysis" if place == 3 else "news"
        report = Report(id_, f"in/{number}-{place}.txt", title, paper, (), published, "en", genre, words)
        for entity, name in ((f"town-{town}", f"Town {town}"), (f"person-{person}", f"Person {person}")):
            start = words.index(name)
            self.mentions.setdefault(entity, []).append(Mention(id_, start, start + len(name)))
        due = (day + timedelta(days=100 + place)).isoformat()
        claims = [
            _claim(report, f"Person {person}", "said that", f"{number % 90 + 3} people died in Town {town}"),
            _claim(
                report, f"Person {(person + 7) % PEOPLE}", "denied that", f"the dam of Town {town} had burst"
            ),
            _claim(report, None, None, "The ministry will open a new dam by the summer", due=due),
        ]
        if (number + place) % 3 == 0:
            about = "The ministry opens a new dam"
            self.predictions.append(Prediction(f"prediction-{claims[2].id}", claims[2].id, about, due))
        return report, claims

    def entities(self) -> Iterator[Entity]:
        """Whom the reports name; every third is joined of two names."""
        kinds: dict[str, NameKind] = {"town": "place", "person": "person"}
        for place, (id_, at) in enumerate(self.mentions.items()):
            kind, _, number = id_.partition("-")
            name, other = f"{kind.capitalize()} {number}", f"Old {kind} {number}"
            named_in = len({mention.report for mention in at})
            joins = (Join(other, name, "a shorter form", 0.6 + place % 30 / 100, named_in),)
            aliases = (other,) if place % 3 == 0 else ()
            yield Entity(id_, kinds[kind], name, aliases, tuple(at), joins=joins if aliases else ())


def _claim(
    report: Report, voice: str | None, cue: str | None, content: str, *, due: str | None = None
) -> Claim:
    start = report.text.index(content)
    span = Span(start, start + len(content))
    said = report.text.index(voice, report.text.index("\n")) if voice else None
    speaker = Voice("named", voice, said, said + len(voice)) if voice and said else Voice("report")
    by = Cue(report.text.index(cue), report.text.index(cue) + len(cue), cue) if cue else None
    town = content.rpartition("Town ")[2].partition(" ")[0] if "Town" in content else None
    return Claim(
        id=claim_id(report.id, (span,), speaker, by),
        report=report.id,
        start=span.start,
        end=span.end,
        text=content,
        spans=(span,),
        content=content,
        voice=speaker,
        cue=by,
        chain=(),
        stance="denies" if cue == "denied that" else "predicts" if due else "asserts",
        negated=False,
        certainty="certain",
        when=When(due or report.published, span.start, span.end, "resolved"),
        where=Where(f"Town {town}", span.start, span.end, "stated", lat=10.0, lon=20.0) if town else None,
    )


def fill(path: Path, count: int) -> None:
    """A ledger of so many reports: whole happenings, until there are enough."""
    filling, stored, number = Filling(random.Random(7)), 0, 0
    made: list[tuple[Report, list[Claim]]] = []
    with open_ledger(path, create=True) as ledger, ledger.building():
        while stored + len(made) < count:
            made += filling.happening(number)
            number += 1
            if len(made) >= BATCH or stored + len(made) >= count:
                _store(ledger, made)
                stored, made = stored + len(made), []
        ledger.replace_corpus(
            entities=filling.entities(),
            origins=filling.origins,
            stories=filling.stories,
            conflicts=filling.conflicts,
            predictions=filling.predictions,
            events={},
        )
        for place in range(500):
            ledger.reject(Rejected(f"in/scan-{place}.pdf", "it holds no text", "give it with its text"))
        ledger.note_build(NOW, "1")
        _judge(ledger, filling)


def _store(ledger: Ledger, some: Sequence[tuple[Report, list[Claim]]]) -> None:
    """Many reports in one transaction; a build stores each in its own."""
    with ledger._write() as connection:
        rows = [
            {"id": r.id, "title": r.title, "text": r.text, "record": _json(r), **columns(r)} for r, _ in some
        ]
        connection.execute(insert(schema.reports).prefix_with("OR IGNORE"), rows)
        sources = [{"report": r.id, "source": r.source} for r, _ in some]
        connection.execute(insert(schema.sources).prefix_with("OR IGNORE"), sources)
        claims = [_claim_row(claim) for _, found in some for claim in found]
        connection.execute(insert(schema.claims).prefix_with("OR IGNORE"), claims)
        index = (
            "INSERT INTO search (rowid, title, text) SELECT number, title, text FROM reports WHERE id = :id"
        )
        connection.execute(text(index), [{"id": r.id} for r, _ in some])


def _judge(ledger: Ledger, filling: Filling) -> None:
    """Some hundred decisions of two people, searches that they keep, and what they suppose."""
    chance = random.Random(13)
    users = ("Ana", "Bo")

    def keep(target: Target, kind: str, value: Value) -> None:
        ledger.judge(Judgement(kind, target, NOW, value, chance.choice(users), "as it says"))  # type: ignore[arg-type]

    disputes = chance.sample(filling.conflicts, min(len(filling.conflicts), JUDGED))
    for place, conflict in enumerate(disputes):
        claims = list(ledger.claims(ids=[claim for answer in conflict.values for claim in answer.claims]))
        target, first = claim_target(claims[0]), claims[0]
        match place % 5:
            case 0:
                keep(target, "claim.confirm", Plain())
            case 1:
                keep(target, "claim.reject", Plain())
            case 2:
                now, before = Reading(stance="doubts"), Reading(stance=first.stance)
                keep(target, "claim.correct", Correction(("stance",), now, before))
            case 3:
                keep(conflict_target(conflict, claims), "conflict.settle", Settlement("cannot be told"))
            case 4:
                keep(target, "note", Note("ask the dam's keeper"))
                keep(target, "tag", Tag("dam"))
                keep(Target("report", reports=(first.report,)), "rating", Rating(information=2))
    for prediction in chance.sample(filling.predictions, min(len(filling.predictions), 100)):
        foretold = ledger.claim(prediction.claim)
        assert foretold is not None
        target = claim_target(foretold, "prediction")
        keep(target, "prediction.outcome", OutcomeSeen(chance.choice(("kept", "failed"))))
    for story in chance.sample(filling.stories, min(len(filling.stories), 50)):
        keep(pair_target(*story.reports[:2]), "reports.copies", Plain())
        report = story.reports[0]
        sides = (Bearer(report, "Town 0"),), (Bearer(report, "Old town 0"),)
        ledger.decide(Decision("merge", *sides, NOW, chance.choice(users), "the same place"))
    for place, story in enumerate(chance.sample(filling.stories[1:], 5) + filling.stories[:1]):
        for answer in ("The dam burst", "The river rose"):
            supposed = suppose(f"Why did it flood ({place})?", answer, story=story.id, time=NOW, user="Ana")
            ledger.suppose(supposed)
            for claim in list(ledger.claims(story=story.id))[:3]:
                keep(cell_target(supposed.id, claim), "hypothesis.cell", Cell("neutral"))
    for town in range(20):
        ledger.keep_search(f"Dams in Town {town}", f"q=dam&place=Town+{town}", time=NOW)
