"""`hearsay decide`: what people decide about the names in a ledger; kept for good, and undone on record."""

import getpass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.options import DEFAULT_LEDGER, LedgerOption
from hearsay.errors import HearsayError

if TYPE_CHECKING:  # the ledger's libraries are loaded only by a command that opens one
    from hearsay.ledger import Ledger
    from hearsay.records import Decision, DecisionKind, Entity


class Kind(StrEnum):
    """What can be decided."""

    MERGE = "merge"
    SPLIT = "split"
    CONFIRM = "confirm"
    REJECT = "reject"
    UNDO = "undo"
    LIST = "list"


_OF_NAMES: dict[Kind, "DecisionKind"] = {
    Kind.MERGE: "merge",
    Kind.SPLIT: "split",
    Kind.CONFIRM: "confirm",
    Kind.REJECT: "reject",
}
_Kind = Annotated[Kind, typer.Argument(metavar="|".join(Kind), help="What to decide; or list what was.")]
_First = Annotated[
    str | None,
    typer.Argument(metavar="ENTITY", help="Its id or a name of it; for undo, a decision's number."),
]
_Other = Annotated[
    str | None, typer.Argument(metavar="NAME", help="For merge, the other entity; else a name of this one.")
]
_User = Annotated[str | None, typer.Option("--user", help="Who decides; else who is logged in.")]
_Reason = Annotated[str | None, typer.Option("--reason", help="Why.")]


def decide(
    kind: _Kind,
    entity: _First = None,
    other: _Other = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    user: _User = None,
    reason: _Reason = None,
) -> None:
    """Merge two entities, split one, confirm or reject a name of it, undo a decision; all on record."""
    from hearsay.ledger import open_ledger
    from hearsay.pipeline import look_across

    with open_ledger(ledger) as opened:
        if kind is Kind.LIST:
            for decision in opened.decisions():
                typer.echo(_line(decision))
            return
        number = _decide(opened, kind, entity, other, user or getpass.getuser(), reason)
        typer.echo(f"decision {number}: {kind.value} {entity}" + (f" / {other}" if other else ""))
        look_across(opened)


def _decide(
    ledger: "Ledger", kind: Kind, given: str | None, other: str | None, user: str, reason: str | None
) -> int:
    from hearsay.pipeline import decide, undo

    now = datetime.now(UTC).isoformat(timespec="seconds")
    if kind is Kind.LIST or given is None or (other is None) != (kind is Kind.UNDO):
        raise HearsayError(f"not enough, or too much, to {kind.value}", hint="see: hearsay decide --help")
    if kind is Kind.UNDO:
        undoes = int(given) if given.isdecimal() else None
        return undo(ledger, undoes or 0, time=now, user=user, reason=reason)[0]
    assert other is not None
    meant = _entity(ledger, other) if kind is Kind.MERGE else other
    return decide(ledger, _OF_NAMES[kind], _entity(ledger, given), meant, time=now, user=user, reason=reason)


def _entity(ledger: "Ledger", given: str) -> "Entity":
    from hearsay.ledger.given import find_entity

    found = ledger.entity(find_entity(ledger, given).id)
    assert found is not None
    return found


def _line(decision: "Decision") -> str:
    sides = (", ".join(sorted({bearer.name for bearer in side})) for side in (decision.one, decision.other))
    what = f"decision {decision.undoes}" if decision.undoes else " / ".join(sides)
    why = f": {decision.reason}" if decision.reason else ""
    undone = f" (undone by {decision.undone_by})" if decision.undone_by else ""
    who = decision.user or "somebody"
    return f"{decision.number}  {decision.kind} {what}, by {who} at {decision.time}{why}{undone}"
