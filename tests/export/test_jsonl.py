"""The exported files are the public records, and every row quotes its report."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from hearsay.errors import HearsayError
from hearsay.export.jsonl import export_jsonl
from hearsay.records import (
    Answer,
    Claim,
    Conflict,
    Cue,
    Entity,
    Evidence,
    Link,
    Member,
    Mention,
    Origin,
    Participant,
    Prediction,
    Report,
    Span,
    Story,
    Voice,
    When,
)

TEXT = "“The dam will hold,” Ana Pell said on 4 May, “until autumn.”"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def at(words: str) -> tuple[int, int]:
    return span(words).start, span(words).end


REPORT = Report(
    "report-1", "dam.txt", "Dam", "Courier", (), "2031-05-05", "en", "news", TEXT, story="story-1"
)
PIECES = (span("The dam will hold"), span("until autumn"))
CLAIM = Claim(
    id="claim-1",
    report="report-1",
    start=PIECES[0].start,
    end=PIECES[1].end,
    text=TEXT[PIECES[0].start : PIECES[1].end],
    spans=PIECES,
    content="The dam will hold … until autumn",
    voice=Voice("named", "Ana Pell", *at("Ana Pell"), refers=span("Ana Pell"), entity="entity-1"),
    cue=Cue(*at("said"), "said"),
    chain=(Link("Ana Pell", *at("Ana Pell")), Link("Courier")),
    stance="predicts",
    negated=False,
    certainty="certain",
    when=When("2031-05-04", *at("4 May"), "resolved"),
    participants=(Participant("agent", "The dam", *at("The dam")),),
)
MENTION = Mention("report-1", *at("Ana Pell"))
EVIDENCE = (Evidence(*at("Ana Pell said")), Evidence(0, 19, 5, 24))


@dataclass
class Shelf:
    """Records in memory."""

    all_reports: tuple[Report, ...] = (REPORT,)
    all_claims: tuple[Claim, ...] = (CLAIM,)
    mention: Mention = MENTION
    evidence: tuple[Evidence, ...] = EVIDENCE

    def report(self, report: str) -> Report | None:
        return next((r for r in self.all_reports if r.id == report), None)

    def reports(self) -> Any:
        return self.all_reports

    def claims(self) -> Any:
        return self.all_claims

    def entities(self) -> Any:
        return [Entity("entity-1", "person", "Ana Pell", (), (self.mention,))]

    def stories(self) -> Any:
        return [Story("story-1", "Dam", ("report-1",), "2031-05-04", None)]

    def origins(self) -> Any:
        return [Origin("origin-1", "report-1", (Member("report-1", "copy", "report-1", self.evidence),))]

    def conflicts(self) -> Any:
        answers = (Answer("held", ("claim-1",), ("Ana Pell",), 1, 0),)
        return [Conflict("conflict-1", "story-1", None, "whether", "Will it?", answers, "open")]

    def predictions(self) -> Any:
        return [Prediction("prediction-1", "claim-1", "The dam will hold", None)]


def rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    text = (folder / f"{kind}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_kind_has_a_file_with_its_public_fields(tmp_path: Path) -> None:
    assert set(export_jsonl(Shelf(), tmp_path).values()) == {1}
    public = {
        "reports": "id source title publisher authors published language genre text origin story",
        "claims": "id report start end text spans voice cue chain stance negated certainty event when where "
        "amounts participants",
        "entities": "id kind name aliases mentions",
        "stories": "id title reports from to",
        "origins": "id story first members",
        "conflicts": "id story event slot question values status",
        "predictions": "id claim about due outcome",
    }
    assert {path.name for path in tmp_path.iterdir()} == {f"{kind}.jsonl" for kind in public}
    for kind, fields in public.items():
        (row,) = rows(tmp_path, kind)
        assert set(fields.split()) <= set(row), kind


def test_a_claim_in_two_pieces_lists_them(tmp_path: Path) -> None:
    export_jsonl(Shelf(), tmp_path)
    (row,) = rows(tmp_path, "claims")
    assert [TEXT[start:end] for start, end in row["spans"]] == ["The dam will hold", "until autumn"]
    assert row["text"] == TEXT[row["start"] : row["end"]]
    assert row["voice"]["entity"] == "entity-1"
    assert row["chain"][1] == {"name": "Courier", "start": None, "end": None, "refers": None, "entity": None}
    assert row["where"] is None


def test_evidence_without_words_of_another_report_has_no_such_fields(tmp_path: Path) -> None:
    export_jsonl(Shelf(), tmp_path)
    (row,) = rows(tmp_path, "origins")
    own, taken = row["members"][0]["evidence"]
    assert set(own) == {"start", "end"}
    assert taken == {"start": 0, "end": 19, "of_start": 5, "of_end": 24}


@pytest.mark.parametrize(
    "shelf",
    [
        Shelf(all_claims=(replace(CLAIM, start=0),)),
        Shelf(all_claims=(replace(CLAIM, content="The dam will hold until autumn"),)),
        Shelf(all_claims=(replace(CLAIM, cue=Cue(0, 4, "said")),)),
        Shelf(all_claims=(replace(CLAIM, voice=Voice("named", "Ana Pell", 0, 4000)),)),
        Shelf(all_claims=(replace(CLAIM, report="report-2"),)),
        Shelf(mention=Mention("report-1", 5, 4000)),
        Shelf(mention=Mention("report-2", 5, 10)),
        Shelf(evidence=(Evidence(9, 9),)),
    ],
)
def test_a_row_whose_words_stand_elsewhere_is_refused_and_former_files_stay(
    tmp_path: Path, shelf: Shelf
) -> None:
    export_jsonl(Shelf(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(HearsayError, match="do not stand in"):
        export_jsonl(shelf, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HearsayError, match="file/out: cannot be written"):
        export_jsonl(Shelf(), tmp_path / "file" / "out")
