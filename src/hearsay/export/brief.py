"""A brief: what a reader takes away of stories, entities and questions, each statement with its words.

In: sections, gathered by the caller, and the time to print. Out: the same with numbered citations. Never
here: how it looks, files, a clock, a statement without a citation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hearsay.export.blocks import Block, Line, Run, cited, line, soft
from hearsay.export.wording import date_words, plural, report_words
from hearsay.records import Claim, Report


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a report that statement `number` rests on, and where they stand."""

    number: int
    claim: Claim
    report: Report

    @property
    def place(self) -> str:
        """Where the words stand in the document: "page 3, characters 1204–1317"."""
        page = self.report.page_of(self.claim.start)
        where = f"characters {self.claim.start}–{self.claim.end}"
        return f"page {page}, {where}" if page else where

    @property
    def passed_on(self) -> str:
        """The way from whoever first said it to this report; empty if nobody stands between."""
        names = [link.name for link in self.claim.chain if link.name]
        return " → ".join(names) if len(names) > 1 else ""

    @property
    def line(self) -> Line:
        """The citation as it is printed: words, report, publisher, date, place."""
        passed = f" Passed on: {self.passed_on}." if self.passed_on else ""
        where = f". {self.report.source}, {self.place}.{passed}"
        return (Run(self.claim.text, "quote"), soft(" — "), *imprint(self.report), soft(where))


@dataclass(frozen=True, slots=True)
class Section:
    """One story, entity or question as a brief shows it.

    `claims` and `reports` hold, by id, at least those that the blocks cite.
    """

    title: str
    blocks: tuple[Block, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]


@dataclass(frozen=True, slots=True)
class State:
    """The ledger that a brief was made from: what it held, when it was last added to, how far decisions went.

    `built` is the time of the last build (ISO 8601), None where the ledger does not know. `decision` is the
    number of the last decision of a person, 0 if there is none.
    """

    name: str
    counts: Mapping[str, int]
    version: str
    built: str | None = None
    decision: int = 0

    @property
    def words(self) -> str:
        """The state in a sentence."""
        held = ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items())
        built = (
            f"last added to {time_words(self.built)}" if self.built else "time of the last build not known"
        )
        decided = f"last decision number {self.decision}" if self.decision else "no decisions of people"
        return f"{self.name}: {held}; {built}; {decided}; hearsay {self.version}"


@dataclass(frozen=True)
class Brief:
    """What to print: sections in order, the state of the ledger that they were taken from, and when."""

    title: str
    sections: tuple[Section, ...]
    state: State
    made: str

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """A citation for each claim, by its id, numbered in the order in which a reader meets them."""
        found: dict[str, Citation] = {}
        for section in self.sections:
            for id_ in cited(section.blocks):
                if id_ not in found and id_ in section.claims:
                    claim = section.claims[id_]
                    found[id_] = Citation(len(found) + 1, claim, section.reports[claim.report])
        return found

    def numbers(self, claims: Iterable[str]) -> list[int]:
        """The numbers under which claims are cited, in order."""
        return sorted({self.citations[claim].number for claim in claims if claim in self.citations})

    @property
    def scope(self) -> str:
        """How much it holds: "3 sections, 41 citations from 7 reports"."""
        reports = {citation.report.id for citation in self.citations.values()}
        sections = plural(len(self.sections), "section")
        return f"{sections}, {plural(len(self.citations), 'citation')} from {plural(len(reports), 'report')}"


def imprint(report: Report) -> Line:
    """A report as a bibliography has it: title, publisher, date."""
    # each part by itself: a name that runs from the right must not turn the date beside it
    publisher = (", ", report.publisher) if report.publisher else ()
    return line(Run(report_words(report), "title"), *publisher, f", {date_words(report.published)}")


def time_words(time: str) -> str:
    """A moment in ISO 8601 and UTC as one writes it: "28 November 2026, 18:40 UTC"."""
    return f"{date_words(time[:10])}, {time[11:16]} UTC"
