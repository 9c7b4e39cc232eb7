"""What is done with each report alone: annotation, claims, digests; in this process or spread over several.

In: `Report`s, as many as there are. Out: a `Reading` of each, in the same order. Never here: the ledger, or
another report. Processes that read for another load this module and no more, so that they begin soon.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain

import msgspec

from hearsay.annotate import BATCH_CHARACTERS, Annotator, batches, load_annotator
from hearsay.claims import find_claims
from hearsay.config import AnnotateConfig
from hearsay.origins import text_digest
from hearsay.parallel import in_order
from hearsay.records import (
    AnnotatedReport,
    Claim,
    Name,
    NameDigest,
    Rejected,
    Report,
    StoryDigest,
    TextDigest,
    stands,
)
from hearsay.resolve import name_digest
from hearsay.stories import story_digest

SELDOM = 50_000, 20, 20
"""How much garbage gathers before it is looked for; at Python's pace that is a tenth of the claims' time."""


@dataclass(slots=True)
class Reading:
    """What was found in one report, on its way to the ledger; `failed` is why there is nothing."""

    report: Report
    names: tuple[Name, ...] = ()
    claims: list[Claim] = field(default_factory=list)
    misplaced: list[Claim] = field(default_factory=list)
    digests: tuple[NameDigest, TextDigest, StoryDigest] | None = None
    failed: Rejected | None = None


def claim(doc: AnnotatedReport, reading: Reading) -> None:
    """Who says what; a claim whose words do not stand where it says is set aside."""
    for found in find_claims(doc):
        place = reading.claims if stands(found, doc.report.text) else reading.misplaced
        place.append(found)


def digest(doc: AnnotatedReport, reading: Reading) -> None:
    """What the corpus steps will need of this report."""
    claims = reading.claims
    reading.digests = name_digest(doc), text_digest(doc, claims), story_digest(doc)


REPORT_STEPS: tuple[Callable[[AnnotatedReport, Reading], None], ...] = (claim, digest)
"""What is done with each annotated report alone, in this order."""


def read_reports(
    reports: Iterable[Report], config: AnnotateConfig, annotator: Annotator | None
) -> Iterator[Reading]:
    """A reading of each report, by the annotator; without one by that of the settings, in as many processes.

    Raises:
        MissingModel: a model is not there.
    """
    if annotator is not None or config.processes <= 1:
        with seldom_collected():
            yield from map(_read, (annotator or _Late(config)).annotate(reports))
        return
    work = batches(reports, count=config.batch, characters=BATCH_CHARACTERS)
    read = partial(_read_apart, config)
    for packed in in_order(read, work, processes=config.processes, modules=_NEEDED):
        yield from _UNPACK.decode(packed)


_NEEDED = (__name__, "hearsay.annotate.annotator")
"""What the processes load that read for this one; without it each would load it anew."""


class _Late:
    """The annotator of the settings, loaded when the first report needs it."""

    def __init__(self, config: AnnotateConfig) -> None:
        self._config = config

    def annotate(self, reports: Iterable[Report], /) -> Iterator[AnnotatedReport]:
        rest = iter(reports)
        for first in rest:
            annotator = load_annotator(self._config)
            gc.freeze()
            yield from annotator.annotate(chain([first], rest))


def _read(doc: AnnotatedReport) -> Reading:
    """What the steps find in a report; if one of them fails, says so instead."""
    reading = Reading(doc.report, doc.names)
    try:
        for step in REPORT_STEPS:
            step(doc, reading)
    except Exception as error:  # a defect of ours in one report must not cost the user all the others
        reason = f"could not be analysed: {type(error).__name__}: {error}"
        hint = "a defect of hearsay: please report it; the next build tries again"
        reading.failed = Rejected(doc.report.source, reason, hint)
    return reading


_UNPACK = msgspec.msgpack.Decoder(list[Reading])


@cache
def _load_once(config: AnnotateConfig) -> Annotator:
    """In a process that reads for another: the models, loaded once for all its batches."""
    annotator = load_annotator(config)
    gc.freeze()
    gc.set_threshold(*SELDOM)
    return annotator


def _read_apart(config: AnnotateConfig, reports: Sequence[Report]) -> bytes:
    """The readings of a batch, packed: a fifth of the time that pickling takes, on both sides."""
    return msgspec.msgpack.encode([_read(doc) for doc in _load_once(config).annotate(reports)])


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Garbage is looked for seldom, and never among what was there before, such as models.

    Not never: the words of a text hold one another.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
