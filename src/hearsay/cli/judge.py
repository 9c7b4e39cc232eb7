"""`hearsay judge`: what people judge about claims, reports, questions and predictions; on record."""

import getpass
from datetime import UTC, datetime
from typing import Annotated, cast

import typer

from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption
from hearsay.errors import HearsayError

FIELDS: dict[str, tuple[str, ...]] = {
    "claim.confirm": ("claim",),
    "claim.reject": ("claim",),
    "claim.correct": ("claim",),
    "reports.copies": ("one", "other"),
    "reports.independent": ("one", "other"),
    "conflict.settle": ("conflict", "how"),
    "prediction.outcome": ("claim", "outcome"),
    "hypothesis.cell": ("hypothesis", "claim", "fit"),
    "note": ("about", "id", "text"),
    "tag": ("about", "id", "tag"),
    "rating": ("about", "id", "grade"),
}
"""What is named after each kind, in this order; the same as in the forms of the workbench."""


def judge(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of: {', '.join(FIELDS)}.")],
    about: Annotated[list[str], typer.Argument(metavar="WHAT…", help="Ids, and then what is judged.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    change: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="How the claim reads."),
    ] = None,
    user: Annotated[str | None, typer.Option("--user", help="Who judges; else who is logged in.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why.")] = None,
) -> None:
    """Confirm, reject, correct, settle a question, tell copies from independent reports, note, tag, rate."""
    from hearsay.ledger import open_ledger
    from hearsay.pipeline import judge, look_across, waits
    from hearsay.records import Judgement, JudgementKind
    from hearsay.serve.forms import read_form

    names = FIELDS.get(kind, ())
    if len(about) != len(names) or bool(change) != (kind == "claim.correct"):
        hint = f"give: {' '.join(names).upper()}" if names else "see: hearsay judge --help"
        raise HearsayError(f"not enough, or too much, to {kind}", hint=hint)
    fields = dict(zip(names, about, strict=True))
    fields |= {name: value for name, _, value in (given.partition("=") for given in change or ())}
    if grade := fields.pop("grade", None):  # letters are for sources, numbers for what they say
        fields["information" if grade.isdecimal() else "source"] = grade
    if fields.get("how") not in (None, "no conflict", "cannot be told"):
        fields["how"] = f"answered: {fields['how']}"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with open_ledger(ledger) as opened:
        target, value = read_form(cast(JudgementKind, kind), opened, fields)
        made = Judgement(cast(JudgementKind, kind), target, now, value, user or getpass.getuser(), reason)
        number = judge(opened, made)
        typer.echo(f"decision {number}: {kind} {' '.join(about)}")
        if waits(made):
            look_across(opened)
