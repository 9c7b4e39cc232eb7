"""Time and memory as a ledger grows: each report added to more and more others.

In: how many synthetic reports (`synthetic.py`). Out: lines of JSON, and the curve as SVG. Never here: reading
texts (annotation), which costs the same for each report.

    python measurements/scale.py --reports 1000000 --ledger FILE --out measurements/scale [--limit SECONDS]
    python measurements/scale.py --reports 1000000 --ledger FILE --out measurements/scale --further
    python measurements/scale.py --out measurements/scale --again

Reports are stored and looked across in batches, as a build does it. At each of 1,000, 3,000, 10,000 … single
reports are then added one by one. Times are of the processor, since what else runs on a machine does not
change them much; elapsed times stand beside them. A run that does not get to its end within the limit says
how far it got; `--further` goes on from there, or from where it was killed, and what it says of the step in
between is of the reports from there on.
"""

import argparse
import json
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from multiprocessing import Process, Queue
from pathlib import Path
from statistics import median

from hearsay import pipeline
from hearsay.ledger import Found, Ledger, open_ledger
from hearsay.reading import seldom_collected
from synthetic import reports

BATCH = pipeline.AT_ONCE
AHEAD = 4  # batches that wait to be added
STEPS = (
    1_000, 3_000, 10_000, 30_000, 60_000, 100_000, 150_000, 200_000, 300_000, 400_000, 500_000, 600_000,
    700_000, 800_000, 900_000, 1_000_000,
)  # fmt: skip
NAMES = {"resolve": "of it: entities", "trace": "origins", "group": "stories", "compare": "conflicts"}
PARTS = ("_resolve", "_trace", "_group", "compare")
SINGLE = 5
PIECE = 50
WIDTH, HEIGHT, LEFT, TOP = 720, 360, 70, 50


@dataclass(slots=True)
class Point:
    """With so many reports there: milliseconds for each report of the batches since the point before.

    `store` puts it into the ledger, `look` is the look across reports, and `parts` are the parts of that;
    `compare_a_claim` is the last of them, in which accounts are compared, for each claim. `single` are the
    milliseconds for one report added by itself, the median of five; `elapsed` are the same by the clock on
    the wall, and their longest. `piece` is what a piece of work takes that is always the same, the median of
    one beside each batch. `peak` and `file` are in MiB.
    """

    reports: int
    claims: int = 0
    store: float = 0.0
    look: float = 0.0
    piece: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    compare_a_claim: float = 0.0
    single: float = 0.0
    single_elapsed: float = 0.0
    single_longest: float = 0.0
    peak: float = 0.0
    file: float = 0.0


@dataclass(slots=True)
class Clock:
    """How long the parts of a look took, measured around them."""

    seconds: dict[str, float] = field(default_factory=dict)
    claims: int = 0
    points: list[Point] = field(default_factory=list)


def main() -> None:
    """Adds reports and writes the figures."""
    parser = argparse.ArgumentParser(description="Measures adding reports to a growing ledger.")
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--ledger", type=Path, help="is made, and must not be there unless with --further")
    parser.add_argument("--out", type=Path, required=True, help="name of the JSON and SVG files")
    parser.add_argument("--limit", type=float, default=3_000.0, help="seconds")
    parser.add_argument("--further", action="store_true", help="go on with the ledger and the figures")
    parser.add_argument("--again", action="store_true", help="only draw the curve of the JSON file again")
    options = parser.parse_args()
    if options.again:
        written(known(options.out), options.out)
        return
    if options.ledger is None:
        parser.error("--ledger is missing: where the ledger is to be made")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the process that makes reports ends, too
    clock = timed()
    began = time.monotonic()
    with open_ledger(options.ledger, create=not options.further) as ledger:
        there = ledger.counts()["reports"]
        if options.further:
            clock.points = [point for point in known(options.out) if point.reports <= there]
            pipeline.look_across(ledger)  # what a run that was killed had stored and not looked at
        made = ahead(there)
        least = there + BATCH if options.further else there  # what is said of fewer says little
        for step in (step for step in STEPS if least < step <= options.reports):
            store, look, pieces, first = 0.0, 0.0, list[float](), there
            clock.seconds, clock.claims = {}, 0
            across = pipeline.Across(ledger)  # single reports were looked at by others meanwhile
            with ledger.building(), seldom_collected():
                while there < step and time.monotonic() - began < options.limit:
                    some = list(islice(made, min(BATCH, step - there)))
                    store += add(ledger, some)
                    look += cpu(partial(look_at, ledger, across))
                    pieces.append(cpu(piece))
                    clock.claims += sum(len(one.claims) for one in some)
                    there += len(some)
            added = max(1, there - first)
            point = Point(there, store=1000 * store / added, look=1000 * look / added)
            point.piece = 1000 * median(pieces)
            point.parts = {name: 1000 * seconds / added for name, seconds in clock.seconds.items()}
            point.compare_a_claim = 1000 * clock.seconds.get("compare", 0.0) / max(1, clock.claims)
            there += alone(ledger, list(islice(made, SINGLE)), point)
            point.claims = ledger.counts()["claims"]
            point.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            point.file = options.ledger.stat().st_size / 2**20
            clock.points.append(point)
            print(json.dumps(asdict(point)), flush=True)
            written(clock.points, options.out)
            if time.monotonic() - began >= options.limit:
                break
    print(json.dumps([asdict(point) for point in clock.points]))


def known(out: Path) -> list[Point]:
    """The figures of an earlier run."""
    return [Point(**point) for point in json.loads(out.with_suffix(".json").read_text())]


def ahead(first: int) -> Iterator[Found]:
    """The synthetic reports from that one on, made by another process while this one measures."""
    queue: Queue[list[Found]] = Queue(AHEAD)
    Process(target=_make, args=(queue, first), daemon=True).start()
    while True:
        yield from queue.get()


def _make(queue: "Queue[list[Found]]", first: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # it ends at once, whatever still waits to be taken
    made = reports(first)
    while some := list(islice(made, BATCH)):
        queue.put(some)


def timed() -> Clock:
    """A clock around the parts of a look."""
    clock = Clock()
    for part in PARTS:
        setattr(pipeline.Across, part, _measured(getattr(pipeline.Across, part), part.strip("_"), clock))
    return clock


def _measured(step: Callable[..., object], name: str, clock: Clock) -> Callable[..., object]:
    def measured(*rest: object) -> object:
        started = time.process_time()
        found = step(*rest)
        clock.seconds[name] = clock.seconds.get(name, 0.0) + time.process_time() - started
        return found

    return measured


def add(ledger: Ledger, some: list[Found]) -> float:
    """Store reports; the seconds of the processor."""

    def store() -> None:
        with ledger.building():
            ledger.add_reports(some)

    return cpu(store)


def look_at(ledger: Ledger, across: pipeline.Across) -> None:
    """Look at what waits as `pipeline.look_across` does when much waits: remembering what was there last."""
    with ledger.looking_across() as (connection, tables):
        across.change(connection, tables, tables.waiting(BATCH), ())


def alone(ledger: Ledger, some: list[Found], point: Point) -> int:
    """Add reports one by one."""
    busy, elapsed = [], []
    for one in some:
        started = time.monotonic()
        busy.append(add(ledger, [one]) + cpu(lambda: pipeline.look_across(ledger)))
        elapsed.append(time.monotonic() - started)
    point.single, point.single_elapsed = 1000 * median(busy), 1000 * median(elapsed)
    point.single_longest = 1000 * max(elapsed)
    return len(some)


def piece() -> None:
    """A piece of work that is always the same: half a hundred reports are made anew."""
    for _ in islice(reports(), PIECE):
        pass


def cpu(work: Callable[[], object]) -> float:
    """The seconds of the processor that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def written(points: list[Point], out: Path) -> None:
    """Write the figures and the curve."""
    out.with_suffix(".json").write_text(json.dumps([asdict(p) for p in points], indent=1) + "\n")
    out.with_suffix(".svg").write_text(drawn(points), encoding="utf-8")


def drawn(points: list[Point]) -> str:
    """Milliseconds a report over the number of reports, which doubles and trebles from left to right."""
    high = max(p.store + p.look for p in points) * 1.15
    last, first = STEPS[-1], STEPS[0]

    def x(count: int) -> float:
        from math import log10

        return LEFT + (WIDTH - LEFT - 30) * (log10(count) - log10(first)) / (log10(last) - log10(first))

    def y(value: float) -> float:
        return HEIGHT - TOP - (HEIGHT - 2 * TOP) * value / high

    lines = []
    curves = [
        ("store and look, in batches", "#1b4f72", 2.0, [p.store + p.look for p in points]),
        ("look alone", "#b9770e", 2.0, [p.look for p in points]),
    ]
    for (part, name), colour in zip(NAMES.items(), ("#7d6608", "#6c3483", "#117864", "#922b21"), strict=True):
        curves.append((name, colour, 1.0, [p.parts.get(part, 0.0) for p in points]))
    for number, (name, colour, width, values) in enumerate(curves):
        path = " ".join(f"{x(p.reports):.1f},{y(v):.1f}" for p, v in zip(points, values, strict=True))
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
        lines += [
            f'<circle cx="{x(p.reports):.1f}" cy="{y(v):.1f}" r="{1 + width}" fill="{colour}"/>'
            for p, v in zip(points, values, strict=True)
        ]
        at = LEFT + 10 + 200 * (number % 3), 18 + 16 * (number // 3)
        lines.append(f'<text x="{at[0]}" y="{at[1]}" fill="{colour}">{name}</text>')
    for step in STEPS:
        if str(step).rstrip("0") == "1":
            lines.append(f'<text x="{x(step):.1f}" y="{HEIGHT - 28}" text-anchor="middle">{step:,}</text>')
    for quarter in range(5):
        value = high * quarter / 4
        lines.append(
            f'<line x1="{LEFT}" x2="{WIDTH - 30}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.1f}</text>'
        )
    title = "Milliseconds of the processor for each added report, by how many are there"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{title}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(lines)}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">{title}</text></svg>\n'
    )


if __name__ == "__main__":
    main()
