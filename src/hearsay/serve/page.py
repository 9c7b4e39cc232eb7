"""Pages: templates filled with records, and the ledger that a request reads from.

In: the name of a template and what it shows. Out: HTML. Never here: a question to the ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from hearsay import __version__
from hearsay.export import brief, dossier, wording
from hearsay.export.drawn import DRAWN
from hearsay.ledger import View

T = TypeVar("T")

templates = Environment(
    # Timelines and maps look the same here and in a brief.
    loader=ChoiceLoader([PackageLoader("hearsay.serve"), PackageLoader("hearsay.export")]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals.update(
    says=wording.SAYS,
    period_words=wording.period_words,
    relation_words=brief.relation_words,
    apart_words=dossier.apart_words,
    tally_words=dossier.tally_words,
    version=__version__,
    **DRAWN,
)
templates.filters.update(
    amount_words=wording.amount_words,
    date_words=wording.date_words,
    plural=wording.plural,
    report_words=wording.report_words,
)


def _ledger(request: Request) -> View:
    view: View = request.app.state.ledger
    return view


def _today(request: Request) -> date:
    today: date = request.app.state.today()
    return today


Ledger = Annotated[View, Depends(_ledger)]
Today = Annotated[date, Depends(_today)]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a list too long for one page; leaves are counted from 1."""

    number: int
    count: int

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
    count = max(1, -(-len(items) // size))
    number = min(max(1, number), count)
    return items[(number - 1) * size : number * size], Leaf(number, count)


def page(request: Request, template: str, *, status: int = 200, **shown: object) -> HTMLResponse:
    """The template filled with what it shows."""
    name = request.app.state.ledger.path.name
    text = templates.get_template(template).render(request=request, ledger_name=name, **shown)
    return HTMLResponse(text, status_code=status)
