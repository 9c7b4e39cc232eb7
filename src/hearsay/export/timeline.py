"""A timeline: what is claimed to have happened when, beside when it was said.

In: a dossier. Out: rows by date with their bars on one axis, and what has no place on it. Never here: a date
that no claim has, a claim left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from hearsay.export.axis import Axis, Bar, axis_of, closed
from hearsay.export.dossier import Dossier, Wording
from hearsay.language import mark
from hearsay.records import Claim, When
from hearsay.records.edtf import bounds, sort_key

Kind = Literal["happened", "expected", "said"]
"""`happened`: the day of what is claimed. `expected`: a deadline, a forecast, a mere supposition. `said`: the
day of the saying, where that of the happening is not known."""
KINDS: tuple[Kind, ...] = ("happened", "expected", "said")
NARROW = 2.0  # percent of the axis: a few pixels on a phone
TITLES: dict[Kind, str] = {
    "happened": mark("Said to have happened"),
    "expected": mark("Due, expected or supposed"),
    "said": mark("When it was said; when it happened is not stated"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A date, and what is said of it. `said` are the bars of the days on which it was said, where known."""

    date: str
    bar: Bar
    said: tuple[Bar, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind, earliest first."""

    kind: Kind
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The claims of a dossier in time; every claim stands in exactly one of the three.

    `yearless` have a day but no year, `undated` no date at all. Without any date there is no axis.
    """

    axis: Axis | None
    groups: tuple[Group, ...]
    yearless: tuple[Wording, ...]
    undated: tuple[Wording, ...]

    @property
    def count(self) -> int:
        """How many dates it shows."""
        return sum(len(group.rows) for group in self.groups)


def timeline(dossier: Dossier) -> Timeline:
    """The claims of a dossier by the day of the happening, or else by the day of the saying."""
    dated: dict[tuple[Kind, str], list[Claim]] = defaultdict(list)
    yearless, undated = [], []
    for claim in dossier.claims:
        kind, when = _date_of(claim)
        if when is None or when.edtf is None:
            undated.append(claim)
        elif bounds(when.edtf) is None:
            yearless.append(claim)
        else:
            dated[kind, when.edtf].append(claim)
    axis = axis_of(days for _, edtf in dated if (days := bounds(edtf)))
    groups = []
    if axis:
        for kind in KINDS:
            found = sorted((edtf for of, edtf in dated if of == kind), key=_in_time)
            rows = tuple(_row(edtf, dated[kind, edtf], axis, dossier) for edtf in found)
            groups += [Group(kind, rows)] if rows else []
    return Timeline(axis, tuple(groups), dossier.wordings(yearless), dossier.wordings(undated))


def bars_svg(row: Row, axis: Axis, kind: Kind, href: str) -> Markup:
    """The bar of a row, as wide as the page lets it be; a click on it leads to `href`.

    The words of the row say the same and carry the same link, so that it is no stop for the keyboard.
    """
    lines = Markup("").join(
        Markup('<line class="tick" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>').format(_percent(tick.at))
        for tick in axis.ticks
    )
    drawn = _bar(row.bar, kind) + Markup("").join(_said(bar) for bar in row.said)
    return Markup(
        '<svg class="bars" width="100%" height="22" aria-hidden="true" focusable="false">{}'
        '<a href="{}" tabindex="-1">{}</a></svg>'
    ).format(lines, href, drawn)


def ticks_svg(axis: Axis) -> Markup:
    """The names of the days above the bars."""
    names = Markup("").join(
        Markup('<text x="{}%" y="13" text-anchor="{}">{}</text>').format(
            _percent(tick.at), "end" if tick.at > 85 else "start", tick.words
        )
        for tick in axis.ticks
    )
    return Markup(
        '<svg class="ticks" width="100%" height="18" aria-hidden="true" focusable="false">{}</svg>'
    ).format(names)


def _in_time(edtf: str) -> tuple[object, ...]:
    """By the first day that is named: "until May" stands in May, not at the beginning of time."""
    days = bounds(edtf)
    return (*closed(*days), edtf) if days else (edtf,)


def _date_of(claim: Claim) -> tuple[Kind, When | None]:
    if claim.when and claim.when.edtf:
        ahead = claim.when.role == "due" or claim.hypothetical or claim.stance == "predicts"
        return ("expected" if ahead else "happened"), claim.when
    return "said", claim.said


def _row(edtf: str, claims: Iterable[Claim], axis: Axis, dossier: Dossier) -> Row:
    wordings = dossier.wordings(claims)
    said = {c.said.edtf for w in wordings for c in w.claims if c.said and c.said.edtf and c.when}
    return Row(
        edtf,
        _bar_of(edtf, axis),
        tuple(_bar_of(day, axis) for day in sorted(said, key=sort_key) if bounds(day)),
        wordings,
    )


def _bar_of(edtf: str, axis: Axis) -> Bar:
    return axis.bar(*(bounds(edtf) or (axis.first, axis.last)))


def _bar(bar: Bar, kind: Kind) -> Markup:
    """A bar at least a few pixels wide, with an arrow outside an edge that it goes beyond."""
    box = Markup('<rect class="bar {}" x="{}%" y="6" width="{}%" height="10" rx="2"/>').format(
        kind, _percent(bar.left), _percent(bar.width)
    )
    if kind == "said" and 0 < bar.width < NARROW:
        box = _said(bar)
    # A single day on a long axis would vanish: a stroke keeps it to be seen.
    stem = Markup('<line class="stem {0}" x1="{1}%" x2="{1}%" y1="6" y2="16"/>').format(
        kind, _percent(bar.left + bar.width / 2)
    )
    return (
        (box if bar.width else Markup(""))
        + (stem if kind == "happened" and 0 < bar.width < NARROW else Markup(""))
        + (_arrow("0%", "M-9 11l7 -6v12z", kind) if bar.before else Markup(""))
        + (_arrow("100%", "M9 11l-7 -6v12z", kind) if bar.after else Markup(""))
    )


def _arrow(x: str, shape: str, kind: Kind) -> Markup:
    return Markup('<svg class="arrow {}" x="{}" overflow="visible"><path d="{}"/></svg>').format(
        kind, x, shape
    )


def _said(bar: Bar) -> Markup:
    """A ring in the middle of the days on which something was said."""
    return Markup('<circle class="told" cx="{}%" cy="11" r="4"/>').format(_percent(bar.left + bar.width / 2))


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
