"""How long the pages of the workbench take on a large ledger, and how large they are.

    python measurements/pages.py --reports 100000 [--ledger FILE] [--rounds 40]

In: a number of reports. Out: for each page and search, over a spread of ids: the median and the 95th
percentile of the time that the processor worked for it, the same percentile by the clock (other programs
count there too), in milliseconds, and the largest size in KB. Server and client share a process, one request
at a time, so that the client has some milliseconds of it. Never here: a figure of a page that failed.

The ledger is filled directly with invented reports of about 80 words (one to eight to a story, three claims
each, one prediction in three reports, one dispute in two stories), since reading so many is not what is
measured. A ledger that is there already is used as it is.
"""

import argparse
import random
import socket
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import uvicorn
from sqlalchemy import insert, text

from hearsay.ledger import View, open_ledger, schema
from hearsay.ledger.columns import columns
from hearsay.ledger.write import Ledger, _claim_row, _json
from hearsay.records import (
    Answer,
    Claim,
    Conflict,
    Cue,
    Entity,
    Member,
    Mention,
    NameKind,
    Origin,
    Prediction,
    Report,
    Span,
    Story,
    Voice,
    When,
    Where,
    claim_id,
    report_id,
)
from hearsay.records.report import Genre
from hearsay.serve.app import create_app

FIRST_DAY, TODAY = date(2030, 1, 1), date(2031, 1, 1)
SIZES, WEIGHTS = (1, 2, 3, 4, 5, 6, 8), (45, 20, 12, 9, 6, 5, 3)
PAPERS, TOWNS, PEOPLE, WORDS, FILLING = 240, 2000, 6000, 20000, 60
BATCH = 2000


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
        size = self.chance.choices(SIZES, WEIGHTS)[0]
        town, person = self._often(TOWNS), self._often(PEOPLE)
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
        if id_ and number % 2:
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
        paper = f"Paper {self._often(PAPERS)}"
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
        kinds: dict[str, NameKind] = {"town": "place", "person": "person"}
        ledger.replace_corpus(
            entities=(
                Entity(id_, kinds[id_.partition("-")[0]], id_.replace("-", " ").capitalize(), (), tuple(at))
                for id_, at in filling.mentions.items()
            ),
            origins=filling.origins,
            stories=filling.stories,
            conflicts=filling.conflicts,
            predictions=filling.predictions,
            events={},
        )


def _ids(ledger: View) -> Iterator[str]:
    with ledger._read() as connection:
        yield from connection.execute(text("SELECT id FROM reports")).scalars()


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


def addresses(ledger: View, rounds: int) -> dict[str, list[str]]:
    """The pages to ask for, each with a spread of ids, the largest among them."""
    chance = random.Random(11)
    stories = chance.sample([s.id for s in ledger.stories()], rounds)
    reports = chance.sample(list(_ids(ledger)), rounds)
    names = [entity.id for _, entity in ledger.names_after(size=rounds // 2).items]
    names += chance.sample(list(ledger.ids_after("entities", size=5000).items), rounds // 2)

    def spread(base: str, key: str) -> list[str]:
        """The first parts of a list, one after the other."""
        found = [base]
        while len(found) < rounds // 4 and (after := _after(ledger, key, found[-1])):
            found.append(f"{base}{'&' if '?' in base else '?'}after={after}")
        return found

    words = [f"word{chance.randrange(1, 3000)}" for _ in range(rounds)]
    towns = [f"Town {chance.randrange(TOWNS)}" for _ in range(rounds)]
    return {
        "first page": ["/"],
        "most disputed": ["/?by=disputed"],
        "next due": ["/?by=due"],
        "story": [f"/stories/{id_}" for id_ in stories],
        "report": [f"/reports/{id_}" for id_ in reports],
        "reports": spread("/reports", "reports"),
        "names": spread("/names", "names"),
        "names with letters": [f"/names?q={town}" for town in towns],
        "name": [f"/names/{id_}" for id_ in names],
        "predictions": ["/predictions", *(f"/predictions?group={g}" for g in ("passed", "coming", "never"))],
        "rejected": ["/rejected"],
        "publishers": ["/publishers"],
        "publisher": [f"/publishers/Paper {n}" for n in range(rounds)],
        "what is new": ["/new"],
        "what goes into a brief": ["/brief"],
        "search: a word": [f"/search?q={word}" for word in words],
        "search: the commonest words": ["/search?q=people died", "/search?q=flood", "/search?q=word1"],
        "search: words together": [f'/search?q="{town} had burst"' for town in towns],
        "search: voice and stance": [f"/search?voice=Person {n}&stance=denies" for n in range(rounds)],
        "search: stance alone": ["/search?stance=denies", "/search?stance=predicts&genre=analysis"],
        "search: place and days": [f"/search?place={t}&since=2030-03-01&until=2030-09-01" for t in towns],
        "search: publisher": [f"/search?publisher=Paper {n}&q=flood" for n in range(rounds)],
        "search: named": [f"/search?entity={id_}" for id_ in names],
        "check a claim": [f"/check?q=The dam of {town} had burst." for town in towns[:10]],
        "API: reports": spread("/api/v1/reports", "reports"),
        "API: claims": ["/api/v1/claims", "/api/v1/claims?size=500"],
        "API: story": [f"/api/v1/stories/{id_}" for id_ in stories],
    }


def _after(ledger: View, key: str, last: str) -> str | None:
    after = last.partition("after=")[2] or None
    if key == "reports":
        return ledger.reports_after(after, size=100).after
    return ledger.names_after(after).after


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The workbench at a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(path, today=lambda: TODAY)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def measure(client: httpx.Client, pages: dict[str, list[str]], times: int) -> Iterator[str]:
    """A line for each page."""
    yield f"{'page':32} {'n':>4} {'median':>8} {'p95':>8} {'p95 clock':>10} {'KB':>7}"
    for name, urls in pages.items():
        client.get(urls[0])
        worked: list[float] = []
        waited: list[float] = []
        largest = 0
        for url in (urls * (1 + times // len(urls)))[: max(times, len(urls))]:
            begin, idle = time.process_time(), time.perf_counter()
            answer = client.get(url)
            worked.append(1000 * (time.process_time() - begin))
            waited.append(1000 * (time.perf_counter() - idle))
            assert answer.status_code == 200, f"{url}: {answer.status_code}"
            largest = max(largest, len(answer.content))
        middle = statistics.median(worked)
        yield (
            f"{name:32} {len(worked):4} {middle:8.0f} {_p95(worked):8.0f} {_p95(waited):10.0f}"
            f" {largest / 1000:7.0f}"
        )


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def main() -> None:
    """Fill, serve, ask."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path, help="kept; filled if it is not there")
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for, at least")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = asked.ledger or Path(folder) / "pages.ledger"
        if not path.exists():
            begin = time.perf_counter()
            fill(path, asked.reports)
            print(f"filled in {time.perf_counter() - begin:.0f} s")
        with open_ledger(path) as ledger:
            print(", ".join(f"{count:,} {kind}" for kind, count in ledger.counts().items()))
            pages = addresses(ledger, asked.rounds)
        with served(path) as address, httpx.Client(base_url=address, trust_env=False, timeout=120) as client:
            for line in measure(client, pages, asked.rounds):
                print(line, flush=True)


if __name__ == "__main__":
    main()
