"""Joins the parts of annotation.

In: `Report`s, as many as there are. Out: `AnnotatedReport`s in the same order; only one batch is held.
Never here: names, dates or claims in a language that the pipeline does not know.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from spacy.language import Language

from hearsay.annotate.amounts import find_amounts
from hearsay.annotate.attribution import Attributor, load_attributor
from hearsay.annotate.batches import BATCH_CHARACTERS, batches
from hearsay.annotate.dates import find_dates
from hearsay.annotate.gazetteer import Gazetteer, load_gazetteer
from hearsay.annotate.model import find_parser, load_pipeline, to_names, to_sentences
from hearsay.annotate.places import find_places
from hearsay.config import AnnotateConfig
from hearsay.records import AnnotatedReport, Parse, Report, Span

# A full stop after one or two digits is an ordinal in many languages ("3. Mai"), not an end.
_SENTENCE = re.compile(
    r"\S.*?(?:(?<!\s\d)(?<!\s\d\d)[.!?…。！？؟।]+[\"'”’»)\]]*(?=\s|$)|(?=\n\s*\n)|$)", re.DOTALL
)


class ModelAnnotator:
    """The models, loaded once, for any number of reports."""

    def __init__(self, nlp: Language, attributor: Attributor, gazetteer: Gazetteer, *, batch: int) -> None:
        self._nlp = nlp
        self._attributor = attributor
        self._gazetteer = gazetteer
        self._batch = batch

    def annotate(self, reports: Iterable[Report], /) -> Iterator[AnnotatedReport]:
        """Each report with what stands in it; reads the next batch when this one is used up."""
        for batch in batches(reports, count=self._batch, characters=BATCH_CHARACTERS):
            known = {report.id: report for report in batch if self.knows(report.language)}
            found = dict(zip(known, self._annotated(list(known.values())), strict=True))
            yield from (found[report.id] if report.id in found else bare(report) for report in batch)

    def knows(self, language: str | None) -> bool:
        """Whether the pipeline reads the language (BCP 47); an unknown one is tried."""
        return language is None or language.split("-")[0].lower() == self._nlp.lang

    def _annotated(self, reports: list[Report]) -> Iterator[AnnotatedReport]:
        docs = list(self._nlp.pipe((report.text for report in reports), batch_size=self._batch))
        for report, doc, attributions in zip(reports, docs, self._attributor.find(docs), strict=True):
            parse = cast(Parse, doc)  # a `Doc` has more in its items than a `Parse` promises
            text = report.text
            sentences, names = to_sentences(doc, text), to_names(doc, text)
            dates = find_dates(report.text, published=report.published, sentences=sentences)
            yield AnnotatedReport(
                report=report,
                sentences=sentences,
                names=names,
                dates=dates,
                places=find_places(report.text, names, gazetteer=self._gazetteer, publisher=report.publisher),
                amounts=find_amounts(parse, report.text, dates=dates),
                attributions=attributions,
                parse=parse,
            )


def load(config: AnnotateConfig) -> ModelAnnotator:
    """The models that the settings name, ready to annotate."""
    nlp = load_pipeline(config.pipeline)
    attributor = load_attributor(find_parser(nlp))
    gazetteer = load_gazetteer(Path(config.gazetteer) if config.gazetteer else None)
    return ModelAnnotator(nlp, attributor, gazetteer, batch=config.batch)


def bare(report: Report) -> AnnotatedReport:
    """A report in a language that the pipeline does not know: its sentences, told by their marks alone."""
    spans = (Span(*match.span()) for match in _SENTENCE.finditer(report.text))
    return AnnotatedReport(report, tuple(spans), (), (), (), (), (), None)
