"""The section of a brief about one person, body or thing: what published reports say, and nothing else.

In: a dossier of what is said of it. Out: a section, in blocks: disputes and predictions first, then aspect by
aspect. Never here: a score, a judgement on anybody.
"""

from collections.abc import Iterator

from hearsay.export.blocks import Block, Bullets, Heading, Item, Paragraph, Run, Table, line, soft
from hearsay.export.brief import Section, imprint
from hearsay.export.dossier import Dossier, tally_words
from hearsay.export.sections import dispute, expected, gap_items
from hearsay.export.wording import date_words, plural, stance_words
from hearsay.records import Claim, Entity


def entity_section(entity: Entity, dossier: Dossier) -> Section:
    """An entity: its names, disputes and predictions about it, what is said of it and by it."""
    names = [alias for alias in entity.aliases if alias != entity.name]
    head = (
        Paragraph(line(soft(entity.kind), soft(f", also called {', '.join(names)}" if names else ""))),
        Paragraph(
            (Run(f"{plural(len(entity.mentions), 'mention')}; {tally_words(dossier.tally)}", "strong"),),
            lead=True,
        ),
    )
    return Section(entity.name, (*head, *_said(dossier)), dossier.claim, dossier.report)


def thing_section(words: str, dossier: Dossier) -> Section:
    """Something that has no name, by the words for it."""
    head = (Paragraph((Run(tally_words(dossier.tally), "strong"),), lead=True),)
    return Section(words, (*head, *_said(dossier)), dossier.claim, dossier.report)


def _said(dossier: Dossier) -> Iterator[Block]:
    if dossier.conflicts:
        yield Heading("Questions in dispute", 3)
    for conflict in dossier.conflicts:
        yield Heading(conflict.question, 4, conflict.status)
        yield from dispute(conflict)
    if dossier.predictions:
        yield Heading("Predictions and promises", 3)
        rows = tuple(expected(dossier, prediction) for prediction in dossier.predictions)
        yield Table(("Due", "What", "Who", "Outcome"), rows)
    for aspect in dossier.aspects:
        yield Heading(aspect.title, 3)
        yield Bullets(tuple(_told(dossier, claim) for claim in aspect.claims))
    yield Heading("Named in", 3)
    yield Bullets(tuple(Item(imprint(report)) for report in dossier.reports))
    if dossier.gaps:
        yield Heading("What is not known", 3)
        yield Bullets(gap_items(dossier.gaps))


def _told(dossier: Dossier, claim: Claim) -> Item:
    """A claim with its voice and the date that it has its place by."""
    day = claim.when or claim.said
    when = f" ({date_words(day.edtf)})" if day and day.edtf else ""
    return Item(
        (
            Run(f"{dossier.speaker(claim)} ", "strong"),
            Run(f"{stance_words(claim)}: "),
            Run(claim.content, "quote", (claim.id,)),
            *([soft(when)] if when else []),
        )
    )
