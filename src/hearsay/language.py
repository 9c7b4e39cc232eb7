"""What people read on a page, in their language: the words of one catalogue, and how numbers and dates look.

In: English words as they stand in the source; numbers and days. Out: the same for a language. Never here: the
words of a report, which stay in their own language; the choice of a language for somebody.

The catalogue holds a file for each language, `locale/CODE.po`; English is the source itself. The command
`scripts/catalogue` keeps the files in step with the source.
"""

from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from jinja2 import Environment
from markupsafe import Markup

SOURCE = "en"
LANGUAGES = (SOURCE, "de")
"""The languages of the catalogue."""

_FORMATS = {SOURCE: "en_GB"}
"""The region whose way to write dates and numbers is meant where a language has several."""


class Language:
    """A language to speak to people in. Words that its catalogue does not hold stay English."""

    def __init__(self, code: str, translations: NullTranslations) -> None:
        self.code = code
        self._words = translations
        self._locale = Locale.parse(_FORMATS.get(code, code), sep="_")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`: from which side it is read."""
        return str(self._locale.text_direction)

    @property
    def name(self) -> str:
        """What it calls itself: "Deutsch"."""
        own = Locale.parse(self.code).get_display_name()
        return own[:1].upper() + own[1:] if own else self.code

    def gettext(self, message: str) -> str:
        """The words in this language."""
        return self._words.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, count: float) -> str:
        """The words that go with a count, which is not yet put into them."""
        return self._words.ngettext(one, many, count if isinstance(count, int) else 2)

    def count(self, one: str, many: str, count: int) -> str:
        """The words that go with a count, with the count in place of `%(num)s`."""
        return self.ngettext(one, many, count) % {"num": self.number(count)}

    def number(self, value: float) -> str:
        """A number with the signs of the language: "1,234.5", "1.234,5"."""
        return str(format_decimal(value, locale=self._locale))

    def day(self, day: date) -> str:
        """A day in full: "12 March 2024"."""
        return str(format_date(day, format="long", locale=self._locale))

    def day_of_year(self, month: int, day: int) -> str:
        """A day of any year: "12 March"."""
        return str(format_skeleton("MMMMd", date(2000, month, day), locale=self._locale))

    def month(self, month: int) -> str:
        """The name of a month as it stands alone: "March"."""
        return str(self._locale.months["stand-alone"]["wide"][month])


@lru_cache(maxsize=32)
def language(code: str) -> Language:
    """The language of this code, with what the catalogue holds of it."""
    file = files("hearsay") / "locale" / f"{code}.po"
    if code == SOURCE or not file.is_file():
        return Language(code, NullTranslations())
    with file.open("rb") as source:
        catalogue = read_po(source, locale=code, abort_invalid=True)
    compiled = BytesIO()  # made when it is read, so that no second form of the words can fall behind
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(code, GNUTranslations(compiled))


ENGLISH = language(SOURCE)


def mark(message: str) -> str:
    """The words as they are, marked for the catalogue; whoever shows them translates them."""
    return message


def speak(environment: Environment, language: Language) -> None:
    r"""Let templates say `_("…")`, `ngettext(…)` and `{% trans %}` in a language.

    These take words that stand in the template itself: they may hold markup. Named parts are put in and
    escaped; counts among them are written as the language writes numbers. `|say` is for words that are kept
    elsewhere and marked there; it escapes them like any text.
    """

    def gettext(message: str, /, **parts: Any) -> Markup:
        return _filled(language.gettext(message), parts)

    def ngettext(one: str, many: str, count: int, /, **parts: Any) -> Markup:
        return _filled(language.ngettext(one, many, count), {"num": count, **parts})

    def _filled(words: str, parts: dict[str, Any]) -> Markup:
        parts = {name: _written(part) for name, part in parts.items()}
        return Markup(words) % parts if parts else Markup(words.replace("%%", "%"))

    def _written(part: Any) -> Any:
        return language.number(part) if isinstance(part, int | float) else part

    environment.add_extension("jinja2.ext.i18n")
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(_=gettext, gettext=gettext, ngettext=ngettext, language=language)
    environment.filters.update(say=language.gettext, number=language.number)
