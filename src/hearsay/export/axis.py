"""An axis of days for a timeline: which stretch of time it shows, where a day stands on it.

In: first and last days. Out: a window, ticks, positions in percent of its width. Never here: claims, markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# A date belongs to the window if that need not grow by more than its own length, or by this, to hold it.
NEAR = timedelta(days=28)
# Of the dates, so many may stay outside: a history whose dates are all far apart is shown as a whole.
FAR = 1 / 3
TICKS = 5  # as many labels as a phone has room for
STEPS_IN_DAYS = (1, 2, 7, 14)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
STEPS_IN_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000)

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart at `at` percent, and what it is called."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The days that a date allows, in percent of the axis.

    `before` and `after`: it goes on beyond the edge. A bar of no width lies wholly beyond an edge.
    """

    left: float
    width: float
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`, both shown."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day begins, in percent; beyond the edges, the edge."""
        return min(100.0, max(0.0, 100 * (day - self.first).days / self.days))

    def bar(self, first: date, last: date) -> Bar:
        """The bar of a date that allows these days."""
        left = self.at(first)
        right = 100.0 if last >= self.last else self.at(last + timedelta(days=1))
        return Bar(left, right - left, first < self.first, last > self.last)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """At most a handful of days, months or years, named so that the year is always known."""
        ticks: list[Tick] = []
        year = None
        days, by_day = _tick_days(self)
        for day in days:
            words = _named(day, by_day, year != day.year, self)
            ticks.append(Tick(self.at(day), words))
            year = day.year
        return tuple(ticks)


def axis_of(dates: Iterable[Days]) -> Axis | None:
    """The window in which most of the dates lie; those far from all others stay outside.

    It begins with the middle one of the more exact dates and takes in what is near, so that "in 1987" in the
    background of a story does not press a week of May into a hair's breadth. Open ends do not count.
    """
    spans = sorted({closed(first, last) for first, last in dates}, key=lambda span: (span[1] - span[0], span))
    if not spans:
        return None
    exact = sorted(spans[: (len(spans) + 1) // 2])
    first, last = exact[len(exact) // 2]
    waiting = sorted(spans)
    while waiting:
        reach = max(NEAR, last - first)
        near = [span for span in waiting if _growth(span, first, last) <= reach]
        if not near and len(waiting) <= FAR * len(spans):
            break
        near = near or [min(waiting, key=lambda span: (_growth(span, first, last), span))]
        waiting = [span for span in waiting if span not in near]
        first, last = min(first, *(s[0] for s in near)), max(last, *(s[1] for s in near))
    return _with_margin(first, last)


def _growth(span: Days, first: date, last: date) -> timedelta:
    """By how much a window must grow on one side to hold a span."""
    return max(first - span[0], span[1] - last)


def closed(first: date, last: date) -> Days:
    """The days that a date names: an open end is put where the other is."""
    if first == date.min:
        return last, last
    return (first, first) if last == date.max else (first, last)


def _with_margin(first: date, last: date) -> Axis:
    margin = timedelta(days=max(1, (last - first).days // 25))
    early = first - margin if first - date.min > margin else date.min
    return Axis(early, last + margin if date.max - last > margin else date.max)


def _tick_days(axis: Axis) -> tuple[Sequence[date], bool]:
    """The days to mark, and whether they are days rather than the beginnings of months or years."""
    for step in STEPS_IN_DAYS:
        if axis.days <= step * TICKS:
            count = -(-axis.days // step)
            return [axis.first + timedelta(days=step * number) for number in range(count)], True
    begin, end = _month_number(axis.first), _month_number(axis.last)
    step = next(step for step in STEPS_IN_MONTHS if end // step - begin // step <= TICKS)
    months = range((begin // step + 1) * step, end + 1, step)
    return [date(number // 12, number % 12 + 1, 1) for number in months], False


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _named(day: date, by_day: bool, new_year: bool, axis: Axis) -> str:
    if not by_day and axis.days > 366 * TICKS and day.month == 1:
        return str(day.year)
    month = MONTHS[day.month - 1]
    words = f"{day.day} {month}" if by_day else month
    return f"{words} {day.year}" if new_year else words
