"""What pages show of judgements, and what their forms need; asked only where a template does.

In: a request and the ledger. Out: judgements about whatever a page is about, the number that a form must
carry, words for each decision. Never here: writing.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from fastapi import Request

from hearsay.export.wording import SAYS
from hearsay.language import Language, mark
from hearsay.ledger import View
from hearsay.records import (
    MATTERS,
    Cell,
    Claim,
    Conflict,
    Correction,
    Decision,
    Entity,
    Hypothesis,
    Judgement,
    JudgementKind,
    Note,
    OutcomeSeen,
    Rating,
    Report,
    Settlement,
    Tag,
    Target,
    cell_target,
    claim_target,
    pair_target,
)
from hearsay.serve.applying import State
from hearsay.serve.forms import target_of
from hearsay.serve.guard import KEYS, token_of, user_of

KINDS: dict[str, str] = {
    "claim.confirm": mark("confirmed the claim"),
    "claim.reject": mark("rejected the claim"),
    "claim.correct": mark("corrected the claim"),
    "reports.copies": mark("holds two reports for one account"),
    "reports.independent": mark("holds two reports for independent"),
    "conflict.settle": mark("settled a question"),
    "prediction.outcome": mark("noted what became of a prediction"),
    "rating": mark("rated"),
    "note": mark("noted"),
    "tag": mark("tagged"),
    "hypothesis.cell": mark("weighed a claim against a hypothesis"),
    "merge": mark("merged two names"),
    "confirm": mark("confirmed a name"),
    "split": mark("parted a name"),
    "reject": mark("rejected a name"),
    "undo": mark("took back a decision"),
}
"""What somebody did, by the kind of the decision."""

FIELDS: dict[str, str] = {
    "voice": mark("who speaks"),
    "stance": mark("what the voice does"),
    "negated": mark("whether it is negated"),
    "certainty": mark("how sure it is"),
    "spans": mark("the words"),
    "when": mark("the date"),
    "where": mark("the place"),
    "amounts": mark("the amounts"),
    "participants": mark("who takes part"),
    "entities": mark("who is meant"),
    "status": mark("the state of the question"),
    "outcome": mark("the outcome"),
}
"""What a judgement changed."""

SOURCES = {
    "A": mark("completely reliable"),
    "B": mark("usually reliable"),
    "C": mark("fairly reliable"),
    "D": mark("not usually reliable"),
    "E": mark("unreliable"),
    "F": mark("cannot be judged"),
}
INFORMATION = {
    1: mark("confirmed by other sources"),
    2: mark("probably true"),
    3: mark("possibly true"),
    4: mark("doubtful"),
    5: mark("improbable"),
    6: mark("cannot be judged"),
}
SETTLED = {
    "answered": mark("answered"),
    "no conflict": mark("no conflict"),
    "cannot be told": mark("cannot be told"),
}
FITS = {
    "consistent": mark("consistent"),
    "inconsistent": mark("inconsistent"),
    "neutral": mark("neutral"),
    "not applicable": mark("not applicable"),
}


MOST_BESIDE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A decision as the log shows it: what it is about in a few words, and the page on which that stands."""

    decision: Decision | Judgement
    what: str
    about: str
    detail: str
    url: str | None


class Judging:
    """Judgements as the templates of one page ask for them."""

    def __init__(self, request: Request, ledger: View, language: Language) -> None:
        self._request = request
        self._ledger = ledger
        self._language = language
        self.token = token_of(request)
        self.user = user_of(request)
        self.keys = request.cookies.get(KEYS) != "off"
        self.sources, self.information, self.fits = SOURCES, INFORMATION, FITS

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        query = [(key, value) for key, value in self._request.query_params.multi_items() if key != "kept"]
        if self._request.method != "GET":
            return "/"
        return self._request.url.path + (f"?{urlencode(query)}" if query else "")

    @property
    def applying(self) -> State:
        """How far the look across reports was that applies decisions, when the page was asked for."""
        state: State = self._request.state.applying
        return state

    @property
    def kept(self) -> Line | None:
        """The decision that was just kept, if the page was asked for to show it."""
        number = self._request.query_params.get("kept", "")
        if not number.isdecimal() or len(number) > 12:
            return None
        return self.numbered(int(number))

    def target(self, about: str, name: str) -> Target:
        """What a form is about."""
        return target_of(self._ledger, about, name)

    def pair(self, one: str, other: str) -> Target:
        """Two reports."""
        return pair_target(one, other)

    def cell(self, hypothesis: Hypothesis, claim: Claim) -> Target:
        """A claim as it bears on a supposed answer."""
        return cell_target(hypothesis.id, claim)

    def numbered(self, number: int) -> Line | None:
        """The decision of this number."""
        return next((self.line(decision) for decision in self._ledger.log(number=number)), None)

    def last(self, kind: JudgementKind, target: Target) -> int:
        """The number that a form on this matter must carry."""
        return self._ledger.last_on(kind, target)

    def last_on_claim(self, kind: JudgementKind, claim: str) -> int:
        """The same for a claim, or for the prediction that it makes."""
        return self._ledger.last_on_claim(kind, claim)

    def last_about(self, entity: Entity) -> int:
        """The same for a form about whom names stand for."""
        return self._ledger.last_about(entity)

    def on_claim(self, claim: Claim) -> list[Line]:
        """Every judgement about a claim, undone ones too, the newest first."""
        marks = {mark.number for mark in claim.judged}
        target = claim_target(claim)
        found = self._ledger.judgements(*MATTERS["claim.confirm"], report=claim.report)
        mine = [j for j in found if j.number in marks or j.target.same(target)]
        return [self.line(judgement) for judgement in reversed(mine)]

    def remarks(self, target: Target) -> list[Line]:
        """The notes, tags and ratings that hold, oldest first; of ratings the newest."""
        kinds: tuple[JudgementKind, ...] = ("note", "tag", "rating")
        found = [
            j
            for j in self._ledger.judgements(*kinds, report=target.report, holding=True)
            if j.target.same(target)
        ]
        ratings = [j for j in found if j.kind == "rating"]
        return [self.line(j) for j in found if j.kind != "rating" or j is ratings[-1]]

    def source_rating(self, report: Report) -> str | None:
        """How far people say that the report's publisher can be relied on, else the report itself."""
        targets = [Target("report", reports=(report.id,))]
        if report.publisher:
            targets.append(Target("publisher", name=report.publisher))
        found = None
        for judgement in self._ledger.judgements("rating", holding=True):
            meant = any(judgement.target.same(target) for target in targets)
            if meant and isinstance(judgement.value, Rating) and judgement.value.source:
                found = judgement.value.source
        return found

    @cached_property
    def _pairs(self) -> list[Judgement]:
        return list(self._ledger.judgements("reports.copies", "reports.independent", holding=True))

    def on_report(self, report: Report) -> list[Line]:
        """What people decided about this report and another."""
        return [self.line(judgement) for judgement in self._pairs if report.id in judgement.target.reports]

    def beside(self, report: Report) -> list[Report]:
        """The other reports of its story, and those of its account; the first of them, by id."""
        found = {r.id: r for r in self._ledger.reports(story=report.story)} if report.story else {}
        origin = self._ledger.origin(report.origin) if report.origin else None
        for member in origin.members if origin else ():
            if member.report not in found and (other := self._ledger.report(member.report)):
                found[member.report] = other
        return [found[id_] for id_ in sorted(found) if id_ != report.id][:MOST_BESIDE]

    def on_entity(self, entity: Entity) -> list[Line]:
        """What people decided about whom the names of an entity stand for; undone decisions apart."""
        return [self.line(decision) for decision in self._ledger.decisions_on(entity) if decision.holds]

    def settled(self, conflict: Conflict) -> str:
        """How a question was settled, in words."""
        (judged,) = conflict.judged[-1:]
        say = self._language.gettext
        return judged.value if judged.value is not None else say(SETTLED[judged.settled or "answered"])

    def line(self, decision: Decision | Judgement) -> Line:
        """A decision in words."""
        say = self._language.gettext
        what = say(KINDS[decision.kind])
        if isinstance(decision, Decision):
            if decision.kind == "undo":
                undone = next(iter(self._ledger.log(number=decision.undoes)), None)
                about = say(KINDS[undone.kind]) if undone else ""
                return Line(decision, what, f"{decision.undoes}: {about}", "", None)
            sides = (", ".join(sorted({b.name for b in side})) for side in (decision.one, decision.other))
            return Line(decision, what, " / ".join(sides), "", self._name_url(decision))
        target, value = decision.target, decision.value
        return Line(decision, what, self._about(target), self._detail(value), self._url(target))

    def _name_url(self, decision: Decision) -> str | None:
        names = dict.fromkeys(bearer.name for bearer in (*decision.one, *decision.other))
        found = next((ids[0] for name in names if len(ids := self._ledger.called(name)) == 1), None)
        return f"/names/{found}" if found else None

    def _about(self, target: Target) -> str:
        match target.kind:
            case "claim" | "prediction" | "hypothesis" if target.claims:
                return f"“{target.claims[0].content}”"
            case "conflict":
                return " / ".join(f"“{claim.content}”" for claim in target.claims[:3])
            case "reports" | "report" | "story":
                return " / ".join(self._report_words(report) for report in target.reports[:3])
            case "entity":
                return ", ".join(dict.fromkeys(bearer.name for bearer in target.bearers[:3]))
            case _:
                return target.name or ""

    def _report_words(self, report: str) -> str:
        found = self._ledger.in_short([report]).get(report)
        return (found.title or found.source) if found else report

    def _detail(self, value: object) -> str:
        say = self._language.gettext
        match value:
            case Correction():
                return ", ".join(self.change(value, name) for name in value.changes)
            case Settlement():
                return value.value or say(SETTLED[value.how])
            case OutcomeSeen():
                return say(value.outcome)
            case Rating():
                if value.source:
                    return f"{value.source}: {say(SOURCES[value.source])}"
                return f"{value.information}: {say(INFORMATION[value.information or 6])}"
            case Note():
                return value.text
            case Tag():
                return value.tag
            case Cell():
                return say(FITS[value.fit])
            case _:
                return ""

    def change(self, correction: Correction, name: str) -> str:
        """One field of a correction: what it was and what it is."""
        say = self._language.gettext
        before, after = getattr(correction.before, name), getattr(correction.after, name)
        words = say(FIELDS[name])
        match name:
            case "stance":
                return f"{words}: {say(SAYS[before])} → {say(SAYS[after])}"
            case "certainty":
                return f"{words}: {say(before)} → {say(after)}"
            case "when":
                edtfs = (value.edtf if value else "–" for value in (before, after))
                return f"{words}: {' → '.join(str(edtf) for edtf in edtfs)}"
            case "where" | "voice":
                names = ((value.name if value and value.name else "–") for value in (before, after))
                return f"{words}: {' → '.join(names)}"
            case _:
                return words

    def _url(self, target: Target) -> str | None:
        if target.kind in ("claim", "prediction", "hypothesis") and target.claims:
            return f"/claims/{target.claims[0].claim}"
        if target.kind in ("report", "reports") and target.reports:
            return f"/reports/{target.reports[0]}"
        if target.kind == "conflict" and target.claims:
            return f"/claims/{target.claims[0].claim}"
        if target.kind == "entity":
            names = dict.fromkeys(bearer.name for bearer in target.bearers)
            found = next((ids[0] for name in names if len(ids := self._ledger.called(name)) == 1), None)
            return f"/names/{found}" if found else None
        return None
