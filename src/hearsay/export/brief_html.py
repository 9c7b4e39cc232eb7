"""A brief as one HTML file to open, print or send.

In: a brief. Out: HTML without any outside reference. Never here: a script, a list that stays closed on paper.
"""

from jinja2 import Environment, PackageLoader, StrictUndefined

from hearsay.export import wording as english
from hearsay.export.brief import Brief
from hearsay.export.drawn import DRAWN
from hearsay.export.wording import stance_words
from hearsay.language import ENGLISH, speak


def brief_html(brief: Brief) -> str:
    """The brief as one HTML file."""
    env = Environment(
        loader=PackageLoader("hearsay.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speak(env, ENGLISH)
    env.filters.update({name: getattr(english, name) for name in ("date_words", "plural", "report_words")})
    env.filters["kind"] = lambda block: type(block).__name__
    env.globals.update(stance_words=stance_words, **DRAWN)
    return env.get_template("brief.html").render(brief=brief)
