"""Which reports bear a claim out, deny it, only discuss it or are silent on it.

In: the words of a claim; reports with their claims, and their origins. Out: `Checked`. Never here: a verdict
true or false, the store, or all reports: the caller looks for candidates.
"""

from collections.abc import Callable, Iterable, Sequence

from hearsay.check import cues
from hearsay.check.findings import Checked, Finding, Side, Verdict
from hearsay.check.judge import judge
from hearsay.check.model import load_model
from hearsay.check.weigh import weigh
from hearsay.check.words import read_sentence
from hearsay.records import Claim, Origin, Report

__all__ = ["Checked", "Finding", "Side", "Verdict", "check_claim", "telling_words", "weigh"]


def telling_words(text: str, most: int = 12) -> list[str]:
    """The words of a claim by which reports about it are found, the most telling first."""
    claim = read_sentence(text, load_model().weights)
    content = {
        word: weight
        for word, weight in zip(claim.words, claim.weights, strict=True)
        if word not in cues.FUNCTION and len(word) > 1
    }
    return sorted(content, key=lambda word: (-content[word], word))[:most]


def check_claim(
    text: str,
    candidates: Iterable[tuple[Report, Sequence[Claim]]],
    load_origin: Callable[[str], Origin | None],
) -> Checked:
    """How the candidates stand to the claim, each side with its independent origins."""
    model = load_model()
    found: list[Finding] = []
    silent: list[str] = []
    for report, claims in candidates:
        findings = judge(text, report, claims, model)
        found += findings
        if not findings:
            silent.append(report.id)
    return Checked(
        text,
        _side("supports", found, load_origin),
        _side("denies", found, load_origin),
        _side("discusses", found, load_origin),
        tuple(sorted(silent)),
    )


def _side(verdict: Verdict, found: Iterable[Finding], load_origin: Callable[[str], Origin | None]) -> Side:
    """Findings that go back to one account count once; of an account with unknown lineage nobody can tell."""
    findings = sorted(
        (finding for finding in found if finding.verdict == verdict),
        key=lambda f: (-f.covered, -f.likelihood, f.report, f.start, f.end),
    )
    accounts = {finding.origin for finding in findings if finding.origin is not None}
    loaded = {account: load_origin(account) for account in sorted(accounts)}
    # An analysis weighs the accounts of others: it is not counted beside them.
    first_hand = {name: origin for name, origin in loaded.items() if origin is None or not origin.discusses}
    counted = first_hand or loaded
    established = sum(origin is not None and origin.established for origin in counted.values())
    untraced = {finding.report for finding in findings if finding.origin is None}
    return Side(verdict, tuple(findings), established, len(counted) - established + len(untraced))
