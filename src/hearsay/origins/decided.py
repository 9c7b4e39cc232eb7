"""What people decided about pairs of reports: that they go back to one account, or that they do not.

In: judgements. Out: who is held together and who apart. Never here: evidence. Of two decisions on one pair
the newer holds, and of decisions that contradict each other by way of a third report, too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hearsay.records import Judgement


@dataclass(frozen=True, slots=True)
class Pair:
    """Decision `number`: the two reports are one account, or (`together` is False) two."""

    a: str
    b: str
    together: bool
    number: int


class Pairs:
    """The decisions in force, each pair once."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        newest: dict[tuple[str, ...], Pair] = {}
        for judgement in judgements:
            if judgement.holds:
                a, b = judgement.target.reports
                together = judgement.kind == "reports.copies"
                newest[a, b] = Pair(a, b, together, judgement.number or 0)
        self._of: dict[str, set[Pair]] = defaultdict(set)
        for pair in newest.values():
            self._of[pair.a].add(pair)
            self._of[pair.b].add(pair)

    def among(self, reports: Collection[str]) -> list[Pair]:
        """The pairs of which both are here, the newest decision last."""
        found = {pair for report in reports for pair in self._of.get(report, ())} if self._of else set()
        both = (pair for pair in found if pair.a in reports and pair.b in reports)
        return sorted(both, key=lambda pair: pair.number)

    def together(self, report: str) -> set[str]:
        """The reports that people say go back to one account with this one."""
        return self._beside(report, True)

    def apart(self, report: str) -> set[str]:
        """The reports that people say have nothing from this one, nor it from them."""
        return self._beside(report, False)

    def _beside(self, report: str, together: bool) -> set[str]:
        pairs = self._of.get(report, set())
        return {pair.b if pair.a == report else pair.a for pair in pairs if pair.together is together}
