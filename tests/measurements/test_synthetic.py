"""Synthetic reports are what the report stages would have stored."""

import importlib
import sys
from itertools import islice
from pathlib import Path

from hearsay.export.jsonl import stands
from hearsay.origins import text_digest
from hearsay.records import AnnotatedReport, TextDigest
from hearsay.stories import story_digest

sys.path.insert(0, str(Path(__file__).parents[2] / "measurements"))
reports = importlib.import_module("synthetic").reports
sys.path.pop(0)

MADE = list(islice(reports(a_day=40), 120))


def test_a_hundred_are_the_first_of_more() -> None:
    assert list(islice(reports(a_day=40), 20)) == MADE[:20]
    assert len({made.report.id for made in MADE}) == len(MADE)


def test_every_claim_and_every_name_stands_in_its_text() -> None:
    for made in MADE:
        text = made.report.text
        assert all(stands(claim, text) for claim in made.claims)
        assert all(text[name.start : name.end] == name.text for name in made.names)
        for entity in made.digests[0].entities:
            forms = {form.text for form in entity.forms}
            assert all(text[span.start : span.end] in forms for span in entity.spans)


def test_digests_are_those_of_the_stages() -> None:
    for made in MADE:
        doc = AnnotatedReport(made.report, (), made.names, (), (), (), (), None)
        _, texts, story = made.digests
        assert isinstance(texts, TextDigest)
        found = text_digest(doc, made.claims)
        assert (texts.sketch, texts.length, texts.credits) == (found.sketch, found.length, found.credits)
        assert story == story_digest(doc)
