"""Rival answers side by side: for each claim, which it fits, which it contradicts, which it leaves open.

In: an open ledger, a matter. Out: a matrix filled in from the ledger, with what people judged laid over it.
Never here: which answer is right; writing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hearsay.check import telling_words, weigh
from hearsay.ledger import View
from hearsay.records import Cell, Claim, Conflict, Fit, Hypothesis, Report, Weighed
from hearsay.serve.found import disputes_of

MOST_REPORTS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, and how it stands to each of the hypotheses, in their order."""

    claim: Claim
    report: Report
    cells: tuple[Weighed, ...]

    @property
    def tells_apart(self) -> bool:
        """Whether it fits some and not others: only such a claim helps to choose."""
        fits = {cell.fit for cell in self.cells}
        return "inconsistent" in fits and len(fits - {"not applicable"}) > 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hypotheses on one matter, and the claims that speak of any of them; `silent` more speak of none."""

    matter: str
    question: str
    story: str | None
    hypotheses: tuple[Hypothesis, ...]
    rows: tuple[Row, ...]
    silent: int

    def accounts(self, place: int, fit: Fit) -> int:
        """How many accounts hold a claim that fits the hypothesis in this way; copies count once."""
        found = [row for row in self.rows if row.cells[place].fit == fit]
        return len({row.claim.origin or row.report.origin or row.report.id for row in found})


def matrix(ledger: View, matter: str) -> Matrix:
    """The matrix of a matter.

    Raises:
        KeyError: nobody supposes anything about it.
    """
    hypotheses = tuple(ledger.hypotheses(matter=matter))
    if not hypotheses:
        raise KeyError(matter)
    question, story = hypotheses[0].question, hypotheses[0].story
    told = [one for one in _claims(ledger, hypotheses) if not one[0].rejected]
    columns = [_column(ledger, hypothesis, told) for hypothesis in hypotheses]
    rows = [Row(c, r, tuple(column[c.id] for column in columns)) for c, r in told]
    spoken = [row for row in rows if any(cell.fit != "not applicable" for cell in row.cells)]
    spoken.sort(key=lambda row: (not row.tells_apart, row.report.id, row.claim.start))
    return Matrix(matter, question, story, hypotheses, tuple(spoken), len(rows) - len(spoken))


def _claims(ledger: View, hypotheses: Sequence[Hypothesis]) -> Iterator[tuple[Claim, Report]]:
    """The claims of the story that is asked about; without one, those of reports that share words."""
    story = hypotheses[0].story
    if story is not None:
        reports = {report.id: report for report in ledger.reports(story=story)}
        yield from ((claim, reports[claim.report]) for claim in ledger.claims(story=story))
        return
    words = telling_words(" ".join([hypotheses[0].question, *(h.text for h in hypotheses)]))
    for report, claims in ledger.candidates(words, MOST_REPORTS):
        yield from ((claim, report) for claim in claims)


def _column(ledger: View, hypothesis: Hypothesis, told: Sequence[tuple[Claim, Report]]) -> dict[str, Weighed]:
    """How the claims stand to one hypothesis; what people judged takes the place of what was found."""
    reports = {report.id: report for _, report in told}
    found = _with_disputes(disputes_of(ledger, reports.values()), weigh(hypothesis.text, told))
    claims = [claim for claim, _ in told]
    for judgement in ledger.judgements("hypothesis.cell", holding=True):
        if judgement.target.name != hypothesis.id or not isinstance(judgement.value, Cell):
            continue
        meant = judgement.target.claims[0].find(claims)
        if meant is not None:
            found[meant[0].id] = Weighed(judgement.value.fit, judgement.reason, judgement.number)
    return found


def _with_disputes(disputes: Iterable[Conflict], found: dict[str, Weighed]) -> dict[str, Weighed]:
    """What is on another side of a dispute than the claims that bear a hypothesis out contradicts it."""
    more = dict(found)
    for conflict in disputes:
        sides = [
            (any(c in found and found[c].fit == "consistent" for c in answer.claims), answer)
            for answer in conflict.values
            if not answer.leaves_open
        ]
        if sum(bears_out for bears_out, _ in sides) != 1 or conflict.status == "updated":
            continue
        for claim in (c for bears_out, answer in sides if not bears_out for c in answer.claims):
            if claim in found and found[claim].fit in ("neutral", "not applicable"):
                more[claim] = Weighed("inconsistent", f"it answers otherwise: {conflict.question}")
    return more
