"""What queries need of a record beside the record itself: days, names and states as plain columns.

In: records as they are stored. Out: values of columns. Never here: a value that the record does not hold.

Days are ISO dates: the first and the last that an EDTF date allows. Where no year is known they are None; but
the last day of reports and stories, by which lists are ordered, is then empty, so that these come last. Names
are folded, so that "NATO" finds "Nato".
"""

from functools import singledispatch
from typing import Any

from hearsay.records import Claim, Conflict, Entity, Origin, Prediction, Report, Story
from hearsay.records.edtf import bounds

Columns = dict[str, Any]


@singledispatch
def columns(record: object) -> Columns:
    """The columns of a record beside its id and itself."""
    return {}


@columns.register
def _(report: Report) -> Columns:
    first, last = days(report.published)
    publisher = folded(report.publisher)
    return {"publisher": publisher, "genre": report.genre, "first_day": first, "last_day": last or ""}


@columns.register
def _(claim: Claim) -> Columns:
    where = claim.where
    return {
        "stance": claim.stance,
        "voice": folded(claim.voice.name),
        "place": folded(where.name) if where else None,
        "country": where.country if where else None,
    }


@columns.register
def _(entity: Entity) -> Columns:
    named_in = len({mention.report for mention in entity.mentions})
    return {"kind": entity.kind, "name": folded(entity.name), "reports": named_in}


@columns.register
def _(story: Story) -> Columns:
    first, _ = days(story.since)
    start, last = days(story.until or story.since)
    return {"first_day": first or start, "last_day": last or ""}


@columns.register
def _(origin: Origin) -> Columns:
    return {"story": origin.story}


@columns.register
def _(conflict: Conflict) -> Columns:
    first = next((claim for answer in conflict.values for claim in answer.claims), None)
    return {"story": conflict.story, "status": conflict.status, "claim": first}


@columns.register
def _(prediction: Prediction) -> Columns:
    _, last = days(prediction.due)
    return {"claim": prediction.claim, "outcome": prediction.outcome, "last_day": last}


def days(edtf: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that a date allows."""
    known = bounds(edtf) if edtf else None
    return (known[0].isoformat(), known[1].isoformat()) if known else (None, None)


def folded(name: str | None) -> str | None:
    """A name as it is compared: case and runs of white space do not count."""
    return " ".join(name.casefold().split()) if name else None
