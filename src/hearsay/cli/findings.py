"""The findings of a check as text, each with its voice, its report and the words themselves.

In: an open ledger and what a check found. Out: things to print. Never here: printing, JSON, a verdict.
"""

from collections.abc import Iterator

from rich.text import Text

from hearsay.check import Checked, Finding, Side
from hearsay.cli.screen import quoted
from hearsay.export.wording import plural
from hearsay.ledger import View

HEADINGS = {"supports": "Supported by", "denies": "Denied by", "discusses": "Only discussed by"}


def draw(view: View, checked: Checked) -> Iterator[Text]:
    """Side by side: supports, denials, mentions; then how many were silent."""
    for side in (checked.supports, checked.denies, checked.discusses):
        yield from _side(view, side)
    if checked.silent:
        yield Text(f"{plural(len(checked.silent), 'report')} with some of these words, silent on it")
    if not (checked.supports.findings or checked.denies.findings or checked.discusses.findings):
        yield Text("no report speaks of it")


def _side(view: View, side: Side) -> Iterator[Text]:
    if not side.findings:
        return
    counted = [plural(side.origins, "independent origin")] if side.origins else []
    counted += [f"{side.unestablished} of unknown lineage"] if side.unestablished else []
    yield Text(f"{HEADINGS[side.verdict]} ({', '.join(counted)})", style="bold")
    for finding in side.findings:
        yield Text(f"  {_speaker(view, finding)}: {quoted(finding.text)}")
        for difference in finding.differences:
            yield Text(f"    {difference.kind}: {difference.claimed} / {difference.said or 'not said'}")
        if finding.reason and not finding.differences:
            yield Text(f"    {finding.reason}")


def _speaker(view: View, finding: Finding) -> str:
    """The voice and the report it speaks in; a report without a publisher goes by its title."""
    report = view.report(finding.report)
    place = (report.publisher or report.title or report.source) if report else finding.report
    return f"{finding.voice}, in {place}" if finding.voice else place
