"""The sections of a brief: a story, a report by itself, a question in dispute.

In: a dossier. Out: a section, in blocks. Never here: a count that the dossier does not make, a verdict.
"""

from collections.abc import Iterable, Iterator

from hearsay.export.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Item,
    Line,
    Paragraph,
    Run,
    Table,
    line,
    soft,
)
from hearsay.export.brief import Section, imprint
from hearsay.export.dossier import Dossier, Gap, Wording, tally_words
from hearsay.export.graph import origin_graph
from hearsay.export.map import site_words, story_map
from hearsay.export.timeline import TITLES, timeline
from hearsay.export.wording import date_words, period_words, plural, report_words, stance_words
from hearsay.language import ENGLISH, Language
from hearsay.records import Agreed, Answer, Conflict, Member, Origin, Prediction

KINDS = {"named": "", "unnamed": " (not named)", "report": " (in its own voice)"}


def story_section(dossier: Dossier) -> Section:
    """A story, or a report that belongs to none: what is disputed, on which accounts, who says what."""
    return Section(dossier.title, tuple(_story(dossier)), dossier.claim, dossier.report)


def question_section(dossier: Dossier, conflict: Conflict) -> Section:
    """One question of a story: its answers, the accounts and the words behind each."""
    blocks = (*_of_question(dossier, conflict), *_answers(dossier, conflict))
    return Section(conflict.question, blocks, dossier.claim, dossier.report)


def relation_words(member: Member, dossier: Dossier, language: Language = ENGLISH) -> str:
    """How a report goes back to another: "copy of Harbour fire (Coast Wire)"."""
    if member.relation == "origin" or member.of is None or member.of not in dossier.report:
        return language.gettext(member.relation)
    of = dossier.report[member.of]
    name = f"{report_words(of)} ({of.publisher})" if of.publisher else report_words(of)
    copied, derived = language.gettext("copy of %(name)s"), language.gettext("derived from %(name)s")
    return (copied if member.relation == "copy" else derived) % {"name": name}


def said_by(wordings: Iterable[Wording]) -> tuple[Item, ...]:
    """Wordings of one voice as entries of a list: "denies: “Nobody died” [3]"."""
    return tuple(
        Item((Run(f"{stance_words(said.claim)}: "), Run(said.claim.content, "quote", _ids([said]))))
        for said in wordings
    )


def gap_items(gaps: Iterable[Gap]) -> tuple[Item, ...]:
    """What is not known, with the claims or reports that leave it open."""
    return tuple(
        Item(
            line(
                f"{gap.what}: ",
                "; ".join(report_words(report) for report in gap.reports),
                Run("", cites=tuple(claim.id for claim in gap.claims)),
            )
        )
        for gap in gaps
    )


def _story(dossier: Dossier) -> Iterator[Block]:
    story = dossier.story
    if story:
        yield Paragraph((soft(period_words(story.since, story.until)),))
        yield Paragraph((Run(tally_words(dossier.tally), "strong"),), lead=True)
    else:
        yield Paragraph((*imprint(dossier.reports[0]), soft(". Belongs to no story.")))
    if dossier.conflicts:
        yield Heading("Questions in dispute", 3)
    for conflict in dossier.conflicts:
        yield Heading(conflict.question, 4, conflict.status)
        yield from dispute(conflict)
    if dossier.agreed:
        yield Heading("What is agreed", 3)
        agreed = tuple(_agreed(one) for one in dossier.agreed)
        yield Table(("Question", "Answer", "Independent accounts", "Words"), agreed)
    if dossier.origins and (story or len(dossier.origins[0].members) > 1):
        yield Heading("Accounts", 3)
        accounts = Bullets(tuple(_account(dossier, origin) for origin in dossier.accounts))
        graph = origin_graph(dossier)
        yield Figure("graph", graph, (accounts,)) if graph.edges else accounts
    if dossier.speakers:
        yield Heading("Who says what", 3)
    for speaker in dossier.speakers:
        yield Heading(f"{speaker.name}{KINDS[speaker.kind]}", 4)
        yield Bullets(said_by(speaker.wordings))
    if dossier.predictions:
        yield Heading("Predictions and promises", 3)
        rows = tuple(expected(dossier, prediction) for prediction in dossier.predictions)
        yield Table(("Due", "What", "Who", "Outcome"), rows)
    yield from _in_time(dossier)
    yield from _in_space(dossier)
    if dossier.gaps:
        yield Heading("What is not known", 3)
        yield Bullets(gap_items(dossier.gaps))


def _of_question(dossier: Dossier, conflict: Conflict) -> Iterator[Block]:
    yield Paragraph(line(Run(conflict.status, "tag"), " ", soft(f"In: {dossier.title}")))
    if dossier.story:
        yield Paragraph((Run(tally_words(dossier.tally), "strong"),), lead=True)
    yield from dispute(conflict)


def dispute(conflict: Conflict) -> Iterator[Block]:
    """The answers to a question in dispute, with who stands behind each, and why they cannot all hold."""
    if conflict.reason:
        yield Paragraph((soft(conflict.reason),))
    rows = tuple(
        (
            (Run(answer.value, "strong"),),
            line(str(answer.origins), soft(_unestablished(answer))),
            line(", ".join(answer.voices)),
            (Run("", cites=answer.claims),),
        )
        for answer in conflict.values
    )
    yield Table(("Answer", "Independent accounts", "Voices", "Words"), rows)


def _agreed(agreed: Agreed) -> tuple[Line, ...]:
    answer = agreed.answer
    value = date_words(answer.value) if agreed.slot == "when" else answer.value
    return (
        line(agreed.question),
        (Run(value, "strong"),),
        line(str(answer.origins), soft(_unestablished(answer))),
        (Run("", cites=answer.claims),),
    )


def _unestablished(answer: Answer) -> str:
    return f" + {answer.unestablished} of unknown lineage" if answer.unestablished else ""


def _answers(dossier: Dossier, conflict: Conflict) -> Iterator[Block]:
    """Behind each answer: who says so in which words, and what the reports that carry them go back to."""
    for answer in conflict.values:
        yield Heading(answer.value, 3)
        claims = dossier.behind(answer)
        yield Bullets(
            tuple(
                Item(
                    (
                        Run(f"{said.speaker} ", "strong"),
                        Run(f"{stance_words(said.claim)}: "),
                        Run(said.claim.content, "quote", _ids([said])),
                    )
                )
                for said in dossier.wordings(claims)
            )
        )
        carrying = {claim.report for claim in claims}
        origins = [o for o in dossier.accounts if carrying & {member.report for member in o.members}]
        count = f"Carried by {plural(len(carrying), 'report')}"
        count += f", which go back to {plural(len(origins), 'account')}." if origins else "."
        yield Paragraph((soft(count),))
        if origins:
            yield Bullets(tuple(_account(dossier, origin, carrying) for origin in origins))
    behind = {claim.id for answer in conflict.values for claim in dossier.behind(answer)}
    gaps = [
        Gap(
            gap.what,
            tuple(claim for claim in gap.claims if claim.id in behind),
            tuple(r for r in gap.reports if r.id in {dossier.claim[id_].report for id_ in behind}),
        )
        for gap in dossier.gaps
    ]
    gaps = [gap for gap in gaps if gap.claims or gap.reports]
    if gaps:
        yield Heading("What is not known", 3)
        yield Bullets(gap_items(gaps))


def _account(dossier: Dossier, origin: Origin, only: set[str] | None = None) -> Item:
    """An account with the reports that go back to it; with `only`, those among them."""
    first = dossier.report.get(origin.first)
    head = imprint(first) if first else line("A report that is not at hand")
    apart = "" if origin.established else " (lineage not known; not counted)"
    apart += " (only discusses it; not counted)" if origin.discusses and origin.established else ""
    if origin.outside:
        apart += f" rests on {origin.outside}, which is not among the reports"
    below = tuple(
        Item((*imprint(report), soft(f": {relation_words(member, dossier)}")))
        for member in origin.members
        if (report := dossier.report.get(member.report)) and member.report != origin.first
        if only is None or member.report in only
    )
    return Item(line(*head, soft(apart)), below)


def expected(dossier: Dossier, prediction: Prediction) -> tuple[Line, ...]:
    """A prediction as a row: due, what, who, outcome."""
    claim = dossier.claim.get(prediction.claim)
    return (
        line(date_words(prediction.due) if prediction.due else "no date given"),
        (Run(prediction.about, cites=(prediction.claim,)),),
        line(dossier.speaker(claim) if claim else ""),
        line(prediction.outcome),
    )


def _in_time(dossier: Dossier) -> Iterator[Block]:
    """The timeline: drawn, or in words."""
    found = timeline(dossier)
    if not found.count and not found.yearless:
        return
    words: list[Block] = []
    for group in found.groups:
        words.append(Paragraph((Run(TITLES[group.kind], "strong"),)))
        rows = (Item((Run(f"{date_words(row.date)}: ", cites=_ids(row.wordings)),)) for row in group.rows)
        words.append(Bullets(tuple(rows)))
    apart = (("A day, but no year", found.yearless), ("No date", found.undated))
    rest = tuple(Item((Run(f"{what}: ", cites=_ids(said)),)) for what, said in apart if said)
    if rest:
        words.append(Bullets(rest))
    yield Heading("Timeline", 3)
    yield Figure("timeline", found, tuple(words))


def _in_space(dossier: Dossier) -> Iterator[Block]:
    """The places: on a map, or in words."""
    found = story_map(dossier)
    if not found.sites and not found.lost:
        return
    rows = [Item((Run(f"{site_words(site)}: ", cites=_ids(site.wordings)),)) for site in found.sites]
    rows += [
        Item((Run(f"{lost.name} (not on the map: {lost.reason}): ", cites=_ids(lost.wordings)),))
        for lost in found.lost
    ]
    if found.placeless:
        rows.append(Item((Run("No place: ", cites=_ids(found.placeless)),)))
    yield Heading("Places", 3)
    yield Figure("map", found, (Bullets(tuple(rows)),))


def _ids(wordings: Iterable[Wording]) -> tuple[str, ...]:
    return tuple(claim.id for wording in wordings for claim in wording.claims)
