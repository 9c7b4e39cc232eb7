"""What a form says, as a judgement: what it is about, and what it holds.

In: the fields of a form, an open ledger. Out: targets and values. Never here: words that do not stand in the
report; what cannot be read is an error that says which field, and why.
"""

from collections.abc import Callable

from hearsay.errors import BadForm
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.records import (
    Cell,
    Entity,
    Fit,
    JudgementKind,
    Note,
    Outcome,
    OutcomeSeen,
    Plain,
    Rating,
    SettledAs,
    Settlement,
    Tag,
    Target,
    Value,
    cell_target,
    claim_target,
    conflict_target,
    pair_target,
)
from hearsay.serve.corrections import Given, correction, one_of


def read_form(kind: JudgementKind, ledger: View, given: Given) -> tuple[Target, Value]:
    """What a form of this kind judges, and how.

    Raises:
        BadForm: a field is missing, or what it says does not stand in the report.
    """
    return READERS[kind](ledger, given)


def target_of(ledger: View, about: str, name: str) -> Target:
    """What `name`, an id or the name of a publisher or hypothesis, stands for.

    Raises:
        BadForm: the ledger holds no such thing.
    """
    found: Target | None = None
    match about:
        case "claim" | "prediction":
            if claim := ledger.found_claim(name):
                found = claim_target(claim, "claim" if about == "claim" else "prediction")
        case "report":
            found = Target("report", reports=(name,)) if ledger.has_report(name) else None
        case "story":
            if story := ledger.story(name):
                found = Target("story", reports=story.reports)
        case "entity":
            if bearers := ledger.bearers(name):
                found = Target("entity", bearers=bearers)
        case "conflict":
            found = _conflict(ledger, name)
        case "publisher" | "hypothesis":
            found = Target("publisher" if about == "publisher" else "hypothesis", name=name) if name else None
    if found is None:
        raise BadForm(mark("The ledger holds nothing of this kind."), path=name)
    return found


def _claim(ledger: View, given: Given) -> tuple[Target, Value]:
    return target_of(ledger, "claim", given.get("claim", "")), Plain()


def _pair(ledger: View, given: Given) -> tuple[Target, Value]:
    one, other = given.get("one", ""), given.get("other", "")
    if one == other or not (ledger.has_report(one) and ledger.has_report(other)):
        raise BadForm(mark("Name two reports of the ledger."))
    return pair_target(one, other), Plain()


def _conflict(ledger: View, name: str) -> Target | None:
    conflict = ledger.conflict(name)
    if conflict is None:
        return None
    behind = {id_ for answer in conflict.values for id_ in answer.claims}
    return conflict_target(conflict, ledger.claims(ids=sorted(behind), judged=False))


def _settled(ledger: View, given: Given) -> tuple[Target, Value]:
    target = target_of(ledger, "conflict", given.get("conflict", ""))
    conflict = ledger.conflict(given.get("conflict", ""))
    how, value = given.get("how", ""), given.get("value") or None
    if how.startswith("answered: "):  # one choice of a form: the answer that holds
        how, value = "answered", how.removeprefix("answered: ")
    known = {answer.value for answer in conflict.values} if conflict else set()
    if how == "answered" and value not in known:
        raise BadForm(mark("Choose one of the answers."))
    settled: SettledAs = one_of(SettledAs, how, mark("Say how the question is settled."))
    return target, Settlement(settled, value if how == "answered" else None)


def _outcome(ledger: View, given: Given) -> tuple[Target, Value]:
    outcome: Outcome = one_of(Outcome, given.get("outcome", ""), mark("Say what became of it."))
    return target_of(ledger, "prediction", given.get("claim", "")), OutcomeSeen(outcome)


def _rating(ledger: View, given: Given) -> tuple[Target, Value]:
    source, information = given.get("source") or None, given.get("information") or None
    if (source is None) == (information is None):
        raise BadForm(mark("Rate either the source or the information."))
    if source is not None and source not in "ABCDEF":
        raise BadForm(mark("A source is rated from A to F."))
    if information is not None and information not in tuple("123456"):
        raise BadForm(mark("Information is rated from 1 to 6."))
    value = Rating(source, int(information) if information else None)  # type: ignore[arg-type]
    return target_of(ledger, given.get("about", ""), given.get("id", "")), value


def _note(ledger: View, given: Given) -> tuple[Target, Value]:
    text = given.get("text", "").strip()
    if not text:
        raise BadForm(mark("Write the note first."))
    return target_of(ledger, given.get("about", ""), given.get("id", "")), Note(text[:10_000])


def _tag(ledger: View, given: Given) -> tuple[Target, Value]:
    tag = " ".join(given.get("tag", "").split())[:60]
    if not tag:
        raise BadForm(mark("Write the tag first."))
    return target_of(ledger, given.get("about", ""), given.get("id", "")), Tag(tag)


def _cell(ledger: View, given: Given) -> tuple[Target, Value]:
    claim = ledger.found_claim(given.get("claim", ""))
    if claim is None or not given.get("hypothesis"):
        raise BadForm(mark("The ledger holds nothing of this kind."))
    fit: Fit = one_of(Fit, given.get("fit", ""), mark("Say how far it fits."))
    return cell_target(given["hypothesis"], claim), Cell(fit)


def _correction(ledger: View, given: Given) -> tuple[Target, Value]:
    target = target_of(ledger, "claim", given.get("claim", ""))
    claim = ledger.claim(given["claim"])
    assert claim is not None
    return target, correction(
        ledger, claim, given, lambda name: ledger.bearers(find_entity(ledger, name, claim.report).id)[0]
    )


READERS: dict[JudgementKind, Callable[[View, Given], tuple[Target, Value]]] = {
    "claim.confirm": _claim,
    "claim.reject": _claim,
    "claim.correct": _correction,
    "reports.copies": _pair,
    "reports.independent": _pair,
    "conflict.settle": _settled,
    "prediction.outcome": _outcome,
    "rating": _rating,
    "note": _note,
    "tag": _tag,
    "hypothesis.cell": _cell,
}
"""How the form of each kind is read."""


def find_entity(ledger: View, name: str, report: str | None = None) -> Entity:
    """The entity of this name or id, without mentions; of several, the one that is named in the report.

    Raises:
        BadForm: there is none, or several can be meant.
    """
    found = list(ledger.entities_in_short(ledger.called(" ".join(name.split()))))
    here = [entity for entity in found if report and ledger.mentions_in(entity.id, [report])]
    if len(here) == 1:
        return here[0]
    if not found:
        raise BadForm(mark("No report names anybody so."), path=name)
    if len(found) > 1:
        hint = ", ".join(f"{entity.name}: {entity.id}" for entity in found)
        raise BadForm(mark("Several are called so. Give the id of the one you mean."), path=name, hint=hint)
    return found[0]
