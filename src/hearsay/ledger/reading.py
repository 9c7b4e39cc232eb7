"""Records as people read them now, in the columns by which lists and searches find them.

In: the connection of whoever wrote records or judged them, the reports that this is about. Out: columns.
Never here: a change of a record; what was found stays as it was found.

Pages show records with what people judged laid over them. So that they are found by what a page says, the
columns beside them follow: whenever somebody judges or takes that back, and whenever records are written
anew. A rejected claim answers no search.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from hearsay.ledger import judgements, schema
from hearsay.ledger.columns import columns
from hearsay.ledger.judged import Laid, find_claims, judge_claim, judge_conflict, judge_prediction
from hearsay.records import (
    MATTERS,
    Claim,
    Conflict,
    Correction,
    Judgement,
    JudgementKind,
    Prediction,
)

T = TypeVar("T")
MANY = 500  # ids that one question names
OF_CLAIMS = MATTERS["claim.confirm"]


def follow(connection: Connection, judgement: Judgement) -> None:
    """Have the columns follow a judgement that was made or taken back just now."""
    reports = {*judgement.target.reports, *(claim.report for claim in judgement.target.claims)}
    if judgement.kind in OF_CLAIMS:
        follow_claims(connection, reports)
        _doubt_again(connection, reports)
    elif judgement.kind in MATTERS["conflict.settle"]:
        follow_conflicts(connection, reports)
    elif judgement.kind in MATTERS["prediction.outcome"]:
        follow_predictions(connection, reports)
    elif judgement.kind in MATTERS["reports.copies"]:
        rests = schema.rests
        here = rests.c.report.in_(reports) & (rests.c.whole == 1)
        connection.execute(update(rests).where(here).values(whole=rests.c.whole))


def follow_all(connection: Connection) -> None:
    """Have the columns of all that people ever judged say how it is read."""
    about = select(schema.about.c.thing).join(schema.reports, schema.reports.c.id == schema.about.c.thing)
    reports = set(connection.execute(about.distinct()).scalars())
    for follow_these in (follow_claims, follow_conflicts, follow_predictions):
        follow_these(connection, reports)


def follow_claims(connection: Connection, reports: Collection[str]) -> None:
    """Have the columns of the claims in these reports say how those are read."""
    renamed = schema.renamed
    names = ("stance", "voice", "place", "country")
    statement = update(schema.claims).where(schema.claims.c.id == bindparam("_id"))
    statement = statement.values({name: bindparam(f"_{name}") for name in names})
    for report in sorted(_spoken_of(connection, reports, *OF_CLAIMS)):
        laid, rows = laid_on(connection, report), []
        text = partial(text_of, connection, report)
        connection.execute(delete(renamed).where(renamed.c.report == report))
        for claim in found_in(connection, report):
            read = judge_claim(claim, laid.get(claim.id, ()), text)
            now = dict.fromkeys(names) if read.rejected else columns(read)
            rows.append({"_id": claim.id, **{f"_{name}": now[name] for name in names}})
        if rows:
            connection.execute(statement, rows)
        corrected = sorted((j for about in laid.values() for j, _ in about), key=lambda j: -(j.number or 0))
        if again := [row for judgement in corrected for row in _renamed(report, judgement)]:
            connection.execute(insert(renamed).on_conflict_do_nothing(), again)  # the newest counts


def follow_conflicts(connection: Connection, reports: Collection[str]) -> None:
    """Have the columns of the questions that claims in these reports answer say how those are read."""
    several = sorted(_spoken_of(connection, reports, "conflict.settle"))
    table, claim, report = schema.conflicts, schema.claims.c, schema.reports.c
    ids: set[str] = set()
    for some in in_parts(several):
        stories = select(report.story).where(report.id.in_(some))
        ids.update(connection.execute(select(table.c.id).where(table.c.story.in_(stories))).scalars())
        own = select(claim.id).where(claim.report.in_(some))
        ids.update(connection.execute(select(table.c.id).where(table.c.claim.in_(own))).scalars())
    for some in in_parts(sorted(ids)):
        rows = connection.execute(select(table.c.record, table.c.status).where(table.c.id.in_(some))).all()
        found = [msgspec.json.decode(row.record, type=Conflict) for row in rows]
        for conflict, row in zip(read_conflicts(connection, found), rows, strict=True):
            if conflict.status != row.status:
                own_row = table.c.id == conflict.id
                connection.execute(update(table).where(own_row).values(status=conflict.status))


def follow_predictions(connection: Connection, reports: Collection[str]) -> None:
    """Have the columns of the predictions in these reports say how those are read."""
    table, claim = schema.predictions, schema.claims.c
    for some in in_parts(sorted(_spoken_of(connection, reports, "prediction.outcome"))):
        own = select(claim.id).where(claim.report.in_(some))
        rows = connection.execute(select(table.c.record, table.c.outcome).where(table.c.claim.in_(own))).all()
        found = [msgspec.json.decode(row.record, type=Prediction) for row in rows]
        for prediction, row in zip(read_predictions(connection, found), rows, strict=True):
            if prediction.outcome != row.outcome:
                own_row = table.c.id == prediction.id
                connection.execute(update(table).where(own_row).values(outcome=prediction.outcome))


def read_conflicts(connection: Connection, found: Sequence[Conflict]) -> Iterator[Conflict]:
    """Questions as people settled them."""
    behind = {claim for conflict in found for answer in conflict.values for claim in answer.claims}
    settled = [
        (judgement, frozenset(_present(connection, judgement)))
        for judgement in _about_claims(connection, behind, "conflict.settle")
    ]
    return (judge_conflict(conflict, settled) for conflict in found)


def read_predictions(connection: Connection, found: Sequence[Prediction]) -> Iterator[Prediction]:
    """Predictions with the outcomes that people saw."""
    seen: dict[str, list[Judgement]] = {}
    claims = {prediction.claim for prediction in found}
    for judgement in _about_claims(connection, claims, "prediction.outcome"):
        for claim in _present(connection, judgement):
            seen.setdefault(claim, []).append(judgement)
    return (judge_prediction(prediction, seen.get(prediction.claim, ())) for prediction in found)


def laid_on(connection: Connection, report: str) -> Laid:
    """What people judged of the claims of a report, by the claim that each judgement finds there."""
    holding = judgements.read(connection, *OF_CLAIMS, report=report, holding=True)
    return find_claims(list(holding), found_in(connection, report))


def found_in(connection: Connection, report: str) -> list[Claim]:
    """The claims of a report as they were found."""
    query = select(schema.claims.c.record).where(schema.claims.c.report == report)
    return [msgspec.json.decode(record, type=Claim) for (record,) in connection.execute(query)]


def text_of(connection: Connection, report: str) -> str:
    """The text of a report."""
    query = select(schema.reports.c.text).where(schema.reports.c.id == report)
    text: str = connection.execute(query).scalar_one()
    return text


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """As many values at a time as one question may name."""
    return (values[start : start + MANY] for start in range(0, len(values), MANY))


def _renamed(report: str, judged: Judgement) -> Iterator[dict[str, object]]:
    if isinstance(judged.value, Correction) and "entities" in judged.value.changes:
        for named in judged.value.after.entities:
            meant = named.bearer
            yield {
                "report": report,
                "start": named.start,
                "end": named.end,
                "bearer": meant.report if meant else None,
                "name": meant.name if meant else None,
            }


def _spoken_of(connection: Connection, reports: Collection[str], *kinds: JudgementKind) -> set[str]:
    """Those of the reports of which any judgement of these kinds speaks, in force or not."""
    about, made = schema.about.c, schema.decisions.c
    found: set[str] = set()
    for some in in_parts(sorted(reports)):
        query = select(about.thing).join(schema.decisions, made.id == about.decision)
        found.update(connection.execute(query.where(about.thing.in_(some), made.kind.in_(kinds))).scalars())
    return found


def _about_claims(
    connection: Connection, claims: Iterable[str], *kinds: JudgementKind
) -> Iterator[Judgement]:
    """The judgements of these kinds that hold and speak of the reports of these claims, oldest first."""
    there = select(schema.decisions.c.id).where(schema.decisions.c.kind.in_(kinds)).limit(1)
    if connection.execute(there).first() is None:
        return
    claim, numbers = schema.claims.c, set[int]()
    for some in in_parts(sorted(claims)):
        reports = select(claim.report).where(claim.id.in_(some))
        about = select(schema.about.c.decision).where(schema.about.c.thing.in_(reports)).distinct()
        numbers.update(connection.execute(about).scalars())
    for few in in_parts(sorted(numbers)):
        yield from judgements.read(connection, *kinds, holding=True, numbers=few)


def _present(connection: Connection, judgement: Judgement) -> Iterator[str]:
    """The ids that the claims of a judgement have now."""
    wanted = {at.claim: at for at in judgement.target.claims}
    there: set[str] = set()
    for some in in_parts(sorted(wanted)):
        query = select(schema.claims.c.id).where(schema.claims.c.id.in_(some))
        there.update(connection.execute(query).scalars())
    yield from sorted(there)
    for id_ in sorted(wanted.keys() - there):
        if found := wanted[id_].find(found_in(connection, wanted[id_].report)):
            yield found[0].id


def _doubt_again(connection: Connection, reports: Collection[str]) -> None:
    """Have what decisions about these reports' questions would change be reckoned again (by its trigger)."""
    table, claim, report = schema.conflicts, schema.claims.c, schema.reports.c
    stories = select(report.story).where(report.id.in_(reports))
    own = select(claim.id).where(claim.report.in_(reports))
    touched = table.c.story.in_(stories) | table.c.claim.in_(own)
    connection.execute(update(table).where(touched).values(status=table.c.status))
