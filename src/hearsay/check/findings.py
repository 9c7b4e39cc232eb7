"""What the check of a claim finds.

In: nothing. Out: the records of an answer. Never here: a verdict true or false; only who stands where.
"""

from dataclasses import dataclass
from typing import Literal

from hearsay.check.differences import Difference

Verdict = Literal["supports", "denies", "discusses", "silent"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Report `report` has `voice` say `text[start:end]`, which supports, denies or only discusses a claim.

    `claim` is the id of the ledger's claim that stands there, `origin` the account that it goes back to.
    `voice` is None where a report speaks for itself. `differences` say in what it differs from the claim,
    `reason` why it does no more than discuss it; `likelihood` is the network's and decides nothing alone.
    """

    report: str
    verdict: Verdict
    start: int
    end: int
    text: str
    claim: str | None
    voice: str | None
    origin: str | None
    differences: tuple[Difference, ...]
    reason: str | None
    covered: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class Side:
    """All that stands on one side: `origins` independent accounts, and `unestablished` of unknown lineage."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    origins: int
    unestablished: int


@dataclass(frozen=True, slots=True)
class Checked:
    """How the reports stand to the claim `text`. `silent` are candidates that do not speak of it."""

    text: str
    supports: Side
    denies: Side
    discusses: Side
    silent: tuple[str, ...]
