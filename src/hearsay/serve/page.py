"""Pages: templates filled with records, in the reader's language, and the ledger that a request reads from.

In: the name of a template and what it shows. Out: HTML. Never here: a question to the ledger.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Annotated, TypeVar
from urllib.parse import quote

from babel import negotiate_locale
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from hearsay import __version__
from hearsay.export import dossier, sections, wording
from hearsay.export.drawn import DRAWN
from hearsay.language import SOURCE, Language, language, speak
from hearsay.ledger import View
from hearsay.serve.answers import twin_of
from hearsay.serve.judging import Judging

T = TypeVar("T")

COOKIE = "lang"
A_YEAR = 365 * 24 * 60 * 60  # seconds


@lru_cache(maxsize=32)
def templates(code: str) -> Environment:
    """The templates of the workbench in a language."""
    found = Environment(
        # Timelines and maps look the same here and in a brief.
        loader=ChoiceLoader([PackageLoader("hearsay.serve"), PackageLoader("hearsay.export")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    spoken = language(code)
    speak(found, spoken)
    found.globals.update(
        says=wording.SAYS,
        period_words=partial(wording.period_words, language=spoken),
        relation_words=partial(sections.relation_words, language=spoken),
        apart_words=partial(dossier.apart_words, language=spoken),
        tally_words=partial(dossier.tally_words, language=spoken),
        version=__version__,
        **DRAWN,
    )
    found.filters.update(
        amount_words=partial(wording.amount_words, language=spoken),
        date_words=partial(wording.date_words, language=spoken),
        report_words=wording.report_words,
        file_name=file_name,
    )
    return found


def file_name(source: str) -> str:
    """The last name of a path; an address of the web, or a path without folders, as it is."""
    return source if "://" in source else re.split(r"[/\\]", source)[-1] or source


def chosen_language(request: Request) -> Language:
    """The language that the reader asks for: by the address, or did once, or by the browser's settings."""
    offered: tuple[str, ...] = request.app.state.languages
    for code in (request.query_params.get(COOKIE), request.cookies.get(COOKIE)):
        if code in offered:
            return language(code)
    accepted = _accepted(request.headers.get("accept-language", ""))
    return language(negotiate_locale(accepted, offered) or SOURCE)


def _accepted(header: str) -> list[str]:
    """The languages of an Accept-Language header, the most wanted first, regions after a `_`."""
    wanted = []
    for place, part in enumerate(header.split(",")[:20]):
        code, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if weight > 0 and code.replace("-", "").isalnum():
            wanted.append((-weight, place, code.replace("-", "_")))
    return [code for _, _, code in sorted(wanted)]


def _ledger(request: Request) -> Iterator[View]:
    shared: View = request.app.state.ledger
    with shared.with_one_connection() as view:
        request.state.ledger = view
        yield view


def _today(request: Request) -> date:
    today: date = request.app.state.today()
    return today


Ledger = Annotated[View, Depends(_ledger)]
Today = Annotated[date, Depends(_today)]
Spoken = Annotated[Language, Depends(chosen_language)]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a list too long for one page; leaves are counted from 1."""

    number: int
    count: int

    @classmethod
    def within(cls, number: int, items: int, *, size: int = 50) -> "Leaf":
        """The leaf of this number of a list of so many items; the last for a number beyond it."""
        count = max(1, -(-items // size))
        return cls(min(max(1, number), count), count)

    @property
    def before(self) -> int | None:
        """The leaf before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The leaf after, if there is one."""
        return self.number + 1 if self.number < self.count else None


def leaf_of(items: Sequence[T], number: int, *, size: int = 50) -> tuple[Sequence[T], Leaf]:
    """The items on a leaf; a number beyond the last leaf gives the last."""
    leaf = Leaf.within(number, len(items), size=size)
    return items[(leaf.number - 1) * size : leaf.number * size], leaf


def in_language(request: Request, code: str) -> str:
    """The address of this page in another language."""
    url = request.url.include_query_params(**{COOKIE: code})
    return f"{quote(url.path)}?{url.query}"


def page(request: Request, template: str, *, status: int = 200, **shown: object) -> HTMLResponse:
    """The template filled with what it shows, in the language of the reader."""
    spoken = chosen_language(request)
    offered = [(language(code), in_language(request, code)) for code in request.app.state.languages]
    text = (
        templates(spoken.code)
        .get_template(template)
        .render(
            request=request,
            ledger_name=request.app.state.ledger.path.name,
            languages=offered,
            twin=twin_of(request),
            judging=Judging(request, getattr(request.state, "ledger", request.app.state.ledger), spoken),
            **shown,
        )
    )
    response = HTMLResponse(text, status_code=status)
    response.headers.update({"Content-Language": spoken.code, "Vary": "Accept-Language, Cookie"})
    if request.query_params.get(COOKIE) == spoken.code:
        response.set_cookie(COOKIE, spoken.code, max_age=A_YEAR, httponly=True, samesite="lax")
    return response
