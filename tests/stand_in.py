"""A quick stand-in for the models: names are capitalised pairs, claims are "… said …".

Tests of the pipeline and the command line are about what happens to reports, not how well they are read.
"""

import re
from collections.abc import Iterable, Iterator

from hearsay.records import AnnotatedReport, Claim, Cue, Link, Name, Report, Span, Voice, claim_id

NAME = re.compile(r"[A-Z]\w+ [A-Z]\w+")
SAID = re.compile(r"(?P<voice>[A-Z]\w+ [A-Z]\w+) (?P<cue>said) (?P<content>[^.]+)\.")

DISPATCH = (
    "The ferry Nordlys Star sank off Vellan on 3 May 2031 after a fire in the engine room. "
    "Ana Pell said nine people had died in the cold water before the first boats came. "
    "Tomas Reck said nobody had died and every passenger had reached the harbour."
)
REPORTS = {
    "wire.txt": f"Ferry sinks off Vellan\n\nVELLAN, 4 May 2031 (Coastal Wire) - {DISPATCH}\n",
    "courier.txt": f"Nine dead in ferry fire\n\nThe Courier\n5 May 2031\n\n{DISPATCH} (Coastal Wire)\n",
    "harvest.txt": "A good harvest\n\n7 June 2031\n\nOla Brant said the barley was in. It rained.\n",
    "school.txt": "School reopens\n\n9 July 2031\n\nMina Holt said the roof was new. Children sang.\n",
    "empty.txt": "",
}


class StandIn:
    """Annotates without models."""

    def annotate(self, reports: Iterable[Report], /) -> Iterator[AnnotatedReport]:
        for report in reports:
            names = tuple(Name(*m.span(), "person", m.group()) for m in NAME.finditer(report.text))
            sentences = tuple(Span(*m.span()) for m in re.finditer(r"\S[^.]*\.", report.text))
            yield AnnotatedReport(report, sentences, names, (), (), (), (), None)


def find_claims(doc: AnnotatedReport) -> Iterator[Claim]:
    for found in SAID.finditer(doc.report.text):
        spans = (Span(*found.span("content")),)
        voice = Voice("named", found["voice"], *found.span("voice"))
        cue = Cue(*found.span("cue"), found["cue"])
        chain = (Link(found["voice"], *found.span("voice")),)
        if doc.report.publisher:
            chain += (Link(doc.report.publisher),)
        yield Claim(
            id=claim_id(doc.report.id, spans, voice, cue),
            report=doc.report.id,
            start=spans[0].start,
            end=spans[0].end,
            text=found["content"],
            spans=spans,
            content=found["content"],
            voice=voice,
            cue=cue,
            chain=chain,
            stance="asserts",
            negated=False,
            certainty="certain",
        )
