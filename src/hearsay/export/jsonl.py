"""The public records, one JSON-lines file per kind.

In: records, as a ledger gives them. Out: files in a folder, all of them or none.
Never here: a row whose words do not stand in the text that it quotes.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

import msgspec

from hearsay.errors import HearsayError
from hearsay.records import (
    Claim,
    Conflict,
    Entity,
    Origin,
    Prediction,
    Report,
    Span,
    Story,
    stands,
)

Row = dict[str, Any]


class Records(Protocol):
    """Where the records come from: claims report by report, everything in an order that does not change."""

    def report(self, report: str, /) -> Report | None:
        """One report."""
        ...

    def reports(self) -> Iterable[Report]:
        """All reports; and so on."""
        ...

    def claims(self) -> Iterable[Claim]: ...  # noqa: D102
    def entities(self) -> Iterable[Entity]: ...  # noqa: D102
    def stories(self) -> Iterable[Story]: ...  # noqa: D102
    def origins(self) -> Iterable[Origin]: ...  # noqa: D102
    def conflicts(self) -> Iterable[Conflict]: ...  # noqa: D102
    def predictions(self) -> Iterable[Prediction]: ...  # noqa: D102


def export_jsonl(records: Records, out: Path) -> Mapping[str, int]:
    """Write every kind of record to a file of its own; the number of rows of each.

    Former files are replaced only when all new ones are complete.

    Raises:
        HearsayError: the folder cannot be written, or a row quotes words that do not stand in their report.
    """
    lengths: dict[str, int] = {}
    kinds = {
        "reports": _reports(records, lengths),  # first: it tells the others how long each text is
        "claims": _claims(records),
        "entities": _entities(records, lengths),
        "stories": _stories(records),
        "origins": _origins(records, lengths),
        "conflicts": map(row, records.conflicts()),
        "predictions": map(row, records.predictions()),
    }
    parts = {kind: out / f".{kind}.jsonl.part" for kind in kinds}
    try:
        out.mkdir(parents=True, exist_ok=True)
        counts = {kind: _write(rows, parts[kind]) for kind, rows in kinds.items()}
        for kind, part in parts.items():
            part.replace(out / f"{kind}.jsonl")
        return counts
    except OSError as error:
        hint = "choose a folder with room where you may write"
        raise HearsayError(f"cannot be written: {error.strerror}", path=str(out), hint=hint) from error
    finally:
        for part in parts.values():
            if part.parent.is_dir():
                part.unlink(missing_ok=True)


def row(record: object) -> Row:
    """A record as it is written: its public field names, spans as [start, end]."""
    fields: Row = msgspec.to_builtins(record)
    match record:
        case Claim():
            fields["spans"] = [[span.start, span.end] for span in record.spans]
            parts = [part for clause in fields["clauses"] for part in clause["participants"]]
            for speaker in (fields["voice"], *fields["chain"], *fields["participants"], *parts):
                refers = speaker["refers"]
                speaker["refers"] = refers and [refers["start"], refers["end"]]
        case Story():
            return {
                key: fields[name]
                for key, name in zip(("id", "title", "reports", "from", "to"), fields, strict=True)
            }
        case Origin():
            for member in fields["members"]:
                for place in (member, *member["parts"]):
                    # Where only the report's own words are evidence, nothing points at another's.
                    place["evidence"] = [
                        {key: value for key, value in words.items() if value is not None}
                        for words in place["evidence"]
                    ]
    return fields


def _reports(records: Records, lengths: dict[str, int]) -> Iterator[Row]:
    for report in records.reports():
        lengths[report.id] = len(report.text)
        yield row(report)


def _claims(records: Records) -> Iterator[Row]:
    for report_id, claims in groupby(records.claims(), key=lambda claim: claim.report):
        report = records.report(report_id)
        for claim in claims:
            if report is None or not stands(claim, report.text):
                raise _misplaced(claim.id, report_id)
            yield row(claim)


def _entities(records: Records, lengths: Mapping[str, int]) -> Iterator[Row]:
    for entity in records.entities():
        for mention in entity.mentions:
            if not _inside(mention, lengths.get(mention.report, 0)):
                raise _misplaced(entity.id, mention.report)
        yield row(entity)


def _stories(records: Records) -> Iterator[Row]:
    return map(row, records.stories())


def _origins(records: Records, lengths: Mapping[str, int]) -> Iterator[Row]:
    for origin in records.origins():
        for member in origin.members:
            cited = [(words, member.of) for words in member.evidence]
            cited += [(words, part.of) for part in member.parts for words in part.evidence]
            for words, of in cited:
                if not _inside(words, lengths.get(member.report, 0)):
                    raise _misplaced(origin.id, member.report)
                if words.of_start is None or words.of_end is None:
                    continue
                if not _inside(Span(words.of_start, words.of_end), lengths.get(of or "", 0)):
                    raise _misplaced(origin.id, of)
        yield row(origin)


def _inside(place: Any, length: int) -> bool:
    return bool(0 <= place.start < place.end <= length)


def _misplaced(record: str, report: str | None) -> HearsayError:
    return HearsayError(f"{record} quotes words that do not stand in {report}", hint="build the ledger anew")


def _write(rows: Iterable[Row], path: Path) -> int:
    written = 0
    with path.open("wb") as file:
        for fields in rows:
            file.write(msgspec.json.encode(fields) + b"\n")
            written += 1
    return written
