"""What people judged, laid over what was found: what is stored stays, what is read has the judgement in it.

In: records as stored, judgements that hold, oldest first. Out: the records as people read them, each with a
mark that says by whom. Never here: a change of what is stored.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from hearsay.records import (
    Bearer,
    Claim,
    Conflict,
    Correction,
    FoundBy,
    Judged,
    Judgement,
    Link,
    OutcomeSeen,
    Prediction,
    Settlement,
    Voice,
)

Laid = dict[str, list[tuple[Judgement, FoundBy]]]
"""The judgements about each claim, by its id, and how each found it."""


def find_claims(judgements: Iterable[Judgement], claims: Sequence[Claim]) -> Laid:
    """Which of the claims of a report each judgement is about; one that finds none changes nothing."""
    laid: Laid = defaultdict(list)
    for judgement in judgements:
        found = judgement.target.claims[0].find(claims)
        if found is not None:
            laid[found[0].id].append((judgement, found[1]))
    return laid


def judge_claim(claim: Claim, about: Sequence[tuple[Judgement, FoundBy]], text: Callable[[], str]) -> Claim:
    """The claim as people read it: corrections one after the other, and of confirm and reject the newer.

    `text` gives the text of its report.
    """
    marks: list[Judged] = []
    for judgement, found in about:
        changed: tuple[str, ...] = ()
        if isinstance(judgement.value, Correction):
            claim = correct(claim, judgement.value, text)
            changed = judgement.value.changes
        else:
            marks = [mark for mark in marks if mark.kind == "claim.correct"]
        marks.append(_mark(judgement, changed, found))
    return replace(claim, judged=tuple(marks))


def correct(claim: Claim, correction: Correction, text: Callable[[], str]) -> Claim:
    """The claim with the fields that a correction names; who is meant by words is for `name_claim`."""
    fields: dict[str, Any] = {
        name: getattr(correction.after, name)
        for name in correction.changes
        if name not in ("spans", "entities")
    }
    if "spans" in correction.changes:
        spans, whole = correction.after.spans, text()
        start, end = spans[0].start, spans[-1].end
        fields |= {"spans": spans, "start": start, "end": end, "text": whole[start:end]}
        fields["content"] = " … ".join(whole[span.start : span.end] for span in spans)
    if "voice" in correction.changes and claim.chain:
        fields["chain"] = _led_by(correction.after.voice, claim)
    return replace(claim, **fields)


def _led_by(voice: Voice | None, claim: Claim) -> tuple[Link, ...]:
    """The chain with another first sayer; without one where the report itself speaks."""
    first, *rest = claim.chain
    if voice is None or (first.start, first.end) != (claim.voice.start, claim.voice.end):
        return claim.chain
    if voice.kind == "report":
        return tuple(rest) or claim.chain
    return (Link(voice.name or first.name, voice.start, voice.end, voice.refers), *rest)


def name_claim(
    claim: Claim, about: Sequence[tuple[Judgement, FoundBy]], who: Callable[[Bearer], str | None]
) -> Claim:
    """The claim with the entities that people say its words name; `who` finds that of a bearer."""
    for judgement, _ in about:
        if not isinstance(judgement.value, Correction) or "entities" not in judgement.value.changes:
            continue
        for named in judgement.value.after.entities:
            meant = who(named.bearer) if named.bearer else None
            here = (named.start, named.end)
            voice = claim.voice
            if (voice.start, voice.end) == here:
                claim = replace(claim, voice=replace(voice, entity=meant))
            claim = replace(
                claim,
                chain=tuple(
                    replace(link, entity=meant) if (link.start, link.end) == here else link
                    for link in claim.chain
                ),
                participants=tuple(
                    replace(part, entity=meant) if (part.start, part.end) == here else part
                    for part in claim.participants
                ),
            )
    return claim


def judge_conflict(conflict: Conflict, settled: Iterable[tuple[Judgement, frozenset[str]]]) -> Conflict:
    """The conflict, settled if people did so; each settlement comes with the present ids of its claims."""
    mine = {claim for answer in conflict.values for claim in answer.claims}
    for judgement, theirs in settled:
        common = len(mine & theirs)
        if judgement.target.slot != conflict.slot or not common or 2 * common < min(len(mine), len(theirs)):
            continue
        assert isinstance(judgement.value, Settlement)
        mark = replace(
            _mark(judgement, ("status",)), settled=judgement.value.how, value=judgement.value.value
        )
        conflict = replace(conflict, status="settled", judged=(mark,))
    return conflict


def judge_prediction(prediction: Prediction, about: Iterable[Judgement]) -> Prediction:
    """The prediction with the outcome that people saw last."""
    for judgement in about:
        assert isinstance(judgement.value, OutcomeSeen)
        mark = _mark(judgement, ("outcome",))
        prediction = replace(prediction, outcome=judgement.value.outcome, judged=(mark,))
    return prediction


def _mark(judgement: Judgement, changed: tuple[str, ...], found: FoundBy = "exact") -> Judged:
    assert judgement.number is not None
    return Judged(
        judgement.number, judgement.kind, judgement.time, judgement.user, judgement.reason, changed, found
    )
