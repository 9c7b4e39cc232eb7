"""Days that are known by their names: feasts of the churches, of Islam and of Judaism, days of nations.

In: a name and a year. Out: its first and last day, and whether the calendar leaves doubt about them. Never
here: names that mean another day in another country ("Independence Day", "Mother's Day").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_Find = Callable[[int], date | None]


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast of `days` days; `about` if its first day hangs on a sighting of the moon.

    `fixed` is its month and day where they are the same in every year.
    """

    find: _Find
    days: int = 1
    about: bool = False
    fixed: tuple[int, int] | None = None

    def of(self, year: int) -> tuple[date, date] | None:
        """The first and last day of the feast that begins in a year; None outside the calendar."""
        try:
            first = self.find(year)
            return (first, first + timedelta(days=self.days - 1)) if first else None
        except (OverflowError, ValueError):
            return None


def easter(year: int) -> date:
    """Easter Sunday of the western churches, for years of the Gregorian calendar."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    offset = epact - (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, in the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    offset = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
    lag = year // 100 - year // 400 - 2
    return date(year, offset // 31, offset % 31 + 1) + timedelta(days=lag)


def _fixed(month: int, day: int) -> Feast:
    return Feast(lambda year: date(year, month, day), fixed=(month, day))


def _after_easter(days: int, easter_of: Callable[[int], date] = easter) -> _Find:
    return lambda year: easter_of(year) + timedelta(days=days)


def nth_weekday(year: int, month: int, weekday: int, rank: int) -> date | None:
    """The rank-th such weekday (Monday 0) of a month; -1 is the last."""
    if rank > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (rank - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        day = last - timedelta(days=(last.weekday() - weekday) % 7)
    return day if day.month == month else None


def _nth(month: int, weekday: int, rank: int) -> _Find:
    return lambda year: nth_weekday(year, month, weekday, rank)


def _islamic(month: int, day: int) -> _Find:
    """A day of the tabular Islamic calendar, which lies within two days of what is seen in the sky."""

    def find(year: int) -> date | None:
        around = round((year - 622) * 33 / 32)
        for hijri in range(around - 1, around + 3):
            days = (11 * hijri + 3) // 30 + 354 * hijri + 30 * month - (month - 1) // 2 + day - 385
            moment = date.fromordinal(days + 227_015) if days > 0 else None
            if moment is not None and moment.year == year:
                return moment
        return None

    return find


def _jewish(after_new_year: int) -> _Find:
    """A day of the Hebrew calendar, counted from 1 Tishri in the autumn of the year."""
    return lambda year: _rosh_hashanah(year) + timedelta(days=after_new_year)


def _passover(year: int) -> date:
    """The first day of Passover, 163 days before the next new year."""
    return _rosh_hashanah(year) - timedelta(days=163)


def _rosh_hashanah(year: int) -> date:
    """1 Tishri in the autumn of a year: the molad, and the four postponements."""

    def elapsed(hebrew: int) -> int:
        months = (235 * hebrew - 234) // 19
        parts = 12_084 + 13_753 * months
        days = months * 29 + parts // 25_920
        return days + 1 if 3 * (days + 1) % 7 < 3 else days

    hebrew = year + 3761
    day = elapsed(hebrew)
    if elapsed(hebrew + 1) - day == 356:
        day += 2
    elif day - elapsed(hebrew - 1) == 382:
        day += 1
    return date.fromordinal(day - 1_373_427)


FEASTS: dict[str, Feast] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "orthodox christmas": _fixed(1, 7),
    "martin luther king jr. day": Feast(_nth(1, 0, 3)),
    "martin luther king day": Feast(_nth(1, 0, 3)),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents day": Feast(_nth(2, 0, 3)),
    "presidents' day": Feast(_nth(2, 0, 3)),
    "international women's day": _fixed(3, 8),
    "st. patrick's day": _fixed(3, 17),
    "st patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "anzac day": _fixed(4, 25),
    "cinco de mayo": _fixed(5, 5),
    "memorial day": Feast(_nth(5, 0, -1)),
    "juneteenth": _fixed(6, 19),
    "fourth of july": _fixed(7, 4),
    "july fourth": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": Feast(_nth(9, 0, 1)),
    "columbus day": Feast(_nth(10, 0, 2)),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "all souls' day": _fixed(11, 2),
    "guy fawkes night": _fixed(11, 5),
    "bonfire night": _fixed(11, 5),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "thanksgiving day": Feast(_nth(11, 3, 4)),
    "thanksgiving": Feast(_nth(11, 3, 4)),
    "black friday": Feast(lambda year: _day_after_thanksgiving(year)),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "shrove tuesday": Feast(_after_easter(-47)),
    "mardi gras": Feast(_after_easter(-47)),
    "ash wednesday": Feast(_after_easter(-46)),
    "palm sunday": Feast(_after_easter(-7)),
    "maundy thursday": Feast(_after_easter(-3)),
    "good friday": Feast(_after_easter(-2)),
    "holy saturday": Feast(_after_easter(-1)),
    "easter sunday": Feast(easter),
    "easter monday": Feast(_after_easter(1)),
    "easter": Feast(easter),
    "ascension day": Feast(_after_easter(39)),
    "pentecost": Feast(_after_easter(49)),
    "whit monday": Feast(_after_easter(50)),
    "corpus christi": Feast(_after_easter(60)),
    "orthodox good friday": Feast(_after_easter(-2, orthodox_easter)),
    "orthodox easter": Feast(orthodox_easter),
    "ramadan": Feast(_islamic(9, 1), days=30, about=True),
    "eid al-fitr": Feast(_islamic(10, 1), days=3, about=True),
    "eid ul-fitr": Feast(_islamic(10, 1), days=3, about=True),
    "eid al-adha": Feast(_islamic(12, 10), days=4, about=True),
    "eid ul-adha": Feast(_islamic(12, 10), days=4, about=True),
    "ashura": Feast(_islamic(1, 10), about=True),
    "rosh hashanah": Feast(_jewish(0), days=2),
    "yom kippur": Feast(_jewish(9)),
    "sukkot": Feast(_jewish(14), days=7),
    "passover": Feast(_passover, days=8),
    "shavuot": Feast(lambda year: _passover(year) + timedelta(days=50)),
}


def _day_after_thanksgiving(year: int) -> date | None:
    thursday = nth_weekday(year, 11, 3, 4)
    return thursday and thursday + timedelta(days=1)


FEAST = "(?:{})".format(
    "|".join(
        re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s")
        for name in sorted(FEASTS, key=len, reverse=True)
    )
)
"""The names as a pattern, to be matched without regard to case where every word of it is capitalised."""
