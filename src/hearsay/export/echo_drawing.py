"""The way of a claim through reports, drawn: a numbered dot for each report, on one axis of days.

In: an echo. Out: SVG that stretches to the width of the page. Never here: the words themselves, which stand
in a list beside it under the same numbers.
"""

from markupsafe import Markup

from hearsay.export.axis import Axis, axis_of
from hearsay.records import Echo
from hearsay.records.edtf import bounds

ROW = 30  # pixels
EDGE = 4.0  # percent kept free on either side
UNDATED = 96.0  # percent: where a report without a date stands


def path_svg(echo: Echo) -> Markup:
    """Dots by the day of their reports, the first on top; a line leads to each from where it has the claim.

    A full line where that is known, a broken one where the report only came later; a filled dot where words
    changed.
    """
    axis = echo_axis(echo)
    places = {step.claim: (_x(step.published, axis), ROW // 2 + ROW * n) for n, step in enumerate(echo.steps)}
    lines, dots = Markup(""), Markup("")
    for number, step in enumerate(echo.steps, 1):
        x, y = places[step.claim]
        if step.of in places:
            from_x, from_y = places[step.of]
            lines += Markup('<line class="way{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(
                "" if step.known else " later", from_x, from_y, x, y
            )
        dots += Markup(
            '<circle class="stop{}" cx="{}%" cy="{}" r="10"/>'
            '<text x="{}%" y="{}" text-anchor="middle">{}</text>'
        ).format(" changed" if step.changes else "", x, y, x, y + 4, number)
    return Markup(
        '<svg class="path" width="100%" height="{}" aria-hidden="true" focusable="false">{}{}</svg>'
    ).format(ROW * len(echo.steps), lines, dots)


def echo_axis(echo: Echo) -> Axis | None:
    """The days of its reports; None where none is dated."""
    return axis_of(days for step in echo.steps if step.published and (days := bounds(step.published)))


def _x(published: str | None, axis: Axis | None) -> float:
    days = bounds(published) if published else None
    if axis is None or days is None:
        return UNDATED if axis is not None else EDGE
    bar = axis.bar(*days)
    return round(EDGE + (UNDATED - 2 * EDGE) / 100 * (bar.left + bar.width / 2), 2)
