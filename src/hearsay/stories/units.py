"""The reports that must be looked at together to tell their stories: a unit.

In: what ties reports. Out: the unit of a report. Never here: more reports than a unit may have, except where
that many are nearly the same.

Ties as weak as `LEVELS[0]` join reports to a unit. Where that makes it too large (in a million reports
nearly everything hangs together in the end), only stronger ties count there. What the unit of a report is
depends on the ties alone; and a tie that comes or goes changes no other units than those, before and after,
of the reports at its ends.
"""

from collections.abc import Iterator

from hearsay.stories.archive import Archive

LEVELS = (0.15, 0.25, 0.35, 0.5, 0.7)
LARGEST = 200  # reports


def unit(report: str, archive: Archive, largest: int = LARGEST) -> frozenset[str]:
    """The reports joined to this one by ties of the lowest level at which they are few enough."""
    for level in LEVELS:
        found = _joined(report, archive, level, largest)
        if len(found) <= largest:
            return found
    return _joined(report, archive, LEVELS[-1], None)


def _joined(report: str, archive: Archive, level: float, most: int | None) -> frozenset[str]:
    """All that hang together with a report; given up when they are more than `most`."""
    found, ahead = {report}, [report]
    while ahead and (most is None or len(found) <= most):
        near = set(_near(ahead.pop(), archive, level)) - found
        found |= near
        ahead += near
    return frozenset(found)


def _near(report: str, archive: Archive, level: float) -> Iterator[str]:
    yield from archive.account(archive.first(report))
    yield from (other for other, tie in archive.ties(report).items() if tie.likeness >= level)
