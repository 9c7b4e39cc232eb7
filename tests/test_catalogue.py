"""The catalogue: in step with the source, complete in German; what a language does to words and numbers."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment

from hearsay.export.wording import date_words
from hearsay.language import ENGLISH, language, speak

ROOT = Path(__file__).parents[1]
GERMAN = language("de")


def test_every_marked_word_is_in_the_catalogue_and_has_its_german() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "catalogue.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_templates_hand_only_their_own_words_over_as_markup() -> None:
    for file in (ROOT / "src").rglob("templates/*.html"):
        for call in re.findall(r"""\b_\(\s*([^"'\s])""", file.read_text()):
            raise AssertionError(f"{file.name}: _({call}…) would not be escaped; use |say")


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-03-12", "12. März 2024"),
        ("2024-03-12/2024-03-14", "12.–14. März 2024"),
        ("2022-10~", "etwa Oktober 2022"),
        ("XXXX-11-30", "30. November, ohne Jahresangabe"),
        ("2023-22", "Sommer 2023"),
        ("../2024-05", "bis Mai 2024"),
        (None, "Datum nicht bekannt"),
    ],
)
def test_a_date_in_german(edtf: str | None, words: str) -> None:
    assert date_words(edtf, GERMAN) == words


def test_numbers_and_days_look_as_the_language_writes_them() -> None:
    assert (ENGLISH.number(1234.5), GERMAN.number(1234.5)) == ("1,234.5", "1.234,5")
    assert (ENGLISH.day(date(2024, 3, 2)), GERMAN.day(date(2024, 3, 2))) == ("2 March 2024", "2. März 2024")
    assert GERMAN.count("%(num)s report", "%(num)s reports", 1200) == "1.200 Berichte"


def test_a_language_knows_its_direction_and_falls_back_to_english() -> None:
    arabic = language("ar")
    assert (ENGLISH.direction, arabic.direction) == ("ltr", "rtl")
    assert arabic.gettext("Stories") == "Stories"


def test_words_put_into_a_message_are_escaped_and_its_own_markup_stays() -> None:
    environment = Environment(autoescape=True)
    speak(environment, GERMAN)
    template = environment.from_string(
        '{{ _("All about %(name)s", name="<i>") }} {{ ngettext("%(num)s claim", "%(num)s claims", 1200) }} '
        '{% trans %}<b>100 %</b>{% endtrans %} {{ "open"|say }} {{ "<u>"|say }}'
    )
    assert template.render() == "Alles über &lt;i&gt; 1.200 Aussagen <b>100 %</b> offen &lt;u&gt;"


def test_no_page_shows_words_that_are_not_marked() -> None:
    said_otherwise = r"\{#.*?#\}|\{% trans.*?endtrans %\}|<(script|code)\b.*?</\1>|\bUTC\b"
    filled_in = r"\{\{.*?\}\}|\{%.*?%\}"
    shown = r">([^<>]*)<|(?:aria-label|placeholder|title|alt)=\"([^\"]*)\""
    for file in sorted((ROOT / "src" / "hearsay" / "serve").rglob("templates/**/*.html")):
        bare = re.sub(said_otherwise, "", file.read_text(), flags=re.DOTALL)
        bare = re.sub(filled_in, "", bare, flags=re.DOTALL).replace("hearsay", "")
        words = ["".join(found).strip() for found in re.findall(shown, bare)]
        assert [one for one in words if re.search(r"[A-Za-z]{3}", one)] == [], file.name
