"""The section of a brief about one person, body or place: what published reports say, and nothing else.

In: an entity and a dossier of the reports that name it. Out: a section, in blocks. Never here: a score, a
judgement on anybody.
"""

from collections.abc import Iterator

from hearsay.export.blocks import Block, Bullets, Heading, Item, Paragraph, Run, line, soft
from hearsay.export.brief import Section, imprint
from hearsay.export.dossier import Dossier, tally_words
from hearsay.export.sections import gap_items, said_by
from hearsay.export.wording import plural, stance_words
from hearsay.records import Entity


def entity_section(entity: Entity, dossier: Dossier) -> Section:
    """An entity: its names, what it says, what others say of it, in which reports."""
    return Section(entity.name, tuple(_entity(entity, dossier)), dossier.claim, dossier.report)


def _entity(entity: Entity, dossier: Dossier) -> Iterator[Block]:
    names = [alias for alias in entity.aliases if alias != entity.name]
    yield Paragraph(line(soft(entity.kind), soft(f", also called {', '.join(names)}" if names else "")))
    named = f"{plural(len(entity.mentions), 'mention')}; {tally_words(dossier.tally)}"
    yield Paragraph((Run(named, "strong"),), lead=True)
    own = [speaker for speaker in dossier.speakers if speaker.entity == entity.id]
    if own:
        yield Heading("What it says", 3)
        yield Bullets(tuple(item for speaker in own for item in said_by(speaker.wordings)))
    about = [
        claim
        for claim in dossier.claims
        if claim.voice.entity != entity.id and any(part.entity == entity.id for part in claim.participants)
    ]
    if about:
        yield Heading("What others say of it", 3)
        yield Bullets(
            tuple(
                Item(
                    (
                        Run(f"{said.speaker} ", "strong"),
                        Run(f"{stance_words(said.claim)}: "),
                        Run(said.claim.content, "quote", tuple(claim.id for claim in said.claims)),
                    )
                )
                for said in dossier.wordings(about)
            )
        )
    yield Heading("Named in", 3)
    yield Bullets(tuple(Item(imprint(report)) for report in dossier.reports))
    shown = {claim.id for speaker in own for claim in speaker.claims} | {claim.id for claim in about}
    gaps = [gap for gap in dossier.gaps if any(claim.id in shown for claim in gap.claims)]
    if gaps:
        yield Heading("What is not known", 3)
        yield Bullets(gap_items(gaps))
