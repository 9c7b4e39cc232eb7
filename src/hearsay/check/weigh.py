"""How far each claim fits a hypothesis: the same comparison as in checking a claim, claim by claim.

In: the words of a hypothesis, claims with their reports. Out: `Weighed`. Never here: which hypothesis
is right, or what people judged.
"""

from collections.abc import Iterable

from hearsay.check.findings import Finding, Verdict
from hearsay.check.judge import Statement, compare_statement, known_of
from hearsay.check.model import load_model
from hearsay.check.words import read_sentence, source_first, without_contrast
from hearsay.records import Claim, Fit, Report, Weighed

FITS: dict[Verdict, Fit] = {"supports": "consistent", "denies": "inconsistent", "discusses": "neutral"}


def weigh(text: str, claims: Iterable[tuple[Claim, Report]]) -> dict[str, Weighed]:
    """For each claim, whether it bears the hypothesis out, excludes it, leaves it open or is silent on it."""
    model = load_model()
    hypothesis = read_sentence(source_first(without_contrast(text)), model.weights)
    found: dict[str, Weighed] = {}
    for claim, report in claims:
        said = read_sentence(without_contrast(claim.content), model.weights, start=claim.start)
        finding = None
        if said.words:
            finding = compare_statement(hypothesis, Statement(said, claim, known_of(claim)), report, model)
        found[claim.id] = Weighed("not applicable") if finding is None else _weighed(finding)
    return found


def _weighed(finding: Finding) -> Weighed:
    differences = [f"{d.kind}: {d.claimed} / {d.said or '—'}" for d in finding.differences]
    return Weighed(FITS[finding.verdict], "; ".join(differences) or finding.reason)
