"""How long the pages of the workbench take on a large ledger, and how large they are.

    python measurements/pages.py --reports 100000 [--ledger FILE] [--rounds 40] [--only WORD…]

In: a number of reports. Out: for each page and search, over a spread of ids, the largest things among them:
the median and the 95th percentile of the time that the processor worked for it, the same percentile by the
clock (other programs count there too), in milliseconds, and the largest size in KB. Server and client share a
process, one request at a time, so that the client has some milliseconds of it. Never here: a figure of a page
that failed.

The ledger is filled directly (`filled.py`), since reading so many is not what is measured. With `--ledger` it
is kept, and used as it is where it is there already.
"""

import argparse
import random
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import uvicorn

from filled import TODAY, TOWNS, fill
from hearsay.ledger import View, open_ledger
from hearsay.serve.app import create_app

API = "/api/v1"


def addresses(ledger: View, rounds: int) -> dict[str, list[str]]:
    """The pages to ask for, each with a spread of ids, the largest among them."""
    chance = random.Random(11)
    every = list(ledger.stories())
    large = max(every, key=lambda story: len(story.reports))
    some = [large, *chance.sample(every, rounds - 1)]
    stories, reports = [story.id for story in some], [story.reports[0] for story in some]
    claims = [claim.id for report in reports for claim in list(ledger.claims(report=report))[:1]]
    names = [entity.id for _, entity in ledger.names_after(size=rounds // 2).items]
    names += chance.sample(list(ledger.ids_after("entities", size=5000).items), rounds // 2)
    conflicts = list(ledger.ids_after("conflicts", size=rounds).items)
    predictions = list(ledger.ids_after("predictions", size=rounds).items)
    pairs = [f"/reports/{s.reports[0]}/beside/{s.reports[1]}" for s in some]
    matters = list(dict.fromkeys(hypothesis.matter for hypothesis in ledger.hypotheses()))
    words = [f"word{chance.randrange(1, 3000)}" for _ in range(rounds)]
    towns = [f"Town {chance.randrange(TOWNS)}" for _ in range(rounds)]
    papers = [f"Paper {n}" for n in range(rounds)]
    kinds = ("answer", "join", "copy", "prediction")
    return {
        "first page": ["/"],
        "most disputed": ["/?by=disputed"],
        "next due": ["/?by=due"],
        "story": [f"/stories/{id_}" for id_ in stories],
        "story: what travels": [f"/stories/{id_}/echoes" for id_ in stories],
        "report": [f"/reports/{id_}" for id_ in reports],
        "reports": ["/reports", "/reports?story=none"],
        "two reports beside each other": pairs,
        "claim": [f"/claims/{id_}" for id_ in claims],
        "names": ["/names", "/names?kind=place"],
        "names with letters": [f"/names?q={town}" for town in towns],
        "name": [f"/names/{id_}" for id_ in names],
        "dossier of a name": [f"/names/{id_}/dossier" for id_ in names],
        "dossier of a thing": [f"/dossier?q=the dam of {town}" for town in towns[:9]]
        + ["/dossier?q=the dam"],
        "predictions": ["/predictions", *(f"/predictions?group={g}" for g in ("passed", "coming", "never"))],
        "prediction": [f"/predictions/{id_}" for id_ in predictions],
        "rejected": ["/rejected"],
        "publishers": ["/publishers"],
        "publisher": [f"/publishers/{paper}" for paper in papers],
        "what is new": ["/new"],
        "what to decide next": ["/review", *(f"/review?kind={kind}" for kind in kinds)],
        "decisions": ["/log", "/log?kind=claim.confirm", "/log?user=Ana", "/log?q=dam"],
        "hypotheses": ["/hypotheses"],
        "matrix of hypotheses": [f"/hypotheses/{matter}" for matter in matters],
        "what goes into a brief": ["/brief", "/brief?find=Town 3"],
        "settings, help, add": ["/settings", "/help", "/add"],
        "alerts": ["/alerts.atom", "/alerts.atom?search=Dams in Town 1"],
        "search: nothing yet": ["/search"],
        "search: a word": [f"/search?q={word}" for word in words],
        "search: the commonest words": ["/search?q=people died", "/search?q=flood", "/search?q=word1"],
        "search: words together": [f'/search?q="{town} had burst"' for town in towns],
        "search: voice and stance": [f"/search?voice=Person {n}&stance=denies" for n in range(rounds)],
        "search: stance alone": ["/search?stance=denies", "/search?stance=predicts&genre=analysis"],
        "search: place and days": [f"/search?place={t}&since=2030-03-01&until=2030-09-01" for t in towns],
        "search: days alone": ["/search?since=2030-03-01&until=2030-03-02", "/search?since=2030-01-01"],
        "search: genre": ["/search?genre=news", "/search?genre=opinion", "/search?genre=analysis&q=dam"],
        "search: publisher": [f"/search?publisher={paper}&q=flood" for paper in papers],
        "search: named": [f"/search?entity={id_}" for id_ in names],
        "search: everything at once": [
            f"/search?q=dam&voice=Person {n}&stance=denies&place={town}&entity={town}&genre=news"
            f"&publisher={paper}&since=2030-01-01&until=2030-12-31"
            for n, (town, paper) in enumerate(zip(towns, papers, strict=True))
        ],
        "check a claim": [f"/check?q=The dam of {town} had burst." for town in towns[:10]],
        "API: claims": [
            f"{API}/claims",
            f"{API}/claims?report={reports[0]}",
            f"{API}/claims?story={large.id}",
        ],
        "API: questions": [f"{API}/conflicts", *(f"{API}/conflicts/{id_}" for id_ in conflicts)],
        "API: account": [f"{API}/origins/{o.id}" for o in ledger.origins(story=large.id)],
        "API: what is agreed": [f"{API}/stories/{id_}/agreed" for id_ in stories],
        "API: everything in short": [API],
    }


def twins(client: httpx.Client, pages: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same data as JSON, of the pages that have it."""
    found = {}
    for name, urls in pages.items():
        told = [url for url in urls if url != "/help"]
        asked = [url.replace("/", "/stories", 1) if url[:2] in ("/", "/?") else url for url in told]
        if not urls[0].startswith(API) and client.get(API + asked[0]).status_code == 200:
            found[f"API: {name}"] = [API + url for url in asked]
    return found


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
    parser.add_argument("--only", nargs="*", default=(), help="pages whose names hold one of these words")
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
            pages |= twins(client, pages)
            if asked.only:
                pages = {n: urls for n, urls in pages.items() if any(word in n for word in asked.only)}
            for line in measure(client, pages, asked.rounds):
                print(line, flush=True)


if __name__ == "__main__":
    main()
