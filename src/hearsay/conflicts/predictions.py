"""What is said to come: forecasts, promises and orders, with the day by which they fall due.

In: claims. Out: `Prediction`s. Never here: whether they came true; people decide that. What is only
supposed, and what somebody merely demands, is no prediction.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from hearsay.records import Claim, Prediction, Report, content_id, edtf

_DUE = r"due(?! to (?:the|an?|its|his|her|their|this|that|\w{3,}ing)\b)"
"""Not what something was caused by."""
_FUTURE = re.compile(
    r"\b(will|won't|won’t|shall|would|'ll|’ll|is to|are to|going to|"
    rf"(?:is|are|was|were) {_DUE}|{_DUE}(?= to\b)|"
    r"expected|scheduled|set to|certain to|bound to|poised to|likely to|about to)\b"
    r"|(?<!\w)(?!(?:\w+ed|appears?|claims?|felt|found|had|has|have|held|known|like|likes|meant|needs?|not|ought|out"
    r"|prefers?|proves?|said|seems?|seen|shown|thought|used|wants?) to be\b)\w+ to be\b",
    re.IGNORECASE,
)
"""Of "to be" only what is a headline's ("bridge to be closed"), not "found to be" or "seems to be"."""
_PROMISE = re.compile(rf"\b(?:will|shall|(?:is|are) {_DUE})\b", re.IGNORECASE)
_PAST_CONDITIONAL = re.compile(r"\b(would|could|should|might) (not )?have\b", re.IGNORECASE)
_BINDING = re.compile(r"\b(order|instruct|command|task|direct|requir|oblig|mandat|charg)", re.IGNORECASE)


def find_predictions(claims: Iterable[Claim], *, reports: Mapping[str, Report]) -> Iterator[Prediction]:
    """The predictions among the claims, in order; `due` is None where no day is known."""
    for claim in claims:
        if not _foretells(claim):
            continue
        due = _due(claim, reports.get(claim.report))
        yield Prediction(content_id("prediction", claim.id), claim.id, claim.content, due)


def _foretells(claim: Claim) -> bool:
    if claim.hypothetical or claim.stance in {"asks", "denies", "doubts", "other"}:
        return False
    if _PAST_CONDITIONAL.search(claim.content):
        return False
    if claim.stance == "predicts":
        return True
    if claim.stance == "demands":
        return claim.cue is not None and _BINDING.search(claim.cue.text) is not None
    return (_FUTURE.search(claim.content) is not None and claim.voice.kind != "report") or _promised(claim)


def _promised(claim: Claim) -> bool:
    """The report's own "will", or a day in the content by which something falls due."""
    if claim.when is not None and claim.when.role == "due":
        return True
    return _PROMISE.search(claim.content) is not None


def _due(claim: Claim, report: Report | None) -> str | None:
    """The day stated in the content, unless it lies before the report: then it is no deadline."""
    if claim.when is None or claim.when.edtf is None:
        return None
    if claim.when.role == "due" or report is None or report.published is None:
        return claim.when.edtf
    stated, published = edtf.bounds(claim.when.edtf), edtf.bounds(report.published)
    if stated is not None and published is not None and stated[1] <= published[1]:
        return None
    return claim.when.edtf
