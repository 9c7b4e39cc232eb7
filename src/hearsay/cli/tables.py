"""Records as tables that a person can read, with the words they rest on.

In: an open ledger and records of it. Out: things to print. Never here: printing, JSON.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from hearsay.cli.screen import NOTHING, cell, quoted, table
from hearsay.export.dossier import accounts, tally
from hearsay.export.wording import SAYS, date_words, period_words, plural, report_words, voice_words
from hearsay.ledger import View
from hearsay.records import (
    Agreed,
    Answer,
    Change,
    Claim,
    Conflict,
    Echo,
    Entity,
    Member,
    Origin,
    Prediction,
    Rejected,
    Report,
    Story,
)
from hearsay.records.edtf import sort_key
from hearsay.serve.found import agreed_in, echoes_in, in_stories

RELATIONS = {"origin": "first told here", "copy": "copy of", "derived": "goes back to"}
MOST_QUOTES = 3  # of one answer; the others are counted


def select(view: View, kind: str, story: Story | None) -> Iterator[Any]:
    """The records of this kind, or those that belong to the story."""
    match kind, story:
        case "agreed" | "echoes", _:
            look = agreed_in if kind == "agreed" else echoes_in
            for one in in_stories(view, story):
                yield from look(view, one)
        case _, None:
            yield from getattr(view, kind)()
        case "stories", _:
            yield story
        case "entities", Story(reports=reports):
            yield from (e for e in view.entities() if any(m.report in reports for m in e.mentions))
        case "rejected", _:
            return  # what became no report belongs to no story
        case _, Story(id=story_id):
            yield from getattr(view, kind)(story=story_id)


def draw(view: View, kind: str, records: Sequence[Any]) -> Iterator[RenderableType]:
    """The records, ready to print."""
    yield from _DRAWN[kind](records, _Lookup(view))


class _Lookup:
    """Reports and claims by id, each read once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.report: Callable[[str], Report | None] = cache(view.report)
        self.claim: Callable[[str], Claim | None] = cache(view.claim)

    def title(self, report: str) -> str:
        """What a report is called."""
        found = self.report(report)
        return report_words(found) if found else report

    def outlet(self, report: str) -> str:
        """Who published a report, else what it is called."""
        found = self.report(report)
        return (found.publisher or report_words(found)) if found else report

    def voice(self, claim: Claim) -> str:
        """Who puts a claim forward."""
        report = self.report(claim.report)
        return voice_words(claim, report) if report else str(claim.voice.name)


def _stories(stories: Sequence[Story], lookup: _Lookup) -> Iterator[Table]:
    made = table(
        "Story", "When", "Reports", "Independent", "Lineage unknown", "Discussing", "Id", numbers=("Reports",)
    )
    for story in in_time(stories):
        counted = tally(lookup.view.origins(story=story.id), story.reports)
        made.add_row(
            cell(story.title),
            cell(period_words(story.since, story.until)),
            cell(len(story.reports)),
            cell(counted.independent),
            cell(counted.unestablished),
            cell(counted.discussing),
            cell(story.id),
        )
    yield made


def _conflicts(conflicts: Sequence[Conflict], lookup: _Lookup) -> Iterator[RenderableType]:
    for conflict in conflicts:
        made = table("Answer", "Who says so", "Accounts", "In these words", title=question(conflict))
        for answer in conflict.values:
            made.add_row(
                cell(answer.value),
                cell(", ".join(answer.voices)),
                cell(accounts_words(answer)),
                cell("\n".join(_quotes(answer, lookup))),
                end_section=True,
            )
        yield made
        yield Text(conflict.reason or "")


def _agreed(agreed: Sequence[Agreed], lookup: _Lookup) -> Iterator[Table]:
    made = table("Question", "Answer", "Accounts", "Who says so", "In these words")
    for one in agreed:
        answer = one.answer
        made.add_row(
            cell(one.question),
            cell(date_words(answer.value) if one.slot == "when" else answer.value),
            cell(accounts_words(answer)),
            cell(", ".join(answer.voices)),
            cell("\n".join(_quotes(answer, lookup))),
            end_section=True,
        )
    yield made


def _echoes(echoes: Sequence[Echo], lookup: _Lookup) -> Iterator[Table]:
    for echo in echoes:
        made = table("", "When", "Report", "Has it from", "What changed", title=quoted(echo.words))
        number = {step.claim: n for n, step in enumerate(echo.steps, 1)}
        for step in echo.steps:
            source = f"{number[step.of]}" if step.of in number and step.known else None
            made.add_row(
                cell(number[step.claim]),
                cell(date_words(step.published)),
                cell(lookup.outlet(step.report)),
                cell(source if source else "first seen here" if step.of is None else "not known; later"),
                cell("\n".join(change_words(change) for change in step.changes)),
            )
        yield made


def change_words(change: Change) -> str:
    """What changed on the way: "made exact: around 130 → 130"."""
    return f"{change.kind}: {change.before or NOTHING} → {change.after or NOTHING}"


def in_time(stories: Iterable[Story]) -> list[Story]:
    """Stories in the order in which they began."""
    return sorted(stories, key=lambda story: (*sort_key(story.since), story.id))


def question(conflict: Conflict) -> str:
    """The question that the accounts answer differently, and whether it is still open."""
    return f"{conflict.question}  [{conflict.status}]"


def accounts_words(answer: Answer) -> str:
    """How many accounts carry an answer: "2 independent, 1 of unknown lineage"."""
    known = f"{answer.origins} independent"
    return f"{known}, {answer.unestablished} of unknown lineage" if answer.unestablished else known


def _quotes(answer: Answer, lookup: _Lookup) -> Iterator[str]:
    claims = [claim for claim in map(lookup.claim, answer.claims) if claim]
    for claim in claims[:MOST_QUOTES]:
        yield f"{quoted(claim.content)} ({lookup.outlet(claim.report)})"
    if len(claims) > MOST_QUOTES:
        yield f"and {len(claims) - MOST_QUOTES} more"


def _claims(claims: Sequence[Claim], lookup: _Lookup) -> Iterator[Table]:
    for report, found in groupby(claims, key=lambda claim: claim.report):
        made = table("Who", "", "Words", "When", title=f"{lookup.title(report)} ({lookup.outlet(report)})")
        for claim in found:
            made.add_row(
                cell(lookup.voice(claim)),
                cell(SAYS[claim.stance]),
                cell(quoted(claim.content)),
                cell(date_words(claim.when.edtf) if claim.when else None),
            )
        yield made


def _entities(entities: Sequence[Entity], lookup: _Lookup) -> Iterator[Table]:
    made = table("Name", "Kind", "Also called", "Mentions", "Reports", numbers=("Mentions", "Reports"))
    for entity in sorted(entities, key=lambda e: (-len(e.mentions), e.name, e.id)):
        made.add_row(
            cell(entity.name),
            cell(entity.kind),
            cell(", ".join(entity.aliases)),
            cell(len(entity.mentions)),
            cell(len({mention.report for mention in entity.mentions})),
        )
    yield made


def _origins(origins: Sequence[Origin], lookup: _Lookup) -> Iterator[Table]:
    made = table("Account", "Report", "How it goes back", "By these words")
    for number, origin in enumerate(accounts(origins), 1):
        known = str(number) if origin.established else "lineage unknown"
        for member in origin.members:
            title = f"{lookup.outlet(member.report)}: {lookup.title(member.report)}"
            relation = _relation(member, origin, lookup)
            made.add_row(cell(known), cell(title), cell(relation), cell(_evidence(member, lookup)))
            known = ""
        made.add_section()
    yield made


def _relation(member: Member, origin: Origin, lookup: _Lookup) -> str:
    if member.relation == "origin":
        return RELATIONS["origin"]
    source = lookup.outlet(member.of) if member.of else origin.outside
    return f"{RELATIONS[member.relation]} {source or 'a source not at hand'}"


def _evidence(member: Member, lookup: _Lookup) -> str | None:
    report = lookup.report(member.report)
    if report is None or not member.evidence:
        return None
    first, more = member.evidence[0], len(member.evidence) - 1
    words = " ".join(report.text[first.start : first.end].split())
    shortened = f"{words[:80].rsplit(' ', 1)[0]} …" if len(words) > 80 else words
    return quoted(shortened) + (f" and {plural(more, 'more passage')}" if more else "")


def _predictions(predictions: Sequence[Prediction], lookup: _Lookup) -> Iterator[Table]:
    made = table("Due", "Who", "Words", "Outcome", "Report")
    for prediction in sorted(predictions, key=lambda p: (*sort_key(p.due), p.id)):
        claim = lookup.claim(prediction.claim)
        made.add_row(
            cell(date_words(prediction.due) if prediction.due else None),
            cell(lookup.voice(claim) if claim else None),
            cell(quoted(claim.content if claim else prediction.about)),
            cell(prediction.outcome),
            cell(lookup.title(claim.report) if claim else None),
        )
    yield made


def _rejected(rejected: Sequence[Rejected], lookup: _Lookup) -> Iterator[Table]:
    made = table("Document", "Why", "What to do")
    for document in rejected:
        made.add_row(cell(document.source), cell(document.reason), cell(document.hint))
    yield made


_DRAWN: dict[str, Callable[[Sequence[Any], _Lookup], Iterator[RenderableType]]] = {
    "stories": _stories,
    "conflicts": _conflicts,
    "agreed": _agreed,
    "echoes": _echoes,
    "claims": _claims,
    "entities": _entities,
    "origins": _origins,
    "predictions": _predictions,
    "rejected": _rejected,
}
