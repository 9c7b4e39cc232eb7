"""What people corrected, as data to train on: the text, what was found, and how a person reads it.

In: judgements about claims, the reports that they are about. Out: one JSON line for each. Never here: a
judgement that was undone, or words that do not stand in the text.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from hearsay.errors import HearsayError
from hearsay.records import Claim, Correction, Judgement, JudgementKind, Report, stands

KINDS: tuple[JudgementKind, ...] = ("claim.confirm", "claim.reject", "claim.correct")


class Judged(Protocol):
    """Where judgements, claims and reports come from."""

    def judgements(self, *kinds: JudgementKind, holding: bool = False) -> Iterable[Judgement]: ...  # noqa: D102
    def report(self, report: str, /) -> Report | None: ...  # noqa: D102
    def claim(self, claim: str, /) -> Claim | None: ...  # noqa: D102
    def found_claim(self, claim: str, /) -> Claim | None: ...  # noqa: D102


def training_rows(records: Judged) -> Iterator[dict[str, Any]]:
    """One row for each judgement that holds: the text, the claim as found, and as it is read now.

    `label` is the kind of the judgement; `changes` names the fields that differ, with `before` and `after`.
    """
    for judgement in records.judgements(*KINDS, holding=True):
        at = judgement.target.claims[0]
        report, found, now = records.report(at.report), records.found_claim(at.claim), records.claim(at.claim)
        if report is None or found is None or now is None or not stands(now, report.text):
            continue
        value = judgement.value if isinstance(judgement.value, Correction) else None
        yield {
            "report": report.id,
            "text": report.text,
            "label": judgement.kind,
            "changes": list(value.changes) if value else [],
            "before": msgspec.to_builtins(value.before) if value else None,
            "after": msgspec.to_builtins(value.after) if value else None,
            "found": msgspec.to_builtins(found),
            "read": msgspec.to_builtins(now),
            "time": judgement.time,
            "reason": judgement.reason,
        }


def export_training(records: Judged, out: Path) -> int:
    """Write the rows to `corrections.jsonl` in a folder; how many.

    Raises:
        HearsayError: the folder cannot be written.
    """
    part, count = out / ".corrections.jsonl.part", 0
    try:
        out.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            for row in training_rows(records):
                file.write(msgspec.json.encode(row) + b"\n")
                count += 1
        part.replace(out / "corrections.jsonl")
    except OSError as error:
        hint = "choose a folder with room where you may write"
        raise HearsayError(f"cannot be written: {error.strerror}", path=str(out), hint=hint) from error
    return count
