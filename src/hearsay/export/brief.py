"""A brief: one file that says what the reports dispute, who says what, and in which words.

In: dossiers, gathered by the caller, and the time to print. Out: HTML without any outside reference, or
Markdown. Never here: files, a clock, a statement without a citation.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined

from hearsay.export import wording as english
from hearsay.export.dossier import Dossier, Wording, tally_words
from hearsay.export.drawn import DRAWN
from hearsay.export.map import site_words, story_map
from hearsay.export.timeline import TITLES, timeline
from hearsay.export.wording import date_words, period_words, report_words, stance_words
from hearsay.language import ENGLISH, Language, speak
from hearsay.records import Claim, Conflict, Member, Origin, Prediction, Report

_ORDERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~-])")


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


@dataclass(frozen=True)
class Brief:
    """What to print: the dossiers in order, and the state of the ledger that they were taken from."""

    title: str
    dossiers: tuple[Dossier, ...]
    counts: Mapping[str, int]
    version: str
    made: str

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """A citation for each claim, by its id, numbered in the order in which a reader meets them."""
        found: dict[str, Citation] = {}
        for dossier in self.dossiers:
            for claim in _in_order(dossier):
                if claim.id not in found:
                    found[claim.id] = Citation(len(found) + 1, claim, dossier.report[claim.report])
        return found

    def numbers(self, claims: Iterable[str]) -> list[int]:
        """The numbers under which claims are cited, in order."""
        return sorted({self.citations[claim].number for claim in claims if claim in self.citations})

    @property
    def state(self) -> str:
        """What the ledger held: "14 reports, 120 claims, …"."""
        return ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items())


def brief_html(brief: Brief) -> str:
    """The brief as one HTML file to open, print or send."""
    env = Environment(
        loader=PackageLoader("hearsay.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speak(env, ENGLISH)
    env.globals.update(stance_words=stance_words, tally_words=tally_words, relation_words=relation_words)
    env.filters.update({name: getattr(english, name) for name in ("date_words", "plural", "report_words")})
    env.globals.update(period_words=period_words, **DRAWN)
    return env.get_template("brief.html").render(brief=brief)


def brief_markdown(brief: Brief) -> str:
    """The brief as Markdown, with tables and footnote-like citations."""
    blocks = [f"# {_plain(brief.title)}", f"Made {brief.made} by hearsay {brief.version} from {brief.state}."]
    for dossier in brief.dossiers:
        blocks += _chapter(brief, dossier)
    blocks.append("## The words")
    blocks += [_cited(citation) for citation in brief.citations.values()]
    return "\n\n".join(blocks) + "\n"


def relation_words(member: Member, dossier: Dossier, language: Language = ENGLISH) -> str:
    """How a report goes back to another: "copy of Harbour fire (Coast Wire)"."""
    if member.relation == "origin" or member.of is None or member.of not in dossier.report:
        return language.gettext(member.relation)
    of = dossier.report[member.of]
    name = f"{report_words(of)} ({of.publisher})" if of.publisher else report_words(of)
    copied, derived = language.gettext("copy of %(name)s"), language.gettext("derived from %(name)s")
    return (copied if member.relation == "copy" else derived) % {"name": name}


def _in_order(dossier: Dossier) -> Iterable[Claim]:
    """Claims as the chapter cites them: those in dispute first, then everybody's."""
    for conflict in dossier.conflicts:
        for answer in conflict.values:
            yield from dossier.behind(answer)
    for speaker in dossier.speakers:
        yield from speaker.claims


def _chapter(brief: Brief, dossier: Dossier) -> list[str]:
    story = dossier.story
    blocks = [] if dossier.title == brief.title else [f"## {_plain(dossier.title)}"]
    if story:
        blocks.append(f"{period_words(story.since, story.until)}. **{tally_words(dossier.tally)}.**")
    else:
        blocks.append(f"{_plain(_imprint(dossier.reports[0]))}. Belongs to no story.")
    if dossier.conflicts:
        blocks.append("### Questions in dispute")
        for conflict in dossier.conflicts:
            blocks += _dispute(brief, dossier, conflict)
    if dossier.origins and (story or len(dossier.origins[0].members) > 1):
        blocks += ["### Accounts", *(_account(dossier, origin) for origin in dossier.accounts)]
    if dossier.speakers:
        blocks.append("### Who says what")
    for speaker in dossier.speakers:
        kind = {"named": "", "unnamed": " (not named)", "report": " (in its own voice)"}[speaker.kind]
        lines = [f"**{_plain(speaker.name)}**{kind}", ""]
        for wording in speaker.wordings:
            refs = _refs(brief, [claim.id for claim in wording.claims])
            lines.append(f"- {stance_words(wording.claim)}: “{_plain(wording.claim.content)}” {refs}")
        blocks.append("\n".join(lines))
    if dossier.predictions:
        rows = [_expected(brief, dossier, prediction) for prediction in dossier.predictions]
        table = ["| due | what | who | outcome |", "| --- | --- | --- | --- |", *rows]
        blocks += ["### Predictions and promises", "\n".join(table)]
    blocks += [*_in_time(brief, dossier), *_in_space(brief, dossier)]
    if dossier.gaps:
        lines = []
        for gap in dossier.gaps:
            refs = _refs(brief, [claim.id for claim in gap.claims])
            names = "; ".join(_plain(report_words(report)) for report in gap.reports)
            lines.append(f"- {gap.what}: {refs or names}")
        blocks += ["### What is not known", "\n".join(lines)]
    return blocks


def _in_time(brief: Brief, dossier: Dossier) -> Iterable[str]:
    """The timeline in words."""
    line = timeline(dossier)
    if line.count or line.yearless:
        yield "### Timeline"
    for group in line.groups:
        rows = [f"- {date_words(row.date)}: {_words(brief, row.wordings)}" for row in group.rows]
        yield "\n".join([f"**{TITLES[group.kind]}**", "", *rows])
    apart = (("A day, but no year", line.yearless), ("No date", line.undated))
    if (line.count or line.yearless) and any(wordings for _, wordings in apart):
        yield "\n".join(f"- {what}: {_words(brief, wordings)}" for what, wordings in apart if wordings)


def _in_space(brief: Brief, dossier: Dossier) -> Iterable[str]:
    """The places in words."""
    places = story_map(dossier)
    if places.sites or places.lost:
        yield "### Places"
        rows = [f"- {_plain(site_words(site))}: {_words(brief, site.wordings)}" for site in places.sites]
        rows += [
            f"- {_plain(lost.name)} (not on the map: {_plain(lost.reason)}): {_words(brief, lost.wordings)}"
            for lost in places.lost
        ]
        if places.placeless:
            rows.append(f"- No place: {_words(brief, places.placeless)}")
        yield "\n".join(rows)


def _words(brief: Brief, wordings: Iterable[Wording]) -> str:
    return _refs(brief, [claim.id for wording in wordings for claim in wording.claims])


def _dispute(brief: Brief, dossier: Dossier, conflict: Conflict) -> list[str]:
    head = f"**{_plain(conflict.question)}** ({conflict.status})"
    if conflict.reason:
        head += f" {_plain(conflict.reason)}"
    rows = ["| answer | independent accounts | of unknown lineage | voices | words |"]
    rows.append("| --- | --- | --- | --- | --- |")
    for answer in conflict.values:
        cells = [answer.value, str(answer.origins), str(answer.unestablished), ", ".join(answer.voices)]
        rows.append(f"| {' | '.join(_plain(cell) for cell in cells)} | {_refs(brief, answer.claims)} |")
    return [head, "\n".join(rows)]


def _account(dossier: Dossier, origin: Origin) -> str:
    first = dossier.report.get(origin.first)
    name = _plain(_imprint(first)) if first else "A report that is not at hand"
    lines = [f"**{name}**"]
    if not origin.established:
        lines[0] += " (lineage not known; not counted)"
    if origin.outside:
        lines[0] += f" — rests on {_plain(origin.outside)}, which is not among the reports"
    if len(origin.members) > 1:
        lines.append("")
    for member in origin.members:
        report = dossier.report.get(member.report)
        if report and member.report != origin.first:
            lines.append(f"- {_plain(_imprint(report))}: {_plain(relation_words(member, dossier))}")
    return "\n".join(lines)


def _expected(brief: Brief, dossier: Dossier, prediction: Prediction) -> str:
    claim = dossier.claim.get(prediction.claim)
    who = _plain(dossier.speaker(claim)) if claim else ""
    due = date_words(prediction.due) if prediction.due else "no date given"
    refs = _refs(brief, [prediction.claim])
    return f"| {due} | {_plain(prediction.about)} {refs} | {who} | {prediction.outcome} |"


def _cited(citation: Citation) -> str:
    quote = _plain(citation.claim.text)
    source = f"{_plain(_imprint(citation.report))}, {_plain(citation.report.source)}, {citation.place}"
    passed = f" Passed on: {_plain(citation.passed_on)}." if citation.passed_on else ""
    return f'<a id="c{citation.number}"></a>\\[{citation.number}\\] “{quote}” — {source}.{passed}'


def _imprint(report: Report) -> str:
    """A report as a bibliography has it: title, publisher, date."""
    parts = [report_words(report), report.publisher]
    return ", ".join([part for part in parts if part] + [date_words(report.published)])


def _refs(brief: Brief, claims: Iterable[str]) -> str:
    return " ".join(f"[\\[{number}\\]](#c{number})" for number in brief.numbers(claims))


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return _ORDERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
