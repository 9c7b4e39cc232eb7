"""Words per second and core of a whole build, beside the bare spaCy pipeline, and peak memory.

In: plain texts. Out: figures as lines, and as JSON in the last line. Never here: what is found in the texts.
A build reads files, annotates, finds claims, stores, and looks across all reports. The bare pipeline (tagger,
parser and names, with the same weights) takes turns with it, a chunk of texts at a time, so that a machine
that slows down slows both. Times are of the processor, on one thread.

    python measurements/speed.py --data news-text.jsonl.gz [--texts 1000]
    python measurements/speed.py --data news-text.jsonl.gz --stages     # annotate and claims alone
    python measurements/speed.py --data news-text.jsonl.gz --processes  # wall time of one and of two
    python measurements/speed.py --data news-text.jsonl.gz --memory     # of 1,000 and of 10,000 texts
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from spacy.language import Language

from bench import read_rows
from hearsay.annotate import Annotator, load_annotator
from hearsay.annotate.model import load_pipeline
from hearsay.claims import find_claims
from hearsay.config import AnnotateConfig, Config
from hearsay.ledger import open_ledger
from hearsay.pipeline import Progress, build
from hearsay.reading import seldom_collected
from hearsay.records import Report

CHUNK = 50
MEMORY_TEXTS = (1_000, 10_000)
BARE = {"hearsay_parser", "tok2vec", "tagger", "parser", "ner"}
"""The spaCy factories of a bare pipeline; the rest of the shipped one counts as ours."""


class Bare:
    """The bare pipeline, and the seconds that it has taken so far."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.nlp: Language = load_pipeline(None)
        self.nlp.select_pipes(
            enable=[p for p in self.nlp.pipe_names if self.nlp.get_pipe_meta(p).factory in BARE]
        )
        self.texts = texts
        self.seconds = 0.0
        self._done = 0

    def catch_up(self, progress: Progress) -> None:
        """Reads the next chunk whenever the build has read one."""
        if progress.step == "reading" and (
            progress.done - self._done >= CHUNK or progress.done == progress.total
        ):
            started = time.process_time()
            for _ in self.nlp.pipe(self.texts[self._done : progress.done], batch_size=AnnotateConfig().batch):
                pass
            self.seconds += time.process_time() - started
            self._done = progress.done


def write_texts(data: Path, number: int, folder: Path) -> list[str]:
    """The first texts of a data set, each as a file of a folder, in the order of the files."""
    texts = [f"{row['title']}\n\n{row['text']}" for row in read_rows(data, limit=number)]
    for place, text in enumerate(texts):
        (folder / f"{place:06}.txt").write_text(text, encoding="utf-8")
    return texts


def speed(data: Path, number: int) -> dict[str, float]:
    """Both speeds, and how many times slower the build is."""
    annotator = load_annotator(AnnotateConfig())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        texts = write_texts(data, number, folder / "texts")
        bare = Bare(texts)
        with open_ledger(folder / "measured.ledger", create=True) as ledger:
            started = time.process_time()
            summary = build([str(folder / "texts")], ledger, annotator=annotator, on_progress=bare.catch_up)
            built = time.process_time() - started - bare.seconds
    words = sum(len(text.split()) for text in texts)
    return {
        "texts": len(texts),
        "reports": summary.new,
        "words": words,
        "build_words_per_second": round(words / built),
        "bare_words_per_second": round(words / bare.seconds),
        "ratio": round(built / bare.seconds, 3),
    }


def stages(data: Path, number: int) -> dict[str, float]:
    """Annotation and claims without reading, storing and comparing, beside the bare pipeline."""
    rows = list(read_rows(data, limit=number))
    reports = [_report(f"{row['title']}\n\n{row['text']}", place) for place, row in enumerate(rows)]
    annotator = load_annotator(AnnotateConfig())
    bare = Bare([report.text for report in reports])
    spent = {"annotate": 0.0, "claims": 0.0}
    with seldom_collected():
        _read_by_turns(reports, annotator, bare, spent)
    words = sum(len(report.text.split()) for report in reports)
    return {
        "texts": len(reports),
        "words": words,
        "words_per_second": round(words / sum(spent.values())),
        "bare_words_per_second": round(words / bare.seconds),
        "ratio": round(sum(spent.values()) / bare.seconds, 3),
        **{f"{name}_us_per_word": round(1e6 * seconds / words, 1) for name, seconds in spent.items()},
    }


def _read_by_turns(
    reports: Sequence[Report], annotator: Annotator, bare: Bare, spent: dict[str, float]
) -> None:
    """Adds up what each stage takes, chunk by chunk, in turns with the bare pipeline."""
    for begin in range(0, len(reports), CHUNK):
        chunk = reports[begin : begin + CHUNK]
        started = time.process_time()
        docs = list(annotator.annotate(chunk))
        annotated = time.process_time()
        for doc in docs:
            list(find_claims(doc))
        spent["claims"] += time.process_time() - annotated
        spent["annotate"] += annotated - started
        bare.catch_up(Progress("reading", begin + len(chunk), begin + len(chunk)))


def _report(text: str, place: int) -> Report:
    return Report(
        id=f"report-{place:016x}", source=str(place), title=None, publisher=None, authors=(), published=None,
        language="en", genre="news", text=text,
    )  # fmt: skip


def processes(data: Path, number: int) -> dict[str, float]:
    """Wall seconds of a build in one process and in two, ledgers and loading of models included.

    The first figures are of what is spread over processes, up to the look across reports.
    """
    apart: dict[int, float] = {}
    whole: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        write_texts(data, number, folder / "texts")
        for count in (1, 2):
            config = Config(annotate=AnnotateConfig(processes=count))
            steps: dict[str, float] = {}
            with open_ledger(folder / f"{count}.ledger", create=True) as ledger:
                started = time.perf_counter()
                build(
                    [str(folder / "texts")],
                    ledger,
                    config=config,
                    on_progress=partial(_note, steps),
                )
                whole[count] = time.perf_counter() - started
                apart[count] = steps["looking across reports"] - started
    return {
        **{f"reading_seconds_{count}": round(seconds, 1) for count, seconds in apart.items()},
        "reading_faster": round(apart[1] / apart[2], 2),
        **{f"build_seconds_{count}": round(seconds, 1) for count, seconds in whole.items()},
        "build_faster": round(whole[1] / whole[2], 2),
    }


def _note(began: dict[str, float], progress: Progress) -> None:
    """Notes when a step began."""
    began.setdefault(progress.step, time.perf_counter())


def peak_memory(data: Path, number: int) -> float:
    """The largest memory of a process of its own that builds a ledger of so many texts (MiB)."""
    command = [sys.executable, __file__, "--data", str(data), "--texts", str(number), "--build-only"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def build_only(data: Path, number: int) -> float:
    """Builds and gives the peak memory of this process (MiB)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        write_texts(data, number, folder / "texts")
        with open_ledger(folder / "measured.ledger", create=True) as ledger:
            build([str(folder / "texts")], ledger)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measures what is asked for; libraries that would start more threads are told not to."""
    if os.environ.get("OMP_NUM_THREADS") != "1":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "OMP_NUM_THREADS": "1"})
    parser = argparse.ArgumentParser(description="Measures the speed and memory of a build.")
    parser.add_argument("--data", type=Path, required=True, help="texts, .jsonl or .jsonl.gz")
    parser.add_argument("--texts", type=int, default=1000, help="how many of them")
    parser.add_argument("--stages", action="store_true", help="annotation and claims alone")
    parser.add_argument("--processes", action="store_true", help="one process against two")
    parser.add_argument("--memory", action="store_true", help="peak memory for 1,000 and 10,000 texts")
    parser.add_argument("--build-only", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build_only:
        print(build_only(options.data, options.texts))
        return
    if options.memory:
        figures = {f"peak_mib_{n}": peak_memory(options.data, n) for n in MEMORY_TEXTS}
    elif options.stages:
        figures = stages(options.data, options.texts)
    elif options.processes:
        figures = processes(options.data, options.texts)
    else:
        figures = speed(options.data, options.texts)
    for name, value in figures.items():
        print(f"{name:24} {value:>12,.10g}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
